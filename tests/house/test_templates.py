"""Templates: no inline code, one stem in three places, forms that carry what they must."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.urls import get_resolver

from tests.house.source import ROOT, under

TEMPLATES = under("templates", ".html")
PAGES = [pytest.param(path, id=path.name) for path in TEMPLATES]
COMMENT = re.compile(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}|<!--.*?-->", re.DOTALL)
FORM = re.compile(r"<form\b.*?</form>", re.DOTALL | re.IGNORECASE)
# Signing in and out write no claim: they need no one-time key.
WITHOUT_KEY = re.compile(r"\{% url ['\"](?:account|mfa|openid)[\w-]*['\"]|name=\"password\"")
INCLUDE = re.compile(r"\{% include \"([^\"]+)\"[^%]*%\}")

INLINE = {
    "a script in the page": r"<script(?![^>]*\bsrc=)[^>]*>",
    "a style in the page": r"<style\b",
    "a style attribute": r"\sstyle\s*=",
    "an event attribute": r"\son[a-z]+\s*=",
    "hx-on": r"\bhx-on\b|\bhx-on:",
    "hx-vals that are evaluated": r"(?:hx-vals|hx-headers)\s*=\s*[\"']\s*(?:js|javascript):",
    "a javascript: address": r"javascript:",
    "a data: address": r"(?:src|href)\s*=\s*[\"']data:",
    "an address elsewhere": r"(?:src|action)\s*=\s*[\"']https?:",
}


def text_of(path: Path) -> str:
    return COMMENT.sub("", (ROOT / path).read_text())


def unfolded(text: str) -> str:
    """The text with the partials that it includes in their place."""
    return INCLUDE.sub(lambda found: text_of(Path("templates") / found[1]), text)


def test_there_are_templates() -> None:
    assert len(TEMPLATES) > 10


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_inline(path: Path) -> None:
    text = text_of(path)
    assert {what for what, pattern in INLINE.items() if re.search(pattern, text, re.IGNORECASE)} == set()


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_marked_safe(path: Path) -> None:
    assert re.findall(r"\|\s*safe\b|autoescape off|\|\s*safeseq\b", text_of(path)) == []


@pytest.mark.parametrize("path", PAGES)
def test_each_post_form_carries_its_token_and_key(path: Path) -> None:
    for form in map(unfolded, FORM.findall(text_of(path))):
        if not re.search(r"method=[\"']post[\"']", form, re.IGNORECASE):
            continue
        assert "{% csrf_token %}" in form, form[:200]
        if not WITHOUT_KEY.search(form):
            assert re.search(r"name=[\"']key[\"']|form\.key\b|\.hidden_fields|_form_keys", form), form[:200]


def stem_of(path: Path) -> str:
    return path.stem.removeprefix("_").replace("_", "-")


PARTIALS = [path for path in TEMPLATES if path.name.startswith("_")]


@pytest.mark.parametrize("path", [pytest.param(path, id=path.name) for path in PARTIALS])
def test_a_partial_with_an_address_has_its_stem_as_id(path: Path) -> None:
    """`_claim_card.html` is `id="claim-card-{pk}"` and the URL name `claim-card`."""
    names = {str(name) for name in get_resolver().reverse_dict if isinstance(name, str)}
    stem = stem_of(path)
    if stem in names:
        assert re.search(rf"\bid=\"{stem}(?:-\{{\{{|\")", text_of(path)), f"no id {stem}"


def test_some_partials_have_an_address() -> None:
    names = {str(name) for name in get_resolver().reverse_dict if isinstance(name, str)}
    assert {stem_of(path) for path in PARTIALS} & names


@pytest.mark.parametrize("path", PAGES)
def test_article_text_is_out_of_reach_of_htmx(path: Path) -> None:
    """Wherever a segment of the article is shown, htmx is told to keep away from what it holds."""
    text = text_of(path)
    if "segment.text" in text and "hx-disable" not in text:
        including = [one for one in TEMPLATES if path.name in text_of(one)]
        assert including and any("hx-disable" in text_of(one) for one in including)
