from __future__ import annotations

import math
from functools import reduce

import pytest
from geometry import ink, points_rect, run_rect, runs

from cardgen.layout.boxes import box_text
from cardgen.layout.parts import badge, badge_height, dots, dots_width, number, pattern, phase_strip
from cardgen.layout.setting import Setting
from cardgen.shapes import Clip, Path
from cardgen.units import Rect


@pytest.mark.parametrize("kind", ["minutes", "times"])
def test_a_badge_ends_where_it_should_and_holds_icon_and_text(setting: Setting, kind: str) -> None:
    ground, text = badge(setting, 200, 50, "20\u00a0times", kind, from_source=True, block="b")
    assert ground.rect.right == pytest.approx(200)
    assert ground.rect.centre[1] == pytest.approx(50)
    assert ground.rect.height == badge_height(setting)
    icon = [points_rect(mark.segments) for mark in ground.marks[1:] if isinstance(mark, Path)]
    assert all(ground.rect.contains(rect) for rect in icon)
    assert max(rect.right for rect in icon) < text.rect.x
    assert ground.rect.contains(run_rect(runs(text)[0]))
    assert box_text(text) == "20\u00a0times"


def test_a_dose_of_the_source_is_filled_and_one_of_the_routine_outlined(setting: Setting) -> None:
    filled, word = badge(setting, 200, 50, "3 min", "minutes", from_source=True, block="b")
    outlined, dark = badge(setting, 200, 50, "3 min", "minutes", from_source=False, block="b")
    first, other = filled.marks[0], outlined.marks[0]
    assert isinstance(first, Path)
    assert isinstance(other, Path)
    assert (first.fill, first.stroke) == ("teal900", None)
    assert other.fill == "white"
    assert other.stroke is not None
    assert other.stroke.colour == "teal900"
    assert (runs(word)[0].colour, runs(dark)[0].colour) == ("white", "teal900")


def test_minutes_have_round_ends_and_repetitions_square_ones(setting: Setting) -> None:
    high = badge_height(setting)
    for kind, straight in (("minutes", 0.0), ("times", (1 - 2 * 0.22) * high)):
        ground, _ = badge(setting, 200, 50, "3", kind, from_source=True, block="b")
        shape = ground.marks[0]
        assert isinstance(shape, Path)
        heights = [point[-1] for point in shape.segments if point[0] != "Z" and point[-2] == ground.rect.right]
        assert max(heights) - min(heights) == pytest.approx(straight)  # type: ignore[operator]


@pytest.mark.parametrize(("low", "high"), [(1, 1), (1, 3), (3, 3), (2, 5), (5, 5)])
def test_dots_are_full_to_the_start_ringed_points_for_a_climb_and_empty_above(
    setting: Setting, low: int, high: int
) -> None:
    box = dots(setting, 10, 20, (low, high), "light", "b")
    paths = [mark for mark in box.marks if isinstance(mark, Path)]
    widths = [points_rect(path.segments).width for path in paths if path.fill == "teal900"]
    full = [width for width in widths if width == pytest.approx(setting.format.dots.diameter)]
    points = [width for width in widths if width < setting.format.dots.diameter / 2]
    empty = [path for path in paths if path.fill == "white"]
    assert (len(full), len(points), len(empty)) == (low, high - low, 5 - low)
    assert box.rect.width == dots_width(setting)
    assert box.alt == "light"


@pytest.mark.parametrize("value", [1, 9, 10, 14, 40])
def test_a_number_stands_whole_within_its_ring(setting: Setting, value: int) -> None:
    phase = setting.theme.phases["warm-up"]
    ground, text = number(setting, 30, 40, value, phase, "b")
    ring = points_rect(ground.marks[1].segments)  # type: ignore[union-attr]
    line = ground.marks[1].stroke.width / 2  # type: ignore[union-attr]
    rect = run_rect(runs(text)[0])
    assert ring.centre == pytest.approx((30, 40))
    for x, y in ((rect.x, rect.y), (rect.right, rect.y), (rect.x, rect.bottom), (rect.right, rect.bottom)):
        assert math.hypot(x - 30, y - 40) < ring.width / 2 - line
    assert ground.over
    assert text.over
    assert runs(text)[0].colour == phase.text


def test_a_phase_s_name_stands_beside_its_pattern_and_only_where_it_has_room(setting: Setting) -> None:
    for phase in setting.theme.phases.values():
        strip, word = phase_strip(setting, Rect(0, 0, 16, 100), phase, "Warm-up", "b")
        patterns = [ink(mark) for mark in strip.marks if isinstance(mark, Clip) and mark.marks]
        assert box_text(word) == "Warm-up"
        assert strip.rect.contains(word.rect)
        assert runs(word)[0].turn == 90
        assert not any(rect and word.rect.overlaps(rect) for rect in patterns)
        assert len(phase_strip(setting, Rect(0, 0, 16, 20), phase, "Warm-up", "b")) == 1


def test_a_pattern_leaves_out_the_heights_where_wide_numbers_stand(setting: Setting) -> None:
    phase = setting.theme.phases["percussion"]
    (strip,) = phase_strip(setting, Rect(0, 0, 16, 100), phase, None, "b", ((20, 34), (70, 84)))
    (clip,) = (mark for mark in strip.marks if isinstance(mark, Clip))
    drawn = [ink(mark) for mark in clip.marks]
    assert len(drawn) == 3
    for top, bottom in ((20, 34), (70, 84)):
        assert not any(rect and rect.overlaps(Rect(0, top, 16, bottom - top)) for rect in drawn)


@pytest.mark.parametrize(
    ("kind", "area"),
    [(kind, Rect(3, 4, 60, 5)) for kind in ("waves", "ticks", "dots")]
    + [(kind, Rect(3, 4, 5, 60)) for kind in ("columns", "rungs", "dots")]
    + [(kind, Rect(0, 0, 0.4, 0.4)) for kind in ("waves", "ticks", "dots", "columns", "rungs")],
)
def test_a_pattern_fills_its_area_and_hardly_leaves_it(kind: str, area: Rect) -> None:
    unit = 2.0
    rects = [rect for path in pattern(area, kind, "teal900", unit) if (rect := ink(path))]
    rect = reduce(Rect.union, rects)
    assert area.inset(-0.6 * unit).contains(rect)
    assert max(rect.width, rect.height) > max(area.width, area.height) - 1.2 * unit


def test_a_solid_phase_has_no_pattern() -> None:
    assert pattern(Rect(0, 0, 10, 10), "solid", "teal900", 2) == ()
