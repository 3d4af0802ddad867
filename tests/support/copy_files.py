"""Files of copy as newsrooms have them: by programs that aren't ours, and by hand where none writes the detail."""

from __future__ import annotations

import io

import docx

from tests.unit.capture.files import ODT_TYPE, WORD, docx_of, packed, pdf_of

HEAD = "Harbour bridge to stay open"
# What the two files below hold, once they are read.
DOCX_TEXT = (
    f"{HEAD}\n\nThe mayor said the bridge is safe. It has stood for ninety years.\n\n"
    "• Three barges\n\n1. Two piers\n\n2. One crane\n\nArden\t27\nBrill\t3"
)
ODT_TEXT = (
    f"{HEAD}\n\nThe mayor said the bridge is safe. It has stood for ninety years."
    + "\n\n• Three barges\n\n• Two piers"
)


def by_python_docx() -> bytes:
    """A heading, a comment at words, lists, a table, a page's header."""
    made = docx.Document()
    made.add_heading(HEAD, 0)
    paragraph = made.add_paragraph("The mayor said ")
    run = paragraph.add_run("the bridge is safe")
    paragraph.add_run(". It has stood for ninety years.")
    made.add_comment(run, text="Who measured it?\nSee https://port.example/log", author="Ann Cole")
    made.add_paragraph("Three barges", style="List Bullet")
    made.add_paragraph("Two piers", style="List Number")
    made.add_paragraph("One crane", style="List Number")
    table = made.add_table(2, 2)
    for row, words in enumerate((("Arden", "27"), ("Brill", "3"))):
        for column, word in enumerate(words):
            table.cell(row, column).text = word
    made.sections[0].header.paragraphs[0].text = "City desk, confidential"
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def odt() -> bytes:
    """A heading, an annotation, a footnote, a link, a list, as LibreOffice writes them."""
    return opendocument(
        f'<text:h text:outline-level="1">{HEAD}</text:h>'
        "<text:p>The mayor said "
        "<office:annotation><dc:creator>Imre Kis</dc:creator><text:p>Ring her office.</text:p></office:annotation>"
        "the bridge is safe."
        '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
        "<text:note-body><text:p>Press release, 3 May</text:p></text:note-body></text:note>"
        ' It has stood for <text:a xlink:href="https://port.example">ninety years</text:a>.</text:p>'
        "<text:list><text:list-item><text:p>Three barges</text:p></text:list-item>"
        "<text:list-item><text:p>Two piers</text:p></text:list-item></text:list>"
    )


def word(body: str, **parts: str) -> bytes:
    """A Word file with this body; parts by their name without folder and ending."""
    named: dict[str, str | bytes] = {
        f"word/{name}.xml": f'<w:{name} xmlns:w="{WORD}">{words}</w:{name}>' for name, words in parts.items()
    }
    return docx_of(f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>', **named)


def run(words: str, described: str = "") -> str:
    properties = f"<w:rPr>{described}</w:rPr>" if described else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{words}</w:t></w:r>'


def opendocument(body: str, styles: str = "") -> bytes:
    names = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
        'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'
    )
    content = (
        f"<office:document-content {names}><office:body><office:text>{body}</office:text>"
        "</office:body></office:document-content>"
    )
    parts: dict[str, str | bytes] = {"mimetype": ODT_TYPE, "content.xml": content}
    if styles:
        parts["styles.xml"] = f"<office:document-styles {names}>{styles}</office:document-styles>"
    return packed(parts)


def pdf_lines(*pages: list[tuple[int, int, str]], size: int = 12) -> bytes:
    """A PDF whose pages have these lines: x and y from the lower left, and the words."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    for number, lines in enumerate(pages):
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>"
            + f"/Contents {5 + 2 * number} 0 R>>".encode()
        )
        shown = "".join(f"BT /F {size} Tf 1 0 0 1 {x} {y} Tm ({words}) Tj ET\n" for x, y, words in lines)
        body = shown.encode("cp1252")
        objects.append(f"<</Length {len(body)}>>stream\n".encode() + body + b"\nendstream")
    return pdf_of(objects)
