"""Marks to PDF content operators (ISO 32000-1, 8 and 9). Decides nothing: every number comes from a mark."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Final

from cardgen.colours import Colour
from cardgen.pdf.inks import Inks, Use, screen_inks
from cardgen.pdf.syntax import Raw, decimal
from cardgen.shapes import Clip, FormUse, Mark, Path, Picture, Repeated, Segments, Stroke, TextRun
from cardgen.units import Rect

CAPS = {"butt": 0, "round": 1}
JOINS = {"miter": 0, "round": 1}

PLACE: Final = 2
"""Decimals of a place or a length in points: 0.01 pt is a hundredth of the finest line."""
SCALE: Final = 6
"""Decimals of a scale: it multiplies coordinates of some hundred units."""


@lru_cache(maxsize=8192)
def number(value: float, decimals: int = PLACE) -> str:
    """Return a number as PDF writes it, without exponent, needless zeros or ``-0``; ``decimals`` is 1 or more."""
    return decimal(value, decimals)


def places(*values: float) -> tuple[Raw, ...]:
    """Return places or lengths as an array of a dictionary holds them, no finer than operators have them."""
    return tuple(Raw(number(value).encode()) for value in values)


@dataclass(frozen=True, slots=True, eq=False)
class Resources:
    """What operators need from the document they are written into; told apart by identity.

    Attributes:
        colour: Palette name to colour.
        show: Text, face and size to the operators that show it, between ``BT`` and ``ET``.
        form: Form name to the resource name it is stored under.
        picture: Picture to the resource name it is stored under.
        inks: How colours are written.
    """

    colour: Callable[[str], Colour]
    show: Callable[[TextRun], str]
    form: Callable[[str], str]
    picture: Callable[[Picture], str]
    inks: Inks = screen_inks


@dataclass(frozen=True, slots=True)
class Frame:
    """Where layout's origin lies on the PDF page: points from the left, and from the bottom."""

    left: float
    top: float

    def x(self, x: float) -> float:
        """Return the PDF x."""
        return self.left + x

    def y(self, y: float) -> float:
        """Return the PDF y."""
        return self.top - y

    def box(self, rect: Rect) -> tuple[Raw, ...]:
        """Return a rectangle as PDF writes it: left, bottom, right, top."""
        return places(self.x(rect.x), self.y(rect.bottom), self.x(rect.right), self.y(rect.y))


@dataclass(frozen=True, slots=True)
class _OwnUnits(Frame):
    """The frame of a form, which keeps its own units and direction."""

    def y(self, y: float) -> float:
        return y


_OWN = _OwnUnits(0.0, 0.0)
_ONCE: Final = ((0.0, 0.0),)


def paint_all(marks: Iterable[Mark], frame: Frame, resources: Resources) -> list[str]:
    """Return the operators that draw marks one after the other; the other arguments and the result as for ``paint``.

    Drawings that are used one after the other at the same place and scale, as those of a body are, share their matrix.
    """
    lines: list[str] = []
    for place, some in groupby(marks, key=_place):
        if place is None:
            for mark in some:
                lines += paint(mark, frame, resources)
        else:
            lines += _forms([mark for mark in some if isinstance(mark, FormUse)], frame, resources)
    return lines


def _place(mark: Mark) -> tuple[float, float, float] | None:
    return (mark.x, mark.y, mark.scale) if isinstance(mark, FormUse) else None


def paint(mark: Mark, frame: Frame, resources: Resources) -> list[str]:
    """Return the operators that draw a mark.

    Args:
        mark: What to draw.
        frame: Where.
        resources: The document's fonts, colours, forms and pictures.

    Returns:
        Lines of the content stream; the graphics state is as before after them, but for colour and line style, which
        every mark sets for itself.
    """
    match mark:
        case Path():
            return _path(mark, frame, resources)
        case TextRun():
            return _text(mark, frame, resources)
        case FormUse():
            return _forms([mark], frame, resources)
        case Picture():
            r = mark.rect
            matrix = f"{number(r.width)} 0 0 {number(r.height)} {number(frame.x(r.x))} {number(frame.y(r.bottom))} cm"
            return ["q", matrix, f"/{resources.picture(mark)} Do", "Q"]
        case Clip():
            own = Frame(frame.x(mark.dx), frame.y(mark.dy))
            return ["q", path_operators(mark.outline, own), "W n", *paint_all(mark.inside, own, resources), "Q"]
        case Repeated():
            return _drawn(mark.path, [(mark.dx + x, mark.dy + y) for x, y in mark.at], frame, resources)


