"""Step rows on a side: how they share its height, and their tiles, numbers and phase strips."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate, islice, takewhile
from typing import Final

from cardgen.content.base import Phase, Zone
from cardgen.content.facts import Technique
from cardgen.document import Labels, StepItem
from cardgen.figures.draw import figure
from cardgen.layout.boxes import Box, Laid, Part, Placed
from cardgen.layout.flow import fits
from cardgen.layout.parts import STRIP_PATTERN, TILE_CORNER, hairline, number, number_reach, phase_strip
from cardgen.layout.row import STRIP_GAP, Row, growth, heights, text_left
from cardgen.layout.row_text import STEP
from cardgen.layout.setting import Setting
from cardgen.units import MM, Rect, Size

GROWTH = 0.6 * MM
"""Step in which tiles grow into spare height: less is not seen, and figures of many sizes recur on few cards."""

_EVEN: Final = 2
"""Decimals of the height of a phase's strip, in points: finer than a printer, so that many cards have the same one."""


def least_tile(setting: Setting) -> float:
    """Return the smallest side of a figure tile on this rung of the ladder."""
    return setting.format.step.tile_floor if setting.fit.small_tile else setting.format.step.tile


def place_rows(
    setting: Setting, rows: tuple[Row, ...], area: Rect, pitch_gap: float, labels: Labels
) -> Iterator[Placed]:
    """Put rows under one another with their tiles, numbers and phase strips.

    Args:
        setting: The setting.
        rows: In order; all with tiles of the same side.
        area: Where they stand; the first begins at its top.
        pitch_gap: White space between two rows.
        labels: Fixed words.

    Yields:
        The blocks; to a reader, for each phase its name, where it is printed, and a list of its steps.
    """
    tops = list(accumulate((row.height + pitch_gap for row in rows), initial=area.y))
    for first, last in _phase_runs(rows):
        high = tops[last] + rows[last].height - tops[first]
        bare = _bare_heights(setting, rows[first : last + 1], [top - tops[first] for top in tops[first : last + 1]])
        phase, number = rows[first].step.phase, rows[first].step.number
        label = labels.phases[phase] if setting.format.step.numbers == "tile" else None
        strip = _strip(setting, round(high, _EVEN), phase, label, bare)
        yield Placed(strip, area.x, tops[first], block=f"phase from step {number}")
        steps = Part("L", f"steps from {number}")
        for i in range(first, last + 1):
            if i:
                yield _rule_above(setting, rows[i], area, tops[i] - pitch_gap / 2)
            yield from _row(setting, rows[i], area.x, tops[i], steps)


def _rule_above(setting: Setting, row: Row, area: Rect, y: float) -> Placed:
    left = text_left(setting, row.tile)
    return Placed(_rule(area.width - left), area.x + left, y, block=f"step {row.step.number}")


@lru_cache(maxsize=64)
def _rule(width: float) -> Laid:
    return Laid(0, (Box(Rect(0, 0, width, 0), "Artifact", STEP, (hairline(0, width, 0),)),))


def rows_fit(setting: Setting, steps: tuple[StepItem, ...], width: float, room: float) -> bool:
    """Say whether the rows fit ``room`` with the least tiles."""
    least = least_tile(setting)
    total = sum(heights(setting, step, least, width).row for step in steps)
    return fits(total + setting.row_gap * (len(steps) - 1), room)


def fitting_tile(setting: Setting, steps: tuple[StepItem, ...], width: float, room: float) -> float | None:
    """Return the largest tile side with which the rows fit ``room``, or None if not even the least one does.

    A tile never grows so far that a name needs another line.
    """
    if not rows_fit(setting, steps, width, room):
        return None
    tiles = _tiles(setting)
    rows = [growth(setting, step, tiles, width) for step in steps]
    free = room - setting.row_gap * (len(steps) - 1)
    totals = map(sum, zip(*(row.heights for row in rows), strict=True))
    most = min(row.most for row in rows)
    fitting = sum(1 for _ in takewhile(lambda total: fits(total, free), islice(totals, most)))
    return tiles[max(fitting, 1) - 1]


@lru_cache(maxsize=32)
def _tiles(setting: Setting) -> tuple[float, ...]:
    """Return the sides that a tile may have, from the smallest."""
    sides = [least_tile(setting)]
    while sides[-1] + GROWTH <= setting.format.step.tile_most:
        sides.append(sides[-1] + GROWTH)
    return tuple(sides)


