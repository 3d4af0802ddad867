"""Reads articles of our own with their gold: marks in the text, then TOML about the marks.

A mark is `{KEY:words}`; marks nest; the same key again is a further piece of it. Keys: `sN` source, `qN` cue and
`cN` content of attribution N, `oN` an own-voice claim, `fN` a figure, `k` a casualty clause, `a` an accusation.
From the shell: `python -m tests.support.marked FILE…` says what is wrong, line by line, or counts what is there.
"""

import re
import sys
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support.marked_hints import doubts
from tests.support.marked_rows import wrong_rows

Span = tuple[int, int]
Spans = tuple[Span, ...]

RULER = "+++"
BRACE = re.compile(r"\{(?:([sqcof][1-9]\d{0,3}|[ka]):)?|\}")
TABLE = re.compile(r"\[\[?\s*(\w+)(?:\s*\.\s*(\w+))?\s*\]|(\w+)\.(\w+)\b")  # [a.1], [[a]] or a.1.b = …


@dataclass(frozen=True)
class GoldAttribution:
    """One attribution; spans in code points of the bare text, end exclusive. `speakers`: () where nobody is known;
    `also`: other forms of the one speaker that are right."""

    number: int
    source: Spans
    cue: Spans
    content: Spans
    speakers: tuple[str, ...]
    also: tuple[str, ...]


@dataclass(frozen=True)
class GoldFigure:
    """One figure, as `claims.extraction.types.Figure` has it, and its number in the file."""

    number: int
    spans: Spans
    low: float | None
    high: float | None
    bound: str
    unit: str
    counted: str
    as_of: str


@dataclass(frozen=True)
class Marked:
    """An article and its gold. `conflicts` hold numbers of figures; the rest are spans of `text`."""

    name: str
    text: str
    genre: str
    english: str
    attributions: tuple[GoldAttribution, ...]
    own: tuple[Spans, ...]
    figures: tuple[GoldFigure, ...]
    casualties: Spans
    accusations: Spans
    conflicts: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, order=True)
class Problem:
    """What is wrong on a line of the file, or only worth a second look (`hint`)."""

    line: int
    words: str
    hint: bool = False


class BadMarks(ValueError):
    """The file breaks the format; says each line and why."""


@dataclass(frozen=True)
class Piece:
    """One mark: its key, its place in the bare text, the line it opens on, and the keys around it."""

    key: str
    span: Span
    line: int
    around: tuple[str, ...]


def read_marked(path: Path) -> Marked:
    """The article of one file. Raises BadMarks where it breaks the format, OSError where it cannot be read."""
    article, problems = parse(path.stem, path.read_bytes().decode())
    wrong = [f"{path.name}:{one.line}: {one.words}" for one in problems if not one.hint]
    if wrong or article is None:
        raise BadMarks("\n".join(wrong))
    return article


def read_folder(folder: Path) -> list[Marked]:
    """Every article of a folder, by name. Raises as `read_marked` does."""
    return [read_marked(path) for path in sorted(folder.glob("*.txt"))]


def parse(name: str, raw: str) -> tuple[Marked | None, list[Problem]]:
    """The article in `raw`, None where the format is broken, and everything to say about it, by line."""
    body, ruler, tables = raw.partition(f"\n{RULER}\n")
    if not ruler:
        return None, [Problem(raw.count("\n") + 1, f"no line {RULER} between the article and its TOML")]
    text, pieces, problems = _take_out(body + "\n")
    if problems:  # with a brace too many every later mark would seem wrong
        return None, sorted(problems)
    first = body.count("\n") + 3
    try:
        rows = tomllib.loads(tables)
    except tomllib.TOMLDecodeError as error:
        inside = re.search(r"line (\d+)", str(error))
        return None, [Problem(first + int(inside[1]) - 1 if inside else first, f"TOML: {error}")]
    lines = _table_lines(tables, first)
    seen = {piece.key: piece.line for piece in reversed(pieces)}
    problems = [*_misplaced(text, pieces), *(Problem(*one) for one in wrong_rows(rows, seen, lines))]
    if problems:
        return None, sorted(problems)
    article = _article(name, text, pieces, rows)
    hints = [Problem(*doubt, hint=True) for doubt in doubts(article, pieces, lines)]
    return article, sorted(hints)


def _take_out(body: str) -> tuple[str, list[Piece], list[Problem]]:
    """The bare text, every mark by its place, and what is wrong with the braces."""
    out: list[str] = []
    length = at = 0
    line = 1
    open_marks: list[tuple[str, int, int]] = []
    pieces: list[Piece] = []
    problems: list[Problem] = []
    for brace in BRACE.finditer(body):
        plain = body[at : brace.start()]
        out.append(plain)
        length, line, at = length + len(plain), line + plain.count("\n"), brace.end()
        if brace[1]:
            open_marks.append((brace[1], length, line))
        elif brace[0] == "{":
            problems.append(Problem(line, f"a brace with no key: {body[at - 1 : at + 20]!r}"))
            open_marks.append(("", length, line))
        elif open_marks:
            key, start, opened = open_marks.pop()
            around = tuple(other for other, _, _ in open_marks if other)
            pieces.append(Piece(key, (start, length), opened, around))
        else:
            problems.append(Problem(line, "a closing brace with nothing open"))
    out.append(body[at:])
    problems += [Problem(opened, f"{key} is never closed") for key, _, opened in open_marks if key]
    pieces.sort(key=lambda piece: (piece.span[0], -piece.span[1]))
    return "".join(out).rstrip("\n") + "\n", [piece for piece in pieces if piece.key], problems


