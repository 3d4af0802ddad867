"""The one way by which a large newsroom is made: `manage.py make_newsroom` goes it too."""

from claims.services.newsroom_copies import APART, COPIED, copy_all

__all__ = ["APART", "COPIED", "copy_all"]
