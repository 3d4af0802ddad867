"""Somebody or something that an article speaks of, and that may be a speaker."""

from dataclasses import dataclass, field

from claims.extraction.types import Span


@dataclass(eq=False, slots=True)
class Member:
    """One person, body, group, document or unnamed source; the fullest name wins.

    `gender`: m, f or ""; `words`: the name's words, () without a name; `human`: whether "he" or "she" may mean it;
    `sure`: whether its kind is beyond doubt.
    """

    name: str
    kind: str
    title: str = ""
    gender: str = ""
    words: tuple[str, ...] = ()
    human: bool = True
    sure: bool = True
    mentions: list[Span] = field(default_factory=list)
