"""The figures of a claim, and where two speakers give figures that cannot both be true. `find` is the door."""

from claims.extraction.figures.find import find_figures

__all__ = ["find_figures"]
