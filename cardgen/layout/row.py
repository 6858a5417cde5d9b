"""One step row: its name, dose, hands, pressure and instruction, beside a figure tile."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from cardgen.document import StepItem
from cardgen.figures.hands import hand
from cardgen.layout.boxes import Box, Laid
from cardgen.layout.parts import badge, badge_height, badge_width, dots, dots_width
from cardgen.layout.setting import Setting
from cardgen.layout.text import Paragraph, Span
from cardgen.shapes import moved
from cardgen.units import MM, Rect

STEP: Final = "step"
"""What the blocks of a row begin with: where it is placed, its number comes to it."""

STRIP_GAP = 1.6
"""Between the phase strip and the figure tile: a multiple of the format's unit."""


@dataclass(frozen=True, slots=True)
class Row:
    """A step's text, laid out beside a tile of some side; ``height`` holds both.

    Attributes:
        step: The step.
        tile: Side of the tile.
        words: The text, the same for every step that says so, whatever its number.
    """

    step: StepItem
    tile: float
    words: Laid

    @property
    def height(self) -> float:
        """The taller of tile and text."""
        return max(self.tile, self.words.height)

    @property
    def name_height(self) -> float:
        """The height of the step's name, which is the first box of the text."""
        return self.words.boxes[0].rect.height


def short_texts(setting: Setting) -> bool:
    """Say whether steps are printed with their short text and the hands as a run-in."""
    return setting.fit.short or setting.format.step.hands == "run-in"


def make_row(setting: Setting, step: StepItem, tile: float, width: float) -> Row:
    """Lay out a step's text beside a tile.

    Args:
        setting: The setting.
        step: The step.
        tile: Side of the figure tile in points.
        width: Of the whole row, strip and tile included.

    Returns:
        The row; its height depends on the tile, as a larger tile leaves less width to the text.
    """
    return Row(step, tile, _words(setting, _said(step), width - text_left(setting, tile)))


@dataclass(frozen=True, slots=True)
class Heights:
    """How high a row is, and the name in it."""

    row: float
    name: float


def heights(setting: Setting, step: StepItem, tile: float, width: float) -> Heights:
    """Return how high a row would be; arguments as ``make_row``."""
    found = _heights(setting, _said(step), width - text_left(setting, tile))
    return Heights(max(tile, found.row), found.name)


@lru_cache(maxsize=16_384)
def _heights(setting: Setting, said: StepItem, room: float) -> Heights:
    row = Row(said, 0.0, _words(setting, said, room))
    return Heights(row.height, row.name_height)


@lru_cache(maxsize=512)
def _said(step: StepItem) -> StepItem:
    """Return a step with only what its text says: many steps of other cards are then the same."""
    return replace(step, number=0, minutes=0, alt="", avoided=frozenset(), hatched=frozenset())


@lru_cache(maxsize=1024)
def _words(setting: Setting, said: StepItem, room: float) -> Laid:
    return (_compact if short_texts(setting) else _full)(setting, said, room, STEP)


def text_left(setting: Setting, tile: float) -> float:
    """Return where a row's text begins."""
    return setting.format.step.strip + STRIP_GAP * setting.unit + tile + setting.format.step.text_gap


def _full(setting: Setting, step: StepItem, width: float, block: str) -> Laid:
    """Name line, hands line, full text: the row of the larger cards."""
    name = _name_line(setting, step, width, block, with_dots=False)
    hands = _hands_line(setting, step, width, block)
    said = step.full + _estimate(step, name)
    text = setting.paragraph(
        said, "body", Rect(0, name.height + hands.height, width, 0), f"{block} / text", balance=True
    )
    boxes = (*name.boxes, *hands.at(0, name.height), text)
    return Laid(text.rect.bottom, boxes)


def _compact(setting: Setting, step: StepItem, width: float, block: str) -> Laid:
    """Name, dots and badge on one line, then hands as a bold run-in with the short text: the row of small cards."""
    name = _name_line(setting, step, width, block, with_dots=True)
    hands, body = setting.type("strong").face, setting.type("body").face
    text: Paragraph = (Span(f"{step.hands}: ", hands), Span(step.short + _estimate(step, name), body))
    box = setting.paragraph(text, "body", Rect(0, name.height, width, 0), f"{block} / text", balance=True)
    return Laid(box.rect.bottom, (*name.boxes, box))


