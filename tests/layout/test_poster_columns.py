"""Pieces in columns: in order, as low as can be, and level at their ends."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from cardgen.layout.boxes import Box, Laid
from cardgen.layout.poster_columns import Piece, arrange
from cardgen.layout.setting import Setting
from cardgen.theme import default_theme
from cardgen.units import Rect

SETTING = Setting(default_theme(), default_theme().formats["a2"])
WIDTH = SETTING.format.content.width


def piece(name: str, area: float) -> Piece:
    """Return a block that keeps its area, as text does: half as wide, twice as high."""

    def lay(_: Setting, width: float, least: float) -> Laid:
        high = max(area / width, least)
        return Laid(high, (Box(Rect(0, 0, width, high), "P", name, ()),))

    return lay


def block(name: str, high: float) -> Piece:
    """Return a block that is as high at any width."""

    def lay(_: Setting, width: float, least: float) -> Laid:
        return Laid(max(high, least), (Box(Rect(0, 0, width, max(high, least)), "P", name, ()),))

    return lay


areas = st.lists(st.floats(1e4, 4e5), min_size=1, max_size=7)


@settings(max_examples=60, deadline=None)
@given(areas)
def test_pieces_stand_in_order_and_within_the_block(sizes: list[float]) -> None:
    found = [piece(str(i), size) for i, size in enumerate(sizes)]
    measured = arrange(SETTING, found, WIDTH)
    laid = measured.place(SETTING)
    assert laid.height <= measured.height + 0.01
    assert [box.block for box in laid.boxes] == [str(i) for i in range(len(sizes))]
    assert all(Rect(0, 0, WIDTH, laid.height).contains(box.rect) for box in laid.boxes)
    assert not any(a.rect.overlaps(b.rect) for i, a in enumerate(laid.boxes) for b in laid.boxes[i + 1 :])


@settings(max_examples=60, deadline=None)
@given(areas)
def test_columns_are_never_higher_than_one(sizes: list[float]) -> None:
    found = [piece(str(i), size) for i, size in enumerate(sizes)]
    stacked = sum(size / WIDTH for size in sizes) + SETTING.block_gap * (len(sizes) - 1)
    assert arrange(SETTING, found, WIDTH).height <= stacked + 0.01


def test_two_pieces_of_one_size_end_level_beside_each_other() -> None:
    laid = arrange(SETTING, [block("a", 300), block("b", 290)], WIDTH).place(SETTING)
    first, second = laid.boxes
    assert first.rect.y == second.rect.y == 0
    assert first.rect.bottom == second.rect.bottom
    assert second.rect.x > first.rect.right


def test_a_panel_that_would_be_mostly_empty_keeps_its_height() -> None:
    laid = arrange(SETTING, [block("a", 400), block("b", 100)], WIDTH).place(SETTING)
    heights = [box.rect.height for box in laid.boxes]
    assert heights == [400, 100]
    assert laid.height == 400
