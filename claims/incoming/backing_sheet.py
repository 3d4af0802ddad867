"""A reporter's own backing sheet, CSV or Excel: bytes in, rows of evidence out, each with what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any
from urllib.parse import urlsplit

from claims.capture.errors import NotKept
from claims.incoming.backing_cells import Cell, day_in, tables
from claims.incoming.backing_words import BY_HAND, COLUMNS, KINDS, NEEDED, PRIMARY, STANCES, folded

MOST_BYTES = 5_000_000
MOST_ROWS, MOST_LINES = 2_000, 20_000  # those with something in them, and all
HEADER_WITHIN = 20  # rows: a title and a date may stand above it
AT_MOST = {"fact": 2_000, "title": 500, "url": 2_000, "locator": 300, "passage": 10_000}
LONGEST = 100
INERT = re.compile(r"'[=+\-@]")
CALLED = {
    "number": "number",
    "fact": "fact",
    "title": "source",
    "url": "link",
    "locator": "locator",
    "kind": "method",
    "primary": "“primary or secondary”",
    "seen": "date",
    "passage": "note",
    "stance": "“supports or contradicts”",
}
NO_HEADER = (
    "No header was found. Name the columns in a row: at least “Fact” or “No.” for the claim, and “Source” or “Link” "
    "for its evidence."
)


@dataclass(frozen=True, slots=True)
class BackingRow:
    """One row: `line` as a spreadsheet counts them. `kind` and `stance` are names of the vocabulary's members, "" where
    nothing is told; `seen` is a day in ISO 8601. `errors`: why it can't be taken, a sentence each.
    """

    line: int
    number: int | None = None
    fact: str = ""
    title: str = ""
    url: str = ""
    locator: str = ""
    kind: str = ""
    primary: bool = False
    seen: str = ""
    passage: str = ""
    stance: str = ""
    errors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BackingSheet:
    """`columns`: which heading was taken for which field; `unread`: headings that were taken for none."""

    rows: tuple[BackingRow, ...]
    columns: Mapping[str, str] = field(default_factory=dict)
    unread: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, found: dict[str, Any]) -> BackingSheet:
        """The other way. Raises KeyError, TypeError for what `as_json` didn't make."""
        rows = (BackingRow(**one | {"errors": tuple(one["errors"])}) for one in found["rows"])
        return cls(rows=tuple(rows), columns=found["columns"], unread=tuple(found["unread"]))


def read(body: bytes) -> BackingSheet:
    """The rows of a sheet, whatever parts its columns and however it is encoded. Raises NotKept with a sentence."""
    if not body.strip():
        raise NotKept("The file is empty.")
    if len(body) > MOST_BYTES:
        raise NotKept(f"The file is larger than {MOST_BYTES // 1_000_000} MB.")
    best: tuple[int, int, list[Sequence[Cell]], dict[str, int]] | None = None
    for table in tables(body, MOST_LINES + 1):
        for at, row in enumerate(table[:HEADER_WITHIN]):
            columns = _columns(row)
            if _is_header(columns) and (best is None or len(columns) > best[0]):
                best = len(columns), at, table, columns
    if best is None:
        raise NotKept(NO_HEADER)
    _, at, table, columns = best
    heads = {name: _text(table[at][column]) for name, column in columns.items()}
    unread = [words for words in map(_text, table[at]) if words and words not in heads.values()]
    rows = tuple(_rows(table[at + 1 :], at + 2, columns))
    if len(rows) > MOST_ROWS or len(table) > MOST_LINES:
        raise NotKept(f"The sheet has more than {MOST_ROWS:,} rows: bring it in parts.")
    if not rows:
        raise NotKept("There is no row below the header.")
    return BackingSheet(rows, heads, tuple(unread))


def _columns(row: Sequence[Cell]) -> dict[str, int]:
    """Which column is what, by a row's words: for each field the first of its names that is there."""
    places: dict[str, int] = {}
    for column, cell in enumerate(row):
        places.setdefault(folded(_text(cell)), column)
    found: dict[str, int] = {}
    for name, names in COLUMNS.items():
        column_of = next((places[one] for one in names if one in places), None)
        if column_of is not None:
            found[name] = column_of
    return found


