"""Reports to render: each odd thing that a report may hold is in one of them. All of it our own writing."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from claims.exports.report import (
    Chain,
    Publisher,
    Report,
    ReportClaim,
    ReportCorrection,
    ReportCounts,
    ReportEvent,
    ReportEvidence,
    ReportMoment,
    ReportNote,
    ReportQuestion,
    ReportSignature,
    ReportSpeaker,
)
from claims.exports.table import header

MADE = datetime(2026, 3, 5, 16, 30, tzinfo=UTC)
CHECKED = datetime(2026, 3, 4, 15, 6, tzinfo=UTC)

BRIDGE = """Harbour bridge is safe, mayor says

By Rob Reyes

The bridge over the harbour is safe, Mayor Ann Cole said on Tuesday. “We looked at every bolt,” she told reporters.

It has stood for ninety years. At least 22 boats pass below it each hour, the port authority said, who count them.

A dock worker, who asked not to be named, said the inspection took “ten minutes at most”.

وقالت وزيرة النقل ليلى حداد إن الجسر «آمن تمامًا». 运输部长王芳说，这座桥每天有三万辆车通过。
The engineers 👩🏽‍🔧 agreed, the e\u0301tude adds."""


def span(words: str, text: str = BRIDGE) -> tuple[int, int]:
    """Where the words stand first; ValueError where they don't."""
    start = text.index(words)
    return start, start + len(words)


def claim(number: int, words: str, text: str = BRIDGE, **fields: object) -> ReportClaim:
    """An open claim at its words' first place, else as `fields` say."""
    own = {"state": "open", "own_voice": False} | fields
    own |= {} if own.get("lost") else {"spans": (span(words, text),)}
    return ReportClaim(id=1000 + number, number=number, words=words, **own)  # type: ignore[arg-type]


INSPECTION = ReportEvidence(
    id=501,
    kind="document",
    title="Inspection of the harbour bridge, 2025",
    url="https://port.example/inspection-2025.pdf",
    seen=CHECKED,
    locator="p. 12",
    passage="no defects were found",
    stance="supports",
    primary=True,
    sha256="cd" * 32,
)
SEARCH = ReportEvidence(
    id=502,
    kind="search",
    title="Court register",
    words="bridge, injunction",
    result="Nothing since 2019",
    seen=CHECKED,
    stance="context",
    independent_of=(501,),
)
CALL = ReportEvidence(
    id=503,
    kind="call",
    title="Mayor's office",
    words="Did she say “every bolt”?",
    result="Yes, on the steps of the town hall.",
    seen=CHECKED,
    ground_rules="on the record",
    reached="spoke",
    locator="02:10",
    stance="supports",
    primary=True,
)
SECRET = ReportEvidence(
    id=504,
    kind="person",
    title="Source “Heron”",
    confidential=True,
    locator="second meeting",
    stance="contradicts",
)
WITHDRAWN = replace(INSPECTION, id=505, title="Press release", withdrawn="The port took it back.", sha256="")

MAYOR = ReportSpeaker(name="Ann Cole", kind="person", title="Mayor")
PORT = ReportSpeaker(name="port authority", kind="organisation")
WORKER = ReportSpeaker(name="Heron", kind="unnamed", title="dock worker")

