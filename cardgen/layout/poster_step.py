"""A step on a poster: figure, number and name for three metres, its text for two; and steps in a grid."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from cardgen.document import StepItem
from cardgen.figures.draw import figure
from cardgen.layout.boxes import Box, Laid, Tag, grouped
from cardgen.layout.flow import fits
from cardgen.layout.parts import badge, badge_height, badge_width, dots, dots_width, number, number_reach
from cardgen.layout.setting import Setting
from cardgen.layout.text import Paragraph, Span
from cardgen.shapes import Point
from cardgen.units import MM, Rect, Size

CORNER = 0.06
"""Radius of a tile's corners as a share of its side."""

GROWTH = 1 * MM
"""Step in which tiles grow."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Steps beside and below each other, in reading order; measured, and drawn only when they are placed.

    Attributes:
        steps: In order.
        columns: How many stand beside each other.
        width: Of a cell, in points.
        tile: Side of the figures in points.
        heights: Of the rows, from the top.
        dense: Of each row, whether its doses stand beside the names.
        tag: What a step's name is to a reader.
    """

    steps: tuple[StepItem, ...]
    columns: int
    width: float
    tile: float
    heights: tuple[float, ...]
    dense: tuple[bool, ...]
    tag: Tag

    def height(self, gap: float) -> float:
        """Return the height with ``gap`` points between two rows."""
        return sum(self.heights) + gap * (len(self.heights) - 1)

    @property
    def free(self) -> int:
        """Return how many cells of the last row are empty."""
        return len(self.heights) * self.columns - len(self.steps)

    def with_last_row(self, least: float) -> Grid:
        """Return the grid with a last row of at least ``least`` points."""
        return replace(self, heights=(*self.heights[:-1], max(self.heights[-1], least)))

    def corner(self, setting: Setting, index: int, gap: float) -> Point:
        """Return the top left corner of a cell by its index, with ``gap`` points between two rows."""
        row, column = divmod(index, self.columns)
        return column * (self.width + setting.format.gap.column), sum(self.heights[:row]) + gap * row

    def place(self, setting: Setting, left: float, top: float, gap: float) -> tuple[Box, ...]:
        """Return the boxes with their top left corner at ``left``, ``top``, and ``gap`` points between rows."""
        boxes: list[Box] = []
        for index, step in enumerate(self.steps):
            x, y = self.corner(setting, index, gap)
            cell = _cell(setting, step, self.tile, self.width, self.tag, dense=self.dense[index // self.columns])
            boxes += cell.at(left + x, top + y)
        return grouped(boxes, "L", f"steps from {self.steps[0].number}")


def make_grid(setting: Setting, steps: tuple[StepItem, ...], width: float, columns: int, tile: float, tag: Tag) -> Grid:
    """Measure steps in columns.

    Args:
        setting: The setting; its ``fit`` says whether the texts are the short ones.
        steps: In order.
        width: Points for all columns.
        columns: How many.
        tile: Side of the figures in points.
        tag: What a step's name is to a reader.

    Returns:
        The grid; its rows are as high as their highest cell.
    """
    cell = (width - setting.format.gap.column * (columns - 1)) / columns
    rows = [steps[i : i + columns] for i in range(0, len(steps), columns)]
    dense = tuple(not setting.fit.extras and all(_beside(setting, step, tile, cell) for step in row) for row in rows)
    heights = tuple(
        max(_texts(setting, step, tile, cell, tag, dense=how).height for step in row)
        for row, how in zip(rows, dense, strict=True)
    )
    return Grid(steps, columns, cell, tile, heights, dense, tag)


LastRow: TypeAlias = Callable[[Grid], float]
"""Says how high the last row of a grid is at least."""


def grids(
    setting: Setting,
    steps: tuple[StepItem, ...],
    width: float,
    room: float,
    least: float,
    tag: Tag,
    last_row: LastRow | None = None,
) -> Iterator[Grid]:
    """Yield for each number of columns the grid with the largest figures that fits, those with larger ones first.

    Args:
        setting: The setting.
        steps: In order.
        width: Points for all columns.
        room: Height in points.
        least: Least side of a figure.
        tag: What a step's name is to a reader.
        last_row: How high the last row is at least.
    """
    tried = (
        largest(setting, steps, width, room, columns, least, tag, last_row) for columns in range(1, len(steps) + 1)
    )
    yield from sorted((grid for grid in tried if grid), key=lambda grid: (-grid.tile, grid.columns))


def largest(
    setting: Setting,
    steps: tuple[StepItem, ...],
    width: float,
    room: float,
    columns: int,
    least: float,
    tag: Tag,
    last_row: LastRow | None = None,
) -> Grid | None:
    """Return the grid with so many columns and the largest figures that fits, if there is one; see ``grids``."""
    form = setting.format
    cell = (width - form.gap.column * (columns - 1)) / columns
    most = min(form.step.tile_most, cell - form.step.text_gap - form.wall.text)

    def fitting(size: int) -> Grid | None:
        grid = make_grid(setting, steps, width, columns, least + size * GROWTH, tag)
        grid = grid.with_last_row(last_row(grid)) if last_row else grid
        return grid if fits(grid.height(setting.row_gap), room) else None

    rows = math.ceil(len(steps) / columns)
    possible = fits(least, most) and fits(rows * least + (rows - 1) * setting.row_gap, room)
    best = fitting(0) if possible else None
    low, high = 1, math.floor((most - least) / GROWTH + 0.01)
    while best and low <= high:
        middle = (low + high) // 2
        grid = fitting(middle)
        best, low, high = (grid, middle + 1, high) if grid else (best, low, middle - 1)
    return best


def _cell(setting: Setting, step: StepItem, tile: float, width: float, tag: Tag, *, dense: bool) -> Laid:
    """Figure with its number on the left; name, dose and pressure, text on the right."""
    block = f"step {step.number}"
    drawn = figure(step.technique, Size(tile, tile), CORNER * tile, avoided=step.hatched)
    picture = Box(Rect(0, 0, tile, tile), "Figure", block, drawn.marks, alt=step.alt, rank=1)
    inside = max(1.7 * setting.unit, 0.62 * number_reach(setting, step.number))
    label = number(setting, inside, inside, step.number, setting.theme.phases[step.phase], block)
    texts = _texts(setting, step, tile, width, tag, dense=dense)
    body = grouped((picture, *texts.boxes), "LBody", block)
    boxes = (body[0], *(box._replace(rank=-1) for box in label), *body[1:])
    return Laid(texts.height, grouped(boxes, "LI", block))


def _texts(setting: Setting, step: StepItem, tile: float, width: float, tag: Tag, *, dense: bool) -> Laid:
    """Everything but the figure, beside a tile of some side; as high as the whole cell."""
    return (_dense if dense else _roomy)(setting, step, tile, width, tag)


def _beside(setting: Setting, step: StepItem, tile: float, width: float) -> bool:
    """Say whether a step's dose fits beside its name."""
    room = width - tile - setting.format.step.text_gap
    return setting.width(step.name, "name") + 1.5 * setting.unit + badge_width(setting, step.badge) <= room


def _roomy(setting: Setting, step: StepItem, tile: float, width: float, tag: Tag) -> Laid:
    """Dose and pressure on a line of their own below the name."""
    block, left = f"step {step.number}", tile + setting.format.step.text_gap
    name = setting.paragraph(step.name, "name", Rect(left, 0, width - left, 0), f"{block} / name", tag=tag)
    line, wide = badge_height(setting), dots_width(setting)
    top = name.rect.bottom + 0.3 * setting.unit
    dose = _dose(setting, step, left + badge_width(setting, step.badge), top)
    beside = dose[0].rect.right + 2 * setting.unit + wide <= width
    middle = top + line * (0.5 if beside else 1.6)
    pressure = _pressure(setting, step, width - wide if beside else left, middle)
    below = max(dose[0].rect.bottom, pressure.rect.bottom) + 0.8 * setting.unit
    text = setting.paragraph(_words(setting, step), "body", Rect(left, below, width - left, 0), f"{block} / text")
    return Laid(max(tile, text.rect.bottom), (name, *dose, pressure, text))


def _dense(setting: Setting, step: StepItem, tile: float, width: float, tag: Tag) -> Laid:
    """Dose beside the name, and pressure below the text."""
    block, left = f"step {step.number}", tile + setting.format.step.text_gap
    room = width - left
    name = setting.paragraph(step.name, "name", Rect(left, 0, room, 0), f"{block} / name", tag=tag)
    dose = _dose(setting, step, width, name.rect.height / 2 - badge_height(setting) / 2)
    below = max(name.rect.bottom, dose[0].rect.bottom) + 0.3 * setting.unit
    text = setting.paragraph(_words(setting, step), "body", Rect(left, below, room, 0), f"{block} / text")
    half = setting.format.dots.diameter / 2
    middle = max(tile - half, text.rect.bottom + 0.4 * setting.unit + half)
    pressure = _pressure(setting, step, width - dots_width(setting), middle)
    return Laid(max(tile, pressure.rect.bottom), (name, *dose, text, pressure))


def _dose(setting: Setting, step: StepItem, right: float, top: float) -> tuple[Box, ...]:
    middle, block = top + badge_height(setting) / 2, f"step {step.number} / dose"
    return badge(setting, right, middle, step.badge, step.amount.kind, from_source=step.from_source, block=block)


def _pressure(setting: Setting, step: StepItem, left: float, middle: float) -> Box:
    return dots(setting, left, middle, step.pressure, step.pressure_words, f"step {step.number} / pressure")


def _words(setting: Setting, step: StepItem) -> Paragraph:
    """The hands as a run-in, the text, and about how long repetitions take."""
    strong, body = setting.type("strong").face, setting.type("body").face
    about = f" {step.about[0].upper()}{step.about[1:]}." if step.about else ""
    said = step.short if setting.fit.short else step.full
    return Span(f"{step.hands}: ", strong), Span(said + about, body)
