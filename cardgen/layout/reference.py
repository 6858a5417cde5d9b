"""Blocks to tick and to look things up in: checklist, sources, glossary, steps in full."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate, islice

from cardgen.document import CheckItem, StepItem
from cardgen.layout.boxes import Box, Laid, Part, grouped, stack
from cardgen.layout.flow import Taken, column_height, fits, fitting, fitting_count
from cardgen.layout.safety import heading
from cardgen.layout.setting import ENDLESS, Setting
from cardgen.layout.text import Paragraph, Span
from cardgen.shapes import Face, Path, Stroke, rounded
from cardgen.units import MM, Rect

TICK = Stroke("teal900", 0.3 * MM)

LINE_GAP = 0.35
"""White space between two lines to tick: a multiple of the format's unit."""

STEP_GAP = 0.8
"""Likewise between two steps in full."""


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
    side, left = setting.format.tick, _tick_left(setting, len(alts))
    within = (Part("LI", text), Part("LBody", text))
    place = Rect(left, 0, width - left, 0)
    body = setting.paragraph(text, "body", place, block, tag="LBody", within=within)
    top = _tick_top(setting)
    boxes: list[Box] = []
    for i, alt in enumerate(alts):
        rect = Rect(0.2 * setting.unit + i * _pitch(setting), top, side, side)
        square = Path(rounded(rect, side * 0.14), fill="white", stroke=TICK)
        boxes.append(Box(rect, "Form", block, (square,), alt=alt, rank=1, takes="tick", within=within))
    return Laid(_tick_height(setting, text, width, len(alts)), (*boxes, body))


def _tick_height(setting: Setting, text: str, width: float, answers: int) -> float:
    """Return the height of a line with so many boxes to tick."""
    left = _tick_left(setting, answers)
    return max(setting.height(text, "body", width - left), setting.format.tick + _tick_top(setting))


def _tick_left(setting: Setting, answers: int) -> float:
    return (answers - 1) * _pitch(setting) + setting.format.tick + 1.7 * setting.unit


def _tick_top(setting: Setting) -> float:
    return max(0.0, (setting.type("body").leading - setting.format.tick) / 2)


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
        heights = [_tick_height(setting, text, column, 1) for text in self._texts(count)]
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
        heights = [setting.height(text, "caption", width) for text in self.paragraphs]
        count = fitting_count(heights, room - setting.height(self._head, "label", width))
        if not count:
            return None
        rest = replace(self, paragraphs=self.paragraphs[count:], again=True) if count < len(heights) else None
        return Taken(_lines(self, setting.typed, width, count), rest)

    def first_lines(self, setting: Setting, width: float, count: int) -> Laid:
        """Lay out title and the first paragraphs, whatever room there is."""
        boxes = [setting.paragraph(self._head, "label", Rect(0, 0, width, 0), self.name, tag="H2", colour="teal600")]
        for text in self.paragraphs[:count]:
            place = Rect(0, boxes[-1].rect.bottom, width, 0)
            boxes.append(setting.paragraph(text, "caption", place, self.name, colour="grey"))
        return Laid(boxes[-1].rect.bottom, tuple(boxes))

    def measure(self, setting: Setting, width: float, room: float) -> float | None:
        """See ``flow.WholeBlock``."""
        head = setting.height(self._head, "label", width)
        return fitting(head + sum([setting.height(text, "caption", width) for text in self.paragraphs]), room)

    @property
    def _head(self) -> str:
        return self.continued.format(title=self.title) if self.again else self.title


