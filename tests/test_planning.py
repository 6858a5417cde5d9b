"""One way from a request to a plan: whatever tells about a person counts, and nothing goes round it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from cardgen.content.model import Catalog
from cardgen.content.place import Place
from cardgen.errors import CardgenError, ContentError, FileError, RequestError
from cardgen.person import PersonInput, Told
from cardgen.planning import plan_request, plan_together
from cardgen.request import CardRequest
from cardgen.screening import Refused

CLOCK = dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC)
TODAY = CLOCK.date()
ROUTINE = """\
title: For Ann
person:
  conditions: [{conditions}]
  screened_by: Ann
  screened_on: "2026-11-20"
  clearances: [{clearances}]
steps:
  - {{technique: effleurage-oil, dose: 3min}}
  - {{technique: stroking, dose: 2min}}
  - {{technique: kneading-circular, dose: 3min}}
"""


def told(*conditions: str, clear: tuple[str, ...] = ()) -> PersonInput:
    return PersonInput(
        conditions=tuple(Told(word, Place("--condition")) for word in conditions),
        screened_by="Ann",
        screened_on=TODAY,
        clearances=tuple(Told(word, Place("--clear")) for word in clear),
    )


def request(**fields: object) -> CardRequest:
    return CardRequest(**{"clock": CLOCK, **fields})  # type: ignore[arg-type]


def routine(folder: Path, conditions: str = "", clearances: str = "") -> str:
    path = folder / "ann.yaml"
    path.write_text(ROUTINE.format(conditions=conditions, clearances=clearances), encoding="utf-8")
    return str(path)


def refused(catalog: Catalog, asked: CardRequest) -> list[str]:
    with pytest.raises(Refused) as caught:
        plan_request(asked, catalog)
    return [barrier.entry_id for barrier in caught.value.assessment.barriers]


def test_nothing_told_is_the_general_screening(catalog: Catalog) -> None:
    assert plan_request(request(), catalog).screening.kind == "general"
    assert plan_request(request(client="Ann"), catalog).screening.kind == "general"


def test_what_an_option_and_a_file_tell_is_united(catalog: Catalog, tmp_path: Path) -> None:
    file = routine(tmp_path, "rash@sacral")
    plan = plan_request(request(routine=file, person=told("bruise@lumbar-left")), catalog)
    assert [one.entry_id for one in plan.screening.applied] == ["rash", "bruise"]
    assert plan.steps[1].decision.avoided == {"sacral", "lumbar-left"}


def test_a_file_alone_refuses(catalog: Catalog, tmp_path: Path) -> None:
    assert refused(catalog, request(routine=routine(tmp_path, "flu, chest pain"))) == ["infection", "chest-pain"]


def test_a_clearance_counts_wherever_it_is_told(catalog: Catalog, tmp_path: Path) -> None:
    file = routine(tmp_path, "weak bones, warfarin", "{condition: weak bones, by: Dr. Lee, date: '2026-11-02'}")
    assert refused(catalog, request(routine=file)) == ["blood-thinners"]
    cleared = told("warfarin", clear=("warfarin:Dr. Kim:2026-11-01",))
    plan = plan_request(request(routine=file, person=cleared), catalog)
    assert [step.technique_id for step in plan.steps] == ["effleurage-oil", "stroking"]


@pytest.mark.parametrize(
    ("date", "today"),
    [("2026-11-20", "2027-02-01"), ("2027-02-01", "2026-11-20"), (None, "2027-02-01")],
)
def test_no_date_keeps_a_lapsed_clearance_alive(catalog: Catalog, date: str | None, today: str) -> None:
    cleared = told("osteoporosis", clear=("osteoporosis:Dr. Lee:2026-11-01",))
    asked = request(
        person=cleared, date=dt.date.fromisoformat(date) if date else None, today=dt.date.fromisoformat(today)
    )
    assert refused(catalog, asked) == ["osteoporosis"]


def test_a_card_of_an_earlier_day_takes_no_word_from_after_it(catalog: Catalog) -> None:
    with pytest.raises(RequestError, match="the screening on 2026-11-20 is after 2026-11-19"):
        plan_request(request(person=told("rash@neck"), date=TODAY - dt.timedelta(days=1)), catalog)


def test_problems_of_the_routine_and_of_the_person_come_together(catalog: Catalog) -> None:
    with pytest.raises(CardgenError) as caught:
        plan_request(request(routine="lower-bakc", person=told("plague")), catalog)
    assert [problem.file for problem in caught.value.problems] == ["--condition", "ROUTINE"]
    assert caught.value.exit_code == 3


def test_a_refusal_stays_one_beside_other_problems(catalog: Catalog) -> None:
    with pytest.raises(Refused) as caught:
        plan_request(request(routine="lower-bakc", person=told("chest pain")), catalog)
    assert caught.value.exit_code == 4
    assert any("lower-bakc" in str(problem) for problem in caught.value.problems)


def test_skipping_what_would_be_left_out_changes_nothing_else(catalog: Catalog) -> None:
    person = told("osteoporosis", clear=("osteoporosis:Dr. Lee:2026-11-01",))
    whole = plan_request(request(person=person), catalog)
    skipped = plan_request(request(person=person, skip=tuple(step.technique_id for step in whole.left_out)), catalog)
    assert [step.technique_id for step in skipped.steps] == [step.technique_id for step in whole.steps]


def test_a_file_that_cannot_be_read_is_no_person(catalog: Catalog, tmp_path: Path) -> None:
    path = tmp_path / "ann.yaml"
    path.write_text("title: Ann\nperson: [flu]\nsteps: [{technique: stroking}]\n", encoding="utf-8")
    with pytest.raises(ContentError):
        plan_request(request(routine=str(path)), catalog)


def _with_a_bad_day(folder: Path) -> str:
    path = Path(routine(folder, "warfarin"))
    path.write_text(path.read_text("utf-8").replace("2026-11-20", "2026-13-20"), encoding="utf-8")
    return str(path)


def test_a_file_that_cannot_be_read_is_not_missed_in_the_options(catalog: Catalog, tmp_path: Path) -> None:
    """It may say who asked, and when, and what a clearance is for: that it lacks would be a false problem."""
    told_here = PersonInput(
        conditions=told("bruise@neck").conditions, clearances=(Told("warfarin:Lee:2026-11-01", Place("--clear")),)
    )
    asked = request(routine=_with_a_bad_day(tmp_path), person=told_here)
    with pytest.raises(CardgenError) as caught:
        plan_request(asked, catalog)
    (problem,) = caught.value.problems
    assert problem.message.startswith("'2026-13-20' is no date")
    with pytest.raises(CardgenError) as caught:
        plan_together(asked, [str(asked.routine), "lower-back"], catalog)
    assert caught.value.problems == (problem,)


def test_a_file_that_is_not_there_is_the_only_problem(catalog: Catalog) -> None:
    with pytest.raises(FileError) as caught:
        plan_request(request(routine="missing.yaml", person=PersonInput(conditions=told("rash").conditions)), catalog)
    assert len(caught.value.problems) == 1


def test_without_a_file_what_lacks_is_told_beside_the_rest(catalog: Catalog) -> None:
    asked = request(routine="lower-bakc", person=PersonInput(conditions=told("rash").conditions))
    with pytest.raises(CardgenError) as caught:
        plan_request(asked, catalog)
    assert [problem.file for problem in caught.value.problems] == ["--condition", "--condition", "ROUTINE"]


def test_a_file_that_cannot_be_read_hides_no_refusal(catalog: Catalog, tmp_path: Path) -> None:
    with pytest.raises(Refused) as caught:
        plan_request(request(routine=_with_a_bad_day(tmp_path), person=told("fever")), catalog)
    assert any("2026-13-20" in problem.message for problem in caught.value.problems)
