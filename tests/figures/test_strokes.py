from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cardgen.figures.anatomy import Room
from cardgen.figures.strokes import Ink, extent, on_side, settled

numbers = st.floats(-300, 300)
glyph = st.lists(
    st.builds(
        Ink, st.just("line"), st.lists(st.tuples(numbers, numbers), min_size=1, max_size=4).map(tuple), st.floats(0, 5)
    ),
    min_size=1,
    max_size=4,
).map(tuple)
room = st.builds(
    lambda x, y, w, h: Room(x, x + w, y, y + h), numbers, numbers, st.floats(5.1, 400), st.floats(5.1, 400)
)


@given(glyph, room)
def test_a_settled_glyph_lies_inside_its_room_and_keeps_its_line_widths(inks, where):
    kept = settled(inks, where)
    held = extent(kept)
    assert held.inner >= where.inner - 1e-9
    assert held.outer <= where.outer + 1e-9
    assert held.top >= where.top - 1e-9
    assert held.bottom <= where.bottom + 1e-9
    assert [ink.width for ink in kept] == [ink.width for ink in inks]


@given(glyph)
def test_a_glyph_with_room_enough_is_left_alone(inks):
    held = extent(inks)
    assert settled(inks, Room(held.inner - 1, held.outer + 1, held.top - 1, held.bottom + 1)) == inks


def test_a_glyph_that_fits_is_shifted_not_shrunk():
    line = (Ink("line", ((0.0, 0.0), (10.0, 10.0)), 2.0),)
    ((ink),) = settled(line, Room(4, 30, -50, 50))
    (ax, ay), (bx, by) = ink.points
    assert round(bx - ax, 6) == round(by - ay, 6) == 10
    assert ax >= 5


def test_sides_are_left_and_right_of_the_midline():
    line = (Ink("line", ((5.0, 1.0),), 2.0),)
    assert on_side(line, -1)[0].points == ((95.0, 1.0),)
    assert on_side(line, 1)[0].points == ((105.0, 1.0),)
