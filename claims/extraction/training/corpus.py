"""Reads a corpus in brat's standoff form: PolNeAR's folders `train` and `dev`, each with `text` and `attributions`."""

import random
import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

Span = tuple[int, int]

HELD_OUT = 40  # articles of the train part that no weight ever sees; they choose the threshold


@dataclass(frozen=True)
class Relation:
    """One annotated attribution; spans in code points, end exclusive."""

    source: list[Span]
    cue: list[Span]
    content: list[Span]


@dataclass
class Article:
    """A text and what each of its annotators (the first by name is the reference) found in it."""

    name: str
    text: str
    annotators: list[list[Relation]] = field(default_factory=list)


def read_part(folder: Path) -> list[Article]:
    """Every annotated article of one part, by name. Raises OSError where the folder is not laid out so."""
    files = defaultdict(list)
    for path in sorted((folder / "attributions").glob("*.ann")):
        files[path.stem.rpartition("_")[0]].append(path)
    articles = []
    for path in sorted((folder / "text").glob("*.txt")):
        if path.stem in files:
            text = path.read_bytes().decode()
            articles.append(Article(path.stem, text, [read_relations(one) for one in files[path.stem]]))
    return articles


def for_training(corpus: Path) -> list[Article]:
    """The train part without what is held out, shuffled once and for all."""
    return _shuffled(corpus)[HELD_OUT:]


def held_out(corpus: Path) -> list[Article]:
    """The articles of the train part that no weight sees."""
    return _shuffled(corpus)[:HELD_OUT]


def _shuffled(corpus: Path) -> list[Article]:
    articles = read_part(corpus / "train")
    random.Random(1).shuffle(articles)  # nosec B311  # the same split each time; no secret
    return articles


def read_relations(path: Path) -> list[Relation]:
    """The attributions of one annotation file."""
    spans: dict[str, list[Span]] = {}
    events = []
    for line in path.read_bytes().decode().split("\n"):
        key, _, rest = line.partition("\t")
        body = rest.partition("\t")[0]
        if key.startswith("T"):
            spans[key] = [(int(a), int(b)) for a, b in re.findall(r"(\d+) (\d+)", body)]
        elif key.startswith("E"):
            events.append([argument.split(":") for argument in body.split()])
    return [_relation(event, spans) for event in events]


def _relation(event: list[list[str]], spans: dict[str, list[Span]]) -> Relation:
    roles: dict[str, list[Span]] = {"source": [], "cue": [], "content": []}
    for role, target in event:
        name = role.rstrip("0123456789").lower()
        if name in roles:
            roles[name] += spans.get(target, [])
    return Relation(**{role: sorted(found) for role, found in roles.items()})
