"""Log lines that stay lines: whatever a name or an error holds, it forges no line and no colour. Or JSON."""

from __future__ import annotations

import logging
import re
import traceback
import unicodedata
import uuid
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from pythonjsonlogger.json import JsonFormatter

# Controls (ANSI's escape among them), what turns the direction of writing, ends of lines and of paragraphs, halves.
UNWANTED = frozenset({"Cc", "Cf", "Zl", "Zp", "Cs"})


def one_line(words: str) -> str:
    """The words with each of these characters as Python writes it."""
    return "".join(
        one.encode("unicode_escape", "surrogatepass").decode()
        if unicodedata.category(one) in UNWANTED
        else one
        for one in words
    )


class OneLine(logging.Formatter):
    """One line a message; the lines of a traceback below it begin with a bar."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  # logging's own names
        return one_line(super().formatMessage(record))

    def formatException(self, ei: Any) -> str:  # noqa: N802
        return _below(super().formatException(ei))

    def formatStack(self, stack_info: str) -> str:  # noqa: N802
        return _below(super().formatStack(stack_info))

    def format(self, record: logging.LogRecord) -> str:
        record.exc_text = None  # another handler's, which needn't be clean
        return super().format(record)


def _below(words: str) -> str:
    return "\n".join(f"  | {one_line(line)}" for line in words.split("\n"))


# Which request a line belongs to; "" outside one.
request_id: ContextVar[str] = ContextVar("request_id", default="")
GIVEN_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
# What follows these in an address opens something.
OPENS = re.compile(r"(/(?:shared|join|account/password/reset)/)[^/\s?]+")


class RequestId:
    """Gives each request an id for its lines; the proxy's own, where one is believed and sends X-Request-ID."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "") if settings.BEHIND_PROXY else ""
        mark = request_id.set(given if GIVEN_ID.fullmatch(given) else uuid.uuid4().hex)
        try:
            return self.get_response(request)
        finally:
            request_id.reset(mark)


class Json(JsonFormatter):
    """One JSON object a line, for programs: time, level, logger, message, request or task, and of an error its kind and
    where it came from. Its words are left out: a database puts whole rows into them."""

    def __init__(self) -> None:
        super().__init__("%(message)s", json_ensure_ascii=True)

    def process_log_record(self, log_data: dict[str, Any]) -> dict[str, Any]:
        """Nothing but what `format` puts there: what others hang on a record may hold anything."""
        return log_data

    def add_fields(
        self, log_data: dict[str, Any], record: logging.LogRecord, message_dict: dict[str, Any]
    ) -> None:
        log_data["time"] = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        log_data |= {"level": record.levelname, "logger": record.name}
        log_data["message"] = OPENS.sub(r"\1…", _without_error(record))
        log_data |= {
            name: value for name, value in (("request", request_id.get()), ("task", _task())) if value
        }
        if record.exc_info and record.exc_info[0]:
            log_data["error"] = record.exc_info[0].__name__
            log_data["at"] = [
                f"{one.filename}:{one.lineno}" for one in traceback.extract_tb(record.exc_info[2])
            ][-8:]


def _without_error(record: logging.LogRecord) -> str:
    """The message, where it repeats an error's words (Celery's do) without them."""
    given = record.args
    if isinstance(given, Mapping) and "exc" in given:
        return str(record.msg) % {**given, "exc": "…", "traceback": "…"}
    words, error = record.getMessage(), record.exc_info[1] if record.exc_info else None
    return words.replace(str(error), "…") if error and str(error) else words


def _task() -> str:
    """The id of the task that this worker is at, "" elsewhere."""
    from celery import current_task

    return str(current_task.request.id or "") if current_task else ""
