"""`verify_history`: a clean newsroom passes; whatever is changed by SQL is named."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from claims.gate import standing_of
from claims.models import Answer, Article, Claim, Draft, Event, EventPayload, Split, Use
from claims.services.article_bylines import article_bylines
from claims.services.claim_dismiss import claim_dismiss
from claims.services.history import chain_hash, payload_digest, record
from claims.services.sample_drafts import sample_drafts
from claims.services.sample_newsroom import sample_newsroom
from claims.services.split_run import split_run
from claims.vocabulary import EventKind, EvidenceKind, So, State
from newsroom.databases import as_owner
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def worked(room: make.Newsroom) -> Article:
    """An article with each kind of event that a person makes."""
    article, (safe, own, hurt, barges) = make.split_article(room)
    make.settled(safe, room.checker)
    make.settled(hurt, room.checker)
    make.answered(hurt, room.second, settle=True)
    make.answered(
        own, room.checker, so=So.WRONG, copy="fix proposed", fix="eighty years", note="Opened 1946."
    )
    seen_in_lagos = datetime(2026, 3, 1, 9, 30, tzinfo=ZoneInfo("Africa/Lagos"))
    make.evidence(own, room.second, kind=EvidenceKind.SEARCH, words="bridge opening", seen_at=seen_in_lagos)
    claim_dismiss(claim_id=barges.pk, seen=1, by=room.editor, key=make.key(), note="Nothing to check.")
    article_bylines(
        article_id=article.pk, by=room.editor, key=make.key(), written_by=[room.reporter.pk, room.reader.pk]
    )
    return article


def verify(*arguments: Any, **options: Any) -> tuple[int, list[str]]:
    """The command's exit status and its lines."""
    out = io.StringIO()
    try:
        call_command("verify_history", *arguments, stdout=out, **options)
    except SystemExit as end:
        return int(end.code or 0), out.getvalue().splitlines()
    return 0, out.getvalue().splitlines()