def _is_header(columns: Mapping[str, int]) -> bool:
    return bool(columns.keys() & {"number", "fact"}) and bool(columns.keys() & {"title", "url"})


def _rows(table: Sequence[Sequence[Cell]], first: int, columns: Mapping[str, int]) -> Iterable[BackingRow]:
    for line, row in enumerate(table, start=first):
        cells = {name: row[column] if column < len(row) else "" for name, column in columns.items()}
        if any(_text(cell) for cell in cells.values()):
            yield _row(line, cells)


def _row(line: int, cells: Mapping[str, Cell]) -> BackingRow:
    errors: list[str] = []
    words = {name: _words(name, _text(cells.get(name, "")), errors) for name in COLUMNS}
    url, title = _address(words["url"], words["title"], errors)
    row = BackingRow(
        line=line,
        number=_number(words["number"], errors),
        fact=words["fact"],
        title=title,
        url=url,
        locator=words["locator"],
        kind=_kind(words["kind"], url, errors),
        primary=_one_of(PRIMARY, "primary", words, "“primary” or “secondary”", errors) or False,
        seen=_day(cells.get("seen", ""), errors),
        passage=words["passage"],
        stance=_one_of(STANCES, "stance", words, "“supports”, “contradicts” or “context”", errors) or "",
    )
    if not (words["number"] or words["fact"]):
        errors.append("Say which claim it belongs to: its number, or its words.")
    if not (words["title"] or words["url"]):
        errors.append("There is no source in this row.")
    elif row.kind in NEEDED and not getattr(row, NEEDED[row.kind][0]):
        errors.append(NEEDED[row.kind][1])
    return replace(row, errors=tuple(dict.fromkeys(errors)))


def _words(name: str, cell: str, errors: list[str]) -> str:
    """A cell's words without the apostrophe that keeps a sheet from reckoning it, as our own grid has it."""
    if cell[:1] == "=":
        errors.append(f"The {CALLED[name]} is a formula: put its value there.")
    if len(cell) > AT_MOST.get(name, LONGEST):
        errors.append(f"The {CALLED[name]} has more than {AT_MOST.get(name, LONGEST):,} characters.")
    return cell[1:] if INERT.match(cell) else cell


def _text(cell: Cell) -> str:
    """A cell as words; a whole number without its “.0”."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return cell.strip() if isinstance(cell, str) else str(cell)


def _number(words: str, errors: list[str]) -> int | None:
    digits = words.lstrip("#").strip().rstrip(".")
    if digits.isascii() and digits.isdigit() and len(digits) < 7:
        return int(digits)
    if words:
        errors.append(f"“{words[:40]}” is no claim's number.")
    return None


def _address(url: str, title: str, errors: list[str]) -> tuple[str, str]:
    """The link and the source's title: a source that is an address is the link where there is no other."""
    if not url and _is_address(title):
        return title, ""
    if url and not _is_address(url):
        errors.append("The link isn't a web address: one begins with http:// or https://.")
        return "", title
    return url, title


def _is_address(words: str) -> bool:
    try:
        parts = urlsplit(words)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and not any(map(str.isspace, words))
    except ValueError:
        return False


def _kind(words: str, url: str, errors: list[str]) -> str:
    """What kind of evidence it is. Without a word a link is taken for a page's; nothing else is guessed."""
    first = words.partition("\n")[0]  # our own grid says more below it
    kind = KINDS.get(folded(first), "") if words else "WEB_PAGE" if url else ""
    if kind in BY_HAND:
        errors.append(BY_HAND[kind])
    elif words and not kind:
        errors.append(
            f"“{words[:40]}” is no method that is known: write document, web page, recording, dataset or person."
        )
    elif not kind:
        errors.append("Say in a column “Method” what it is: a document, a recording, a dataset, a person.")
    return kind


def _one_of(
    table: Mapping[str, Any], name: str, words: Mapping[str, str], choices: str, errors: list[str]
) -> Any:
    told = words.get(name, "")
    if told and folded(told) not in table:
        errors.append(f"“{told[:40]}” under {CALLED[name]} isn't {choices}.")
    return table.get(folded(told)) if told else None


def _day(cell: Cell, errors: list[str]) -> str:
    try:
        return day_in(cell)
    except ValueError as error:
        errors.append(str(error))
        return ""
