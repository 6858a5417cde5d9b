"""Cards in a grid on sheets, fronts and backs in register: pure arithmetic, no PDF.

The sheet is printed on both sides and flipped on its long edge, so the back is the mirror image of the front about the
sheet's vertical middle: what stands left on the front stands right on the back.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cardgen.units import Rect, Size

Turn = Literal[0, 90, -90]
"""How far a card is turned counter-clockwise, in degrees."""


@dataclass(frozen=True, slots=True)
class Grid:
    """How many cards a sheet takes, and where.

    Attributes:
        columns: Cards beside each other.
        rows: Cards below each other.
        turned: Whether the cards lie on their side.
        gap: White between two cards, for both bleeds; 0 where the sheet has no room for it.
        cells: The finished cards' places, row by row, in points from the sheet's top left corner.
    """

    columns: int
    rows: int
    turned: bool
    gap: float
    cells: tuple[Rect, ...]


@dataclass(frozen=True, slots=True)
class Placement:
    """A page (by its index) on a sheet's side; ``cell`` is where the finished card lies."""

    page: int
    cell: Rect
    turn: Turn


@dataclass(frozen=True, slots=True)
class SheetSide:
    """One side of a sheet: its cards and the lines to cut along (``x0, y0, x1, y1``)."""

    placements: tuple[Placement, ...]
    cuts: tuple[tuple[float, float, float, float], ...]


def grid(sheet: Size, card: Size, bleed: float) -> Grid:
    """Choose the grid with the most cards; upright before turned, with room for bleed before without.

    Args:
        sheet: The sheet, upright.
        card: The finished card.
        bleed: Of the card, in points.

    Returns:
        The grid, centred on the sheet.

    Raises:
        ValueError: The sheet does not hold one card.
    """
    upright, turned = _count(sheet, card, 0.0), _count(sheet, Size(card.height, card.width), 0.0)
    lies = turned[0] * turned[1] > upright[0] * upright[1]
    size = Size(card.height, card.width) if lies else card
    columns, rows = turned if lies else upright
    if not columns * rows:
        raise ValueError("the sheet does not hold one card")
    gap = 2 * bleed if _count(sheet, size, 2 * bleed) == (columns, rows) else 0.0
    wide, high = columns * size.width + (columns - 1) * gap, rows * size.height + (rows - 1) * gap
    left, top = (sheet.width - wide) / 2, (sheet.height - high) / 2
    cells = tuple(
        Rect(left + c * (size.width + gap), top + r * (size.height + gap), size.width, size.height)
        for r in range(rows)
        for c in range(columns)
    )
    return Grid(columns, rows, lies, gap, cells)


def _count(sheet: Size, card: Size, gap: float) -> tuple[int, int]:
    slack = 0.01
    return (
        int((sheet.width + gap + slack) / (card.width + gap)),
        int((sheet.height + gap + slack) / (card.height + gap)),
    )


def impose(pages: int, sheet: Size, card: Size, bleed: float) -> tuple[SheetSide, ...]:
    """Put the pages of a set of cards onto sheets.

    Args:
        pages: How many; even indexes are fronts, the next one is the back of the same card.
        sheet: The sheet, upright.
        card: The finished card.
        bleed: Of the card, in points.

    Returns:
        Sides of sheets, front and back in turn. Every page stands exactly once.

    Raises:
        ValueError: The sheet does not hold one card.
    """
    chosen = grid(sheet, card, bleed)
    per_sheet = len(chosen.cells)
    cards = (pages + 1) // 2
    cuts = _cuts(chosen, sheet)
    sides: list[SheetSide] = []
    for first in range(0, cards, per_sheet):
        batch = range(first, min(first + per_sheet, cards))
        front = tuple(Placement(2 * n, chosen.cells[n - first], 90 if chosen.turned else 0) for n in batch)
        back = tuple(
            Placement(2 * n + 1, _mirrored(chosen.cells[n - first], sheet), -90 if chosen.turned else 0)
            for n in batch
            if 2 * n + 1 < pages
        )
        sides += [SheetSide(front, cuts), SheetSide(back, ())]
    return tuple(sides)


def _mirrored(cell: Rect, sheet: Size) -> Rect:
    return Rect(sheet.width - cell.right, cell.y, cell.width, cell.height)


def _cuts(chosen: Grid, sheet: Size) -> tuple[tuple[float, float, float, float], ...]:
    """Lines along every edge of a card, over the whole sheet; none along the sheet's own edge."""
    xs = sorted({round(v, 3) for cell in chosen.cells for v in (cell.x, cell.right)})
    ys = sorted({round(v, 3) for cell in chosen.cells for v in (cell.y, cell.bottom)})
    level = tuple((0.0, y, sheet.width, y) for y in ys if 0.5 < y < sheet.height - 0.5)
    upright = tuple((x, 0.0, x, sheet.height) for x in xs if 0.5 < x < sheet.width - 0.5)
    return level + upright
