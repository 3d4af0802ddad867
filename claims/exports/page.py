"""A report as a page: one file that asks nobody for anything, and the same markup for the site's own pages."""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from claims.exports import pictures
from claims.exports.addresses import link_to
from claims.exports.blocks import Run, blocks
from claims.exports.letters import clean
from claims.exports.looks import ORDER, SHAPES, STATIC, look_of, look_word, looks
from claims.exports.report import Report, ReportClaim
from claims.exports.wording import Wording


def _said(value: Any) -> Any:
    return clean(value) if type(value) is str else value


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_said,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["link_to"] = link_to
    return environment


def render_html(report: Report) -> bytes:
    """The report as one file in UTF-8. Its policy lets it load nothing but the styles within it."""
    style = stylesheet()
    page = _environment().get_template("page.html")
    return page.render(
        report=report,
        words=Wording(report),
        style=Markup(style),  # noqa: S704  # ours, and of no report
        policy=f"default-src 'none'; style-src 'sha256-{_digest(style)}'; base-uri 'none'; form-action 'none'",
        body=Markup(body(report, top=1)),  # noqa: S704  # what the template below escaped
    ).encode()


def body(report: Report, top: int = 2) -> str:
    """The report's markup without head and styles, its title a heading of that rank: for a page of the site that links
    static/css/pictures.css and static/css/report.css.
    """
    claims = {claim.number: claim for claim in report.claims}
    return (
        _environment()
        .get_template("page_body.html")
        .render(
            _drawn(report),
            top=top,
            claims=claims,
            blocks=blocks(report),
            look_of=look_of,
            look_word=lambda claim: look_word(claim, Wording(report)),
            mark=lambda run: mark(run, claims),
        )
    )


def figures(report: Report) -> str:
    """The report's pictures alone, each with its name and what its signs mean."""
    return _environment().get_template("page_figures.html").render(_drawn(report))


def _drawn(report: Report) -> dict[str, Any]:
    """What a template needs to show the pictures, and the words of the report."""
    return {
        "report": report,
        "words": Wording(report),
        "labels": Wording(report).labels,
        "looks": looks(report),
        "shapes": {name: Markup(SHAPES[name]) for name in (*ORDER, "conflict", "risk")},  # noqa: S704  # the site's own
        "pictures": {
            name: Markup(getattr(pictures, name)(report))  # noqa: S704  # text in it is escaped there
            for name in ("strip", "who", "progress")
        },
        "verdicts": [(Markup(pictures.swatch(key)), *rest) for key, *rest in pictures.verdicts(report)],  # noqa: S704
    }


def mark(run: Run, claims: dict[int, ReportClaim]) -> str:
    """The classes of a run: how the weightiest of its claims looks, whether several share the words; "" for none."""
    there = [claims[number] for number in run.numbers if number in claims]
    if not there:
        return ""
    first = min(there, key=lambda one: ORDER.index(look_of(one)))
    own = " rp-own" if first.own_voice else ""
    return f"rp-mark look-{look_of(first)}{own}{' rp-shared' if len(there) > 1 else ''}"


@cache
def stylesheet() -> str:
    """The tokens of the site and the report's own styles."""
    style = "".join(
        (STATIC / "css" / name).read_text() for name in ("tokens.css", "pictures.css", "report.css")
    )
    return re.sub(r"/\*.*?\*/\s*", "", style, flags=re.DOTALL)


def _digest(style: str) -> str:
    return b64encode(sha256(style.encode()).digest()).decode()
