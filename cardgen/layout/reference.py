"""Blocks to look things up in: sources, glossary, steps in full."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate, islice

from cardgen.document import StepItem
from cardgen.layout.boxes import Laid, Part, beneath
from cardgen.layout.flow import Taken, fits, fitting, fitting_count
from cardgen.layout.safety import heading
from cardgen.layout.setting import Setting
from cardgen.layout.text import Paragraph, Span, line_count, text_on_lines
from cardgen.shapes import Face
from cardgen.units import Rect

STEP_GAP = 0.8
"""White space between two steps in full: a multiple of the format's unit."""


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
        head, *lines = self._parts(setting, width)
        count = fitting_count([line.height for line in lines], room - head.height)
        if not count:
            return None
        rest = replace(self, paragraphs=self.paragraphs[count:], again=True) if count < len(lines) else None
        return Taken(beneath((head, *lines[:count])), rest)

    def measure(self, setting: Setting, width: float, room: float) -> float | None:
        """See ``flow.WholeBlock``."""
        return fitting(sum([part.height for part in self._parts(setting, width)]), room)

    def _parts(self, setting: Setting, width: float) -> list[Laid]:
        """Return title and paragraphs."""
        head = _small_head(setting.typed, self._head, self.name, width)
        return [head, *(_line(setting.typed, text, self.name, width) for text in self.paragraphs)]

    @property
    def _head(self) -> str:
        return self.continued.format(title=self.title) if self.again else self.title


@lru_cache(maxsize=32)
def _small_head(setting: Setting, text: str, block: str, width: float) -> Laid:
    box = setting.paragraph(text, "label", Rect(0, 0, width, 0), block, tag="H2", colour="teal600")
    return Laid(box.rect.height, (box,))


@lru_cache(maxsize=256)
def _line(setting: Setting, text: str, block: str, width: float) -> Laid:
    box = setting.paragraph(text, "caption", Rect(0, 0, width, 0), block, colour="grey")
    return Laid(box.rect.height, (box,))


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
        whole = fits(_glossary_height(self, setting.typed, width), room)
        count = len(self.terms) if whole else self._fitting(setting, width, room)
        if not count:
            return None
        rest = replace(self, terms=self.terms[count:], again=True) if count < len(self.terms) else None
        return Taken(_glossary(self, setting.typed, width, count), rest)

    def _fitting(self, setting: Setting, width: float, room: float) -> int:
        """Return how many terms end on a line that fits: the lines of the first terms are those of all of them."""
        running, style = self._running(setting, len(self.terms)), setting.type("body")
        free = room - setting.height(self._head, "heading", width)
        lines = fitting_count([style.leading] * line_count(running, width, style.size), free)
        letters = _letters(text_on_lines(running, width, style.size, lines))
        ends = accumulate(_letters(span.text) for span in running)
        return sum(1 for end in islice(ends, 1, None, 2) if end <= letters)

    def height(self, setting: Setting, width: float) -> float:
        """Return how high title and terms are."""
        terms = setting.height(self._running(setting, len(self.terms)), "body", width)
        return setting.height(self._head, "heading", width) + terms

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


@lru_cache(maxsize=192)
def _glossary_height(block: GlossaryBlock, setting: Setting, width: float) -> float:
    return block.height(setting, width)


@lru_cache(maxsize=192)
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


@lru_cache(maxsize=32)
def _full_steps(block: FullStepsBlock, setting: Setting, width: float, count: int) -> Laid:
    return block.first_steps(setting, width, count)
