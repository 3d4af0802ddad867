"""The sentences of an article that nobody has looked at, and those that somebody has cleared."""

from __future__ import annotations

from dataclasses import dataclass

from claims.drafts import read_draft
from claims.errors import Verdict
from claims.extraction.risks.rules import Rule
from claims.extraction.risks.sentence import sentence_risks
from claims.guards import RULE
from claims.models import Article, Draft, Sentence, User
from claims.permissions import is_byline, may_check, sentences_visible_to
from claims.vocabulary import Coverage

AROUND = 160  # code points


@dataclass(frozen=True, slots=True)
class SentenceShown:
    """`before` and `after` are the words round it in its paragraph. `asked`: who wishes to clear it, "" for nobody;
    `mine`: that is the reader. `risks` are the rules that fire in it: then a second person confirms.
    """

    sentence: Sentence
    words: str
    before: str
    after: str
    risks: tuple[Rule, ...]
    asked: str
    mine: bool

    @property
    def open(self) -> bool:
        return self.sentence.coverage == Coverage.OPEN

    @property
    def offered(self) -> str:
        """The reason that the form begins with: the machine's, where it has one."""
        return "" if self.asked else self.sentence.why


@dataclass(frozen=True, slots=True)
class SentencesPage:
    article: Article
    draft: Draft
    open: tuple[SentenceShown, ...]
    cleared: tuple[SentenceShown, ...]
    may_clear: Verdict


def sentences_page(user: User, article: Article) -> SentencesPage:
    """The newest draft's sentences that are open, and those that people have cleared; the article has its bylines."""
    draft = read_draft(article)
    found = sentences_visible_to(user).filter(draft=draft).exclude(coverage=Coverage.CLAIMED)
    rows = list(found.select_related("cleared_by", "clearing_by").order_by("start"))
    shown = [_shown(user, article, draft, one) for one in rows]
    return SentencesPage(
        article=article,
        draft=draft,
        open=tuple(one for one in shown if one.sentence.coverage == Coverage.OPEN),
        cleared=tuple(one for one in shown if one.sentence.coverage == Coverage.NOTHING),
        may_clear=may_check(user, article),
    )


def _shown(user: User, article: Article, draft: Draft, sentence: Sentence) -> SentenceShown:
    text, start, end = draft.text, sentence.start, sentence.end
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    asker = sentence.clearing_by if sentence.coverage == Coverage.OPEN else None
    counts = asker is not None and not is_byline(asker, article)
    return SentenceShown(
        sentence=sentence,
        words=text[start:end],
        before=text[first:start][-AROUND:],
        after=text[end : last if last >= 0 else len(text)][:AROUND],
        risks=tuple(RULE[name] for name in sentence_risks(text[start:end])),
        asked=asker.name if asker and counts else "",
        mine=bool(asker and counts and asker.pk == user.pk),
    )