def _misplaced(text: str, pieces: list[Piece]) -> list[Problem]:
    """Marks that stand where they may not."""
    found: list[tuple[int, str]] = []
    for piece in pieces:
        key, kind, words = piece.key, piece.key[0], text[slice(*piece.span)]
        kinds = {other[0] for other in piece.around}
        if not words.strip():
            found.append((piece.line, f"{key} is empty"))
        elif words != words.strip():
            found.append((piece.line, f"{key} begins or ends with white space: {words[:30]!r}"))
        if kind in "fka" and not kinds & {"c", "o"}:
            found.append((piece.line, f"{key} stands outside every c and o: {words[:30]!r}"))
        if "f" in kinds:
            found.append((piece.line, f"{key} stands inside a figure: {words[:30]!r}"))
        if kind == "o" and kinds & {"o", "c"}:
            found.append((piece.line, f"{key} stands inside another claim: {words[:30]!r}"))
        if kind in "sqcof" and any(other in piece.around for other in _never_around(key)):
            found.append((piece.line, f"{key} stands inside a mark of its own number"))
        if kind in "sqof" and "\n" in words:
            found.append((piece.line, f"{key} runs over a line's end"))
    return [Problem(line, words) for line, words in found]


def _never_around(key: str) -> tuple[str, ...]:
    """The keys that a mark may not stand inside: itself, and its own attribution's other parts."""
    kind, number = key[0], key[1:]
    return tuple(other + number for other in "sqc") if kind in "sqc" else (key,)


def _table_lines(tables: str, first: int) -> dict[tuple[str, str], int]:
    """The line of each TOML table, by its name and number (conflicts are numbered from 0)."""
    lines: dict[tuple[str, str], int] = {("", ""): first}
    conflicts = 0
    for at, words in enumerate(tables.split("\n"), first):
        head = TABLE.match(words.strip())
        if head and (head[2] or head[4]):
            lines.setdefault((head[1] or head[3], head[2] or head[4]), at)
        elif head:
            lines[head[1], str(conflicts)] = at
            conflicts += 1
    return lines


def _article(name: str, text: str, pieces: list[Piece], rows: dict[str, Any]) -> Marked:
    spans: dict[str, list[Span]] = defaultdict(list)
    for piece in pieces:
        spans[piece.key].append(piece.span)
    places: dict[str, Spans] = defaultdict(tuple, {key: tuple(found) for key, found in spans.items()})
    attributions = [
        _attribution(int(number), places, row) for number, row in rows.get("attributions", {}).items()
    ]
    figures = [_figure(int(number), places, row) for number, row in rows.get("figures", {}).items()]
    return Marked(
        name,
        text,
        rows["genre"],
        rows["english"],
        tuple(sorted(attributions, key=lambda one: one.content)),
        tuple(found for key, found in places.items() if key[0] == "o"),
        tuple(sorted(figures, key=lambda one: one.spans)),
        places["k"],
        places["a"],
        tuple(tuple(one["figures"]) for one in rows.get("conflicts", ())),
    )


def _attribution(number: int, places: dict[str, Spans], row: dict[str, Any]) -> GoldAttribution:
    speaker = row["speaker"]
    names = tuple(speaker) if isinstance(speaker, list) else (speaker,) if speaker else ()
    source, cue, content = (places[f"{kind}{number}"] for kind in "sqc")
    return GoldAttribution(number, source, cue, content, names, tuple(row.get("also", ())))


def _figure(number: int, places: dict[str, Spans], row: dict[str, Any]) -> GoldFigure:
    low, high = (None if row.get(key) is None else float(row[key]) for key in ("low", "high"))
    unit, counted, as_of = (row.get(key, "") for key in ("unit", "counted", "as_of"))
    return GoldFigure(number, places[f"f{number}"], low, high, row["bound"], unit, counted, as_of)


def main(files: list[str]) -> int:
    """Print what is to be said about each file; 1 where one breaks the format."""
    status = 0
    for file in files:
        article, problems = parse(Path(file).stem, Path(file).read_bytes().decode())
        for one in problems:
            print(f"{file}:{one.line}: {'hint: ' if one.hint else ''}{one.words}")
        if article is None:
            status = 1
            continue
        print(
            f"{file}: ok: {len(article.attributions)} attributions, {len(article.own)} own voice, "
            f"{len(article.figures)} figures, {len(article.casualties)} k, {len(article.accusations)} a"
        )
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
