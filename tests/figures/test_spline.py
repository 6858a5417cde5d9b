from __future__ import annotations

import cmath
import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardgen.figures.spline import length, part, point_at, points_along, shortened, smooth

coordinates = st.floats(-200, 200).map(lambda v: round(v, 2))


def sound(points):
    """Neighbours lie apart, and no corner turns right back: there left and right are the same."""
    steps = [complex(*b) - complex(*a) for a, b in pairwise(points)]
    return all(abs(step) > 0.5 for step in steps) and all(abs(cmath.phase(b / a)) < 3.1 for a, b in pairwise(steps))


runs = st.lists(st.tuples(coordinates, coordinates), min_size=2, max_size=6).filter(sound)


def near(a, b):
    return math.dist(a, b) < 1e-6


@given(runs)
def test_a_curve_passes_through_its_points_in_order(points):
    curve = smooth(points)
    at = 0
    for point in points:
        at = next(i for i in range(at, len(curve)) if near(curve[i], point))
    assert near(curve[0], points[0])
    assert near(curve[-1], points[-1])


@given(runs)
def test_a_curve_run_backward_is_the_same_curve(points):
    there, back = smooth(points), smooth(points[::-1])
    assert all(near(a, b) for a, b in zip(there, back[::-1], strict=True))


def test_points_in_a_row_give_a_straight_line():
    assert all(abs(x - y) < 1e-9 for x, y in smooth([(0, 0), (1, 1), (5, 5), (6, 6)]))


def test_three_points_of_a_circle_give_nearly_its_arc():
    curve = smooth([(-1, 0), (0, -1), (1, 0)])
    assert max(abs(math.hypot(x, y) - 1) for x, y in curve) < 0.03


@given(runs, st.floats(0.01, 0.99))
def test_shortening_takes_that_much_off_the_end(points, share):
    whole = length(points)
    left = shortened(points, share * whole)
    assert length(left) == pytest.approx((1 - share) * whole, rel=1e-6, abs=1e-6)
    assert left[0] == points[0]


@given(runs, st.floats(0, 0.99), st.floats(0.01, 1))
def test_a_part_has_the_length_between_its_ends_and_lies_on_the_line(points, first, share):
    whole = length(points)
    start, end = first * whole, first * whole + share * (whole - first * whole)
    cut = part(points, start, end)
    assert length(cut) == pytest.approx(end - start, rel=1e-6, abs=1e-6)
    assert cut[0] == pytest.approx(point_at(points, start))
    assert cut[-1] == pytest.approx(point_at(points, end))


def test_points_along_a_line_lie_where_their_distances_say():
    line = ((0.0, 0.0), (10.0, 0.0), (10.0, 4.0))
    found = list(points_along(line, (0.0, 3.0, 3.0, 10.0, 12.0, 14.0, 20.0)))
    assert found == [(0.0, 0.0), (3.0, 0.0), (3.0, 0.0), (10.0, 0.0), (10.0, 2.0), (10.0, 4.0), (10.0, 4.0)]


@pytest.mark.parametrize("points", [((2.0, 3.0),), ((0.0, 0.0), (2.0, 3.0), (2.0, 3.0)), ((2.0, 3.0), (2.0, 3.0))])
def test_a_line_that_stands_still_at_its_end_has_one(points: tuple[tuple[float, float], ...]) -> None:
    assert point_at(points, 50.0) == (2.0, 3.0)
