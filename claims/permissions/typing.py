"""Which forms are kept while somebody types into them, and whether the person may see what they are about."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model, QuerySet

from claims.errors import Refused
from claims.models import User
from claims.permissions.seeing import (
    articles_visible_to,
    claims_visible_to,
    entries_visible_to,
    evidence_visible_to,
    notes_visible_to,
    questions_visible_to,
    sentences_visible_to,
    uses_visible_to,
)

Visible = Callable[[User], QuerySet[Model]]

# What stands before a claim's number in the names of the card's forms.
_ABOUT_CLAIM = (
    "answer|dismiss|move|ask|risk|place|claim-note|evidence|evidence-page|claim-edges|claim-source|claim-speaker"
    "|claim-part|claim-merge|claim-speakers-merge|claim-speakers-part"
)
# The name of a form (its `data-keeps`), what its first number is one of, and the way from there to the article.
TYPED_FORMS: tuple[tuple[str, Visible | None, str], ...] = (
    (r"article-new", None, ""),
    (r"(?:draft-new|claim-add)-(\d+)(?:-again-\d+)?", articles_visible_to, "pk"),
    (r"article-note-(\d+)", articles_visible_to, "pk"),
    (rf"(?:{_ABOUT_CLAIM})-(\d+)", claims_visible_to, "article"),
    (r"(?:lower|decide)-(\d+)-[a-z_]+", claims_visible_to, "article"),
    (r"(?:use|evidence|evidence-page|check)-(\d+)-\d+", claims_visible_to, "article"),
    (r"use(?:-off)?-(\d+)", uses_visible_to, "claim__article"),
    (r"withdraw-(\d+)", evidence_visible_to, ""),
    (r"sentence-(\d+)", sentences_visible_to, "draft__article"),
    (r"note-edit-(\d+)", notes_visible_to, "article"),
    (r"register-(\d+)", entries_visible_to, ""),
    (r"reply-(\d+)", questions_visible_to, "claim__article"),
)
# Those into which a whole text is pasted.
LONG_FORMS = re.compile(r"article-new|draft-new-\d+(?:-again-\d+)?", re.ASCII)


def is_typed_form(form: str) -> bool:
    """Whether a form of this name is kept."""
    return any(re.fullmatch(name, form, re.ASCII) for name, _, _ in TYPED_FORMS)


def article_typed_about(user: User, form: str) -> int | None:
    """The article that the form is about, by the number in its name; None where it's about none (yet).

    Raises Refused for a name that no form has, ObjectDoesNotExist where it is about what the person doesn't see.
    """
    for name, visible, article in TYPED_FORMS:
        if found := re.fullmatch(name, form, re.ASCII):
            return _article(visible(user), found[1], article) if visible else None
    raise Refused("No form of that name is kept.")


def _article(visible: QuerySet[Model], pk: str, article: str) -> int | None:
    if len(pk) > 15:
        raise ObjectDoesNotExist
    about = visible.filter(pk=pk).values_list(article or "pk", flat=True).first()
    if about is None:
        raise ObjectDoesNotExist
    return int(about) if article else None
