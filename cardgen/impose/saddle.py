"""Saddle stitch as arithmetic: which pages of a booklet stand beside each other on which side of which sheet. No PDF.

Sheets are folded once, put into each other and stapled in the fold. Too many of them do not fold flat: they are made
into several signatures, folded one by one and bound behind each other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final, Literal

from cardgen.impose.grid import grid
from cardgen.impose.register import Flip, Placement, Turn, behind, turned_behind
from cardgen.units import Rect, Size

MOST_SHEETS: Final = 15
"""Sheets of office paper that still fold and staple flat; more are made into several signatures."""

PAGES_OF_A_SHEET: Final = 4


@dataclass(frozen=True, slots=True)
class FoldSide:
    """One side of a sheet that is folded in the middle, spine upright.

    Attributes:
        signature: Number of the signature, from 0.
        sheet: Number of the sheet in its signature, from 0, the outermost.
        left: Index of the page on the left half as the sheet lies; None is blank.
        right: Index of the page on the right half.
        back: Whether this is the side that is printed second; it has the inner pages.
        turn: How both pages are turned, in degrees.
    """

    signature: int
    sheet: int
    left: int | None
    right: int | None
    back: bool
    turn: Literal[0, 180]


@dataclass(frozen=True, slots=True)
class Spread:
    """A folded sheet's side on the paper; the paper may hold several, to be cut apart before folding.

    Attributes:
        side: Which side of which folded sheet.
        area: The whole spread, both pages.
        pages: The pages on it, left before right, moved towards the spine by the creep; blank ones left out.
        spine: The x of the fold; it goes from the top to the bottom of ``area``.
        staples: Where staples go through the spine; only on the outer side of a booklet of one signature.
    """

    side: FoldSide
    area: Rect
    pages: tuple[Placement, ...]
    spine: float
    staples: tuple[tuple[float, float], ...]

    def moved(self, dx: float, dy: float) -> Spread:
        """Return it shifted by ``dx``, ``dy`` points."""
        return Spread(
            self.side,
            self.area.moved(dx, dy),
            tuple(page.moved(dx, dy) for page in self.pages),
            self.spine + dx,
            tuple((x + dx, y + dy) for x, y in self.staples),
        )


@dataclass(frozen=True, slots=True)
class BookletSheet:
    """One side of a sheet of paper with its spreads; fronts and backs alternate.

    Attributes:
        paper: The sheet as its PDF page lies.
        places: Where spreads may stand on the front, row by row; the last sheets may leave some empty.
        spreads: As they lie on the front, row by row.
        back: Whether this is the side that is printed second.
    """

    paper: Size
    places: tuple[Rect, ...]
    spreads: tuple[Spread, ...]
    back: bool

    def moved(self, dx: float, dy: float) -> BookletSheet:
        """Return it with everything that is printed on it shifted by ``dx``, ``dy`` points."""
        return replace(self, spreads=tuple(spread.moved(dx, dy) for spread in self.spreads))


def padded(pages: int) -> int:
    """Return the number of pages with the blank ones that fill the last sheet: the next multiple of 4."""
    return -(-pages // PAGES_OF_A_SHEET) * PAGES_OF_A_SHEET


def signatures(pages: int, most: int | None = None) -> tuple[int, ...]:
    """Divide a booklet's sheets into signatures as even as can be, the thicker ones first.

    Args:
        pages: At least 1.
        most: Sheets in a signature at most; None is one signature as long as it folds flat (``MOST_SHEETS``).

    Returns:
        The number of sheets of each signature.

    Raises:
        ValueError: There are no pages, or ``most`` is less than 1.
    """
    if pages < 1:
        raise ValueError("a booklet needs a page")
    if most is not None and most < 1:
        raise ValueError("a signature needs a sheet")
    sheets = padded(pages) // PAGES_OF_A_SHEET
    count = -(-sheets // (most or MOST_SHEETS))
    thin, thicker = divmod(sheets, count)
    return (thin + 1,) * thicker + (thin,) * (count - thicker)


def saddle(pages: int, *, signature: int | None = None, flip: Flip = "long") -> tuple[FoldSide, ...]:
    """Order the pages of a booklet for sheets that lie on their side, one spread on each side.

    Args:
        pages: At least 1; missing pages at the end are blank.
        signature: Sheets in a signature at most; None is one signature as long as it folds flat.
        flip: The edge of the lying sheet that the printer flips it on. On its short edge it turns like the leaf of a
            book; on its long edge its head goes over, so the back is printed upside down.

    Returns:
        Front and back of each sheet in turn, the outermost sheet of a signature first. Every page stands once.

    Raises:
        ValueError: There are no pages, or ``signature`` is less than 1.
    """
    sides: list[FoldSide] = []
    first = 0
    for number, sheets in enumerate(signatures(pages, signature)):
        last = first + sheets * PAGES_OF_A_SHEET - 1
        for sheet in range(sheets):
            outer = _pair(last - 2 * sheet, first + 2 * sheet, pages)
            inner = _pair(first + 2 * sheet + 1, last - 2 * sheet - 1, pages)
            sides.append(FoldSide(number, sheet, *outer, back=False, turn=0))
            if flip == "short":
                sides.append(FoldSide(number, sheet, *inner, back=True, turn=0))
            else:
                sides.append(FoldSide(number, sheet, inner[1], inner[0], back=True, turn=180))
        first = last + 1
    return tuple(sides)


def onto_paper(
    pages: int, page: Size, sheet: Size, *, signature: int | None = None, flip: Flip = "long", creep: float = 0.0
) -> tuple[BookletSheet, ...]:
    """Put the spreads of a booklet onto paper; where it holds several, the pile is cut apart before it is folded.

    The pile of paper is cut as one, and its parts are put on each other, row by row from the top left: then the folded
    sheets lie in their order.

    Args:
        pages: At least 1.
        page: The finished page.
        sheet: The paper; it is turned if it then holds more spreads.
        signature: Sheets in a signature at most; None is one signature as long as it folds flat.
        flip: The edge of the paper that the printer flips it on.
        creep: How far the pages of each sheet are moved further towards the spine than those of the sheet around it, in
            points: the thickness of the paper, as the sheets lie in each other and the fore edge is cut straight.

    Returns:
        Front and back of each sheet of paper in turn.

    Raises:
        ValueError: There are no pages, or the paper does not hold a spread.
    """
    spread = Size(2 * page.width, page.height)
    paper, areas = _areas(sheet, spread)
    order = saddle(pages, signature=signature, flip="short")
    single = max(side.signature for side in order) == 0
    leaves = tuple(zip(order[::2], order[1::2], strict=True))
    papers = -(-len(leaves) // len(areas))
    sheets: list[BookletSheet] = []
    for first in range(papers):
        laid = tuple(zip(leaves[first::papers], areas, strict=False))
        fronts = tuple(_front(outer, area, creep, single) for (outer, _), area in laid)
        backs = tuple(_back(inner, area, paper, flip, creep) for (_, inner), area in laid)
        sheets += [BookletSheet(paper, areas, fronts, back=False), BookletSheet(paper, areas, backs, back=True)]
    return tuple(sheets)


def creep_of(sheets: int, total: float) -> float:
    """Return the creep from sheet to sheet that makes ``total`` points from the outermost to the innermost one."""
    return total / max(sheets - 1, 1)


def _pair(left: int, right: int, pages: int) -> tuple[int | None, int | None]:
    return (left if left < pages else None), (right if right < pages else None)


def _areas(sheet: Size, spread: Size) -> tuple[Size, tuple[Rect, ...]]:
    """Return the paper, turned if it then holds more spreads, and the spreads' places on its front."""
    grids = []
    for paper in (
        Size(max(sheet.width, sheet.height), min(sheet.width, sheet.height)),
        Size(sheet.width, sheet.height),
    ):
        try:
            grids.append(grid(paper, spread, turn=False))
        except ValueError:
            continue
    if not grids:
        raise ValueError("the sheet does not hold two pages beside each other")
    best = max(grids, key=lambda chosen: len(chosen.cells))
    return best.sheet, best.cells


