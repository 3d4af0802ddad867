"""The reader of marked articles: what it makes of marks and rows, and what it refuses."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from claims.extraction.types import Span
from tests.support.marked import BadMarks, Marked, main, parse, read_marked

TOP = 'genre = "wire"\nenglish = "British"\n'
BODY = """{o1:{k:{f1:Two} miners were hurt} at the Hollin pit.}

{c1:“{a:The owners hid the cracks},”} {s1:foreman Edda Roe} {q1:said}. {c1:“We were told to dig on.”}

{s2:She} {q2:said} {c2:that {k:{f2:at least 5} men were hurt} and that {s3:the firm} {q3:denied} {c3:it}}.
"""
ROWS = """[attributions.1]
speaker = "Edda Roe"
[attributions.2]
speaker = "Edda Roe"
[attributions.3]
speaker = "the firm"
also = ["Hollin Coal"]
[figures.1]
low = 2
high = 2
bound = "exact"
unit = ""
counted = "miners"
[figures.2]
low = 5.0
bound = "at_least"
counted = "men"
as_of = ""
[[conflicts]]
figures = [1, 2]
"""
MINE = f"{BODY}+++\n{TOP}{ROWS}"


def wrong(raw: str) -> list[str]:
    """What the reader says about a file that it refuses, with lines."""
    article, problems = parse("mine", raw)
    assert article is None
    return [f"{one.line}: {one.words}" for one in problems if not one.hint]


def hints(raw: str) -> list[str]:
    article, problems = parse("mine", raw)
    assert article is not None
    return [f"{one.line}: {one.words}" for one in problems]


def mine() -> Marked:
    article, problems = parse("mine", MINE)
    assert article is not None and problems == []
    return article


def words(article: Marked, spans: Sequence[Span]) -> list[str]:
    return [article.text[start:end] for start, end in spans]


def test_marks_are_taken_out_of_the_text() -> None:
    article = mine()
    assert article.text.startswith(
        "Two miners were hurt at the Hollin pit.\n\n“The owners hid the cracks,” foreman"
    )
    assert article.text.endswith("and that the firm denied it.\n") and "{" not in article.text


def test_what_the_marks_say() -> None:
    article = mine()
    first, second, third = article.attributions
    assert words(article, first.content) == ["“The owners hid the cracks,”", "“We were told to dig on.”"]
    assert (words(article, first.source), words(article, first.cue)) == (["foreman Edda Roe"], ["said"])
    assert words(article, second.content) == ["that at least 5 men were hurt and that the firm denied it"]
    assert (third.number, third.speakers, third.also) == (3, ("the firm",), ("Hollin Coal",))
    assert [words(article, spans) for spans in article.own] == [["Two miners were hurt at the Hollin pit."]]
    assert words(article, article.casualties) == ["Two miners were hurt", "at least 5 men were hurt"]
    assert words(article, article.accusations) == ["The owners hid the cracks"]
    assert article.conflicts == ((1, 2),)
    one, other = article.figures
    assert (words(article, one.spans), one.low, one.high, one.counted) == (["Two"], 2.0, 2.0, "miners")
    assert (words(article, other.spans), other.low, other.high, other.bound) == (
        ["at least 5"],
        5.0,
        None,
        "at_least",
    )


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("a {c1:b", "1: c1 is never closed"),
        ("a\nb}", "2: a closing brace with nothing open"),
        ("a {x1:b}", "1: a brace with no key: '{x1:b}\\n'"),
        ("a {c0:b}", "1: a brace with no key: '{c0:b}\\n'"),
        ("{f1:3}", "1: f1 stands outside every c and o: '3'"),
        ("{k:three died}", "1: k stands outside every c and o: 'three died'"),
        ("{s1:he {a:lied}}", "1: a stands outside every c and o: 'lied'"),
        ("{c1:a {o1:b}}", "1: o1 stands inside another claim: 'b'"),
        ("{c1:a {q1:said} b}", "1: q1 stands inside a mark of its own number"),
        ("{c1:a {c1:b}}", "1: c1 stands inside a mark of its own number"),
        ("{c1:a {f1:{f2:3} men}}", "1: f2 stands inside a figure: '3'"),
        ("{c1: a}", "1: c1 begins or ends with white space: ' a'"),
        ("{o1:}", "1: o1 is empty"),
        ("x\n{o1:a\nb}", "2: o1 runs over a line's end"),
        ("x\n{s7:He}", "2: s7 has no content c7"),
        ("x\n{c7:it}", "2: c7 has no row [attributions.7]"),
        ("{o1:\n\n{f4:3}}", "3: f4 has no row [figures.4]"),
    ],
)
def test_marks_that_are_refused(body: str, said: str) -> None:
    assert said in wrong(f"{body}\n+++\n{TOP}")


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ('genre = "blog"', "11: genre is none of wire"),
        ('english = "Scots"', "11: english is none of British American"),
        ("[attributions.9]\nspeaker = ''", "13: [attributions.9] has no mark c9"),
        ("[figures.9]\nbound = 'exact'\nlow = 1\nhigh = 1", "13: [figures.9] has no mark f9"),
        ("[[conflicts]]\nfigures = [1, 9]", "13: a conflict with f9, which is not there"),
        ("[[conflicts]]\nfigures = [1]", "13: a conflict is figures = [two or more numbers]"),
        ("[attributions.1]\nspeaker = 3", '13: [attributions.1]: speaker is a name, a list of names, or ""'),
        ("[attributions.1]\nwho = 'Edda'\nspeaker = ''", "13: [attributions.1]: nothing is called who"),
        ("[attributions.1]\nspeaker = ''\nalso = 'E'", "13: [attributions.1]: also is a list of names"),
        ("[figures.1]\nbound = 'over'\nlow = 1", "13: [figures.1]: bound is none of exact"),
        ("[figures.1]\nbound = 'exact'\nlow = 1", "13: [figures.1]: exact has low and high"),
        ("[figures.1]\nbound = 'at_most'\nlow = 1", "13: [figures.1]: at_most has high alone"),
        ("[figures.1]\nbound = 'about'\nlow = 1\nhigh = 2", "13: [figures.1]: about has low equal to high"),
        ("[figures.1]\nbound = 'range'\nlow = 2\nhigh = 2", "13: [figures.1]: a range has low under high"),
        ("[figures.1]\nbound = 'exact'\nlow = '1'\nhigh = 1", "13: [figures.1]: low and high are numbers"),
        ("notes = 1", "11: nothing is called notes"),
        ("low = ", "13: TOML: Invalid value"),
    ],
)
def test_rows_that_are_refused(rows: str, said: str) -> None:
    top = "" if rows.startswith(("genre", "english")) else TOP
    body = "{c1:" + 8 * "x\n" + "y {f1:3}}"
    assert any(one.startswith(said) for one in wrong(f"{body}\n+++\n{top}{rows}\n"))


def test_a_file_without_rows_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bare.txt"
    path.write_bytes(b"A line.\nAnother.\n")
    with pytest.raises(BadMarks, match=r"bare.txt:3: no line \+\+\+"):
        read_marked(path)


def test_hints() -> None:
    raw = MINE.replace("{f2:at least 5} men", "{f2:at least 5} of 30 men").replace("{q3:denied}", "denied")
    raw = raw.replace('speaker = "Edda Roe"', 'speaker = "Edda Rowe"', 1).replace("low = 5.0", "low = 6.0")
    raw = raw.replace('"miners"', '""').replace("Two", "two", 1).replace('"men"', '"sailors"')
    assert hints(raw) == [
        "5: a number with no f mark: ' at least 5 of 30 men were hurt '",
        "9: the speaker 'Edda Rowe' is nowhere in the article",
        "13: attribution 3 has no cue",
        "16: f1 (two) has neither unit nor counted",
        "22: f2 says [6.0] and is written 'at least 5'",
        "22: f2: counted 'sailors' is nowhere in the article",
    ]


def test_a_number_used_twice_is_a_hint() -> None:
    raw = f"{{o1:Rain fell.}}\n{{o1:Snow fell.}}\n+++\n{TOP}"
    assert hints(raw) == ["2: o1 stands on lines 1, 2: the same thing?"]


def test_what_is_no_figure_gives_no_hint() -> None:
    body = "{o1:On 3 March 2019 Ann Bo, 44, aged 44, the 2nd of May 4, won 3-1 at 9.30 p.m. in the 1990s.}"
    assert hints(f"{body}\n+++\n{TOP}") == []


def test_the_shell_counts_and_refuses(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_bytes(MINE.encode())
    bad.write_bytes(b"{c1:x\n+++\n")
    assert main([str(good), str(bad)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        f"{good}: ok: 3 attributions, 1 own voice, 2 figures, 2 k, 1 a",
        f"{bad}:1: c1 is never closed",
    ]
    assert main([str(good)]) == 0
