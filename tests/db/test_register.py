"""The newsroom's register of speakers: linked, merged, parted, undone; and what of it nobody else learns."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from claims.errors import Refused
from claims.models import Article, Claim, Desk, Membership, RegisterChange, RegisterEntry, Speaker, User
from claims.permissions import entries_visible_to
from claims.selectors.register import entry_page
from claims.selectors.register_find import entries_called, entries_found, entries_proposed
from claims.selectors.register_said import claim_lines, claims_of_entry
from claims.services.action_undo import action_undo
from claims.services.article_erase import article_erase
from claims.services.history_check import Tally, check_history
from claims.services.register_edit import register_edit
from claims.services.register_merge import register_merge
from claims.services.register_part import register_part
from claims.services.register_undo import register_undo
from claims.services.speaker_register import speaker_register
from claims.services.speaker_set import speaker_set
from claims.vocabulary import RegisterChangeKind, Role, SpeakerKind, State
from tests import factories as make
from tests.support.database import everything

pytestmark = pytest.mark.django_db


class Two:
    """Two desks with a story each in which Ann Cole speaks; `both` checks on both."""

    def __init__(self) -> None:
        self.here, self.there = make.newsroom(), make.newsroom()
        self.article, self.claims = make.split_article(self.here)
        self.elsewhere, self.claims_there = make.split_article(self.there)
        self.ann, self.ann_there = ann(self.article), ann(self.elsewhere)
        self.both = make.person(Role.CHECKER, self.here.desk)
        Membership.objects.create(user=self.both, desk=self.there.desk, role=Role.CHECKER)


def ann(article: Article) -> Speaker:
    return Speaker.objects.get(article=article, name="Ann Cole")


def spokesman(article: Article) -> Speaker:
    return Speaker.objects.get(article=article, name="harbour spokesman")


def entry_of(speaker: Speaker) -> RegisterEntry | None:
    return Speaker.objects.get(pk=speaker.pk).entry


def secret(desk: Desk) -> None:
    Desk.objects.filter(pk=desk.pk).update(confidential=True)


def merged(entry: RegisterEntry, into: RegisterEntry, by: User) -> RegisterEntry:
    return register_merge(entry_id=entry.pk, by=by, key=make.key(), into=into.pk)


@pytest.fixture
def two() -> Two:
    return Two()


# -- who sees it ---------------------------------------------------------------------------------------------


def test_an_entry_is_seen_where_its_speaker_is(two: Two) -> None:
    entry = make.registered(two.ann, two.here.checker)
    for person in (two.here.reporter, two.here.checker, two.here.editor, two.here.reader, two.both):
        assert list(entries_visible_to(person)) == [entry]
    colleague = make.person(Role.REPORTER, two.here.desk)
    for person in (colleague, two.here.outsider, two.here.administrator, two.there.editor):
        assert not entries_visible_to(person).exists()
    make.registered(two.ann_there, two.both, entry)
    assert list(entries_visible_to(two.there.editor)) == [entry]


def test_a_confidential_desk_links_its_own_alone(two: Two) -> None:
    open_one = make.registered(two.ann, two.here.checker)
    secret(two.there.desk)
    with pytest.raises(Refused, match="entries of its own"):
        make.registered(two.ann_there, two.both, open_one)
    own = make.registered(two.ann_there, two.both)
    with pytest.raises(Refused, match="entries of its own"):
        make.registered(spokesman(two.article), two.both, own)
    with pytest.raises(Refused, match="isn't in the register any more"):
        make.registered(spokesman(two.article), two.here.checker, own)
    with pytest.raises(Refused, match="entries of its own"):
        merged(open_one, own, two.both)
    assert [one.name for one in entries_called(two.here.editor, ["ANN COLE"])] == ["Ann Cole"]
    assert set(entries_called(two.both, ["ann cole"])) == {open_one, own}
    assert entries_proposed(two.both, two.article, ["Ann Cole"]) == [open_one]


def test_what_was_linked_before_a_desk_became_confidential_is_hidden(two: Two) -> None:
    entry = make.registered(two.ann_there, two.both)
    make.registered(two.ann, two.both, entry)
    assert list(entries_visible_to(two.here.editor)) == [entry]
    secret(two.there.desk)
    assert not entries_visible_to(two.here.editor).exists()
    assert list(entries_visible_to(two.there.editor)) == [entry]
    anew = make.registered(two.ann, two.here.checker)
    page = entry_page(two.here.editor, anew)
    assert (page.lines[0].words, page.lines[0].was) == ("Linked", None)


def test_everything_is_of_what_the_reader_sees(two: Two) -> None:
    entry = make.registered(two.ann, two.here.checker)
    make.registered(two.ann_there, two.both, entry)
    Speaker.objects.filter(pk=two.ann_there.pk).update(name="Ann Quill", title="Lord Mayor")
    make.settled(two.claims[0], two.here.checker)
    make.settled(two.claims_there[0], two.there.checker)
    mine, whole = entry_page(two.here.editor, entry), entry_page(two.both, entry)
    assert (mine.verdicts.total, whole.verdicts.total) == (1, 2)
    assert (dict(mine.verdicts.so), dict(whole.verdicts.so)) == ({"Confirmed": 1}, {"Confirmed": 2})
    assert (mine.also, whole.also) == ((), ("Ann Quill",))
    assert [one.title for one in mine.titles] == ["Mayor"]
    assert {one.title for one in whole.titles} == {"Mayor", "Lord Mayor"}
    assert [one.speaker for one in mine.linked] == [two.ann]
    assert list(claims_of_entry(two.here.editor, entry)) == [two.claims[0]]
    assert [one.articles for one in entries_found(two.here.editor, "ann")] == [1]  # type: ignore[attr-defined]
    assert not entries_found(two.here.editor, "quill") and entries_found(two.both, "quill")
    assert len(mine.lines) == 1 and len(whole.lines) == 2


def test_the_second_checker_learns_nothing(two: Two) -> None:
    article, claims = two.article, two.claims
    entry = make.registered(spokesman(article), two.here.checker)
    assert make.settled(claims[2], two.here.checker).state == State.SECOND
    for person in (two.here.second, two.here.editor):
        found = list(claims_of_entry(person, entry))
        assert [(one.state, one.so, one.said) for one in claim_lines(person, found)] == [
            (State.SECOND, "", "")
        ]
        assert entry_page(person, entry).verdicts.so == ()


# -- linking -------------------------------------------------------------------------------------------------


def test_a_key_links_once(two: Two) -> None:
    key = make.key()
    for _ in range(2):
        speaker_register(speaker_id=two.ann.pk, by=two.here.checker, key=key, to="new")
    assert RegisterEntry.objects.count() == RegisterChange.objects.count() == 1
    with pytest.raises(Refused, match="somebody else"):
        speaker_register(speaker_id=two.ann.pk, by=two.here.editor, key=key, to="none")
    with pytest.raises(Refused, match="linked to this entry already"):
        make.registered(two.ann, two.here.checker, entry_of(two.ann))


def test_who_may_not_and_whom_nobody_may(two: Two) -> None:
    before = everything()
    for person in (two.here.reporter, two.here.reader):
        with pytest.raises(Refused, match="Checkers and editors"):
            make.registered(two.ann, person)
    with pytest.raises(Speaker.DoesNotExist):
        make.registered(two.ann, two.here.outsider)
    for wrong in ("0", "-1", "x", str(10**30)):
        with pytest.raises(Refused):
            speaker_register(speaker_id=two.ann.pk, by=two.here.checker, key=make.key(), to=wrong)
    assert everything() == before
    Speaker.objects.filter(pk=two.ann.pk).update(kind=SpeakerKind.UNNAMED)
    make.confidential(spokesman(two.article), two.here.editor)
    for speaker in (two.ann, spokesman(two.article)):
        with pytest.raises(Refused, match="isn't named"):
            make.registered(speaker, two.here.checker)
    entry = make.registered(two.ann_there, two.there.checker)
    with pytest.raises(IntegrityError), transaction.atomic():
        Speaker.objects.filter(pk=two.ann.pk).update(entry=entry)


def test_who_cant_be_named_is_taken_off_first(two: Two) -> None:
    make.registered(two.ann, two.here.checker)
    with pytest.raises(Refused, match="take that off first"):
        make.confidential(two.ann, two.here.editor)
    speaker_register(speaker_id=two.ann.pk, by=two.here.checker, key=make.key(), to="none")
    assert make.confidential(two.ann, two.here.editor).speaker == two.ann


def test_the_desk_that_made_it_keeps_its_words(two: Two) -> None:
    entry = make.registered(two.ann, two.here.checker)
    make.registered(two.ann_there, two.both, entry)
    with pytest.raises(Refused, match=str(two.here.desk)):
        make.described(entry, two.there.editor, name="Somebody")
    now = make.described(entry, two.here.second, aliases=["Cole", "Cole", "Annie"], note="Mayor since May.")
    assert (now.aliases, now.version) == (["Cole", "Annie"], 2)
    with pytest.raises(Refused, match="meanwhile"):
        register_edit(
            entry_id=entry.pk, seen=1, by=two.here.checker, key=make.key(), name="x", aliases=[], note=""
        )
    assert list(entries_called(two.there.editor, ["annie"])) == [entry]
    change = RegisterChange.objects.latest("pk")
    register_undo(change_id=change.pk, by=two.here.checker, key=make.key())
    assert RegisterEntry.objects.get().aliases == []


# -- merging and parting -------------------------------------------------------------------------------------


def test_a_merge_takes_what_its_author_sees(two: Two) -> None:
    """The other desk's link stays, with its entry and all its words; nobody learns that it is there."""
    goes = make.registered(two.ann, two.here.checker)
    make.registered(two.ann_there, two.both, goes)
    stays = make.registered(spokesman(two.article), two.here.checker)
    merged(goes, stays, two.here.checker)
    assert (entry_of(two.ann), entry_of(two.ann_there)) == (stays, goes)
    assert list(entries_visible_to(two.here.checker)) == [stays]
    assert list(entries_visible_to(two.there.checker)) == [goes]
    with pytest.raises(RegisterEntry.DoesNotExist):
        merged(goes, stays, two.here.checker)
    assert RegisterEntry.objects.get(pk=stays.pk).aliases == []
    assert entry_page(two.here.checker, stays).also == ("Ann Cole",)