SETTLED = {
    "state": "settled",
    "checked_by": "Mina Okafor",
    "checked_at": CHECKED,
}
CLAIMS = (
    claim(
        1,
        "The bridge over the harbour is safe",
        **SETTLED,
        speakers=(MAYOR,),
        source="Mayor Ann Cole",
        cue="said",
        said="fair paraphrase",
        so="confirmed",
        copy="none needed",
        note="Read the report.\nAsked the port as well.",
        second_by="Jo Brandt",
        second_at=CHECKED + timedelta(hours=2),
        high_risk=True,
        risks=("health", "statistic"),
        evidence=(INSPECTION, SEARCH),
        notes=(ReportNote(by="Mina Okafor", at=CHECKED, text="The annex has the photographs."),),
    ),
    claim(
        2,
        "We looked at every bolt",
        **SETTLED,
        speakers=(MAYOR,),
        source="she",
        cue="told reporters",
        said="verbatim",
        so="not checkable",
        evidence=(CALL,),
    ),
    claim(3, "It has stood for ninety years", own_voice=True, state="stale", so="wrong", checked_by="Jo Brandt",
          checked_at=CHECKED, copy="fix proposed", fix="It has stood for eighty years", evidence=(WITHDRAWN,)),
    claim(
        4,
        "At least 22 boats pass below it each hour",
        **SETTLED,
        speakers=(PORT, MAYOR),
        source="the port authority",
        cue="said",
        said="fair paraphrase",
        so="wrong",
        copy="stet",
        note="The paper stands by the port's own count.",
        conflicts=("22; Ann Cole: seventeen (claim 9)",),
        evidence=(SEARCH,),
    ),
    # within claim 4: overlapping and nested
    claim(5, "22 boats pass below it each hour, the port authority said, who count them", own_voice=True),
    claim(6, "the inspection took “ten minutes at most”", state="second check", speakers=(WORKER,),
          source="A dock worker, who asked not to be named", cue="said", hidden=True, high_risk=True,
          evidence=(SECRET,),
          questions=(ReportQuestion(to="Rob Reyes", text="Who is it?", at=CHECKED, blocking=True),
                     ReportQuestion(to="Port", text="How long?", at=CHECKED, answer="An hour.", answered_at=MADE))),
    claim(7, "الجسر «آمن تمامًا»", speakers=(ReportSpeaker(name="ليلى حداد", kind="person", title="وزيرة النقل"),),
          source="وزيرة النقل ليلى حداد", cue="وقالت", state="dismissed", dismissed_why="رأي"),
    claim(8, "这座桥每天有三万辆车通过", speakers=(ReportSpeaker(name="王芳", kind="person", title="运输部长"),),
          source="运输部长王芳", cue="说", state="awaiting reply"),
    # no place and nobody who says it
    claim(9, "seventeen boats", lost=True),
)  # fmt: skip


def report(*claims: ReportClaim, text: str = BRIDGE, **fields: object) -> Report:
    """A report of these claims, with a head that has something of everything."""
    states = [one.state for one in claims]
    own: dict[str, object] = {
        "article_id": 7,
        "number": 3,
        "audience": "full",
        "zone": "Europe/Berlin",
        "publisher": Publisher(
            name="The Harbour Post",
            url="https://post.example/",
            contact="desk at The Harbour Post, Quay 1",
            corrections_url="https://post.example/corrections",
        ),
        "article": text.strip().split("\n")[0][:200],
        "desk": "City",
        "state": "signed off",
        "bylines": ("Rob Reyes",),
        "deadline": MADE + timedelta(hours=2),
        "draft": 2,
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "made": MADE,
        "made_by": "Edie Editor",
        "reader": "reader-1",
        "counts": ReportCounts(
            total=len(claims),
            settled=states.count("settled"),
            dismissed=states.count("dismissed"),
            in_work=states.count("second check") + states.count("awaiting reply"),
            left=states.count("open"),
            stale=states.count("stale"),
            unseen=1,
            conflicts=1,
        ),
        "text": text,
        "headline": (0, len(text.split("\n")[0])) if text else None,
        "claims": claims,
        "signatures": (
            ReportSignature(name="Edie Editor", role="editor", at=MADE, draft=2, sha256="ab" * 32),
            ReportSignature(
                name="Otto Editor",
                role="editor",
                at=MADE,
                draft=1,
                sha256="ef" * 32,
                override="The war began.",
            ),
        ),
        "published_url": "https://post.example/bridge",
        "corrections": (ReportCorrection(draft=2, at=MADE, reason="It is the older bridge."),),
        "chain": Chain(number=41, hash="9f" * 32),
        "progress": tuple(
            ReportMoment(
                at=CHECKED + timedelta(hours=hour), decided=min(hour, len(claims)), total=len(claims)
            )
            for hour in range(6)
        ),
        "notes": (ReportNote(by="Edie Editor", at=MADE, text="Runs on page three."),),
        "history": (
            ReportEvent(number=1, at=CHECKED, by="Rob Reyes", what="pasted", words="Draft 1"),
            ReportEvent(
                number=2,
                at=MADE,
                by="Mina Okafor",
                what="answered",
                claim=1,
                words="confirmed",
                note="Read it.",
            ),
        ),
    }
    return Report(**(own | fields))  # type: ignore[arg-type]


