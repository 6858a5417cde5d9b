import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardgen.units import MM, Rect, parse_length

NUMBERS = st.floats(-1e4, 1e4).map(lambda value: round(value, 3))
RECTS = st.builds(Rect, NUMBERS, NUMBERS, st.floats(0.1, 500), st.floats(0.1, 500))


@pytest.mark.parametrize(
    ("text", "points"),
    [("25.4mm", 72), ("2.54 cm", 72), ("1in", 72), (" 12pt ", 12), ("-3mm", -3 * MM), ("0mm", 0), ("0.5in", 36)],
)
def test_lengths_become_points(text: str, points: float) -> None:
    assert parse_length(text) == pytest.approx(points)


@pytest.mark.parametrize(
    "text", ["", "12", "mm", "12 px", "1e3mm", "12mm3", "1,5mm", "--1mm", ".5mm", "nanmm", "1mm\n2"]
)
def test_what_is_no_length_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match="write a number and a unit, for example 105mm, 4in or 12pt"):
        parse_length(text)


@given(RECTS, NUMBERS, NUMBERS)
def test_moving_keeps_the_size_and_moves_every_edge(rect: Rect, dx: float, dy: float) -> None:
    moved = rect.moved(dx, dy)
    assert (moved.width, moved.height) == (rect.width, rect.height)
    assert (moved.right - rect.right, moved.bottom - rect.bottom) == pytest.approx((dx, dy))


@given(RECTS, st.floats(-50, 50))
def test_insetting_keeps_the_centre(rect: Rect, by: float) -> None:
    inner = rect.inset(by)
    assert inner.centre == pytest.approx(rect.centre)
    assert (rect.width - inner.width, rect.height - inner.height) == pytest.approx((2 * by, 2 * by))


@given(RECTS, st.floats(0.1, 10))
def test_a_rectangle_holds_itself_and_what_is_inset_but_nothing_larger(rect: Rect, by: float) -> None:
    assert rect.contains(rect)
    assert rect.contains(rect.inset(min(by, rect.width / 2, rect.height / 2)))
    assert not rect.contains(rect.inset(-by))
    assert rect.inset(-by).contains(rect)


@given(RECTS, RECTS)
def test_overlap_does_not_depend_on_the_order(one: Rect, other: Rect) -> None:
    assert one.overlaps(other) == other.overlaps(one)


@given(RECTS)
def test_neighbours_that_only_touch_do_not_overlap(rect: Rect) -> None:
    assert not rect.overlaps(rect.moved(rect.width, 0))
    assert not rect.overlaps(rect.moved(0, -rect.height))
    assert rect.overlaps(rect.moved(rect.width / 2, rect.height / 2))
