"""Polygons: what lies inside one, how near a line comes to its edge, and where a line crosses it."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cardgen.shapes import Point

Ring: TypeAlias = tuple["Point", ...]
"""The corners of a polygon; the last is joined to the first."""


def holds(ring: Ring, point: Point) -> bool:
    """Say whether a point lies inside a polygon (by the even-odd rule; of points on the edge, either)."""
    (x, y), within = point, False
    for (ax, ay), (bx, by) in _edges(ring):
        if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
            within = not within
    return within


def clear(ring: Ring, line: Sequence[Point], distance: float) -> bool:
    """Say whether a polyline keeps off a polygon.

    Args:
        ring: The polygon.
        line: At least one point.
        distance: How far every point of the line must at least be from the polygon, not negative.

    Returns:
        False if the line touches the polygon, lies in it, or comes nearer than that.
    """
    if holds(ring, line[0]):
        return False
    left, right = min(x for x, _ in line) - distance, max(x for x, _ in line) + distance
    top, bottom = min(y for _, y in line) - distance, max(y for _, y in line) + distance
    near = [
        ((ax, ay), (bx, by))
        for (ax, ay), (bx, by) in _edges(ring)
        if (ax >= left or bx >= left)
        and (ax <= right or bx <= right)
        and (ay >= top or by >= top)
        and (ay <= bottom or by <= bottom)
    ]
    pieces = list(pairwise(line)) or [(line[0], line[0])]
    return all(_apart(piece, edge, distance) for piece in pieces for edge in near)


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


def _edges(ring: Ring) -> Iterator[tuple[Point, Point]]:
    return zip(ring, (*ring[1:], ring[0]), strict=True)


def _apart(piece: tuple[Point, Point], edge: tuple[Point, Point], distance: float) -> bool:
    """Say whether two straight lines neither cross nor come nearer to each other than a distance."""
    (a, b), (c, d) = piece, edge
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
