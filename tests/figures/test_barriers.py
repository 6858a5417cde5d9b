"""What bars ink: to look at the extent of a ring first changes nothing but the time."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from cardgen.figures.barriers import Barrier
from cardgen.figures.rings import Polygon
from cardgen.figures.strokes import Ink

KITE = Polygon.of(((10.0, 20.0), (30.0, 5.0), (40.0, 20.0), (30.0, 60.0)))
BOX = Polygon.of(((50.0, 0.0), (70.0, 0.0), (70.0, 10.0), (50.0, 10.0)))
POINTS = st.tuples(st.integers(-5, 85), st.integers(-15, 75)).map(lambda point: (float(point[0]), float(point[1])))
WIDTHS = st.integers(0, 12).map(float)


@settings(max_examples=300)
@given(WIDTHS, POINTS, WIDTHS)
def test_a_point_is_barred_exactly_if_a_ring_is_too_near(halo, point, width):
    free = all(ring.clear((point,), width / 2 + halo) for ring in (KITE, BOX))
    assert Barrier((KITE, BOX), halo).lets_pass(point, width) == free


@settings(max_examples=300)
@given(WIDTHS, st.lists(POINTS, min_size=2, max_size=4), WIDTHS)
def test_a_line_is_barred_exactly_if_a_ring_is_too_near(halo, line, width):
    free = all(ring.clear(tuple(line), width / 2 + halo) for ring in (KITE, BOX))
    assert Barrier((KITE, BOX), halo).lets_by((Ink("line", tuple(line), width),)) == free
