"""Reports: chosen, made, taken away in a format, and shared with people who have no account."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from claims.exports.formats import FORMATS
from claims.exports.page import body, figures
from claims.exports.report import Report as Snapshot
from claims.exports.snapshot import report_in
from claims.forms.fields import KeyedForm
from claims.forms.report_forms import ChoiceForm, MakeForm, ShareForm
from claims.models import Article, Report, ReportFile
from claims.permissions import audiences_for, reports_visible_to, shares_visible_to
from claims.selectors.report import narrowed, report_of
from claims.selectors.report_page import files_of, kept_report, report_page
from claims.services.capture_store import evidence_files
from claims.services.report_file_run import file_of
from claims.services.report_make import report_make
from claims.services.report_open import report_open, report_taken
from claims.services.report_share import report_share
from claims.services.report_unshare import report_unshare
from claims.views.access import article_or_404, gone, signed_in
from claims.views.attempt import attempt
from claims.views.types import AuthedRequest
from claims.vocabulary import CaptureState

WHAT = "This report"


def shown(snapshot: Snapshot, top: int = 2) -> SafeString:
    """The report's own markup, which escapes whatever it holds; its title is a heading of that rank."""
    return mark_safe(body(snapshot, top))  # noqa: S308


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def of_article(request: AuthedRequest, pk: int) -> HttpResponse:
    """What a report would say, and making one."""
    article = article_or_404(request.user, pk)
    audiences = audiences_for(request.user, article)
    if request.method == "POST":
        return _make(request, article, MakeForm(request.POST, audiences=audiences))
    return _choosing(request, article, ChoiceForm(request.GET or None, audiences=audiences))


def _choosing(
    request: AuthedRequest, article: Article, form: ChoiceForm, *, status: int = 200, problem: str = ""
) -> HttpResponse:
    page = report_page(request.user, article, form.choice)
    form.offer(page.only)
    context = {
        "article": article,
        "form": form,
        "page": page,
        "problem": problem,
        "body": shown(page.preview),
    }
    return render(request, "claims/report_new.html", context, status=status)


def _make(request: AuthedRequest, article: Article, form: MakeForm) -> HttpResponse:
    choice = form.choice

    def make(*, key: str, **_: object) -> Report:
        def draw(article: Article, number: int) -> Snapshot:
            return narrowed(report_of(article, request.user, choice, number=number), choice.only)

        return report_make(
            article_id=article.pk, by=request.user, key=key, audience=choice.audience, draw=draw
        )

    tried = attempt(form, make, WHAT)
    if tried.done is None:
        return _choosing(request, article, form, status=tried.status, problem=tried.problem)
    return HttpResponseRedirect(reverse("report", args=[tried.done.pk]), status=303)


@require_safe
@signed_in
def at_a_glance(request: AuthedRequest, pk: int) -> HttpResponse:
    """The pictures of a report that would be made now; below the article's text, or on a page of their own."""
    article = article_or_404(request.user, pk)
    drawn = mark_safe(figures(report_of(article, request.user)))  # noqa: S308  # escaped there
    page = "claims/_article_glance.html" if request.htmx else "claims/article_glance.html"
    return render(request, page, {"article": article, "drawn": drawn})


def report_or_404(request: AuthedRequest, pk: int) -> Report:
    return get_object_or_404(
        reports_visible_to(request.user).select_related("article__desk", "by", "draft"), pk=pk
    )


@require_safe
@signed_in
def report(request: AuthedRequest, pk: int) -> HttpResponse:
    """A report that was made, its formats and its links."""
    return _report(request, report_or_404(request, pk))


