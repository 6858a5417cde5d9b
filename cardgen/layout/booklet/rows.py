"""The table of a technique: how, hands, pressure, dose, where; a label on the left, hairlines between the rows."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import Protocol

from cardgen.content.base import HandPart
from cardgen.figures.hands import hand
from cardgen.layout.boxes import Box, Laid, grouped
from cardgen.layout.flow import Taken, fits
from cardgen.layout.parts import badge, badge_height, badge_width, dots, dots_width, hairline
from cardgen.layout.setting import Setting
from cardgen.manual import Dose
from cardgen.shapes import Path, Stroke, moved, rounded
from cardgen.units import Rect

PAD = 0.75
"""White above and below a row's text: a multiple of the format's unit."""

WHOLE_ROW = 0.6
"""Share of the page's height that is free where a row that needs more may be cut."""

HAND = 1.45
"""Height of a hand icon as a multiple of the leading."""


class Cell(Protocol):
    """What stands beside a label."""

    @property
    def said(self) -> str:
        """Its text."""
        ...

    def saying(self, text: str) -> Cell:
        """Return the same cell with another text."""
        ...

    def lay(self, setting: Setting, width: float, block: str) -> Laid:
        """Lay out the cell at the origin, as wide as told."""
        ...


@dataclass(frozen=True, slots=True)
class TextCell:
    """Plain text."""

    text: str

    @property
    def said(self) -> str:
        """Its text."""
        return self.text

    def saying(self, text: str) -> TextCell:
        """Return the same cell with another text."""
        return TextCell(text)

    def lay(self, setting: Setting, width: float, block: str) -> Laid:
        """Lay out the cell."""
        return _text(setting, self.text, 0.0, width, 0.0, block)


@dataclass(frozen=True, slots=True)
class HandsCell:
    """The icon of the part of the hand that works, and its name."""

    part: HandPart
    text: str

    @property
    def said(self) -> str:
        """Its text."""
        return self.text

    def saying(self, text: str) -> HandsCell:
        """Return the same cell with another text."""
        return replace(self, text=text)

    def lay(self, setting: Setting, width: float, block: str) -> Laid:
        """Lay out the cell."""
        side = HAND * setting.type("body").leading
        icon = Rect(-0.08 * side, 0, side, side)
        marks = tuple(moved(mark, icon.x, 0) for mark in hand(self.part, side))
        return _beside(setting, (Box(icon, "Artifact", block, marks),), icon, self.text, width, block)


@dataclass(frozen=True, slots=True)
class PressureCell:
    """The five dots, and the level in words."""

    pressure: tuple[int, int]
    words: str

    @property
    def said(self) -> str:
        """Its text."""
        return self.words

    def saying(self, text: str) -> PressureCell:
        """Return the same cell with another text."""
        return replace(self, words=text)

    def lay(self, setting: Setting, width: float, block: str) -> Laid:
        """Lay out the cell."""
        middle = setting.type("body").leading / 2
        drawn = dots(setting, 0, middle, self.pressure, self.words, block)._replace(tag="Artifact", alt=None)
        return _beside(setting, (drawn,), Rect(0, 0, dots_width(setting), 2 * middle), self.words, width, block)


@dataclass(frozen=True, slots=True)
class DoseCell:
    """The badge, and who sets the dose."""

    dose: Dose

    @property
    def said(self) -> str:
        """Its text."""
        return self.dose.told

    def saying(self, text: str) -> DoseCell:
        """Return the same cell with another text."""
        return DoseCell(replace(self.dose, told=text))

    def lay(self, setting: Setting, width: float, block: str) -> Laid:
        """Lay out the cell."""
        wide, high = badge_width(setting, self.dose.value), badge_height(setting)
        drawn = self._badge(setting, wide, high, block)
        return _beside(setting, drawn, Rect(0, 0, wide, high), self.dose.told, width, block, colour="grey")

    def _badge(self, setting: Setting, wide: float, high: float, block: str) -> tuple[Box, ...]:
        dose = self.dose
        if dose.from_source is None:
            return _empty_badge(setting, wide, high, dose.value, block)
        return badge(setting, wide, high / 2, dose.value, dose.kind, from_source=dose.from_source, block=block)


