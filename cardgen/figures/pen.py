"""The pen: lines, arcs, heads and arrows measured in motion modules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from cardgen.figures.spline import length, shortened
from cardgen.figures.strokes import Glyph, Ink
from cardgen.shapes import arc_points

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cardgen.content.motion import Heads
    from cardgen.shapes import Point

DASH = (1.2, 0.9)
"""Lengths on and off of a dashed line, in modules."""

_HEAD_LENGTH = 1.25
_HEAD_HALF_WIDTH = 0.6
_NOTCH = 0.2
_OVERLAP = 0.95
"""Where the line ends before the tip, for a head of size 1."""
_EDGE = 0.08
_HEADS_SHARE = 0.8
"""The part of a short arrow that its heads may take."""


@dataclass(frozen=True, slots=True)
class Arc:
    """A part of a circle: centre in units, radius in modules, angles in degrees, clockwise from the right."""

    centre: Point
    radius: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow that may be cut: its pieces are arrows too.

    Attributes:
        points: Its line in units, at least two points; the tip is the last (for ``both`` also the first).
        weight: Weight of the line in modules.
        head: Size of a head in modules; None for that of a long arrow.
        heads: Where they are.
        dash: Lengths on and off in modules.
    """

    points: tuple[Point, ...]
    weight: float
    head: float | None = None
    heads: Heads = "end"
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Pen:
    """Draws with widths and head sizes in motion modules, at places in units.

    Attributes:
        module: The motion module, in units.
        thinnest: The thinnest line, in units.
        weight: Weight of the technique's main strokes, in modules: firmer pressure, heavier line.
    """

    module: float
    thinnest: float
    weight: float

    def line(
        self,
        points: Sequence[Point],
        weight: float,
        dash: tuple[float, ...] = (),
        cap: Literal["butt", "round"] = "round",
    ) -> Ink:
        """Return a line of the given weight."""
        width = max(weight * self.module, self.thinnest)
        return Ink("line", tuple(points), width, tuple(part * self.module for part in dash), cap)

    def dot(self, x: float, y: float, radius: float) -> Ink:
        """Return a dot; its radius in modules."""
        return Ink("dot", ((x, y),), 2 * radius * self.module)

    def arrow(
        self,
        points: Sequence[Point],
        weight: float,
        *,
        head: float | None = None,
        heads: Heads = "end",
        dash: tuple[float, ...] = (),
    ) -> Glyph:
        """Return an arrow along a polyline; the tip is its last point (for ``both`` also its first).

        Args:
            points: The line in units; at least two points.
            weight: Weight of the line in modules.
            head: Size of a head in modules; None for that of a long arrow. A short arrow has smaller heads.
            heads: Where they are.
            dash: Lengths on and off in modules.
        """
        ends = 2 if heads == "both" else 1
        size = (1.1 + 1.35 * weight if head is None else head) * self.module
        size = min(size, _HEADS_SHARE * length(points) / (_HEAD_LENGTH * ends))
        line, tips = tuple(points), []
        for _ in range(ends):
            tip, line = line[-1], shortened(line, _OVERLAP * size)
            tips.append(self._head(tip, line[-1], size))
            line = line[::-1]
        return (self.line(line, weight, dash, "butt" if heads == "both" else "round"), *tips)

    def drawn(self, arrow: Arrow) -> Glyph:
        """Return an arrow's glyph: its line first, then the head at its end, then that at its start if it has one."""
        return self.arrow(arrow.points, arrow.weight, head=arrow.head, heads=arrow.heads, dash=arrow.dash)

    def arc(self, arc: Arc, weight: float, *, head: float, heads: Heads = "end") -> Glyph:
        """Return an arrow along an arc; weight and head in modules."""
        points = arc_points(*arc.centre, arc.radius * self.module, arc.start, arc.end)
        return self.arrow(points, weight, head=head, heads=heads)

    def _head(self, tip: Point, behind: Point, size: float) -> Ink:
        (tx, ty), (bx, by) = tip, behind
        reach = ((tx - bx) ** 2 + (ty - by) ** 2) ** 0.5
        ux, uy = (tx - bx) / reach, (ty - by) / reach
        long, half = _HEAD_LENGTH * size, _HEAD_HALF_WIDTH * size
        x, y = tx - ux * long, ty - uy * long
        corners = (
            tip,
            (x - uy * half, y + ux * half),
            (x + ux * long * _NOTCH, y + uy * long * _NOTCH),
            (x + uy * half, y - ux * half),
        )
        return Ink("area", corners, _EDGE * self.module)