def _phase_runs(rows: tuple[Row, ...]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for i, row in enumerate(rows):
        if runs and rows[runs[-1][0]].step.phase == row.step.phase:
            runs[-1] = (runs[-1][0], i)
        else:
            runs.append((i, i))
    return runs


@lru_cache(maxsize=256)
def _strip(
    setting: Setting, high: float, phase: Phase, label: str | None, bare: tuple[tuple[float, float], ...]
) -> Laid:
    rect = Rect(0, 0, setting.format.step.strip, high)
    return Laid(high, phase_strip(setting, rect, setting.theme.phases[phase], label, "phase", bare))


def _bare_heights(setting: Setting, rows: tuple[Row, ...], tops: list[float]) -> tuple[tuple[float, float], ...]:
    """Where the strip's pattern makes room for numbers that are too wide to stand beside it."""
    if setting.format.step.numbers == "tile":
        return ()
    half = setting.type("number").leading / 2
    middles = [
        top + row.height / 2
        for row, top in zip(rows, tops, strict=True)
        if not _beside_pattern(setting, row.step.number)
    ]
    return tuple((middle - half, middle + half) for middle in middles)


def _beside_pattern(setting: Setting, value: int) -> bool:
    return setting.width(str(value), "number") <= (1 - STRIP_PATTERN) * setting.format.step.strip


def _row(setting: Setting, row: Row, left: float, top: float, steps: Part) -> Iterator[Placed]:
    """Yield figure, number and text of a row, in the order in which they are painted; as an item of a list."""
    step, tile_left = row.step, left + setting.format.step.strip + STRIP_GAP * setting.unit
    block = f"step {step.number}"
    item, body = (steps, Part("LI", block)), (steps, Part("LI", block), Part("LBody", block))
    spare = row.height - row.tile
    tile_top = top + spare / 2 if spare < 2 * setting.unit else top
    yield Placed(_tile(step.technique, row.tile, step.alt, step.hatched), tile_left, tile_top, body, block)
    if setting.format.step.numbers == "tile":
        yield Placed(_number_on_tile(setting, step.number, step.phase), tile_left, tile_top, item, block)
    else:
        middle = top + row.height / 2
        yield Placed(_number_on_strip(setting, step.number, step.phase), left, middle, item, block)
    high = row.words.height
    text_top = top + max(0.0, min(row.height, row.tile) - high) / 2 if high < row.tile - 3 * setting.unit else top
    yield Placed(row.words, left + text_left(setting, row.tile), text_top, body, block)


@lru_cache(maxsize=128)
def _tile(technique: Technique, side: float, alt: str, hatched: frozenset[Zone]) -> Laid:
    """Lay out a step's figure; what is too firm for the person or not for their hands is drawn as it may be done."""
    drawn = figure(technique, Size(side, side), TILE_CORNER * side, show_key=side >= 16 * MM, avoided=hatched)
    return Laid(side, (Box(Rect(0, 0, side, side), "Figure", STEP, drawn.marks, alt=alt, rank=1),))


@lru_cache(maxsize=64)
def _number_on_tile(setting: Setting, value: int, phase: Phase) -> Laid:
    """Lay out a step's number on the corner of its tile, which is at the origin."""
    inside = 1.9 * setting.unit
    # The ring stands out above the tile, but never so far that it meets what is printed over the first row.
    below = max(inside, number_reach(setting, value) - 0.8 * setting.block_gap)
    return Laid(0, number(setting, inside, below, value, setting.theme.phases[phase], STEP))


@lru_cache(maxsize=64)
def _number_on_strip(setting: Setting, value: int, phase: Phase) -> Laid:
    """Lay out a step's number on its phase strip, on both sides of the origin."""
    style = setting.theme.phases[phase]
    beside = style.pattern != "solid" and _beside_pattern(setting, value)
    middle = setting.format.step.strip * ((1 - STRIP_PATTERN) / 2 if beside else 0.5)
    text, colour = str(value), style.text
    label = setting.centred(text, "number", middle, 0, STEP, tag="Lbl", colour=colour, align="centre", over=True)
    return Laid(0, (label._replace(rank=-1),))