def _report(
    request: AuthedRequest,
    found: Report,
    *,
    form: ShareForm | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    page = kept_report(request.user, found)
    markup = shown(page.snapshot) if page.snapshot else ""
    context = {"page": page, "report": found, "article": found.article, "body": markup, "problem": problem}
    context["form"] = form or ShareForm()
    return render(request, "claims/report.html", context, status=status)


@require_safe
@signed_in
def files(request: AuthedRequest, pk: int) -> HttpResponse:
    """The formats alone, while a worker is at one of them."""
    found = report_or_404(request, pk)
    return render(request, "claims/_report_files.html", {"files": files_of(found)})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def file(request: AuthedRequest, pk: int, format: str) -> HttpResponse:
    """Ask for a format (POST), and take it away (GET) once it is there."""
    found = report_or_404(request, pk)
    if format not in FORMATS:
        raise gone("This format")
    if request.method != "POST":
        if (kept := files_of(found).file(format)) is None:
            raise gone("This file")
        return sent(found, kept)
    tried = attempt(KeyedForm(request.POST), _ask, WHAT, report=found, format=format)
    if tried.done is None:
        return _report(request, found, problem=tried.problem, status=tried.status)
    kept_at = reverse("report-file", args=[pk, format])
    there = kept_at if tried.done.state == CaptureState.KEPT else reverse("report", args=[pk])
    return HttpResponseRedirect(there, status=303)


def _ask(*, report: Report, format: str, key: str) -> ReportFile:
    """Asking is the same however often it is sent: the key is there for every form has one."""
    return file_of(report, format)


def sent(report: Report, file: ReportFile) -> HttpResponse:
    """The file's bytes, to be saved and never shown in our own pages' place."""
    known = FORMATS[file.format]
    with evidence_files().open(file.stored) as kept:
        response = HttpResponse(kept.read(), content_type=known.media_type)
    name = f"{slugify(report.article.title)[:60] or 'article'}-report-{report.number}.{known.extension}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_POST
@signed_in
def share(request: AuthedRequest, pk: int) -> HttpResponse:
    """Make a link; its secret is shown in this answer alone."""
    found = report_or_404(request, pk)
    form = ShareForm(request.POST)
    tried = attempt(form, report_share, WHAT, report_id=found.pk, by=request.user)
    if tried.done is None:
        return _report(request, found, form=form, problem=tried.problem, status=tried.status)
    token = tried.done.token
    link = request.build_absolute_uri(reverse("shared", args=[token])) if token else ""
    context = {"share": tried.done.share, "report": found, "article": found.article, "link": link}
    return render(request, "claims/report_link.html", context)


@require_POST
@signed_in
def unshare(request: AuthedRequest, pk: int) -> HttpResponse:
    """End a link."""
    link = get_object_or_404(shares_visible_to(request.user).select_related("report"), pk=pk)
    tried = attempt(KeyedForm(request.POST), report_unshare, "This link", share_id=pk, by=request.user)
    if tried.done is None:
        found = report_or_404(request, link.report_id)
        return _report(request, found, problem=tried.problem, status=tried.status)
    return HttpResponseRedirect(reverse("report", args=[link.report_id]), status=303)


@require_safe
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """A report for whoever has the link: to read, and to take away."""
    if (link := report_open(token=token, look=request.method == "GET")) is None:
        return render(request, "claims/shared_closed.html", status=404)
    snapshot = report_in(link.report.content.encode())
    context = {
        "share": link,
        "report": link.report,
        "body": shown(snapshot, top=1),
        "token": token,
        "files": files_of(link.report),
    }
    response = render(request, "claims/shared.html", context)
    response["X-DNS-Prefetch-Control"] = "off"  # the report's links name its evidence
    return response


@require_POST
def shared_file(request: HttpRequest, token: str, format: str) -> HttpResponse:
    """The shared report in a format; 202 with a page that says so while a worker is at it."""
    link = report_open(token=token, look=False) if format in FORMATS else None
    if link is None:
        return render(request, "claims/shared_closed.html", status=404)
    made = file_of(link.report, format)
    if made.state == CaptureState.KEPT:
        report_taken(link, format)
        return sent(link.report, made)
    return render(request, "claims/shared_wait.html", {"file": made, "token": token}, status=202)
