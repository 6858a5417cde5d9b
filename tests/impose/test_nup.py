"""Cards on sheets: every page once, fronts and backs in register for either flip, and a pile that stays in order."""

from __future__ import annotations

from collections import Counter
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdfimpose.schema import AbstractImpositor
from pdfimpose.schema.cards import CardsImpositor
from pdfimpose.schema.wire import WireImpositor

from cardgen.impose.grid import Count, Grid, grid, roomiest
from cardgen.impose.nup import Order, SheetSide, nup
from cardgen.impose.register import Flip, Placement, behind
from cardgen.units import MM, Rect, Size

A4, A6 = Size(210 * MM, 297 * MM), Size(105 * MM, 148 * MM)
TALL = Size(1000, 1000)
FLIPS: tuple[Flip, ...] = ("long", "short")
ORDERS: tuple[Order, ...] = ("pages", "cut-stack")
BLEED = 3 * MM

PAGES = st.integers(1, 60)
GRIDS = st.builds(
    roomiest,
    st.builds(Size, st.floats(300, 1400), st.floats(300, 1400)),
    st.builds(Size, st.floats(90, 290), st.floats(90, 290)),
    st.floats(0, 20),
)


def pairs(sides: tuple[SheetSide, ...]) -> list[tuple[SheetSide, SheetSide]]:
    assert [side.back for side in sides] == [False, True] * (len(sides) // 2)
    return list(zip(sides[::2], sides[1::2], strict=True))


@given(PAGES, GRIDS, st.sampled_from([*FLIPS, None]), st.sampled_from(ORDERS), st.integers(1, 3))
@settings(max_examples=100)
def test_every_page_stands_as_often_as_asked_for(
    pages: int, cells: Grid, flip: Flip | None, order: Order, copies: int
) -> None:
    sides = nup(pages, cells, flip=flip, order=order, copies=copies)
    assert Counter(p.page for side in sides for p in side.placements) == dict.fromkeys(range(pages), copies)
    assert all(side.placements for side in sides if not side.back)
    cards = copies * (pages if flip is None else (pages + 1) // 2)
    assert len(sides) == (1 if flip is None else 2) * -(-cards // len(cells.cells))
    for side in sides:
        assert len({p.cell for p in side.placements}) == len(side.placements)


TOPS = {0: (0, -1), 90: (-1, 0), -90: (1, 0), 180: (0, 1)}
"""Where the top of a card points on the sheet (x right, y down), by how far it is turned counter-clockwise."""


@given(PAGES, GRIDS, st.sampled_from(FLIPS), st.sampled_from(ORDERS), st.floats(0, 12))
@settings(max_examples=100)
def test_the_back_of_a_card_is_behind_its_front_and_so_is_its_top(
    pages: int, cells: Grid, flip: Flip, order: Order, bleed: float
) -> None:
    sheet = cells.sheet
    over_the_left_edge = (sheet.height >= sheet.width) == (flip == "long")
    for front, back in pairs(nup(pages, cells, flip=flip, order=order, bleed=bleed)):
        fronts = {p.page: p for p in front.placements}
        for placed in back.placements:
            mate = fronts[placed.page - 1]
            for ours, theirs in ((mate.cell, placed.cell), (mate.clip, placed.clip)):
                there = mirrored(ours, sheet, over_the_left_edge)
                assert there.contains(theirs)
                assert theirs.contains(there)
            # The card itself is turned like the leaf of a book, whichever way the sheet goes: its top stays its top.
            x, y = TOPS[mate.turn]
            assert TOPS[placed.turn] == ((-x, y) if over_the_left_edge else (x, -y))


def mirrored(place: Rect, sheet: Size, over_the_left_edge: bool) -> Rect:
    """Where a place is seen from the other side of the paper."""
    if over_the_left_edge:
        return Rect(sheet.width - place.right, place.y, place.width, place.height)
    return Rect(place.x, sheet.height - place.bottom, place.width, place.height)


@given(st.builds(Size, st.floats(100, 999), st.floats(100, 999)), st.sampled_from(FLIPS))
def test_what_lies_behind_is_in_front_of_what_lies_behind_it(sheet: Size, flip: Flip) -> None:
    place = Rect(10, 20, 30, 40)
    twice = behind(behind(place, sheet, flip), sheet, flip)
    assert twice.contains(place)
    assert place.contains(twice)


@pytest.mark.parametrize("pages", range(1, 201))
def test_a_cut_pile_is_in_order(pages: int) -> None:
    """Cut the pile of all sheets at once, put the piles on each other from the first cell on, and leaf through."""
    cells = grid(TALL, Size(200, 400), up=Count(4, 2))
    read = [
        p.page
        for cell in cells.cells
        for front, back in pairs(nup(pages, cells, order="cut-stack"))
        for side in (front, back)
        for p in side.placements
        if p.cell == (cell if not side.back else behind(cell, cells.sheet, "long"))
    ]
    assert read == list(range(pages))


def theirs(other: AbstractImpositor, pages: int) -> list[list[int]]:
    """The pages on each side as pdfimpose places them, cell by cell as they lie on the front."""
    across, down = other.signature
    front = list(product(range(across), range(down)))
    back = [(across - x - 1, y) for x, y in front]
    return [
        [matrix[place].number for place in (front, back)[side % 2]] for side, matrix in enumerate(other.matrixes(pages))
    ]


@pytest.mark.parametrize(("columns", "rows"), [(1, 1), (2, 2), (2, 5), (3, 3), (1, 4)])
@pytest.mark.parametrize("sheets", [1, 2, 5])
def test_an_independent_imposer_agrees(columns: int, rows: int, sheets: int) -> None:
    """pdfimpose numbers the cells column by column, we row by row; the pages of the n-th cell are the same."""
    pages = 2 * columns * rows * sheets
    cells = grid(TALL, Size(100, 100), up=Count(columns, rows))
    signature = (columns, rows)
    for order, other in (
        ("pages", CardsImpositor(signature=signature)),
        ("cut-stack", WireImpositor(signature=signature)),
    ):
        ours = [[p.page for p in side.placements] for side in nup(pages, cells, order=order)]  # type: ignore[arg-type]
        assert theirs(other, pages) == ours, order


def test_copies_are_whole_sets() -> None:
    cells = grid(A4, A6)
    fronts = [p.page for side in nup(6, cells, copies=3) for p in side.placements if not side.back]
    assert fronts == [0, 2, 4] * 3


def test_with_one_copy_for_each_cell_cut_piles_are_sets() -> None:
    cells = grid(A4, A6)
    for side in nup(10, cells, order="cut-stack", copies=len(cells.cells)):
        assert len({p.page for p in side.placements}) == 1


def test_bleed_shows_to_the_middle_of_the_gap_and_freely_outside() -> None:
    cells = grid(A4, Size(60 * MM, 60 * MM), gap=4 * MM)
    (front, _) = nup(2 * len(cells.cells), cells, bleed=BLEED)
    first = front.placements[0]
    clip = first.clip
    assert (first.cell.x - clip.x, clip.right - first.cell.right) == pytest.approx((BLEED, 2 * MM))
    assert (first.cell.y - clip.y, clip.bottom - first.cell.bottom) == pytest.approx((BLEED, 2 * MM))
    clips = [p.clip for p in front.placements]
    assert not any(a.overlaps(b) for i, a in enumerate(clips) for b in clips[i + 1 :])


def test_a_placement_is_plain_data() -> None:
    (side, _) = nup(1, grid(A4, A6))
    assert isinstance(hash(side), int)
    assert side.placements == (Placement(0, side.placements[0].cell, side.placements[0].clip, 0),)
