"""The text of a step row: its name, dose, hands, pressure and instruction, whatever its number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from cardgen.content.base import HandPart
from cardgen.document import StepItem
from cardgen.figures.hands import hand
from cardgen.layout.boxes import Box, Laid
from cardgen.layout.flow import SLACK
from cardgen.layout.parts import badge, badge_height, badge_width, dots, dots_width
from cardgen.layout.setting import Setting
from cardgen.layout.text import Line, Paragraph, Span
from cardgen.units import MM, Rect

STEP: Final = "step"
"""What the blocks of a row begin with: where it is placed, its number comes to it."""


class Said(NamedTuple):
    """What the text of a step says: that of many steps of other cards is the same."""

    name: str
    term: str
    hands: str
    hand: HandPart
    pressure: tuple[int, int]
    pressure_words: str
    kind: str
    badge: str
    from_source: bool
    about: str | None
    full: str
    short: str


class Heights(NamedTuple):
    """How high a row is, or its text, and the name in it."""

    row: float
    name: float


class _FirstLine(NamedTuple):
    """The first line of a row's text: what has room on it beside the name and the dose badge.

    Attributes:
        room: Width for the name.
        term: Whether the standard term stands on it.
        about: Whether the estimated minutes do.
        dots: Left end of the pressure dots, if they do.
    """

    room: float
    term: bool = False
    about: bool = False
    dots: float | None = None


@lru_cache(maxsize=1024)
def said_by(step: StepItem) -> Said:
    """Return what the text of a step says."""
    return Said(
        step.name,
        step.term,
        step.hands,
        step.technique.hand,
        step.pressure,
        step.pressure_words,
        step.amount.kind,
        step.badge,
        step.from_source,
        step.about,
        step.full,
        step.short,
    )


def short_texts(setting: Setting) -> bool:
    """Say whether steps are printed with their short text and the hands as a run-in."""
    return setting.fit.short or setting.format.step.hands == "run-in"


@dataclass(frozen=True, slots=True, eq=False)
class RowText:
    """The text of a row, and what of it is the same in every width; see ``row_text``.

    Attributes:
        short: Whether it is the short text, with the hands as a run-in.
        gap: Least white space between two things on a line.
        first: Height of the line of the name.
        second: Height of the line that names the hands; 0 for a short text.
        icon: Side of the hand icon; 0 without one.
        name: Width of the name.
        term: Width of the standard term and the gap before it.
        about: Width of the estimated minutes and the gap before them; 0 without them.
        badge: Width of the dose badge.
        dots: Width of the pressure dots.
        hands: Width of the label of the hands.
    """

    setting: Setting
    said: Said
    short: bool
    gap: float
    first: float
    second: float
    icon: float
    name: float
    term: float
    about: float
    badge: float
    dots: float
    hands: float

    @classmethod
    def of(cls, setting: Setting, said: Said) -> RowText:
        """Measure a text."""
        short, gap, icon = short_texts(setting), 1.9 * setting.unit, setting.format.step.icon
        return cls(
            setting,
            said,
            short=short,
            gap=gap,
            first=max(badge_height(setting), setting.type("name").leading),
            second=0.0 if short else max(icon, setting.type("hands").leading),
            icon=icon if icon >= 4.5 * MM else 0.0,
            name=setting.width(said.name, "name"),
            term=setting.width(said.term, "term") + gap,
            about=setting.width(said.about, "term") + gap if said.about else 0.0,
            badge=badge_width(setting, said.badge),
            dots=dots_width(setting),
            hands=setting.width(said.hands, "hands"),
        )

    # ------------------------------------------------------------------ how high it is
    def heights(self, width: float) -> Heights:
        """Return how high it is, and the name in it."""
        line, setting = self._line(width), self.setting
        name, leading = setting.type("name").leading, setting.type("hands").leading
        if _breaks(self.said.name, self.name, line.room):
            name = setting.height(self.said.name, "name", line.room)
        hands = leading
        if _breaks(self.said.hands, self.hands, self._hands_room(width)):
            hands = setting.height(self.said.hands, "hands", self._hands_room(width))
        second = 0.0 if self.short else self._under_hands(hands)
        return Heights(self._under_name(name) + second + setting.height(self._text(line), "body", width), name)

    def _line(self, width: float) -> _FirstLine:
        """Say what stands on the first line; the estimated minutes give way to the term, which would be lost."""
        right = width - self.badge
        if self.short:
            left = self._dots_left(right - self.gap, width)
            return _FirstLine(left - self.gap, dots=left)
        told = self.setting.fit.extras and self.name + self.term + self.gap <= right
        needed = self.name + self.about + self.gap + (self.term if told else 0.0)
        if self.about and needed <= right:
            return _FirstLine(right - self.about - self.gap, told, about=True)
        return _FirstLine(right - self.gap, told)

    def _dots_left(self, right: float, width: float) -> float:
        """Left end of the pressure dots: in one column on every row, unless the name or the badge needs the room."""
        column = width - 6.8 * self.setting.type("badge").size - self.dots
        return min(max(column, min(self.name + self.gap, right - self.dots)), right - self.dots)

    def _name_top(self) -> float:
        return (self.first - self.setting.type("name").leading) / 2

    def _under_name(self, name: float) -> float:
        return max(self.first, self._name_top() + name)

    def _under_hands(self, hands: float) -> float:
        return max(self.second, (self.second - self.setting.type("hands").leading) / 2 + hands)

    def _hands_room(self, width: float) -> float:
        return width - self.dots - self.icon - self.gap

    def _text(self, line: _FirstLine) -> Paragraph:
        """What is said under name and hands, with the estimated minutes if they do not stand beside the name."""
        said, body = self.said, self.setting.type("body").face
        estimate = f" {said.about[0].upper()}{said.about[1:]}." if said.about and not line.about else ""
        if self.short:
            return Span(f"{said.hands}: ", self.setting.type("strong").face), Span(said.short + estimate, body)
        return (Span(said.full + estimate, body),)

    # ------------------------------------------------------------------ its boxes
    def laid(self, width: float) -> Laid:
        """Lay out name, hands and full text; on small cards the hands as a bold run-in of the short text."""
        line, setting = self._line(width), self.setting
        names, place = setting.lines(self.said.name, "name", line.room), Rect(0, self._name_top(), width, 0)
        name = setting.set_lines(names, setting.type("name"), place, f"{STEP} / name", role="name", tag="H2")
        boxes = [name, *self._beside_name(line, name.rect.width, width)]
        top = self._under_name(name.rect.height)
        if not self.short:
            hands = setting.lines(self.said.hands, "hands", self._hands_room(width))
            boxes += self._hands_line(hands, top, width)
            top += self._under_hands(len(hands) * setting.type("hands").leading)
        text = setting.paragraph(self._text(line), "body", Rect(0, top, width, 0), f"{STEP} / text", balance=True)
        return Laid(text.rect.bottom, (*boxes, text))

    def _beside_name(self, line: _FirstLine, name: float, width: float) -> Iterator[Box]:
        """Yield standard term, estimated minutes, pressure dots and dose badge, those that stand beside the name."""
        setting, said, middle = self.setting, self.said, self.first / 2
        if line.term:
            below = middle + (setting.type("name").size - setting.type("term").size) * 0.357
            yield setting.centred(said.term, "term", name + self.gap, below, f"{STEP} / term", colour="grey")
        if line.about and said.about:
            right = width - self.badge - self.gap
            yield setting.centred(said.about, "term", right, middle, f"{STEP} / about", colour="grey", align="right")
        if line.dots is not None:
            yield _dots(setting, said.pressure, said.pressure_words).moved(line.dots, middle)
        for box in _badge(setting, said.badge, said.kind, said.from_source):
            yield box.moved(width, middle)

    def _hands_line(self, lines: tuple[Line, ...], top: float, width: float) -> Iterator[Box]:
        """Yield hand icon and label on the left, pressure words and dots on the right."""
        setting, said = self.setting, self.said
        style, middle = setting.type("hands"), top + self.second / 2
        if self.icon:
            yield _icon(said.hand, self.icon).moved(-0.6 * setting.unit, middle - self.icon / 2)
        place = Rect(self.icon, middle - style.leading / 2, width, 0)
        label = setting.set_lines(lines, style, place, f"{STEP} / hands", role="hands", colour="teal600")
        yield label
        dots_left, words = width - self.dots, setting.width(said.pressure_words, "body")
        told = setting.fit.extras and label.rect.right + words + 2 * self.gap <= dots_left
        if told:
            right = dots_left - 1.8 * setting.unit
            yield setting.centred(said.pressure_words, "body", right, middle, f"{STEP} / pressure", align="right")
        # Where the words say it, the dots are decoration.
        yield _dots(setting, said.pressure, None if told else said.pressure_words).moved(dots_left, middle)


def _breaks(text: str, width: float, room: float) -> bool:
    """Say whether a text of this width may take more than one line."""
    return width > room - SLACK or "\n" in text


@lru_cache(maxsize=32)
def _dots(setting: Setting, pressure: tuple[int, int], alt: str | None) -> Box:
    """Lay out pressure dots from the origin to the right; as decoration without ``alt``."""
    box = dots(setting, 0, 0, pressure, alt or "", f"{STEP} / pressure")
    return box if alt else box._replace(tag="Artifact", alt=None)


@lru_cache(maxsize=64)
def _badge(setting: Setting, value: str, kind: str, from_source: bool) -> tuple[Box, ...]:
    """Lay out a dose badge from the origin to the left."""
    return badge(setting, 0, 0, value, kind, from_source=from_source, block=f"{STEP} / dose")


@lru_cache(maxsize=32)
def _icon(part: HandPart, side: float) -> Box:
    return Box(Rect(0, 0, side, side), "Artifact", f"{STEP} / hands", hand(part, side))


@lru_cache(maxsize=512)
def row_text(setting: Setting, said: Said) -> RowText:
    """Return the text of a row in a setting; the very same for many cards."""
    return RowText.of(setting, said)
