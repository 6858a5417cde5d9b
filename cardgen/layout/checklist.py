"""What to prepare before the massage: lines to tick, under a title."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import lru_cache

from cardgen.document import CheckItem
from cardgen.layout.boxes import Laid, grouped, stack
from cardgen.layout.flow import Taken, column_height, fits, fitting
from cardgen.layout.safety import heading
from cardgen.layout.setting import Setting
from cardgen.layout.ticks import tick_height, tick_line

LINE_GAP = 0.35
"""White space between two lines to tick: a multiple of the format's unit."""


@dataclass(frozen=True, slots=True)
class ChecklistBlock:
    """What to prepare before the massage, to tick; in one or two columns; continues between two lines."""

    title: str
    items: tuple[CheckItem, ...]
    columns: int
    short: bool
    continued: str
    again: bool = False
    name: str = "checklist"

    def lay(self, setting: Setting, width: float, room: float) -> Taken | None:
        """Lay out as many lines as fit, at least two."""
        least = min(2, len(self.items))
        for count in range(len(self.items), least - 1, -1):
            if fits(_checklist_height(self, setting.typed, width, count), room):
                rest = replace(self, items=self.items[count:], again=True) if count < len(self.items) else None
                return Taken(_checklist(self, setting.typed, width, count), rest)
        return None

    def measure(self, setting: Setting, width: float, room: float) -> float | None:
        """See ``flow.WholeBlock``."""
        return fitting(_checklist_height(self, setting.typed, width, len(self.items)), room)

    def __hash__(self) -> int:
        """Tell blocks apart by what differs most: enough for a cache, and quick."""
        return hash((self.columns, self.short, self.again, len(self.items)))

    def first_lines(self, setting: Setting, width: float, count: int) -> Laid:
        """Lay out title and the first lines, whatever room there is."""
        head = heading(setting, self._head, width, self.name)
        column, gap = self._column(setting, width), LINE_GAP * setting.unit
        lines = [tick_line(setting, text, column, self.name) for text in self._texts(count)]
        rows = math.ceil(count / self.columns)
        stacks = [stack(lines[c * rows : (c + 1) * rows], gap) for c in range(self.columns)]
        pitch = column + setting.format.gap.column
        boxes = tuple(box for c, one in enumerate(stacks) for box in one.at(c * pitch, head.rect.height))
        height = head.rect.height + max(one.height for one in stacks)
        return Laid(height, (head, *grouped(boxes, "L", self.name)))

    def height(self, setting: Setting, width: float, count: int) -> float:
        """Return how high title and the first lines are."""
        column, gap = self._column(setting, width), LINE_GAP * setting.unit
        heights = [tick_height(setting, text, column, 1) for text in self._texts(count)]
        rows = math.ceil(count / self.columns)
        stacks = [column_height(heights[c * rows : (c + 1) * rows], gap) for c in range(self.columns)]
        return setting.height(self._head, "heading", width) + max(stacks)

    @property
    def _head(self) -> str:
        return self.continued.format(title=self.title) if self.again else self.title

    def _column(self, setting: Setting, width: float) -> float:
        return (width - setting.format.gap.column * (self.columns - 1)) / self.columns

    def _texts(self, count: int) -> list[str]:
        return [item.short if self.short else item.text for item in self.items[:count]]


@lru_cache(maxsize=32)
def _checklist(block: ChecklistBlock, setting: Setting, width: float, count: int) -> Laid:
    return block.first_lines(setting, width, count)


@lru_cache(maxsize=128)
def _checklist_height(block: ChecklistBlock, setting: Setting, width: float, count: int) -> float:
    return block.height(setting, width, count)