@lru_cache(maxsize=16)
def _lines(block: LinesBlock, setting: Setting, width: float, count: int) -> Laid:
    return block.first_lines(setting, width, count)


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
        count = self._fitting(setting, width, room - setting.height(self._head, "heading", width))
        if not count:
            return None
        rest = replace(self, terms=self.terms[count:], again=True) if count < len(self.terms) else None
        return Taken(_glossary(self, setting.typed, width, count), rest)

    def _fitting(self, setting: Setting, width: float, room: float) -> int:
        """Return how many terms end on a line that fits: the lines of the first terms are those of all of them."""
        lines = setting.lines(self._running(setting, len(self.terms)), "body", width)
        shown = fitting_count((setting.type("body").leading for _ in lines), room)
        if shown == len(lines):
            return len(self.terms)
        letters = sum(_letters(line.text) for line in lines[:shown])
        ends = accumulate(_letters(span.text) for span in self._running(setting, len(self.terms)))
        return sum(1 for end in islice(ends, 1, None, 2) if end <= letters)

    def first_terms(self, setting: Setting, width: float, count: int) -> Laid:
        """Lay out title and the first terms, whatever room there is."""
        head = heading(setting, self._head, width, self.name)
        place = Rect(0, head.rect.height, width, 0)
        box = setting.paragraph(self._running(setting, count), "body", place, self.name)
        return Laid(box.rect.bottom, (head, box))

    @property
    def _head(self) -> str:
        return self.continued.format(title=self.title) if self.again else self.title

    def _running(self, setting: Setting, count: int) -> tuple[Span, ...]:
        bold, regular = setting.type("strong").face, setting.type("body").face
        return _explained(self.terms[:count], bold, regular)


@lru_cache(maxsize=8)
def _explained(terms: tuple[tuple[str, str], ...], bold: Face, regular: Face) -> Paragraph:
    return tuple([span for term, meaning in terms for span in _entry(term, meaning, bold, regular)])


@lru_cache(maxsize=256)
def _entry(term: str, meaning: str, bold: Face, regular: Face) -> Paragraph:
    return Span(f"{term}: ", bold), Span(f"{meaning}. ", regular)


def _letters(text: str) -> int:
    return len(text) - text.count(" ")


@lru_cache(maxsize=16)
def _glossary(block: GlossaryBlock, setting: Setting, width: float, count: int) -> Laid:
    return block.first_terms(setting, width, count)


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
        head = setting.height(self._head, "heading", width) if self.titled else 0.0
        heights = [setting.height(self._text(setting, step), "body", width) for step in self.steps]
        count = fitting_count(heights, room - head, STEP_GAP * setting.unit)
        if not count:
            return None
        rest = replace(self, steps=self.steps[count:], again=True) if count < len(heights) else None
        return Taken(_full_steps(self, setting.typed, width, count), rest)

    def first_steps(self, setting: Setting, width: float, count: int) -> Laid:
        """Lay out title and the first steps, whatever room there is."""
        boxes = [heading(setting, self._head, width, self.name)] if self.titled else []
        y = boxes[0].rect.height if boxes else 0.0
        for step in self.steps[:count]:
            block = f"{self.name} / {step.number}"
            within, place = (Part("L", self.name), Part("LI", block)), Rect(0, y, width, 0)
            text = self._text(setting, step)
            boxes.append(setting.paragraph(text, "body", place, block, tag="LBody", within=within))
            y = boxes[-1].rect.bottom + STEP_GAP * setting.unit
        return Laid(boxes[-1].rect.bottom, tuple(boxes))

    def __hash__(self) -> int:
        """Tell blocks apart by their steps: enough for a cache, and quick."""
        return hash((self.steps, self.again))

    @property
    def _head(self) -> str:
        return self.continued.format(title=self.title) if self.again else self.title

    def _text(self, setting: Setting, step: StepItem) -> Paragraph:
        strong, body = setting.type("strong").face, setting.type("body").face
        lead = f"{step.number}\u00a0{step.name} ({step.term}), {step.badge}, {step.pressure_words}. "
        return Span(lead, strong), Span(f"{step.hands}. {step.full}", body)


@lru_cache(maxsize=16)
def _full_steps(block: FullStepsBlock, setting: Setting, width: float, count: int) -> Laid:
    return block.first_steps(setting, width, count)
