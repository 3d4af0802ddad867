"""What is pasted from Word, Google Docs, a CMS and a mail: HTML in, clean text out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.capture.errors import NotKept
from claims.incoming.markup import from_html
from claims.incoming.types import Incoming

WORD = """<html xmlns:o="urn:microsoft-com:office"><head><style>p.MsoNormal{margin:0}</style></head><body>
<!--[if gte mso 9]><xml><o:OfficeDocumentSettings>junk</o:OfficeDocumentSettings></xml><![endif]-->
<!--StartFragment--><h1><span style='mso-bidi-font-weight:bold'>Harbour bridge to stay&nbsp;open</span><o:p></o:p>
</h1>
<p class=MsoNormal>The mayor <b>said</b>
the bridge is safe.<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1" title=""><span
class=MsoFootnoteReference><span style='mso-special-character:footnote'>[1]</span></span></a> It has
stood&shy; for ninety years.<o:p>&nbsp;</o:p></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span><![endif]>Three
barges</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>2.<span>&nbsp; </span></span>Two
piers</p>
<p class=MsoNormal>Police were there.<span class=MsoCommentReference><a class=msocomanchor id="_anchor_1"
href="#_msocom_1" name="_msoanchor_1">[AC1]</a></span></p>
<div style='mso-element:footnote-list'><br clear=all><hr><div style='mso-element:footnote' id=ftn1>
<p class=MsoFootnoteText><a href="#_ftnref1" name="_ftn1"><span>[1]</span></a> Press release,
3 May.</p></div></div>
<div style='mso-element:comment-list'><div style='mso-element:comment'><p class=MsoCommentText><a
name="_msocom_1"></a><a href="#_msoanchor_1" class=msocomoff>[AC1]</a>Who says so?</p></div></div>
<!--EndFragment--></body></html>"""


def told(incoming: Incoming) -> list[str]:
    return [str(one) for one in incoming.dropped]


def test_a_paste_from_word() -> None:
    found = from_html(WORD)
    assert found.text == (
        "Harbour bridge to stay\u00a0open\n\nThe mayor said the bridge is safe. It has stood for ninety years.\n\n"
        "• Three barges\n\n2. Two piers\n\nPolice were there."
    )
    assert found.title == "Harbour bridge to stay open"
    assert told(found) == ["formatting", "1 soft hyphen"]
    assert [(one.kind, one.text, one.words) for one in found.notes] == [
        ("footnote", "Press release, 3 May.", "The mayor said the bridge is safe."),
        ("comment", "Who says so?", "Police were there."),
    ]
    at = found.text.index("The mayor")
    assert found.notes[0].before == found.text[:at][-32:]
    assert found.notes[0].after == " It has stood for ninety years.\n"


def test_a_paste_from_google_docs() -> None:
    found = from_html(
        """<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1"><h2 dir="ltr"><span
        style="white-space:pre-wrap;">A subheading</span></h2><p dir="ltr" style="line-height:1.38"><span
        style="font-weight:700;white-space:pre-wrap;">Bold</span><span style="white-space:pre-wrap;"> and </span><a
        href="https://port.example/?utm_source=x"><span>linked</span></a>.</p><br /><ul><li dir="ltr"><p
        role="presentation"><span>One</span></p></li><li><p>Two</p></li></ul><ol start="3"><li>Three</li><li>Four</li>
        </ol></b><br class="Apple-interchange-newline">"""
    )
    assert found.text == "A subheading\n\nBold and linked.\n\n• One\n\n• Two\n\n3. Three\n\n4. Four"
    assert told(found) == ["formatting", "1 link’s address"]


def test_comments_of_an_exported_google_doc() -> None:
    found = from_html(
        '<p>The bridge is safe.<sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup> It stands.<sup><a href="#ftnt1" '
        'id="ftnt_ref1">[1]</a></sup></p><hr><div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a> Log, p. 4</p></div>'
        '<div><p><a href="#cmnt_ref1" id="cmnt1">[a]</a><span>Says who?</span></p></div>'
    )
    assert found.text == "The bridge is safe. It stands."
    assert [(one.kind, one.text, one.words) for one in found.notes] == [
        ("comment", "Says who?", "The bridge is safe."),
        ("footnote", "Log, p. 4", "It stands."),
    ]


def test_a_paste_from_a_page() -> None:
    found = from_html(
        """<article><h1>Head</h1><figure><img src="a.jpg" alt="A bridge"><figcaption>The bridge in March.</figcaption>
        </figure><p>Words<br>on two lines.</p><blockquote>“Pulled out”</blockquote><iframe src="//x"></iframe>
        <img src="//t" width="1" height="1"><script>steal()</script><p hidden>Unseen words</p>
        <p>It cost <del>£5m</del><ins>£6m</ins>. <q>So</q> it is.</p><input value="x"></article>"""
    )
    assert found.text == (
        "Head\n\nThe bridge in March.\n\nWords\non two lines.\n\n“Pulled out”\n\nIt cost £6m. “So” it is."
    )
    assert told(found) == [
        "1 image",
        "1 tracker",
        "1 embedded part",
        "1 script",
        "1 field of a form",
        "1 tracked deletion",
        "1 hidden passage",
    ]
    words = {one.what: one.words for one in found.dropped}
    assert (words["deletion"], words["hidden"]) == ("£5m", "Unseen words")


def test_a_mail() -> None:
    found = from_html(
        """<div dir="ltr">Dear desk,<div><br></div><div>here is the copy.</div><br><div class="gmail_quote"><div
        class="gmail_attr">Ann wrote:<br></div><blockquote class="gmail_quote"><p>The bridge<br>is shut.</p>
        </blockquote></div>-- <br>Imre<br>City desk</div>"""
    )
    assert found.text == (
        "Dear desk,\n\nhere is the copy.\n\nAnn wrote:\n\n> The bridge\n> is shut.\n\n--\nImre\nCity desk"
    )


def test_lines_of_a_mail_that_were_broken_for_their_width() -> None:
    found = from_html(
        "<pre>The mayor of Arden said on Tuesday that the bridge over the Lenn would\nstay open until the end of "
        "the year, although the engineers who looked\nat it in March had asked for it to be closed.\n\nThe end.</pre>"
    )
    assert found.text.count("\n") == 2 and "would stay open" in found.text
    assert told(found) == ["2 line breaks inside paragraphs"]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        (
            "<table><tr><th>Place</th><th>Dead</th></tr><tr><td><p>Arden</p></td><td><p>27</p></td></tr></table>",
            "Place\tDead\nArden\t27",
        ),
        ("<table><tr><td><p>One column</p><p>of words</p></td></tr></table>", "One column\n\nof words"),
        ("<p>Two&nbsp; blanks &nbsp;and 200&nbsp;000</p>", "Two blanks and 200\u00a0000"),
        ("<p>a\u200bb\ufeffc\u202ed</p>", "abcd"),
        ("<p>می‌خواهم 👩‍🔬</p>", "می‌خواهم 👩‍🔬"),
        ("<p>One</p><p>&nbsp;</p><p></p><div><div>Two</div></div>", "One\n\nTwo"),
        ("no markup at all", "no markup at all"),
        ("<p>unclosed <b>words<p>next", "unclosed words\n\nnext"),
        ("<p>1 &lt; 2 &amp; <script>x</script>3</p>", "1 < 2 & 3"),
        ('<p>Smile <img class="emoji" alt="😀" src="s.png"></p>', "Smile 😀"),
        ("<ul><li>One<ul><li>Inner</li></ul></li><li>Two</li></ul>", "• One\n\n• Inner\n\n• Two"),
        ("", ""),
    ],
)
def test_small_things(markup: str, text: str) -> None:
    assert from_html(markup).text == text


def test_nesting_without_end_is_refused_and_not_cut() -> None:
    assert from_html("<div>" * 1_500 + "deep" + "</div>" * 1_500).text == "deep"
    with pytest.raises(NotKept, match="nested too deeply"):
        from_html("<div>" * 50_000 + "deep")


WORDS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P")), min_size=1, max_size=12)


@given(st.lists(st.lists(WORDS, min_size=1, max_size=5), min_size=1, max_size=6))
def test_no_word_is_lost_or_moved(paragraphs: list[list[str]]) -> None:
    escaped = [[w.replace("&", "&amp;").replace("<", "&lt;") for w in words] for words in paragraphs]
    markup = "".join(f"<p><span>{'</span> <b>'.join(words)}</b></p>" for words in escaped)
    assert from_html(markup).text.split() == [word for words in paragraphs for word in words]
