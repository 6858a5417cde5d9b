"""The tick-list: everything to ask before the massage, in columns, over as many sides as it needs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from cardgen.document import TickGroup, TickList
from cardgen.figures.icons import flag
from cardgen.layout.boxes import Box, Laid, grouped
from cardgen.layout.flow import Taken, fits
from cardgen.layout.setting import Setting
from cardgen.layout.text import Span
from cardgen.layout.ticks import answer_line, answer_names
from cardgen.shapes import moved
from cardgen.units import Rect


@dataclass(frozen=True, slots=True)
class TickBlock:
    """The groups still to place, and whether the opening stands on an earlier side."""

    ticks: TickList
    groups: tuple[TickGroup, ...]
    continued: str
    opened: bool = False
    name: str = "tick-list"

    def lay(self, setting: Setting, width: float, room: float) -> Taken | None:
        """Fill the columns from the left; a heading stays with its first line and is repeated where it continues."""
        return _columns(self, setting, width, room)

    def columns(self, setting: Setting, width: float, room: float) -> Taken | None:
        """See ``lay``, which keeps what this makes: the same sides follow many cards."""
        opening = () if self.opened else self._opening(setting, width)
        top = opening[-1].rect.bottom + 1.5 * setting.unit if opening else 0.0
        gap = setting.format.gap.column
        count = setting.format.columns
        column = (width - gap * (count - 1)) / count
        boxes: list[Box] = list(opening)
        groups, deepest = self.groups, top
        for c in range(count):
            before = groups
            laid, groups = _fill_column(setting, self.ticks, groups, column, room - top, self.continued)
            if laid is None:
                return None if not c else Taken(Laid(deepest, tuple(boxes)), replace(self, groups=before, opened=True))
            boxes += laid.at(c * (column + gap), top)
            deepest = max(deepest, top + laid.height)
            if not groups:
                return Taken(Laid(deepest, tuple(boxes)))
        return Taken(Laid(deepest, tuple(boxes)), replace(self, groups=groups, opened=True))

    def _opening(self, setting: Setting, width: float) -> tuple[Box, ...]:
        bold, regular = setting.type("strong").face, setting.type("body").face
        text = (Span(f"{self.ticks.status}. ", bold), Span(self.ticks.lead, regular))
        return (setting.paragraph(text, "body", Rect(0, 0, width, 0), self.name),)


@lru_cache(maxsize=32)
def _columns(block: TickBlock, setting: Setting, width: float, room: float) -> Taken | None:
    return block.columns(setting, width, room)


def _fill_column(
    setting: Setting,
    ticks: TickList,
    groups: tuple[TickGroup, ...],
    width: float,
    room: float,
    continued: str,
) -> tuple[Laid | None, tuple[TickGroup, ...]]:
    """Put as many lines as fit into one column under "No" and "Yes"; what does not fit is handed back."""
    names = answer_names(setting, ticks.answers, "tick-list")
    boxes: list[Box] = []
    y = names.height
    for index, group in enumerate(groups):
        space = 1.45 * setting.unit if boxes else 0.0
        head = _heading(setting, group, width)
        lines = [answer_line(setting, ticks.answers, item, width, "tick-list") for item in group.items]
        if not fits(y + space + head.height + lines[0].height, room):
            return (Laid(y, (*names.boxes, *boxes)) if boxes else None), groups[index:]
        boxes += head.at(0, y + space)
        y += space + head.height
        listed = f"{group.title}: {group.items[0]}"
        for i, line in enumerate(lines):
            above = 0.25 * setting.unit if i else 0.0
            if not fits(y + above + line.height, room):
                first = any(group.title == one.title for one in ticks.groups)
                title = continued.format(title=group.title) if first else group.title
                rest = replace(group, title=title, items=group.items[i:])
                return Laid(y, (*names.boxes, *boxes)), (rest, *groups[index + 1 :])
            boxes += grouped(line.at(0, y + above), "L", listed)
            y += above + line.height
    return Laid(y, (*names.boxes, *boxes)), ()


def _heading(setting: Setting, group: TickGroup, width: float) -> Laid:
    style = setting.type("heading")
    indent = style.size * 1.15 if group.flag else 0.0
    text = setting.paragraph(
        group.title, "heading", Rect(indent, 0, width - indent, 0), "tick-list", tag="H2", colour="teal900"
    )
    if not group.flag:
        return Laid(text.rect.height, (text,))
    high = style.size * 0.95
    top = (style.leading - high) / 2
    mark = Box(Rect(0, top, high, high), "Artifact", "tick-list", tuple(moved(m, 0, top) for m in flag(high, "red")))
    return Laid(text.rect.height, (mark, text))