def path_operators(segments: Segments, frame: Frame) -> str:
    """Return path construction operators; rectangles and curves alike as m, l, c, h."""
    out = []
    for s in segments:
        if s[0] == "Z":
            out.append("h")
            continue
        values = " ".join(number(frame.y(v) if i % 2 else frame.x(v)) for i, v in enumerate(s[1:]))
        out.append(f"{values} {'mlc'['MLC'.index(s[0])]}")
    return " ".join(out)


def _colour(name: str, use: Use, resources: Resources) -> str:
    return resources.inks(name, resources.colour(name), use)


def _stroke(stroke: Stroke, scale: float, resources: Resources) -> str:
    colour = _colour(stroke.colour, "stroke", resources)
    return f"{colour} {_line_style(stroke, scale)}"


@lru_cache(maxsize=512)
def _line_style(stroke: Stroke, scale: float) -> str:
    dash = " ".join(number(d / scale) for d in stroke.dash)
    return f"{number(stroke.width / scale)} w {CAPS[stroke.cap]} J {JOINS[stroke.join]} j [{dash}] 0 d"


def _path(mark: Path, frame: Frame, resources: Resources) -> list[str]:
    return _drawn(mark, _ONCE, frame, resources)


def _drawn(mark: Path, at: Iterable[tuple[float, float]], frame: Frame, resources: Resources) -> list[str]:
    """Draw a path from its own first point: shapes that come again are then the same bytes, and pack to nothing."""
    state = []
    if mark.fill:
        state.append(_colour(mark.fill, "fill", resources))
    if mark.stroke:
        state.append(_stroke(mark.stroke, 1.0, resources))
    painted = {(True, True): "B", (True, False): "f", (False, True): "S", (False, False): "n"}[
        bool(mark.fill), bool(mark.stroke)
    ]
    start = mark.shape[0]
    assert start[0] == "M"
    left, top = frame.x(start[1] + mark.dx), frame.y(start[2] + mark.dy)
    shape = f"{_from_start(mark.shape, start[1], start[2])} {painted}"
    lines = [*state, "q"]
    before = (0.0, 0.0)
    for x, y in at:
        here = round(left + x, PLACE), round(top - y, PLACE)  # each from the one before, and no error adds up
        lines += (f"1 0 0 1 {number(here[0] - before[0])} {number(here[1] - before[1])} cm", shape)
        before = here
    return [*lines, "Q"]


@lru_cache(maxsize=4096)
def _from_start(shape: Segments, x: float, y: float) -> str:
    return path_operators(shape, Frame(-x, y))


def _forms(marks: Sequence[FormUse], frame: Frame, resources: Resources) -> list[str]:
    """Draw forms at the same place and scale."""
    first = marks[0]
    scale, flipped = number(first.scale, SCALE), number(-first.scale, SCALE)
    lines = ["q", f"{scale} 0 0 {flipped} {number(frame.x(first.x))} {number(frame.y(first.y))} cm"]
    fill: str | None = None
    stroke: Stroke | None = None
    for mark in marks:
        if mark.fill and mark.fill != fill:
            fill = mark.fill
            lines.append(_colour(fill, "fill", resources))
        if mark.stroke and mark.stroke != stroke:
            stroke = mark.stroke
            lines.append(_stroke(stroke, mark.scale, resources))
        lines.append(f"/{resources.form(mark.form)} Do")
    return [*lines, "Q"]


def _text(run: TextRun, frame: Frame, resources: Resources) -> list[str]:
    x, y = number(frame.x(run.x)), number(frame.y(run.y))
    if run.turn:
        c, s = math.cos(math.radians(run.turn)), math.sin(math.radians(run.turn))
        place = f"{number(c, SCALE)} {number(s, SCALE)} {number(-s, SCALE)} {number(c, SCALE)} {x} {y} Tm"
    else:
        place = f"1 0 0 1 {x} {y} Tm"
    colour = _colour(run.colour, "text", resources)
    return [f"BT {colour} {place} {resources.show(run)} ET"]


def form_operators(segments: Segments, paint_as: str) -> str:
    """Return the content of a form: its path in its own units, y down; the use's matrix turns it over."""
    operator = {"fill": "f", "stroke": "S", "both": "B"}[paint_as]
    return f"{path_operators(segments, _OWN)} {operator}"
