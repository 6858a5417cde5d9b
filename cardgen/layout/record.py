"""Blocks of the record: fields and notes to write on, the session log, the QR code."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from cardgen.document import Field
from cardgen.layout.boxes import Box, Laid, Part, grouped
from cardgen.layout.flow import Taken, WholeBlock, fits, fitting, whole
from cardgen.layout.setting import Setting
from cardgen.layout.text import Line, Paragraph, Span
from cardgen.shapes import Path, Stroke, rounded
from cardgen.units import MM, Rect

if TYPE_CHECKING:
    from cardgen.qr import Matrix

FRAME = Stroke("box", 0.22 * MM)

PAD = 1.4
"""White inside a write-on field, left and right: a multiple of the format's unit."""

TOP = 0.4
"""White above a write-on field's label, likewise."""


def write_on(setting: Setting, label: str, lines: tuple[Line, ...], rect: Rect, block: str) -> tuple[Box, ...]:
    """Lay out a write-on field: frame, label inside at the top left, printed value below it."""
    pad, top = PAD * setting.unit, rect.y + TOP * setting.unit
    inside = Rect(rect.x + pad, top, rect.width - 2 * pad, 0)
    outline = Path(rounded(rect, setting.unit), fill="white", stroke=FRAME)
    within = (Part("Div", label),)
    frame = Box(rect, "Form", block, (outline,), alt=label, rank=1, within=within)
    name = setting.paragraph(label, "label", inside, block, colour="teal600", within=within)
    if not lines:
        return frame, name
    place, style = inside.moved(dy=setting.type("label").leading), setting.type("body")
    value = setting.set_lines(lines, style, place, f"{block} / value", role="body", within=within, personal=True)
    return frame, name, value


def value_lines(setting: Setting, value: str | None, width: float) -> tuple[Line, ...]:
    """Break a field's value into lines for a field of this width."""
    return setting.lines(value, "body", width - 2 * PAD * setting.unit) if value else ()


def value_count(setting: Setting, value: str | None, width: float) -> int:
    """Return how many lines a field's value takes; arguments as ``value_lines``."""
    return setting.line_count(value, "body", width - 2 * PAD * setting.unit) if value else 0


def value_height(setting: Setting, lines: int) -> float:
    """Return the height of a field that holds so many lines."""
    text = setting.type("label").leading + lines * setting.type("body").leading
    return text + (TOP + 1.0) * setting.unit


@dataclass(frozen=True, slots=True)
class ValueBlock:
    """A write-on field, or two halves beside each other; a long value continues in a field of the same name.

    Attributes:
        fields: One, or two halves.
        least: Least height in points.
        continued: Title of a continuation, with the placeholder ``{title}``.
        skip: How many lines of the (single) value stand on an earlier side.
    """

    fields: tuple[Field, ...]
    least: float
    continued: str
    name: str = "fields"
    skip: int = 0

    def lay(self, setting: Setting, width: float, room: float) -> Taken | None:
        """Lay out the field with as many lines of its value as fit."""
        laid = _values(self, setting.typed, width)
        if fits(laid.height, room):
            return Taken(laid)
        wide, _ = self._share(setting, width)
        value = value_lines(setting, self.fields[0].value, wide)[self.skip :]
        count = int((room - value_height(setting, 0)) / setting.type("body").leading)
        if len(self.fields) > 1 or count < 2 or count >= len(value):
            return None
        place = Rect(0, 0, wide, value_height(setting, count))
        boxes = write_on(setting, self._label(self.fields[0]), value[:count], place, self.name)
        return Taken(Laid(place.height, boxes), replace(self, skip=self.skip + count))

    def measure(self, setting: Setting, width: float, room: float) -> float | None:
        """See ``flow.WholeBlock``."""
        wide, _ = self._share(setting, width)
        return fitting(self._height(setting, wide), room)

    def whole(self, setting: Setting, width: float) -> Laid:
        """Lay out the field with all of its value, whatever room there is."""
        wide, gap = self._share(setting, width)
        high = self._height(setting, wide)
        boxes: list[Box] = []
        for i, field in enumerate(self.fields):
            lines = value_lines(setting, field.value, wide)[self.skip :]
            place = Rect(i * (wide + gap), 0, wide, high)
            boxes += write_on(setting, self._label(field), lines, place, self.name)
        return Laid(high, tuple(boxes))

    def _height(self, setting: Setting, wide: float) -> float:
        counts = [max(0, value_count(setting, field.value, wide) - self.skip) for field in self.fields]
        return max(self.least, value_height(setting, max(counts)))

    def _share(self, setting: Setting, width: float) -> tuple[float, float]:
        """Return the width of a field, and that of the gap between two."""
        gap = 1.5 * setting.unit if len(self.fields) > 1 else 0.0
        return (width - gap * (len(self.fields) - 1)) / len(self.fields), gap

    def _label(self, field: Field) -> str:
        return self.continued.format(title=field.label) if self.skip else field.label


