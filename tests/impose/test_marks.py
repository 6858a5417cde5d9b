"""Marks for the knife: in line with every cut, outside the bleed, never on a card."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cardgen.impose.grid import Count, Grid, grid, roomiest
from cardgen.impose.marks import CLEAR, LONGEST, SHORTEST, Style, marks, room_for_marks
from cardgen.units import MM, Rect, Size

A4, A6 = Size(210 * MM, 297 * MM), Size(105 * MM, 148 * MM)
BLEED = 3 * MM

GRIDS = st.builds(
    roomiest,
    st.builds(Size, st.floats(300, 1000), st.floats(300, 1400)),
    st.builds(Size, st.floats(90, 290), st.floats(90, 290)),
    st.floats(0, 20),
    room=st.floats(0, 5),
)


def lined_up(line: tuple[float, float, float, float], cell: Rect) -> bool:
    x0, y0, x1, y1 = line
    return (x0 == x1 and min(abs(x0 - e) for e in (cell.x, cell.right)) < 0.01) or (
        y0 == y1 and min(abs(y0 - e) for e in (cell.y, cell.bottom)) < 0.01
    )


def rect(line: tuple[float, float, float, float], width: float = 0.02) -> Rect:
    x0, y0, x1, y1 = line
    return Rect(min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0)).inset(-width)


@given(GRIDS, st.floats(0, 12), st.sampled_from(["crop", "corners"]))
@settings(max_examples=150)
def test_marks_are_in_line_with_cuts_and_on_no_card(cells: Grid, bleed: float, style: Style) -> None:
    found = marks(cells, bleed, style)
    sheet = Rect(0, 0, cells.sheet.width, cells.sheet.height)
    for line in found.lines:
        assert any(lined_up(line, cell) for cell in cells.cells)
        assert sheet.contains(rect(line), slack=0.1)
        clear = bleed + CLEAR if style == "crop" else CLEAR / 2
        assert not any(cell.inset(-clear + 0.1).overlaps(rect(line), slack=0) for cell in cells.cells)
        length = max(rect(line).width, rect(line).height)
        assert length <= LONGEST + 0.1
        assert style == "corners" or length >= SHORTEST


@given(GRIDS, st.floats(0, 12), st.sampled_from(["crop", "corners"]))
@settings(max_examples=150)
def test_every_cut_is_shown_in_one_way_or_the_other(cells: Grid, bleed: float, style: Style) -> None:
    found = marks(cells, bleed, style)
    shown = [*found.lines, *found.cuts]
    for cell in cells.cells:
        for edge, end in ((cell.x, cells.sheet.width), (cell.right, cells.sheet.width)):
            if 0.6 < edge < end - 0.6:
                assert any(x0 == x1 and abs(x0 - edge) < 0.01 for x0, _, x1, _ in shown)
        for edge, end in ((cell.y, cells.sheet.height), (cell.bottom, cells.sheet.height)):
            if 0.6 < edge < end - 0.6:
                assert any(y0 == y1 and abs(y0 - edge) < 0.01 for _, y0, _, y1 in shown)


def test_with_room_there_are_crop_marks_and_no_dashes() -> None:
    cells = grid(A4, A6, up=Count(1, 1), room=room_for_marks(BLEED))
    found = marks(cells, BLEED, "crop")
    assert (len(found.lines), found.cuts) == (8, ())
    cell = cells.cells[0]
    upper = min(y for _, y0, _, y1 in found.lines for y in (y0, y1))
    assert cell.y - BLEED - CLEAR - LONGEST == pytest.approx(upper)


def test_cards_that_touch_all_around_are_cut_along_dashes() -> None:
    found = marks(grid(A4, A6), 0.0, "crop")
    assert not found.lines
    assert len(found.cuts) == 4  # one between the columns; one between, above and below the rows


def test_no_marks_are_no_marks() -> None:
    found = marks(grid(A4, A6), BLEED, "none")
    assert (found.lines, found.cuts) == ((), ())
