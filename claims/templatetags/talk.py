"""Questions and notes in the open claim: read when the card is drawn, and not when only its evidence is."""

from __future__ import annotations

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from claims.models import Article, Claim
from claims.selectors.notes import NoteShown, Thread, notes_of_claim
from claims.selectors.questions import ClaimQuestions, questions_of
from claims.selectors.questions import Context as Around
from claims.selectors.undoing import UndoShown, undo_now

register = template.Library()


@register.simple_tag(takes_context=True)
def claim_questions(context: Context, claim: Claim) -> ClaimQuestions:
    return questions_of(context["request"].user, claim)


@register.simple_tag(takes_context=True)
def claim_notes(context: Context, claim: Claim) -> Thread:
    return notes_of_claim(context["request"].user, claim)


@register.simple_tag(takes_context=True, name="undo_now")
def undo_button(context: Context, article: Article) -> UndoShown | None:
    """What the reader may take back, for a part of a page that is drawn by itself."""
    return undo_now(context["request"].user, article)


@register.simple_tag
def note_words(note: NoteShown) -> SafeString:
    """A note's text, each mention as the name of who is meant."""
    parts = (
        format_html('<b class="mention" title="@{}">{}</b>', person.username, words)
        if person
        else format_html("{}", words)
        for words, person in note.stretches
    )
    return mark_safe("".join(parts))  # noqa: S308  # every part is escaped


@register.simple_tag
def claim_in_sentence(around: Around) -> SafeString:
    """The claim's words in their sentences."""
    parts = (format_html("<mark>{}</mark>" if own else "{}", words) for words, own in around.stretches)
    return format_html(
        '<blockquote class="words" dir="auto" hx-disable>{}</blockquote>',
        mark_safe("".join(parts)),  # noqa: S308  # every part is escaped
    )
