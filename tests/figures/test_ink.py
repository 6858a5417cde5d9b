from __future__ import annotations

from itertools import pairwise
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter
from sketching import (
    SLACK,
    as_drawn,
    crops,
    distance_to_spine,
    gap,
    levels,
    mirrored,
    motions,
    sizes,
    technique_with,
)

from cardgen.content.facts import Technique
from cardgen.content.motion import Anchor, Key, Lane, Motion, Opposed
from cardgen.figures.anatomy import GUTTER, MIDLINE, TAILBONE
from cardgen.figures.ink import direction_key, motion_ink
from cardgen.figures.strokes import Ink
from cardgen.figures.view import view_of
from cardgen.units import MM, Size

SIZES = [9, 13, 14, 16, 20, 22, 37, 50, 65, 68, 120]
SHAPES = [(w, h) for w in (9, 20, 65, 120) for h in (9, 20, 65, 120) if w != h]
EVERY_SIZE = [Size(mm * MM, mm * MM) for mm in SIZES] + [Size(w * MM, h * MM) for w, h in SHAPES]


def assert_clear_and_inside(technique: Technique, size: Size) -> None:
    window = view_of(technique, size).window
    for ink in motion_ink(technique, size):
        half = ink.width / 2
        assert distance_to_spine(ink) >= GUTTER - SLACK
        assert min(x for x, _ in ink.points) - half >= window.x - SLACK
        assert max(x for x, _ in ink.points) + half <= window.right + SLACK
        assert min(y for _, y in ink.points) - half >= window.y - SLACK
        assert max(y for _, y in ink.points) + half <= window.bottom + SLACK


@pytest.fixture(scope="session")
def bare(rings):
    """The kidney area, the lower ribs and the sacrum, as drawn."""
    names = ("zone-ribs-left", "zone-ribs-right", "zone-kidney-left", "zone-kidney-right", "zone-sacral")
    return [ring for name in names for ring in rings[name]]


def assert_off(bare, ink: Ink) -> None:
    ends = [*ink.points, ink.points[0]] if ink.kind == "area" else ink.points
    between = [((ax + bx) / 2, (ay + by) / 2) for (ax, ay), (bx, by) in pairwise(ends)]
    for ring in bare:
        for point in (*ink.points, *between):
            assert gap(point, ring) >= ink.width / 2 - SLACK, (ink, ring[0])


def test_no_shipped_ink_near_the_spine_or_outside_the_tile_at_any_size(technique):
    for size in EVERY_SIZE:
        assert_clear_and_inside(technique, size)


@settings(max_examples=400, deadline=None)
@given(st.lists(motions, min_size=1, max_size=2), levels, crops, sizes)
def test_no_random_ink_near_the_spine_or_outside_the_tile(techniques, drawn, level, crop, size):
    base = techniques["stroking"]
    assert_clear_and_inside(technique_with(base, tuple(drawn), level, crop), size)


@settings(max_examples=150, deadline=None)
@given(motions, st.tuples(levels, crops), sizes)
def test_random_ink_of_percussion_keeps_off_kidneys_ribs_and_sacrum(techniques, bare, motion, looks, size):
    technique = technique_with(techniques["hacking"], (motion,), *looks)
    assert_clear_and_inside(technique, size)
    for ink in motion_ink(technique, size):
        assert_off(bare, ink)


@pytest.mark.parametrize("name", ["percussion", "hacking", "clapping"])
def test_shipped_percussion_keeps_off_kidneys_ribs_and_sacrum_at_any_size(techniques, bare, name):
    for size in EVERY_SIZE:
        for ink in motion_ink(techniques[name], size):
            assert_off(bare, ink)


def test_every_motion_of_a_shipped_technique_is_drawn_at_any_size(technique):
    for motion in technique.motion:
        for size in EVERY_SIZE if not isinstance(motion, Key) else ():
            alone = technique.model_copy(update={"motion": (motion,)})
            sides = {ink.points[0][0] > MIDLINE for ink in motion_ink(alone, size)}
            assert sides == {"left": {False}, "right": {True}}.get(motion.sides, {False, True})


@settings(max_examples=150, deadline=None)
@given(motions, levels, sizes)
def test_every_motion_off_percussion_leaves_ink(techniques, motion, level, size):
    if motion.pattern not in {"ticks", "double-ticks", "cups"}:
        assert motion_ink(technique_with(techniques["stroking"], (motion,), level, "back"), size)


