"""The grid as arithmetic: cards inside the sheet, none over another, and no other way that holds more."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cardgen.impose.grid import Count, Grid, cut_lines, grid, roomiest
from cardgen.units import MM, Rect, Size

A4, LETTER = Size(210 * MM, 297 * MM), Size(612, 792)
A5, A6 = Size(148 * MM, 210 * MM), Size(105 * MM, 148 * MM)
ID_1, BUSINESS = Size(85.6 * MM, 53.98 * MM), Size(90 * MM, 55 * MM)
GAP = 6 * MM

SHEETS = st.builds(Size, st.floats(300, 1000), st.floats(300, 1400))
CARDS = st.builds(Size, st.floats(90, 290), st.floats(90, 290))
GAPS = st.floats(0, 20)
ROOMS = st.floats(0, 5)


def within(sheet: Size, room: float) -> Rect:
    return Rect(0, 0, sheet.width, sheet.height).inset(room)


@pytest.mark.parametrize(
    ("sheet", "card", "expected"),
    [
        (A4, A5, (1, 2, True)),
        (A4, A6, (2, 2, False)),
        (LETTER, A5, (1, 1, False)),
        (LETTER, A6, (2, 1, False)),
        (A4, BUSINESS, (2, 5, False)),
        (A4, Size(90 * MM, 200 * MM), (1, 3, True)),
        (LETTER, ID_1, (2, 5, False)),
    ],
    ids=["A5 on A4", "A6 on A4", "A5 on Letter", "A6 on Letter", "business card", "slip on A4", "bank card on Letter"],
)
def test_known_sheets(sheet: Size, card: Size, expected: tuple[int, int, bool]) -> None:
    chosen = roomiest(sheet, card, GAP)
    assert (chosen.columns, chosen.rows, chosen.turned) == expected


def test_cards_that_fill_the_sheet_exactly_stand_without_a_gap() -> None:
    chosen = roomiest(A4, A6, GAP)
    assert chosen.gap == 0
    assert chosen.cells[0].x == pytest.approx(0, abs=0.01)
    assert chosen.cells[3].bottom == pytest.approx(A4.height, abs=2)  # 2 x 148 mm leave 1 mm


def test_room_for_the_gap_is_used_but_no_card_is_given_up_for_it() -> None:
    left, right = roomiest(A4, Size(85 * MM, 54 * MM), GAP).cells[:2]
    assert right.x - left.right == pytest.approx(GAP)
    close = roomiest(A4, BUSINESS, GAP)  # five rows of 55 mm fit, but not with 6 mm between them
    assert (close.rows, close.gap) == (5, 0)


@given(SHEETS, CARDS, GAPS, ROOMS)
@settings(max_examples=100)
def test_cells_are_cards_inside_the_sheet_that_do_not_overlap(sheet: Size, card: Size, gap: float, room: float) -> None:
    chosen = grid(sheet, card, room=room)
    for each in (chosen, roomiest(sheet, card, gap, room=room)):
        assert len(each.cells) == each.columns * each.rows == len(chosen.cells) >= 1
        expected = (card.height, card.width) if each.turned else (card.width, card.height)
        assert all((cell.width, cell.height) == expected for cell in each.cells)
        assert all(within(sheet, room).contains(cell, slack=0.02) for cell in each.cells)
        assert not any(one.overlaps(other) for one, other in combinations(each.cells, 2))


@given(SHEETS, CARDS, GAPS)
@settings(max_examples=100)
def test_the_grid_stands_in_the_middle_of_the_sheet(sheet: Size, card: Size, gap: float) -> None:
    cells = roomiest(sheet, card, gap).cells
    left, right = min(c.x for c in cells), max(c.right for c in cells)
    top, bottom = min(c.y for c in cells), max(c.bottom for c in cells)
    assert (left, top) == pytest.approx((sheet.width - right, sheet.height - bottom), abs=1e-6)


@given(SHEETS, CARDS)
@settings(max_examples=100)
def test_no_other_way_holds_more_cards(sheet: Size, card: Size) -> None:
    upright = int(sheet.width // card.width) * int(sheet.height // card.height)
    turned = int(sheet.width // card.height) * int(sheet.height // card.width)
    chosen = grid(sheet, card)
    assert len(chosen.cells) >= max(upright, turned)
    assert chosen.turned == (turned > upright) or len(chosen.cells) > max(upright, turned)  # a hair's width of slack


@pytest.mark.parametrize(
    ("up", "columns", "rows"),
    [(1, 1, 1), (2, 1, 2), (4, 2, 2), (6, 2, 3), (8, 2, 4), (Count(1, 5), 1, 5), (Count(2, 1), 2, 1)],
)
def test_so_many_cards_as_asked_for(up: Count | int, columns: int, rows: int) -> None:
    chosen = grid(A4, ID_1, up=up)
    assert (chosen.columns, chosen.rows) == (columns, rows)


@pytest.mark.parametrize("up", [7 * 11, Count(3, 5), Count(1, 20), 1000])
def test_more_than_the_sheet_holds_is_refused(up: Count | int) -> None:
    with pytest.raises(ValueError, match="so many cards"):
        grid(A4, ID_1, up=up)


@given(SHEETS, st.floats(1.01, 3), GAPS)
def test_a_card_larger_than_the_sheet_is_refused(sheet: Size, factor: float, gap: float) -> None:
    longest = max(sheet.width, sheet.height) * factor
    with pytest.raises(ValueError, match="the sheet does not hold one card"):
        roomiest(sheet, Size(longest, longest), gap)


# --- Cut lines


@given(SHEETS, CARDS, GAPS)
@settings(max_examples=100)
def test_cuts_run_over_the_sheet_along_edges_of_cards_and_through_none(sheet: Size, card: Size, gap: float) -> None:
    chosen = roomiest(sheet, card, gap)
    lines = cut_lines(chosen)
    assert len(lines) == len(set(lines))
    for x0, y0, x1, y1 in lines:
        level = y0 == y1
        assert (x0, x1) == (0, sheet.width) if level else (x0 == x1 and (y0, y1) == (0, sheet.height))
        edges = [e for c in chosen.cells for e in ((c.y, c.bottom) if level else (c.x, c.right))]
        assert min(abs((y0 if level else x0) - edge) for edge in edges) < 0.001
        for c in chosen.cells:
            inside = c.y + 0.01 < y0 < c.bottom - 0.01 if level else c.x + 0.01 < x0 < c.right - 0.01
            assert not inside


@given(SHEETS, CARDS, GAPS)
@settings(max_examples=100)
def test_every_edge_inside_the_sheet_is_cut(sheet: Size, card: Size, gap: float) -> None:
    chosen = roomiest(sheet, card, gap)
    levels = {y0 for x0, y0, x1, y1 in cut_lines(chosen) if y0 == y1}
    uprights = {x0 for x0, y0, x1, y1 in cut_lines(chosen) if x0 == x1}
    for cell in chosen.cells:
        for edge, lines, most in (
            (cell.x, uprights, sheet.width),
            (cell.right, uprights, sheet.width),
            (cell.y, levels, sheet.height),
            (cell.bottom, levels, sheet.height),
        ):
            assert edge < 0.51 or edge > most - 0.51 or any(abs(edge - line) < 0.001 for line in lines)


def test_lines_are_a_gap_apart_or_shared() -> None:
    for size, expected in ((Size(85 * MM, 54 * MM), {54.0, 6.0}), (BUSINESS, {55.0})):
        levels = sorted(y0 for x0, y0, x1, y1 in cut_lines(roomiest(A4, size, GAP)) if y0 == y1)
        assert {round((b - a) / MM, 2) for a, b in pairwise(levels)} == expected


def test_a_grid_is_plain_data() -> None:
    assert isinstance(hash(grid(A4, A6)), int)
    assert grid(A4, A6) == grid(A4, A6) != Grid(sheet=A4, columns=1, rows=1, turned=False, gap=0, cells=())
