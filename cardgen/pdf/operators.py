"""Marks to PDF content operators (ISO 32000-1, 8 and 9). Decides nothing: every number comes from a mark."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from types import MappingProxyType
from typing import Final, cast

from cardgen.pdf.inks import Use
from cardgen.pdf.syntax import Raw, decimal
from cardgen.shapes import Clip, Face, FormUse, Mark, Path, Picture, Point, Repeated, Segments, Stroke, TextRun
from cardgen.units import Rect

CAPS = {"butt": 0, "round": 1}
JOINS = {"miter": 0, "round": 1}

PLACE: Final = 2
"""Decimals of a place or a length in points: 0.01 pt is a hundredth of the finest line."""
SCALE: Final = 6
"""Decimals of a scale: it multiplies coordinates of some hundred units."""


@lru_cache(maxsize=4096)
def number(value: float, decimals: int = PLACE) -> str:
    """Return a number as PDF writes it, without exponent, needless zeros or ``-0``; ``decimals`` is 1 or more."""
    return decimal(value, decimals)


def place(value: float) -> Raw:
    """Return a place or a length as a dictionary holds it, no finer than operators have it."""
    return Raw(number(value).encode())


def places(*values: float) -> Raw:
    """Return an array of places or lengths; see ``place``."""
    return Raw(f"[{' '.join(map(number, values))}]".encode())


@dataclass(frozen=True, slots=True, eq=False)
class Resources:
    """What operators need from the document they are written into; told apart by identity.

    Attributes:
        ink: Palette name, and what the colour is for, to the operator that sets it.
        choose: Face and size to the operator that chooses them, between ``BT`` and ``ET``.
        show: Text and face to the operator that shows it, if the face is chosen.
        form: Form name to the resource name it is stored under.
        picture: Picture to the resource name it is stored under.
        drawing: A drawing that recurs to the resource name it is stored under.
    """

    ink: Callable[[str, Use], str]
    choose: Callable[[Face, float], str]
    show: Callable[[str, Face], str]
    form: Callable[[str], str]
    picture: Callable[[Picture], str]
    drawing: Callable[[Clip], str]


@dataclass(frozen=True, slots=True)
class Frame:
    """Where layout's origin lies on the PDF page: points from the left, and from the bottom.

    Attributes:
        left: PDF x of the origin.
        top: PDF y of the origin.
        down: What a point down is in PDF's y; 1 in a form that keeps its own direction.
    """

    left: float
    top: float
    down: float = -1.0

    def x(self, x: float) -> float:
        """Return the PDF x."""
        return self.left + x

    def y(self, y: float) -> float:
        """Return the PDF y."""
        return self.top + self.down * y

    def box(self, rect: Rect) -> Raw:
        """Return a rectangle as PDF writes it: left, bottom, right, top."""
        return places(self.x(rect.x), self.y(rect.bottom), self.x(rect.right), self.y(rect.y))


_OWN: Final = Frame(0.0, 0.0, down=1.0)
_OPERATORS: Final = MappingProxyType({"M": "m", "L": "l", "C": "c", "Z": "h"})
_PAINTED: Final = MappingProxyType({(True, True): "B", (True, False): "f", (False, True): "S", (False, False): "n"})
"""The operators that fill and stroke a path (8.5.3), by whether they do."""


def paint_all(marks: Iterable[Mark], frame: Frame, resources: Resources) -> list[str]:
    """Return the operators that draw marks one after the other; the other arguments and the result as for ``paint``.

    What comes one after the other shares what is the same: paths their colours and line style, forms of one place and
    scale, as those of a body are, their matrix, texts their colour, face and size.
    """
    lines: list[str] = []
    for _, some in groupby(marks, key=_kind):
        match list(some):
            case [TextRun(), *_] as runs:
                lines += _texts(cast("list[TextRun]", runs), frame, resources)
            case [FormUse(), *_] as uses:
                lines += _forms(cast("list[FormUse]", uses), frame, resources)
            case [Path() | Repeated(), *_] as paths:
                lines += _paths(cast("list[Path | Repeated]", paths), frame, resources)
            case others:
                for mark in others:
                    lines += paint(mark, frame, resources)
    return lines


def _kind(mark: Mark) -> object:
    """Return what marks have in common that are painted together."""
    match mark:
        case TextRun():
            return TextRun
        case FormUse():
            return mark.x, mark.y, mark.scale
        case Path():
            return mark.fill, mark.stroke
        case Repeated():
            return mark.path.fill, mark.path.stroke
    return None


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
        case Path() | Repeated():
            return _paths([mark], frame, resources)
        case TextRun():
            return _texts([mark], frame, resources)
        case FormUse():
            return _forms([mark], frame, resources)
        case Picture():
            return _picture(mark, frame, resources)
        case Clip():
            return _clip(mark, frame, resources)


def path_operators(segments: Segments, frame: Frame) -> str:
    """Return path construction operators: m, l, c, h."""
    left, top, down = frame.left, frame.top, frame.down
    out = []
    for segment in segments:
        places = zip(segment[1::2], segment[2::2], strict=True)
        out += [f"{number(left + x)} {number(top + down * y)}" for x, y in places]
        out.append(_OPERATORS[segment[0]])
    return " ".join(out)


def _stroke(stroke: Stroke, scale: float, resources: Resources) -> str:
    return f"{resources.ink(stroke.colour, 'stroke')} {_line_style(stroke, scale)}"


@lru_cache(maxsize=512)
def _line_style(stroke: Stroke, scale: float) -> str:
    dash = " ".join(number(d / scale) for d in stroke.dash)
    return f"{number(stroke.width / scale)} w {CAPS[stroke.cap]} J {JOINS[stroke.join]} j [{dash}] 0 d"


def _paths(marks: Sequence[Path | Repeated], frame: Frame, resources: Resources) -> list[str]:
    """Draw paths of the same colours and line style.

    Each is drawn from its own first point: shapes that come again are then the same bytes, and pack to nothing.
    """
    first = marks[0]
    style = first.path if isinstance(first, Repeated) else first
    lines = []
    if style.fill:
        lines.append(resources.ink(style.fill, "fill"))
    if style.stroke:
        lines.append(_stroke(style.stroke, 1.0, resources))
    painted = _PAINTED[bool(style.fill), bool(style.stroke)]
    lines.append("q")
    left = top = 0.0
    for mark in marks:
        path = mark.path if isinstance(mark, Repeated) else mark
        shape = f"cm {_from_start(path.shape)} {painted}"
        for across, down in _starts(mark):
            x, y = round(frame.x(across), PLACE), round(frame.y(down), PLACE)
            # Each from the one before, and no error adds up.
            lines.append(f"1 0 0 1 {number(x - left)} {number(y - top)} {shape}")
            left, top = x, y
    lines.append("Q")
    return lines


def _starts(mark: Path | Repeated) -> Sequence[Point]:
    """Return where a path begins, each time that it is drawn."""
    path = mark.path if isinstance(mark, Repeated) else mark
    first = path.shape[0]
    assert first[0] == "M"
    x, y = first[1] + path.dx, first[2] + path.dy
    return [(x + mark.dx + dx, y + mark.dy + dy) for dx, dy in mark.at] if isinstance(mark, Repeated) else [(x, y)]


@lru_cache(maxsize=1024)
def _from_start(shape: Segments) -> str:
    """Return the operators of a path from its first point."""
    match shape:
        case (("M", left, top), ("L", x1, y1), ("L", x2, y2), ("L", x3, y3), ("L", x4, y4), ("Z",)) if (
            left,
            top,
            x1,
            y2,
        ) == (x4, y4, x2, y3) and (y1, x3) == (top, left):
            return f"0 0 {number(x1 - left)} {number(top - y2)} re"
        case (("M", left, top), *_):
            return path_operators(shape, Frame(-left, top))
    raise ValueError("a path begins where its first point is")


def _picture(mark: Picture, frame: Frame, resources: Resources) -> list[str]:
    r = mark.rect
    matrix = f"{number(r.width)} 0 0 {number(r.height)} {number(frame.x(r.x))} {number(frame.y(r.bottom))} cm"
    return ["q", matrix, f"/{resources.picture(mark)} Do", "Q"]


def _clip(mark: Clip, frame: Frame, resources: Resources) -> list[str]:
    own = Frame(frame.x(mark.dx), frame.y(mark.dy))
    if mark.recurs:
        return ["q", f"1 0 0 1 {number(own.left)} {number(own.top)} cm", f"/{resources.drawing(mark)} Do", "Q"]
    return clipped(mark.outline, mark.inside, own, resources)


def clipped(outline: Segments, inside: Iterable[Mark], frame: Frame, resources: Resources) -> list[str]:
    """Return the operators that draw marks, of which only what lies inside an outline shows."""
    return ["q", path_operators(outline, frame), "W n", *paint_all(inside, frame, resources), "Q"]


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
            lines.append(resources.ink(fill, "fill"))
        if mark.stroke and mark.stroke != stroke:
            stroke = mark.stroke
            lines.append(_stroke(stroke, mark.scale, resources))
        lines.append(f"/{resources.form(mark.form)} Do")
    return [*lines, "Q"]


def _texts(runs: Iterable[TextRun], frame: Frame, resources: Resources) -> list[str]:
    """Show texts, each where it stands."""
    lines, left, top = ["BT"], frame.left, frame.top
    colour: str | None = None
    face: tuple[Face, float] | None = None
    for run in runs:
        if run.colour != colour:
            colour = run.colour
            lines.append(resources.ink(colour, "text"))
        if (run.face, run.size) != face:
            face = run.face, run.size
            lines.append(resources.choose(*face))
        turn = _turned(run.turn) if run.turn else "1 0 0 1"
        text = f"{run.text} " if run.space_after else run.text
        lines.append(f"{turn} {number(left + run.x)} {number(top - run.y)} Tm {resources.show(text, run.face)}")
    lines.append("ET")
    return lines


def _turned(degrees: float) -> str:
    cosine, sine = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return f"{number(cosine, SCALE)} {number(sine, SCALE)} {number(-sine, SCALE)} {number(cosine, SCALE)}"


def form_operators(segments: Segments, paint_as: str) -> str:
    """Return the content of a form: its path in its own units, y down; the use's matrix turns it over."""
    operator = {"fill": "f", "stroke": "S", "both": "B"}[paint_as]
    return f"{path_operators(segments, _OWN)} {operator}"
