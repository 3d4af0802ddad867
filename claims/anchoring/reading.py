"""A draft as the matcher reads it: words and marks with their places, and the sentences that they stand in."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from zlib import crc32

from claims.anchoring.harmless import QUOTE, TOKEN, Folded, Spellings, fold, is_word
from claims.extraction.blocks import find_blocks
from claims.extraction.sentences import find_sentences

Span = tuple[int, int]
CLOSED = re.compile(
    r"[.!?…][”\"’')\]»“›]+(?=\s+[^\W\d_a-z])"
)  # a quoted sentence's end, whoever says it next
STOPS = frozenset(".!?…。！？")
ONE_IN = 24  # words before which a long sentence may be cut
LONGEST = 120  # words of a sentence; a longer one is cut for the matcher's purposes


class Reading:
    """One draft. A token is a word or a mark; `words` number the tokens that are words, in order.

    `starts`, `ends` and `folds` are of tokens (code points; what counts of it); `keys` are of words, without capitals;
    `sentences` are spans of words, and `sentence` says of each word which one it is in; they end with a quoted sentence
    too, and long ones are cut: what a reader takes for one is what `together` says.
    """

    def __init__(self, text: str, spellings: Spellings) -> None:
        self.text = text
        self._read(spellings)
        worded = {folded for folded in set(self.folds) if is_word(folded)}
        self.words = [at for at, folded in enumerate(self.folds) if folded in worded]
        self.number = {token: word for word, token in enumerate(self.words)}
        self.keys = [self.folds[at].lower() for at in self.words]
        self.opening = {0}
        self.sentences = list(self._sentences())
        self.sentence = [at for at, (start, end) in enumerate(self.sentences) for _ in range(start, end)]

    def _read(self, spellings: Spellings) -> None:
        """The tokens; a listed spelling of several words is one."""
        found = list(TOKEN.finditer(self.text))
        tokens = [one.group() for one in found]
        known = {token: fold(token) for token in set(tokens)}
        self.folds = [known[token] for token in tokens]
        self.starts = [one.start() for one in found]
        self.ends = [one.end() for one in found]
        begins = {token for token, folded in known.items() if folded.lower() in spellings.by_first}
        for at in [at for at, token in enumerate(tokens) if token in begins][::-1]:
            count, usual = spellings.at(self.folds, at)
            if count:
                self.folds[at : at + count] = [usual]
                self.ends[at : at + count] = [self.ends[at + count - 1]]
                self.starts[at : at + count] = [self.starts[at]]

    def _sentences(self) -> Iterator[Span]:
        """Spans of words, one after the other and all of them."""
        begin, places = 0, [self.starts[at] for at in self.words]
        for end, full in self._ends():
            word = bisect_left(places, end)
            while begin < word:
                upto = self._cut(begin, word)
                yield begin, upto
                begin = upto
            if full:
                self.opening.add(word)

    def _cut(self, begin: int, end: int) -> int:
        """Where to cut a sentence that is too long: before a word that chance picks, the same one in every draft."""
        if end - begin <= LONGEST:
            return end
        picked = (
            at for at in range(begin + 1, begin + LONGEST) if not crc32(self.keys[at].encode()) % ONE_IN
        )
        return next(picked, begin + LONGEST)

    def _ends(self) -> Iterator[tuple[int, bool]]:
        """Where sentences end, in code points, and False where only a quoted one does; a line that goes on in small
        letters ends none.
        """
        last = 0
        for block in find_blocks(self.text):
            for start, end in find_sentences(self.text, block.start, block.end):
                goes_on = self.text[start].islower() and self.text[last - 1 : last] not in ".!?…:"
                if last and not goes_on:
                    yield last, True
                yield from ((found.end(), False) for found in CLOSED.finditer(self.text, start, end))
                last = end
        yield len(self.text), True

    def together(self, word: int, step: int) -> bool:
        """Whether the next word in that direction (1 or -1) is in the same sentence, quoted ones in it included."""
        return 0 <= word + step < len(self.words) and max(word, word + step) not in self.opening

    def runs_on(self, sentence: int) -> bool:
        """Whether a sentence ends without a stop, as where a line was broken within it."""
        beside = self.words[self.sentences[sentence][1] - 1] + 1
        while beside < len(self.folds) and beside not in self.number:
            if self.folds[beside] in STOPS:
                return False
            beside += 1
        return True

    def tokens(self, span: Span) -> range:
        """The tokens that a span of code points touches."""
        return range(bisect_right(self.ends, span[0]), bisect_left(self.starts, span[1]))

    def words_of(self, tokens: range) -> range:
        """The words among the tokens."""
        return range(bisect_left(self.words, tokens.start), bisect_left(self.words, tokens.stop))

    def mark_after(self, token: int) -> list[int]:
        """The question mark among the marks that follow a token directly, if there is one."""
        beside = token + 1
        while beside < len(self.folds) and beside not in self.number:
            if self.folds[beside] == "?":
                return [beside]
            beside += 1
        return []

    def folded(self, tokens: range) -> list[Folded]:
        """The tokens as `harmless.same` compares them."""
        return [(self.folds[at], self.capital_due(at)) for at in tokens]

    def capital_due(self, token: int) -> bool:
        """Whether a capital at this word is that of a sentence's start, or of a quoted sentence's."""
        word = self.number.get(token)
        if word is None:
            return False
        if word == 0 or self.sentence[word] != self.sentence[word - 1]:
            return True
        before = [self.folds[at] for at in range(max(self.words[word - 1] + 1, token - 3), token)]
        return before[:1] == [":"] or before[:2] == [",", QUOTE]

    def around(self, start: int, end: int, width: int) -> tuple[str, str]:
        """The folded characters before word `start` and after word `end - 1`, `width` of each."""
        back = " ".join(self.keys[max(0, start - width // 2) : start])[-width:]
        return back, " ".join(self.keys[end : end + width // 2])[:width]
