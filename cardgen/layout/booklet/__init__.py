"""Booklets: a manual laid out on the pages of a booklet, in reading order, left and right pages mirrored."""

from cardgen.layout.booklet.book import lay_out

__all__ = ["lay_out"]
