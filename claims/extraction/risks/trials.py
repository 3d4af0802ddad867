"""Who accuses and who stands accused in an article, by the set phrases of court reports."""

import re
from collections.abc import Iterator

from claims.extraction.types import Speaker

# A name is bounded, so that a text of nothing but letters and dashes takes time in proportion to its length.
NAME = r"[A-Z][\w’'-]{1,40}(?:\s(?:[a-z]{2,3}\s)?[A-Z][\w’'-]{1,40}){0,3}"
CRIME = (
    r"(?:[\w-]+\s){0,3}(?:counts?|charges?|murder|manslaughter|fraud|theft|assault|rape|robbery|arson|bribery|corruption|"
    r"perjury)"
)
STANDS = re.compile(
    rf"({NAME})(?:,\s(?:\d{{1,3}}|of\s[^,.\n]{{1,40}}(?:,\s[A-Z][\w’-]+)?|(?:an?|the)\s[^,.\n]{{1,60}}|"
    rf"who\s[^,.\n]{{1,60}}),?){{0,3}}\s(?:(?:denie[sd]|had\sdenied|has\sdenied|admitted|admits|faces)\s{CRIME}|"
    rf"plead(?:s|ed)|(?:went\son|stands|stood)\strial|"
    r"(?:is|was|were|are|has\sbeen|had\sbeen|have\sbeen|who\sis)\s(?:also\s)?"
    r"(?:charged|convicted|on\strial|jailed|sentenced|found\sguilty|indicted|cleared|acquitted))"
)
PRONOUNS = frozenset(("it", "he", "she", "they", "who"))
PROSECUTES = re.compile(
    r"\b(?:[Pp]rosecut(?:or|ors|ing|ion)|[Dd]istrict [Aa]ttorney|[Cc]oroner|the Crown|plaintiffs?|claimants?)\b"
)
JUDGES = re.compile(r"\b(?:[Jj]udge|[Jj]ustice|[Mm]agistrate|[Rr]ecorder)\b(?![’']s)")
NEARBY = 40  # code points after a mention that still describe it ("Ann Lee, prosecuting,")
LOOKED_AT = 20  # mentions of one speaker


def accused_in(text: str) -> frozenset[str]:
    """The last names, in lower case, of those who are charged, tried or convicted in `text`."""
    return frozenset(found.group(1).split()[-1].lower() for found in STANDS.finditer(text)) - PRONOUNS


def accusers(text: str, speakers: tuple[Speaker, ...], accused: frozenset[str]) -> Iterator[int]:
    """The indices of speakers who prosecute, by title or by the words of and right after a mention.

    Where somebody stands accused, those who judge too.
    """
    for index, speaker in enumerate(speakers):
        near = (
            text[start : min(len(text), end + NEARBY)].partition("\n")[0]
            for start, end in speaker.mentions[:LOOKED_AT]
        )
        words = [re.split(r"[.;”\"]|\b(?:said|told)\b", one)[0] for one in near]
        words.append(f"{speaker.name} {speaker.title}")
        if any(PROSECUTES.search(one) or (accused and JUDGES.search(one)) for one in words):
            yield index
