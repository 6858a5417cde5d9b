from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardgen.content.base import Area, SidedZone, Zone
from cardgen.content.model import Catalog
from cardgen.content.zones import WHOLE_BACK, ZONES, barred, left, spoken_zones, zones_of

some_zones = st.sets(st.sampled_from(get_args(Zone)), min_size=1).map(frozenset)


def test_every_zone_is_of_exactly_one_area() -> None:
    assert sorted(zone for area in get_args(Area) for zone in ZONES[area]) == sorted(get_args(Zone))


def test_areas_with_sides_have_two_zones() -> None:
    assert zones_of(["lumbar", "sacral"]) == {"lumbar-left", "lumbar-right", "sacral"}


@pytest.mark.parametrize(
    ("zones", "spoken"),
    [
        ({"lumbar-left"}, "the left low back"),
        ({"lumbar-left", "lumbar-right"}, "the low back"),
        ({"sacral", "neck"}, "the neck and the sacrum"),
        ({"thoracic-right", "shoulder-right", "shoulder-left"}, "the shoulders and the right middle back"),
        (WHOLE_BACK, "the neck, the shoulders, the middle back, the low back and the sacrum"),
    ],
)
def test_zones_read_from_top_to_bottom_and_sides_together(catalog: Catalog, zones: set[Zone], spoken: str) -> None:
    assert spoken_zones(zones, catalog.text.alt) == spoken


@given(some_zones, some_zones)
def test_different_zones_never_read_alike(catalog: Catalog, some: frozenset[Zone], others: frozenset[Zone]) -> None:
    words = catalog.text.alt
    assert (spoken_zones(some, words) == spoken_zones(others, words)) == (some == others)


@given(some_zones)
def test_a_side_is_named_exactly_if_the_other_is_not_meant(catalog: Catalog, zones: frozenset[Zone]) -> None:
    spoken = spoken_zones(zones, catalog.text.alt)
    for zone in get_args(SidedZone):
        other = zone.replace("left", "r").replace("right", "left").replace("-r", "-right")
        alone = zone in zones and other not in zones
        assert (catalog.text.alt.zones[zone] in spoken) == alone


def test_no_zone_has_no_name(catalog: Catalog) -> None:
    with pytest.raises(ValueError, match="no zone to name"):
        spoken_zones((), catalog.text.alt)


def test_what_a_technique_leaves_out_is_what_it_works_of_what_is_avoided(catalog: Catalog) -> None:
    technique = catalog.techniques["friction-thumbs"]
    assert barred(technique, frozenset({"lumbar-left", "neck"})) == {"lumbar-left"}
    assert left(technique, frozenset({"lumbar-left", "neck"}))
    assert not left(technique, WHOLE_BACK)


def test_strokes_across_the_back_leave_out_both_sides(catalog: Catalog) -> None:
    technique = catalog.techniques["opposite-direction"]
    assert barred(technique, frozenset({"lumbar-left"})) == {"lumbar-left", "lumbar-right"}
    assert not left(technique, frozenset({"shoulder-left", "thoracic-right", "lumbar-left"}))
