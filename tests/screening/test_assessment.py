"""What a condition or red flag does to a massage, entry by entry and together."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from cardgen.content.base import Zone
from cardgen.content.catalog import load
from cardgen.content.conditions import Adaptation
from cardgen.content.model import Catalog
from cardgen.content.zones import WHOLE_BACK, zones_of
from cardgen.errors import RequestError
from cardgen.person import Clearance, Finding, Person, PersonInput
from cardgen.plan import compose
from cardgen.screening import Assessment, Barrier, Refused, Screening, assess, decide, general, screen, screen_told
from cardgen.selection import Choice, select

TODAY = dt.date(2026, 11, 20)
EXPECTED: dict[str, dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "content" / "data" / "expected_findings.yaml").read_text(encoding="utf-8")
)
BARRED = {"emergency": "emergency", "refuse": "refuse", "refer": "refer"}


def someone(
    *ids: str, age: int | None = None, cleared: tuple[str, ...] = (), at: frozenset[Zone] = frozenset()
) -> Person:
    """A person who has these things, with clearances of today."""
    clearances = tuple(Clearance(id_, "Dr. Lee", TODAY) for id_ in cleared)
    return Person(tuple(Finding(id_, at) for id_ in ids), age, "Ann", TODAY, clearances)


def judged(catalog: Catalog, person: Person, day: dt.date = TODAY) -> Screening:
    screening = assess(catalog, person, day).screening
    assert screening is not None
    return screening


def barriers(catalog: Catalog, person: Person, day: dt.date = TODAY) -> list[tuple[str, str]]:
    return [(one.entry_id, one.level) for one in assess(catalog, person, day).barriers]


# --- One entry at a time, against the page that was written by hand ---


@pytest.mark.parametrize("id_", EXPECTED)
def test_an_entry_stops_a_massage_or_does_not(catalog: Catalog, id_: str) -> None:
    effect = EXPECTED[id_]["effect"]
    assert barriers(catalog, someone(id_)) == ([(id_, effect)] if effect in BARRED else [])


@pytest.mark.parametrize("id_", [id_ for id_, facts in EXPECTED.items() if "days" in facts])
def test_a_clearance_holds_for_its_days_and_not_before_it_was_given(catalog: Catalog, id_: str) -> None:
    person, days = someone(id_, cleared=(id_,)), dt.timedelta(days=EXPECTED[id_]["days"])
    assert barriers(catalog, person, TODAY + days) == []
    lapsed = assess(catalog, person, TODAY + days + dt.timedelta(days=1)).barriers
    assert [(one.entry_id, one.level, one.lapsed) for one in lapsed] == [(id_, "refer", person.clearances[0])]
    assert barriers(catalog, person, TODAY - dt.timedelta(days=1)) == [(id_, "refer")]


@pytest.mark.parametrize(
    "id_", [id_ for id_, facts in EXPECTED.items() if facts["effect"] in BARRED and "days" not in facts]
)
def test_nobody_clears_what_cannot_be_cleared(catalog: Catalog, id_: str) -> None:
    assert barriers(catalog, someone(id_, cleared=(id_,))) == barriers(catalog, someone(id_))


@pytest.mark.parametrize(
    "id_", [id_ for id_, facts in EXPECTED.items() if "days" in facts or facts["effect"] not in BARRED]
)
def test_an_entry_changes_every_technique_as_it_should(catalog: Catalog, id_: str) -> None:
    place: frozenset[Zone] = frozenset({"lumbar-left"})
    cleared = (id_,) if "days" in EXPECTED[id_] else ()
    screening = judged(catalog, someone(id_, cleared=cleared, at=place))
    facts = EXPECTED[id_]
    for technique_id, technique in catalog.techniques.items():
        decision = screening.decisions[technique_id]
        low_back = bool({"lumbar", "sacral"} & set(technique.zones))
        cap = min(facts.get("pressure", 5), facts.get("low_back", 5) if low_back else 5)
        dropped = (
            bool(set(technique.families) & set(facts.get("drop", ())))
            or facts.get("position", technique.position) != technique.position
            or technique.pressure.min > cap
        )
        meets = "affected" in facts and "lumbar" in technique.zones
        if dropped:
            assert decision.outcome == "refused", technique_id
        elif meets:
            assert decision.outcome == "adapted"
            assert place <= decision.avoided <= zones_of(["lumbar"])
        else:
            assert (decision.outcome == "adapted") == (technique.pressure.max > cap), technique_id
            assert decision.avoided == frozenset()
        assert decision.pressure_max == min(technique.pressure.max, cap)
        assert [reason.entry_id for reason in decision.reasons] == ([] if decision.outcome == "allowed" else [id_])


def test_what_applies_is_kept_with_its_clearance_and_its_zones(catalog: Catalog) -> None:
    person = someone("cancer", "bruise", "new-pain-over-55", cleared=("cancer",), at=frozenset({"neck"}))
    applied = judged(catalog, person).applied
    assert [(one.entry_id, one.flag, one.effect, one.zones, one.clearance) for one in applied] == [
        ("cancer", False, "refer", {"neck"}, person.clearances[0]),
        ("bruise", False, "avoid-area", {"neck"}, None),
        ("new-pain-over-55", True, "check-up", frozenset(), None),
    ]
    assert applied[2].adaptation is None


# --- Together ---


def test_every_barrier_is_told_in_the_catalogues_order(catalog: Catalog) -> None:
    person = someone("weight-loss", "chest-pain", "osteoporosis", "fever", "bruise")
    assert barriers(catalog, person) == [
        ("fever", "refuse"),
        ("osteoporosis", "refer"),
        ("chest-pain", "emergency"),
        ("weight-loss", "refer"),
    ]
    with pytest.raises(Refused) as caught:
        screen(catalog, person, TODAY)
    assert caught.value.exit_code == 4
    assert len(caught.value.problems) == 4
    assert caught.value.assessment == assess(catalog, person, TODAY)


def test_clearing_one_never_clears_another(catalog: Catalog) -> None:
    referred = [id_ for id_, facts in EXPECTED.items() if facts["effect"] == "refer"]
    for id_ in (id_ for id_ in referred if "days" in EXPECTED[id_]):
        left = {entry for entry, _ in barriers(catalog, someone(*referred, cleared=(id_,)))}
        assert left == set(referred) - {id_}


def test_age_alone_makes_a_child_and_nothing_else(catalog: Catalog) -> None:
    assert barriers(catalog, someone(age=17)) == [("child", "refer")]
    assert judged(catalog, someone(age=17, cleared=("child",))).applied[0].entry_id == "child"
    for age in (18, 19, 56, 120):
        assert judged(catalog, someone(age=age)).applied == ()


def test_caps_positions_and_places_add_up(catalog: Catalog) -> None:
    person = someone("menstruation", "fragile-skin", "bruise", at=frozenset({"lumbar-left", "lumbar-right"}))
    decisions = judged(catalog, person).decisions
    assert decisions["effleurage-oil"].pressure_max == 2
    assert decisions["effleurage-oil"].avoided == {"lumbar-left", "lumbar-right"}
    assert [one.entry_id for one in decisions["effleurage-oil"].reasons] == ["menstruation", "bruise", "fragile-skin"]
    assert decisions["stroking"].outcome == "adapted"
    assert decisions["clapping"].outcome == "refused"
    assert [one.entry_id for one in decisions["clapping"].reasons] == ["menstruation", "bruise", "fragile-skin"]
    assert decisions["fan"].avoided == {"lumbar-left", "lumbar-right"}


def test_a_cap_of_the_low_back_spares_what_works_elsewhere(catalog: Catalog) -> None:
    decisions = judged(catalog, someone("pregnancy", cleared=("pregnancy",))).decisions
    assert {decision.outcome for decision in decisions.values()} == {"refused"}, "nothing ships for another position"
    period = catalog.conditions["menstruation"]
    capped = period.model_copy(update={"adapt": Adaptation(lumbar_pressure_max=2)})
    conditions = {**catalog.conditions, "menstruation": capped}
    low = judged(catalog.model_copy(update={"conditions": conditions}), someone("menstruation")).decisions
    assert low["percussion"].outcome == "allowed"
    assert low["stroking"].outcome == "allowed"
    assert low["effleurage-oil"].pressure_max == 2


def test_without_a_place_the_whole_back_counts(catalog: Catalog) -> None:
    screening = judged(catalog, someone("bruise"))
    assert screening.applied[0].zones == WHOLE_BACK
    assert {decision.outcome for decision in screening.decisions.values()} == {"refused"}


# --- No massage is left ---


def refusal(catalog: Catalog, person: Person) -> list[str]:
    with pytest.raises(Refused) as caught:
        compose(judged(catalog, person), select(catalog))
    assert caught.value.assessment.person == person
    return [problem.message for problem in caught.value.problems]


def test_a_cleared_pregnancy_needs_a_technique_that_nobody_ships(catalog: Catalog) -> None:
    told = refusal(catalog, someone("pregnancy", cleared=("pregnancy",)))
    assert told[1] == "without its warm-up no massage is left; do not massage"
    assert told[0] == "pregnancy: only lying on the side, and every technique here is for face down; none fits"


def test_what_lies_away_from_the_back_leaves_it_free(catalog: Catalog) -> None:
    away = replace(someone(), findings=(Finding("varicose-veins", elsewhere=True),))
    screening = judged(catalog, away)
    assert [one.zones for one in screening.applied] == [frozenset()]
    assert screening.decisions == general(catalog).decisions


def test_what_belongs_to_the_back_does_not_leave_it(catalog: Catalog) -> None:
    disc = replace(someone(cleared=("herniated-disc",)), findings=(Finding("herniated-disc", elsewhere=True),))
    assert judged(catalog, disc).applied[0].zones == WHOLE_BACK
    with pytest.raises(ValueError, match="name its zones only"):
        Finding("bruise", frozenset({"neck"}), elsewhere=True)


def test_a_place_that_was_not_told_is_asked_for(catalog: Catalog) -> None:
    told = refusal(catalog, someone("bruise"))
    assert told[0] == (
        "bruise: no place was told, so it counts for the whole back; "
        "tell where, for example bruise@lumbar-left or bruise@elsewhere"
    )


def test_a_cleared_cancer_leaves_the_lightest_strokes(catalog: Catalog) -> None:
    person = someone("cancer", cleared=("cancer",), at=frozenset({"neck"}))
    plan = compose(judged(catalog, person), select(catalog))
    assert [(step.technique_id, step.decision.pressure_max) for step in plan.steps] == [
        ("effleurage-oil", 1),
        ("stroking", 1),
    ]
    assert plan.minutes == 5
    assert "Fan is left out: cancer" in plan.notices
    assert plan.notices[-1] == "the massage takes 5 min instead of 20; no step is longer for it"


def test_a_routine_of_one_step_that_stays_is_a_massage(catalog: Catalog) -> None:
    selection = select(catalog, choices=(Choice("effleurage-oil"),))
    assert len(compose(judged(catalog, someone("fragile-skin")), selection).steps) == 1
    with pytest.raises(Refused, match="a single step is left"):
        both = select(catalog, choices=(Choice("effleurage-oil"), Choice("percussion")))
        compose(judged(catalog, someone("fragile-skin")), both)


# --- Nothing laxer can be made ---


def test_no_screening_of_a_person_is_laxer_than_what_applies(catalog: Catalog) -> None:
    screening = judged(catalog, someone("fragile-skin", "bruise", at=frozenset({"sacral"})))
    lax = general(catalog).decisions
    with pytest.raises(ValueError, match="do not follow from what applies"):
        replace(screening, decisions=lax)
    with pytest.raises(ValueError, match="do not follow from what applies"):
        replace(screening, decisions=dict(screening.decisions) | {"percussion": lax["percussion"]})
    with pytest.raises(ValueError, match="not what the catalogue says"):
        replace(screening, applied=screening.applied[1:])
    with pytest.raises(ValueError, match="not what the catalogue says"):
        replace(screening, person=someone("bruise"))
    with pytest.raises(ValueError, match="the general screening knows no person"):
        replace(screening, kind="general")
    with pytest.raises(ValueError, match="needs the person and the day"):
        replace(screening, day=None)
    with pytest.raises(ValueError, match="needs the person and the day"):
        replace(general(catalog), kind="person")


def test_whoever_changes_decisions_that_were_given_changes_no_other(catalog: Catalog) -> None:
    """Decisions are kept for the next person alike, and nobody can make those laxer."""
    person = someone("fragile-skin", "bruise", at=frozenset({"sacral"}))
    screening = judged(catalog, person)
    given, lax = decide(catalog, screening.applied), general(catalog).decisions
    assert given["percussion"] != lax["percussion"]
    given["percussion"] = lax["percussion"]
    assert decide(catalog, screening.applied) == screening.decisions == judged(catalog, person).decisions
    for _ in range(2):
        with pytest.raises(ValueError, match="the decisions about percussion do not follow"):
            replace(screening, decisions=given)


def test_each_catalogue_decides_for_itself(catalog: Catalog) -> None:
    """The same condition in another catalogue, or with another effect there, is decided there."""
    person = someone("bruise", at=frozenset({"lumbar-left"}))
    before = judged(catalog, person).decisions
    gentle = catalog.techniques["stroking"].model_copy(update={"zones": ("shoulder",), "motion": ()})
    mine = catalog.model_copy(update={"techniques": {**catalog.techniques, "stroking": gentle}})
    assert before["stroking"].avoided == {"lumbar-left"}
    assert not judged(mine, person).decisions["stroking"].avoided
    bruise = catalog.conditions["bruise"]
    stricter = bruise.model_copy(update={"adapt": Adaptation(drop=("effleurage",), avoid_affected=True)})
    theirs = catalog.model_copy(update={"conditions": {**catalog.conditions, "bruise": stricter}})
    assert judged(theirs, person).decisions["effleurage-oil"].outcome == "refused"
    assert judged(catalog, person).decisions == before


def test_there_is_no_screening_of_somebody_who_must_not_be_massaged(catalog: Catalog) -> None:
    screening = judged(catalog, someone("osteoporosis", cleared=("osteoporosis",)))
    with pytest.raises(ValueError, match="no massage: osteoporosis"):
        replace(screening, day=TODAY + dt.timedelta(days=91))
    with pytest.raises(ValueError, match="no massage: chest-pain"):
        Screening("person", catalog, general(catalog).decisions, someone("chest-pain"), (), TODAY)


def test_an_assessment_has_barriers_or_a_screening(catalog: Catalog) -> None:
    barrier = Barrier("fever", flag=False, level="refuse", sources=())
    for wrong in (((), None), ((barrier,), general(catalog))):
        with pytest.raises(ValueError, match="barriers or a screening"):
            Assessment(None, *wrong)


def test_what_the_catalogue_does_not_know_is_never_ignored(catalog: Catalog) -> None:
    with pytest.raises(ValueError, match="does not know plague"):
        assess(catalog, someone("plague"), TODAY)


# --- From what was told ---


def test_nothing_told_is_the_general_screening(catalog: Catalog) -> None:
    assert screen_told(catalog, (PersonInput(),), told_until=TODAY, clear_until=TODAY) == general(catalog)


def test_a_screening_with_nothing_found_is_a_persons(catalog: Catalog) -> None:
    asked = PersonInput(screened_by="Ann", screened_on=TODAY)
    screening = screen_told(catalog, (asked,), told_until=TODAY, clear_until=TODAY)
    assert screening.kind == "person"
    assert screening.applied == ()
    assert screening.decisions == general(catalog).decisions
    with pytest.raises(RequestError, match="after 2026-11-19"):
        screen_told(catalog, (asked,), told_until=TODAY - dt.timedelta(days=1), clear_until=TODAY)


def test_a_stricter_library_is_heeded() -> None:
    library = Path(__file__).parents[1] / "content" / "libraries" / "good-stricter"
    assert barriers(load(libraries=(library,)), someone("osteoporosis", cleared=("osteoporosis",))) == [
        ("osteoporosis", "refuse")
    ]
