"""A pasted text becomes a draft: what is normalised, what is refused, and where headline and byline stand."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.errors import TextRefused
from claims.models import Draft
from claims.services.draft_store import Copy, copy_of
from tests import factories as make
from tests.support.properties import unhurried

BODY = "The bridge is safe. It stood."


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "no text yet"),
        ("   \n\t \r\n ", "no text yet"),
        ("\x00\x01\ud800", "no text yet"),
        ("\ufeff", "no text yet"),
        ("Word", "one word"),
        ("\n\n  Word\n", "one word"),
        ("x" * 49, "one word"),
        ("word " * 200_001, "1,000,005 characters"),
        ("x" * 1_000_001, "1,000,001 characters"),
    ],
    ids=[
        "empty",
        "blank",
        "controls",
        "mark",
        "word",
        "blanks-and-word",
        "49",
        "words-too-long",
        "one-too-long",
    ],
)
def test_refused(text: str, why: str) -> None:
    with pytest.raises(TextRefused, match=why):
        copy_of(text)


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("a b", "a b"),
        ("x" * 50, "x" * 50),
        ("x" * 1_000_000, "x" * 1_000_000),
        ("a\r\nb\rc\x0bd\x0ce\x85f\u2028g\u2029h", "a\nb\nc\nd\ne\nf\ng\nh"),
        ("\ufeffone two\x00\x07 three\ud800", "one two three"),
        ("\n\none two\n\n", "one two"),
        ("  indented two", "  indented two"),
        ("tab\tstays here", "tab\tstays here"),
        ("e\u0301 \u200d\u00a0“q” «r» \u202eabc", "e\u0301 \u200d\u00a0“q” «r» \u202eabc"),
    ],
    ids=["two-words", "long-word", "longest", "line-ends", "controls", "edges", "indent", "tab", "kept"],
)
def test_normalised(text: str, stored: str) -> None:
    assert copy_of(text).text == stored


@pytest.mark.parametrize(
    ("text", "headline", "byline", "stored"),
    [
        (f"Head line\n\nBy Jo\n\n{BODY}", "Head line", "By Jo", f"Head line\n\nBy Jo\n\n{BODY}"),
        (f"  Head line \n\n{BODY}", "Head line", "", f"  Head line \n\n{BODY}"),
        (f"Head line\r\n\r\n{BODY}", " Head \t line\r\n", "", f"Head line\n\n{BODY}"),
        (BODY, "Head line", "", f"Head line\n\n{BODY}"),
        (BODY, "", "By Jo", f"By Jo\n\n{BODY}"),
        (BODY, "Head line", "By Jo", f"Head line\nBy Jo\n\n{BODY}"),
        (f"Head line\n\n{BODY}", "Head line", "By Jo", f"Head line\nBy Jo\n\n{BODY}"),
        (f"By Jo\n{BODY}", "Head line", "By Jo", f"Head line\n\nBy Jo\n{BODY}"),
        (
            f"Not the Head line alone\n{BODY}",
            "Head line",
            "",
            f"Head line\n\nNot the Head line alone\n{BODY}",
        ),
        ("Feery fire at port\n\n" + BODY, "Ferry fire at port", "", "Ferry fire at port\n\n" + BODY),
        (
            f"Ferry fire at port\n\nBy Nora Ashby\n\n{BODY}",
            "Ferry fire at port",
            "Nora Ashby",
            f"Ferry fire at port\n\nBy Nora Ashby\n\n{BODY}",
        ),
        (
            f"By Nora Ashbi\n\nFerry fire at port\n\n{BODY}",
            "Ferry fire at port",
            "Nora Ashby",
            f"By Nora Ashby\n\nFerry fire at port\n\n{BODY}",
        ),
        (BODY, "", "", BODY),
        (BODY, " \ufeff\x00 ", "\ud800", BODY),
        (BODY, "👩‍🔬 شمال", "", f"👩‍🔬 شمال\n\n{BODY}"),
    ],
)
def test_headline_and_byline_stand_in_the_text(text: str, headline: str, byline: str, stored: str) -> None:
    copy = copy_of(text, headline, byline)
    assert copy.text == stored
    for line, span in ((headline, copy.headline), (byline, copy.byline)):
        wanted = " ".join(line.replace("\ufeff", "").replace("\x00", "").replace("\ud800", "").split())
        assert (copy.text[slice(*span)] if span else "") == wanted


def test_a_headline_that_makes_it_too_long_is_refused() -> None:
    with pytest.raises(TextRefused, match="1,000,007"):
        copy_of("x" * 1_000_000, "Title")


WORDS = st.text(alphabet=st.one_of(st.characters(), st.sampled_from("\n\r\x85 \u2028")), max_size=40)


@unhurried
@given(WORDS, WORDS, WORDS)
def test_whatever_is_pasted(text: str, headline: str, byline: str) -> None:
    try:
        copy = copy_of(text + " and more", headline, byline)
    except TextRefused:
        return
    assert copy == copy_of(text + " and more", headline, byline)
    assert copy_of(copy.text).text == copy.text, "normalised twice is normalised once"
    copy.text.encode()
    assert not set(copy.text) & set("\x00\r\x0b\x0c\x85\u2028\u2029\ufeff")
    for span in (copy.headline, copy.byline):
        if span:
            words = copy.text[slice(*span)]
            assert words and words == words.strip() and "\n" not in words
    assert 0 < len(copy.title) <= 120 and "\n" not in copy.title


@pytest.mark.parametrize(
    ("text", "headline", "title"),
    [
        (BODY, None, BODY),
        (f"Head\n{BODY}", (0, 4), "Head"),
        ("word " * 50, None, ("word " * 24)[:119].rstrip() + "…"),
        ("x" * 121, None, "x" * 119 + "…"),
        ("x" * 120, None, "x" * 120),
    ],
)
def test_title(text: str, headline: tuple[int, int] | None, title: str) -> None:
    assert Copy(text, headline, None).title == title


@pytest.mark.django_db
def test_what_is_hashed_is_what_is_stored() -> None:
    room = make.newsroom()
    pasted = "\ufeffHead line\r\n\r\nThe bridge is safe.\x00 It stood\u2028for years 👩‍🔬.\r\n"
    article = make.pasted(room, text=pasted, headline="Head line", byline="By Jo")
    draft = Draft.objects.get(article=article)
    assert draft.text == "Head line\nBy Jo\n\nThe bridge is safe. It stood\nfor years 👩‍🔬."
    assert draft.sha256 == hashlib.sha256(draft.text.encode()).hexdigest()
    assert draft.text[draft.headline_start : draft.headline_end] == "Head line"
    assert draft.text[draft.byline_start : draft.byline_end] == "By Jo"
    assert article.title == "Head line"