def test_a_merge_is_undone_and_done_once(two: Two) -> None:
    goes = make.registered(two.ann, two.here.checker)
    stays = make.registered(spokesman(two.article), two.here.checker)
    key = make.key()
    for _ in range(2):
        register_merge(entry_id=goes.pk, by=two.here.checker, key=key, into=stays.pk)
    line = RegisterChange.objects.get(what=RegisterChangeKind.MERGED)
    assert [one.undoable for one in entry_page(two.here.editor, stays).lines] == [True, True, False]
    again = make.key()
    for _ in range(2):
        register_undo(change_id=line.pk, by=two.here.editor, key=again)
    assert (entry_of(two.ann), entry_of(spokesman(two.article))) == (goes, stays)
    with pytest.raises(Refused, match="changed again since"):
        register_undo(change_id=line.pk, by=two.here.checker, key=make.key())
    with pytest.raises(RegisterChange.DoesNotExist):
        register_undo(change_id=line.pk, by=two.there.checker, key=make.key())


def test_some_are_parted_and_brought_back(two: Two) -> None:
    entry = make.registered(two.ann, two.both)
    make.registered(two.ann_there, two.both, entry)
    key = make.key()
    parted = [
        register_part(entry_id=entry.pk, by=two.both, key=key, speakers=[two.ann_there.pk]) for _ in "12"
    ]
    own = entry_of(two.ann_there)
    assert parted == [own, own] and own != entry and own is not None and own.desk == two.there.desk
    with pytest.raises(Refused, match="isn't linked to this entry"):
        register_part(entry_id=entry.pk, by=two.both, key=make.key(), speakers=[two.ann_there.pk])
    with pytest.raises(Refused, match="isn't linked to this entry"):
        register_part(
            entry_id=entry.pk, by=two.here.checker, key=make.key(), speakers=[two.ann.pk, two.ann_there.pk]
        )
    line = RegisterChange.objects.get(what=RegisterChangeKind.PARTED)
    register_undo(change_id=line.pk, by=two.both, key=make.key())
    assert entry_of(two.ann_there) == entry


