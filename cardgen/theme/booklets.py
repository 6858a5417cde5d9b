"""Which of a theme's formats is a booklet's."""

from __future__ import annotations

from cardgen.content.suggest import nearest
from cardgen.errors import ContentError, Problem
from cardgen.theme.formats import Format
from cardgen.theme.model import Theme

PREFIX = "booklet-"
"""Begins the names of the shipped formats; whoever makes a booklet need not type it."""


def booklet_format(theme: Theme, name: str) -> Format:
    """Return the format of a booklet's pages.

    Args:
        theme: The theme.
        name: The format's name, with or without ``PREFIX``.

    Raises:
        ContentError: The theme has no such format for booklets.
    """
    known = theme.booklets
    for wanted in (PREFIX + name, name):
        if wanted in known:
            return known[wanted]
    short = [one.removeprefix(PREFIX) for one in known]
    raise ContentError(Problem("--format", 0, 0, f"unknown booklet format {name!r}{nearest(name, short)}"))
