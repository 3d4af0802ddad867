"""Tell another system something by one POST, through the same door as everything that goes out."""

from __future__ import annotations

from collections.abc import Mapping

import httpcore2

from claims.capture import door as doors
from claims.capture.door import Deadline, Door
from claims.capture.fetch import pool_to, told
from claims.capture.links import Link

SECONDS = 15.0
AGENT = "NewsroomDesk/1 (tells another system)"


def send(
    link: Link, body: bytes, headers: Mapping[str, str], door: Door | None = None, *, seconds: float = SECONDS
) -> int:
    """Send the body; the status that was answered. No redirect is followed, and nothing of the answer is read.

    Raises NotKept, with a sentence for a reader, where no answer came.
    """
    door, deadline = door or doors.PUBLIC, Deadline(seconds)
    url = httpcore2.URL(
        scheme=link.scheme.encode(), host=link.host.encode(), port=link.port, target=link.target.encode()
    )
    ours = {"Host": link.authority, "User-Agent": AGENT, "Connection": "close"}
    ours |= {"Content-Length": str(len(body))}
    asks = [*ours.items(), *headers.items()]
    with (
        told(deadline),
        pool_to(link, door, deadline) as pool,
        pool.stream("POST", url, headers=asks, content=body) as answer,
    ):
        return int(answer.status)
