"""What the typeset report says, as plain data: strings, numbers and lists; the template decides nothing of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape
from typing import Any

from claims.exports import pictures
from claims.exports.addresses import link_to
from claims.exports.blocks import Block, Run, blocks
from claims.exports.letters import clean, short
from claims.exports.looks import INK, ORDER, SHAPES, TOKENS, look_of, look_word, looks
from claims.exports.report import Report, ReportClaim, ReportEvent, ReportEvidence, ReportNote, ReportQuestion
from claims.exports.scripts import runs_right_to_left
from claims.exports.wording import Group, Wording

Data = dict[str, Any]
# A word so long that a line may not hold it is broken by blanks that have no width.
LONG = re.compile(r"[^\s\u2e80-\uffdc]{32,}")
HASH = re.compile(r"[0-9a-f]{64}[.:]?")
BREAK = "\u200b"
SMALL = ("sha256", "chain")


def on_paper(report: Report) -> Data:
    """Everything that stands in the typeset report."""
    words = Wording(report)
    claims = {claim.number: claim for claim in report.claims}
    return (
        _about(report, words)
        | _head(report, words)
        | {
            "pictures": {name: _picture(name, report, words) for name in ("strip", "who", "progress")},
            "looks": [{"look": look, "word": word, "count": count} for look, word, count in looks(report)],
            "verdicts": [
                {"svg": pictures.swatch(key), "word": word, "count": count}
                for key, word, count in pictures.verdicts(report)
            ],
            "blocks": [_block(block, claims, words) for block in blocks(report)],
            "rows": [_row(claim, words) for claim in report.claims],
            "groups": [_group(group, words) for group in words.groups()],
            "notes": [_note(one, words) for one in report.notes],
            "method": [line(one) for one in words.method()],
            "history": [_event(one, words) for one in report.history],
        }
    )


def _about(report: Report, words: Wording) -> Data:
    """What a program reads of the file, and what the template draws with."""
    made = report.made
    return {
        "lang": report.language,
        "paper": report.paper,
        "made": {name: getattr(made, name) for name in ("year", "month", "day", "hour", "minute", "second")},
        "author": clean(report.made_by),
        "title": clean(report.article),
        "labels": _labels(words),
        "inks": {look: INK.get(look, "open") for look in ORDER},
        "shapes": {name: _shape(name) for name in (*ORDER, "conflict")},
    }


def _head(report: Report, words: Wording) -> Data:
    """What stands at the head of the report, and of each page."""
    labels = words.labels
    number = labels("report.number", number=report.number) if report.number else labels("report.preview")
    return {
        "kind": " · ".join((labels("report"), number, labels(f"audience.{report.audience}"))),
        "headline": line(report.article),
        "short": breakable(short(report.article, 64)),
        "publisher": breakable(short(report.publisher.name, 64)),
        "page": labels("page", page="{page}", pages="{pages}"),
        "is_signed": report.signed,
        "signed": [line(one) for one in words.signed()],
        "facts": [
            {"label": fact.label, "lines": [line(one) for one in fact.lines], "small": fact.key in SMALL}
            for fact in words.facts()
            if fact.key != "signed"
        ],
    }


def line(words: str) -> Data:
    """Words on paper, and which way they run."""
    return {"t": breakable(clean(words)), "rtl": runs_right_to_left(words)}


def breakable(words: str) -> str:
    """The words, broken where they are so long; a hash fits and stays whole."""
    return LONG.sub(
        lambda found: found[0] if HASH.fullmatch(found[0]) else BREAK.join(re.findall(".{1,16}", found[0])),
        words,
    )


def _labels(words: Wording) -> Data:
    labels = words.labels
    keys = ("head", "text", "table", "claims", "questions", "notes", "method", "history")
    return {key: labels(f"heading.{key}") for key in keys} | {
        "conflict": labels("conflict"),
        "none": labels("claims.none.chosen" if words.report.only else "claims.none"),
        "columns": [labels(f"column.{key}") for key in ("number", "fact", "so")],
    }


def _shape(name: str) -> str:
    """A shape of the site as a picture of its own."""
    ink = TOKENS[INK.get(name, "open") if name in ORDER else "change"]
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" color="{ink}">{SHAPES[name]}</svg>'


def _picture(name: str, report: Report, words: Wording) -> Data:
    svg: str = getattr(pictures, name)(report)
    told = re.search("<desc>(.*?)</desc>", svg)
    return {"svg": svg, "label": words.labels(f"heading.{name}"), "alt": unescape(told[1]) if told else ""}


def _block(block: Block, claims: dict[int, ReportClaim], words: Wording) -> Data:
    return {
        "kind": block.kind,
        "close": block.close,
        "rtl": block.runs_left,
        "runs": [_run(run, claims, words) for run in block.runs],
    }


def _run(run: Run, claims: dict[int, ReportClaim], words: Wording) -> Data:
    there = [claims[number] for number in run.numbers]
    first = min(there, key=lambda one: ORDER.index(look_of(one))) if there else None
    return {
        "t": breakable(run.text),
        "look": look_of(first) if first else "",
        "own": bool(first and first.own_voice),
        "shared": len(there) > 1,
        "ends": [
            {"n": number, "look": look_of(claims[number]), "word": look_word(claims[number], words)}
            for number in run.ends
        ],
    }


def _row(claim: ReportClaim, words: Wording) -> Data:
    return {
        "n": claim.number,
        "look": look_of(claim),
        "who": line(words.who(claim)),
        "words": line(short(claim.words, 300)),
        "so": words.labels.word("so", claim.so),
        "status": words.status(claim),
    }


def _group(group: Group, words: Wording) -> Data:
    named = bool(group.label)
    return {"label": clean(group.label), "claims": [_claim(one, words, named) for one in group.claims]}


def _claim(claim: ReportClaim, words: Wording, grouped: bool) -> Data:
    labels = words.labels
    checked = [("checked", claim.checked_by, claim.checked_at), ("second", claim.second_by, claim.second_at)]
    return _row(claim, words) | {
        "words": line(claim.words),
        "grouped": grouped,
        "title": line(claim.title),
        "high": labels("high") if claim.high_risk else "",
        "conflicts": [line(one) for one in claim.conflicts],
        "hidden": labels("hidden") if claim.hidden else "",
        "pairs": list(_pairs(claim, words)),
        "evidence": [_evidence(at, one, claim, words) for at, one in enumerate(claim.evidence, start=1)],
        "questions": [_question(one, words) for one in claim.questions],
        "notes": [_note(one, words) for one in claim.notes],
        "checked": [clean(labels(key, name=name, at=words.moment(at))) for key, name, at in checked if at],
    }


def _pairs(claim: ReportClaim, words: Wording) -> Iterable[Data]:
    labels = words.labels
    for key, told in (
        ("column.said", labels.word("said", claim.said)),
        ("column.so", labels.word("so", claim.so)),
        ("column.copy", labels.word("copy", claim.copy)),
        ("fix", claim.fix),
        ("note", claim.note),
        ("dismissed.why", claim.dismissed_why),
        ("column.risks", " ".join(words.risks(claim))),
    ):
        if told:
            yield {"label": labels(key), "words": line(told), "strong": key == "column.so"}


def _evidence(at: int, one: ReportEvidence, claim: ReportClaim, words: Wording) -> Data:
    labels = words.labels
    head = (
        f"{labels.word('evidence', one.kind)}, {words.standing(one)}",
        labels.word("stance", one.stance),
        labels("confidential") if one.confidential else "",
    )
    lines = [each for each in (*words.evidence(one), words.independent(claim, one)) if each]
    return {
        "index": f"{claim.number}.{at}",
        "head": " · ".join(part for part in head if part),
        "title": line(one.title),
        "locator": line(one.locator),
        "gone": bool(one.withdrawn),
        "lines": [line(each) | {"link": link_to(each) if each == one.url else ""} for each in lines],
    }


def _note(one: ReportNote, words: Wording) -> Data:
    return {"head": line(f"{one.by}, {words.moment(one.at)}"), "words": line(one.text)}


def _question(one: ReportQuestion, words: Wording) -> Data:
    labels = words.labels
    head = (
        labels("question.to", name=one.to, at=words.moment(one.at)),
        labels("question.blocking") if one.blocking else "",
        labels("question.withdrawn") if one.withdrawn else "",
    )
    answer = labels("question.answer", at=words.moment(one.answered_at)) if one.answered_at else ""
    waiting = "" if answer or one.withdrawn else labels("question.open")
    more = [{"head": answer or waiting, "words": line(one.answer)}] if answer or waiting else []
    return {
        "head": line(" · ".join(part for part in head if part)),
        "words": line(one.text),
        "more": more,
    }


def _event(one: ReportEvent, words: Wording) -> Data:
    """“answered · Claim 3: confirmed”, with who and when above it."""
    labels = words.labels
    named = labels.word("event", one.what)
    named += f" · {labels('claim', number=one.claim)}" if one.claim is not None else ""
    return {
        "n": one.number,
        "head": f"{words.moment(one.at)} · {clean(one.by) or labels('machine')}",
        "words": line(f"{named}: {one.words}" if one.words else named),
        "note": line(one.note),
    }
