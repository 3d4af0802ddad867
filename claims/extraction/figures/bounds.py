"""The words beside a number that bound it: at least, up to, nearly, about, or more."""

import re

WORDS = {
    "at_least": r"at\s+(?:the\s+very\s+)?least|no\s+(?:fewer|less)\s+than|not\s+(?:fewer|less)\s+than|a\s+minimum\s+of|"
    r"minimum|upwards?\s+of|as\s+few\s+as|as\s+little\s+as",
    "at_most": r"at\s+(?:the\s+very\s+)?most|up\s+to|as\s+(?:many|much|high|far|long)\s+as|(?:no|not)\s+more\s+than|"
    r"a\s+maximum\s+of|maximum|not\s+exceeding|a\s+(?:high|peak)\s+of\s+up\s+to",
    "more_than": r"(?:(?:far|much|slightly|significantly|a\s+little|many|considerably)\s+)?(?:more|greater|higher|"
    r"larger|longer|bigger|better)\s+than|(?:well|just|a\s+little|slightly|far|a\s+shade|a\s+touch)?\s*(?:over|"
    r"above)|in\s+excess\s+of|exceed(?:s|ed|ing)?|north\s+of|top(?:s|ped|ping)|surpass(?:ed|es|ing)|beyond|"
    r"(?:could|may|might|to)\s+pass",
    "less_than": r"(?:(?:far|much|slightly|a\s+little)\s+)?(?:fewer|less|lower|smaller|shorter)\s+than|"
    r"(?:well|just|a\s+little|slightly|a\s+shade)?\s*(?:under|below)|nearly|almost|just\s+short\s+of|"
    r"(?:just\s+)?shy\s+of|approach(?:es|ed|ing)|near(?:s|ed|ing)|not\s+quite|virtually|practically",
    "about": r"about|around|approximately|approx\.?|roughly|some|(?:an\s+|the\s+)?estimated|circa|ca?\.|close\s+to|"
    r"more\s+or\s+less|or\s+so|in\s+the\s+(?:region|order|neighbou?rhood|vicinity)\s+of|something\s+like|"
    r"an\s+average\s+of|on\s+average|an\s+expected|a\s+projected|~|≈|perhaps|maybe",
}
BACK = 44  # code points before a number that are looked at
LEADING = re.compile(
    r"(?<![\w-])(?:" + "|".join(f"(?P<{name}>{words})" for name, words in WORDS.items()) + r")\s*"
    r"(?:(?:the|a|an|another|its|his|her|their|those|these|that)\s+)?$",
    re.IGNORECASE,
)
LAST = frozenset(  # the last words of those above: a look-up that spares the search
    """
    least than of minimum as most to maximum exceeding over above exceeds exceed exceeded tops topped topping pass
    surpassed surpasses surpassing beyond below under nearly almost approaching approaches approached nearing
    nears neared quite virtually practically about around approximately approx approx. roughly some estimated
    circa ca. c. less so like average expected projected ~ ≈ perhaps maybe
    """.split()
)
DETERMINERS = frozenset("the a an another its his her their those these that".split())
COMPARED = {">": "more_than", "≥": "at_least", "<": "less_than", "≤": "at_most"}
AFTER = re.compile(
    r"\s?(?P<plus>\+)|-(?P<about>odd)\b|[\s-](?P<more>plus)\b(?!\s+\d)|,?\s+(?P<words>(?:or|and|"
    r"if\s+not)\s+(?:more|above|over|older|upwards|greater|higher)\b(?!\s+than)|or\s+(?:so|thereabouts)\b|"
    r"or\s+(?:less|fewer|under|below|younger)\b|at\s+(?:the\s+)?(?:very\s+)?(?:least|most)\b|"
    r"at\s+(?:a\s+)?(?:minimum|maximum)\b)",
    re.IGNORECASE,
)


def before(text: str, first: int, start: int) -> tuple[str, int]:
    """The bound that the words before a number at `start` give, or "", and where they begin (not before `first`)."""
    if start > first and text[start - 1 : start] in COMPARED:
        return COMPARED[text[start - 1]], start - 1
    at = max(first, start - BACK)
    words = text[at:start].lower().split()
    if words and words[-1] in DETERMINERS:
        words.pop()
    found = LEADING.search(text, at, start) if words and words[-1].strip("“‘\"'(—–") in LAST else None
    if not found:
        return "", start
    begin = found.start() + len(found.group()) - len(found.group().lstrip())
    return found.lastgroup or "", begin


def after(text: str, end: int, last: int) -> tuple[str, int]:
    """The bound that the words after a number at `end` give, "" for none, and where they end (not after `last`)."""
    found = AFTER.match(text, end, last)
    if not found:
        return "", end
    if found["about"]:
        return "about", found.end()
    words = (found["words"] or "").lower()
    if (
        found["plus"]
        or found["more"]
        or re.search(r"more|above|over|older|upwards|greater|higher|least|minimum", words)
    ):
        return "at_least", found.end()
    return ("about" if re.search(r"so|there", words) else "at_most"), found.end()


def limits(bound: str, low: float, high: float) -> tuple[float | None, float | None]:
    """The lowest and highest value that a bound leaves open, None for no limit."""
    if bound in ("at_least", "more_than"):
        return low, None
    if bound in ("at_most", "less_than"):
        return None, high
    return (low, high) if low <= high else (high, low)
