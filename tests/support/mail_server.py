"""A real SMTP server on this machine, which keeps what it is given."""

from __future__ import annotations

import asyncio
import socket
import threading
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller


@dataclass(frozen=True, slots=True)
class Got:
    """One mail: to whom the server was told to bring it, and all of it."""

    to: list[str]
    raw: bytes

    @property
    def message(self) -> EmailMessage:
        return message_from_bytes(self.raw, policy=policy.default)  # type: ignore[arg-type,return-value]

    @property
    def subject(self) -> str:
        return str(self.message["Subject"])

    @property
    def text(self) -> str:
        return str(self.message.get_content()).replace("\r\n", "\n")


class MailServer:
    """`got` is what came; `refuses`: it answers that it can't now; `waits`: it takes mail in and doesn't answer."""

    def __init__(self) -> None:
        self.got: list[Got] = []
        self.refuses = False
        self.waits = False
        self.asked = threading.Event()
        with socket.create_server(("127.0.0.1", 0)) as door:  # the controller wants to be told a free one
            self.port = int(door.getsockname()[1])
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802  # aiosmtpd's name
        self.asked.set()
        if self.refuses:
            return "451 Try again later"
        self.got.append(Got(list(envelope.rcpt_tos), bytes(envelope.content)))
        while self.waits:
            await asyncio.sleep(0.05)
        return "250 OK"

    def start(self) -> None:
        self.controller.start()

    def stop(self) -> None:
        self.waits = False
        self.controller.stop()

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}?starttls=no"
