"""Blocks to write on and to look things up in: checklist, fields, log, notes, code, sources, steps in full."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cardgen.document import CheckItem, Field, StepItem
from cardgen.layout.boxes import Box, Laid, stack
from cardgen.layout.flow import FlowBlock, Taken, whole
from cardgen.layout.safety import heading
from cardgen.layout.setting import Setting
from cardgen.layout.text import Line, Paragraph, Span
from cardgen.shapes import Path, Stroke, rounded
from cardgen.units import MM, Rect

if TYPE_CHECKING:
    from cardgen.qr import Matrix

FRAME = Stroke("box", 0.22 * MM)
TICK = Stroke("teal900", 0.3 * MM)
PAD = 1.4
"""White inside a write-on field, left and right: a multiple of the format's unit."""

TOP = 0.4
"""White above a write-on field's label, likewise."""


def tick_line(setting: Setting, text: str, width: float, block: str) -> Laid:
    """Lay out a tick box and its text."""
    return _ticked(setting, (text,), text, width, block)


def answer_line(setting: Setting, answers: tuple[str, str], text: str, width: float, block: str) -> Laid:
    """Lay out a box for each answer, then the text."""
    return _ticked(setting, tuple(f"{answer}: {text}" for answer in answers), text, width, block)


def answer_names(setting: Setting, answers: tuple[str, str], block: str) -> Laid:
    """Set the answers' names, each over the column of its boxes."""
    boxes: list[Box] = []
    right = 0.0
    for i, answer in enumerate(answers):
        middle = 0.2 * setting.unit + i * _pitch(setting) + setting.format.tick / 2
        left = max(right, middle - setting.width(answer, "label") / 2)
        box = setting.paragraph(answer, "label", Rect(left, 0, 1e6, 0), block, colour="teal600")
        boxes.append(box)
        right = box.rect.right + 0.5 * setting.unit
    return Laid(boxes[0].rect.height, tuple(boxes))


def _pitch(setting: Setting) -> float:
    """From one answer's boxes to the next one's: their names stand over them."""
    return setting.format.tick + 2.2 * setting.unit


def _ticked(setting: Setting, alts: tuple[str, ...], text: str, width: float, block: str) -> Laid:
    side = setting.format.tick
    left = (len(alts) - 1) * _pitch(setting) + side + 1.7 * setting.unit
    body = setting.paragraph(text, "body", Rect(left, 0, width - left, 0), block, tag="LBody")
    top = max(0.0, (setting.type("body").leading - side) / 2)
    boxes: list[Box] = []
    for i, alt in enumerate(alts):
        rect = Rect(0.2 * setting.unit + i * _pitch(setting), top, side, side)
        square = Path(rounded(rect, side * 0.14), fill="white", stroke=TICK)
        boxes.append(Box(rect, "Form", block, (square,), alt=alt))
    return Laid(max(body.rect.height, side + top), (*boxes, body))


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
        for count in range(len(self.items), 1, -1):
            laid = self._list(setting, self.items[:count], width)
            if laid.height <= room + 0.01:
                rest = replace(self, items=self.items[count:], again=True) if count < len(self.items) else None
                return Taken(laid, rest)
        return whole(self._list(setting, self.items, width), room) if len(self.items) == 1 else None

    def _list(self, setting: Setting, items: tuple[CheckItem, ...], width: float) -> Laid:
        title = f"{self.title} ({self.continued})" if self.again else self.title
        head = heading(setting, title, width, self.name)
        column_gap, gap = setting.format.gap.column, 0.35 * setting.unit
        column = (width - column_gap * (self.columns - 1)) / self.columns
        lines = [tick_line(setting, i.short if self.short else i.text, column, self.name) for i in items]
        rows = math.ceil(len(lines) / self.columns)
        stacks = [stack(lines[c * rows : (c + 1) * rows], gap) for c in range(self.columns)]
        boxes = tuple(
            box for c, one in enumerate(stacks) for box in one.at(c * (column + column_gap), head.rect.height)
        )
        return Laid(head.rect.height + max(one.height for one in stacks), (head, *boxes))


