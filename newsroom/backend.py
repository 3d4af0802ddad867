"""Whoever is signed in, as each request finds them."""

from __future__ import annotations

from allauth.account.auth_backends import AuthenticationBackend

from claims.models import User
from claims.permissions.roles import with_roles


class Backend(AuthenticationBackend):  # type: ignore[misc]
    def get_user(self, user_id: int) -> User | None:
        """The person of a session with their roles, which every page asks for, in one query; None for who is gone or
        was shut out."""
        found = with_roles(User.objects.filter(pk=user_id)).first()
        return found if found and self.user_can_authenticate(found) else None

    def user_can_authenticate(self, user: User | None) -> bool:
        """No session is an integration's: it has no password either, which the database sees to."""
        return bool(super().user_can_authenticate(user)) and not getattr(user, "integration", False)
