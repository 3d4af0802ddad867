"""What a person sees: every read starts here."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from claims.models import (
    Answer,
    Article,
    Capture,
    Claim,
    ConfidentialSource,
    Desk,
    Evidence,
    Membership,
    Note,
    Notice,
    Question,
    RegisterEntry,
    SearchEntry,
    Sentence,
    Speaker,
    Use,
    User,
)
from claims.permissions.roles import MAY_PASTE, desks_as, is_integration
from claims.vocabulary import BLIND, WORKERS, EntryKind, Role, State

SEES_ALL_OF_DESK = (Role.CHECKER, Role.EDITOR, Role.READER)


def desks_of(user: User) -> QuerySet[Desk]:
    """The desks that the person is a member of, whatever the role."""
    return Desk.objects.filter(pk__in=desks_as(user))


def articles_visible_to(user: User) -> QuerySet[Article]:
    """All of a desk for its checkers, editors and readers; their own for its reporters; nothing else, and nothing that
    was erased."""
    return _articles_of(user).filter(erased_at=None)


def articles_erased_for(user: User) -> QuerySet[Article]:
    """What the person would see if it hadn't been erased: they are told that it was."""
    return _articles_of(user).filter(erased_at__isnull=False)


def _articles_of(user: User) -> QuerySet[Article]:
    return Article.objects.filter(_of_articles(user, "pk"))


def _of_articles(user: User, article: str) -> Q:
    """Rows with a desk whose articles the person sees; `article` is the lookup that leads to the article's id."""
    seen = Q(desk_id__in=desks_as(user, SEES_ALL_OF_DESK))
    if reported := desks_as(user, {Role.REPORTER}):
        own = Article.bylines.through.objects.filter(user_id=user.pk).values("article_id")
        seen |= Q(**{"desk_id__in": reported, f"{article}__in": own})
    return seen


def claims_visible_to(user: User) -> QuerySet[Claim]:
    return Claim.objects.filter(article__in=articles_visible_to(user).values("pk"))


def evidence_visible_to(user: User) -> QuerySet[Evidence]:
    """A desk's evidence, for those who check there, and what other desks share, for those who check anywhere; what
    is used in an article that they see, for everybody. Of confidential evidence that there is some, by its pseudonym,
    to those who see where it is used; a confidential desk's for nobody who isn't on it, whatever it had shared before.
    """
    seen = Q(pk__in=uses_visible_to(user).values("evidence_id"))
    if checks := desks_as(user, WORKERS):
        own = (Q(desk_id__in=checks) | Q(shared=True)) & Q(confidential=False)
        seen |= own & _of_no_other_confidential_desk(user)
    return Evidence.objects.filter(seen)


def uses_visible_to(user: User) -> QuerySet[Use]:
    """Those in the articles that the person sees, of whatever `evidence_visible_to` doesn't keep from them."""
    record = ConfidentialSource.objects.filter(evidence=OuterRef("evidence"))
    return Use.objects.filter(
        Q(evidence__confidential=False) | Q(Exists(record)),
        _of_no_other_confidential_desk(user, "evidence__"),
        claim__in=claims_visible_to(user).values("pk"),
    )


def _of_no_other_confidential_desk(user: User, evidence: str = "") -> Q:
    """`evidence` is the lookup that leads to it."""
    mine = Q(**{f"{evidence}desk_id__in": desks_as(user)})
    return Q(**{f"{evidence}desk__confidential": False}) | mine


def captures_visible_to(user: User) -> QuerySet[Capture]:
    """The kept copies of evidence that the person sees, whatever became of them."""
    return Capture.objects.filter(
        evidence__in=evidence_visible_to(user).values("pk"), evidence__confidential=False
    )


def blind_to(user: User, claim: str = "") -> Q:
    """The claims of which the person may not know what was answered: they could be its second checker.

    Whoever checks on the desk is kept from it while the claim has a high risk and isn't settled, unless they own it,
    or have stored second answers since the newest first ones. So is every integration: who reads what it shows may
    be that second checker. `claim` is the lookup that leads to the claim.
    """
    kept = frozenset(Role) if is_integration(user) else WORKERS
    newer = Answer.objects.filter(claim_id=OuterRef("claim_id"), round=1, pk__gt=OuterRef("pk"))
    own = Answer.objects.filter(
        ~Exists(newer),
        claim_id=OuterRef(f"{claim}pk"),
        wording=OuterRef(f"{claim}wording"),
        by_id=user.pk,
        round=2,
    )
    secret = Q(**{f"{claim}state": State.SECOND}) | Q(
        **{f"{claim}high_risk": True, f"{claim}state__in": BLIND}
    )
    return (
        secret
        & Q(**{f"{claim}article__desk_id__in": desks_as(user, kept)})
        & (Q(**{f"{claim}owner": None}) | ~Q(**{f"{claim}owner": user.pk}))
        & ~Q(Exists(own))
    )


