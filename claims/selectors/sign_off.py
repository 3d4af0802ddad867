"""What blocks an article, who stands for it, and what this person may do about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Max

from claims.anchoring.difference import How, Run, difference
from claims.errors import Verdict
from claims.gate import Blocker, Standing, standing_of
from claims.models import Article, Draft, Event, SignOff, User
from claims.models.json_row import JsonRow
from claims.models.prepared import Ask
from claims.permissions import may_act, role_on
from claims.selectors.history import claim_numbers
from claims.selectors.shown_runs import ShownRun
from claims.vocabulary import ARTICLE_MOVES, WORKERS, ArticleAct, ArticleState

# What an act's form will carry: without it the guard for it would say no before anything is typed.
SOME_REASON, SOME_ADDRESS = "…", "https://example.org/"
ADDRESSED = (ArticleAct.PUBLISH, ArticleAct.CORRECTED)
NUMBERS_SHOWN = 12
# Where one sees to what blocks, other than at its claims.
PLACES = {"unseen": "article-sentences", "split": "article", "unapproved": "article-confidential"}
CONTEXT, LONG = 160, 480  # characters shown at each end of an unchanged run, and from what length it's cut


@dataclass(frozen=True, slots=True)
class BlockerShown:
    """A blocker, and where one sees to it: its claims by number and id, or `place`, the name of a page."""

    name: str
    words: str
    place: str
    claims: tuple[tuple[int, int], ...]
    more: int


@dataclass(frozen=True, slots=True)
class ActShown:
    act: ArticleAct
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class SignOffPanel:
    """`seen` is the number of the article's last event; `since` the person's own signature under an earlier text."""

    at: Standing
    seen: int
    blockers: tuple[BlockerShown, ...]
    may_sign: Verdict
    acts: tuple[ActShown, ...]
    mine: SignOff | None
    since: SignOff | None

    @property
    def signable(self) -> bool:
        """Whether signing is what comes next, whoever may do it."""
        return ArticleAct.SIGN in ARTICLE_MOVES[ArticleState(self.at.article.state)]

    @property
    def summary(self) -> str:
        """How it stands, in a few words."""
        if not self.signable:
            return "Sign-off"
        if self.at.signed:
            return "Signed"
        if self.at.valid:
            return f"{len(self.at.valid)} of {self.at.article.desk.signers} signed"
        if self.at.gate.ready:
            return "Ready to sign"
        number = len(self.blockers)
        return f"{number} thing{'' if number == 1 else 's'} block{'s' if number == 1 else ''} it"

    @property
    def brief(self) -> str:
        """The same where there is hardly any room."""
        short = self.summary.removesuffix(" to sign").removesuffix(" signed").removesuffix(" it")
        return short.replace(" things", "").replace(" thing", "")


@dataclass(frozen=True, slots=True)
class DifferenceShown:
    since: SignOff
    earlier: Draft
    draft: Draft
    stretches: tuple[ShownRun, ...]


def panel_of(user: User, at: Standing, *, seen: int, numbers: Mapping[int, int]) -> SignOffPanel:
    """The panel from what is loaded already; `numbers` are those that the article's page gives its claims."""
    return SignOffPanel(
        at=at,
        seen=seen,
        blockers=tuple(_shown(one, numbers) for one in at.gate.blockers),
        may_sign=may_act(user, at, ArticleAct.SIGN),
        acts=_acts(user, at),
        mine=at.of(user),
        since=_since(user, at),
    )


def sign_offs_in(article_id: int | Ask) -> ArraySubquery:
    """An article's signatures as a column of another query."""
    found = SignOff.objects.filter(draft__article_id=article_id).order_by("pk")
    shown = JsonRow(
        *("pk", "signer_id", "role", "sha256", "override_why", "at", "revoked_at"),
        name="signer__name",
        draft="draft_id",
        number="draft__number",
    )
    return ArraySubquery(found.values(shown=shown))


