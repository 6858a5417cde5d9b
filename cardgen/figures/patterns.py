"""From each pattern of motion to its glyphs on one side of the back."""

from __future__ import annotations

from functools import singledispatch
from typing import TYPE_CHECKING, TypeAlias

from cardgen.content import motion as m
from cardgen.figures import glyphs
from cardgen.figures.anatomy import ANCHORS, GUTTER
from cardgen.figures.paths import downward, half_width, lane, offset, returning
from cardgen.figures.pen import DASH, Arrow
from cardgen.figures.rows import Grid, blows, spread
from cardgen.figures.spline import smooth

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cardgen.figures.pen import Pen
    from cardgen.figures.strokes import Glyph, Side
    from cardgen.shapes import Point

    Shape: TypeAlias = Glyph | Arrow
    Placed: TypeAlias = tuple[Side, Shape]

_SIDES: dict[str, tuple[Side, ...]] = {"both": (-1, 1), "left": (-1,), "right": (1,)}
_OPPOSED: tuple[tuple[Side, Side, float], ...] = ((-1, 1, -1.2), (1, -1, 1.2))
"""Of each pair of strokes: the side it runs to, the side it comes from, and its height in modules."""


def placed_shapes(motion: m.Motion, pen: Pen) -> Iterator[tuple[Placed, ...]]:
    """Yield every shape of a motion with its side; where it may reach beyond the tile is not yet looked at.

    Args:
        motion: Any motion; a ``key`` has no shapes.
        pen: What to draw with.

    Yields:
        Shapes that stand or fall together: one, or the halves of a pair of strokes across the back. A glyph is drawn
        whole or not at all, an arrow may be cut.
    """
    if isinstance(motion, m.Opposed):
        yield from _opposed(motion, pen)
    elif not isinstance(motion, m.Key):
        drawn = tuple(_one_side(motion, pen))
        for side in _SIDES[motion.sides]:
            yield from (((side, shape),) for shape in drawn)


def _opposed(motion: m.Opposed, pen: Pen) -> Iterator[tuple[Placed, ...]]:
    g = pen.module
    gap = GUTTER + 0.45 * g
    top, bottom = _reach(motion)
    for middle in spread(top + 8, bottom - 6, 5.6 * g):
        pair: list[Placed] = []
        for ahead, behind, dy in _OPPOSED:
            y = middle + dy * g
            end = max(gap + 2 * g, min(36, half_width(y) - 1))
            pair.append((behind, (pen.line(((end, y), (gap, y)), 0.62, cap="butt"),)))
            pair.append((ahead, pen.arrow(((gap, y), (end, y)), 0.62, head=1.75)))
        yield tuple(pair)


@singledispatch
def _one_side(motion: m.Motion, pen: Pen) -> Iterator[Shape]:
    raise TypeError(f"no drawing for {motion!r} with {pen!r}")


@_one_side.register(m.LongArrow)
def _long_arrow(motion: m.LongArrow, pen: Pen) -> Iterator[Arrow]:
    line = smooth(lane(motion.start, motion.end, motion.lane))
    yield Arrow(line, pen.weight, heads=motion.heads)


@_one_side.register(m.ReturnArrow)
def _return_arrow(motion: m.ReturnArrow, pen: Pen) -> Iterator[Arrow]:
    yield Arrow(smooth(returning(motion.start, motion.end, pen.module)), 0.46, head=1.7, dash=DASH)


@_one_side.register(m.Travel)
def _travel(motion: m.Travel, pen: Pen) -> Iterator[Arrow]:  # noqa: ARG001 - the module plays no part in its way
    way = lane(motion.start, motion.end, motion.lane)
    yield Arrow((way[0], way[-1]), 0.42, head=1.6, heads=motion.heads, dash=DASH)


