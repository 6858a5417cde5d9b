"""Several massages for one person: one screening for all of them, every problem at once."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from cardgen.content.model import Catalog
from cardgen.errors import CardgenError, RequestError
from cardgen.plan import explained
from cardgen.planning import check_routines, plan_together
from cardgen.request import CardRequest
from cardgen.screening import general
from cardgen.selection import Choice

REQUEST = CardRequest(clock=dt.datetime(2026, 11, 20, 9, 30, tzinfo=dt.UTC))


def test_every_routine_has_its_plan_of_the_same_screening(catalog: Catalog) -> None:
    plans = plan_together(REQUEST, ("quick-10", "back-routine"), catalog)
    assert [plan.routine_id for plan in plans] == ["quick-10", "back-routine"]
    assert len({id(plan.screening) for plan in plans}) == 1
    (alone,) = plan_together(REQUEST, (), catalog)
    assert alone.routine_id == "lower-back"


def test_what_one_file_tells_about_the_person_counts_for_all(catalog: Catalog, tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(
        "title: Mine\nfor: lay\nsteps:\n"
        "  - {technique: effleurage-oil, dose: 3min}\n  - {technique: stroking, dose: 2min}\n"
        'person:\n  conditions: ["bruise@lumbar-left"]\n  screened_by: Mia\n  screened_on: "2026-11-20"\n',
        encoding="utf-8",
    )
    plans = plan_together(REQUEST, (str(path), "lower-back"), catalog)
    assert all("lumbar-left" in plan.steps[0].decision.avoided for plan in plans)


def test_problems_of_all_routines_are_told_together(catalog: Catalog) -> None:
    with pytest.raises(CardgenError) as caught:
        plan_together(REQUEST, ("nothing", "lower-back", "nobody"), catalog)
    assert len(caught.value.problems) == 2


def test_what_is_explained_is_screened_too(catalog: Catalog) -> None:
    plan = explained(general(catalog), ("hacking", "fan"))
    assert [step.technique_id for step in plan.steps] == ["hacking", "fan"]
    assert plan.audience == "professional"
    assert plan.left_out == ()


def test_everything_that_is_wrong_with_several_routines_is_told_at_once() -> None:
    request = replace(REQUEST, choices=(Choice.read("fan:3min"),), minutes=20)
    with pytest.raises(RequestError) as caught:
        check_routines(request, ("quick-10", "lower-back", "quick-10"), most=2, paper="a poster")
    assert sorted(map(str, caught.value.problems)) == [
        "--minutes: it changes one routine, and there are several; name one only",
        "-t: it changes one routine, and there are several; name one only",
        "ROUTINE: 3 routines are too many for a poster; name at most 2",
        "ROUTINE: a routine is named twice; name each once",
    ]
    check_routines(request, ("quick-10",), most=2, paper="a poster")
    check_routines(REQUEST, ("quick-10", "lower-back"), most=2, paper="a poster")
