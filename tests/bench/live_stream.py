"""The other way, for measurement alone: each page holds a stream open, and PostgreSQL tells when an article changed."""

from __future__ import annotations

import asyncio
import os
from collections import defaultdict
from collections.abc import AsyncIterator
from typing import cast

import psycopg
from asgiref.sync import sync_to_async
from django.db import connection
from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.urls import include, path

from claims.models import User
from claims.selectors.presence import pulse_of

CHANNEL = "article"
_pages: dict[int, set[asyncio.Queue[str]]] = defaultdict(set)
_listening: list[asyncio.Task[None]] = []


async def _listen() -> None:
    """One connection a process hears of every article."""
    line = await psycopg.AsyncConnection.connect(os.environ["DATABASE_URL"], autocommit=True)
    await line.execute(f"LISTEN {CHANNEL}")
    async for told in line.notifies():
        for page in _pages[int(told.payload)]:
            page.put_nowait("changed")


def _sees(request: HttpRequest, pk: int) -> bool:
    """A stream's request doesn't end while the page is open: unless closed here, each page would hold a connection."""
    try:
        return pulse_of(cast(User, request.user), pk, 0) is not None
    finally:
        connection.close()


async def stream(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """A line for each change of the article, for as long as the page is open."""
    if not await sync_to_async(_sees)(request, pk):
        raise Http404
    if not _listening:
        _listening.append(asyncio.create_task(_listen()))
    page: asyncio.Queue[str] = asyncio.Queue()
    _pages[pk].add(page)

    async def lines() -> AsyncIterator[str]:
        try:
            yield ": open\n\n"
            while True:
                yield f"data: {await page.get()}\n\n"
        finally:
            _pages[pk].discard(page)

    return StreamingHttpResponse(lines(), content_type="text/event-stream")


urlpatterns = [path("stream/<int:pk>/", stream), path("", include("newsroom.urls"))]
handler400 = "claims.views.errors.bad_request"
