"""A report's lines in words, the same in every format: its head, how it was checked, who signed, when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from claims.exports.labels import LANGUAGES, Labels
from claims.exports.report import Report, ReportClaim, ReportEvidence


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of a report's head: what it is (`key`, for a renderer that sets some apart), its label and its lines."""

    key: str
    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Claims that stand together: `label` is "" where the report isn't grouped."""

    label: str
    claims: tuple[ReportClaim, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """The words for one report, in its language, its zone and its way to write dates."""

    report: Report

    @property
    def labels(self) -> Labels:
        return LANGUAGES[self.report.language]

    def moment(self, at: datetime) -> str:
        """To the minute: 2026-03-04 15:06; 4 March 2026, 15:06; March 4, 2026, 15:06."""
        there = at.astimezone(ZoneInfo(self.report.zone))
        if self.report.dates == "iso":
            return f"{there:%Y-%m-%d %H:%M}"
        month = self.labels(f"month.{there.month}")
        day = f"{there.day} {month}" if self.report.dates == "day first" else f"{month} {there.day},"
        return f"{day} {there.year}, {there:%H:%M}"

    def facts(self) -> Iterator[Fact]:
        """The head of the report: only what there is to say, but always who signed, and what is open."""
        for key, lines in self._lines():
            if found := tuple(line for line in lines if line):
                yield Fact(key, self.labels(f"fact.{key}"), found)

    def _lines(self) -> Iterator[tuple[str, Sequence[str]]]:
        report, labels = self.report, self.labels
        yield "desk", [report.desk]
        yield "bylines", [", ".join(report.bylines) or labels("agency")]
        yield "state", [labels.word("article", report.state)]
        yield "deadline", [self.moment(report.deadline) if report.deadline else ""]
        yield "claims", [self.counted()]
        yield "only", [self.chosen()]
        yield "unseen", [str(report.counts.unseen)]
        yield "conflicts", [str(report.counts.conflicts)]
        yield "signed", list(self.signed())
        yield "published", [report.published_url]
        yield "corrections", list(self.corrected())
        yield "publisher", list(self.published_by())
        yield "made", [labels("made.by", at=self.moment(report.made), zone=report.zone, name=report.made_by)]
        yield "draft", [str(report.draft)]
        yield "sha256", [report.sha256]
        if report.chain:
            yield "chain", [labels("chain", number=report.chain.number, hash=report.chain.hash)]

    def counted(self) -> str:
        counts = self.report.counts
        return self.labels(
            "counts",
            total=counts.total,
            settled=counts.settled,
            dismissed=counts.dismissed,
            in_work=counts.in_work,
            left=counts.left,
            stale=counts.stale,
        )

    def chosen(self) -> str:
        """Which claims were chosen; "" for all of them."""
        report = self.report
        if not report.only:
            return ""
        shown, total = len(report.claims), report.counts.total
        return self.labels("only.chosen", shown=shown, total=total, only=report.only)

    def only(self, chosen: str) -> str:
        """Which claims are chosen, in words: "decided", "open", "high", "problems", "so:<code>" or "speaker:<name>"."""
        kind, _, what = chosen.partition(":")
        if kind == "speaker":
            return self.labels("only.speaker", name=what)
        if kind == "so":
            return self.labels("only.so", so=self.labels.word("so", what).lower())
        return self.labels(f"only.{chosen}") if chosen else ""

    def signed(self) -> Iterator[str]:
        """Who stands for the article, a sentence each; every format prints all of them."""
        report, labels = self.report, self.labels
        if not report.signed:
            yield labels("signed.nobody", draft=report.draft)
        for one in report.signatures:
            yield labels(
                "signed.override" if one.override else "signed.by",
                name=one.name,
                role=labels.word("role", one.role).lower(),
                at=self.moment(one.at),
                draft=one.draft,
                sha256=one.sha256,
                why=one.override,
            )
        if report.one_enough:
            yield labels("signed.one")

    def corrected(self) -> Iterator[str]:
        """What was corrected since it was published, a line each."""
        for one in self.report.corrections:
            yield self.labels("corrected", draft=one.draft, at=self.moment(one.at), reason=one.reason)

    def published_by(self) -> Iterator[str]:
        """What a report discloses of the newsroom."""
        publisher, labels = self.report.publisher, self.labels
        yield " · ".join(part for part in (publisher.name, publisher.url) if part)
        yield labels("contact", contact=publisher.contact) if publisher.contact else ""
        yield labels("corrections.policy", url=publisher.corrections_url) if publisher.corrections_url else ""

    def method(self) -> Iterator[str]:
        """How claims were chosen, checked and signed, a paragraph each."""
        report, labels = self.report, self.labels
        yield labels("method.split", reader=report.reader) if report.reader else labels("method.split.people")
        for key in ("questions", "evidence", "wording", "signing"):
            yield labels(f"method.{key}")
        if report.audience == "outside":
            yield labels("method.outside")

    def groups(self) -> Iterator[Group]:
        """The claims as the report orders them: as the text has them, or grouped by speaker or by verdict."""
        found: dict[str, list[ReportClaim]] = {}
        for claim in self.report.claims:
            found.setdefault(self._group(claim), []).append(claim)
        for label, claims in found.items():
            yield Group(label, tuple(claims))

    def _group(self, claim: ReportClaim) -> str:
        if self.report.order == "speaker":
            return self.who(claim)
        return self.verdict(claim) if self.report.order == "verdict" else ""

    def who(self, claim: ReportClaim) -> str:
        """Who says it."""
        return self.labels("own voice") if claim.own_voice else claim.speaker or self.labels("speaker.open")

    def verdict(self, claim: ReportClaim) -> str:
        """What the desk found, in short: is it so, else where the claim stands."""
        return self.labels.word("so", claim.so) or self.status(claim)

    def status(self, claim: ReportClaim) -> str:
        """Where the claim stands, and whether its words have lost their place."""
        state = self.labels.word("state", claim.state)
        return f"{state}, {self.labels('lost')}" if claim.lost else state

    def risks(self, claim: ReportClaim) -> tuple[str, ...]:
        return tuple(self.labels.word("risk", risk) for risk in claim.risks)

    def source(self, one: ReportEvidence) -> str:
        """What the piece is called; that it can't be named where it may not."""
        return one.title or (self.labels("confidential") if one.confidential else "")

    def standing(self, one: ReportEvidence) -> str:
        """How near the piece is to what it tells of: first-hand or not, and whether the claim was said there."""
        near = self.labels("primary" if one.primary else "secondary")
        return f"{near}, {self.labels('there')}" if one.said_there else near

    def evidence(self, one: ReportEvidence) -> Iterator[str]:
        """What a reader needs to find the piece again, a line each, after `source` and its locator."""
        labels = self.labels
        yield one.url
        yield ", ".join(
            part
            for part in (labels.word("rules", one.ground_rules), labels.word("reached", one.reached))
            if part
        )
        yield labels("put" if one.kind == "call" else "searched", words=one.words) if one.words else ""
        yield labels("came", result=one.result) if one.result else ""
        yield f"“{one.passage}”" if one.passage else ""
        yield labels("seen", at=self.moment(one.seen)) if one.seen else ""
        yield labels("kept", sha256=one.sha256) if one.sha256 else ""
        yield labels("withdrawn", why=one.withdrawn) if one.withdrawn else ""

    def independent(self, claim: ReportClaim, one: ReportEvidence) -> str:
        """Of which other pieces at the claim this one is independent, by their numbers (2.1 is claim 2's first); ""."""
        ranks = {piece.id: f"{claim.number}.{at}" for at, piece in enumerate(claim.evidence, start=1)}
        others = ", ".join(ranks[other] for other in one.independent_of if other in ranks)
        return self.labels("independent", others=others) if others else ""