def by_sql(statement: str, *values: object) -> None:
    """What somebody with the owner's password does behind the application's back."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        assert cursor.rowcount, "the statement changed nothing, so the test would prove nothing"


def finding(*words: object) -> list[str]:
    """The findings, which are some, and one of which holds all these words."""
    status, lines = verify()
    assert status == 1
    assert any(all(str(word) in line for word in words) for line in lines[:-1]), lines
    assert lines[-1].endswith(f": {len(lines) - 1} findings.")
    return lines[:-1]


def claim_in(article: Article, state: State) -> Claim:
    return Claim.objects.filter(article=article, state=state).order_by("pk")[0]


def test_a_clean_newsroom_passes(worked: Article, room: make.Newsroom) -> None:
    make.pasted(room)
    events = Event.objects.count()
    assert events > 15
    assert verify() == (0, [f"2 articles, {events} events: no findings."])


def test_the_sample_newsroom_passes() -> None:
    sample_newsroom()
    for split_id in Split.objects.values_list("pk", flat=True):
        split_run(split_id)
    status, lines = verify()
    assert (status, len(lines)) == (0, 1)
    assert Claim.objects.count() > 5


def test_the_sample_drafts_hold_what_edits_do() -> None:
    sample_newsroom()
    article = sample_drafts()
    states = Counter(Claim.objects.filter(article=article).values_list("state", flat=True))
    assert states[State.SETTLED] > 1 and states[State.STALE] > 1 and states[State.OPEN]
    assert {one.name for one in standing_of(article).gate.blockers} >= {"stale", "lost", "open"}
    assert sample_drafts() == article
    assert article.drafts.count() == 3
    assert verify()[0] == 0


def test_one_article_alone(worked: Article, room: make.Newsroom) -> None:
    other = make.pasted(room)
    by_sql("UPDATE claims_article SET state = 'killed' WHERE id = %s", worked.pk)
    assert verify(article=other.pk)[0] == 0
    assert verify(article=worked.pk)[0] == 1


def test_an_article_that_is_not_there() -> None:
    with pytest.raises(CommandError, match="no article 77"):
        verify(article=77)


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE claims_claim SET state = 'settled' WHERE id = %s", ("state", "'checking'", "'settled'")),
        ("UPDATE claims_claim SET version = version + 1 WHERE id = %s", ("version",)),
        ("UPDATE claims_claim SET owner_id = NULL, state = 'open' WHERE id = %s", ("owner", "None")),
        ("UPDATE claims_claim SET copy = 'stet' WHERE id = %s", ("copy", "'fix proposed'", "'stet'")),
        ("UPDATE claims_claim SET fix = 'x' WHERE id = %s", ("fix", "'eighty years'", "'x'")),
        ("UPDATE claims_claim SET high_risk = NOT high_risk WHERE id = %s", ("content",)),
        ("UPDATE claims_claim SET risks = '{legal}' WHERE id = %s", ("content",)),
        ("UPDATE claims_claim SET dismissal_why = 'x' WHERE id = %s", ("dismissal_why", "'x'")),
        ('UPDATE claims_place SET "end" = "end" - 1 WHERE claim_id = %s', ("places",)),
        ("UPDATE claims_answer SET so = 'confirmed' WHERE claim_id = %s", ("answer", "content")),
        ("UPDATE claims_answer SET note = '' WHERE claim_id = %s", ("answer", "content")),
        ("UPDATE claims_answer SET at = at - interval '1 day' WHERE claim_id = %s", ("answer", "content")),
        ("UPDATE claims_use SET locator = 'p. 13' WHERE claim_id = %s", ("use", "content")),
        ("UPDATE claims_use SET stance = 'contradicts' WHERE claim_id = %s", ("use", "content")),
        (
            "UPDATE claims_use SET evidence_id = evidence_id - 1 WHERE claim_id = %s",
            ("use", "content"),
        ),
        ("DELETE FROM claims_use WHERE claim_id = %s", ("use", "there is no row")),
        ("DELETE FROM claims_answer WHERE claim_id = %s", ("answer", "there is no row")),
    ],
)
def test_a_changed_claim_is_named(worked: Article, statement: str, words: tuple[str, ...]) -> None:
    claim = claim_in(worked, State.CHECKING)
    by_sql(statement, claim.pk)
    finding(f"article {worked.pk},", f"claim {claim.pk}", *words)


def test_who_answered_is_held_too(worked: Article, room: make.Newsroom) -> None:
    answer = Answer.objects.filter(by=room.second).get()
    by_sql("UPDATE claims_answer SET by_id = %s WHERE id = %s", room.editor.pk, answer.pk)
    finding(f"answer {answer.pk}", "content")


def test_changed_evidence_is_named_at_its_use(worked: Article) -> None:
    use = Use.objects.order_by("pk")[0]
    by_sql("UPDATE claims_evidence SET title = 'Another report' WHERE id = %s", use.evidence_id)
    (line,) = finding(f"use {use.pk}", "content")
    assert f"claim {use.claim_id}" in line


def test_an_answer_and_a_use_without_an_event_are_named(worked: Article, room: make.Newsroom) -> None:
    claim = claim_in(worked, State.CHECKING)
    copy = "INSERT INTO {0} ({1}) SELECT {1} FROM {0} WHERE claim_id = %s"
    by_sql(copy.format("claims_answer", "claim_id, by_id, round, wording, said, so, note, at"), claim.pk)
    by_sql(
        copy.format(
            "claims_use",
            'claim_id, evidence_id, locator, passage, stance, "primary", said_there, withdrawn_why, by_id, at',
        ),
        claim.pk,
    )
    lines = finding(f"claim {claim.pk}, answer", "no event tells of it")
    assert any(f"claim {claim.pk}, use" in line and "no event" in line for line in lines)
    assert len(lines) == 2


def test_a_claim_without_an_event_is_named(worked: Article) -> None:
    copied = (
        "article_id, wording, words, state, version, risks, high_risk, figures, origin, confidence, copy, fix"
    )
    copied += ", dismissal_why, instruction, stale_why"
    by_sql(
        f"INSERT INTO claims_claim ({copied}) SELECT {copied} FROM claims_claim WHERE id = %s",
        claim_in(worked, State.DISMISSED).pk,
    )
    (line,) = finding("no event tells of it")
    assert f"claim {Claim.objects.latest('pk').pk}" in line


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE claims_article SET state = 'published' WHERE id = %s", ("'checking'", "'published'")),
        ("UPDATE claims_article SET title = 'Other' WHERE id = %s", ("title", "'Other'")),
        ("DELETE FROM claims_article_bylines WHERE article_id = %s", ("bylines", "[]")),
        ("UPDATE claims_draft SET text = text || '.' WHERE article_id = %s", ("draft 1", "its text isn't")),
        (
            "UPDATE claims_draft SET text = 'Two words', sha256 = encode(sha256('Two words'), 'hex')"
            " WHERE article_id = %s",
            ("draft 1", "sha256: the history says"),
        ),
        ("UPDATE claims_speaker SET name = 'Ann Other' WHERE article_id = %s", ("speakers",)),
        (
            "UPDATE claims_split SET state = 'failed'"
            " WHERE draft_id = (SELECT id FROM claims_draft WHERE article_id = %s)",
            ("split", "'done'", "'failed'"),
        ),
    ],
)
def test_a_changed_article_is_named(worked: Article, statement: str, words: tuple[str, ...]) -> None:
    by_sql(statement, worked.pk)
    finding(f"article {worked.pk},", *words)


def test_an_article_moved_to_another_desk_is_named(worked: Article, room: make.Newsroom) -> None:
    by_sql("UPDATE claims_article SET desk_id = %s WHERE id = %s", room.other.pk, worked.pk)
    finding("desk: the history says", room.desk.pk, room.other.pk)


def test_a_draft_without_an_event_is_named(worked: Article, room: make.Newsroom) -> None:
    by_sql(
        "INSERT INTO claims_draft (article_id, number, text, sha256, reason, by_id, at)"
        " SELECT article_id, 2, text, sha256, reason, by_id, at FROM claims_draft WHERE article_id = %s",
        worked.pk,
    )
    finding("draft 2", "no event tells of it")


def test_a_split_marked_done_by_hand_is_named(room: make.Newsroom) -> None:
    article = make.pasted(room)
    by_sql("UPDATE claims_split SET state = 'done' WHERE id = %s", make.split_of(article).pk)
    (line,) = finding("split", "'done'")
    assert f"article {article.pk}" in line


def test_a_change_that_a_later_event_has_covered_is_named(worked: Article, room: make.Newsroom) -> None:
    """The state was changed by SQL, and then the application moved the claim on from there."""
    claim = claim_in(worked, State.SETTLED)
    by_sql("UPDATE claims_claim SET state = 'stale' WHERE id = %s", claim.pk)
    make.moved(claim, State.CHECKING, room.checker, "Look again.")
    (line,) = finding(f"claim {claim.pk},", "state", "'settled'", "'stale'")
    assert f"event {Event.objects.latest('number').number} found" in line


@pytest.mark.parametrize("column", ["by_id", "what", "at", "key", "claim_id", "digest"])
def test_a_changed_event_is_named(worked: Article, room: make.Newsroom, column: str) -> None:
    value = {
        "by_id": str(room.editor.pk),
        "what": "'exported'",
        "at": "at + interval '1 second'",
        "key": "'another'",
        "claim_id": str(claim_in(worked, State.DISMISSED).pk),
        "digest": f"'{'0' * 64}'",
    }[column]
    event = Event.objects.filter(article=worked, what=EventKind.MOVED)[1]
    by_sql(f"UPDATE claims_event SET {column} = {value} WHERE id = %s", event.pk)
    finding(f"event {event.number}: its signature doesn't fit")


@pytest.mark.parametrize("column", ["after", "before", "note", "salt"])
def test_a_changed_payload_is_named(worked: Article, column: str) -> None:
    event = Event.objects.filter(article=worked, what=EventKind.MOVED)[1]
    value = "'{}'" if column in ("after", "before") else "'x'"
    by_sql(f"UPDATE claims_eventpayload SET {column} = {value} WHERE event_id = %s", event.pk)
    finding(f"event {event.number}: what it tells was changed")


def test_an_event_taken_out_of_the_middle_is_named(worked: Article) -> None:
    event = Event.objects.filter(article=worked, what=EventKind.ARTICLE_MOVED).get()
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM claims_eventpayload WHERE event_id = %s", [event.pk])
        cursor.execute("DELETE FROM claims_event WHERE id = %s", [event.pk])
    finding(f"event {event.number} is missing")


def test_an_event_taken_out_and_the_rest_renumbered_is_named(worked: Article) -> None:
    event = Event.objects.filter(article=worked, what=EventKind.ARTICLE_MOVED).get()
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM claims_eventpayload WHERE event_id = %s", [event.pk])
        cursor.execute("DELETE FROM claims_event WHERE id = %s", [event.pk])
        for number in range(event.number + 1, Event.objects.filter(article=worked).count() + 2):
            cursor.execute(
                "UPDATE claims_event SET number = %s WHERE article_id = %s AND number = %s",
                [number - 1, worked.pk, number],
            )
    finding(f"event {event.number}: its signature doesn't fit")


def cut_off(article: Article, keep: int) -> None:
    with as_owner(), connection.cursor() as cursor:
        gone = "(SELECT id FROM claims_event WHERE article_id = %s AND number > %s)"
        cursor.execute(f"DELETE FROM claims_eventpayload WHERE event_id IN {gone}", [article.pk, keep])
        cursor.execute("DELETE FROM claims_event WHERE article_id = %s AND number > %s", [article.pk, keep])


def test_a_history_cut_off_at_each_place_is_noticed(worked: Article) -> None:
    """Whichever events at the end are taken away, the rows that they made give it away."""
    last = Event.objects.filter(article=worked).latest("number").number
    for keep in range(last - 1, -1, -1):
        cut_off(worked, keep)
        status, lines = verify()
        assert status == 1, f"nothing noticed with {keep} of {last} events left"
        assert any(f"article {worked.pk}" in line for line in lines)


def test_a_forged_event_with_a_wrong_key_is_named(worked: Article, room: make.Newsroom) -> None:
    claim = claim_in(worked, State.CHECKING)
    with override_settings(HISTORY_KEY="what an attacker would guess"):
        event = record(
            article_id=worked.pk,
            claim=claim,
            what=EventKind.MOVED,
            by=room.checker,
            key="forged",
            before={"state": claim.state, "owner": claim.owner_id},
            after={"state": State.SETTLED, "owner": claim.owner_id, "version": claim.version + 1},
        )
    by_sql("UPDATE claims_claim SET state = 'settled', version = version + 1 WHERE id = %s", claim.pk)
    (line,) = finding(f"event {event.number}: its signature doesn't fit")
    assert "forged" in line


def test_with_another_key_nothing_fits(worked: Article) -> None:
    with override_settings(HISTORY_KEY="lost and made anew"):
        status, lines = verify()
    assert status == 1
    assert len([line for line in lines if "signature" in line]) == Event.objects.count()


def test_erased_payloads_are_counted_and_are_no_finding(worked: Article) -> None:
    """Retention may take the words of any event; what is still there is still checked."""
    total = Event.objects.count()
    for erased, event in enumerate(Event.objects.order_by("-number"), start=1):
        EventPayload.objects.filter(event=event).delete()
        words = f"1 articles, {total} events, {erased} with their words erased by retention: no findings."
        assert verify() == (0, [words])


def test_beside_an_erased_payload_a_change_is_still_named(worked: Article) -> None:
    claim = claim_in(worked, State.CHECKING)
    taken = Event.objects.filter(claim=claim, what=EventKind.ANSWERED).get()
    EventPayload.objects.filter(event=taken).delete()
    by_sql("UPDATE claims_claim SET version = version + 1 WHERE id = %s", claim.pk)
    finding(f"claim {claim.pk}", "version")


def test_lines_stay_lines_whatever_the_row_holds(worked: Article) -> None:
    claim = claim_in(worked, State.CHECKING)
    by_sql("UPDATE claims_claim SET fix = %s WHERE id = %s", "a\nb\u202e\x1b[2J", claim.pk)
    (line,) = finding("fix")
    assert "\x1b" not in line and "\u202e" not in line


def test_as_many_queries_for_many_claims_as_for_few(room: make.Newsroom) -> None:
    counts = []
    for number in (1, 12):
        text = " ".join(f"Bridge {at} is safe." for at in range(number))
        sayings = [make.Saying(f"Bridge {at} is safe") for at in range(number)]
        article, claims = make.split_article(room, *sayings, text=text)
        for claim in claims:
            make.settled(claim, room.checker)
        with CaptureQueriesContext(connection) as queries:
            assert verify(article=article.pk)[0] == 0
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.fixture
def failed(room: make.Newsroom) -> Iterator[Split]:
    from claims.services.split_run import _broke

    split = make.split_of(make.pasted(room))
    Split.objects.filter(pk=split.pk).update(state="running", attempts=3)
    _broke(split.pk, 3, ValueError("x"))
    yield Split.objects.get(pk=split.pk)


def test_a_failed_split_and_its_retry_pass_and_are_held(failed: Split, room: make.Newsroom) -> None:
    from claims.services.split_retry import split_retry

    article = failed.draft.article
    split_retry(article_id=article.pk, by=room.reporter, key=make.key())
    assert verify()[0] == 0
    by_sql("UPDATE claims_split SET state = 'done' WHERE id = %s", failed.pk)
    finding(f"split {failed.pk}", "'failed'", "'done'")


def test_it_changes_nothing(worked: Article) -> None:
    def everything() -> list[Any]:
        models: tuple[Any, ...] = (Article, Claim, Draft, Event, EventPayload, Answer, Use, Split)
        return [list(model.objects.order_by("pk").values()) for model in models]

    before = everything()
    verify()
    assert everything() == before


def test_the_arithmetic_is_what_the_docstrings_say(worked: Article) -> None:
    """Recomputed with nothing of the service but its canonical JSON, so that a changed recipe is noticed."""
    import hashlib
    import hmac
    import json

    from django.conf import settings

    events = list(Event.objects.filter(article=worked).select_related("payload"))
    previous = ""
    for event in events:
        line = [previous, event.article_id, event.claim_id, event.number, event.by_id, event.at.isoformat()]
        line += [event.what, event.key, event.digest]
        told = json.dumps(line, sort_keys=True, separators=(",", ":")).encode()
        assert event.chain == hmac.new(settings.HISTORY_KEY.encode(), told, hashlib.sha256).hexdigest()
        assert event.chain == chain_hash(event, previous)
        words = json.dumps(
            [event.payload.before, event.payload.after, event.payload.note],
            sort_keys=True,
            separators=(",", ":"),
        )
        salted = hashlib.sha256(event.payload.salt.encode() + words.encode()).hexdigest()
        assert event.digest == salted
        assert salted == payload_digest(
            event.payload.salt, event.payload.before, event.payload.after, event.payload.note
        )
        previous = event.chain


@pytest.fixture
def stood_for(room: make.Newsroom) -> Article:
    """An article with a signature that was taken back, and one by override."""
    article = make.signable(room)
    make.signed(article, room.editor)
    make.void_override(article, room.editor)
    make.overridden(article, room.editor, "It runs at six.")
    assert verify()[0] == 0
    return article


SIGNATURE = "WHERE id = (SELECT max(id) FROM claims_signoff)"


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        (f"UPDATE claims_signoff SET sha256 = repeat('0', 64) {SIGNATURE}", "content"),
        (f"UPDATE claims_signoff SET override_why = '' {SIGNATURE}", "content"),
        (f"UPDATE claims_signoff SET at = at - interval '1 day' {SIGNATURE}", "content"),
        (f"UPDATE claims_signoff SET role = 'checker' {SIGNATURE}", "content"),
        (f"UPDATE claims_signoff SET revoked_at = now(), revoked_why = 'x' {SIGNATURE}", "content"),
        (
            "UPDATE claims_signoff SET revoked_why = 'x' WHERE id = (SELECT min(id) FROM claims_signoff)",
            "content",
        ),
        (f"DELETE FROM claims_signoff {SIGNATURE}", "there is no row"),
    ],
)
def test_a_changed_signature_is_named(stood_for: Article, statement: str, words: str) -> None:
    by_sql(statement)
    (line,) = finding(f"article {stood_for.pk}, itself, signature", words)
    assert line


def test_another_signer_is_named(stood_for: Article, room: make.Newsroom) -> None:
    by_sql(f"UPDATE claims_signoff SET signer_id = %s {SIGNATURE}", room.checker.pk)
    finding("signature", "content")


def test_a_signature_without_an_event_is_named(stood_for: Article, room: make.Newsroom) -> None:
    by_sql(
        "INSERT INTO claims_signoff (draft_id, signer_id, role, sha256, override_why, at, revoked_why)"
        f" SELECT draft_id, %s, 'checker', sha256, '', now(), '' FROM claims_signoff {SIGNATURE}",
        room.checker.pk,
    )
    finding("signature", "no event tells of it")


def test_an_article_signed_off_by_sql_is_named(room: make.Newsroom) -> None:
    article = make.signable(room)
    by_sql("UPDATE claims_article SET state = 'signed off' WHERE id = %s", article.pk)
    finding("state", "'checking'", "'signed off'")


def test_a_forged_signature_with_its_event_is_named(room: make.Newsroom) -> None:
    """Row and event both made, with all that SQL can do, but for the key."""
    article = make.signable(room)
    with override_settings(HISTORY_KEY="what an attacker would guess"):
        make.signed(article, room.editor)
    event = Event.objects.latest("pk")
    (line,) = finding(f"event {event.number}: its signature doesn't fit")
    assert "forged" in line


def test_what_retention_erased_of_a_signature_is_no_finding(stood_for: Article) -> None:
    EventPayload.objects.filter(
        event__what__in=[EventKind.SIGNED, EventKind.OVERRIDDEN, EventKind.SIGNATURE_REVOKED]
    ).delete()
    assert verify()[0] == 0
