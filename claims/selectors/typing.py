"""What a person has typed and not stored: theirs alone, whatever else others may see."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from claims.models import Typing, User
from claims.permissions import articles_visible_to, questions_visible_to


def typed_forms(user: User) -> list[str]:
    """The names of the forms that hold something typed, newest first; one query."""
    return list(_typed(user).order_by("-at").values_list("form", flat=True))


def typed_in(user: User, form: str) -> Typing | None:
    """What is kept of one form; None where nothing is."""
    return _typed(user).filter(form=form).first()


def _typed(user: User) -> QuerySet[Typing]:
    """Nothing about an article that they no longer see, unless a question there is theirs to answer."""
    asked = questions_visible_to(user).values("claim__article")
    seen = Q(article=None) | Q(article__in=articles_visible_to(user).values("pk")) | Q(article__in=asked)
    return Typing.objects.filter(seen, user=user)
