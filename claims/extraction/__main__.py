"""From the shell: `python -m claims.extraction [--format text|jsonl] [FILE …]`; standard input without a file."""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from claims.extraction import Figure, Split, load, split
from claims.extraction.claims import words_of
from claims.extraction.types import Member


def main(arguments: list[str] | None = None) -> int:
    """Print the split of each file; 0, or 2 where a file cannot be read as UTF-8."""
    parser = argparse.ArgumentParser(prog="python -m claims.extraction", description=__doc__)
    parser.add_argument("--format", choices=("text", "jsonl"), default="text")
    parser.add_argument("files", nargs="*", metavar="FILE")
    chosen = parser.parse_args(arguments)
    load()
    status = 0
    for name, raw in _read(chosen.files):
        try:
            text = raw.read_bytes().decode() if isinstance(raw, Path) else raw.decode()
        except (OSError, UnicodeDecodeError) as error:
            print(f"{name}: {error}", file=sys.stderr)
            status = 2
            continue
        found = split(text)
        print(_json(name, text, found) if chosen.format == "jsonl" else _text(text, found), flush=True)
    return status


def _read(files: list[str]) -> Iterator[tuple[str, Path | bytes]]:
    if not files:
        yield "stdin", sys.stdin.buffer.read()
    for file in files:
        yield Path(file).name.removesuffix(Path(file).suffix), Path(file)


def _json(name: str, text: str, found: Split) -> str:
    """One object: the attributions as the benchmark has them, not cut at sentence ends."""
    attributions = [
        {
            "source": one.source,
            "cue": one.cue,
            "content": one.content,
            "speaker": " and ".join(found.speakers[index].name for index in one.speakers) or None,
        }
        for one in found.attributions
    ]
    return json.dumps({"id": name, "attributions": attributions}, ensure_ascii=False)


def _text(text: str, found: Split) -> str:
    """The claims for a reader: who, how, what, its figures and risks; then the conflicts, and what nobody claims."""
    lines = []
    for number, claim in enumerate(found.claims, 1):
        one = None if claim.attribution is None else found.attributions[claim.attribution]
        said = f" [{words_of(text, one.source)} | {words_of(text, one.cue)}]" if one else ""
        unsure = f", unsure: {claim.confidence:.2f}" if claim.unsure else ""
        lines.append(f"{number}. {_who(found, number - 1)}{said} ({claim.kind}{unsure})")
        lines.append("   " + " … ".join(text[start:end] for start, end in claim.content))
        lines += [f"   figure: {_figure(text, figure)}" for figure in claim.figures]
        if claim.risks:
            lines.append("   risks: " + ", ".join(claim.risks))
    for conflict in found.conflicts:
        lines.append("conflict:")
        lines += [f"   {_in_conflict(text, found, member)}" for member in conflict.figures]
    return "\n".join(lines + _uncovered(text, found))


def _who(found: Split, at: int) -> str:
    attribution = found.claims[at].attribution
    if attribution is None:
        return "the article"
    return (
        " and ".join(found.speakers[one].name for one in found.attributions[attribution].speakers)
        or "nobody named"
    )


def _figure(text: str, figure: Figure) -> str:
    """ "at least 22" fighters, killed, as of Friday (2023-06-09)."""
    day = f" ({figure.when})" if figure.when else ""
    facts = [figure.counted, figure.happened, f"as of {figure.as_of}{day}" if figure.as_of else ""]
    low, high = ("…" if value is None else f"{value:g}" for value in (figure.low, figure.high))
    values = low if low == high else f"{low} to {high}"
    unit = f" {figure.unit}" if figure.unit else ""
    words = "".join(f", {fact}" for fact in facts if fact)
    return f"“{text[slice(*figure.span)]}” = {figure.bound} {values}{unit}{words}"


def _in_conflict(text: str, found: Split, member: Member) -> str:
    claim, index = int(str(member[0])), member[1]
    return f"{_who(found, claim)} (claim {claim + 1}): {_figure(text, found.claims[claim].figures[index])}"


def _uncovered(text: str, found: Split) -> list[str]:
    """The sentences that no claim touches, each with its reason."""
    starts = sorted(span for claim in found.claims for span in claim.content)
    lines, at = [], 0
    for sentence in found.sentences:
        while at < len(starts) and starts[at][1] <= sentence.start:
            at += 1
        if at == len(starts) or starts[at][0] >= sentence.end:
            reason = sentence.why_not or "Somebody has to look."
            lines.append(f"no claim: {text[sentence.start : sentence.end]!r} – {reason}")
    return lines


if __name__ == "__main__":
    sys.exit(main())
