"""The vocabulary of drawing: marks that layout and figures produce and paint turns into PDF operators.

All coordinates are points with y running down. Colours are names of the theme's palette, resolved when
painting, so that one layout serves screen, gray and press. Nothing here decides anything.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple, TypeAlias

from cardgen.units import Rect

Segment: TypeAlias = (
    tuple[Literal["M"], float, float]
    | tuple[Literal["L"], float, float]
    | tuple[Literal["C"], float, float, float, float, float, float]
    | tuple[Literal["Z"]]
)
"""A path step: move, line, cubic curve (two controls, end) or close."""

Segments: TypeAlias = tuple[Segment, ...]
Point: TypeAlias = tuple[float, float]

Face: TypeAlias = Literal["regular", "semibold", "bold", "extrabold", "italic", "bold-italic"]

ARC = 0.5522847498
"""Control point distance, as a share of the radius, that makes four cubic curves a circle."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """How a path is stroked.

    Attributes:
        colour: Palette name.
        width: Line width in points.
        dash: Lengths on and off in points; empty for a solid line.
        cap: Line ends.
        join: Corners.
    """

    colour: str
    width: float
    dash: tuple[float, ...] = ()
    cap: Literal["butt", "round"] = "round"
    join: Literal["miter", "round"] = "round"


@dataclass(frozen=True, slots=True)
class Path:
    """A filled and/or stroked path.

    Attributes:
        shape: Its segments where it was drawn. Layout moves a path, but never changes it: what is made of its shape is
            made once.
        fill: Palette name.
        stroke: How it is stroked.
        dx: How far it was moved since.
        dy: Likewise.
    """

    __match_args__ = ("segments", "fill", "stroke")

    shape: Segments
    fill: str | None = None
    stroke: Stroke | None = None
    dx: float = 0.0
    dy: float = 0.0

    @property
    def segments(self) -> Segments:
        """Its segments where it is now."""
        return shifted(self.shape, self.dx, self.dy)


@dataclass(frozen=True, slots=True)
class FormUse:
    """A drawing stored once in the file and used here, at a scale.

    The point (u, v) of the form lands at ``(x + scale * u, y + scale * v)``. The form itself carries no
    colour and no line width: both come from here (``stroke.width`` and ``dash`` in points on the page).

    Attributes:
        form: Name of the form; whoever paints knows its segments.
    """

    form: str
    x: float
    y: float
    scale: float
    fill: str | None = None
    stroke: Stroke | None = None


class TextRun(NamedTuple):
    """Text in one face, size and colour on one baseline. A named tuple, as layout makes them by the thousand.

    Attributes:
        x: Left end of the baseline (start of the text when turned).
        y: The baseline.
        space_after: The text stream carries a space after it, drawn as no ink: a line break or a gap
            between two runs must not glue words together for a reader.
        turn: Degrees, counter-clockwise on the page; 90 reads upward.
    """

    x: float
    y: float
    text: str
    face: Face
    size: float
    colour: str
    space_after: bool = False
    turn: float = 0.0

    def spaced(self) -> TextRun:
        """Return the run with a space after it."""
        return TextRun(self.x, self.y, self.text, self.face, self.size, self.colour, space_after=True, turn=self.turn)


@dataclass(frozen=True, slots=True)
class Picture:
    """A raster image: already normalised PNG or JPEG bytes, set into a rectangle.

    Attributes:
        key: Digest of ``data``; equal pictures are stored once.
    """

    rect: Rect
    data: bytes = field(repr=False)
    key: str


@dataclass(frozen=True, slots=True)
class Clip:
    """Marks of which only what lies inside an outline shows.

    Attributes:
        outline: The outline where it was drawn, with everything in it.
        inside: The marks, likewise.
        dx: How far all of it was moved since.
        dy: Likewise.
        recurs: Other pages show it, too: a file holds it once, as a drawing of its own. It has no text.
    """

    __match_args__ = ("segments", "marks")

    outline: Segments
    inside: tuple[Mark, ...]
    dx: float = 0.0
    dy: float = 0.0
    recurs: bool = False

    @property
    def segments(self) -> Segments:
        """The outline where it is now."""
        return shifted(self.outline, self.dx, self.dy)

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The marks where they are now."""
        return tuple(moved(mark, self.dx, self.dy) for mark in self.inside)