def bridge(**fields: object) -> Report:
    """Overlapping and nested claims, emoji, Arabic, Chinese, a missing speaker, a lost place, a hidden answer."""
    return report(*CLAIMS, **fields)


def empty() -> Report:
    """No claim, nobody signed, nothing known of the newsroom."""
    return report(
        text="Nothing happened in town.",
        signatures=(),
        corrections=(),
        publisher=Publisher(),
        bylines=(),
        progress=(),
        notes=(),
        history=(),
        chain=None,
        deadline=None,
        published_url="",
        state="open",
    )


def many(number: int) -> Report:
    """So many claims of some twenty words, each with two pieces of evidence: long, and dull."""
    said = [
        f"the harbour office counted {3 + at} boats on day {at}, two more than on the day before, "
        "which nobody had foreseen in that office"
        for at in range(1, number + 1)
    ]
    text = "Boats\n\n" + "\n\n".join(
        f"{words.capitalize()}, Mayor Ann Cole said in her report." for words in said
    )
    claims, start = [], 0
    for at, words in enumerate(said, start=1):
        start = text.index(words[1:], start)
        claims.append(
            replace(
                CLAIMS[0 if at % 3 else 3],
                id=at,
                number=at,
                words=words.capitalize(),
                spans=((start - 1, start - 1 + len(words)),),
            )
        )
    return report(*claims, text=text)


def everywhere(words: str) -> Report:
    """The words in each text of a report that people or the article fill in."""
    thing = ReportEvidence(
        id=1, kind="document", title=words, url=f"https://post.example/?{words}", words=words, result=words,
        locator=words, passage=words, stance="supports", withdrawn=words, seen=CHECKED,
    )  # fmt: skip
    one = ReportClaim(
        id=1, number=1, state="settled", words=words, own_voice=False, spans=((0, len(words)),),
        speakers=(ReportSpeaker(name=words, kind="person", title=words),), source=words, cue=words, said="verbatim",
        so="confirmed", copy="stet", fix=words, note=words, dismissed_why=words, checked_by=words, checked_at=CHECKED,
        second_by=words, second_at=CHECKED, conflicts=(words,), evidence=(thing, replace(thing, id=2, kind="search")),
        notes=(ReportNote(by=words, at=CHECKED, text=words),),
        questions=(ReportQuestion(to=words, text=words, at=CHECKED, answer=words, answered_at=CHECKED),),
    )  # fmt: skip
    return report(
        one,
        text=words,
        headline=None,
        article=words,
        desk=words,
        bylines=(words,),
        made_by=words,
        reader=words,
        only=words,
        publisher=Publisher(name=words, url=words, contact=words, corrections_url=words),
        signatures=(
            ReportSignature(name=words, role="editor", at=MADE, draft=2, sha256="ab" * 32, override=words),
        ),
        published_url=words,
        corrections=(ReportCorrection(draft=2, at=MADE, reason=words),),
        notes=(ReportNote(by=words, at=MADE, text=words),),
        history=(ReportEvent(number=1, at=MADE, by=words, what="noted", claim=1, words=words, note=words),),
    )


HEADER = header(empty())
