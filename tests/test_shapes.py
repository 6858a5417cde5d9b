import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardgen.shapes import (
    Clip,
    FormUse,
    Mark,
    Path,
    Picture,
    Repeated,
    Segments,
    Stroke,
    TextRun,
    arc_points,
    circle,
    moved,
    polyline,
    rounded,
    shifted,
)
from cardgen.units import Rect

NUMBERS = st.floats(-500, 500).map(lambda value: round(value, 2))
LENGTHS = st.floats(1, 300).map(lambda value: round(value, 2))
RECTS = st.builds(Rect, NUMBERS, NUMBERS, LENGTHS, LENGTHS)


def ends(segments: Segments) -> list[tuple[float, float]]:
    return [(segment[-2], segment[-1]) for segment in segments if segment[0] != "Z"]  # type: ignore[misc]


@given(RECTS, st.floats(0, 0.5))
def test_a_rounded_rectangle_touches_its_four_edges_and_nothing_outside(rect: Rect, share: float) -> None:
    path = rounded(rect, share * min(rect.width, rect.height))
    xs, ys = zip(*ends(path), strict=True)
    assert (min(xs), max(xs), min(ys), max(ys)) == pytest.approx((rect.x, rect.right, rect.y, rect.bottom))
    assert path[0][0] == "M"
    assert path[-1] == ("Z",)


def test_plain_corners_have_no_curves_and_round_ones_one_each() -> None:
    rect = Rect(0, 0, 40, 20)
    assert [s[0] for s in rounded(rect)] == ["M", "L", "L", "L", "L", "Z"]
    assert [s[0] for s in rounded(rect, 5)].count("C") == 4
    assert [s[0] for s in rounded(rect, (0, 5, 0, 0))].count("C") == 1
    top_right = next(s for s in rounded(rect, (0, 5, 0, 0)) if s[0] == "C")
    assert top_right[-2:] == (40, 5)


@given(NUMBERS, NUMBERS, LENGTHS)
def test_a_circle_is_round(cx: float, cy: float, r: float) -> None:
    for segment in circle(cx, cy, r):
        if segment[0] == "C":
            x, y = segment[-2:]
            assert math.dist((cx, cy), (x, y)) == pytest.approx(r)


@given(NUMBERS, NUMBERS, LENGTHS, st.floats(-720, 720), st.floats(-720, 720))
def test_an_arc_keeps_its_radius_its_ends_and_fine_steps(
    cx: float, cy: float, r: float, start: float, end: float
) -> None:
    points = arc_points(cx, cy, r, start, end)
    assert len(points) >= 9
    for point in points:
        assert math.dist((cx, cy), point) == pytest.approx(r)
    for point, angle in ((points[0], start), (points[-1], end)):
        assert point == pytest.approx(
            (cx + r * math.cos(math.radians(angle)), cy + r * math.sin(math.radians(angle))), abs=1e-6
        )
    assert abs(end - start) / (len(points) - 1) <= 12 + 1e-9


def test_angles_grow_clockwise_on_the_page() -> None:
    assert arc_points(0, 0, 10, 0, 90)[-1] == pytest.approx((0, 10))  # y runs down


def test_a_polyline_is_closed_only_if_asked() -> None:
    assert polyline(((0, 0), (1, 2))) == (("M", 0, 0), ("L", 1, 2))
    assert polyline([(0, 0), (1, 2)], closed=True)[-1] == ("Z",)


MARKS: tuple[Mark, ...] = (
    Path(
        (("M", 1, 2), ("C", 3, 4, 5, 6, 7, 8), ("L", 9, 8), ("Z",)),
        fill="ink",
        stroke=Stroke("teal900", 0.5, (1, 2), "butt", "miter"),
    ),
    FormUse("body", 1, 2, 0.5, fill="skin", stroke=Stroke("ink", 1)),
    TextRun(1, 2, "text", "bold", 9, "ink", space_after=True, turn=90),
    Picture(Rect(1, 2, 30, 40), b"data", "key"),
    Clip(rounded(Rect(1, 2, 30, 40)), (TextRun(1, 2, "text", "bold", 9, "ink"),)),
    Repeated(Path((("M", 1, 2), ("L", 9, 8)), fill="ink"), ((0, 0), (5, 6))),
)


@pytest.mark.parametrize("mark", MARKS, ids=lambda mark: type(mark).__name__)
def test_moving_a_mark_changes_its_place_and_nothing_else(mark: Mark) -> None:
    away = moved(mark, 10, -4)
    assert away != mark
    assert moved(away, -10, 4) == mark
    match mark, away:
        case (Path() | Clip(), Path() | Clip()):
            assert away.segments == shifted(mark.segments, 10, -4)
        case (Picture(), Picture()):
            assert away.rect == mark.rect.moved(10, -4)
        case (FormUse() | TextRun(), FormUse() | TextRun()):
            assert (away.x, away.y) == (11, -2)
        case (Repeated(), Repeated()):
            assert [path.segments for path in away.paths] == [
                (("M", 11, -2), ("L", 19, 4)),
                (("M", 16, 4), ("L", 24, 10)),
            ]


def test_a_clip_takes_what_it_holds_along() -> None:
    clip = MARKS[4]
    assert isinstance(clip, Clip)
    away = moved(clip, 10, -4)
    assert isinstance(away, Clip)
    assert away.marks == (moved(clip.marks[0], 10, -4),)


@given(RECTS, NUMBERS, NUMBERS)
def test_a_curve_is_shifted_with_its_controls(rect: Rect, dx: float, dy: float) -> None:
    before, after = rounded(rect, 0.5), shifted(rounded(rect, 0.5), dx, dy)
    for one, other in zip(before, after, strict=True):
        assert one[0] == other[0]
        shifts = [b - a for a, b in zip(one[1:], other[1:], strict=True)]  # type: ignore[operator]
        assert shifts == pytest.approx([dx, dy] * (len(shifts) // 2), abs=1e-9)
