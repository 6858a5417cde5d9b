"""Marks that show the knife where to cut: pure arithmetic, no PDF.

Crop marks stand in the white around the cards, in line with every cut, and start outside the bleed. Corner marks stand
at every card's corners, on what is cut away. A cut that neither has room for is a dashed hairline along the edge of the
cards: seen by the knife, lost in the cut.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from cardgen.impose.grid import Grid, Line, edges, is_inside
from cardgen.units import MM, Rect

Style: TypeAlias = Literal["crop", "corners", "none"]

CLEAR: Final = 1 * MM
"""White between a card, or its bleed, and its marks: a knife that is off by less shows no mark on the card."""

SHORTEST, LONGEST = 2 * MM, 5 * MM
"""A shorter mark is missed; a longer one is of no use."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What is drawn on the front of a sheet for the knife.

    Attributes:
        lines: Solid hairlines, outside the cards.
        cuts: Dashed hairlines along edges of cards.
    """

    lines: tuple[Line, ...]
    cuts: tuple[Line, ...]


def room_for_marks(bleed: float) -> float:
    """Return the white along the sheet's edges that crop marks need beside the cards, in points.

    Args:
        bleed: That shows around the cards.
    """
    return bleed + CLEAR + SHORTEST


def marks(cells: Grid, bleed: float, style: Style) -> Marks:
    """Return the marks for the cards of a sheet.

    Args:
        cells: Where they stand.
        bleed: That shows around them, in points.
        style: Which marks; ``none`` has neither marks nor dashed lines.
    """
    if style == "none":
        return Marks((), ())
    lines: list[Line] = []
    cuts: list[Line] = []
    for line, found in _crop(cells, bleed) if style == "crop" else _corners(cells):
        lines += found
        cuts += () if found else (line,)
    return Marks(tuple(lines), tuple(cuts))


def _crop(cells: Grid, bleed: float) -> Iterator[tuple[Line, list[Line]]]:
    """Yield every cut along the cards, with its marks in the white around all of them."""
    area, sheet = _area(cells), cells.sheet
    start = bleed + CLEAR
    for x in edges(cells, upright=True):
        if is_inside(x, sheet.width):
            ends = ((area.y - start, -1.0, area.y), (area.bottom + start, 1.0, sheet.height - area.bottom))
            yield (x, area.y, x, area.bottom), [(x, a, x, b) for a, b in _spans(ends, start)]
    for y in edges(cells, upright=False):
        if is_inside(y, sheet.height):
            ends = ((area.x - start, -1.0, area.x), (area.right + start, 1.0, sheet.width - area.right))
            yield (area.x, y, area.right, y), [(a, y, b, y) for a, b in _spans(ends, start)]


def _spans(ends: tuple[tuple[float, float, float], ...], start: float) -> Iterator[tuple[float, float]]:
    """Yield where marks begin and end; ``ends``: where one may begin, its direction, and the white beside the cards."""
    for begin, direction, white in ends:
        length = min(LONGEST, white - start)
        if length >= SHORTEST:
            yield begin, begin + direction * length


def _corners(cells: Grid) -> Iterator[tuple[Line, list[Line]]]:
    """Yield every edge of every card that is not the sheet's own, with the marks that go on from its ends."""
    sheet = cells.sheet
    for cell in cells.cells:
        left, right, top, bottom = (_white(cells, cell, edge) for edge in ("left", "right", "top", "bottom"))
        for x in (cell.x, cell.right):
            if is_inside(x, sheet.width):
                yield (x, cell.y, x, cell.bottom), _beyond(x, cell.y, cell.bottom, top, bottom, upright=True)
        for y in (cell.y, cell.bottom):
            if is_inside(y, sheet.height):
                yield (cell.x, y, cell.right, y), _beyond(y, cell.x, cell.right, left, right, upright=False)


def _beyond(at: float, low: float, high: float, below: float, above: float, *, upright: bool) -> list[Line]:
    """Return marks in line with an edge that goes from ``low`` to ``high``, as far as the white beside it allows."""
    found = []
    for begin, direction, white in ((low, -1.0, below), (high, 1.0, above)):
        reach = min(white, CLEAR / 2 + LONGEST)
        if reach > CLEAR:
            near, far = begin + direction * CLEAR / 2, begin + direction * reach
            found.append((at, near, at, far) if upright else (near, at, far, at))
    return found


def _white(cells: Grid, cell: Rect, edge: Literal["left", "right", "top", "bottom"]) -> float:
    """Return how far marks of a card may go: to the middle of the gap, or to the sheet's edge."""
    area, sheet = _area(cells), cells.sheet
    outer = {
        "left": (cell.x - area.x, area.x),
        "right": (area.right - cell.right, sheet.width - area.right),
        "top": (cell.y - area.y, area.y),
        "bottom": (area.bottom - cell.bottom, sheet.height - area.bottom),
    }
    inner, white = outer[edge]
    return white if inner < CLEAR / 2 else cells.gap / 2


def _area(cells: Grid) -> Rect:
    first, last = cells.cells[0], cells.cells[-1]
    return Rect(first.x, first.y, last.right - first.x, last.bottom - first.y)
