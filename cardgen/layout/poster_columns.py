"""Pieces in columns beside each other, in reading order, so that they take little height and end level."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import TypeAlias

from cardgen.layout.boxes import Box, Laid, stack
from cardgen.layout.setting import Setting

Piece: TypeAlias = Callable[[Setting, float, float], Laid]
"""Lays a block out whole: setting, width, and the height that a panel with a frame takes at least."""

STRETCH = 0.6
"""How much higher than its content a panel becomes at most to end level with its neighbours: a share of its height."""


@dataclass(frozen=True, slots=True)
class _Placed:
    """A piece, and how it is laid out at its least height."""

    piece: Piece
    laid: Laid


_Column: TypeAlias = tuple[_Placed, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    """Columns of some width beside each other."""

    columns: tuple[_Column, ...]
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Arranged:
    """Pieces in columns, measured; drawn only when they are placed.

    Attributes:
        rows: Columns below each other, one or two times.
        height: Points.
    """

    rows: tuple[_Row, ...]
    height: float

    def place(self, setting: Setting) -> Laid:
        """Return the block; columns beside each other end level where they end with a panel."""
        return stack([_level(setting, row) for row in self.rows], setting.block_gap)


def arrange(setting: Setting, found: Sequence[Piece], width: float) -> Arranged:
    """Put pieces into columns, and the last ones into columns of their own below where that takes less height.

    Args:
        setting: The setting; its format says how narrow a column may be.
        found: In reading order; at least one.
        width: Points for all columns.

    Returns:
        The columns.
    """
    gap, between = setting.block_gap, setting.format.gap.column
    most = max(1, int((width + between) / (setting.format.wall.panel + between)))
    widths = [(width - between * (count - 1)) / count for count in range(1, most + 1)]
    measured = [tuple(_Placed(piece, piece(setting, one, 0.0)) for piece in found) for one in widths]

    def lowest(first: int, last: int) -> _Row:
        counts = range(min(most, last - first))
        rows = (_row(measured[i][first:last], i + 1, widths[i], gap) for i in counts)
        return min(rows, key=lambda row: row.height)

    ways = [[lowest(0, len(found))], *([lowest(0, cut), lowest(cut, len(found))] for cut in range(1, len(found)))]
    tried = (Arranged(tuple(rows), _total([row.height for row in rows], gap)) for rows in ways)
    return min(tried, key=lambda one: one.height)


def _row(placed: Sequence[_Placed], count: int, width: float, gap: float) -> _Row:
    """Cut pieces into columns of which the highest is as low as can be."""
    heights = [one.laid.height for one in placed]
    cuts = ((0, *inner, len(placed)) for inner in combinations(range(1, len(placed)), count - 1))
    tried = [(max(_total(heights[a:b], gap) for a, b in pairwise(cut)), cut) for cut in cuts]
    high, best = min(tried)
    return _Row(tuple(tuple(placed[a:b]) for a, b in pairwise(best)), width, high)


def _level(setting: Setting, row: _Row) -> Laid:
    """Place the columns; a last panel that would not be mostly empty reaches down to the others' end."""
    gap, pitch = setting.block_gap, row.width + setting.format.gap.column
    boxes: list[Box] = []
    for i, column in enumerate(row.columns):
        *above, last = column
        spare = row.height - _total([one.laid.height for one in column], gap)
        stretched = spare <= STRETCH * last.laid.height
        end = last.piece(setting, row.width, last.laid.height + spare) if stretched else last.laid
        boxes += stack([*(one.laid for one in above), end], gap).at(i * pitch, 0)
    return Laid(row.height, tuple(boxes))


def _total(heights: Sequence[float], gap: float) -> float:
    return sum(heights) + gap * (len(heights) - 1)
