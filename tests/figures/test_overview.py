"""The back in a poster's band: what is worked is tinted, what is avoided is hatched, and both are pointed at truly."""

from __future__ import annotations

import pytest

from cardgen.content.zones import WHOLE_BACK, ZONES, zones_of
from cardgen.figures.overview import SHAPE, overview
from cardgen.shapes import Clip, FormUse, Path

HIGH = 400.0


def forms_of(worked: frozenset[str], avoided: frozenset[str] = frozenset()) -> list[FormUse]:
    (clip,) = overview(worked, avoided, HIGH).marks  # type: ignore[arg-type]
    assert isinstance(clip, Clip)
    return [mark for mark in clip.marks if isinstance(mark, FormUse)]


@pytest.mark.parametrize("area", ZONES)
def test_the_zones_of_an_area_are_tinted_and_no_others(area: str) -> None:
    tinted = {use.form for use in forms_of(ZONES[area]) if use.form.startswith("zone-")}
    assert tinted == {f"zone-{zone}" for zone in ZONES[area]}


def test_an_avoided_zone_is_white_and_hatched() -> None:
    avoided = frozenset({"lumbar-left"})
    (use,) = (use for use in forms_of(WHOLE_BACK - avoided, avoided) if use.form == "zone-lumbar-left")
    assert use.fill == "white"
    (clip,) = overview(WHOLE_BACK - avoided, avoided, HIGH).marks  # type: ignore[arg-type]
    assert isinstance(clip, Clip)
    assert any(isinstance(mark, Path) and mark.stroke and mark.stroke.colour == "ink" for mark in clip.marks)


def test_the_call_outs_point_to_muscles_and_to_the_spine() -> None:
    drawn = overview(zones_of(("lumbar", "sacral")), frozenset(), HIGH)
    middle = HIGH * SHAPE / 2
    assert drawn.spine[0] == pytest.approx(middle)
    assert drawn.work[0] < middle
    assert drawn.work[1] < drawn.spine[1] < HIGH


def test_no_call_out_sends_anybody_to_an_avoided_side() -> None:
    middle = HIGH * SHAPE / 2
    avoided = frozenset({"lumbar-left"})
    drawn = overview(zones_of(("lumbar",)) - avoided, avoided, HIGH)
    assert drawn.work[0] > middle


def test_every_single_zone_can_be_pointed_at() -> None:
    for zone in sorted(WHOLE_BACK):
        drawn = overview(frozenset({zone}), WHOLE_BACK - {zone}, HIGH)
        assert 0 < drawn.work[0] < drawn.size.width
        assert 0 < drawn.work[1] < drawn.size.height
