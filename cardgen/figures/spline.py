"""Smooth curves through points, as polylines."""

from __future__ import annotations

import cmath
import math
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cardgen.shapes import Point

_SAMPLES = 8
"""Pieces that each span between two points is drawn with."""


def smooth(points: Sequence[Point]) -> tuple[Point, ...]:
    """Return a smooth open curve through ``points`` as a polyline.

    The curve is John Hobby's ("Smooth, easy to compute interpolating splines", 1986): every span is a cubic whose
    end angles make the mock curvature continuous; the ends have curl 1.

    Args:
        points: At least two points, no two neighbours equal.

    Returns:
        Points on the curve, among them all of ``points``.
    """
    if len(points) == 2:
        return tuple(points)
    knots = [complex(*point) for point in points]
    chords = [b - a for a, b in pairwise(knots)]
    turns = [0.0, *(cmath.phase(b / a) for a, b in pairwise(chords)), 0.0]
    leave = _leaving_angles([abs(chord) for chord in chords], turns)
    out = [knots[0]]
    for i, chord in enumerate(chords):
        theta, phi = leave[i], -turns[i + 1] - leave[i + 1]
        control_1 = knots[i] + chord * cmath.rect(_velocity(theta, phi) / 3, theta)
        control_2 = knots[i + 1] - chord * cmath.rect(_velocity(phi, theta) / 3, -phi)
        out += (_bezier(knots[i], control_1, control_2, knots[i + 1], n / _SAMPLES) for n in range(1, _SAMPLES + 1))
    return tuple((z.real, z.imag) for z in out)


def _leaving_angles(lengths: Sequence[float], turns: Sequence[float]) -> list[float]:
    """Solve Hobby's tridiagonal equations for the angle between each knot's tangent and the chord that follows."""
    last = len(lengths)
    lower, middle, upper, right = [0.0], [3.0], [3.0], [-3.0 * turns[1]]
    for i in range(1, last):
        before, after = 1 / lengths[i - 1], 1 / lengths[i]
        lower.append(before)
        middle.append(2 * (before + after))
        upper.append(after)
        right.append(-2 * turns[i] * before - turns[i + 1] * after)
    lower.append(3.0)
    middle.append(3.0)
    right.append(0.0)
    for i in range(1, last + 1):
        share = lower[i] / middle[i - 1]
        middle[i] -= share * upper[i - 1]
        right[i] -= share * right[i - 1]
    angles = [right[last] / middle[last]]
    for i in range(last - 1, -1, -1):
        angles.append((right[i] - upper[i] * angles[-1]) / middle[i])
    return angles[::-1]


def _velocity(theta: float, phi: float) -> float:
    """Return Hobby's velocity function: the length of a control arm, as a multiple of a third of the chord."""
    st, sp, ct, cp = math.sin(theta), math.sin(phi), math.cos(theta), math.cos(phi)
    bend = math.sqrt(2) * (st - sp / 16) * (sp - st / 16) * (ct - cp)
    return (2 + bend) / (1 + 0.5 * (math.sqrt(5) - 1) * ct + 0.5 * (3 - math.sqrt(5)) * cp)


def _bezier(start: complex, control_1: complex, control_2: complex, end: complex, t: float) -> complex:
    u = 1 - t
    return u**3 * start + 3 * u * u * t * control_1 + 3 * u * t * t * control_2 + t**3 * end


def length(points: Sequence[Point]) -> float:
    """Return the length of a polyline."""
    return sum(math.dist(a, b) for a, b in pairwise(points))


def point_at(points: Sequence[Point], along: float) -> Point:
    """Return the point of a polyline at a distance from its start; its end where the line is not that long."""
    return next(points_along(points, (along,)))


def points_along(points: Sequence[Point], stations: Iterable[float]) -> Iterator[Point]:
    """Yield what ``point_at`` returns for each of some distances from the start, which do not descend."""
    pieces = pairwise(points)
    passed, piece, a, b = 0.0, 0.0, points[0], points[0]
    for along in stations:
        while along - passed >= piece:
            following = next(pieces, None)
            if following is None:
                break
            passed += piece
            a, b = following
            piece = math.dist(a, b)
        share = min(along - passed, piece) / piece if piece else 0.0  # all of the line is one point, or its last piece
        yield a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share


def part(points: Sequence[Point], start: float, end: float) -> tuple[Point, ...]:
    """Return the part of a polyline between two distances from its start.

    Args:
        points: At least two points, no two neighbours equal.
        start: Where the part begins, not negative.
        end: Where it ends, after ``start`` and not after the polyline's end.

    Returns:
        At least two points; the corners between the two ends stay.
    """
    out, passed = [point_at(points, start)], 0.0
    for a, b in pairwise(points):
        passed += math.dist(a, b)
        if start < passed < end:
            out.append(b)
    return (*out, point_at(points, end))


def shortened(points: Sequence[Point], by: float) -> tuple[Point, ...]:
    """Return the polyline without its last ``by``.

    Args:
        points: At least two points; the line is longer than ``by``.
        by: Length to take off, from the end.

    Returns:
        At least two points.
    """
    out = list(points)
    rest = by
    while len(out) > 2 and math.dist(out[-2], out[-1]) <= rest:
        rest -= math.dist(out[-2], out[-1])
        out.pop()
    (ax, ay), (bx, by_) = out[-2:]
    share = 1 - rest / math.dist(out[-2], out[-1])
    out[-1] = (ax + (bx - ax) * share, ay + (by_ - ay) * share)
    return tuple(out)