def _front(side: FoldSide, area: Rect, creep: float, single: bool) -> Spread:
    left, right = _leaves(side, area, creep)
    spine = area.x + area.width / 2
    staples = tuple((spine, area.y + area.height * part) for part in (0.25, 0.75))
    pages = _pages(((side.left, *left), (side.right, *right)), 0)
    return Spread(side, area, pages, spine, staples if single and side.sheet == 0 else ())


def _back(side: FoldSide, front: Rect, paper: Size, flip: Flip, creep: float) -> Spread:
    """Lay the inner pages behind the outer ones of the same leaf: the right hand page behind the front's left half."""
    area = behind(front, paper, flip)
    turn = turned_behind(0, paper, flip)
    leaves = [tuple(behind(rect, paper, flip) for rect in leaf) for leaf in _leaves(side, front, creep)]
    facing = zip((side.right, side.left), leaves, strict=True)
    pages = _pages(sorted(((page, cell, clip) for page, (cell, clip) in facing), key=lambda page: page[2].x), turn)
    upside_down = replace(side, left=side.right, right=side.left, turn=180)
    return Spread(upside_down if turn == 180 else side, area, pages, area.x + area.width / 2, ())


def _leaves(side: FoldSide, area: Rect, creep: float) -> tuple[tuple[Rect, Rect], tuple[Rect, Rect]]:
    """Return, for the left and the right half of a front, where its page lies and what it may not leave."""
    half = area.width / 2
    left, right = Rect(area.x, area.y, half, area.height), Rect(area.x + half, area.y, half, area.height)
    inward = side.sheet * creep
    return (left.moved(inward), left), (right.moved(-inward), right)


def _pages(laid: Iterable[tuple[int | None, Rect, Rect]], turn: Turn) -> tuple[Placement, ...]:
    return tuple(Placement(page, cell, clip, turn) for page, cell, clip in laid if page is not None)