@lru_cache(maxsize=64)
def _values(block: ValueBlock, setting: Setting, width: float) -> Laid:
    return block.whole(setting, width)


def value_blocks(fields: tuple[Field, ...], least: float, continued: str) -> tuple[WholeBlock, ...]:
    """Return the fields as blocks, halves paired."""
    blocks: list[WholeBlock] = []
    pending: list[Field] = []
    for field in fields:
        pending.append(field)
        if not field.half or len(pending) == 2:
            blocks.append(ValueBlock(tuple(pending), least, continued))
            pending = []
    return (*blocks, ValueBlock(tuple(pending), least, continued)) if pending else tuple(blocks)


@dataclass(frozen=True, slots=True)
class LogBlock:
    """The session log: numbered boxes to write dates into."""

    title: str
    name: str = "session log"

    def lay(self, setting: Setting, width: float, room: float) -> Taken | None:
        """Lay out the boxes in as few even rows as their least width allows; they never split."""
        return whole(_log(self, setting.typed, width), room)

    def measure(self, setting: Setting, width: float, room: float) -> float | None:
        """See ``flow.WholeBlock``."""
        return fitting(_log(self, setting.typed, width).height, room)

    def rows(self, setting: Setting, width: float) -> Laid:
        """Lay out the boxes, whatever room there is."""
        measures, gap = setting.format.log, 1.2 * setting.unit
        most = max(1, int((width + gap) / (measures.width + gap)))
        rows = math.ceil(measures.count / most)
        columns = math.ceil(measures.count / rows)
        wide = (width - gap * (columns - 1)) / columns
        title = setting.paragraph(self.title, "label", Rect(0, 0, width, 0), self.name, colour="teal600")
        boxes: list[Box] = [title]
        top = title.rect.height + 0.4 * setting.unit
        for i in range(measures.count):
            rect = Rect(
                (i % columns) * (wide + gap), top + (i // columns) * (measures.height + gap), wide, measures.height
            )
            boxes += grouped(grouped(self._place(setting, i + 1, rect), "LI", str(i + 1)), "L", self.name)
        return Laid(top + rows * (measures.height + gap) - gap, tuple(boxes))

    def _place(self, setting: Setting, number: int, rect: Rect) -> tuple[Box, Box]:
        """A box for the date of a session, with the session's number in it."""
        outline = Path(rounded(rect, 0.9 * setting.unit), fill="white", stroke=FRAME)
        frame = Box(rect, "Form", self.name, (outline,), alt=f"{self.title} {number}", within=(Part("LBody", "date"),))
        inside = Rect(rect.x + 1 * setting.unit, rect.y + 0.3 * setting.unit, rect.width - 2 * setting.unit, 0)
        label = setting.paragraph(str(number), "label", inside, self.name, tag="Lbl", colour="teal600")
        return frame, label._replace(rank=-1)


@lru_cache(maxsize=32)
def _log(block: LogBlock, setting: Setting, width: float) -> Laid:
    return block.rows(setting, width)


@dataclass(frozen=True, slots=True)
class QrBlock:
    """The QR code with its caption and its address in words."""

    matrix: Matrix
    caption: str
    name: str = "qr"

    def lay(self, setting: Setting, width: float, room: float) -> Taken | None:
        """Lay out caption and code; they never split."""
        from cardgen.qr import path as qr_path  # noqa: PLC0415 - segno takes long to import

        side = setting.format.qr.side
        code = Rect(width - side, 0, side, side)
        marks = (Path(rounded(code), fill="white"), Path(qr_path(self.matrix, code), fill="black"))
        alt = f"{self.caption}: {self.matrix.url}"
        picture = Box(code, "Figure", self.name, marks, alt=alt, personal=True)
        room_left = self._text_width(setting, width)
        text = setting.paragraph(self._caption(setting), "body", Rect(0, 0, room_left, 0), self.name)
        place = Rect(0, text.rect.bottom, room_left, 0)
        address = setting.paragraph(self.matrix.url, "caption", place, self.name, colour="grey", personal=True)
        address = address._replace(url=self.matrix.url)
        return whole(Laid(max(side, address.rect.bottom), (text, address, picture)), room)

    def measure(self, setting: Setting, width: float, room: float) -> float | None:
        """See ``flow.WholeBlock``."""
        wide = self._text_width(setting, width)
        text = setting.height(self._caption(setting), "body", wide) + setting.height(self.matrix.url, "caption", wide)
        return fitting(max(setting.format.qr.side, text), room)

    def _text_width(self, setting: Setting, width: float) -> float:
        return width - setting.format.qr.side - 3 * setting.unit

    def _caption(self, setting: Setting) -> Paragraph:
        return (Span(self.caption, setting.type("strong").face),)
