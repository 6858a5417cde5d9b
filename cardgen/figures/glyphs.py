"""The single glyphs of motion, each about a centre; offsets grow away from the spine."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from cardgen.figures.pen import Arc
from cardgen.figures.spline import smooth
from cardgen.shapes import arc_points

if TYPE_CHECKING:
    from cardgen.figures.pen import Pen
    from cardgen.figures.strokes import Glyph
    from cardgen.shapes import Point

SMALL, LARGE = 1.8, 2.1
"""Radius of the circles of thumbs and of palms, in modules."""


def circle(pen: Pen, centre: Point, radius: float, *, vibrate: bool) -> Glyph:
    """Return an open circle, clockwise on the right; its head ends on the outer side. ``vibrate`` adds a zigzag."""
    weight = min(0.34 + 0.45 * pen.weight, 0.62)
    ring = pen.arc(Arc(centre, radius, 10, 310), weight, head=1.5)
    if not vibrate:
        return ring
    (cx, cy), g = centre, pen.module
    x = cx + (radius + 0.9) * g
    zigzag = ((x, cy - 1.05 * g), (x + 0.5 * g, cy - 0.35 * g), (x, cy + 0.35 * g), (x + 0.5 * g, cy + 1.05 * g))
    return (*ring, pen.line(zigzag, 0.32))


def grasp(pen: Pen, centre: Point) -> Glyph:
    """Return two closing hooks and a short arrow up between them."""
    (cx, cy), g = centre, pen.module
    hook = ((2.3, -1.5), (2.6, 0.3), (1.8, 1.6), (0.95, 1.25))
    hooks = (pen.line(smooth([(cx + k * x * g, cy + y * g) for x, y in hook]), 0.55) for k in (-1, 1))
    return (*hooks, *pen.arrow(((cx, cy + 1.3 * g), (cx, cy - 2.4 * g)), 0.6, head=1.6))


def twist(pen: Pen, centre: Point) -> Glyph:
    """Return two arcs that turn about a dot."""
    arcs = (ink for start in (195, 15) for ink in pen.arc(Arc(centre, 2.0, start, start + 140), 0.6, head=1.6))
    return (*arcs, pen.dot(*centre, 0.38))


def wiper(pen: Pen, centre: Point) -> Glyph:
    """Return a sweep with two heads about a pivot below it."""
    (cx, cy), g = centre, pen.module
    pivot = (cx, cy + 2.2 * g)
    sweep = pen.arc(Arc(pivot, 4.0, 222, 318), 0.55, head=1.55, heads="both")
    return (*sweep, pen.line((pivot, (cx, cy - 0.7 * g)), 0.38), pen.dot(*pivot, 0.48))


def tick(pen: Pen, centre: Point, *, rising: bool) -> Glyph:
    """Return one stroke of a hand's edge, turned by 24 degrees."""
    (cx, cy), angle = centre, math.radians(-24 if rising else 24)
    dx, dy = 1.15 * pen.module * math.cos(angle), 1.15 * pen.module * math.sin(angle)
    return (pen.line(((cx - dx, cy - dy), (cx + dx, cy + dy)), 0.72),)


def double_tick(pen: Pen, centre: Point) -> Glyph:
    """Return two short strokes side by side, leaning outward."""
    (cx, cy), g, angle = centre, pen.module, math.radians(18)
    dx, dy = 0.85 * g * math.sin(angle), 0.85 * g * math.cos(angle)
    return tuple(pen.line(((x + dx, cy - dy), (x - dx, cy + dy)), 0.5) for x in (cx - 0.5 * g, cx + 0.5 * g))


def cup(pen: Pen, centre: Point) -> Glyph:
    """Return a cupped palm with three rays."""
    (cx, cy), g = centre, pen.module
    palm = pen.line(arc_points(cx, cy, 1.7 * g, 188, 352), 0.72)
    angles = (math.radians(degrees) for degrees in (-128, -90, -52))
    rays = (pen.line([(cx + r * g * math.cos(a), cy + r * g * math.sin(a)) for r in (2.5, 3.15)], 0.34) for a in angles)
    return (palm, *rays)
