"""A refusal says what, why, what to do and who says so; the gravest first."""

from __future__ import annotations

import datetime as dt

import pytest

from cardgen.content.model import Catalog
from cardgen.errors import Problem
from cardgen.person import Clearance, Finding, Person
from cardgen.screening import Assessment, Refused, assess, explain, screen

TODAY = dt.date(2026, 11, 20)


def person(*ids: str, clearances: tuple[Clearance, ...] = ()) -> Person:
    return Person(tuple(map(Finding, ids)), None, "Mia", TODAY, clearances)


def test_the_gravest_stands_first_and_the_rest_in_the_catalogues_order(catalog: Catalog) -> None:
    barriers = assess(catalog, person("osteoporosis", "chest-pain", "fever", "cancer"), TODAY).barriers
    assert [one.level for one in explain(catalog, barriers)] == ["emergency", "refuse", "refer", "refer"]
    order = [one.entry_id for one in barriers if one.level == "refer"]
    assert [one.entry_id for one in explain(catalog, barriers)][2:] == order


def test_the_order_is_kept_in_what_is_printed(catalog: Catalog) -> None:
    with pytest.raises(Refused) as caught:
        screen(catalog, person("chest-pain", "blood-clot", "cancer"), TODAY)
    first, second, third = (problem.message for problem in caught.value.problems)
    assert first.startswith("Chest pain: ")
    assert second.startswith("Blood clot")
    assert third.startswith("Cancer")


def test_every_barrier_of_the_catalogue_says_what_to_do_and_who_says_so(catalog: Catalog) -> None:
    for id_ in (*catalog.conditions, *catalog.red_flags):
        for one in explain(catalog, assess(catalog, person(id_), TODAY).barriers, "112"):
            entry = catalog.red_flags.get(id_) or catalog.conditions[id_]
            assert one.next_step.startswith("do not massage")
            assert "doctor" in one.next_step or "call emergency services (112) now" in one.next_step
            assert ("--clear" in one.next_step) == (one.level == "refer" and entry.clearance_days is not None)
            for cited in entry.sources:
                assert catalog.text.sources[cited.doc].title in one.message
                assert cited.under in one.message


def test_the_emergency_number_is_named_if_it_is_known(catalog: Catalog) -> None:
    barriers = assess(catalog, person("chest-pain"), TODAY).barriers
    assert "call emergency services (999) now" in explain(catalog, barriers, "999")[0].next_step
    assert "call emergency services now" in explain(catalog, barriers)[0].next_step


def test_a_clearance_that_has_lapsed_is_named(catalog: Catalog) -> None:
    lapsed = person("epilepsy", clearances=(Clearance("epilepsy", "Dr Old", dt.date(2020, 1, 1)),))
    said = explain(catalog, assess(catalog, lapsed, TODAY).barriers)[0].next_step
    assert "Dr Old of 2020-01-01 does not hold" in said


def test_a_refusal_with_other_problems_still_knows_its_assessment(catalog: Catalog) -> None:
    refusal = Refused("no", Assessment(None, assess(catalog, person("fever"), TODAY).barriers, None))
    told = refusal.telling([Problem("b", 0, 0, "b"), Problem("a", 0, 0, "a"), Problem("b", 0, 0, "b")])
    assert told.assessment is refusal.assessment
    assert [problem.file for problem in told.problems] == ["b", "a"]
