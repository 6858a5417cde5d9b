"""A technique's figures: the large one, and its motions one by one in small numbered ones."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cardgen.content.base import Zone
from cardgen.content.facts import Technique
from cardgen.figures.draw import figure
from cardgen.fonts import CAP_HEIGHT
from cardgen.layout.boxes import Box, Laid, grouped
from cardgen.layout.flow import Taken, fits, whole
from cardgen.layout.setting import Setting
from cardgen.manual import MotionStep
from cardgen.shapes import Mark, Path, circle, moved
from cardgen.units import MM, Rect, Size

CORNER = 2.4 * MM
"""Round corners of the large figure; small ones have them in proportion."""

IN_A_ROW = 3
"""Small figures beside each other."""


@dataclass(frozen=True, slots=True)
class FigureBlock:
    """The large figure, as wide as the page.

    Attributes:
        technique: What it shows.
        alt: In words.
        hatched: Zones that the person is not massaged on.
        high: Its height.
        caption: Said below it, if it shows the only motion.
    """

    technique: Technique
    alt: str
    hatched: frozenset[Zone]
    high: float
    caption: str | None = None
    name: str = "figure"

    def lay(self, setting: Setting, width: float, room: float) -> Taken | None:
        """Lay out figure and caption; they never split."""
        rect = Rect(0, 0, width, self.high)
        drawn = Box(rect, "Figure", self.name, _marks(self.technique, rect, self.hatched), alt=self.alt)
        said = self._caption(setting, width)
        return whole(Laid(self.high + self.caption_height(setting, width), (drawn, *said)), room)

    def caption_height(self, setting: Setting, width: float) -> float:
        """Return what the caption and the white above it take."""
        return sum(box.rect.bottom - self.high for box in self._caption(setting, width))

    def _caption(self, setting: Setting, width: float) -> tuple[Box, ...]:
        if self.caption is None:
            return ()
        below = Rect(0, self.high + 0.8 * setting.unit, width, 0)
        return (setting.paragraph(self.caption, "hands", below, self.name, align="centre", balance=True),)


def _marks(technique: Technique, rect: Rect, hatched: frozenset[Zone]) -> tuple[Mark, ...]:
    corner = CORNER * min(1.0, rect.height / (60 * MM) + 0.4)
    drawn = figure(technique, Size(rect.width, rect.height), corner, avoided=hatched)
    return tuple(moved(mark, rect.x, rect.y) for mark in drawn.marks)


@dataclass(frozen=True, slots=True)
class MotionsBlock:
    """The motions in their order, each in a small figure with its number and its caption; three in a row at most.

    Attributes:
        steps: The motions.
        hatched: Zones that the person is not massaged on.
        high: Height of a figure.
        first: Number of the first one.
    """

    steps: tuple[MotionStep, ...]
    hatched: frozenset[Zone]
    high: float
    first: int = 1
    name: str = "motions"

    def lay(self, setting: Setting, width: float, room: float) -> Taken | None:
        """Lay out as many whole rows as fit, at least one."""
        boxes: list[Box] = []
        y, shown = 0.0, 0
        columns = min(IN_A_ROW, len(self.steps))
        for start in range(0, len(self.steps), columns):
            row = self.steps[start : start + columns]
            laid = self._row(setting, row, columns, width, self.first + shown)
            gap = 1.6 * setting.unit if shown else 0.0
            if not fits(y + gap + laid.height, room):
                break
            boxes += laid.at(0, y + gap)
            y += gap + laid.height
            shown += len(row)
        if not shown:
            return None
        rest = replace(self, steps=self.steps[shown:], first=self.first + shown) if self.steps[shown:] else None
        return Taken(Laid(y, grouped(boxes, "L", self.name)), rest)

    def _row(self, setting: Setting, steps: tuple[MotionStep, ...], columns: int, width: float, first: int) -> Laid:
        gap = 1.35 * setting.format.gap.column
        column = (width - gap * (columns - 1)) / columns
        items = [self._item(setting, step, column, first + i) for i, step in enumerate(steps)]
        boxes = tuple(box for i, item in enumerate(items) for box in item.at(i * (column + gap), 0))
        return Laid(max(item.height for item in items), boxes)

    def _item(self, setting: Setting, step: MotionStep, width: float, number: int) -> Laid:
        rect = Rect(0, 0, width, self.high)
        drawn = Box(rect, "Figure", self.name, _marks(step.technique, rect, self.hatched), alt=step.alt, rank=1)
        below = Rect(0, self.high + 0.8 * setting.unit, width, 0)
        said = setting.paragraph(step.caption, "hands", below, self.name, align="centre", balance=True)
        content = grouped((drawn, said), "LBody", "motion")
        item = (content[0], *_number(setting, number, self.name), content[1])
        return Laid(said.rect.bottom, grouped(item, "LI", f"motion {number}"))


def _number(setting: Setting, number: int, block: str) -> tuple[Box, Box]:
    """A number on the corner of a small figure, on white."""
    size = setting.type("number").size
    r = max(0.8 * size, setting.width(str(number), "number") / 2 + CAP_HEIGHT * size / 2)
    middle = 0.85 * setting.unit + r
    rect = Rect(middle - r, middle - r, 2 * r, 2 * r)
    ground = Box(rect, "Artifact", block, (Path(circle(middle, middle, r), fill="white"),), over=True)
    text = setting.centred(str(number), "number", middle, middle, block, tag="Lbl", align="centre", over=True)
    return ground, text._replace(rank=-1)
