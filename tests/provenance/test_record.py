"""The record tells what a paper rests on, all of it, and nothing about a person."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from cardgen.content.model import Catalog
from cardgen.person import Finding, Person
from cardgen.plan import Plan, compose, explained
from cardgen.provenance import MadeFrom, entries, made_from
from cardgen.screening import Refused, general, screen
from cardgen.selection import select

TODAY = dt.date(2026, 11, 20)


def planned(catalog: Catalog, *findings: Finding, routine: str = "lower-back") -> Plan:
    person = Person(findings, 40, "Quentin Xylander", TODAY, ())
    screening = screen(catalog, person, TODAY) if findings else general(catalog)
    return compose(screening, select(catalog, routine=routine))


def record_of(catalog: Catalog, *plans: Plan, **more: Any) -> MadeFrom:
    return made_from(catalog, "card", plans, format_="a5", theme="default", **more)


def altered(model: BaseModel, **fields: object) -> Any:
    """Return a frozen model with other fields."""
    return type(model).model_construct(**{**dict(model), **fields})


def with_entry(catalog: Catalog, kind: str, id_: str, **fields: object) -> Catalog:
    """Return the catalogue with an entry of its facts changed."""
    table = getattr(catalog, kind)
    return altered(catalog, **{kind: {**table, id_: altered(table[id_], **fields)}})  # type: ignore[no-any-return]


def with_words(catalog: Catalog, kind: str, id_: str, **fields: object) -> Catalog:
    """Return the catalogue with an entry of its words changed."""
    table = getattr(catalog.text, kind)
    text = altered(catalog.text, **{kind: {**table, id_: altered(table[id_], **fields)}})
    return altered(catalog, text=text)  # type: ignore[no-any-return]


def test_a_record_comes_back_as_it_was(catalog: Catalog) -> None:
    plans = planned(catalog), planned(catalog, Finding("bruise", frozenset({"lumbar-left"})), routine="back-routine")
    record = record_of(catalog, *plans, review_date=TODAY, explained=explained(general(catalog), ["stroking"]))
    assert MadeFrom.model_validate_json(record.text) == record
    assert "\n" not in record.text


def test_it_tells_steps_doses_and_outcome(catalog: Catalog) -> None:
    plan = planned(catalog, Finding("bruise", frozenset({"lumbar-left"})))
    (massage,) = record_of(catalog, plan).massages
    assert massage.routine == "lower-back"
    assert [(step.technique, step.dose) for step in massage.steps] == [(s.technique_id, s.amount) for s in plan.steps]
    assert [set(step.avoided) for step in massage.steps] == [step.decision.avoided for step in plan.steps]
    assert any("lumbar-left" in step.avoided for step in massage.steps)
    assert massage.left_out == tuple(step.technique_id for step in plan.left_out)


def test_a_pressure_that_a_screening_lowers_is_told(catalog: Catalog) -> None:
    plan = planned(catalog, Finding("menstruation"))
    lowered = [
        s.decision.pressure_max if s.decision.pressure_max < s.technique.pressure.max else None for s in plan.steps
    ]
    assert any(lowered)
    assert [step.pressure_max for step in record_of(catalog, plan).massages[0].steps] == lowered


def test_no_condition_and_no_person_is_named(catalog: Catalog) -> None:
    said = record_of(catalog, planned(catalog, Finding("bruise", frozenset({"lumbar-left"})))).text
    assert "Xylander" not in said
    for id_ in (*catalog.conditions, *catalog.red_flags):
        assert f'"{id_}' not in said
    for words in (*catalog.text.conditions.values(), *catalog.text.red_flags.values()):
        assert words.name not in said


def test_whoever_gets_the_same_massage_gets_the_same_record(catalog: Catalog) -> None:
    """Of two people with different illnesses and the same outcome the file tells no difference."""
    by_outcome: dict[str, set[str]] = {}
    for id_, condition in catalog.conditions.items():
        if condition.effect == "adapt":
            try:
                plan = planned(catalog, Finding(id_))
            except Refused:
                continue
            outcome = str([(s.technique_id, s.decision.pressure_max, sorted(s.decision.avoided)) for s in plan.steps])
            by_outcome.setdefault(outcome, set()).add(record_of(catalog, plan).text)
    assert by_outcome
    assert all(len(records) == 1 for records in by_outcome.values())


@pytest.mark.parametrize("wrong", ["", "{}", "[]", '{"paper": "card"}'])
def test_what_is_no_record_is_no_record(wrong: str) -> None:
    with pytest.raises(ValidationError):
        MadeFrom.model_validate_json(wrong)


def test_digests_are_checked(catalog: Catalog) -> None:
    record = record_of(catalog, planned(catalog))
    for digests in ("AAA", "not base64!", "AAAAAAA="):
        with pytest.raises(ValidationError):
            MadeFrom.model_validate_json(
                record.model_copy(update={"digests": {}}).text[:-2] + f'"label":"{digests}"}}}}'
            )


def test_every_entry_has_a_digest_of_its_own(catalog: Catalog) -> None:
    for paper in ("card", "form", "tick-list", "slip"):
        found = entries(catalog, paper, catalog.techniques, catalog.routines)  # type: ignore[arg-type]
        for digests in found.digests.values():
            assert digests
            assert len(set(digests.values())) == len(digests)


def test_what_stands_behind_an_entry_does_not_count(catalog: Catalog) -> None:
    before = entries(catalog, "card", catalog.techniques, catalog.routines)
    for kind, id_ in (("conditions", "fever"), ("rules", "neck-lightly"), ("red_flags", next(iter(catalog.red_flags)))):
        if id_ not in getattr(catalog, kind):
            id_ = next(iter(getattr(catalog, kind)))  # noqa: PLW2901
        entry = getattr(catalog, kind)[id_]
        fields = {"sources": (), "basis": "editorial"} | ({"reviewed": dt.date(2027, 1, 1)} if kind != "rules" else {})
        assert entry.sources
        assert entries(with_entry(catalog, kind, id_, **fields), "card", catalog.techniques, catalog.routines) == before


def test_a_changed_entry_has_another_digest_though_the_old_one_is_kept(catalog: Catalog) -> None:
    before = entries(catalog, "card", catalog.techniques, catalog.routines)
    rule, fever = next(iter(catalog.techniques["stroking"].rules)), next(iter(catalog.conditions))
    changes = {
        "technique": with_words(catalog, "techniques", "stroking", full="Stroke otherwise."),
        "warning": with_words(catalog, "rules", rule, text="Never do that."),
        "condition": with_words(catalog, "conditions", fever, name="Another name"),
        "pain sign": with_words(catalog, "pain", next(iter(catalog.pain)), felt="Something else"),
    }
    for kind, changed in changes.items():
        after = entries(changed, "card", catalog.techniques, catalog.routines)
        assert {one for one in before.digests if before.digests[one] != after.digests[one]} == {kind}
    assert entries(catalog, "card", catalog.techniques, catalog.routines) == before
