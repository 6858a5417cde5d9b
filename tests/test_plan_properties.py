"""A plan keeps every rule, whatever the catalogue holds and whatever was asked for."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import event, given, settings
from hypothesis import strategies as st

from cardgen.content.dosage import DoseRule
from cardgen.content.dose import Amount
from cardgen.content.facts import Citation, Sequence, Technique
from cardgen.content.model import Catalog
from cardgen.content.place import Place
from cardgen.errors import CardgenError, RequestError
from cardgen.plan import Plan, compose
from cardgen.screening import Decision, Reason, Screening, general
from cardgen.selection import SelectedStep, Selection, Target

CITATION = Citation(doc="o", under="Weak bones")
WHY = (Reason("osteoporosis", (CITATION,)),)
PHASES = ("warm-up", "main", "finish")


@dataclass(frozen=True)
class Case:
    """A screened catalogue, and a wish."""

    screening: Screening
    selection: Selection
    minutes: int | None


@st.composite
def ranges(draw: st.DrawFn, low: int, high: int) -> tuple[int, int]:
    least = draw(st.integers(low, high))
    return least, draw(st.integers(least, high))


@st.composite
def dose_rules(draw: st.DrawFn) -> DoseRule:
    limit = draw(ranges(1, 9))
    source = draw(st.none() | ranges(*limit))
    kind = draw(st.sampled_from(["minutes", "minutes", "minutes", "times"]))
    each = {"value": draw(st.integers(1, 300)), "basis": "editorial"} if kind == "times" else None
    return DoseRule.model_validate(
        {
            "source": {kind: {"min": source[0], "max": source[1]}} if source else {"unspecified": True},
            "limit": {kind: {"min": limit[0], "max": limit[1]}, "basis": "editorial"},
            "seconds_each": each,
        }
    )


@st.composite
def techniques(draw: st.DrawFn, like: Technique) -> Technique:
    return like.model_copy(
        update={
            "phase": draw(st.sampled_from(PHASES)),
            "families": (draw(st.sampled_from(["effleurage", "effleurage", "tapotement"])),),
            "dose": draw(dose_rules()),
            "rules": tuple(draw(st.lists(st.sampled_from("abcd"), min_size=1, unique=True))),
        }
    )


@st.composite
def catalogs(draw: st.DrawFn, shipped: Catalog) -> Catalog:
    """Up to five techniques, the first a warm-up, and at most one fixed order."""
    like = shipped.techniques["stroking"]
    found = {f"t{number}": draw(techniques(like)) for number in range(draw(st.integers(2, 5)))}
    found["t0"] = found["t0"].model_copy(update={"phase": "warm-up"})
    order = draw(st.none() | st.permutations(sorted(found)).map(lambda ids: tuple(ids[:3])))
    sequences = {"order": Sequence(order=order, basis="source", sources=(CITATION,))} if order else {}
    words = shipped.text.model_copy(update={"techniques": dict.fromkeys(found, shipped.text.techniques["stroking"])})
    return shipped.model_copy(update={"techniques": found, "sequences": sequences, "text": words})


@st.composite
def steps_of(draw: st.DrawFn, catalog: Catalog, id_: str, *, sound: bool) -> SelectedStep:
    rule = catalog.techniques[id_].dose
    right = st.integers(rule.limit_range.min, rule.limit_range.max).map(lambda count: Amount(count, rule.kind))
    wrong = st.none() | right | st.builds(Amount, st.integers(1, 12), st.sampled_from(["minutes", "times"]))
    amount = draw(right if sound else right | right | wrong)
    chosen = amount is not None and draw(st.booleans())
    return SelectedStep(id_, amount, Place("mine.yaml", 1, 1), Place("mine.yaml", 1, 9), chosen)


@st.composite
def cases(draw: st.DrawFn, shipped: Catalog, *, sound: bool = False) -> Case:
    """Any case at all; or a ``sound`` one, which only its minutes can make impossible."""
    catalog = draw(catalogs(shipped))
    ids = draw(st.lists(st.sampled_from(sorted(catalog.techniques)), max_size=6))
    ids = sorted(["t0", *ids], key=lambda id_: PHASES.index(catalog.techniques[id_].phase))
    if sound:
        ids = list(dict.fromkeys(ids))  # the steps of a technique share its limit
        catalog = catalog.model_copy(update={"sequences": {}})
    elif draw(st.integers(0, 4)) == 0:
        ids = draw(st.permutations(ids))
    refused = draw(st.sets(st.sampled_from(sorted(catalog.techniques)), max_size=1))
    decisions = dict(general(catalog).decisions) | {id_: Decision("refused", 1, reasons=WHY) for id_ in refused}
    selection = Selection(
        routine_id=None,
        title="Mine",
        audience="professional" if sound else draw(st.sampled_from(["lay", "professional"])),
        steps=tuple(draw(steps_of(catalog, id_, sound=sound)) for id_ in ids),
        target=None
        if sound
        else draw(st.none() | st.builds(Target, st.integers(1, 50), st.just(Place("mine.yaml", 2, 1)))),
    )
    return Case(Screening("general", catalog, decisions), selection, draw(st.none() | st.integers(5, 30)))


def keeps_order(plan: Plan) -> bool:
    ids = [step.technique_id for step in plan.steps]
    for sequence in plan.screening.catalog.sequences.values():
        firsts = [ids.index(id_) for id_ in sequence.order if id_ in ids]
        if len(firsts) == len(sequence.order) and firsts != sorted(firsts):
            return False
    finishing = [step.technique.phase == "finish" for step in plan.steps]
    return plan.steps[0].technique.phase == "warm-up" and finishing == sorted(finishing)


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_any_wish_gives_a_plan_that_keeps_every_rule_or_an_error(catalog: Catalog, data: st.DataObject) -> None:
    case = data.draw(cases(catalog) | cases(catalog, sound=True))
    try:
        plan = compose(case.screening, case.selection, case.minutes)
    except CardgenError as error:
        event(type(error).__name__)
        assert error.problems
        return
    event(f"a plan, {len(plan.left_out)} left out")
    assert keeps_order(plan)
    assert [step.number for step in plan.steps] == list(range(1, len(plan.steps) + 1))
    assert plan.minutes == sum(step.minutes for step in plan.steps)
    assert list(plan.rule_ids) == list(dict.fromkeys(rule for step in plan.steps for rule in step.technique.rules))
    total = case.minutes or (case.selection.target and case.selection.target.minutes)
    if total and not plan.left_out:
        assert plan.minutes == total


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_steps_are_those_asked_for_without_the_refused_and_within_their_ranges(
    catalog: Catalog, data: st.DataObject
) -> None:
    case = data.draw(cases(catalog) | cases(catalog, sound=True))
    try:
        plan = compose(case.screening, case.selection, case.minutes)
    except CardgenError:
        return
    decisions = case.screening.decisions
    kept = [step for step in case.selection.steps if decisions[step.technique_id].outcome != "refused"]
    assert len(plan.left_out) == len(case.selection.steps) - len(kept)
    for step, wish in zip(plan.steps, kept, strict=True):
        assert step.technique_id == wish.technique_id
        rule = step.technique.dose
        assert step.amount.kind == rule.kind
        assert rule.limit_range.holds(step.amount.count)
        assert step.from_source == (rule.source_range is not None and rule.source_range.holds(step.amount.count))
        assert step.minutes >= 1
        assert step.minutes == step.amount.count or rule.kind == "times"
        assert not (step.technique.percussive and plan.audience == "lay")
        if wish.chosen or (wish.amount and (rule.kind == "times" or case.minutes is None)):
            assert step.amount == wish.amount
        elif case.minutes is not None and rule.kind == "minutes":
            assert (rule.source_range or rule.limit_range).holds(step.amount.count)


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_every_total_in_reach_is_met_and_more_minutes_shrink_no_step(catalog: Catalog, data: st.DataObject) -> None:
    case = data.draw(cases(catalog, sound=True))
    plans: dict[int, Plan] = {}
    for total in range(1, 7 * 9 * 5 + 1):
        try:
            plans[total] = compose(general(case.screening.catalog), case.selection, total)
        except RequestError as error:
            assert [problem.file for problem in error.problems] == ["--minutes"]
    assert list(plans) == list(range(min(plans), max(plans) + 1))
    for total, plan in plans.items():
        assert plan.minutes == total
        if total + 1 in plans:
            more = [step.minutes for step in plans[total + 1].steps]
            assert all(step.minutes <= grown for step, grown in zip(plan.steps, more, strict=True))
