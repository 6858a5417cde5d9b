"""A booklet: its parts one behind the other, every reference with the number of its page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from cardgen.layout.booklet.covers import back_cover, front_cover
from cardgen.layout.booklet.leaf import WIDEST_PAGE, Body, Leaf, Tab
from cardgen.layout.booklet.parts import BookPart, book_parts, contents, notes
from cardgen.layout.boxes import Page
from cardgen.layout.setting import Setting
from cardgen.manual import Manual
from cardgen.theme import Format, Theme

PAGES_OF_A_SHEET = 4
"""A folded sheet has four pages; those that are left are for notes."""


def lay_out(manual: Manual, theme: Theme, form: Format) -> tuple[Page, ...]:
    """Lay a manual out as a booklet.

    The numbers of pages are filled in until none changes any more: they begin as wide as they can be, so that a text
    only gets shorter with each round, and a part only needs fewer pages.

    Args:
        manual: What to print.
        theme: Colours and phases.
        form: A format for booklets.

    Returns:
        The pages in reading order, a multiple of four; the first one is a right-hand page.

    Raises:
        FitError: A block does not fit even alone on a page; long text alone never causes it.
        ValueError: The format is not one for booklets.
    """
    if form.booklet is None:
        raise ValueError("a booklet needs a format with booklet's measures")
    tabs = tuple(Tab(page.number, page.phase) for page in manual.techniques)
    leaf = Leaf(Setting(theme, form), form.booklet, tabs)
    parts = book_parts(leaf, manual)
    pages: Mapping[str, int] = {part.key: WIDEST_PAGE for part in parts}
    while True:
        bodies, found = _bound(leaf, manual, parts, pages)
        if found == pages:
            return tuple(leaf.page(body, number) for number, body in enumerate(bodies, start=1))
        pages = found


def _bound(
    leaf: Leaf, manual: Manual, parts: tuple[BookPart, ...], pages: Mapping[str, int]
) -> tuple[tuple[Body, ...], dict[str, int]]:
    """Put everything behind each other; return it and where every part begins."""
    bodies = [front_cover(leaf, manual, pages), *contents(leaf, manual, parts, pages)]
    found: dict[str, int] = {}
    for part in parts:
        if part.left and len(bodies) % 2 == 0:
            bodies.append(notes(leaf, manual))
        found[part.key] = len(bodies) + 1
        bodies += part.lay(pages)
    bodies += _filling(leaf, manual, len(bodies) + 1)
    return (*bodies, back_cover(leaf, manual, pages)), found


def _filling(leaf: Leaf, manual: Manual, used: int) -> Iterator[Body]:
    """Yield pages for notes, so that the back cover ends a folded sheet."""
    for _ in range(-used % PAGES_OF_A_SHEET):
        yield replace(notes(leaf, manual))