@dataclass(frozen=True, slots=True)
class Repeated:
    """A path drawn again and again, each time at another place: a pattern.

    Attributes:
        path: The path.
        at: How far each is from where the path is.
        dx: How far all of it was moved since it was drawn.
        dy: Likewise.
    """

    path: Path
    at: tuple[Point, ...]
    dx: float = 0.0
    dy: float = 0.0

    @property
    def paths(self) -> tuple[Path, ...]:
        """Each of the paths where it is now."""
        path = self.path
        places = ((path.dx + self.dx + x, path.dy + self.dy + y) for x, y in self.at)
        return tuple(Path(path.shape, path.fill, path.stroke, x, y) for x, y in places)


Mark: TypeAlias = Path | FormUse | TextRun | Picture | Clip | Repeated


def rounded(rect: Rect, radius: float | tuple[float, float, float, float] = 0.0) -> Segments:
    """Return a closed rectangle with round corners.

    Args:
        rect: The rectangle.
        radius: One radius in points, or four (top left, top right, bottom right, bottom left).

    Returns:
        The path, clockwise from the top edge; plain corners where the radius is 0.
    """
    x, y, w, h = rect.x, rect.y, rect.width, rect.height
    tl, tr, br, bl = radius if isinstance(radius, tuple) else (radius,) * 4
    k = 1 - ARC
    out: list[Segment] = [("M", x + tl, y), ("L", x + w - tr, y)]
    if tr:
        out.append(("C", x + w - k * tr, y, x + w, y + k * tr, x + w, y + tr))
    out.append(("L", x + w, y + h - br))
    if br:
        out.append(("C", x + w, y + h - k * br, x + w - k * br, y + h, x + w - br, y + h))
    out.append(("L", x + bl, y + h))
    if bl:
        out.append(("C", x + k * bl, y + h, x, y + h - k * bl, x, y + h - bl))
    out.append(("L", x, y + tl))
    if tl:
        out.append(("C", x, y + k * tl, x + k * tl, y, x + tl, y))
    out.append(("Z",))
    return tuple(out)


def circle(cx: float, cy: float, r: float) -> Segments:
    """Return a closed circle about (``cx``, ``cy``) of radius ``r`` points."""
    return rounded(Rect(cx - r, cy - r, 2 * r, 2 * r), r)


def polyline(points: tuple[Point, ...] | list[Point], *, closed: bool = False) -> Segments:
    """Return straight lines through ``points`` (at least one), closed if asked."""
    first, *rest = points
    out: list[Segment] = [("M", *first), *(("L", *p) for p in rest)]
    if closed:
        out.append(("Z",))
    return tuple(out)


def arc_points(cx: float, cy: float, r: float, start: float, end: float) -> tuple[Point, ...]:
    """Sample an arc every 12 degrees or finer.

    Args:
        cx: Centre.
        cy: Centre.
        r: Radius in points.
        start: First angle in degrees; 0 points right, angles grow clockwise on the page.
        end: Last angle in degrees.

    Returns:
        At least nine points, both ends included.
    """
    n = max(8, math.ceil(abs(end - start) / 12))
    angles = (math.radians(start + (end - start) * i / n) for i in range(n + 1))
    return tuple((cx + r * math.cos(a), cy + r * math.sin(a)) for a in angles)


def shifted(segments: Segments, dx: float, dy: float) -> Segments:
    """Return the path moved by ``dx``, ``dy`` points."""
    return tuple(_shifted(segment, dx, dy) for segment in segments) if dx or dy else segments


def _shifted(segment: Segment, dx: float, dy: float) -> Segment:
    match segment:
        case ("C", x1, y1, x2, y2, x, y):
            return "C", x1 + dx, y1 + dy, x2 + dx, y2 + dy, x + dx, y + dy
        case ("M", x, y):
            return "M", x + dx, y + dy
        case ("L", x, y):
            return "L", x + dx, y + dy
        case ("Z",):
            return segment


def moved(mark: Mark, dx: float, dy: float) -> Mark:
    """Return the mark moved by ``dx``, ``dy`` points."""
    match mark:
        case TextRun(x, y, text, face, size, colour, space_after, turn):  # not replace(): layout moves thousands
            return TextRun(x + dx, y + dy, text, face, size, colour, space_after, turn)
        case Path():
            return Path(mark.shape, mark.fill, mark.stroke, mark.dx + dx, mark.dy + dy)
        case Clip():
            return Clip(mark.outline, mark.inside, mark.dx + dx, mark.dy + dy, mark.recurs)
        case Repeated():
            return Repeated(mark.path, mark.at, mark.dx + dx, mark.dy + dy)
        case Picture(rect, data, key):
            return Picture(rect.moved(dx, dy), data, key)
        case FormUse():
            return replace(mark, x=mark.x + dx, y=mark.y + dy)
