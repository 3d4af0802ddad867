"""What people call the columns of a backing sheet, and the kinds of evidence in it: English, without marks."""

from __future__ import annotations

# By field: the names of its column, the plainest first. The first that a sheet has is taken, whatever else it has.
COLUMNS: dict[str, tuple[str, ...]] = {
    "number": ("no", "number", "claimno", "claimnumber", "factno", "factnumber", "id", "#"),
    "fact": (
        "fact",
        "claim",
        "quote",
        "facts",
        "claims",
        "factclaim",
        "claimfact",
        "statement",
        "assertion",
        "sentence",
        "line",
        "textinstory",
        "storytext",
        "copy",
    ),
    "title": (
        "source",
        "sources",
        "sourcename",
        "title",
        "evidence",
        "backing",
        "document",
        "sourcetitle",
        "reference",
    ),
    "url": (
        "link",
        "url",
        "links",
        "sourcelink",
        "sourceurl",
        "linktosource",
        "webaddress",
        "address",
        "website",
        "weblink",
    ),
    "locator": (
        "locator",
        "page",
        "pages",
        "pageno",
        "pagenumber",
        "timecode",
        "timestamp",
        "pagetimecode",
        "where",
        "place",
    ),
    "kind": ("method", "kind", "type", "sourcetype", "typeofsource", "kindofsource", "evidencetype"),
    "primary": ("primary", "primaryorsecondary", "primarysecondary", "primarysource", "firsthand"),
    "seen": (
        "sourceseen",
        "date",
        "dateaccessed",
        "accessed",
        "dateseen",
        "seen",
        "datechecked",
        "retrieved",
        "dateretrieved",
    ),
    "passage": (
        "passageorresult",
        "passage",
        "note",
        "notes",
        "quotefromsource",
        "excerpt",
        "whatitsays",
        "comment",
        "comments",
        "details",
    ),
    "stance": ("supportsorcontradicts", "stance", "supports"),
}

# The names of the kinds in the vocabulary (`EvidenceKind[…]`), by what people write.
KINDS: dict[str, str] = {
    **dict.fromkeys(
        ("webpage", "web", "website", "online", "article", "news", "newsarticle", "link", "blog"), "WEB_PAGE"
    ),
    **dict.fromkeys(
        ("document", "doc", "pdf", "report", "paper", "study", "book", "letter", "email", "records", "court"),
        "DOCUMENT",
    ),
    **dict.fromkeys(
        (
            "recording",
            "transcript",
            "audio",
            "video",
            "tape",
            "recordingortranscript",
            "podcast",
            "broadcast",
        ),
        "RECORDING",
    ),
    **dict.fromkeys(("dataset", "data", "database", "spreadsheet", "statistics", "table"), "DATASET"),
    **dict.fromkeys(("person", "expert", "source", "witness", "people", "human"), "PERSON"),
    **dict.fromkeys(
        ("ownobservation", "observation", "observed", "visit", "sitevisit", "sawit"), "OBSERVATION"
    ),
    **dict.fromkeys(("earliercheck", "factcheck", "previouscheck", "earlierfactcheck"), "EARLIER_CHECK"),
    **dict.fromkeys(("call", "interview", "callorinterview", "phone", "phonecall", "telephone"), "CALL"),
    **dict.fromkeys(("search", "searchthatwasmade", "searched"), "SEARCH"),
}
# These ask for more than a row of a sheet tells.
BY_HAND = {
    "CALL": "A call or interview needs its ground rules and what was put to them: add it by hand.",
    "SEARCH": "A search needs the words that were looked for: add it by hand.",
}
NEEDED = {
    "WEB_PAGE": ("url", "A web page needs its link."),
    "PERSON": ("title", "Name the person under “Source”."),
    "OBSERVATION": ("title", "Say under “Source” what was seen."),
    "EARLIER_CHECK": ("title", "Say under “Source” which check it is."),
}
PRIMARY = {
    **dict.fromkeys(("primary", "yes", "y", "true", "1", "p", "x", "firsthand", "primarysource"), True),
    **dict.fromkeys(
        ("secondary", "no", "n", "false", "0", "s", "secondhand", "secondarysource", "tertiary"), False
    ),
}
STANCES = {
    **dict.fromkeys(("supports", "support", "yes", "confirms", "for"), "SUPPORTS"),
    **dict.fromkeys(("contradicts", "contradict", "no", "against", "refutes"), "CONTRADICTS"),
    **dict.fromkeys(("context", "background"), "CONTEXT"),
}


def folded(words: str) -> str:
    """The words without capitals, blanks and marks: “Primary / secondary?” is “primarysecondary”; a lone “#” stays."""
    return "".join(letter for letter in words.casefold() if letter.isalnum()) or words.strip()