@_one_side.register(m.Circles)
def _circles(motion: m.Circles, pen: Pen) -> Iterator[Glyph]:
    radius = glyphs.SMALL if motion.size == "small" else glyphs.LARGE
    x = GUTTER + (radius + 0.8) * pen.module
    if motion.size == "large":
        x = max(x, offset(ANCHORS[motion.start], motion.lane))
    top, bottom = _reach(motion)
    if motion.start != motion.end:
        top += 6
    for y in spread(top, bottom, (2 * radius + 1.1) * pen.module):
        yield glyphs.circle(pen, (x, y), radius, vibrate=motion.vibrate)


@_one_side.register(m.Grasp)
def _grasp(motion: m.Grasp, pen: Pen) -> Iterator[Glyph]:
    g = pen.module
    x = max(offset(ANCHORS[motion.start], motion.lane), GUTTER + 3.2 * g)
    top, bottom = _reach(motion)
    for y in spread(top - 0.1 * g, bottom + 0.9 * g, 5.2 * g):
        yield glyphs.grasp(pen, (x, y))


@_one_side.register(m.Twist)
def _twist(motion: m.Twist, pen: Pen) -> Iterator[Glyph]:
    for centre in _column(motion, pen):
        yield glyphs.twist(pen, centre)


@_one_side.register(m.Wiper)
def _wiper(motion: m.Wiper, pen: Pen) -> Iterator[Glyph]:
    for centre in _column(motion, pen):
        yield glyphs.wiper(pen, centre)


def _column(motion: m.Twist | m.Wiper, pen: Pen) -> Iterator[Point]:
    top, bottom = _reach(motion)
    for y in spread(top + 2, bottom, 6.4 * pen.module):
        yield GUTTER + 3.1 * pen.module, y


@_one_side.register(m.Fan)
def _fan(motion: m.Fan, pen: Pen) -> Iterator[Arrow]:  # noqa: ARG001 - the module plays no part in its way
    down = downward(motion.start, motion.end)
    top, bottom = _reach(motion)
    reach = bottom - top
    start, way = (top - 2, 0.94 * reach) if down else (bottom + 2, -0.94 * reach)
    inner = ANCHORS["thoracic"].inner - 3
    spread_to = max(inner + 4, min(38, ANCHORS[motion.end].edge - 5))
    for first, last, outer, weight in ((0.16, 0.42, -2, 0.52), (0.42, 0.70, -3, 0.52), (0.0, 1.0, 0, 0.68)):
        here, there = start + way * first, start + way * last
        curve = ((inner, here), (inner + 0.4, here + (there - here) * 0.55), (spread_to + outer, there))
        yield Arrow(smooth(curve), weight)


@_one_side.register(m.Ticks)
def _ticks(motion: m.Ticks, pen: Pen) -> Iterator[Glyph]:
    def build(centre: Point, column: int) -> Glyph:
        return glyphs.tick(pen, centre, rising=column % 2 == 1)

    yield from blows(build, Grid(across=3.1, along=1.5, columns=3, staggered=False), pen.module, *_reach(motion))


@_one_side.register(m.DoubleTicks)
def _double_ticks(motion: m.DoubleTicks, pen: Pen) -> Iterator[Glyph]:
    def build(centre: Point, column: int) -> Glyph:  # noqa: ARG001 - all columns are alike
        return glyphs.double_tick(pen, centre)

    yield from blows(build, Grid(across=2.4, along=2.9, columns=2), pen.module, *_reach(motion))


@_one_side.register(m.Cups)
def _cups(motion: m.Cups, pen: Pen) -> Iterator[Glyph]:
    def build(centre: Point, column: int) -> Glyph:  # noqa: ARG001 - all columns are alike
        return glyphs.cup(pen, centre)

    yield from blows(build, Grid(across=4.8, along=4.2, columns=2), pen.module, *_reach(motion))


def _reach(motion: m.Motion) -> tuple[float, float]:
    """Return the upper and the lower end of a motion, whichever way it runs."""
    assert not isinstance(motion, m.Key)
    start, end = ANCHORS[motion.start], ANCHORS[motion.end]
    return min(start.top, end.top), max(start.bottom, end.bottom)