def test_blows_keep_off_bare_areas_in_any_family(techniques, bare):
    cups = TypeAdapter(Motion).validate_python({"pattern": "cups", "from": "shoulder", "to": "sacral"})
    inks = motion_ink(technique_with(techniques["stroking"], (cups,), 1, "back"), Size(60, 60))
    assert inks
    for ink in inks:
        assert_off(bare, ink)


@pytest.mark.parametrize("pattern", ["ticks", "double-ticks", "cups"])
@pytest.mark.parametrize(
    ("way", "where"),
    [
        (("shoulder", "thoracic"), {"above the ribs"}),
        (("loin", "loin"), {"below the kidneys"}),
        (("shoulder", "loin"), {"above the ribs", "below the kidneys"}),
    ],
)
def test_blows_land_only_where_the_motion_is(techniques, pattern, way, where):
    motion = TypeAdapter(Motion).validate_python({"pattern": pattern, "from": way[0], "to": way[1]})
    inks = motion_ink(technique_with(techniques["percussion"], (motion,), 1, "full"), Size(300, 300))
    assert {"above the ribs" if y < 150 else "below the kidneys" for ink in inks for _, y in ink.points} == where


@pytest.mark.parametrize("mm", SIZES)
def test_deep_stroking_stops_before_the_tailbone(techniques, mm):
    inks = motion_ink(techniques["deep-stroking"], Size(mm * MM, mm * MM))
    assert max(y + ink.width / 2 for ink in inks for _, y in ink.points) <= TAILBONE


@settings(max_examples=100, deadline=None)
@given(motions, levels, sizes)
def test_left_and_right_are_mirror_images(techniques, motion, level, size):
    if isinstance(motion, Opposed):
        return
    technique = technique_with(techniques["stroking"], (motion.model_copy(update={"sides": "both"}),), level, "full")
    inks = motion_ink(technique, size)
    left = [ink for ink in inks if ink.points[0][0] < MIDLINE]
    right = [ink for ink in inks if ink.points[0][0] > MIDLINE]
    assert sorted(map(mirrored, left)) == sorted(map(as_drawn, right))


def test_firmer_pressure_draws_a_heavier_arrow(techniques):
    arrow = techniques["deep-stroking"].motion[:1]
    widths = [
        motion_ink(technique_with(techniques["deep-stroking"], arrow, level, "low"), Size(80, 80))[0].width
        for level in range(1, 6)
    ]
    assert widths == sorted(set(widths))


@pytest.mark.parametrize("mm", [9, 14])
def test_no_line_is_thinner_than_a_fifth_of_a_millimetre(technique, mm):
    size = Size(mm * MM, mm * MM)
    scale = view_of(technique, size).scale
    lines = [ink for ink in motion_ink(technique, size) if ink.kind == "line"]
    assert min(ink.width for ink in lines) * scale >= 0.2 * MM - SLACK


@pytest.mark.parametrize("lane", get_args(Lane))
def test_the_tip_of_a_long_arrow_points_the_way_it_goes(techniques, lane):
    downward = ("neck", "shoulder", "thoracic", "lumbar", "loin", "hip", "sacral")
    assert set(downward) == set(get_args(Anchor))
    for start in downward:
        for end in downward:
            data = {"pattern": "long-arrow", "from": start, "to": end, "lane": lane}
            motion = TypeAdapter(Motion).validate_python(data)
            line, head = motion_ink(technique_with(techniques["stroking"], (motion,), 1, "full"), Size(200, 200))[:2]
            sinks = head.points[0][1] > line.points[0][1]
            assert sinks == (downward.index(end) >= downward.index(start)), (start, end)


@given(st.lists(st.sampled_from(["up-down", "diagonal", "side-to-side"]), min_size=1, max_size=6), sizes)
def test_the_key_keeps_right_of_the_spine_and_inside_the_tile(techniques, directions, size):
    key = TypeAdapter(Motion).validate_python({"pattern": "key", "directions": tuple(directions)})
    technique = technique_with(techniques["friction-thumbs"], (key,), 3, "loin")
    view = view_of(technique, size)
    drawn = direction_key(technique, view)
    assert (drawn is None) == (min(size.width, size.height) < 16 * MM)
    if drawn is not None:
        assert drawn.box.x >= MIDLINE + GUTTER - SLACK
        assert view.window.contains(drawn.box)
        assert len([ink for ink in drawn.ink if ink.kind == "line"]) == len(directions)
        for ink in drawn.ink:
            for x, y in ink.points:
                assert drawn.box.x <= x - ink.width / 2
                assert x + ink.width / 2 <= drawn.box.right
                assert drawn.box.y <= y - ink.width / 2
                assert y + ink.width / 2 <= drawn.box.bottom
