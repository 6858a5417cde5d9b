"""The time bar tells the truth about minutes, whatever the steps."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from geometry import extent, plain, points_rect, runs
from hypothesis import given, settings
from hypothesis import strategies as st
from making import FORMATS, document_of, shipped

from cardgen.document import Document, StepItem
from cardgen.layout.boxes import Box, Laid, box_text
from cardgen.layout.setting import Setting
from cardgen.layout.timebar import segments, timebar, timebar_height
from cardgen.shapes import Clip, Path
from cardgen.theme import default_theme

PHASES = ("warm-up", "main", "percussion", "finish")
routines = st.lists(st.tuples(st.sampled_from(PHASES), st.integers(1, 30)), min_size=1, max_size=14)


def steps_of(document: Document, timed: list[tuple[str, int]]) -> tuple[StepItem, ...]:
    like = document.steps[0]
    return tuple(
        replace(like, number=number, phase=phase, minutes=minutes)  # type: ignore[arg-type]
        for number, (phase, minutes) in enumerate(timed, 1)
    )


def laid(setting: Setting, document: Document, timed: list[tuple[str, int]], current: range | None = None) -> Laid:
    steps = steps_of(document, timed)
    return timebar(setting, steps, current or range(1, len(steps) + 1), document.labels, setting.format.safe_area.width)


def bar_of(bar: Laid) -> Box:
    return next(box for box in bar.boxes if box.alt)


def parts_of(bar: Laid) -> list[Path]:
    """Return the fields of the steps, from the left."""
    box = bar_of(bar)
    (clip,) = (mark for mark in box.marks if isinstance(mark, Clip))
    return [
        mark
        for mark in clip.marks
        if isinstance(mark, Path)
        and mark.fill
        and not mark.stroke
        and points_rect(mark.segments).height == pytest.approx(box.rect.height)
    ]


def labels_over(bar: Laid) -> list[Box]:
    return [box for box in bar.boxes if not box.over and box.rect.y < bar_of(bar).rect.y]


def labels_under(bar: Laid) -> list[Box]:
    return [box for box in bar.boxes if not box.over and box.rect.y > bar_of(bar).rect.y]


@settings(max_examples=60, deadline=None)
@given(name=st.sampled_from(FORMATS), timed=routines)
def test_parts_are_in_proportion_and_labels_stay_clear_of_each_other(name: str, timed: list[tuple[str, int]]) -> None:
    document = document_of(shipped())
    setting = Setting(default_theme(), default_theme().formats[name])
    bar = laid(setting, document, timed)
    width, total = setting.format.safe_area.width, sum(minutes for _, minutes in timed)
    rects = [points_rect(part.segments) for part in parts_of(bar)]
    assert [rect.width / width * total for rect in rects] == pytest.approx([minutes for _, minutes in timed])
    assert rects[0].x == bar_of(bar).rect.x == 0
    assert rects[-1].right == pytest.approx(width) == bar_of(bar).rect.width
    assert all(after.x == pytest.approx(before.right) for before, after in pairwise(rects))
    for row in (labels_over(bar), labels_under(bar)):
        for before, after in pairwise(row):
            assert after.rect.x >= before.rect.right
        assert all(box.rect.x >= -0.01 and box.rect.right <= width + 0.01 for box in row)
    assert bar.height >= max(extent(box).bottom for box in bar.boxes)


@settings(max_examples=60, deadline=None)
@given(timed=routines)
def test_neighbouring_steps_of_a_phase_are_one_segment(timed: list[tuple[str, int]]) -> None:
    found = segments(steps_of(document_of(shipped()), timed))
    assert all(before.phase != after.phase for before, after in pairwise(found))
    assert [segment.start for segment in found] == [sum(s.minutes for s in found[:i]) for i in range(len(found))]
    assert sum(segment.minutes for segment in found) == sum(minutes for _, minutes in timed)


def test_names_and_minutes_stand_over_their_segments(setting: Setting, lower_back: Document) -> None:
    timed = [("warm-up", 9), ("main", 5), ("main", 6), ("finish", 10)]
    over = labels_over(laid(setting, lower_back, timed))
    assert [plain(box_text(box)) for box in over] == ["Warm-up 9 min", "Main 11 min", "Finish 10 min"]
    width = setting.format.safe_area.width
    assert [box.rect.x for box in over] == pytest.approx([0, width * 9 / 30, width * 20 / 30])


def test_a_label_that_is_too_wide_moves_left_until_it_clears_its_neighbour(
    setting: Setting, lower_back: Document
) -> None:
    over = labels_over(laid(setting, lower_back, [("warm-up", 6), ("main", 12), ("percussion", 1), ("finish", 1)]))
    assert [plain(box_text(box)) for box in over] == ["Warm-up 6 min", "Main 12", "Percussion 1", "Finish 1"]
    width = setting.format.safe_area.width
    assert over[3].rect.right == pytest.approx(width)
    assert over[2].rect.right < over[3].rect.x < width * 19 / 20
    assert over[2].rect.x < width * 18 / 20


def test_where_names_have_no_room_one_line_sums_up_each_phase(setting: Setting, lower_back: Document) -> None:
    timed = [("warm-up" if number % 2 else "main", number) for number in range(1, 15)]
    bar = laid(setting, lower_back, timed)
    (summary,) = labels_over(bar)
    assert plain(box_text(summary)) == "Warm-up 49 min · Main 56 min"
    assert len(parts_of(bar)) == 14


def test_elapsed_minutes_stand_at_the_ends_of_the_phases(lower_back: Document) -> None:
    timed = [("warm-up", 5), ("main", 8), ("main", 7), ("finish", 10)]
    theme = default_theme()
    under = labels_under(laid(Setting(theme, theme.formats["a5"]), lower_back, timed))
    assert [plain(box_text(box)) for box in under] == ["0 min", "5", "20", "30"]
    width = theme.formats["a5"].safe_area.width
    assert under[1].rect.centre[0] == pytest.approx(width * 5 / 30)
    assert under[2].rect.centre[0] == pytest.approx(width * 20 / 30)
    assert under[3].rect.right == pytest.approx(width)
    assert labels_under(laid(Setting(theme, theme.formats["a6"]), lower_back, timed)) == []


def test_elapsed_minutes_without_room_are_left_out_but_never_the_total(lower_back: Document) -> None:
    theme = default_theme()
    timed = [("warm-up", 1), ("main", 100), ("percussion", 1), ("finish", 1)]
    under = labels_under(laid(Setting(theme, theme.formats["a5"]), lower_back, timed))
    assert [plain(box_text(box)) for box in under] == ["0 min", "103"]


def test_only_the_steps_of_this_card_are_lit(setting: Setting, lower_back: Document) -> None:
    timed = [("warm-up", 5), ("main", 8), ("percussion", 7), ("finish", 10)]
    bar = laid(setting, lower_back, timed, range(2, 4))
    looks = setting.theme.phases
    assert [part.fill for part in parts_of(bar)] == ["tile", looks["main"].fill, looks["percussion"].fill, "tile"]
    numbers = [box for box in bar.boxes if box.over]
    assert [box_text(box) for box in numbers] == ["1", "2", "3", "4"]
    colours = [run.colour for box in numbers for run in runs(box)]
    assert colours == ["grey", looks["main"].text, looks["percussion"].text, "grey"]


def test_a_number_without_room_is_left_out_of_the_bar(setting: Setting, lower_back: Document) -> None:
    timed = [("warm-up", 200), ("main", 1)]
    assert [box_text(box) for box in laid(setting, lower_back, timed).boxes if box.over] == ["1"]


def test_the_bar_is_told_to_those_who_do_not_see_it(setting: Setting, lower_back: Document) -> None:
    alt = bar_of(laid(setting, lower_back, [("warm-up", 5), ("main", 8), ("main", 7)])).alt
    assert alt == "Time bar: Warm-up 5 min, Main 15 min. 20 minutes in all."


@given(routines, st.sampled_from(FORMATS), st.sampled_from((60.0, 150.0, 380.0)))
@settings(max_examples=60)
def test_it_is_as_high_as_it_says_and_the_names_end_above_the_bar(
    timed: list[tuple[str, int]], name: str, width: float
) -> None:
    document, setting = document_of(shipped()), Setting(default_theme(), default_theme().formats[name])
    steps = steps_of(document, timed)
    laid = timebar(setting, steps, range(1, 3), document.labels, width)
    assert timebar_height(setting, steps, document.labels, width) == pytest.approx(laid.height)
    (bar,) = (box for box in laid.boxes if box.alt)
    names = laid.boxes[: laid.boxes.index(bar)]
    assert names
    assert all(box.rect.bottom <= bar.rect.y + 0.01 for box in names)
    assert max(box.rect.bottom for box in laid.boxes) == pytest.approx(laid.height, abs=3)