def _estimate(step: StepItem, name: Laid) -> str:
    """Return the estimated minutes of repetitions as a sentence, where the name line has no room for them."""
    if not step.about or any(box.block.endswith("/ about") for box in name.boxes):
        return ""
    return f" {step.about[0].upper()}{step.about[1:]}."


def _name_line(setting: Setting, step: StepItem, width: float, block: str, *, with_dots: bool) -> Laid:
    """Name, standard term if there is room, pressure dots if asked, estimated minutes, dose badge.

    The minutes give way to the term: they go into the text, where the term would be lost.
    """
    style = setting.type("name")
    gap = 1.9 * setting.unit
    line = max(badge_height(setting), style.leading)
    middle = line / 2
    right = width - badge_width(setting, step.badge)
    boxes = list(
        badge(
            setting, width, middle, step.badge, step.amount.kind, from_source=step.from_source, block=f"{block} / dose"
        )
    )
    name_width = setting.width(step.name, "name")
    term_width = setting.width(step.term, "term")
    told = setting.fit.extras and not with_dots and name_width + term_width + 2 * gap <= right
    kept = term_width + gap if told else 0.0
    if with_dots:
        right = _dots_left(setting, name_width + gap, right - gap, width)
        boxes.insert(0, dots(setting, right, middle, step.pressure, step.pressure_words, f"{block} / pressure"))
        right -= gap
    elif step.about and name_width + setting.width(step.about, "term") + 2 * gap + kept <= right:
        about = setting.centred(
            step.about, "term", right - gap, middle, f"{block} / about", colour="grey", align="right"
        )
        boxes.insert(0, about)
        right = about.rect.x
    lines = setting.lines(step.name, "name", right - gap if not with_dots else right)
    top = middle - style.leading / 2
    name = setting.set_lines(lines, style, Rect(0, top, right, 0), f"{block} / name", role="name", tag="H2")
    if told:
        baseline_shift = (style.size - setting.type("term").size) * 0.357
        term = setting.centred(
            step.term, "term", name.rect.width + gap, middle + baseline_shift, f"{block} / term", colour="grey"
        )
        boxes.insert(0, term)
    return Laid(max(line, name.rect.bottom), (name, *boxes))


def _dots_left(setting: Setting, least: float, right: float, width: float) -> float:
    """Left end of the pressure dots: in one column on every row, unless the name or the badge needs the room."""
    wide = dots_width(setting)
    column = width - 6.8 * setting.type("badge").size - wide
    return min(max(column, min(least, right - wide)), right - wide)


def _hands_line(setting: Setting, step: StepItem, width: float, block: str) -> Laid:
    """Hand icon and label on the left, pressure words and dots on the right."""
    style = setting.type("hands")
    icon = setting.format.step.icon
    line = max(icon, style.leading)
    middle = line / 2
    boxes: list[Box] = []
    left = 0.0
    if icon >= 4.5 * MM:
        place = Rect(-0.6 * setting.unit, middle - icon / 2, icon, icon)
        marks = tuple(moved(m, place.x, place.y) for m in hand(step.technique.hand, icon))
        boxes.append(Box(place, "Artifact", f"{block} / hands", marks))
        left = icon
    pressure = dots(
        setting, width - dots_width(setting), middle, step.pressure, step.pressure_words, f"{block} / pressure"
    )
    room = pressure.rect.x - left - 1.9 * setting.unit
    label = setting.set_lines(
        setting.lines(step.hands, "hands", room),
        style,
        Rect(left, middle - style.leading / 2, room, 0),
        f"{block} / hands",
        role="hands",
        colour="teal600",
    )
    boxes.append(label)
    words = setting.width(step.pressure_words, "body")
    if setting.fit.extras and label.rect.right + words + 3.8 * setting.unit <= pressure.rect.x:
        right = pressure.rect.x - 1.8 * setting.unit
        box = setting.centred(step.pressure_words, "body", right, middle, f"{block} / pressure", align="right")
        boxes.append(box)
        pressure = replace(pressure, tag="Artifact", alt=None)  # the words say it
    return Laid(max(line, label.rect.bottom), (*boxes, pressure))
