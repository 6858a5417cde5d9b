"""Imposition as arithmetic: every page once, nothing over an edge, fronts and backs in register."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cardgen.impose.grid import Grid, Placement, SheetSide, grid, impose
from cardgen.units import MM, Rect, Size

A4, LETTER = Size(210 * MM, 297 * MM), Size(612, 792)
A5, A6 = Size(148 * MM, 210 * MM), Size(105 * MM, 148 * MM)
BLEED = 3 * MM

SHEETS = st.builds(Size, st.floats(300, 1000), st.floats(300, 1400))
CARDS = st.builds(Size, st.floats(90, 290), st.floats(90, 290))
BLEEDS = st.floats(0, 20)
PAGES = st.integers(1, 60)


def whole(sheet: Size) -> Rect:
    return Rect(0, 0, sheet.width, sheet.height)


# --- The grid


@pytest.mark.parametrize(
    ("sheet", "card", "expected"),
    [
        (A4, A5, (1, 2, True)),
        (A4, A6, (2, 2, False)),
        (LETTER, A5, (1, 1, False)),
        (LETTER, A6, (2, 1, False)),
        (A4, Size(90 * MM, 55 * MM), (2, 5, False)),
        (A4, Size(90 * MM, 200 * MM), (1, 3, True)),
    ],
    ids=["A5 on A4", "A6 on A4", "A5 on Letter", "A6 on Letter", "business card on A4", "slip on A4"],
)
def test_known_sheets(sheet: Size, card: Size, expected: tuple[int, int, bool]) -> None:
    chosen = grid(sheet, card, BLEED)
    assert (chosen.columns, chosen.rows, chosen.turned) == expected


def test_cards_that_fill_the_sheet_exactly_stand_without_a_gap() -> None:
    chosen = grid(A4, A6, BLEED)
    assert chosen.gap == 0
    assert chosen.cells[0].x == pytest.approx(0, abs=0.01)
    assert chosen.cells[3].bottom == pytest.approx(A4.height, abs=2)  # 2 x 148 mm leave 1 mm


def test_room_for_both_bleeds_is_used() -> None:
    chosen = grid(A4, Size(85 * MM, 54 * MM), BLEED)
    left, right = chosen.cells[:2]
    assert chosen.gap == pytest.approx(2 * BLEED)
    assert right.x - left.right == pytest.approx(2 * BLEED)


def test_no_card_is_given_up_for_the_bleed() -> None:
    chosen = grid(A4, Size(90 * MM, 55 * MM), BLEED)  # five rows of 55 mm fit, but not with 6 mm between them
    assert (chosen.rows, chosen.gap) == (5, 0)


@given(SHEETS, CARDS, BLEEDS)
@settings(max_examples=150)
def test_cells_are_cards_inside_the_sheet_that_do_not_overlap(sheet: Size, card: Size, bleed: float) -> None:
    chosen = grid(sheet, card, bleed)
    assert len(chosen.cells) == chosen.columns * chosen.rows >= 1
    expected = (card.height, card.width) if chosen.turned else (card.width, card.height)
    for cell in chosen.cells:
        assert (cell.width, cell.height) == expected
        assert whole(sheet).contains(cell, slack=0.02)
    for one, other in combinations(chosen.cells, 2):
        assert not one.overlaps(other)


@given(SHEETS, CARDS, BLEEDS)
@settings(max_examples=150)
def test_the_grid_stands_in_the_middle_of_the_sheet(sheet: Size, card: Size, bleed: float) -> None:
    cells = grid(sheet, card, bleed).cells
    left, right = min(c.x for c in cells), max(c.right for c in cells)
    top, bottom = min(c.y for c in cells), max(c.bottom for c in cells)
    assert (left, top) == pytest.approx((sheet.width - right, sheet.height - bottom), abs=1e-6)


@given(SHEETS, CARDS)
@settings(max_examples=150)
def test_no_other_way_holds_more_cards(sheet: Size, card: Size) -> None:
    upright = int(sheet.width // card.width) * int(sheet.height // card.height)
    turned = int(sheet.width // card.height) * int(sheet.height // card.width)
    chosen = grid(sheet, card, 0)
    assert len(chosen.cells) >= max(upright, turned)
    assert chosen.turned == (turned > upright) or len(chosen.cells) > max(upright, turned)  # a hair's width of slack


@given(SHEETS, st.floats(1.01, 3), BLEEDS)
def test_a_card_larger_than_the_sheet_is_refused(sheet: Size, factor: float, bleed: float) -> None:
    longest = max(sheet.width, sheet.height) * factor
    with pytest.raises(ValueError, match="the sheet does not hold one card"):
        grid(sheet, Size(longest, longest), bleed)


# --- Pages onto sheets


def pairs(sides: tuple[SheetSide, ...]) -> list[tuple[SheetSide, SheetSide]]:
    assert len(sides) % 2 == 0
    return list(zip(sides[::2], sides[1::2], strict=True))


def behind(front: Placement, back: Placement, sheet: Size) -> bool:
    """Say whether two cells are one piece of paper, once the sheet is flipped on its long (upright) edge."""
    mirrored = Rect(sheet.width - front.cell.right, front.cell.y, front.cell.width, front.cell.height)
    return mirrored.contains(back.cell) and back.cell.contains(mirrored)


@given(PAGES, SHEETS, CARDS, BLEEDS)
@settings(max_examples=150)
def test_every_page_stands_once_on_its_side(pages: int, sheet: Size, card: Size, bleed: float) -> None:
    sides = impose(pages, sheet, card, bleed)
    placed = [p.page for side in sides for p in side.placements]
    assert sorted(placed) == list(range(pages))
    for front, back in pairs(sides):
        assert front.placements
        assert all(p.page % 2 == 0 for p in front.placements)
        assert all(p.page % 2 == 1 for p in back.placements)
    per_sheet = len(grid(sheet, card, bleed).cells)
    assert len(sides) == 2 * -(-((pages + 1) // 2) // per_sheet)


@given(PAGES, SHEETS, CARDS, BLEEDS)
@settings(max_examples=150)
def test_the_back_of_a_card_is_behind_its_front(pages: int, sheet: Size, card: Size, bleed: float) -> None:
    for front, back in pairs(impose(pages, sheet, card, bleed)):
        cells = {p.page: p for p in front.placements}
        for placed in back.placements:
            assert behind(cells[placed.page - 1], placed, sheet)


TOPS = {0: (0, -1), 90: (-1, 0), -90: (1, 0)}
"""Where the top of a card points on the sheet (x right, y down), by how far it is turned counter-clockwise."""


@given(PAGES, SHEETS, CARDS, BLEEDS)
@settings(max_examples=150)
def test_the_top_of_a_back_lies_on_the_top_of_its_front(pages: int, sheet: Size, card: Size, bleed: float) -> None:
    turned = grid(sheet, card, bleed).turned
    for front, back in pairs(impose(pages, sheet, card, bleed)):
        turns = {p.page: p.turn for p in front.placements}
        assert {turn != 0 for turn in turns.values()} == {turned}
        for placed in back.placements:
            x, y = TOPS[turns[placed.page - 1]]
            assert TOPS[placed.turn] == (-x, y)  # the flip on the long edge mirrors left and right


@given(PAGES, SHEETS, CARDS, BLEEDS)
@settings(max_examples=150)
def test_cuts_run_over_the_sheet_along_edges_of_cards_and_through_none(
    pages: int, sheet: Size, card: Size, bleed: float
) -> None:
    cells = grid(sheet, card, bleed).cells
    for front, back in pairs(impose(pages, sheet, card, bleed)):
        assert not back.cuts
        assert len(front.cuts) == len(set(front.cuts))
        for x0, y0, x1, y1 in front.cuts:
            level = y0 == y1
            assert (x0, x1) == (0, sheet.width) if level else (x0 == x1 and (y0, y1) == (0, sheet.height))
            edges = [e for c in cells for e in ((c.y, c.bottom) if level else (c.x, c.right))]
            assert min(abs((y0 if level else x0) - edge) for edge in edges) < 0.001
            for c in cells:
                inside = c.y + 0.01 < y0 < c.bottom - 0.01 if level else c.x + 0.01 < x0 < c.right - 0.01
                assert not inside


@given(SHEETS, CARDS, BLEEDS)
@settings(max_examples=150)
def test_every_edge_inside_the_sheet_is_cut(sheet: Size, card: Size, bleed: float) -> None:
    front, _ = impose(2, sheet, card, bleed)
    levels = {y0 for x0, y0, x1, y1 in front.cuts if y0 == y1}
    uprights = {x0 for x0, y0, x1, y1 in front.cuts if x0 == x1}
    for cell in grid(sheet, card, bleed).cells:
        for edge, lines, most in (
            (cell.x, uprights, sheet.width),
            (cell.right, uprights, sheet.width),
            (cell.y, levels, sheet.height),
            (cell.bottom, levels, sheet.height),
        ):
            assert edge < 0.51 or edge > most - 0.51 or any(abs(edge - line) < 0.001 for line in lines)


def test_lines_are_a_bleed_apart_or_shared() -> None:
    for size, expected in ((Size(85 * MM, 54 * MM), {54.0, 6.0}), (Size(90 * MM, 55 * MM), {55.0})):
        front, _ = impose(20, A4, size, BLEED)
        levels = sorted(y0 for x0, y0, x1, y1 in front.cuts if y0 == y1)
        assert {round((b - a) / MM, 2) for a, b in pairwise(levels)} == expected


def test_a_grid_is_plain_data() -> None:
    assert isinstance(hash(grid(A4, A6, BLEED)), int)
    assert grid(A4, A6, BLEED) == grid(A4, A6, BLEED) != Grid(columns=1, rows=1, turned=False, gap=0, cells=())