def sign_offs_from(rows: Sequence[dict[str, Any]], article: Article) -> tuple[SignOff, ...]:
    """The signatures of such a column, with as much of signer and draft as the article's page shows."""
    found = []
    for row in rows:
        signer = User(pk=row.pop("signer_id"), name=row.pop("name"))
        draft = Draft(pk=row.pop("draft"), number=row.pop("number"), article=article)
        times = {
            name: datetime.fromisoformat(row[name]) if row[name] else None for name in ("at", "revoked_at")
        }
        found.append(SignOff(signer=signer, draft=draft, **row | times))
    return tuple(found)


def sign_off_panel(user: User, article: Article) -> SignOffPanel:
    """The panel of an article that the person may see; a constant number of queries."""
    seen = Event.objects.filter(article=article).aggregate(last=Max("number"))["last"] or 0
    return panel_of(user, standing_of(article), seen=seen, numbers=claim_numbers(article))


def _shown(one: Blocker, numbers: Mapping[int, int]) -> BlockerShown:
    claims = sorted((numbers.get(pk, 0), pk) for pk in dict.fromkeys(one.claims))
    return BlockerShown(
        name=one.name,
        words=one.words,
        place=PLACES.get(one.name, ""),
        claims=tuple(claims[:NUMBERS_SHOWN]),
        more=max(0, len(claims) - NUMBERS_SHOWN),
    )


def _acts(user: User, at: Standing) -> tuple[ActShown, ...]:
    """What can be done in this state, but for signing: to those who check here, with the reason where it's off."""
    if role_on(user, at.article.desk_id) not in WORKERS:
        return ()
    found = []
    for act, move in ARTICLE_MOVES[ArticleState(at.article.state)].items():
        if act in (ArticleAct.SIGN, ArticleAct.START) or not move.roles:
            continue
        verdict = may_act(user, at, act, SOME_ADDRESS if act in ADDRESSED else SOME_REASON)
        if act == ArticleAct.OVERRIDE and at.override:
            continue
        if verdict.allowed or act != ArticleAct.REVOKE:
            found.append(ActShown(act, verdict))
    return tuple(found)


def _since(user: User, at: Standing) -> SignOff | None:
    """The person's newest signature under another text than the newest, where they haven't signed that one."""
    if at.of(user):
        return None
    own = (
        one for one in reversed(at.sign_offs) if one.signer_id == user.pk and one.sha256 != at.draft.sha256
    )
    return next(own, None)


def difference_since(article: Article, sign_off_id: int) -> DifferenceShown | None:
    """What changed between the text under a signature and the newest draft; None where the article has no such one."""
    since = (
        SignOff.objects.filter(draft__article=article, pk=sign_off_id)
        .select_related("draft", "signer")
        .first()
    )
    if since is None:
        return None
    draft = Draft.objects.filter(article=article).order_by("-number")[0]
    runs = difference(since.draft.text, draft.text)
    return DifferenceShown(since, since.draft, draft, tuple(_stretches(runs)))


def _stretches(runs: Sequence[Run]) -> list[ShownRun]:
    found: list[ShownRun] = []
    for number, run in enumerate(runs):
        if run.how != How.EQUAL or len(run.text) <= LONG:
            found.append(ShownRun(run.how, run.text))
            continue
        head, tail = _cut(run.text)
        kept = (head if number else "", tail if number < len(runs) - 1 else "")
        left = run.text[len(kept[0]) : len(run.text) - len(kept[1])]
        found += [
            ShownRun(How.EQUAL, kept[0]),
            ShownRun(How.EQUAL, "", left_out=len(left.split())),
            ShownRun(How.EQUAL, kept[1]),
        ]
    return [one for one in found if one.text or one.left_out]


def _cut(text: str) -> tuple[str, str]:
    """The first and last words of an unchanged run, whole."""
    head, tail = text[:CONTEXT], text[-CONTEXT:]
    head = head[: max(head.rfind(" "), head.rfind("\n")) + 1]
    at = next((at for at, char in enumerate(tail) if char in " \n"), len(tail) - 1)
    return head, tail[at + 1 :]
