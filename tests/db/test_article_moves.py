"""The table of an article's moves: every state, every act, every kind of person, each condition failing alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from claims.gate import Blocker, Gate, Standing, standing_of
from claims.gate_guards import ARTICLE_GUARDS
from claims.models import Article, SignOff, User
from claims.permissions import may_act
from claims.vocabulary import ARTICLE_MOVES, MAY_BE_VOIDED, ArticleAct, ArticleState, Role
from tests import factories as make

pytestmark = pytest.mark.django_db

CASES = [(state, act) for state, acts in ARTICLE_MOVES.items() for act in acts]
GUARDED = [(state, act, guard) for state, act in CASES for guard in ARTICLE_MOVES[state][act].guards]
URL = "https://paper.example/bridge"

# The table again, by hand, so that a slip in it shows: who, and where it leads.
EXPECTED = """
from        act         to          who
open        start       checking    CE
open        sign        signed off  CE
open        override    signed off  E
open        revoke      open        CE
open        void        open        -
open        kill        killed      E
checking    sign        signed off  CE
checking    override    signed off  E
checking    revoke      checking    CE
checking    void        checking    -
checking    kill        killed      E
signed off  revoke      checking    CE
signed off  void        checking    -
signed off  publish     published   E
signed off  kill        killed      E
published   correct     correcting  E
correcting  sign        correcting  CE
correcting  override    correcting  E
correcting  revoke      correcting  CE
correcting  void        correcting  -
correcting  corrected   corrected   E
corrected   correct     correcting  E
killed      revive      checking    E
"""


class Desk:
    """An article whose gate is open, and people of each kind."""

    def __init__(self) -> None:
        self.room = make.newsroom()
        self.article: Article = make.signable(self.room)
        self.chief = make.person(Role.EDITOR, self.room.desk, name="Cleo Chief")
        self.writer = make.person(Role.EDITOR, self.room.desk, name="Wim Writer")
        self.article.bylines.add(self.writer)
        self.people: dict[str, User] = {
            "checker": self.room.checker,
            "editor": self.room.editor,
            "reporter": self.room.reporter,
            "reader": self.room.reader,
            "administrator": self.room.administrator,
            "other desk": self.room.outsider,
            "inactive": make.person(Role.EDITOR, self.room.desk, is_active=False),
        }

    def signature(self, at: Standing, by: User, role: Role, **fields: Any) -> SignOff:
        return SignOff(draft=at.draft, signer=by, role=role, sha256=at.draft.sha256, **fields)

    def standing(self, state: ArticleState, act: ArticleAct, user: User) -> Standing:
        """Everything holds that the act could ask for, of this person."""
        at = standing_of(Article.objects.select_related("desk").get(pk=self.article.pk))
        at.article.state = state
        at.draft.reason = "The year was wrong." if state == ArticleState.CORRECTING else ""
        signed = [self.signature(at, self.chief, Role.EDITOR)]
        if act == ArticleAct.REVOKE:
            signed = [self.signature(at, user, Role.CHECKER)]
        elif act in (ArticleAct.PUBLISH, ArticleAct.CORRECTED):
            signed.append(self.signature(at, self.room.second, Role.CHECKER))
        return replace(at, sign_offs=tuple(signed))


@pytest.fixture
def desk() -> Desk:
    return Desk()


def given(act: ArticleAct) -> str:
    return URL if act in (ArticleAct.PUBLISH, ArticleAct.CORRECTED) else "A reason."


def test_the_table_is_the_one_that_was_meant(desk: Desk) -> None:
    wanted = {}
    for line in EXPECTED.strip().splitlines()[1:]:
        wanted[line[:12].strip(), line[12:24].strip()] = line[24:36].strip(), set(line[36:].strip()) - {"-"}
    letters = {Role.CHECKER: "C", Role.EDITOR: "E"}
    got = {
        (state.value, act.value): (move.to.value, {letters[role] for role in move.roles})
        for state, acts in ARTICLE_MOVES.items()
        for act, move in acts.items()
    }
    assert got == wanted
    assert set(ARTICLE_MOVES) == set(ArticleState)
    assert {state for state, act in CASES if act == ArticleAct.VOID} == MAY_BE_VOIDED


def test_who_may_do_what_where(desk: Desk) -> None:
    for state in ArticleState:
        for act in ArticleAct:
            move = ARTICLE_MOVES[state].get(act)
            verdicts = {
                name: may_act(person, desk.standing(state, act, person), act, given(act))
                for name, person in desk.people.items()
            }
            may = {name for name, verdict in verdicts.items() if verdict.allowed}
            assert may == ({role.value for role in move.roles} if move else set()), (state, act)
            assert all(verdict.allowed or verdict.why.endswith(".") for verdict in verdicts.values())


def _unready(desk: Desk, at: Standing, user: User) -> tuple[Standing, User, str]:
    return replace(at, gate=Gate((Blocker("open", "2 claims are open"),))), user, "A reason."


def _unsplit(desk: Desk, at: Standing, user: User) -> tuple[Standing, User, str]:
    return replace(at, gate=Gate((Blocker("split", "the newest draft is being split"),))), user, "A reason."


def _signed_before(desk: Desk, at: Standing, user: User) -> tuple[Standing, User, str]:
    return replace(at, sign_offs=(desk.signature(at, user, Role.EDITOR),)), user, "A reason."


def _unsigned(desk: Desk, at: Standing, user: User) -> tuple[Standing, User, str]:
    return replace(at, sign_offs=()), user, URL


def _uncorrected(desk: Desk, at: Standing, user: User) -> tuple[Standing, User, str]:
    at.draft.reason = ""
    return at, user, URL


# How each condition is made to fail, all others holding, and a piece of what it says.
FAILS: dict[str, tuple[Callable[[Desk, Standing, User], tuple[Standing, User, str]], str]] = {
    "not_byline": (lambda desk, at, user: (at, desk.writer, "A reason."), "You wrote this story"),
    "not_signed": (_signed_before, "You have signed this draft"),
    "editor_first": (
        lambda desk, at, user: (replace(at, sign_offs=()), desk.room.checker, ""),
        "An editor signs first",
    ),
    "ready": (_unready, "Not ready: 2 claims are open."),
    "split_ended": (_unsplit, "the newest draft is being split"),
    "reason": (lambda desk, at, user: (at, user, " \n"), "Give a reason"),
    "signed": (_unsigned, "two signatures"),
    "correction": (_uncorrected, "Paste the correction first"),
    "own_signature": (
        lambda desk, at, user: (replace(at, sign_offs=()), user, "A reason."),
        "no signature",
    ),
    "address": (lambda desk, at, user: (at, user, "javascript:alert(1)"), "https://"),
}


def test_every_condition_is_used_and_can_be_made_to_fail() -> None:
    assert set(FAILS) == set(ARTICLE_GUARDS) == {guard for _, _, guard in GUARDED}


def test_each_condition_alone_refuses_in_its_own_words(desk: Desk) -> None:
    for state, act, guard in GUARDED:
        fail, words = FAILS[guard]
        at, user, what = fail(desk, desk.standing(state, act, desk.room.editor), desk.room.editor)
        verdict = may_act(user, at, act, what if guard in ("reason", "address") else given(act))
        assert not verdict.allowed, (state, act, guard)
        assert words in verdict.why


def test_what_is_no_address(desk: Desk) -> None:
    at = desk.standing(ArticleState.SIGNED_OFF, ArticleAct.PUBLISH, desk.room.editor)
    for url in ("", "paper", "ftp://paper.example/x", "javascript:alert(1)", "//x", "http://"):
        assert "https://" in may_act(desk.room.editor, at, ArticleAct.PUBLISH, url).why


def test_who_stands_for_a_draft(desk: Desk) -> None:
    """One or two as the desk has it, one of them an editor; revoked ones and those of another text don't count."""
    at = desk.standing(ArticleState.CHECKING, ArticleAct.SIGN, desk.room.editor)
    chief = desk.signature(at, desk.chief, Role.EDITOR)
    checker = desk.signature(at, desk.room.checker, Role.CHECKER)
    second = desk.signature(at, desk.room.second, Role.CHECKER)
    stale = SignOff(draft=at.draft, signer=desk.room.editor, role=Role.EDITOR, sha256="0" * 64)
    revoked = desk.signature(at, desk.room.editor, Role.EDITOR, revoked_at=at.draft.at, revoked_why="x")
    override = desk.signature(at, desk.chief, Role.EDITOR, override_why="No time.")

    def stands(signers: int, *sign_offs: SignOff) -> bool:
        at.article.desk.signers = signers
        return replace(at, sign_offs=sign_offs).signed

    assert (
        stands(2, chief, checker) and stands(1, chief) and stands(2, override) and stands(2, checker, chief)
    )
    assert not stands(2, chief) and not stands(2, checker, second) and not stands(1, checker)
    assert not stands(2, chief, stale) and not stands(2, chief, revoked) and not stands(2)


def test_a_checker_is_the_second_and_never_the_only_one(desk: Desk) -> None:
    at = desk.standing(ArticleState.CHECKING, ArticleAct.SIGN, desk.room.checker)
    assert may_act(desk.room.checker, at, ArticleAct.SIGN).allowed
    at = replace(at, sign_offs=())
    assert may_act(desk.room.checker, at, ArticleAct.SIGN).why.startswith("An editor signs first")
    at.article.desk.signers = 1
    assert "it is an editor's" in may_act(desk.room.checker, at, ArticleAct.SIGN).why
    assert may_act(desk.room.editor, at, ArticleAct.SIGN).allowed
