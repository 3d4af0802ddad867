"""Who says it, for each attribution of an article. `find` is the door; `resolver` goes through the article."""

from claims.extraction.speakers.find import find_speakers

__all__ = ["find_speakers"]