def test_what_was_linked_anew_stays_when_a_merge_is_undone(two: Two) -> None:
    other, _ = make.split_article(two.here)
    goes = make.registered(two.ann, two.here.checker)
    make.registered(ann(other), two.here.checker, goes)
    stays = make.registered(spokesman(two.article), two.here.checker)
    merged(goes, stays, two.here.checker)
    third = make.registered(ann(other), two.here.editor)
    line = RegisterChange.objects.filter(what=RegisterChangeKind.MERGED)[0]
    register_undo(change_id=line.pk, by=two.here.checker, key=make.key())
    assert (entry_of(two.ann), entry_of(ann(other))) == (goes, third)


# -- erasing, and setting a claim's speaker ------------------------------------------------------------------


def test_an_entry_goes_with_the_last_article_that_uses_it(two: Two) -> None:
    entry = make.registered(two.ann, two.both)
    make.registered(two.ann_there, two.both, entry)
    room = two.here
    third = make.registered(ann(make.split_article(room)[0]), two.both)
    merged(third, entry, two.both)
    article_erase(article_id=two.article.pk, by=room.administrator, key=make.key(), note="Asked.")
    assert set(RegisterEntry.objects.all()) == {entry, third}, "the merge can still be undone"
    line = RegisterChange.objects.get(what=RegisterChangeKind.MERGED)
    register_undo(change_id=line.pk, by=two.both, key=make.key())
    article_erase(article_id=two.elsewhere.pk, by=room.administrator, key=make.key(), note="Asked.")
    assert RegisterEntry.objects.get() == third
    assert not RegisterChange.objects.filter(now=entry.pk).exists()


