"""Ink where some zones of the back are avoided."""

from __future__ import annotations

from itertools import pairwise
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
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
    zones,
)

from cardgen.content.base import Zone
from cardgen.content.facts import Technique
from cardgen.content.motion import Travel
from cardgen.content.zones import left
from cardgen.figures.anatomy import GUTTER, MIDLINE
from cardgen.figures.ink import direction_key, motion_ink
from cardgen.figures.view import HALO, view_of
from cardgen.units import MM, Size


def far(points, ring, distance):
    """Say that the rectangles around some points and a polygon are so far apart that no more need be measured."""
    (xs, ys), (us, vs) = zip(*points, strict=True), zip(*ring, strict=True)
    across = max(min(xs) - max(us), min(us) - max(xs))
    along = max(min(ys) - max(vs), min(vs) - max(ys))
    return max(across, along) >= distance


def assert_off_zones(rings, technique: Technique, size: Size, avoided: frozenset[Zone]) -> None:
    """No ink and no halo lies in an avoided zone, by the drawing's own curves."""
    halo = HALO / 2 * view_of(technique, size).module
    for ink in motion_ink(technique, size, avoided):
        reach = ink.width / 2 + halo - 0.03
        ends = [*ink.points, ink.points[0]] if ink.kind == "area" else ink.points
        pieces = [(a, b, share) for a, b in pairwise(ends) for share in (0.25, 0.5, 0.75)]
        between = [(ax + (bx - ax) * share, ay + (by - ay) * share) for (ax, ay), (bx, by), share in pieces]
        barred = [ring for zone in avoided for ring in rings[f"zone-{zone}"] if not far(ink.points, ring, reach)]
        assert all(gap(point, ring) >= reach for ring in barred for point in (*ink.points, *between)), ink


@settings(max_examples=100, deadline=None)
@given(st.data(), zones, sizes)
def test_no_shipped_motion_enters_an_avoided_zone(techniques, rings, data, avoided, size):
    technique = techniques[data.draw(st.sampled_from(sorted(techniques)))]
    assert_off_zones(rings, technique, size, avoided)


@settings(max_examples=150, deadline=None)
@given(st.lists(motions, min_size=1, max_size=2), st.tuples(levels, crops), zones, sizes)
def test_no_random_motion_enters_an_avoided_zone_or_leaves_its_room(techniques, rings, drawn, looks, avoided, size):
    technique = technique_with(techniques["fan"], tuple(drawn), *looks)
    assert_off_zones(rings, technique, size, avoided)
    window = view_of(technique, size).window
    for ink in motion_ink(technique, size, avoided):
        assert distance_to_spine(ink) >= GUTTER - SLACK
        assert all(window.x <= x <= window.right and window.y <= y <= window.bottom for x, y in ink.points)


@settings(max_examples=100, deadline=None)
@given(st.data(), zones, st.sampled_from([14, 20, 120]))
def test_a_shipped_technique_has_ink_exactly_if_it_has_something_left_to_do(techniques, data, avoided, mm):
    technique = techniques[data.draw(st.sampled_from(sorted(techniques)))]
    assert bool(motion_ink(technique, Size(mm * MM, mm * MM), avoided)) == left(technique, avoided)


def test_a_zone_that_no_motion_touches_changes_nothing(techniques):
    for technique in (techniques["hacking"], techniques["stroking"], techniques["friction-thumbs"]):
        assert motion_ink(technique, Size(60, 60), frozenset({"neck"})) == motion_ink(technique, Size(60, 60))


def test_what_is_left_out_on_the_left_is_left_out_on_the_right(techniques):
    for name in ("effleurage-oil", "kneading-circular", "fan", "percussion"):
        left_out = motion_ink(techniques[name], Size(60, 60), frozenset({"thoracic-left"}))
        right_out = motion_ink(techniques[name], Size(60, 60), frozenset({"thoracic-right"}))
        assert sorted(map(mirrored, left_out)) == sorted(map(as_drawn, right_out))


