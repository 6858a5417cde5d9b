"""Polygons: what lies inside one, how near a line comes to its edge, and where a line crosses it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cardgen.shapes import Point

Ring: TypeAlias = tuple["Point", ...]
"""The corners of a polygon; the last is joined to the first."""

_Edge: TypeAlias = tuple["Point", "Point"]

_BAND = 3
"""Corners of a polygon for each of its bands."""


class Extent(NamedTuple):
    """The least and the greatest x and y of something."""

    left: float
    right: float
    top: float
    bottom: float

    @classmethod
    def of(cls, points: Sequence[Point], beyond: float = 0.0) -> Extent:
        """Return the extent of points, and so much beyond it on every side."""
        xs, ys = [x for x, _ in points], [y for _, y in points]
        return cls(min(xs) - beyond, max(xs) + beyond, min(ys) - beyond, max(ys) + beyond)

    def meets(self, other: Extent) -> bool:
        """Say whether two extents have a point in common."""
        return (
            self.left <= other.right
            and self.right >= other.left
            and self.top <= other.bottom
            and self.bottom >= other.top
        )


def holds(ring: Ring, point: Point) -> bool:
    """Say whether a point lies inside a polygon (by the even-odd rule; of points on the edge, either)."""
    return _holds(_edges(ring), point)


def _holds(edges: Iterable[_Edge], point: Point) -> bool:
    (x, y), within = point, False
    for (ax, ay), (bx, by) in edges:
        if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
            within = not within
    return within


@dataclass(frozen=True, slots=True)
class Polygon:
    """A polygon that many lines are compared with: it finds the edges near a line without a look at the others.

    Attributes:
        extent: Its extent.
        bands: Its edges by where they are, in level bands of the same height from its top to its bottom.
    """

    extent: Extent
    bands: tuple[tuple[_Edge, ...], ...]

    @classmethod
    def of(cls, ring: Ring) -> Polygon:
        """Sort the edges of a polygon."""
        bands: list[list[_Edge]] = [[] for _ in range(max(1, len(ring) // _BAND))]
        empty = cls(Extent.of(ring), tuple(tuple(band) for band in bands))
        for a, b in _edges(ring):
            first, last = sorted((empty._band(a[1]), empty._band(b[1])))
            for band in bands[first : last + 1]:
                band.append((a, b))
        return cls(empty.extent, tuple(map(tuple, bands)))

    def clear(self, line: Sequence[Point], distance: float) -> bool:
        """Say whether a polyline keeps off the polygon.

        Args:
            line: At least one point.
            distance: How far every point of the line must at least be from the polygon, not negative.

        Returns:
            False if the line touches the polygon, lies in it, or comes nearer than that.
        """
        return self.clear_within(line, Extent.of(line, distance), distance)

    def clear_within(self, line: Sequence[Point], reach: Extent, distance: float) -> bool:
        """Say what ``clear`` does; ``reach`` is the extent of the line and the distance beyond it."""
        if not self.extent.meets(reach):
            return True
        if _holds(self.bands[self._band(line[0][1])], line[0]):
            return False
        near = self._near(reach)
        if len(line) == 1:
            return all(_distance(line[0], *edge) >= distance for edge in near)
        return not near or all(_apart(piece, edge, distance) for piece in pairwise(line) for edge in near)

    def _band(self, y: float) -> int:
        """Return the number of the band at a height; that of the nearest above or below them."""
        count, (_, _, top, bottom) = len(self.bands), self.extent
        return min(max(int((y - top) / (bottom - top) * count), 0), count - 1) if bottom > top else 0

    def _near(self, reach: Extent) -> list[_Edge]:
        """Return the edges that may come into an extent."""
        left, right, top, bottom = reach
        found = chain.from_iterable(self.bands[self._band(top) : self._band(bottom) + 1])
        return [
            ((ax, ay), (bx, by))
            for (ax, ay), (bx, by) in dict.fromkeys(found)
            if (ax >= left or bx >= left)
            and (ax <= right or bx <= right)
            and (ay >= top or by >= top)
            and (ay <= bottom or by <= bottom)
        ]


def crossings(ring: Ring, start: Point, end: Point) -> list[float]:
    """Return where a straight line crosses a polygon's edge: shares of its way from ``start`` to ``end``, ascending."""
    (x, y), (dx, dy) = start, (end[0] - start[0], end[1] - start[1])
    found = []
    for (ax, ay), (bx, by) in _edges(ring):
        before, after = dx * (ay - y) - dy * (ax - x), dx * (by - y) - dy * (bx - x)
        if (before > 0) != (after > 0):
            t = before / (before - after)
            cx, cy = ax + (bx - ax) * t, ay + (by - ay) * t
            share = ((cx - x) * dx + (cy - y) * dy) / (dx * dx + dy * dy)
            if 0 <= share <= 1:
                found.append(share)
    return sorted(found)


def _edges(ring: Ring) -> Iterator[_Edge]:
    return zip(ring, (*ring[1:], ring[0]), strict=True)


def _apart(piece: _Edge, edge: _Edge, distance: float) -> bool:
    """Say whether two straight lines neither cross nor come nearer to each other than a distance."""
    (a, b), (c, d) = piece, edge
    if (
        max(a[0], b[0]) + distance < min(c[0], d[0])
        or min(a[0], b[0]) - distance > max(c[0], d[0])
        or max(a[1], b[1]) + distance < min(c[1], d[1])
        or min(a[1], b[1]) - distance > max(c[1], d[1])
    ):
        return True
    return (
        _distance(a, c, d) >= distance
        and _distance(b, c, d) >= distance
        and _distance(c, a, b) >= distance
        and _distance(d, a, b) >= distance
        and not _cross(a, b, c, d)
    )


def _distance(point: Point, a: Point, b: Point) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    square = dx * dx + dy * dy
    along = (point[0] - a[0]) * dx + (point[1] - a[1]) * dy
    t = 0.0 if along <= 0 else 1.0 if along >= square else along / square
    return math.hypot(point[0] - a[0] - t * dx, point[1] - a[1] - t * dy)


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    return (_turn(a, b, c) > 0) != (_turn(a, b, d) > 0) and (_turn(c, d, a) > 0) != (_turn(c, d, b) > 0)


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
