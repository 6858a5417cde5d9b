from __future__ import annotations

import dataclasses
from itertools import pairwise
from typing import get_args

import pytest

from cardgen.content.base import Zone
from cardgen.figures.anatomy import BARE_AREAS, GUTTER, MIDLINE, PERCUSSION_AREAS
from cardgen.figures.outline import Form, forms

ZONES = [name for name in forms() if name.startswith("zone-")]


def inside(ring: list[tuple[float, float]], x: float, y: float) -> bool:
    hit = False
    for (ax, ay), (bx, by) in pairwise([*ring, ring[0]]):
        if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
            hit = not hit
    return hit


def holds(rings, name: str, x: float, y: float) -> bool:
    return any(inside(ring, x, y) for ring in rings[name])


def test_every_zone_of_the_catalogue_is_a_form():
    assert {f"zone-{zone}" for zone in get_args(Zone)} <= set(ZONES)


def test_a_form_carries_neither_colour_nor_line_width():
    assert {field.name for field in dataclasses.fields(Form)} == {"segments", "paint", "bounds"}
    assert all({step[0] for step in form.segments} <= set("MLCZ") for form in forms().values())


def test_the_forms_are_read_once_and_cannot_be_changed():
    assert forms() is forms()
    with pytest.raises(TypeError):
        forms()["body"] = forms()["ears"]  # type: ignore[index]


@pytest.mark.parametrize("name", ZONES)
def test_a_zone_stops_at_the_gutter(rings, name):
    assert min(abs(x - MIDLINE) for ring in rings[name] for x, _ in ring) == pytest.approx(GUTTER)


@pytest.mark.parametrize("name", [name for name in ZONES if name.endswith("-left")])
def test_left_and_right_zones_are_mirror_images(name):
    left, right = forms()[name], forms()[name.replace("-left", "-right")]
    for a, b in zip(left.segments, right.segments, strict=True):
        mirrored = [2 * MIDLINE - v if i % 2 == 0 else v for i, v in enumerate(a[1:])]
        assert list(b[1:]) == pytest.approx(mirrored, abs=0.11)


@pytest.mark.parametrize("side", ["left", "right"])
def test_ribs_and_kidney_reach_from_the_gutter_to_the_edge_of_the_body(rings, side):
    sign = -1 if side == "left" else 1
    for y in range(150, 197):
        zones = ["ribs"] * (y < 164) + ["kidney"] * (y > 166) or ["ribs", "kidney"]
        for offset in (4.1, 10, 20, 30, 37.4):
            found = [holds(rings, f"zone-{zone}-{side}", MIDLINE + sign * offset, y) for zone in zones]
            assert any(found), (offset, y)


def test_what_stays_bare_covers_ribs_kidney_sacrum_and_tailbone(rings):
    for name in ("zone-ribs-right", "zone-kidney-right", "zone-sacral"):
        for x, y in (point for ring in rings[name] for point in ring):
            assert any(a.top <= y <= a.bottom and abs(x - MIDLINE) <= a.outer for a in BARE_AREAS), (name, x, y)


@pytest.mark.parametrize("side", [-1, 1])
def test_percussion_works_only_tinted_parts(rings, side):
    zones = ("shoulder", "upper", "loin")
    names = [f"zone-{zone}-{'left' if side < 0 else 'right'}" for zone in zones]
    for area in PERCUSSION_AREAS:
        for i in range(11):
            for j in range(11):
                x = MIDLINE + side * (area.inner + 0.05 + (area.outer - area.inner - 0.1) * i / 10)
                y = area.top + (area.bottom - area.top) * j / 10
                assert any(holds(rings, name, x, y) for name in names), (x, y)


def test_percussion_areas_keep_off_the_bare_ones():
    assert not any(area.meets(bare) for area in PERCUSSION_AREAS for bare in BARE_AREAS)
