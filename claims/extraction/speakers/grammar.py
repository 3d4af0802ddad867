"""What little grammar the speaker rules need: pronouns, small words, and whether a mention is a subject."""

import re

PRONOUNS = {
    "he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f",
    "it": "it", "its": "it", "itself": "it",
    "they": "they", "them": "they", "their": "they", "both": "they", "each": "they", "themselves": "they",
    "who": "who", "which": "who", "that": "who", "whose": "who", "whom": "who",
    "i": "i", "me": "i", "my": "i", "we": "we", "us": "we", "our": "we", "you": "we", "your": "we",
}  # fmt: skip
PREPOSITIONS = frozenset(
    """
    of for in at from on with to by near inside outside about against between among under over like than through
    across after before behind during toward towards without within upon despite into onto via per including
    """.split()
)
FINITE = frozenset(
    """
    is was are were has have had will would can could may might must should does did do said says told tells went
    goes took takes made makes came comes ran runs won wins lost met wrote writes gave gives held led leads spoke
    speaks began begins got gets saw sees knew knows thought thinks felt feels became becomes brought left found
    finds kept stood sat fell flew drew chose rose broke put set cut hit let read shot sent spent built bought sold
    taught caught fought sought swore threw grew wore bore hopes wants believes argues claims
    isn't wasn't didn't doesn't hasn't hadn't won't wouldn't can't couldn't
    """.split()
)
STOPS = frozenset(
    """
    who that which said says told is was were are be been has had have and or but as when while where because if so
    a an the his her its their our he she it they than then not no will would can could asked
    """.split()
)
ADVERB = re.compile(
    r"(?:also|never|now|then|later|once|still|often|always|even|both|each|himself|herself|\w{2,20}ly)$"
)
NEXT = re.compile(r"\s{1,3}([\w’'-]{1,40})(?:\s{1,3}([\w’'-]{1,40}))?")
COMMA = re.compile(r", ([\w’'-]{1,40})")
BEFORE = re.compile(r"([\w’'-]{1,40}),?\s{1,3}$")
LEAD_IN = re.compile(
    r"(?:[“\"‘'(\[–—-]|\s|(?:But|And|So|Yet|Still|Then|Later|Meanwhile|However|Now|Earlier|Instead|Also|Today)\b,?)*"
    r"(?:(?:On|In|At|By|Since|During|After|Before|For|To|From|With|Like|Unlike)\b[^,.;:]{2,60},\s)?"
    r"(?:[Tt]he |[Aa]n? |[Ff]ormer )?(?:[A-Z][\w.’'-]{1,20} ){0,4}$"
)
OPENING = frozenset(
    "after before since than like as until for".split()
)  # prepositions that also open a clause
SUBJECT, OBJECT, OWNER, OBLIQUE = "subject", "object", "owner", "oblique"


def role_of(text: str, begin: int, start: int, end: int, possessive: bool) -> str:
    """What the mention `start` to `end` is in its sentence, which begins at `begin`: by the words on either side."""
    if possessive:
        return OWNER
    before = BEFORE.search(text, max(begin, start - 42), start)
    after = NEXT.match(text, end, min(len(text), end + 84))
    finite = after is not None and _finite(after.group(1).lower(), (after.group(2) or "").lower())
    word = before.group(1).lower() if before else ""
    if word in PREPOSITIONS and not (finite and word in OPENING):
        return OBLIQUE
    apposed = text[start - 2 : start] == ", " and COMMA.match(text, end)
    if finite or (apposed and is_finite(apposed.group(1).lower())):  # "The mayor, Ann Bell, laughed"
        return SUBJECT
    opens = start - begin <= 100 and LEAD_IN.match(text, begin, start)
    return SUBJECT if opens else OBJECT


def _finite(word: str, following: str) -> bool:
    """Whether `word` looks like a verb in a tense; an adverb is passed over."""
    if ADVERB.match(word):
        return bool(following) and is_finite(following)
    return is_finite(word)


def is_finite(word: str) -> bool:
    """Whether a word in small letters looks like a verb in a tense."""
    return word.replace("’", "'") in FINITE or (len(word) > 4 and word.endswith("ed"))
