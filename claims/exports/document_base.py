"""A Word file with our styles, page, header and footer, and nothing in it yet; and its bytes once it is filled."""

from __future__ import annotations

import io
from datetime import UTC
from pathlib import Path

import docx
from docx.document import Document
from docx.opc.pkgwriter import PackageWriter
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml
from docx.shared import Twips

from claims.exports.archive import fixed
from claims.exports.document_text import Bit, Element, Links, make, run, write
from claims.exports.legal import legal
from claims.exports.report import Report
from claims.exports.wording import Wording

STYLES = Path(__file__).with_name("document_styles.xml")
PAPERS = {"a4": (11906, 16838), "us-letter": (12240, 15840)}  # twentieths of a point
MARGIN = 1600
LONGEST = 255  # characters of a property
# Of the library's own template: a preview of an empty page, the program that made it, styles in a second copy.
UNWANTED = (
    "/thumbnail",
    "/extended-properties",
    "/stylesWithEffects",
    "/customXml",
    "/numbering",
    "/webSettings",
    "/fontTable",
    "/theme",
)
SETTINGS = f"""<w:settings {nsdecls("w")}>
  <w:zoom w:percent="100"/>
  <w:defaultTabStop w:val="720"/>
  <w:characterSpacingControl w:val="doNotCompress"/>
  <w:compat>
    <w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>
  </w:compat>
  <w:themeFontLang w:val="en-GB" w:eastAsia="zh-CN" w:bidi="ar-SA"/>
  <w:decimalSymbol w:val="."/>
  <w:listSeparator w:val=","/>
</w:settings>"""


def empty_document(report: Report) -> Document:
    """The file for a report: its paper, its properties, what stands on every page."""
    document = docx.Document()
    for rels in (document.part.package.rels, document.part.rels):
        for name in [name for name, rel in rels.items() if rel.reltype.endswith(UNWANTED)]:
            del rels[name]
    _replace(document.styles.element, STYLES.read_bytes())
    _replace(document.settings.element, SETTINGS.encode())
    _describe(document, report)
    _set_page(document, report)
    return document


def saved(document: Document) -> bytes:
    """The bytes of the file; those of the same document are the same."""
    file = io.BytesIO()
    package = document.part.package
    PackageWriter.write(file, package.rels, package.parts)  # type: ignore[no-untyped-call]
    return fixed(file.getvalue())


def title_of(report: Report) -> str:
    """What the report is called: its number, or that nobody has kept it."""
    labels = Wording(report).labels
    return labels("report.number", number=report.number) if report.number else labels("report.preview")


def _replace(element: Element, xml: bytes) -> None:
    for child in list(element):
        element.remove(child)
    element.extend(list(parse_xml(xml)))


def _describe(document: Document, report: Report) -> None:
    about = document.core_properties
    about.title = _short(report.article)
    about.subject = _short(f"{Wording(report).labels('report')}: {title_of(report)}")
    about.author = about.last_modified_by = _short(report.made_by)
    about.comments = about.keywords = about.category = ""
    about.language = report.language
    about.created = about.modified = report.made.astimezone(UTC).replace(tzinfo=None)
    about.revision = 1


def _short(words: str) -> str:
    words = " ".join(legal(words).split())
    return words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"


def _set_page(document: Document, report: Report) -> None:
    wording, section = Wording(report), document.sections[0]
    section._sectPr.attrib.clear()  # which session of the template's writer made it
    width, height = PAPERS[report.paper]
    section.page_width, section.page_height = Twips(width), Twips(height)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Twips(MARGIN)
    draft = f"{wording.labels('fact.draft')} {report.draft}"
    words = " · ".join((_short(report.article), wording.labels("report"), title_of(report), draft))
    head = section.header.paragraphs[0]
    head.style = document.styles["header"]
    write(head._p, (Bit(words),), Links(section.header.part))
    foot = section.footer.paragraphs[0]
    foot.style = document.styles["footer"]
    _number(foot._p, wording.labels("page", page="\0", pages="\1"))


def _number(paragraph: Element, words: str) -> None:
    """“Page 1 of 3”, counted by whoever opens it."""
    for part in words.replace("\0", "|PAGE|").replace("\1", "|NUMPAGES|").split("|"):
        if part in ("PAGE", "NUMPAGES"):
            run(make(paragraph, "fldSimple", instr=part), "1")
        else:
            run(paragraph, part)
