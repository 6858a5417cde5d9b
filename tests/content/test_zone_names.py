"""Places of the back by what people type."""

from __future__ import annotations

from typing import get_args

import pytest

from cardgen.content.base import Area, Zone
from cardgen.content.model import Catalog
from cardgen.content.zone_names import zones_named
from cardgen.content.zones import WHOLE_BACK, ZONES, barred, left, reached, zones_of


@pytest.mark.parametrize(
    ("typed", "zones"),
    [
        ("lumbar-left", {"lumbar-left"}),
        ("lumbar", {"lumbar-left", "lumbar-right"}),
        ("left low back", {"lumbar-left"}),
        ("LEFT Lower Back", {"lumbar-left"}),
        ("the lower back", {"lumbar-left", "lumbar-right"}),
        ("low back left", {"lumbar-left"}),
        ("right shoulders", {"shoulder-right"}),
        ("left shoulder blade", {"shoulder-left"}),
        ("sacral,neck", {"sacral", "neck"}),
        ("tailbone", {"sacral"}),
        ("left upper back", {"shoulder-left", "thoracic-left"}),
        ("middle back", {"thoracic-left", "thoracic-right"}),
        ("hip", {"lumbar-left", "lumbar-right", "sacral"}),
        ("left buttock", {"lumbar-left", "sacral"}),
    ],
)
def test_places_are_understood(catalog: Catalog, typed: str, zones: set[Zone]) -> None:
    assert zones_named(catalog, typed) == zones


def test_every_zone_and_area_is_known_by_its_id(catalog: Catalog) -> None:
    for zone in get_args(Zone):
        assert zones_named(catalog, zone) == {zone}
    for area in get_args(Area):
        assert zones_named(catalog, area) == ZONES[area]


@pytest.mark.parametrize(
    "typed", ["", "knee", "left", "left neck", "left right shoulder", "lumbar-left,", "left sacral"]
)
def test_what_is_no_place_is_told(catalog: Catalog, typed: str) -> None:
    with pytest.raises(ValueError, match="is no place of the back"):
        zones_named(catalog, typed)


def test_the_areas_make_up_the_back() -> None:
    assert zones_of(get_args(Area)) == WHOLE_BACK
    assert sum(len(zones) for zones in ZONES.values()) == len(WHOLE_BACK)


def test_a_technique_leaves_out_what_it_would_work(catalog: Catalog) -> None:
    techniques = catalog.techniques
    assert barred(techniques["stroking"], frozenset({"neck", "sacral"})) == {"sacral"}
    assert barred(techniques["clapping"], frozenset({"sacral"})) == frozenset(), "nobody claps on the sacrum anyway"
    across = barred(techniques["opposite-direction"], frozenset({"lumbar-left"}))
    assert across == {"lumbar-left", "lumbar-right"}, "a stroke across the back meets both sides"


@pytest.mark.parametrize("technique", ["fan", "opposite-direction"])
def test_a_technique_leaves_out_what_it_only_runs_out_into(catalog: Catalog, technique: str) -> None:
    assert "sacral" not in catalog.techniques[technique].zones
    assert barred(catalog.techniques[technique], frozenset({"sacral", "neck"})) == {"sacral"}


def test_a_technique_that_names_too_few_zones_leaves_them_out_all_the_same(catalog: Catalog) -> None:
    sly = catalog.techniques["effleurage-oil"].model_copy(update={"zones": ("lumbar",)})
    assert reached(sly) == ("neck", "shoulder", "thoracic", "lumbar")
    assert barred(sly, frozenset({"neck", "sacral"})) == {"neck"}


@pytest.mark.parametrize(
    ("technique", "avoided", "remains"),
    [
        ("stroking", {"lumbar-left", "lumbar-right"}, True),
        ("stroking", {"lumbar-left", "lumbar-right", "sacral"}, False),
        ("clapping", {"lumbar-left"}, True),
        ("clapping", {"lumbar-left", "lumbar-right"}, False),
        ("percussion", {"shoulder-left", "shoulder-right", "thoracic-left"}, True),
        ("opposite-direction", {"shoulder-left", "thoracic-right", "lumbar-left"}, False),
        ("muscle-lifting", {"lumbar-left", "thoracic-left"}, True),
        (
            "fan",
            {"shoulder-left", "shoulder-right", "thoracic-left", "thoracic-right", "lumbar-left", "lumbar-right"},
            False,
        ),
    ],
)
def test_what_remains_of_a_technique(catalog: Catalog, technique: str, avoided: set[Zone], remains: bool) -> None:
    assert left(catalog.techniques[technique], frozenset(avoided)) == remains


def test_what_moves_to_one_side_only_is_gone_with_it(catalog: Catalog) -> None:
    lifting = catalog.techniques["muscle-lifting"]
    twist = lifting.model_copy(update={"motion": lifting.motion[:1]})
    assert not left(twist, frozenset({"lumbar-left", "thoracic-left"}))
    assert left(twist, frozenset({"lumbar-right", "thoracic-right"}))


def test_the_order_of_work_is_no_movement(catalog: Catalog) -> None:
    friction = catalog.techniques["friction-thumbs"]
    assert not left(friction.model_copy(update={"motion": friction.motion[1:]}), frozenset())
