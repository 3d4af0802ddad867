"""A sample article that was checked, signed off and reported on: every kind of verdict, with what it rests on."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from claims.exports.report import Report as Snapshot
from claims.models import (
    Article,
    Capture,
    Claim,
    Desk,
    Event,
    Place,
    Question,
    Report,
    Sentence,
    Split,
    Use,
    User,
)
from claims.services.article_deadline import article_deadline
from claims.services.article_paste import article_paste
from claims.services.article_sign import article_sign
from claims.services.capture_run import capture_run
from claims.services.claim_answer import claim_answer
from claims.services.claim_dismiss import claim_dismiss
from claims.services.claim_fixed import claim_fixed
from claims.services.claim_move import claim_move
from claims.services.draft_paste import draft_paste
from claims.services.evidence_attach import evidence_attach
from claims.services.history import recorded
from claims.services.note_write import note_write
from claims.services.question_answer import question_answer
from claims.services.question_ask import question_ask
from claims.services.report_make import report_make
from claims.services.sample_clock import Clock, yesterday
from claims.services.sentence_clear import sentence_clear
from claims.services.split_run import split_run
from claims.services.use_attach import use_attach
from claims.vocabulary import CaptureState, Coverage, Part, SplitState, State

FOLDER = Path(__file__).resolve().parent.parent / "sample" / "night_train"
KEY = "sample-report"  # what stands before a colon in a key is the action that undo takes back
Step = tuple[str, Callable[[], object]]
Draw = Callable[..., Snapshot]  # of an article, a person and a number


@transaction.atomic
def sample_report(draw: Draw) -> Report:
    """Have the night train's story checked by the sample's people, signed by two of them, and a full report made.

    Every step is a service's, by a clock that stands at yesterday; all or nothing, so that no worker comes between.
    `draw` reads what a person may see into a report. Run again it changes nothing and returns the first report. For
    the sample newsroom, which is there already. Raises what the services raise.
    """
    people = {one.username: one for one in User.objects.filter(username__in=("nora", "imre", "tess", "ruth"))}
    if done := recorded(f"{KEY}-report", people["ruth"]):
        return Report.objects.get(article=done.article_id, number=done.payload.after["report"])
    with yesterday() as clock:
        return Day(people, clock, draw).lived()


class Day:
    """The day on which the story was checked."""

    def __init__(self, people: dict[str, User], clock: Clock, draw: Draw) -> None:
        self.people, self.clock, self.draw = people, clock, draw
        self.plan: list[dict[str, Any]] = tomllib.loads((FOLDER / "checks.toml").read_text("utf-8"))["claim"]
        self.attached: dict[str, Use] = {}
        self.article = Article()
        self.claims: dict[str, int] = {}

    def lived(self) -> Report:
        """Each step at its time."""
        self.clock.set("09:04")
        self._paste()
        for at, step in sorted(self._steps(), key=lambda one: one[0]):
            self.clock.set(at)
            step()
        for pk in Capture.objects.filter(
            evidence__uses__claim__article=self.article, state=CaptureState.QUEUED
        ).values_list("pk", flat=True):
            capture_run(pk)
        self.clock.set("14:20")
        ruth = self.people["ruth"]
        return report_make(
            article_id=self.article.pk,
            by=ruth,
            key=f"{KEY}-report",
            audience="full",
            draw=lambda article, number: self.draw(article, ruth, number=number),
        )

    def _steps(self) -> Iterator[Step]:
        for number, one in enumerate(self.plan, start=1):
            yield from self._of_claim(f"{KEY}-{number}", one)
        yield "09:10", self._deadline
        yield "12:50", self._next_draft
        yield "13:10", self._rest
        yield "13:40", self._note
        yield "14:02", partial(self._sign, "ruth")
        yield "14:09", partial(self._sign, "tess")

    def _of_claim(self, key: str, one: dict[str, Any]) -> Iterator[Step]:
        if asked := one.get("question"):
            yield asked["at"], partial(self._ask, key, one)
            yield asked["answered"], partial(self._reply, key, one)
        yield one["at"], partial(self._check, key, one)
        if "second" in one:
            yield one["second_at"], partial(self._answer, f"{key}-second", one, one["second"])
        if fixed := one.get("fixed"):
            yield fixed["at"], partial(self._fix, f"{key}-fixed", one)

    # -- the story ---------------------------------------------------------------------------------------------

    def _paste(self) -> None:
        nora = self.people["nora"]
        text = (FOLDER / "1.txt").read_text("utf-8")
        lines = text.splitlines()
        self.article = article_paste(
            desk_id=Desk.objects.get(memberships__user=nora).pk,
            by=nora,
            key=f"{KEY}-paste",
            text=text,
            headline=lines[0],
            byline=lines[2],
        )
        self._read()
        found = {one["begins"]: self._holding(one["begins"]) for one in self.plan}
        self.claims = found

    def _read(self) -> None:
        split_run(Split.objects.get(draft__article=self.article, state=SplitState.QUEUED).pk)

    def _holding(self, words: str) -> int:
        """The claim whose words hold these. Raises Place.DoesNotExist."""
        places = Place.objects.filter(draft__article=self.article, part=Part.CONTENT).select_related("draft")
        found = [one.claim_id for one in places if words in one.draft.text[one.start : one.end]]
        if not found or found[0] is None:
            raise Place.DoesNotExist(words)
        return found[0]

    def _deadline(self) -> None:
        deadline = self.clock.at.replace(hour=17, minute=0)
        article_deadline(
            article_id=self.article.pk, by=self.people["ruth"], key=f"{KEY}-deadline", deadline=deadline
        )

    def _next_draft(self) -> None:
        text = (FOLDER / "2.txt").read_text("utf-8")
        lines = text.splitlines()
        draft_paste(
            article_id=self.article.pk,
            by=self.people["nora"],
            key=f"{KEY}-draft",
            text=text,
            headline=lines[0],
            byline=lines[2],
        )
        self._read()

    def _note(self) -> None:
        words = "The lawyers have read the paragraph on the guards, with the rosters."
        note_write(article_id=self.article.pk, by=self.people["ruth"], key=f"{KEY}-note", text=words)

    def _sign(self, name: str) -> None:
        draft = self.article.drafts.latest("number")
        last = Event.objects.filter(article=self.article).latest("number").number
        article_sign(
            article_id=self.article.pk,
            by=self.people[name],
            key=f"{KEY}-sign-{name}",
            sha256=draft.sha256,
            seen=last,
        )

    # -- its claims --------------------------------------------------------------------------------------------

    def _claim(self, one: dict[str, Any]) -> Claim:
        return Claim.objects.get(pk=self.claims[one["begins"]])

    def _check(self, key: str, one: dict[str, Any]) -> None:
        before: list[Use] = []
        for at, thing in enumerate(one["evidence"]):
            before.append(self._attach(f"{key}-evidence-{at}", one, dict(thing), before))
        self._answer(key, one, one["by"])

    def _attach(self, key: str, one: dict[str, Any], thing: dict[str, Any], before: list[Use]) -> Use:
        claim_id, by, title = self.claims[one["begins"]], self.people[one["by"]], thing["title"]
        if thing.pop("independent", False):
            thing["independent_of"] = [use.pk for use in before]
        if thing.pop("again", False):
            del thing["kind"], thing["title"]
            evidence_id = self.attached[title].evidence_id
            return use_attach(claim_id=claim_id, evidence_id=evidence_id, by=by, key=key, **thing)
        if "file" in thing:
            name = thing.pop("file")
            thing["upload"] = SimpleUploadedFile(name, (FOLDER / name).read_bytes())
        if "seen" in thing:
            hour, minute = thing.pop("seen").split(":")
            thing["seen_at"] = self.clock.at.replace(hour=int(hour), minute=int(minute), second=0)
        self.attached[title] = evidence_attach(claim_id=claim_id, by=by, key=key, **thing)
        return self.attached[title]

    def _answer(self, key: str, one: dict[str, Any], name: str) -> None:
        """The first answer, or the second where one is asked for, which says the same."""
        claim, second = self._claim(one), name == one.get("second")
        if second and claim.state != State.SECOND:
            return
        first = {} if second else {word: one.get(word, "") for word in ("copy", "fix", "note")}
        claim_answer(
            claim_id=claim.pk,
            seen=claim.version,
            by=self.people[name],
            key=key,
            said=one.get("said", ""),
            so=one["so"],
            settle=True,
            **first,
        )

    def _fix(self, key: str, one: dict[str, Any]) -> None:
        claim, fixed = self._claim(one), one["fixed"]
        claim_fixed(
            claim_id=claim.pk,
            seen=claim.version,
            by=self.people[one["by"]],
            key=key,
            so=fixed["so"],
            note=fixed["note"],
        )

    def _ask(self, key: str, one: dict[str, Any]) -> None:
        claim, by, asked = self._claim(one), self.people[one["by"]], one["question"]
        claim_move(claim_id=claim.pk, seen=claim.version, to=State.CHECKING, by=by, key=f"{key}-take")
        question_ask(
            claim_id=claim.pk,
            by=by,
            key=f"{key}-ask",
            text=asked["text"],
            to=self.people[asked["to"]].pk,
            blocking=True,
        )

    def _reply(self, key: str, one: dict[str, Any]) -> None:
        question, asked = Question.objects.get(claim=self._claim(one)), one["question"]
        question_answer(
            question_id=question.pk, by=self.people[asked["to"]], key=f"{key}-reply", answer=asked["answer"]
        )

    def _rest(self) -> None:
        """Suggestions that state nothing, and sentences that no claim covers."""
        imre, tess = self.people["imre"], self.people["tess"]
        for claim in Claim.objects.filter(article=self.article, state=State.SUGGESTED):
            claim_dismiss(
                claim_id=claim.pk,
                seen=claim.version,
                by=imre,
                key=f"{KEY}-dismiss-{claim.pk}",
                note="States nothing.",
            )
        draft = self.article.drafts.latest("number")
        for sentence in Sentence.objects.filter(draft=draft, coverage=Coverage.OPEN):
            why = "Says what the picture shows."
            sentence_clear(sentence_id=sentence.pk, by=imre, key=f"{KEY}-clear-{sentence.pk}", why=why)
            sentence.refresh_from_db()
            if sentence.coverage == Coverage.OPEN:
                sentence_clear(
                    sentence_id=sentence.pk,
                    by=tess,
                    key=f"{KEY}-cleared-{sentence.pk}",
                    why=why,
                    asked=imre.pk,
                )