def _empty_badge(setting: Setting, wide: float, high: float, value: str, block: str) -> tuple[Box, ...]:
    """A dashed badge: nobody has set a dose yet."""
    line = high * 0.07
    rect = Rect(0, 0, wide, high)
    dashed = Stroke("teal900", line, (2.2 * line, 2.2 * line), cap="butt")
    ground = Path(rounded(rect.inset(line / 2), high / 2 - line / 2), fill="white", stroke=dashed)
    text = setting.centred(value, "badge", wide / 2, high / 2, block, colour="teal900", align="centre", over=True)
    return Box(rect, "Artifact", block, (ground,)), text


def _text(
    setting: Setting, text: str, left: float, width: float, least: float, block: str, colour: str = "ink"
) -> Laid:
    box = setting.paragraph(text, "body", Rect(left, 0, width - left, 0), block, colour=colour)
    shift = max(0.0, (least - setting.type("body").leading) / 2)
    return Laid(max(box.rect.height + shift, least), (box.moved(0, shift),))


def _beside(
    setting: Setting,
    drawn: tuple[Box, ...],
    extent: Rect,
    text: str,
    width: float,
    block: str,
    colour: str = "ink",
) -> Laid:
    """Set text right of a drawing; its first line and the drawing share their middle. Below, if the text is narrow."""
    left = extent.right + 1.9 * setting.unit
    if left > 0.6 * width:
        below = _text(setting, text, 0.0, width, 0.0, block, colour)
        return Laid(extent.height + below.height, (*drawn, *below.at(0, extent.height)))
    laid = _text(setting, text, left, width, extent.height, block, colour)
    return Laid(laid.height, (*drawn, *laid.boxes))


@dataclass(frozen=True, slots=True)
class Row:
    """A label and its cell; a row without a label belongs to the one above."""

    label: str
    cell: Cell


@dataclass(frozen=True, slots=True)
class RowsBlock:
    """Rows with hairlines between them; continues between two rows.

    Attributes:
        rows: From the top.
        column: Width of the labels.
    """

    rows: tuple[Row, ...]
    column: float
    name: str = "technique table"

    def lay(self, setting: Setting, width: float, room: float) -> Taken | None:
        """Lay out as many rows as fit, at least one."""
        boxes: list[Box] = []
        y = 0.0
        for index, row in enumerate(self.rows):
            laid = self._row(setting, row, width, index)
            if not fits(y + laid.height, room):
                if not index:
                    return self._cut(setting, row, width, room)
                return Taken(self._closed(boxes, y, width), replace(self, rows=self.rows[index:]))
            boxes += grouped(laid.at(0, y), "L", self.name)
            y += laid.height
        return Taken(self._closed(boxes, y, width))

    def _cut(self, setting: Setting, row: Row, width: float, room: float) -> Taken | None:
        """As many words of a row as fit, where a page has just been begun; a row that fits a page is never cut."""
        if room < WHOLE_ROW * setting.format.size.height:
            return None
        words = row.cell.said.split(" ")

        def begun(count: int) -> Laid:
            return self._row(setting, Row(row.label, row.cell.saying(" ".join(words[:count]))), width, 0)

        count = bisect_right(range(1, len(words)), room, key=lambda count: begun(count).height)
        if not count:
            return None
        laid = begun(count)
        boxes = list(grouped(laid.boxes, "L", self.name))
        rest = (Row("", TextCell(" ".join(words[count:]))), *self.rows[1:])
        return Taken(self._closed(boxes, laid.height, width), replace(self, rows=rest))

    def _closed(self, boxes: list[Box], y: float, width: float) -> Laid:
        return Laid(y, (*boxes, _rule(width, y, self.name)))

    def _row(self, setting: Setting, row: Row, width: float, index: int) -> Laid:
        block = f"{self.name} / {row.label}"
        pad = PAD * setting.unit
        cell = row.cell.lay(setting, width - self.column, block)
        label = setting.paragraph(
            row.label, "hands", Rect(0, 0, self.column - setting.unit, 0), block, tag="Lbl", colour="teal600"
        )
        first = next(box for box in cell.boxes if box.role == "body")
        down = first.rect.y
        content = grouped(cell.at(self.column, pad), "LBody", row.label)
        named = (label.moved(0, pad + down),) if row.label else ()
        high = max(cell.height, down + (label.rect.height if row.label else 0.0)) + 2 * pad
        item = grouped((*named, *content), "LI", row.label or f"{index}")
        line = (_rule(width, 0, self.name),) if row.label else ()
        return Laid(high, (*line, *item))


def _rule(width: float, y: float, block: str) -> Box:
    return Box(Rect(0, y, width, 0), "Artifact", block, (hairline(0, width, y),))
