"""Words into a Word file: each as text, in its own script and direction, whatever it says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml.ns import nsmap, qn
from lxml import etree

from claims.exports.legal import legal
from claims.exports.scripts import RIGHT_TO_LEFT, Script, runs_right_to_left, stretches

Element = Any  # lxml has no types
W = f"{{{nsmap['w']}}}"
BREAKS = re.compile(r"(\t|\r\n|[\r\n])")
# The font of a script for a whole run, and the language that it is then spelled in.
EAST: dict[Script, tuple[str, str]] = {
    "han": ("SimSun", "zh-CN"),
    "kana": ("MS Mincho", "ja-JP"),
    "hangul": ("Malgun Gothic", "ko-KR"),
}
LANGUAGE: dict[Script, str] = {"arabic": "ar-SA", "hebrew": "he-IL"}


@dataclass(frozen=True, slots=True)
class Bit:
    """A part of a line. `link`: where it leads, as `addresses.link_to` says, or "#" and a bookmark's name."""

    words: str
    strong: bool = False
    link: str = ""


Line = tuple[Bit, ...]


@dataclass(slots=True)
class Links:
    """The links of one part of the file: each address is named once."""

    part: Part
    known: dict[str, str] = field(default_factory=dict)

    def name(self, target: str) -> str:
        if target not in self.known:
            self.known[target] = f"rIdLink{len(self.known) + 1}"
            self.part.rels.add_relationship(
                RELATIONSHIP_TYPE.HYPERLINK, target, self.known[target], is_external=True
            )
        return self.known[target]


def make(parent: Element, tag: str, **values: str) -> Element:
    """A new last child `w:tag` with these `w:` attributes."""
    return etree.SubElement(parent, W + tag, {W + name: value for name, value in values.items()})


def paragraph(parent: Element, style: str, words: str) -> Element:
    """A new paragraph of this style, laid out in the direction of its words, without them."""
    made = make(parent, "p")
    settings = make(made, "pPr")
    make(settings, "pStyle", val=style)
    if runs_right_to_left(words):
        make(settings, "bidi")
    return made


def run(parent: Element, words: str, script: Script = "", style: str = "") -> Element:
    """A new run of one script: line ends and tabs as such, everything else as text."""
    made = make(parent, "r")
    _dress(made, script, style)
    for part in BREAKS.split(legal(words)):
        if BREAKS.fullmatch(part):
            make(made, "tab" if part == "\t" else "br")
        elif part:
            text = make(made, "t")
            text.text = part
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def _dress(made: Element, script: Script, style: str) -> None:
    if not (script or style):
        return
    settings = make(made, "rPr")
    if style:
        make(settings, "rStyle", val=style)
    if script in EAST:
        font, language = EAST[script]
        make(settings, "rFonts", eastAsia=font, hint="eastAsia")
        make(settings, "lang", eastAsia=language)
    elif script in RIGHT_TO_LEFT:
        make(settings, "rtl")
        make(settings, "lang", bidi=LANGUAGE[script])


def line(parent: Element, style: str, bits: Sequence[Bit], links: Links) -> Element:
    """A new paragraph of these bits."""
    words = "".join(bit.words for bit in bits)
    made = paragraph(parent, style, words)
    write(made, bits, links)
    return made


def write(made: Element, bits: Sequence[Bit], links: Links) -> None:
    """The bits as the next runs of a paragraph."""
    words = "".join(bit.words for bit in bits)
    ends = list(accumulate(len(bit.words) for bit in bits))
    at = 0
    within = made
    for stretch in stretches(words, ends):
        while ends[at] <= stretch.start:
            at += 1
        bit = bits[at]
        if not bit.link:
            within = made
        elif stretch.start == ends[at] - len(bit.words):
            within = make(made, "hyperlink", **({"anchor": bit.link[1:]} if bit.link[0] == "#" else {}))
            if bit.link[0] != "#":
                within.set(qn("r:id"), links.name(bit.link))
        style = "Hyperlink" if bit.link else "Strong" if bit.strong else ""
        run(within, words[stretch.start : stretch.end], stretch.script, style)