def answers_visible_to(user: User, *, and_taken_back: bool = False) -> QuerySet[Answer]:
    """All answers of visible claims, but of those to which the person is blind only their own. What was taken back is
    none, but for history."""
    answers = Answer.and_taken_back if and_taken_back else Answer.objects
    seen = answers.filter(claim__in=claims_visible_to(user).values("pk"))
    return seen.filter(Q(by_id=user.pk) | ~blind_to(user, "claim__"))


def sources_visible_to(user: User) -> QuerySet[ConfidentialSource]:
    """That there is a record of a confidential source, by its pseudonym; who may open one is `may_open`'s to say."""
    return ConfidentialSource.objects.filter(article__in=articles_visible_to(user).values("pk"))


def speakers_visible_to(user: User) -> QuerySet[Speaker]:
    return Speaker.objects.filter(article__in=articles_visible_to(user).values("pk"))


def entries_visible_to(user: User) -> QuerySet[RegisterEntry]:
    """Those to which a speaker of an article that the person sees is linked; a confidential desk's for nobody who isn't
    on it, whatever was linked before it became so."""
    linked = speakers_visible_to(user).filter(entry__isnull=False, merged_into=None)
    return RegisterEntry.objects.filter(
        _of_no_other_confidential_desk(user), pk__in=linked.values("entry_id")
    )


def sentences_visible_to(user: User) -> QuerySet[Sentence]:
    return Sentence.objects.filter(draft__article__in=articles_visible_to(user).values("pk"))


def questions_visible_to(user: User) -> QuerySet[Question]:
    """Those about claims that the person sees, and, on the desks where they work, those that they are asked."""
    return Question.objects.filter(
        Q(claim__in=claims_visible_to(user).values("pk"))
        | Q(to_id=user.pk, claim__article__desk_id__in=desks_as(user, MAY_PASTE))
    )


def notes_visible_to(user: User) -> QuerySet[Note]:
    return Note.objects.filter(article__in=articles_visible_to(user).values("pk"))


def notices_visible_to(user: User) -> QuerySet[Notice]:
    """What the person was told of and may still see: the article, or the question that they are asked."""
    return Notice.objects.filter(
        Q(article__in=articles_visible_to(user).values("pk"))
        | Q(question__in=questions_visible_to(user).values("pk")),
        to_id=user.pk,
    )


def findable_by(user: User, kind: EntryKind) -> QuerySet[SearchEntry]:
    """What the search may find for the person, of one kind: the entries of what they see, by the same rules. Of what
    was erased there are none, and of what is confidential neither; the desk stands in the entry itself."""
    entries = SearchEntry.objects.filter(kind=kind)
    if kind == EntryKind.EVIDENCE:
        return _of_evidence(entries.filter(evidence__confidential=False), user)
    return entries.filter(_of_articles(user, "article"))


def _of_evidence(entries: QuerySet[SearchEntry], user: User) -> QuerySet[SearchEntry]:
    """What `evidence_visible_to` says, asked of each entry by itself: few are looked at, and the whole set is large.
    As a value and not as EXISTS, of which PostgreSQL would make the whole set after all."""
    used = uses_visible_to(user).filter(evidence=OuterRef("evidence_id")).order_by()
    seen = Q(used__isnull=False)
    if checks := desks_as(user, WORKERS):
        own = Q(desk_id__in=checks) | Q(evidence__shared=True)
        seen = own & _of_no_other_confidential_desk(user) | seen
    return entries.alias(used=Subquery(used.values("pk")[:1])).filter(seen)


def people_visible_to(user: User) -> QuerySet[User]:
    """Themselves, and who works on a desk of theirs."""
    if not user.is_active:
        return User.objects.none()
    colleagues = Membership.objects.filter(desk_id__in=desks_as(user)).values("user_id")
    return User.objects.filter(Q(pk=user.pk) | Q(pk__in=colleagues))
