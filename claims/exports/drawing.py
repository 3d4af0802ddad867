"""What the pictures of a report share: their shell, and words that anybody may have written."""

from __future__ import annotations

from html import escape

from claims.exports.letters import clean
from claims.exports.looks import TOKENS

FACE = "Noto Sans, sans-serif"  # typst draws a picture's letters in a font's first weight, which others have too light
WIDTH = 640  # where a page says nothing else


def picture(name: str, height: int, title: str, words: str, inner: str) -> str:
    """The shell that each picture has."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="picture picture-{name}" role="img" width="{WIDTH}" '
        f'height="{height}" color="{TOKENS["ink"]}" font-family="{FACE}" font-size="12">'
        f"<title>{text(title)}</title><desc>{text(words)}</desc>{inner}</svg>"
    )


def text(words: str) -> str:
    """The words as text, whatever they hold."""
    return escape(clean(words))


def label(x: float, y: float, anchor: str, words: str, more: str = "") -> str:
    """Words at a place: x in per cent, y in pixels."""
    return (
        f'<text class="picture-words" x="{x:.2f}%" y="{y:.1f}" text-anchor="{anchor}" fill="currentColor"{more}>'
        f"{text(words)}</text>"
    )
