"""Whoever is on the table, whatever is asked for: a screening keeps its word, and more conditions never permit more."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path

from hypothesis import event, given, settings
from hypothesis import strategies as st

from cardgen.content.base import Zone
from cardgen.content.catalog import load
from cardgen.content.dose import Amount
from cardgen.content.facts import Technique
from cardgen.content.model import Catalog
from cardgen.content.zones import WHOLE_BACK, zones_of
from cardgen.errors import RequestError
from cardgen.person import Clearance, Finding, Person
from cardgen.plan import Plan, compose
from cardgen.screening import Assessment, Decision, Refused, assess, general
from cardgen.selection import Choice, Selection, select

TODAY = dt.date(2026, 11, 20)
SHIPPED = load()
STRICTER = load(libraries=(Path(__file__).parents[1] / "content" / "libraries" / "good-stricter",))
ENTRIES = {**SHIPPED.conditions, **SHIPPED.red_flags}
MILD = [id_ for id_, entry in ENTRIES.items() if entry.effect in {"adapt", "avoid-area", "check-up"}]
CLEARABLE = [id_ for id_, entry in ENTRIES.items() if entry.effect == "refer" and entry.clearance_days]
ORDER = ("allowed", "adapted", "refused")

zones = st.frozensets(st.sampled_from(sorted(WHOLE_BACK)), min_size=1, max_size=3)
places: st.SearchStrategy[frozenset[Zone]] = zones | zones | zones | st.just(frozenset())
ids = st.sampled_from(MILD) | st.sampled_from(CLEARABLE) | st.sampled_from(sorted(ENTRIES))
DAYS = st.integers(0, 100).map(lambda days: TODAY - dt.timedelta(days=days))


@st.composite
def persons(draw: st.DrawFn) -> Person:
    """Anybody; mostly somebody who may be massaged, so that there is something to look at."""
    mild = draw(st.booleans())
    chosen = draw(st.lists(st.sampled_from([*MILD, *CLEARABLE]) if mild else ids, max_size=4, unique=True))
    findings = tuple(Finding(id_, draw(places)) for id_ in chosen)
    cleared = [id_ for id_ in chosen if id_ in CLEARABLE and (mild or draw(st.booleans()))]
    clearances = tuple(Clearance(id_, "Dr. Lee", TODAY if mild else draw(DAYS)) for id_ in cleared)
    age = draw(st.none() | st.none() | st.integers(0, 120))
    return Person(findings, age, "Ann", TODAY, clearances)


@st.composite
def selections(draw: st.DrawFn) -> Selection:
    """A shipped routine, or techniques in any dose; not all of them can be planned."""
    if draw(st.booleans()):
        return select(SHIPPED, routine=draw(st.sampled_from(sorted(SHIPPED.routines))))
    names = draw(st.lists(st.sampled_from(sorted(SHIPPED.techniques)), min_size=1, max_size=5))
    return select(SHIPPED, choices=tuple(Choice(name, draw(_doses(SHIPPED.techniques[name]))) for name in names))


def _doses(technique: Technique) -> st.SearchStrategy[Amount]:
    span = technique.dose.limit_range
    return st.integers(span.min, span.max).map(lambda count: Amount(count, technique.dose.kind))


totals = st.none() | st.integers(5, 40)


@dataclass(frozen=True)
class Outcome:
    """What became of a wish: the plan, or nothing for somebody who gets no massage."""

    assessment: Assessment
    plan: Plan | None


def outcome(person: Person, selection: Selection, minutes: int | None, catalog: Catalog = SHIPPED) -> Outcome:
    assessment = assess(catalog, person, TODAY)
    if assessment.screening is None:
        return Outcome(assessment, None)
    try:
        return Outcome(assessment, compose(assessment.screening, selection, minutes))
    except Refused:
        return Outcome(assessment, None)


@settings(max_examples=150, deadline=None)
@given(persons(), selections(), totals)
def test_a_plan_keeps_what_applies(person: Person, selection: Selection, minutes: int | None) -> None:
    try:
        whole = compose(general(SHIPPED), selection, minutes)
    except RequestError:
        return
    found = outcome(person, selection, minutes)
    event("no massage" if found.plan is None else f"{len(found.plan.left_out)} left out")
    if found.plan is None:
        return
    plan, applied = found.plan, found.assessment.screening.applied  # type: ignore[union-attr]
    before = {step.number: step for step in whole.steps}
    assert len(plan.steps) + len(plan.left_out) == len(before)
    assert plan.minutes + sum(step.minutes for step in plan.left_out) == whole.minutes
    taken = iter(whole.steps)
    for step in plan.steps:
        technique, decision = step.technique, step.decision
        same = next(one for one in taken if one.technique_id == step.technique_id)
        assert (step.amount, step.minutes) == (same.amount, same.minutes), "no step grows"
        assert decision.pressure_max >= technique.pressure.min
        for one in applied:
            if one.adaptation is None:
                continue
            changes = one.adaptation
            assert not set(changes.drop) & set(technique.families)
            assert changes.position in {None, technique.position}
            assert decision.pressure_max <= (changes.pressure_max or 5)
            if {"lumbar", "sacral"} & set(technique.zones):
                assert decision.pressure_max <= (changes.lumbar_pressure_max or 5)
            assert one.zones & zones_of(technique.zones) <= decision.avoided
    assert plan.steps[0].technique.phase == "warm-up"
    if plan.left_out:
        assert len(plan.steps) >= 2
        assert all(step.decision.reasons for step in plan.left_out)


def stricter_or_equal(one: Decision, other: Decision) -> bool:
    return (
        ORDER.index(one.outcome) <= ORDER.index(other.outcome)
        and one.pressure_max >= other.pressure_max
        and one.avoided <= other.avoided
    )


def permits_no_more(before: Outcome, after: Outcome) -> None:
    """Check that the second outcome allows nothing that the first one does not."""
    barred = {(one.entry_id, one.level) for one in before.assessment.barriers}
    assert barred <= {(one.entry_id, one.level) for one in after.assessment.barriers}
    if before.plan is None:
        assert after.plan is None
    if before.assessment.screening is None or after.assessment.screening is None:
        return
    one, other = before.assessment.screening, after.assessment.screening
    assert {entry.entry_id for entry in one.applied} <= {entry.entry_id for entry in other.applied}
    for id_, decision in one.decisions.items():
        assert stricter_or_equal(decision, other.decisions[id_]), id_
    if before.plan and after.plan:
        assert after.plan.minutes <= before.plan.minutes
        rest = iter(before.plan.steps)
        for step in after.plan.steps:
            assert any((step.technique_id, step.minutes) == (s.technique_id, s.minutes) for s in rest)


@settings(max_examples=150, deadline=None)
@given(persons(), ids, places, st.booleans(), selections())
def test_one_condition_more_never_permits_more(
    person: Person, id_: str, place: frozenset[Zone], cleared: bool, selection: Selection
) -> None:
    try:
        compose(general(SHIPPED), selection)
    except RequestError:
        return
    others = tuple(one for one in person.findings if one.id != id_)
    clearances = tuple(one for one in person.clearances if one.condition != id_)
    age = None if id_ == "child" else person.age  # a child's age has told it already
    without = replace(person, findings=others, age=age, clearances=clearances)
    more = (Clearance(id_, "Dr. Lee", TODAY),) if cleared else ()
    with_it = replace(without, findings=(*others, Finding(id_, place)), clearances=(*clearances, *more))
    permits_no_more(outcome(without, selection, None), outcome(with_it, selection, None))


@settings(max_examples=60, deadline=None)
@given(persons(), selections())
def test_a_known_person_is_never_given_more_than_nobody_in_particular(person: Person, selection: Selection) -> None:
    try:
        plan = compose(general(SHIPPED), selection)
    except RequestError:
        return
    nobody = Outcome(Assessment(None, (), general(SHIPPED)), plan)
    permits_no_more(nobody, outcome(person, selection, None))


@settings(max_examples=60, deadline=None)
@given(persons(), zones)
def test_a_wider_place_never_permits_more(person: Person, more: frozenset[Zone]) -> None:
    selection = select(SHIPPED)
    wider = replace(
        person, findings=tuple(Finding(one.id, one.zones | more if one.zones else one.zones) for one in person.findings)
    )
    whole = replace(person, findings=tuple(Finding(one.id) for one in person.findings))
    permits_no_more(outcome(person, selection, None), outcome(wider, selection, None))
    permits_no_more(outcome(wider, selection, None), outcome(whole, selection, None))


@settings(max_examples=60, deadline=None)
@given(persons(), st.randoms(use_true_random=False))
def test_order_does_not_matter(person: Person, random: object) -> None:
    findings, clearances = list(person.findings), list(person.clearances)
    random.shuffle(findings)  # type: ignore[attr-defined]
    random.shuffle(clearances)  # type: ignore[attr-defined]
    one = assess(SHIPPED, person, TODAY)
    other = assess(SHIPPED, replace(person, findings=tuple(findings), clearances=tuple(clearances)), TODAY)
    assert one.barriers == other.barriers
    assert (one.screening is None) == (other.screening is None)
    if one.screening and other.screening:
        assert one.screening.applied == other.screening.applied
        assert one.screening.decisions == other.screening.decisions


@settings(max_examples=60, deadline=None)
@given(persons(), st.sampled_from(CLEARABLE), DAYS)
def test_clearing_one_never_clears_another(person: Person, id_: str, on: dt.date) -> None:
    others = tuple(one for one in person.clearances if one.condition != id_)
    without = replace(person, clearances=others)
    cleared = replace(person, clearances=(*others, Clearance(id_, "Dr. Lee", on)))
    before = {one.entry_id for one in assess(SHIPPED, without, TODAY).barriers}
    after = {one.entry_id for one in assess(SHIPPED, cleared, TODAY).barriers}
    assert before - {id_} == after - {id_}


@settings(max_examples=60, deadline=None)
@given(persons(), st.integers(0, 400))
def test_time_clears_nothing(person: Person, days: int) -> None:
    now = {one.entry_id for one in assess(SHIPPED, person, TODAY).barriers}
    later = {one.entry_id for one in assess(SHIPPED, person, TODAY + dt.timedelta(days=days)).barriers}
    assert now <= later


@settings(max_examples=60, deadline=None)
@given(persons())
def test_a_stricter_library_never_permits_more(person: Person) -> None:
    shipped, stricter = assess(SHIPPED, person, TODAY), assess(STRICTER, person, TODAY)
    assert {one.entry_id for one in shipped.barriers} <= {one.entry_id for one in stricter.barriers}
    if shipped.screening and stricter.screening:
        for id_, decision in shipped.screening.decisions.items():
            assert stricter_or_equal(decision, stricter.screening.decisions[id_])
