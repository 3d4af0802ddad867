"""Which reports a person may make, see and give to others."""

from __future__ import annotations

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet

from claims.errors import YES, Verdict, no
from claims.models import Article, Claim, Report, ReportShare, User
from claims.permissions.roles import desks_as, role_on
from claims.permissions.seeing import articles_visible_to, blind_to
from claims.vocabulary import EDITORS, WORKERS, Audience


def audiences_for(user: User, article: Article) -> tuple[Audience, ...]:
    """For whom this person may make a report of an article that they see: reporters and readers only for outside."""
    return tuple(Audience) if role_on(user, article.desk_id) in WORKERS else (Audience.OUTSIDE,)


def may_report(user: User, article: Article, audience: str) -> Verdict:
    """Whether the person may make a report for this audience, of an article that they see."""
    if audience in audiences_for(user, article):
        return YES
    return no("Checkers and editors of this desk make reports for the desk and for lawyers.")


def reports_visible_to(user: User) -> QuerySet[Report]:
    """Reports of articles that the person sees, for an audience that they may make one for; none that tells what they
    may not know before they have answered."""
    whole = Q(article__desk_id__in=desks_as(user, WORKERS)) | Q(audience=Audience.OUTSIDE)
    seen = Report.objects.filter(whole, article__in=articles_visible_to(user).values("pk"))
    kept_from = Claim.objects.filter(blind_to(user), article=OuterRef("article_id")).values("pk")
    return seen.exclude(~Q(tells=[]), tells__overlap=ArraySubquery(kept_from))


def may_share_report(user: User, report: Report) -> Verdict:
    """Whether the person may give a report that they see to somebody without an account."""
    role = role_on(user, report.article.desk_id)
    if role in EDITORS or (role in WORKERS and report.audience == Audience.OUTSIDE):
        return YES
    if role in WORKERS:
        return no("Only an editor shares what was made for the desk or for lawyers.")
    return no("Checkers and editors of this desk share reports.")


def shares_visible_to(user: User) -> QuerySet[ReportShare]:
    """The links to reports that the person sees."""
    return ReportShare.objects.filter(report__in=reports_visible_to(user).values("pk"))


def may_revoke_share(user: User, share: ReportShare) -> Verdict:
    """Whether the person may end a link."""
    if share.by_id == user.pk or role_on(user, share.report.article.desk_id) in EDITORS:
        return YES
    return no("Whoever made the link revokes it, or an editor.")