def said_by(claim: Claim) -> list[Speaker]:
    claim = make.fresh(claim)
    return list(claim.attribution.speakers.all()) if claim.attribution else []


def set_from(entry: RegisterEntry, claim: Claim, by: User, key: str = "") -> Claim:
    seen = make.fresh(claim).version
    return speaker_set(claim_id=claim.pk, seen=seen, by=by, key=key or make.key(), who=f"entry-{entry.pk}")


def test_a_claims_speaker_is_chosen_from_the_register(two: Two) -> None:
    """The one of the article who is it; else a new one, who goes when it is undone."""
    entry = make.described(make.registered(two.ann_there, two.both), two.both, name="Zoe Quill")
    key = make.key()
    set_from(entry, two.claims[2], two.both, key)
    (zoe,) = said_by(two.claims[2])
    assert (zoe.name, zoe.entry, zoe.article) == ("Zoe Quill", entry, two.article)
    assert list(check_history(Tally())) == []
    with pytest.raises(Refused, match="says it already"):
        set_from(entry, two.claims[2], two.both)
    action_undo(article_id=two.article.pk, by=two.both, key=make.key(), action=key)
    assert said_by(two.claims[2]) == [spokesman(two.article)]
    assert not Speaker.objects.filter(pk=zoe.pk).exists() and list(check_history(Tally())) == []
    with pytest.raises(Refused, match="isn't in the register"):
        set_from(entry, two.claims[2], two.here.checker)
    secret(two.there.desk)
    with pytest.raises(Refused, match="entries of its own"):
        set_from(entry, two.claims[2], two.both)


def test_choosing_who_says_it_already_links_and_reopens_nothing(two: Two) -> None:
    entry = make.registered(two.ann_there, two.both)
    settled, key = make.settled(two.claims[0], two.both), make.key()
    for _ in range(2):
        assert set_from(entry, two.claims[0], two.both, key).version == settled.version
    assert entry_of(two.ann) == entry and RegisterChange.objects.count() == 2
    assert make.fresh(two.claims[0]).state == State.SETTLED
