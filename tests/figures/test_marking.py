"""The back to mark: every zone lies in the picture, on its own side and in its own place."""

from __future__ import annotations

from itertools import combinations

from cardgen.figures.marking import SHAPE, marking_back
from cardgen.figures.outline import forms
from cardgen.intake.questions import ZONES
from cardgen.shapes import Clip, FormUse


def test_every_zone_is_drawn_and_lies_in_the_picture() -> None:
    drawn = marking_back(ZONES, 100.0, 4.0)
    assert (drawn.size.width, drawn.size.height) == (100.0 * SHAPE, 100.0)
    (clip,) = drawn.marks
    assert isinstance(clip, Clip)
    used = {mark.form: mark for mark in clip.marks if isinstance(mark, FormUse)}
    for zone in ZONES:
        x, y = drawn.zones[zone]
        assert 0 < x < drawn.size.width
        assert 0 < y < drawn.size.height
        mark = used[f"zone-{zone}"]
        bounds = forms()[mark.form].bounds
        assert mark.x + mark.scale * bounds.x <= x <= mark.x + mark.scale * bounds.right
        assert mark.y + mark.scale * bounds.y <= y <= mark.y + mark.scale * bounds.bottom


def test_left_is_left_and_zones_lie_below_each_other() -> None:
    zones = marking_back(ZONES, 100.0, 4.0).zones
    for area in ("shoulder", "thoracic", "lumbar"):
        left, right = zones[f"{area}-left"], zones[f"{area}-right"]  # type: ignore[index]
        assert left[0] < right[0]
        assert left[1] == right[1]
    heights = [zones[zone][1] for zone in ("neck", "shoulder-left", "thoracic-left", "lumbar-left", "sacral")]
    assert heights == sorted(heights)
    assert all(one != other for one, other in combinations(heights, 2))
