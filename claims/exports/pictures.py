"""A report in pictures: SVG without scripts or styles, which a page colours by its classes and paper by the attributes.

Widths are percentages, so that a picture fits a column of any width while its shapes and letters keep their size; each
says in words what it shows. "" where there is nothing to show.
"""

from __future__ import annotations

from claims.exports.picture_bars import Bar, bars
from claims.exports.picture_progress import progress
from claims.exports.picture_strip import strip
from claims.exports.picture_who import swatch, verdicts, who

__all__ = ["Bar", "bars", "progress", "strip", "swatch", "verdicts", "who"]
