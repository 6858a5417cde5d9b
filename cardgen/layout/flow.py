"""Blocks that flow over sides: each takes the room it is given and hands back what is left of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice, takewhile
from typing import Protocol

from cardgen.errors import FitError, Problem
from cardgen.layout.boxes import Laid, Placed, Several
from cardgen.layout.setting import Setting
from cardgen.units import Rect

SLACK = 0.01
"""Points that a height or a width may pass its room by: sums of floats, far below what a printer shows."""


def fits(length: float, room: float) -> bool:
    """Say whether a height (or a width) in points fits the room, give or take ``SLACK``."""
    return length <= room + SLACK


@dataclass(frozen=True, slots=True)
class Taken:
    """What of a block stands here, and the block that holds the rest, if any."""

    laid: Laid | Several
    rest: FlowBlock | None = None


class FlowBlock(Protocol):
    """A block of a side."""

    @property
    def name(self) -> str:
        """What the block is called in messages and tests."""
        ...

    def lay(self, setting: Setting, width: float, room: float) -> Taken | None:
        """Lay out as much as fits.

        Args:
            setting: The setting.
            width: Points.
            room: Height in points.

        Returns:
            What stands here and what is left; None if not even a first useful part fits.
        """
        ...


class WholeBlock(FlowBlock, Protocol):
    """A block that can tell its height before it is laid out."""

    def measure(self, setting: Setting, width: float, room: float) -> float | None:
        """Return the height of what ``lay`` would lay out, or None if it would not be the whole block.

        Args:
            setting: The setting.
            width: Points.
            room: Height in points.
        """
        ...


def whole(laid: Laid | Several, room: float) -> Taken | None:
    """Return a block that never splits, if it fits."""
    return Taken(laid) if fits(laid.height, room) else None


def fitting(height: float, room: float) -> float | None:
    """Return the height of a block that never splits, if it fits."""
    return height if fits(height, room) else None


def fitting_count(heights: Iterable[float], room: float, gap: float = 0.0) -> int:
    """Return how many parts, from the first on and ``gap`` points apart, fit the room under one another."""
    bottoms = accumulate(heights, lambda bottom, height: bottom + gap + height, initial=-gap)
    return sum(1 for _ in takewhile(lambda bottom: fits(bottom, room), islice(bottoms, 1, None)))


@dataclass(frozen=True, slots=True)
class Filled:
    """A column filled with blocks: what stands in it, the heights of its blocks, and what is left over."""

    parts: tuple[Laid | Several, ...]
    rest: tuple[FlowBlock, ...]

    def height(self, gap: float) -> float:
        """Return the height with ``gap`` points between two parts."""
        return column_height([part.height for part in self.parts], gap)


def column_height(heights: Sequence[float], gap: float) -> float:
    """Return the height of a column with ``gap`` points between two parts."""
    return sum(heights) + gap * max(0, len(heights) - 1)


def fill(setting: Setting, blocks: tuple[FlowBlock, ...], width: float, room: float) -> Filled:
    """Fill a column from the top, in order, until a block does not fit whole.

    Args:
        setting: The setting.
        blocks: In order.
        width: Points.
        room: Height in points.

    Returns:
        The filled column.
    """
    parts: list[Laid | Several] = []
    left = room
    for i, block in enumerate(blocks):
        gap = setting.block_gap if parts else 0.0
        taken = block.lay(setting, width, left - gap)
        if taken is None:
            return Filled(tuple(parts), blocks[i:])
        parts.append(taken.laid)
        left -= gap + taken.laid.height
        if taken.rest is not None:
            return Filled(tuple(parts), (taken.rest, *blocks[i + 1 :]))
    return Filled(tuple(parts), ())


def measured(setting: Setting, blocks: Iterable[WholeBlock], width: float, room: float) -> list[float] | None:
    """Return the heights of the blocks of a column, or None if not every one fits whole; arguments as ``fill``."""
    heights: list[float] = []
    left = room
    for block in blocks:
        gap = setting.block_gap if heights else 0.0
        height = block.measure(setting, width, left - gap)
        if height is None:
            return None
        heights.append(height)
        left -= gap + height
    return heights


def must_start(filled: Filled, blocks: tuple[FlowBlock, ...], where: str) -> None:
    """Fail if an empty side could not take even the first part of a block.

    Raises:
        FitError: Naming the block.
    """
    if blocks and not filled.parts:
        raise FitError(
            Problem(
                "layout", 0, 0, f"the block '{blocks[0].name}' does not fit {where} even alone; use a larger format"
            )
        )


def column(parts: tuple[Laid | Several, ...], area: Rect, gap: float) -> tuple[Placed, ...]:
    """Place a column's parts into ``area`` from the top, ``gap`` points apart."""
    tops = accumulate((part.height + gap for part in parts), initial=area.y)
    return tuple(block for part, top in zip(parts, tops, strict=False) for block in part.placed(area.x, top))
