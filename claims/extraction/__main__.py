"""From the shell: `python -m claims.extraction [--format text|jsonl] [FILE …]`; standard input without a file."""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from claims.extraction import Split, load, split
from claims.extraction.claims import words_of


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
    """The claims for a reader: who, how, what, and which risks."""
    lines = []
    for number, claim in enumerate(found.claims, 1):
        one = None if claim.attribution is None else found.attributions[claim.attribution]
        who = " and ".join(found.speakers[index].name for index in one.speakers) if one else "the article"
        said = f" [{words_of(text, one.source)} | {words_of(text, one.cue)}]" if one else ""
        lines.append(
            f"{number}. {who or 'nobody named'}{said} ({claim.kind}{', unsure' if claim.unsure else ''})"
        )
        lines.append("   " + " … ".join(text[start:end] for start, end in claim.content))
        if claim.risks:
            lines.append("   risks: " + ", ".join(claim.risks))
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
