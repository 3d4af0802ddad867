"""What elements of HTML are: blocks, tables of figures, pictures that stand for something else."""

from __future__ import annotations

from lxml import etree

BLOCKS = frozenset(
    "address article aside blockquote caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol p pre search section summary table "
    "tbody tfoot thead ul".split()
)
CELL_AT_MOST = 300
EMOJI_AT_MOST = 16


def is_of_figures(table: etree._Element) -> bool:
    """Whether a table's rows are lines of cells; else it lays out a page, and its cells are blocks."""
    columns = 0
    for row in table.iter("tr"):
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        columns = max(columns, len(cells))
        for cell in cells:
            blocks = [one for one in cell.iter() if one.tag in BLOCKS]
            if len(blocks) > 1 or len("".join(cell.itertext())) > CELL_AT_MOST:
                return False
    return columns > 1


def is_pixel(image: etree._Element) -> bool:
    sizes = [(image.get(name) or "").removesuffix("px") for name in ("width", "height")]
    return any(size in ("0", "1") for size in sizes)


def is_emoji(image: etree._Element, words: str) -> bool:
    named = "emoji" in f"{image.get('class')} {image.get('data-emoji')} {image.get('src')}".lower()
    return named and len(words) <= EMOJI_AT_MOST and not any(letter.isalnum() for letter in words)
