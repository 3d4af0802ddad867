"""An article as paragraphs of sentences of tokens; each token knows which token of the first draft it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.support.desk_edits.words import STARTERS

if TYPE_CHECKING:
    from tests.support.desk_edits.base import Base

TOKEN = re.compile(r"[^\W_]+(?:[-’'.,:/][^\W_]+)*|\S")
WORDY = re.compile(r"[^\W_]|[£$€%]")  # a sign of money is as good as a word
DOUBLE = '“”"«»„'
SINGLE = "‘’'‹›‚"
QUOTES = DOUBLE + SINGLE
STRAIGHT = str.maketrans("“”„«»‘’‚‹›", "\"\"\"\"\"'''''")
DASHES = ("—", "–", "--", "―", "-")
OPENING = "“‘«„‚(—–\"'"  # after these no blank
NEW = -1  # the origin of what was put in


@dataclass(slots=True)
class Token:
    """A word or mark. `before`: the white space in front; `origin`: its number in the first draft; `altered`: it is
    another word than it was; `touched`: an edit was made here and others keep away; `person`: who is named by a name
    that was put in.
    """

    text: str
    before: str = " "
    origin: int = NEW
    altered: bool = False
    touched: bool = False
    person: str = ""

    @property
    def word(self) -> bool:
        return WORDY.search(self.text) is not None

    def copy(self) -> Token:
        return Token(self.text, self.before, self.origin, self.altered, self.touched, self.person)


@dataclass(slots=True)
class Sentence:
    tokens: list[Token]

    @property
    def ends(self) -> bool:
        """Whether it plainly ends with a stop, and can stand before another."""
        marks = [token.text for token in self.tokens[-3:] if not token.word]
        return not self.tokens[-1].word and any(mark in ".!?" for mark in marks)

    @property
    def balanced(self) -> bool:
        """Whether every quotation mark in it has its other half."""
        texts = [token.text for token in self.tokens]
        return (
            texts.count("“") == texts.count("”")
            and texts.count("«") == texts.count("»")
            and texts.count("‘") == texts.count("’")
            and texts.count('"') % 2 == texts.count("'") % 2 == 0
        )

    @property
    def words(self) -> int:
        return sum(token.word for token in self.tokens)

    def first_word(self) -> Token | None:
        return next((token for token in self.tokens if token.word), None)

    def capitalise(self) -> None:
        """The capital that a word gets by beginning a sentence."""
        first = self.first_word()
        if first and first.text[:1].islower():
            first.text = first.text[0].upper() + first.text[1:]

    def lower(self) -> None:
        """The capital lost by no longer beginning it: only of words that are no names."""
        first = self.first_word()
        if first and first.text in STARTERS:
            first.text = first.text[0].lower() + first.text[1:]

    def touch(self, start: int, end: int) -> None:
        """Keep other word edits away from the tokens `start` to `end` and two on each side."""
        for token in self.tokens[max(0, start - 2) : end + 2]:
            token.touched = True

    def replace(self, at: int, text: str) -> None:
        """Another word in the place of one, with its capital."""
        token = self.tokens[at]
        token.text = text[0].upper() + text[1:] if token.text[0].isupper() else text
        token.altered = True
        self.touch(at, at + 1)

    def remove(self, start: int, end: int) -> None:
        """Take tokens out; what begins the sentence then is capitalised."""
        self.touch(start, end)
        opens = not start or self.tokens[start - 1].text in OPENING
        if opens and end < len(self.tokens):
            self.tokens[end].before = self.tokens[start].before
        del self.tokens[start:end]
        self.capitalise()

    def insert(self, at: int, words: str, person: str = "") -> None:
        """Put words in before the token `at`; what begins the sentence then has the capital."""
        added = tokens_of(words, person)
        begins = not any(token.word for token in self.tokens[:at])
        follows = self.tokens[at] if at < len(self.tokens) else None
        if begins:
            self.lower()
        if follows and at and self.tokens[at - 1].text in OPENING:
            added[0].before = follows.before
        if follows and (follows.word or follows.text in "“‘«„‚(—–"):
            follows.before = " "
        self.tokens[at:at] = added
        self.touch(at, at + len(added))
        if begins:
            self.capitalise()


@dataclass(slots=True)
class Paragraph:
    """`gap`: the line ends in front of it; `locked`: its words and place must stay, since another is much like it."""

    gap: str
    sentences: list[Sentence]
    locked: bool = False

    @property
    def prose(self) -> bool:
        """Whether sentences may come and go here: no headline, byline, time or list."""
        return all(one.ends for one in self.sentences) and self.sentences[0].tokens[0].text != "•"


@dataclass(slots=True)
class Draft:
    base: Base
    paragraphs: list[Paragraph]
    line_end: str = "\n"
    ambiguous: set[int] = field(default_factory=set)  # origins of words that stand twice, both places as good
    varied: set[int] = field(default_factory=set)  # of words at or beside which those others differ
    near: set[int] = field(
        default_factory=set
    )  # of words that went, with others much like them put in elsewhere

    def copy(self) -> Draft:
        """A draft whose tokens can be edited without harm to this one."""
        return Draft(
            self.base,
            [
                Paragraph(
                    part.gap,
                    [Sentence([token.copy() for token in one.tokens]) for one in part.sentences],
                    part.locked,
                )
                for part in self.paragraphs
            ],
        )

    def free(self) -> list[int]:
        """Paragraphs that may be edited."""
        return [at for at, part in enumerate(self.paragraphs) if not part.locked]

    def prose(self) -> list[int]:
        return [at for at in self.free() if self.paragraphs[at].prose]

    def gaps(self) -> list[int]:
        """Places for a new paragraph: below the headline, and not beside one that is locked."""
        held = [part.locked for part in self.paragraphs]
        return [at for at in range(1, len(held) + 1) if not any(held[at - 1 : at + 1])]

    def sentences(self) -> Iterator[Sentence]:
        """Sentences whose words may be edited."""
        for part in self.paragraphs:
            if not part.locked:
                yield from part.sentences

    def sites(self) -> list[tuple[Sentence, int]]:
        """Words that no edit has touched, each as its sentence and its place there."""
        return [
            (one, at)
            for one in self.sentences()
            for at, token in enumerate(one.tokens)
            if not token.touched and token.origin != NEW and token.word
        ]

    def put(self, at: int, *sentences: Sentence) -> Paragraph:
        """A paragraph of its own before number `at`."""
        made = Paragraph(self.gap(), list(sentences))
        self.paragraphs.insert(at, made)
        return made

    def gap(self) -> str:
        """What stands between paragraphs here: the line ends that stand before the third."""
        return self.paragraphs[min(2, len(self.paragraphs) - 1)].gap or "\n\n"

    def render(self) -> Rendered:
        """The text, and where each token stands in it."""
        out: list[str] = []
        done = Rendered("", [], [], [], [])
        at = 0
        for number, part in enumerate(self.paragraphs):
            gap = "" if not number else (part.gap or "\n\n").replace("\n", self.line_end)
            for index, sentence in enumerate(part.sentences):
                for place, token in enumerate(sentence.tokens):
                    before = token.before
                    if not place:
                        before = (before or " ") if index else gap
                    out += before, token.text
                    done.tokens.append(token)
                    done.starts.append(at + len(before))
                    at += len(before) + len(token.text)
                    done.ends.append(at)
                    done.sentences.append(id(sentence))
        done.text = "".join(out) + self.line_end
        return done


@dataclass(slots=True)
class Rendered:
    """A text and its tokens, with their places and the sentences that they stand in."""

    text: str
    tokens: list[Token]
    starts: list[int]
    ends: list[int]
    sentences: list[int]


def tokens_of(words: str, person: str = "") -> list[Token]:
    """New tokens of words to put in."""
    made = []
    end = 0
    for found in TOKEN.finditer(words):
        text = found.group()
        made.append(
            Token(text, words[end : found.start()], NEW, False, True, person if text in person else "")
        )
        end = found.end()
    made[0].before = " "
    return made


def new_sentence(words: str, person: str = "") -> Sentence:
    return Sentence(tokens_of(words, person))
