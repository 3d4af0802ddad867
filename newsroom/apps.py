"""The project as an application: it brings commands and checks, and no models."""

from django.apps import AppConfig


class NewsroomConfig(AppConfig):
    name = "newsroom"

    def ready(self) -> None:
        """Register the checks."""
        from newsroom import checks  # noqa: F401
