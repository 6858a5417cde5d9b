from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardgen.figures.rings import Polygon, crossings, holds

SQUARE = ((0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0))
clear = Polygon.of(SQUARE).clear
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
        assert clear((point,), wanted) == (distance(point) > wanted)


@given(points, points, st.floats(0, 5))
def test_a_line_is_clear_only_if_all_of_its_points_are(start, end, wanted):
    nearest = min(distance([a + (b - a) * i / 400 for a, b in zip(start, end, strict=True)]) for i in range(401))
    if clear((start, end), wanted):
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
    assert clear(line, 1.5) == is_clear


def test_a_line_through_a_polygon_crosses_its_edge_twice():
    assert crossings(SQUARE, (-10, 5), (30, 5)) == pytest.approx([0.25, 0.5])
    assert crossings(SQUARE, (-10, -5), (30, -5)) == []


STAR = tuple(((20 + 15 * (i % 2)) * math.cos(i * math.pi / 12), 5 + 30 * math.sin(i * math.pi / 12)) for i in range(24))
far = st.tuples(st.floats(-50, 50), st.floats(-40, 50))


@given(st.lists(far, min_size=1, max_size=4), st.floats(0, 10))
def test_edges_are_found_in_their_bands_as_if_each_was_looked_at(line, distance):
    whole = Polygon.of(STAR)
    assert len(whole.bands) > 4
    one_band = Polygon(whole.extent, (tuple(pairwise((*STAR, STAR[0]))),))
    assert whole.clear(line, distance) == one_band.clear(line, distance)
