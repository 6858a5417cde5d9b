"""Several cards on a sheet as arithmetic: which side of which card stands where on which side of the sheet. No PDF."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from cardgen.impose.grid import Grid
from cardgen.impose.register import Flip, Placement, Turn, behind, turned_behind
from cardgen.units import Rect

Order: TypeAlias = Literal["pages", "cut-stack"]
"""``pages``: one sheet has cards 1, 2, 3, …  ``cut-stack``: once the pile of sheets is cut, the piles put on each other
from the top left, row by row, are in order."""


@dataclass(frozen=True, slots=True)
class SheetSide:
    """One side of a sheet.

    Attributes:
        placements: The cards on it, row by row as they lie on the front.
        back: Whether it is printed second, on the sheet's other side.
    """

    placements: tuple[Placement, ...]
    back: bool


def nup(
    pages: int, cells: Grid, *, flip: Flip | None = "long", order: Order = "pages", copies: int = 1, bleed: float = 0.0
) -> tuple[SheetSide, ...]:
    """Put cards onto sheets.

    Args:
        pages: How many there are. On two sides, even indexes are fronts, and the next one is the back of the same card.
        cells: Where the cards stand.
        flip: The edge of the sheet that the printer flips it on; None prints one side, every page a card.
        order: How the cards follow each other.
        copies: How often the whole set is printed, one set after the other.
        bleed: Of the pages, in points.

    Returns:
        The sides of the sheets in printing order: fronts and backs alternate, or fronts only. Every page stands
        ``copies`` times.
    """
    step = 1 if flip is None else 2
    fronts = tuple(range(0, pages, step)) * copies
    turn: Turn = 90 if cells.turned else 0
    clips = tuple(_clip(cells, cell, bleed) for cell in cells.cells)
    sides: list[SheetSide] = []
    for batch in _batches(fronts, len(cells.cells), order):
        front = tuple(Placement(page, cells.cells[i], clips[i], turn) for i, page in batch)
        sides.append(SheetSide(front, back=False))
        if flip is not None:
            sides.append(SheetSide(tuple(_back(p, cells, flip) for p in front if p.page + 1 < pages), back=True))
    return tuple(sides)


def _batches(cards: tuple[int, ...], per_sheet: int, order: Order) -> list[list[tuple[int, int]]]:
    """Return, for each sheet, which cell has which card."""
    sheets = -(-len(cards) // per_sheet)
    if order == "pages":
        return [list(enumerate(cards[first : first + per_sheet])) for first in range(0, len(cards), per_sheet)]
    return [list(enumerate(cards[sheet::sheets])) for sheet in range(sheets)]


def _back(front: Placement, cells: Grid, flip: Flip) -> Placement:
    return Placement(
        front.page + 1,
        behind(front.cell, cells.sheet, flip),
        behind(front.clip, cells.sheet, flip),
        turned_behind(front.turn, cells.sheet, flip),
    )


def _clip(cells: Grid, cell: Rect, bleed: float) -> Rect:
    """Return the cell with the bleed around it, but not beyond the middle between two cards."""
    between = min(bleed, cells.gap / 2)
    first, last = cells.cells[0], cells.cells[-1]
    left = bleed if cell.x == first.x else between
    top = bleed if cell.y == first.y else between
    right = bleed if cell.right == last.right else between
    bottom = bleed if cell.bottom == last.bottom else between
    return Rect(cell.x - left, cell.y - top, cell.width + left + right, cell.height + top + bottom)
