from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardgen.figures.rings import clear, crossings, holds

SQUARE = ((0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0))
places = st.floats(-20, 30, allow_nan=False).map(lambda value: round(value, 3) + 0.0004)
points = st.tuples(places, places)


def distance(point):
    x, y = point
    return math.hypot(max(-x, 0.0, x - 10), max(-y, 0.0, y - 10))


@given(points)
def test_a_point_is_held_exactly_if_it_lies_inside(point):
    assert holds(SQUARE, point) == (0 < point[0] < 10 and 0 < point[1] < 10)


@given(points, st.floats(0, 15))
def test_a_point_is_clear_from_its_distance_on(point, wanted):
    if abs(distance(point) - wanted) > 1e-6:
        assert clear(SQUARE, (point,), wanted) == (distance(point) > wanted)


@given(points, points, st.floats(0, 5))
def test_a_line_is_clear_only_if_all_of_its_points_are(start, end, wanted):
    nearest = min(distance([a + (b - a) * i / 400 for a, b in zip(start, end, strict=True)]) for i in range(401))
    if clear(SQUARE, (start, end), wanted):
        assert nearest >= wanted - 1e-6
    else:
        assert nearest <= wanted + math.dist(start, end) / 400


@pytest.mark.parametrize(
    ("line", "is_clear"),
    [
        (((-5, 5), (15, 5)), False),
        (((2, 2), (8, 8)), False),
        (((-5, -5), (15, -5), (15, 15)), True),
        (((-5, -1), (15, -1)), False),
    ],
)
def test_lines_through_inside_around_and_too_near(line, is_clear):
    assert clear(SQUARE, line, 1.5) == is_clear


def test_a_line_through_a_polygon_crosses_its_edge_twice():
    assert crossings(SQUARE, (-10, 5), (30, 5)) == pytest.approx([0.25, 0.5])
    assert crossings(SQUARE, (-10, -5), (30, -5)) == []