def write_on(setting: Setting, label: str, lines: tuple[Line, ...], rect: Rect, block: str) -> tuple[Box, ...]:
    """Lay out a write-on field: frame, label inside at the top left, printed value below it."""
    pad, top = PAD * setting.unit, rect.y + TOP * setting.unit
    inside = Rect(rect.x + pad, top, rect.width - 2 * pad, 0)
    outline = Path(rounded(rect, setting.unit), fill="white", stroke=FRAME)
    frame = Box(rect, "Form", block, (outline,), alt=label)
    name = setting.paragraph(label, "label", inside, block, colour="teal600")
    if not lines:
        return frame, name
    place = inside.moved(dy=setting.type("label").leading)
    value = setting.set_lines(lines, setting.type("body"), place, f"{block} / value", role="body")
    return frame, name, value


def value_lines(setting: Setting, value: str | None, width: float) -> tuple[Line, ...]:
    """Break a field's value into lines for a field of this width."""
    return setting.lines(value, "body", width - 2 * PAD * setting.unit) if value else ()


def value_height(setting: Setting, lines: tuple[Line, ...]) -> float:
    """Return the height of a field that holds these lines."""
    text = setting.type("label").leading + len(lines) * setting.type("body").leading
    return text + (TOP + 1.0) * setting.unit


@dataclass(frozen=True, slots=True)
class ValueBlock:
    """A write-on field, or two halves beside each other; a long value continues in a field of the same name.

    Attributes:
        fields: One, or two halves.
        least: Least height in points.
        continued: The word that marks a continuation.
        skip: How many lines of the (single) value stand on an earlier side.
    """

    fields: tuple[Field, ...]
    least: float
    continued: str
    name: str = "fields"
    skip: int = 0

    def lay(self, setting: Setting, width: float, room: float) -> Taken | None:
        """Lay out the field with as many lines of its value as fit."""
        gap = 1.5 * setting.unit if len(self.fields) > 1 else 0.0
        wide = (width - gap * (len(self.fields) - 1)) / len(self.fields)
        lines = [value_lines(setting, field.value, wide)[self.skip :] for field in self.fields]
        high = max(self.least, *(value_height(setting, one) for one in lines))
        if high <= room + 0.01:
            boxes = tuple(
                box
                for i, field in enumerate(self.fields)
                for box in write_on(
                    setting, self._label(field), lines[i], Rect(i * (wide + gap), 0, wide, high), self.name
                )
            )
            return Taken(Laid(high, boxes))
        fitting = int((room - value_height(setting, ())) / setting.type("body").leading)
        if len(self.fields) > 1 or fitting < 2 or fitting >= len(lines[0]):
            return None
        high = value_height(setting, lines[0][:fitting])
        boxes = write_on(setting, self._label(self.fields[0]), lines[0][:fitting], Rect(0, 0, wide, high), self.name)
        return Taken(Laid(high, boxes), replace(self, skip=self.skip + fitting))

    def _label(self, field: Field) -> str:
        return f"{field.label} ({self.continued})" if self.skip else field.label


def value_blocks(fields: tuple[Field, ...], least: float, continued: str) -> tuple[FlowBlock, ...]:
    """Return the fields as blocks, halves paired."""
    blocks: list[FlowBlock] = []
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
            frame = Path(rounded(rect, 0.9 * setting.unit), fill="white", stroke=FRAME)
            boxes.append(Box(rect, "Form", self.name, (frame,), alt=f"{self.title} {i + 1}"))
            boxes.append(
                setting.paragraph(
                    str(i + 1),
                    "label",
                    Rect(rect.x + 1 * setting.unit, rect.y + 0.3 * setting.unit, wide - 2 * setting.unit, 0),
                    self.name,
                    colour="teal600",
                )
            )
        return whole(Laid(top + rows * (measures.height + gap) - gap, tuple(boxes)), room)


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
        picture = Box(code, "Figure", self.name, marks, alt=f"{self.caption}: {self.matrix.url}")
        room_left = width - side - 3 * setting.unit
        text = setting.paragraph(
            (Span(self.caption, setting.type("strong").face),), "body", Rect(0, 0, room_left, 0), self.name
        )
        address = setting.paragraph(
            self.matrix.url, "caption", Rect(0, text.rect.bottom, room_left, 0), self.name, colour="grey"
        )
        return whole(Laid(max(side, address.rect.bottom), (text, address, picture)), room)


