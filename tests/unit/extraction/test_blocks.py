"""The parts of a pasted page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.extraction.blocks import find_blocks, headline_and_byline

LONG = (
    "Firefighters worked through the night to contain a blaze at a paper mill in the northern town of Harle, "
    "and residents of two streets were told to leave their homes."
)
MORE = (
    "The fire broke out shortly after the evening shift had left, according to the owners of the mill, and it was "
    "still burning at noon on the following day."
)

PAGES = [
    (
        "headline",
        [("headline", "Mill fire forces hundreds from homes"), ("paragraph", LONG), ("paragraph", MORE)],
    ),
    ("capitals", [("headline", "MILL FIRE FORCES HUNDREDS OUT."), ("paragraph", LONG)]),
    ("no headline", [("paragraph", LONG), ("paragraph", MORE)]),
    (
        "the whole head",
        [
            ("headline", "Mill fire forces hundreds from homes"),
            ("standfirst", "Two streets are cleared as the blaze goes on"),
            ("byline", "By Jane Okafor and Tom Reed"),
            ("dateline", "Published: 3 March 2021, 14:05 GMT"),
            ("paragraph", LONG),
        ],
    ),
    (
        "credits between paragraphs",
        [
            ("paragraph", LONG),
            ("boilerplate", "Photo: AP"),
            ("paragraph", MORE),
            ("credit", "(Reuters)"),
            ("boilerplate", "Read more: What we know about the fire"),
            ("credit", "Getty Images"),
            ("paragraph", LONG),
            ("credit", "Additional reporting by Ana Ruiz in Harle"),
            ("credit", "Reporting by Ana Ruiz; Editing by Sam Holt"),
            ("boilerplate", "Sign up for our newsletter"),
        ],
    ),
    (
        "subheading and caption",
        [
            ("paragraph", LONG),
            ("subheading", "Two streets cleared"),
            ("paragraph", MORE),
            ("caption", "Firefighters on the roof of the mill on Friday. Photograph: Ana Ruiz/Reuters"),
            ("paragraph", LONG),
        ],
    ),
    (
        "pull-quote",
        [
            (
                "paragraph",
                "“I have never seen flames as tall as that in my life,” said Ida Holt, who lives opposite.",
            ),
            ("pull-quote", "“I have never seen flames as tall as that”"),
            ("paragraph", MORE),
        ],
    ),
    (
        "by is no byline",
        [("paragraph", LONG), ("paragraph", "By 2030 the mill will be gone, the owners said.")],
    ),
]


@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize(("name", "page"), PAGES, ids=[name for name, _ in PAGES])
def test_table(name: str, page: list[tuple[str, str]], between: str) -> None:
    text = between.join(line for _, line in page)
    assert [(block.kind, text[block.start : block.end]) for block in find_blocks(text)] == page


def test_lines_that_a_mail_program_broke_make_one_paragraph() -> None:
    text = (
        "Firefighters worked through the night to contain a blaze at a\npaper mill in the northern town of Harle, and "
        "some residents of\ntwo streets were told to leave their homes.\n\nThe fire broke out shortly after "
        "the evening shift had left,\nthe owners said."
    )
    assert [block.kind for block in find_blocks(text)] == ["paragraph", "paragraph"]


def test_headline_and_byline() -> None:
    text = f"Mill fire forces hundreds out\nBy Jane Okafor\n{LONG}\n{MORE}"
    headline, byline = headline_and_byline(text)
    assert headline and text[slice(*headline)] == "Mill fire forces hundreds out"
    assert byline and text[slice(*byline)] == "Jane Okafor"


@pytest.mark.parametrize("text", ["", "\n\n", LONG, f"{LONG}\n{MORE}"])
def test_no_headline_and_no_byline(text: str) -> None:
    assert headline_and_byline(text) == (None, None)


@given(st.text(st.sampled_from("Ab 1.\n“”:(By"), max_size=120))
def test_blocks_are_apart_trimmed_and_leave_out_only_white_space(text: str) -> None:
    at, between = 0, ""
    for block in find_blocks(text):
        assert at <= block.start < block.end
        assert text[block.start : block.end].strip() == text[block.start : block.end]
        between += text[at : block.start]
        at = block.end
    assert not (between + text[at:]).strip()
