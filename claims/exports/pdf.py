"""A report as a PDF, typeset by typst from a fixed template: the data go in as JSON and are never read as markup."""

from __future__ import annotations

from typing import Any

from claims.exports.fonts import families, without_font
from claims.exports.looks import TOKENS
from claims.exports.paper import on_paper
from claims.exports.report import Report
from claims.exports.typeset import typeset
from claims.exports.wording import Wording

UNKNOWN = "\ufffd"


def render_pdf(report: Report) -> bytes:
    """The report as a tagged PDF (PDF/UA-1), with its fonts in it. The same report gives the same bytes."""
    return _set(report, "pdf")[0]


def render_pages(report: Report, ppi: float = 96) -> list[bytes]:
    """The same as pictures, a PNG a page: to look at."""
    return _set(report, "png", ppi)


def _set(report: Report, kind: str, ppi: float = 96) -> list[bytes]:
    data = on_paper(report)
    letters = _letters(data)
    missing = without_font(letters)
    data |= {"fonts": families(letters), "unprintable": _told(missing, report)}
    gone = dict.fromkeys(map(ord, missing), UNKNOWN)
    return typeset(
        {
            "format": kind,
            "ppi": ppi,
            "timestamp": int(report.made.timestamp()),
            "inks": TOKENS,
            "data": _replaced(data, gone) if gone else data,
        }
    )


def _replaced(data: Any, letters: dict[int, str]) -> Any:
    """The data with other letters in all of its strings."""
    if isinstance(data, str):
        return data.translate(letters)
    if isinstance(data, dict):
        return {name: _replaced(part, letters) for name, part in data.items()}
    return [_replaced(part, letters) for part in data] if isinstance(data, list) else data


def unprintable(report: Report) -> str:
    """The letters of the report that paper doesn't have, each once; they come out as U+FFFD, and the report says so."""
    return without_font(_letters(on_paper(report)))


def _told(missing: str, report: Report) -> str:
    codes = ", ".join(f"U+{ord(one):04X}" for one in missing[:20]) + (", …" if len(missing) > 20 else "")
    return Wording(report).labels("unprintable", letters=codes) if missing else ""


def _letters(data: Any) -> set[str]:
    """Every letter in the strings of the data."""
    if isinstance(data, str):
        return set(data)
    parts = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    found: set[str] = set()
    for part in parts:
        found |= _letters(part)
    return found