def test_a_stroke_that_meets_an_avoided_zone_has_its_head_at_the_edge(techniques):
    stroke = technique_with(techniques["deep-stroking"], techniques["deep-stroking"].motion[:1], 3, "low")
    size = Size(60, 60)
    edge = 213.5
    heads = [ink.points[0] for ink in motion_ink(stroke, size, frozenset({"sacral"})) if ink.kind == "area"]
    assert len(heads) == 2
    assert all(edge - 2 * view_of(stroke, size).module < y < edge for _, y in heads)


@pytest.mark.parametrize("mm", [14, 120])
def test_heads_beside_a_slanting_edge_keep_off_it_at_either_end(techniques, rings, mm):
    avoided, size, tips = frozenset({"lumbar-left", "sacral"}), Size(mm * MM, mm * MM), []
    for start, end in (("hip", "lumbar"), ("lumbar", "hip")):
        motion = Travel.model_validate(
            {"pattern": "travel", "from": start, "to": end, "heads": "both", "sides": "left"}
        )
        technique = technique_with(techniques["stroking"], (motion,), 1, "low")
        assert_off_zones(rings, technique, size, avoided)
        inks = motion_ink(technique, size, avoided)
        tips.append(sorted(ink.points[0] for ink in inks if ink.kind == "area"))
    upward, downward = tips
    assert len(upward) == 2
    step = view_of(technique, size).module
    assert all(
        abs(a - b) < step for up, down in zip(upward, downward, strict=True) for a, b in zip(up, down, strict=True)
    )


@pytest.mark.parametrize("mm", [9, 14, 20])
def test_a_short_piece_stays_where_nothing_else_is_left(techniques, mm):
    only_neck = frozenset(zone for zone in get_args(Zone) if zone not in {"neck", "sacral"})
    size = Size(mm * MM, mm * MM)
    assert {ink.points[0][0] > MIDLINE for ink in motion_ink(techniques["effleurage-oil"], size, only_neck)} == {
        False,
        True,
    }


def test_a_stroke_goes_on_behind_an_avoided_zone(techniques):
    stroke = technique_with(techniques["effleurage-oil"], techniques["effleurage-oil"].motion[:1], 3, "back")
    avoided = frozenset({"thoracic-left"})
    heads = [ink.points[0] for ink in motion_ink(stroke, Size(60, 60), avoided) if ink.kind == "area"]
    assert sorted(x > MIDLINE for x, _ in heads) == [False, False, True]
    assert min(y for _, y in heads) < 75


def test_pieces_outside_the_worked_zones_are_left_out(techniques):
    inks = motion_ink(techniques["fan"], Size(60, 60), frozenset({"lumbar-left", "lumbar-right"}))
    assert max(y for ink in inks for _, y in ink.points) < 175


def test_work_beside_the_body_is_cut_at_the_height_of_an_avoided_zone(techniques):
    travel = technique_with(techniques["kneading-circular"], techniques["kneading-circular"].motion[1:], 3, "back")
    whole = motion_ink(travel, Size(60, 60))
    cut = motion_ink(travel, Size(60, 60), frozenset({"lumbar-left"}))
    assert max(y for ink in whole for x, y in ink.points if x < MIDLINE) > 190
    assert max(y for ink in cut for x, y in ink.points if x < MIDLINE) < 171
    assert max(y for ink in cut for x, y in ink.points if x > MIDLINE) > 190


def test_strokes_across_the_back_leave_out_both_sides(techniques):
    inks = motion_ink(techniques["opposite-direction"], Size(60, 60), frozenset({"lumbar-left"}))
    assert inks
    assert max(y for ink in inks for _, y in ink.points) < 175


def test_the_key_never_covers_an_avoided_zone(techniques):
    technique = techniques["friction-thumbs"]
    view = view_of(technique, Size(20 * MM, 20 * MM))
    assert direction_key(technique, view, frozenset({"lumbar-left"})) == direction_key(technique, view)
    assert direction_key(technique, view, frozenset({"sacral"})) is None
    assert direction_key(technique, view, frozenset({"lumbar-left", "lumbar-right"})) is None