@dataclass(frozen=True, slots=True)
class LinesBlock:
    """Small paragraphs under a title (the sources); continues between two paragraphs."""

    title: str
    paragraphs: tuple[str, ...]
    name: str
    continued: str
    again: bool = False

    def lay(self, setting: Setting, width: float, room: float) -> Taken | None:
        """Lay out as many whole paragraphs as fit, at least one."""
        title = f"{self.title} ({self.continued})" if self.again else self.title
        head = setting.paragraph(title, "label", Rect(0, 0, width, 0), self.name, tag="H2", colour="teal600")
        boxes, y = [head], head.rect.height
        for i, text in enumerate(self.paragraphs):
            box = setting.paragraph(text, "caption", Rect(0, y, width, 0), self.name, colour="grey")
            if y + box.rect.height > room + 0.01:
                return (
                    Taken(Laid(y, tuple(boxes)), replace(self, paragraphs=self.paragraphs[i:], again=True))
                    if i
                    else None
                )
            boxes.append(box)
            y += box.rect.height
        return Taken(Laid(y, tuple(boxes)))


@dataclass(frozen=True, slots=True)
class GlossaryBlock:
    """Terms on the card with their meanings, in running text; continues between two terms."""

    title: str
    terms: tuple[tuple[str, str], ...]
    continued: str
    again: bool = False
    name: str = "glossary"

    def lay(self, setting: Setting, width: float, room: float) -> Taken | None:
        """Lay out as many terms as fit, at least one."""
        title = f"{self.title} ({self.continued})" if self.again else self.title
        head = heading(setting, title, width, self.name)
        for count in range(len(self.terms), 0, -1):
            box = setting.paragraph(
                self._running(setting, count), "body", Rect(0, head.rect.height, width, 0), self.name
            )
            if box.rect.bottom <= room + 0.01:
                rest = replace(self, terms=self.terms[count:], again=True) if count < len(self.terms) else None
                return Taken(Laid(box.rect.bottom, (head, box)), rest)
        return None

    def _running(self, setting: Setting, count: int) -> tuple[Span, ...]:
        bold, regular = setting.type("strong").face, setting.type("body").face
        spans = []
        for term, meaning in self.terms[:count]:
            spans += [Span(f"{term}: ", bold), Span(f"{meaning}. ", regular)]
        return tuple(spans)


@dataclass(frozen=True, slots=True)
class FullStepsBlock:
    """The instructions in full, for cards whose rows carry the short ones.

    Attributes:
        titled: Whether a heading stands over them (on a step's own card the band says it).
        again: Whether this is the continuation of an earlier side.
    """

    title: str
    steps: tuple[StepItem, ...]
    continued: str
    titled: bool = True
    again: bool = False
    name: str = "steps in full"

    def lay(self, setting: Setting, width: float, room: float) -> Taken | None:
        """Lay out as many whole steps as fit, at least one."""
        gap = 0.8 * setting.unit
        boxes: list[Box] = []
        y = 0.0
        if self.titled:
            title = f"{self.title} ({self.continued})" if self.again else self.title
            boxes.append(heading(setting, title, width, self.name))
            y = boxes[0].rect.height
        for i, step in enumerate(self.steps):
            box = setting.paragraph(
                self._text(setting, step), "body", Rect(0, y, width, 0), f"{self.name} / {step.number}"
            )
            if box.rect.bottom > room + 0.01:
                return (
                    Taken(Laid(y - gap, tuple(boxes)), replace(self, steps=self.steps[i:], again=True)) if i else None
                )
            boxes.append(box)
            y = box.rect.bottom + gap
        return Taken(Laid(y - gap, tuple(boxes)))

    def _text(self, setting: Setting, step: StepItem) -> Paragraph:
        strong, body = setting.type("strong").face, setting.type("body").face
        lead = f"{step.number}\u00a0{step.name} ({step.term}), {step.badge}, {step.pressure_words}. "
        return Span(lead, strong), Span(f"{step.hands}. {step.full}", body)
