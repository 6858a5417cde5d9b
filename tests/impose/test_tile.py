"""Tiles of a poster: they cover it, they overlap by the glue edge, and no other way takes fewer sheets."""

from __future__ import annotations

import math

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cardgen.impose.tile import Tile, Tiling, tiles
from cardgen.units import MM, Rect, Size

A0, A2, A3 = Size(841 * MM, 1189 * MM), Size(420 * MM, 594 * MM), Size(297 * MM, 420 * MM)
A4, LETTER = Size(210 * MM, 297 * MM), Size(612, 792)

POSTERS = st.builds(Size, st.floats(300, 3400), st.floats(300, 3400))
SHEETS = st.sampled_from([A4, LETTER, A3])
OVERLAPS = st.floats(0, 40)
MARGINS = st.floats(0, 40)
FEET = st.floats(0, 20)


@st.composite
def tilings(draw: st.DrawFn) -> tuple[Size, float, float, float, Tiling]:
    poster, overlap, margin, foot = draw(POSTERS), draw(OVERLAPS), draw(MARGINS), draw(FEET)
    return poster, overlap, margin, foot, tiles(poster, draw(SHEETS), overlap=overlap, margin=margin, foot=foot)


def at(tiling: Tiling, row: int, column: int) -> Tile:
    return tiling.tiles[row * tiling.columns + column]


@given(tilings())
@settings(max_examples=100)
def test_windows_cover_the_poster_and_overlap_by_the_glue_edge(
    made: tuple[Size, float, float, float, Tiling],
) -> None:
    poster, overlap, _, _, tiling = made
    assert [(t.row, t.column) for t in tiling.tiles] == [
        (r, c) for r in range(tiling.rows) for c in range(tiling.columns)
    ]
    first, last = tiling.tiles[0].window, tiling.tiles[-1].window
    assert (first.x, first.y) == (0, 0)
    assert (last.right, last.bottom) == pytest.approx((poster.width, poster.height))
    for tile in tiling.tiles:
        if tile.column + 1 < tiling.columns:
            beside = at(tiling, tile.row, tile.column + 1).window
            assert tile.window.right - beside.x == pytest.approx(overlap, abs=1e-6)
            assert tile.window.y == beside.y
        if tile.row + 1 < tiling.rows:
            below = at(tiling, tile.row + 1, tile.column).window
            assert tile.window.bottom - below.y == pytest.approx(overlap, abs=1e-6)


@given(tilings())
@settings(max_examples=100)
def test_nothing_is_printed_where_the_printer_cannot(made: tuple[Size, float, float, float, Tiling]) -> None:
    _, _, margin, foot, tiling = made
    white = Rect(margin, margin, tiling.sheet.width - 2 * margin, tiling.sheet.height - 2 * margin - foot)
    for tile in tiling.tiles:
        assert white.contains(tile.place, slack=0.02)
        assert (tile.place.width, tile.place.height) == (tile.window.width, tile.window.height)


@given(tilings())
@settings(max_examples=100)
def test_glued_together_every_point_shows_once(made: tuple[Size, float, float, float, Tiling]) -> None:
    """What the next tiles do not cover adds up to the poster."""
    poster, overlap, _, _, tiling = made
    shown = 0.0
    for tile in tiling.tiles:
        glue = sum(strip.width * strip.height for strip in tile.glue)
        assert all(tile.place.contains(strip) for strip in tile.glue)
        shown += tile.window.width * tile.window.height - glue
        edges = (tile.column == tiling.columns - 1) + (tile.row == tiling.rows - 1)
        assert len(tile.glue) == (2 - edges if overlap else 0)
        assert len(tile.trims) == 2 + edges
    assert shown == pytest.approx(poster.width * poster.height)


@given(POSTERS, SHEETS, OVERLAPS, MARGINS)
@settings(max_examples=100)
def test_no_other_way_takes_fewer_sheets(poster: Size, sheet: Size, overlap: float, margin: float) -> None:
    counts = []
    for paper in (sheet, Size(sheet.height, sheet.width)):
        wide, high = paper.width - 2 * margin - overlap, paper.height - 2 * margin - overlap
        columns, rows = (poster.width - overlap) / wide, (poster.height - overlap) / high
        assume(all(abs(n - round(n)) > 0.001 for n in (columns, rows)))
        counts.append(max(1, math.ceil(columns)) * max(1, math.ceil(rows)))
    tiling = tiles(poster, sheet, overlap=overlap, margin=margin)
    assert len(tiling.tiles) == min(counts)


@pytest.mark.parametrize(
    ("poster", "sheet", "rows", "columns", "lying"),
    [(A2, A4, 4, 2, True), (A2, A3, 2, 2, False), (A0, A3, 3, 3, False), (A3, A3, 2, 1, True)],
    ids=["A2 on A4", "A2 on A3", "A0 on A3", "A3 on A3 needs the margin"],
)
def test_known_posters(poster: Size, sheet: Size, rows: int, columns: int, lying: bool) -> None:
    tiling = tiles(poster, sheet, overlap=10 * MM, margin=5 * MM)
    assert (tiling.rows, tiling.columns, tiling.sheet.width > tiling.sheet.height) == (rows, columns, lying)


def test_a_poster_smaller_than_the_sheet_is_one_tile_cut_on_four_sides() -> None:
    (tile,) = tiles(Size(200, 300), A4, overlap=20, margin=10).tiles
    assert (tile.label, tile.glue, len(tile.trims)) == ("A1", (), 4)


def test_labels_name_row_and_column() -> None:
    tiling = tiles(A0, Size(100, 100), overlap=10, margin=5)
    labels = [tile.label for tile in tiling.tiles]
    assert len(set(labels)) == len(labels)
    assert at(tiling, 1, 2).label == "B3"
    assert at(tiling, 26, 0).label == "AA1"
    assert at(tiling, 27, 10).label == "AB11"


@pytest.mark.parametrize(("overlap", "margin", "foot"), [(300 * MM, 5 * MM, 0), (10 * MM, 150 * MM, 0), (0, 0, 900)])
def test_no_room_on_the_sheet_is_refused(overlap: float, margin: float, foot: float) -> None:
    with pytest.raises(ValueError, match="no room for a part of the poster"):
        tiles(A2, A4, overlap=overlap, margin=margin, foot=foot)
