"""Plain text as it is pasted from a mail or a terminal, and files of text in whatever encoding."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.incoming.lines import joints
from claims.incoming.plain import from_text, read
from claims.incoming.types import Incoming

MAIL = """Dear all,

The mayor of Arden said on Tuesday that the bridge over the Lenn would stay
open until the end of the year, although the engineers who looked at it in
March had asked for it to be closed.

> The first report was wrong, and everybody who worked on it at the time
> knew so when it was published by the council in the spring of last year.
>> An older line, which is short.

- one bullet that is long enough to fill a line of this mail to its width ok
- another bullet

1. First
2. Second

-- 
Ann Cole
City desk"""


def test_a_mail_broken_at_76() -> None:
    assert from_text(MAIL).text == (
        "Dear all,\n\nThe mayor of Arden said on Tuesday that the bridge over the Lenn would stay open until the end "
        "of the year, although the engineers who looked at it in March had asked for it to be closed.\n\n"
        "> The first report was wrong, and everybody who worked on it at the time knew so when it was published by "
        "the council in the spring of last year.\n>> An older line, which is short.\n\n"
        "- one bullet that is long enough to fill a line of this mail to its width ok\n- another bullet\n\n"
        "1. First\n2. Second\n\n--\nAnn Cole\nCity desk"
    )
    assert [str(one) for one in from_text(MAIL).dropped] == ["3 line breaks inside paragraphs"]


def test_a_mail_that_says_which_breaks_are_its_own() -> None:
    flowed = (
        "Words that a program sends with a blank at each end of a line that it broke \nand goes on here.\n"
        "A line of its own.\nAnother line that is long enough to be broken by the same program for width \nends here.\n"
    )
    assert from_text(flowed).text.split("\n") == [
        "Words that a program sends with a blank at each end of a line that it broke and goes on here.",
        "A line of its own.",
        "Another line that is long enough to be broken by the same program for width ends here.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Roses are red\nViolets are blue\nSugar is sweet\nAnd so are you",
        "Headline\n\nBy Ann Cole\n\nOne paragraph, quite long, that nobody broke anywhere at all since a word "
        "processor wrote it and sent it on.\nAnother one right below it, just as long, and it wasn't broken either, "
        "as one can see.",
        "Ann Cole\nCity desk\n12 Quay Street\nArden",
        "12:01 The first barge hits the pier and the harbour master is told by radio.\n"
        "12:04 The second.\n12:09 A third barge follows; nobody on the quay has been hurt so far.\n12:15 All clear.",
    ],
)
def test_lines_that_somebody_broke_stay(text: str) -> None:
    assert from_text(text) == Incoming(text)


def test_blanks_and_unseen_letters() -> None:
    found = from_text(
        "\ufeffOne  two\u00ad\u200b \u00a0three\t\tfour  \n\n\n\n  five\u202e\r\nsix\x00\x1b[31m red\x1b[0m"
    )
    assert found.text == "One two three four\n\nfive\nsix red"
    assert [str(one) for one in found.dropped] == [
        "formatting",
        "1 soft hyphen",
        "1 zero-width character",
        "1 mark that turns the reading direction",
    ]


SAMPLES = (
    "The café’s owner said “nobody was hurt” — and the façade stayed up. Señor Núñez paid £5.",
    "Ärzte am Pier",
    "L’été à Genève coûte 5 €",
    "‘It’s over,’ he said – twice.",
)


@pytest.mark.fault("bad UTF-8, NUL, lone surrogates, BOM, UTF-16")
@pytest.mark.parametrize("text", SAMPLES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "mac_roman"])
def test_any_common_encoding(text: str, encoding: str) -> None:
    assert read(text.encode(encoding)).text == text


def test_latin_1() -> None:
    assert read("Señor Núñez, café".encode("latin-1")).text == "Señor Núñez, café"


@given(st.binary(max_size=300))
def test_bytes_of_any_kind_are_text(body: bytes) -> None:
    read(body)


LINES = st.lists(st.text(st.sampled_from("ab >-.1 "), max_size=90), min_size=1, max_size=8)


@given(LINES)
def test_words_keep_their_order(lines: list[str]) -> None:
    """But for the marks of quotation before a line that is joined to another."""
    words = [word for word in from_text("\n".join(lines)).text.split() if ">" not in word]
    assert words == [word for word in "\n".join(lines).split() if ">" not in word] or any(
        ">" in line for line in lines
    )
    assert len(joints(lines)) == max(0, len(lines) - 1)
