"""Cards in a grid on a sheet: pure arithmetic, no PDF."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from cardgen.units import Rect, Size

Line: TypeAlias = tuple[float, float, float, float]
"""A line's ends, ``x0, y0, x1, y1``, in points from the sheet's top left corner."""

SLACK = 0.01
"""Points by which something may be too large and still fit: sizes in millimetres are no whole points."""

AT_THE_EDGE = 0.5
"""Points between a card and the edge of its sheet that no knife can cut off."""


class Count(NamedTuple):
    """How many cards stand beside and below each other."""

    columns: int
    rows: int


@dataclass(frozen=True, slots=True)
class Grid:
    """How many cards a sheet takes, and where.

    Attributes:
        sheet: The sheet as its PDF page lies.
        columns: Cards beside each other.
        rows: Cards below each other.
        turned: Whether the cards lie on their side.
        gap: White between two cards.
        cells: The finished cards' places, row by row, in points from the sheet's top left corner.
    """

    sheet: Size
    columns: int
    rows: int
    turned: bool
    gap: float
    cells: tuple[Rect, ...]


def grid(
    sheet: Size,
    card: Size,
    *,
    up: Count | int | None = None,
    gap: float = 0.0,
    room: float = 0.0,
    turn: bool | None = None,
) -> Grid:
    """Choose where the cards stand, centred on the sheet; upright before turned if both hold as many.

    Args:
        sheet: As its PDF page lies.
        card: The finished card.
        up: So many columns and rows of cards, or so many cards; None takes as many as the sheet holds.
        gap: White between two cards, in points.
        room: White kept along all edges of the sheet, in points.
        turn: Whether the cards lie on their side; None tries both.

    Returns:
        The grid.

    Raises:
        ValueError: The sheet does not hold these cards, or not one.
    """
    choices: list[Grid] = []
    for turned in (False, True) if turn is None else (turn,):
        size = Size(card.height, card.width) if turned else card
        most = Count(_fitting(sheet.width, size.width, gap, room), _fitting(sheet.height, size.height, gap, room))
        wanted = _wanted(most, up)
        if wanted is not None:
            choices.append(_centred(sheet, size, wanted, gap, turned))
    if not choices:
        raise ValueError("the sheet does not hold " + ("one card" if up in (None, 1) else "so many cards"))
    return max(choices, key=lambda chosen: len(chosen.cells))


def roomiest(sheet: Size, card: Size, gap: float, *, up: Count | int | None = None, room: float = 0.0) -> Grid:
    """Choose a grid with the gap, if that costs no card; otherwise with the cards edge to edge.

    Args:
        sheet: As its PDF page lies.
        card: The finished card.
        gap: White between two cards, in points, if there is room for it.
        up: So many columns and rows of cards, or so many cards; None takes as many as the sheet holds.
        room: White kept along all edges of the sheet, in points.

    Returns:
        The grid.

    Raises:
        ValueError: The sheet does not hold these cards, or not one.
    """
    close = grid(sheet, card, up=up, room=room)
    count = Count(close.columns, close.rows)
    try:
        return grid(sheet, card, up=count, gap=gap, room=room, turn=close.turned)
    except ValueError:
        return close


def cut_lines(cells: Grid) -> tuple[Line, ...]:
    """Return lines along every edge of a card, over the whole sheet; none along the sheet's own edge."""
    wide, high = cells.sheet.width, cells.sheet.height
    level = tuple((0.0, y, wide, y) for y in edges(cells, upright=False) if is_inside(y, high))
    upright = tuple((x, 0.0, x, high) for x in edges(cells, upright=True) if is_inside(x, wide))
    return level + upright


def edges(cells: Grid, *, upright: bool) -> list[float]:
    """Return where the cards have edges: each x of the upright ones, or each y of the level ones, ascending."""
    pairs = ((cell.x, cell.right) if upright else (cell.y, cell.bottom) for cell in cells.cells)
    return sorted({round(edge, 3) for pair in pairs for edge in pair})


def is_inside(edge: float, end: float) -> bool:
    """Say whether an edge of a card is none of the sheet's, which needs no knife.

    Args:
        edge: Its x or y in points.
        end: The sheet's width or height.
    """
    return AT_THE_EDGE < edge < end - AT_THE_EDGE


def _wanted(most: Count, up: Count | int | None) -> Count | None:
    """Return the columns and rows to use of those that fit; for a number, the arrangement nearest to a square."""
    if up is None:
        return most if min(most) > 0 else None
    if isinstance(up, Count):
        return up if up.columns <= most.columns and up.rows <= most.rows else None
    shapes = (Count(columns, up // columns) for columns in range(1, min(up, most.columns) + 1) if up % columns == 0)
    fitting = [shape for shape in shapes if shape.rows <= most.rows]
    return min(fitting, key=lambda shape: abs(shape.columns - shape.rows)) if fitting else None


def _fitting(sheet: float, card: float, gap: float, room: float) -> int:
    return max(0, int((sheet - 2 * room + gap + SLACK) / (card + gap)))


def _centred(sheet: Size, card: Size, count: Count, gap: float, turned: bool) -> Grid:
    columns, rows = count
    wide, high = columns * card.width + (columns - 1) * gap, rows * card.height + (rows - 1) * gap
    left, top = (sheet.width - wide) / 2, (sheet.height - high) / 2
    cells = tuple(
        Rect(left + c * (card.width + gap), top + r * (card.height + gap), card.width, card.height)
        for r in range(rows)
        for c in range(columns)
    )
    return Grid(sheet, columns, rows, turned, gap, cells)
