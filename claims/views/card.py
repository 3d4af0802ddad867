"""The open claim, drawn: on a page of its own, or as the parts of the article's page that changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.forms import Textarea, TextInput
from django.http import HttpResponse
from django.shortcuts import render

from claims.errors import Verdict
from claims.forms.answer_form import AnswerForm
from claims.forms.claim_forms import (
    ConfirmForm,
    CutForm,
    DecideForm,
    DismissForm,
    FixedForm,
    LowerForm,
    MoveForm,
    RaiseForm,
    ReattachForm,
)
from claims.forms.evidence_form import EvidenceForm
from claims.forms.fields import KeyedForm
from claims.forms.mend_forms import MendForm, MendForms, mend_forms
from claims.models import Answer, Claim
from claims.selectors.article_page import ArticlePage, article_page
from claims.selectors.claim_card import ClaimCard
from claims.selectors.conflicts import partners
from claims.selectors.rows import ClaimRow
from claims.views.access import article_or_404, gone
from claims.views.listed import listed
from claims.views.types import AuthedRequest


@dataclass(frozen=True, slots=True)
class CardForms:
    """The card's forms, one of them perhaps with what was typed, and what came of it.

    `mine`: the answer that the form shows already; `others`: those that are listed beside it.
    `left_over`: names and words of what was typed into a form that isn't drawn any more.
    `problem`: why it was refused; `stale`: somebody else was faster; `saved`: what was just stored.
    """

    answer: AnswerForm
    evidence: EvidenceForm
    dismiss: DismissForm
    move: MoveForm
    raised: RaiseForm
    lower: LowerForm
    decide: DecideForm
    fixed: FixedForm
    reattach: ReattachForm
    mend: MendForms
    left_over: tuple[tuple[str, str], ...] = ()
    mine: Answer | None = None
    others: tuple[Answer, ...] = ()
    problem: str = ""
    stale: bool = False
    saved: str = ""


def forms_of(card: ClaimCard, typed: KeyedForm | None = None, **came_of_it: Any) -> CardForms:
    """The forms of a card; the one that was sent stands in its own place."""
    mine = card.mine if card.mine and card.mine.wording == card.claim.wording else None
    if mine and (mine.round != (2 if card.second_round else 1) or (mine.round == 2 and card.first_hidden)):
        mine = None
    initial = {"copy": card.copy, "fix": card.fix}
    if mine:
        initial |= {"said": mine.said, "so": mine.so, "note": mine.note}
    answer = typed if isinstance(typed, AnswerForm) else AnswerForm(claim=card.claim, initial=initial)
    answer.may_stet = card.may_stet.allowed
    in_form = mine if card.may_answer.allowed else None
    return CardForms(
        answer=answer,
        evidence=typed if isinstance(typed, EvidenceForm) else EvidenceForm(),
        dismiss=typed if isinstance(typed, DismissForm) else DismissForm(),
        move=typed if isinstance(typed, MoveForm) else MoveForm(),
        raised=typed if isinstance(typed, RaiseForm) else RaiseForm(),
        lower=typed if isinstance(typed, LowerForm) else LowerForm(),
        decide=typed if isinstance(typed, DecideForm) else DecideForm(),
        fixed=typed if isinstance(typed, FixedForm) else FixedForm(initial=_answered_before(card)),
        reattach=typed if isinstance(typed, ReattachForm) else ReattachForm(),
        mend=mend_forms(card.mending, typed),
        left_over=_left_over(card, typed),
        mine=in_form,
        others=tuple(one for one in card.answers if one != in_form),
        **came_of_it,
    )


def _answered_before(card: ClaimCard) -> dict[str, str]:
    """Who said what is as it was; whether it is so with the new wording, a person says."""
    return {"said": card.old.said} if card.old else {}


def _left_over(card: ClaimCard, typed: KeyedForm | None) -> tuple[tuple[str, str], ...]:
    if typed is None or _drawn(card, typed):
        return ()
    boxes = (one for one in typed if isinstance(one.field.widget, TextInput | Textarea))
    return tuple((str(one.label), words) for one in boxes if (words := str(one.value() or "").strip()))


def _drawn(card: ClaimCard, typed: KeyedForm) -> bool:
    """Whether the card, as it is now, still has the form that was sent."""
    if isinstance(typed, MoveForm):
        return any(one.to == typed["to"].value() and one.verdict.allowed for one in card.moves)
    if isinstance(typed, LowerForm | DecideForm):
        asked = isinstance(typed, DecideForm)
        risk = next((one for one in card.risks if one.rule.name == typed["risk"].value()), None)
        return (
            card.may_check.allowed
            and risk is not None
            and asked == bool(risk.wish and risk.wish.may_decide.allowed)
        )
    if isinstance(typed, MendForm):
        return card.may_mend.allowed and typed in mend_forms(card.mending, typed).all
    by_form: dict[type[KeyedForm], Verdict] = {
        RaiseForm: card.may_check,
        ConfirmForm: card.may_confirm,
        AnswerForm: card.may_answer,
        EvidenceForm: card.may_attach,
        DismissForm: card.may_dismiss,
        FixedForm: card.may_fix,
        CutForm: card.may_place,
        ReattachForm: card.may_place,
    }
    return by_form[type(typed)].allowed


def shown(request: AuthedRequest, page: ArticlePage, forms: CardForms | None) -> dict[str, Any]:
    """What the card's templates ask for, on whatever page it stands."""
    asked = request.POST if request.method == "POST" else request.GET
    return {
        "page": page,
        "article": page.article,
        "card": page.card,
        "forms": forms,
        "listed": page.listing.filter,
        "alone": asked.get("page") == "claim",
        "neighbours": neighbours(page),
    }


