"""Blocks to tick and to look things up in: checklist, sources, glossary, steps in full."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import lru_cache

from cardgen.document import CheckItem, StepItem
from cardgen.layout.boxes import Box, Laid, grouped, stack
from cardgen.layout.flow import Taken, fits, whole
from cardgen.layout.safety import heading
from cardgen.layout.setting import ENDLESS, Setting
from cardgen.layout.text import Paragraph, Span
from cardgen.shapes import Path, Stroke, rounded
from cardgen.units import MM, Rect

TICK = Stroke("teal900", 0.3 * MM)


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
        box = setting.paragraph(answer, "label", Rect(left, 0, ENDLESS, 0), block, colour="teal600")
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
        boxes.append(Box(rect, "Form", block, (square,), alt=alt, rank=1, takes="tick"))
    item = grouped(grouped((*boxes, body), "LBody", text), "LI", text)
    return Laid(max(body.rect.height, side + top), item)


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
            laid = _checklist(self, setting, width, count)
            if fits(laid.height, room):
                rest = replace(self, items=self.items[count:], again=True) if count < len(self.items) else None
                return Taken(laid, rest)
        return whole(_checklist(self, setting, width, 1), room) if len(self.items) == 1 else None

    def first_lines(self, setting: Setting, width: float, count: int) -> Laid:
        """Lay out title and the first lines, whatever room there is."""
        title = self.continued.format(title=self.title) if self.again else self.title
        head = heading(setting, title, width, self.name)
        column_gap, gap = setting.format.gap.column, 0.35 * setting.unit
        column = (width - column_gap * (self.columns - 1)) / self.columns
        lines = [tick_line(setting, i.short if self.short else i.text, column, self.name) for i in self.items[:count]]
        rows = math.ceil(len(lines) / self.columns)
        stacks = [stack(lines[c * rows : (c + 1) * rows], gap) for c in range(self.columns)]
        boxes = tuple(
            box for c, one in enumerate(stacks) for box in one.at(c * (column + column_gap), head.rect.height)
        )
        height = head.rect.height + max(one.height for one in stacks)
        return Laid(height, (head, *grouped(boxes, "L", self.name)))


@lru_cache(maxsize=128)
def _checklist(block: ChecklistBlock, setting: Setting, width: float, count: int) -> Laid:
    return block.first_lines(setting, width, count)


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
        title = self.continued.format(title=self.title) if self.again else self.title
        head = setting.paragraph(title, "label", Rect(0, 0, width, 0), self.name, tag="H2", colour="teal600")
        boxes, y = [head], head.rect.height
        for i, text in enumerate(self.paragraphs):
            box = setting.paragraph(text, "caption", Rect(0, y, width, 0), self.name, colour="grey")
            if not fits(y + box.rect.height, room):
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
        title = self.continued.format(title=self.title) if self.again else self.title
        head = heading(setting, title, width, self.name)
        for count in range(len(self.terms), 0, -1):
            box = setting.paragraph(
                self._running(setting, count), "body", Rect(0, head.rect.height, width, 0), self.name
            )
            if fits(box.rect.bottom, room):
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
            title = self.continued.format(title=self.title) if self.again else self.title
            boxes.append(heading(setting, title, width, self.name))
            y = boxes[0].rect.height
        for i, step in enumerate(self.steps):
            block = f"{self.name} / {step.number}"
            box = setting.paragraph(self._text(setting, step), "body", Rect(0, y, width, 0), block, tag="LBody")
            if not fits(box.rect.bottom, room):
                return (
                    Taken(Laid(y - gap, tuple(boxes)), replace(self, steps=self.steps[i:], again=True)) if i else None
                )
            boxes += grouped(grouped((box,), "LI", block), "L", self.name)
            y = box.rect.bottom + gap
        return Taken(Laid(y - gap, tuple(boxes)))

    def _text(self, setting: Setting, step: StepItem) -> Paragraph:
        strong, body = setting.type("strong").face, setting.type("body").face
        lead = f"{step.number}\u00a0{step.name} ({step.term}), {step.badge}, {step.pressure_words}. "
        return Span(lead, strong), Span(f"{step.hands}. {step.full}", body)
