"""What an article's page sends at the first visit: the page, its styles, its scripts with all that they import."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

from django.urls import reverse

from claims.models import Split
from claims.services.split_run import split_run
from tests import factories as make
from tests.support.texts import long_text
from tests.views.scene import Scene

STATIC = Path(__file__).resolve().parents[2] / "static"
IN_PAGE = re.compile(r'(?:src|href)="/static/([^"#]+)')
IMPORTS = re.compile(r'(?:from|import)\s*\(?"\./([\w.-]+)"')


def files_of(html: str) -> set[Path]:
    """The static files that the page asks for, and those that its scripts import."""
    found = {STATIC / name for name in IN_PAGE.findall(html)}
    while (
        more := {
            path.parent / name
            for path in found
            if path.suffix == ".js"
            for name in IMPORTS.findall(path.read_text(encoding="utf-8"))
        }
        - found
    ):
        found |= more
    return found


def packed(content: bytes) -> int:
    return len(gzip.compress(content, 6))


def test_5000_words_with_some_300_claims_are_at_most_150_kb_50_of_them_scripts(scene: Scene) -> None:
    text = "A year on the quays\n\n" + long_text(92)
    article = make.pasted(scene.room, text=text)
    split_run(Split.objects.get(draft__article=article).pk)
    assert len(text.split()) >= 4_900
    html = scene.client("editor").get(reverse("article", args=[article.pk])).content
    files = files_of(html.decode())
    scripts = sum(packed(one.read_bytes()) for one in files if one.suffix == ".js")
    assert len([one for one in files if one.suffix == ".js"]) > 10
    assert scripts <= 50_000
    assert (
        scripts + packed(html) + sum(packed(one.read_bytes()) for one in files if one.suffix != ".js")
        <= 150_000
    )
