"""The formats of a report: one row each, and nothing else knows which there are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from claims.exports.claim_review import render_claim_review
from claims.exports.document import render_docx
from claims.exports.page import render_html
from claims.exports.pdf import render_pdf
from claims.exports.report import Report
from claims.exports.sheet import render_xlsx
from claims.exports.snapshot import render_json
from claims.exports.table import render_csv


@dataclass(frozen=True, slots=True)
class Format:
    """How a format is made and sent. `heavy`: where it takes long for each claim, so that a worker makes large ones."""

    render: Callable[[Report], bytes]
    extension: str
    media_type: str
    heavy: bool = False


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "pdf": Format(render_pdf, "pdf", "application/pdf", heavy=True),
        "docx": Format(
            render_docx,
            "docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            heavy=True,
        ),
        "xlsx": Format(
            render_xlsx,
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            heavy=True,
        ),
        "csv": Format(render_csv, "csv", "text/csv; charset=utf-8"),
        "html": Format(render_html, "html", "text/html; charset=utf-8", heavy=True),
        "json": Format(render_json, "json", "application/json"),
        "claim-review": Format(render_claim_review, "claim-review.json", "application/json"),
    }
)
# So many claims or letters, and the heavy formats are a worker's: within a second or two for each of them.
LARGE_CLAIMS = 150
LARGE_LETTERS = 60_000


def is_large(report: Report, format: str) -> bool:
    """Whether a worker makes it."""
    size = len(report.claims) > LARGE_CLAIMS or len(report.text) > LARGE_LETTERS
    return FORMATS[format].heavy and size