def neighbours(page: ArticlePage) -> tuple[tuple[ClaimRow | None, str], ...]:
    """The claims before and after the open one in the list, each with its name, which is its key's action too."""
    before, after = page.listing.beside(page.card.row.pk) if page.card else (None, None)
    return (before, "previous"), (after, "next")


def card(
    request: AuthedRequest,
    claim: Claim,
    typed: KeyedForm | None = None,
    *,
    page: ArticlePage | None = None,
    status: int = 200,
    before: int = 0,
    **came_of_it: Any,
) -> HttpResponse:
    """The card on its page; for htmx it alone, with the rows, the marks and the counts that look different now.

    `typed` is the form that was sent and couldn't be stored; `page` is given where it's been read already;
    `before` is the claim that was just acted on, where another one is shown.
    """
    page = page or page_of(request, claim)
    if page.card is None:
        raise gone("This claim")
    context = shown(request, page, forms_of(page.card, typed, **came_of_it))
    if not request.htmx:
        return render(request, "claims/claim.html", context | {"alone": True}, status=status)
    changed = {claim.pk, before, whole(request, "was")}
    if request.method == "POST":
        changed |= partners(page.rows, changed)
    context |= {"rows": [row for row in page.rows if row.pk in changed], "marked": _marked(request)}
    return render(request, f"claims/_claim_{_part(request)}_swap.html", context, status=status)


def page_of(request: AuthedRequest, claim: Claim) -> ArticlePage:
    """The page of the claim's article as it is now, with this claim open. What was just loaded is as it is now."""
    reads = request.method in ("GET", "HEAD")
    article = claim.article if reads else article_or_404(request.user, claim.article_id)
    return article_page(request.user, article, open_id=claim.pk, asked=listed(request))


def _part(request: AuthedRequest) -> str:
    """What htmx puts in place: the evidence alone where that was sent, so that answers not yet stored stay."""
    match = request.resolver_match
    return "evidence" if match and match.url_name == "claim-evidence" else "card"


def whole(request: AuthedRequest, name: str) -> int:
    """A number that the page sent along, 0 where it sent none."""
    asked = request.POST if request.method == "POST" else request.GET
    word = asked.get(name, "")
    return int(word) if word.isascii() and word.isdigit() and len(word) < 16 else 0


def _marked(request: AuthedRequest) -> list[int]:
    """The paragraphs in which the page shows parts of an open claim now, as “3-4”."""
    asked = request.POST if request.method == "POST" else request.GET
    return [
        int(word) for word in asked.get("marked", "")[:200].split("-") if word.isascii() and word.isdigit()
    ]
