"""Who sees how the newsroom runs, and of whose work they are told."""

from __future__ import annotations

from django.db.models import Q

from claims.errors import YES, Verdict, no
from claims.models import User
from claims.permissions.roles import desks_as
from claims.permissions.seeing import SEES_ALL_OF_DESK
from claims.vocabulary import EDITORS


def may_see_status(user: User) -> Verdict:
    if desks_as(user, EDITORS) or (user.is_active and user.administrator):
        return YES
    return no("Editors and administrators see how the newsroom runs.")


def counted_for(user: User, desk: str) -> Q:
    """What is counted for the person: all but confidential desks' work, and theirs where they see all of the desk.

    `desk` is the lookup that leads to it.
    """
    return Q(**{f"{desk}__confidential": False}) | Q(**{f"{desk}_id__in": desks_as(user, SEES_ALL_OF_DESK)})
