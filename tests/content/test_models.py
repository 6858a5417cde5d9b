"""The rules inside one entry of the catalogue, and what the models know about their own shape."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from cardgen.content.conditions import Condition
from cardgen.content.dosage import DoseRule, Range, SourceDose
from cardgen.content.facts import Edition, Pressure, Technique
from cardgen.content.model import Catalog
from cardgen.content.shape import examples_at, keys_at


def refused(model: type[BaseModel], **values: Any) -> str:
    with pytest.raises(ValidationError) as caught:
        model.model_validate(values)
    return "; ".join(error["msg"] for error in caught.value.errors())


def test_a_range_and_a_pressure_run_upward() -> None:
    assert Range(min=3, max=3).holds(3)
    assert not Range(min=3, max=5).holds(6)
    assert not Range(min=3, max=5).holds(2)
    assert "min 5 is greater than max 3; swap them" in refused(Range, min=5, max=3)
    assert "min 3 is greater than max 1; swap them" in refused(Pressure, min=3, max=1, basis="source")
    assert refused(Pressure, min=0, max=6, basis="source").count("Input should be") == 2


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"minutes": {"min": 1, "max": 2}, "unspecified": True},
        {"minutes": {"min": 1, "max": 2}, "times": {"min": 1, "max": 2}},
    ],
)
def test_a_source_gives_minutes_or_repetitions_or_nothing(values: dict[str, Any]) -> None:
    assert "give exactly one of minutes, times or unspecified: true" in refused(SourceDose, **values)


def limit(kind: str, least: int, most: int) -> dict[str, Any]:
    return {kind: {"min": least, "max": most}, "basis": "editorial"}


EACH = {"value": 9, "basis": "editorial"}


@pytest.mark.parametrize(
    ("values", "message"),
    [
        (
            {"source": {"minutes": {"min": 1, "max": 2}}, "limit": limit("times", 1, 5), "seconds_each": EACH},
            "must both be",
        ),
        ({"source": {"times": {"min": 1, "max": 2}}, "limit": limit("minutes", 1, 5)}, "must both be"),
        ({"source": {"unspecified": True}, "limit": limit("times", 1, 5)}, "seconds_each is needed with times"),
        (
            {"source": {"unspecified": True}, "limit": limit("minutes", 1, 5), "seconds_each": EACH},
            "seconds_each is needed",
        ),
        (
            {"source": {"minutes": {"min": 1, "max": 6}}, "limit": limit("minutes", 1, 5)},
            "does not hold the source's 1 to 6",
        ),
        (
            {"source": {"minutes": {"min": 1, "max": 2}}, "limit": limit("minutes", 2, 5)},
            "does not hold the source's 1 to 2",
        ),
    ],
)
def test_the_parts_of_a_dosage_agree(values: dict[str, Any], message: str) -> None:
    assert message in refused(DoseRule, **values)


def test_a_dosage_knows_its_kind_and_ranges(mini_catalog: Catalog) -> None:
    counted, open_ = mini_catalog.techniques["press"].dose, mini_catalog.techniques["knead"].dose
    assert (counted.kind, counted.limit_range.max) == ("times", 30)
    assert counted.source_range is not None
    assert counted.source_range.about
    assert (open_.kind, open_.source_range) == ("minutes", None)


CONDITION = {
    "group": "bones",
    "core": "weak-bones",
    "strength": "review",
    "reviewed": "2026-11-20",
    "basis": "source",
    "sources": ({"doc": "book", "under": "x"},),
}


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"effect": "refer", "clearance_days": 90}, "when_cleared belongs to effect: refer"),
        ({"effect": "refer", "when_cleared": {}}, "clearance_days belongs to effect: refer"),
        ({"effect": "refuse", "when_cleared": {}, "clearance_days": 90}, "when_cleared belongs to effect: refer"),
        ({"effect": "adapt"}, "adapt belongs to the effects avoid-area and adapt"),
        ({"effect": "refuse", "adapt": {}}, "adapt belongs to the effects avoid-area and adapt"),
    ],
)
def test_an_effect_has_exactly_what_it_needs(values: dict[str, Any], message: str) -> None:
    assert message in refused(Condition, **CONDITION, **values)


def test_complete_conditions_are_read() -> None:
    refer = Condition.model_validate(
        {**CONDITION, "effect": "refer", "when_cleared": {"pressure_max": 2}, "clearance_days": 90}
    )
    assert refer.reviewed == dt.date(2026, 11, 20)
    assert Condition.model_validate({**CONDITION, "effect": "avoid-area", "adapt": {"avoid_affected": True}}).adapt


def test_a_day_that_is_none_is_refused() -> None:
    assert "'2026-02-30' is no date" in refused(
        Edition, version="2026.1", reviewed="2026-02-30", review_by="2027-01-01"
    )


@pytest.mark.parametrize(
    ("location", "keys"),
    [
        ((), {"edition", "techniques", "text"}),
        (("techniques", "any-id"), {"families", "dose", "motion"}),
        (("techniques", "any-id", "dose", "source"), {"minutes", "times", "unspecified", "note"}),
        (("techniques", "any-id", "dose", "source", "minutes"), {"min", "max", "about"}),
        (
            ("techniques", "any-id", "motion", 0, "circles"),
            {"from", "to", "lane", "sides", "size", "vibrate", "pattern"},
        ),
        (("techniques", "any-id", "motion", 0, "key"), {"pattern", "directions"}),
        (("conditions", "any-id", "when_cleared"), {"drop", "pressure_max"}),
        (("routines", "any-id", "steps", 3), {"technique", "dose"}),
        (("text", "core", "any-panel"), {"title", "lead", "phrases", "sentences"}),
        (("techniques", "any-id", "phase"), set()),
    ],
)
def test_a_model_knows_which_keys_stand_where(location: tuple[str | int, ...], keys: set[str]) -> None:
    found = set(keys_at(Catalog, location))
    assert keys <= found
    assert bool(found) == bool(keys)
    if location[-1:] in {("minutes",), ("circles",), ("key",)}:
        assert found == keys


def test_a_model_knows_examples_of_its_fields() -> None:
    assert examples_at(Catalog, ("sources", "any-id", "letter")) == ("A", "A10")
    assert examples_at(Catalog, ("sources", "any-id", "year")) == ()
    assert examples_at(Catalog, ()) == ()


def test_percussion_is_known_by_its_family(mini_catalog: Catalog) -> None:
    percussive: list[Technique] = [technique for technique in mini_catalog.techniques.values() if technique.percussive]
    assert percussive == [mini_catalog.techniques["tap"]]
