from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardgen.errors import FitError
from cardgen.layout.boxes import Box, Laid, flat
from cardgen.layout.flow import (
    FlowBlock,
    Taken,
    column,
    fill,
    fits,
    fitting_count,
    measured,
    must_start,
    whole,
)
from cardgen.layout.setting import Setting
from cardgen.theme import default_theme
from cardgen.units import Rect

SETTING = Setting(default_theme(), default_theme().formats["a5"])
GAP = SETTING.block_gap


@dataclass(frozen=True)
class Lines:
    """A block of lines ten points high, which splits between any two."""

    name: str
    lines: tuple[int, ...]

    def lay(self, setting: Setting, width: float, room: float) -> Taken | None:
        count = min(len(self.lines), int(max(0.0, room + 0.01) // 10))
        boxes = tuple(
            Box(Rect(0, 10 * i, width, 10), "P", f"{self.name} {line}", ()) for i, line in enumerate(self.lines[:count])
        )
        rest = Lines(self.name, self.lines[count:]) if count < len(self.lines) else None
        return Taken(Laid(10.0 * count, boxes), rest) if count else None

    def measure(self, setting: Setting, width: float, room: float) -> float | None:
        return 10.0 * len(self.lines) if fits(10.0 * len(self.lines), room) else None


def test_a_length_fits_in_spite_of_what_sums_of_floats_lose() -> None:
    assert fits(sum([0.1] * 3), 0.3)
    assert fits(-1, 0)
    assert not fits(50.1, 50)


def test_a_block_that_never_splits_fits_whole_or_not_at_all() -> None:
    laid = Laid(50, ())
    assert whole(laid, 50) == Taken(laid)
    assert whole(laid, 49.9) is None


@given(
    st.lists(st.integers(1, 9), min_size=1, max_size=6),
    st.floats(20, 200, allow_nan=False),
)
def test_what_is_filled_fits_and_nothing_is_lost(lengths: list[int], room: float) -> None:
    blocks: tuple[FlowBlock, ...] = tuple(Lines(f"b{i}", tuple(range(n))) for i, n in enumerate(lengths))
    expected = [f"b{i} {line}" for i, n in enumerate(lengths) for line in range(n)]
    found: list[str] = []
    while blocks:
        filled = fill(SETTING, blocks, 100, room)
        assert filled.parts
        assert filled.height(GAP) <= room + 0.02
        found += [box.block for part in filled.parts for box in part.boxes]
        blocks = filled.rest
    assert found == expected


def test_parts_of_a_column_stand_under_each_other_with_the_gap_between_them() -> None:
    filled = fill(SETTING, (Lines("a", (1, 2)), Lines("b", (3,))), 100, 500)
    blocks = column(filled.parts, Rect(5, 7, 100, 500), 4)
    assert [(block.laid, block.x, block.y) for block in blocks] == [
        (filled.parts[0], 5, 7),
        (filled.parts[1], 5, 31),
    ]
    assert [(box.rect.x, box.rect.y) for box in flat(blocks)] == [(5, 7), (5, 17), (5, 31)]
    assert filled.height(4) == 34


def test_a_block_that_does_not_fit_even_alone_is_named() -> None:
    blocks = (Lines("steps", (1,)),)
    with pytest.raises(FitError, match="the block 'steps' does not fit on a side even alone"):
        must_start(fill(SETTING, blocks, 100, 5), blocks, "on a side")
    must_start(fill(SETTING, blocks, 100, 10), blocks, "on a side")


@given(st.lists(st.integers(1, 9), max_size=6), st.floats(0, 200))
def test_blocks_are_measured_as_they_are_filled(lengths: list[int], room: float) -> None:
    blocks = tuple(Lines(f"b{i}", tuple(range(n))) for i, n in enumerate(lengths))
    filled, heights = fill(SETTING, blocks, 100, room), measured(SETTING, blocks, 100, room)
    assert heights == (None if filled.rest else [part.height for part in filled.parts])


@given(st.lists(st.floats(0, 50), max_size=8), st.floats(0, 200), st.floats(0, 9))
def test_as_many_parts_are_counted_as_fit_with_the_gap_between_them(
    heights: list[float], room: float, gap: float
) -> None:
    count = fitting_count(heights, room, gap)
    assert not count or fits(sum(heights[:count]) + gap * (count - 1), room + 1e-6)
    assert count == len(heights) or not fits(sum(heights[: count + 1]) + gap * count, room - 1e-6)
