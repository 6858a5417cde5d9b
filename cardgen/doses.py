"""The dose of every selected step: asked for, taken from the source, or spread from a total of minutes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from cardgen.content import dose_time
from cardgen.content.base import Id
from cardgen.content.composition import dose_breach, total_breach, written_range
from cardgen.content.dosage import DoseRule
from cardgen.content.dose import Amount, DoseKind
from cardgen.content.facts import MAX_ROUTINE_MINUTES
from cardgen.content.model import Catalog
from cardgen.errors import Problem
from cardgen.minutes import Share, Together, reach, settled, spread
from cardgen.selection import SelectedStep, Selection, Target


@dataclass(frozen=True, slots=True)
class SettledDose:
    """A step with its dose.

    Attributes:
        technique_id: Id of the technique.
        amount: Minutes or repetitions, within the technique's limit.
        minutes: The time the step takes, at least 1; for repetitions an estimate.
        from_source: Whether the amount lies within what the source gives.
        notice: A sentence for the person at the command line if they should know that it does not.
    """

    technique_id: Id
    amount: Amount
    minutes: int
    from_source: bool
    notice: str | None


def dose_problems(catalog: Catalog, selection: Selection, target: Target | None) -> tuple[Problem, ...]:
    """Find every dose that cannot stand, or else what is too much in all, or else totals that are not the sum.

    A technique's limit counts for all of its steps together, however they are scattered (editorial, made safer): what
    is too much at once is too much with a pause, too.

    Args:
        catalog: Where the techniques are.
        selection: The steps.
        target: Total to spread minutes up to; ``None`` if each step keeps its own dose.

    Returns:
        The problems; sums are judged only when every single dose can stand, totals only when every sum can.
    """
    return (
        tuple(_single_dose_problems(catalog, selection, target))
        or tuple(_too_much_of_one(catalog, selection, target))
        or (*_sum_problems(catalog, selection), *_reach_problems(catalog, selection, target))
        or tuple(_too_long(catalog, selection, target))
    )


def settle(catalog: Catalog, selection: Selection, target: Target | None) -> tuple[SettledDose, ...]:
    """Give every step its dose.

    Args:
        catalog: Where the techniques are.
        selection: The steps; ``dose_problems`` finds nothing wrong with them.
        target: Total to spread minutes up to; ``None`` if each step keeps its own dose.

    Returns:
        A dose for each step, in order. With a target their minutes add up to it exactly.
    """
    if target is None:
        each = _own_minutes(catalog, selection)
    else:
        shares = [_share(step, _rule(catalog, step), target) for step in selection.steps]
        each = spread(target.minutes, shares, _together(catalog, selection))
    return tuple(
        _settled_dose(step, _rule(catalog, step), target, minutes)
        for step, minutes in zip(selection.steps, each, strict=True)
    )


def _single_dose_problems(catalog: Catalog, selection: Selection, target: Target | None) -> Iterator[Problem]:
    for step in selection.steps:
        rule = _rule(catalog, step)
        if step.amount is not None:
            wrong = dose_breach(step.technique_id, rule, step.amount)
        elif _own_amount(step, rule) is None and not _varies(step, rule, target):
            limit = written_range(rule.kind, rule.limit_range)
            wrong = f"{step.technique_id} has no dose and its source gives none; write one, {limit}"
        else:
            wrong = None
        if wrong is not None:
            yield step.dose_place.problem(wrong)


def _too_much_of_one(catalog: Catalog, selection: Selection, target: Target | None) -> Iterator[Problem]:
    for technique_id, members in _steps_of_each(selection).items():
        if len(members) == 1:
            continue  # the limit of a single dose has been looked at
        rule = catalog.techniques[technique_id].dose
        total = sum(_least_count(selection.steps[i], rule, target) for i in members)
        if total > rule.limit_range.max:
            yield selection.steps[members[-1]].place.problem(
                f"{technique_id} stands {len(members)} times, {_spoken(total, total, rule.kind)} in all; its limit for "
                f"the whole massage is {rule.limit_range.max}; shorten it, or leave steps out"
            )


def _steps_of_each(selection: Selection) -> dict[Id, tuple[int, ...]]:
    steps: dict[Id, tuple[int, ...]] = defaultdict(tuple)
    for index, step in enumerate(selection.steps):
        steps[step.technique_id] += (index,)
    return steps


def _least_count(step: SelectedStep, rule: DoseRule, target: Target | None) -> int:
    """Return the fewest minutes or repetitions that a step may end up with."""
    if _varies(step, rule, target):
        return _share(step, rule, target).least
    amount = _own_amount(step, rule)
    assert amount is not None  # _single_dose_problems has found none missing
    return amount.count


def _together(catalog: Catalog, selection: Selection) -> tuple[Together, ...]:
    """Return the timed steps that share the limit of their technique."""
    rules = {id_: catalog.techniques[id_].dose for id_ in _steps_of_each(selection)}
    return tuple(
        Together(members, rules[id_].limit_range.max)
        for id_, members in _steps_of_each(selection).items()
        if rules[id_].kind == "minutes"
    )


def _too_long(catalog: Catalog, selection: Selection, target: Target | None) -> Iterator[Problem]:
    if target is None:
        total, place = sum(_own_minutes(catalog, selection)), selection.steps[-1].place
    else:
        total, place = target.minutes, target.place
    if total > MAX_ROUTINE_MINUTES:
        yield place.problem(f"{total} minutes are too long for a massage; the limit is {MAX_ROUTINE_MINUTES}")


def _sum_problems(catalog: Catalog, selection: Selection) -> Iterator[Problem]:
    if selection.target is not None and selection.dosed:
        doses = [(step.amount, _rule(catalog, step)) for step in selection.steps if step.amount is not None]
        wrong = total_breach(doses, selection.target.minutes)
        if wrong is not None:
            yield selection.target.place.problem(wrong)


def _reach_problems(catalog: Catalog, selection: Selection, target: Target | None) -> Iterator[Problem]:
    if target is None or (target is selection.target and selection.dosed):
        return
    shares = [_share(step, _rule(catalog, step), target) for step in selection.steps]
    possible = reach(shares, _together(catalog, selection))
    if target.minutes not in possible:
        yield target.place.problem(f"{target.minutes} minutes cannot be kept; {selection.name} can take {possible}")


def _rule(catalog: Catalog, step: SelectedStep) -> DoseRule:
    return catalog.techniques[step.technique_id].dose


def _varies(step: SelectedStep, rule: DoseRule, target: Target | None) -> bool:
    if target is None or rule.kind == "times":
        return False
    return step.amount is None or (target.every_step and not step.chosen)


def _own_amount(step: SelectedStep, rule: DoseRule) -> Amount | None:
    if step.amount is not None or rule.source_range is None:
        return step.amount
    return Amount(rule.source_range.min, rule.kind)


def _own_minutes(catalog: Catalog, selection: Selection) -> tuple[int, ...]:
    """Return the minutes of every step where there is nothing to spread."""
    return tuple(_minutes_of(step, _rule(catalog, step)) for step in selection.steps)


def _minutes_of(step: SelectedStep, rule: DoseRule) -> int:
    amount = _own_amount(step, rule)
    assert amount is not None  # dose_problems has found none missing
    return dose_time.minutes(amount, rule)


def _share(step: SelectedStep, rule: DoseRule, target: Target | None) -> Share:
    if not _varies(step, rule, target):
        return settled(_minutes_of(step, rule))
    amount, span = _own_amount(step, rule), rule.source_range or rule.limit_range
    return Share(amount.count if amount else span.min, span.min, span.max)


def _settled_dose(step: SelectedStep, rule: DoseRule, target: Target | None, minutes: int) -> SettledDose:
    own = _own_amount(step, rule)
    amount = Amount(minutes, "minutes") if own is None or _varies(step, rule, target) else own
    from_source = rule.source_range is not None and rule.source_range.holds(amount.count)
    notice = None if from_source else _notice(step, rule, amount)
    return SettledDose(step.technique_id, amount, minutes, from_source, notice)


def _notice(step: SelectedStep, rule: DoseRule, amount: Amount) -> str | None:
    setter = "-t" if step.chosen else "the routine"
    said = f"{step.technique_id}: {_spoken(amount.count, amount.count, amount.kind)} is set by {setter}"
    given = rule.source_range
    if given is not None:
        about = "about " if given.about else ""
        return f"{said}; the source gives {about}{_spoken(given.min, given.max, rule.kind)}"
    return f"{said}; the source gives no dose" if step.chosen else None


def _spoken(low: int, high: int, kind: DoseKind) -> str:
    unit = "min" if kind == "minutes" else "time" if high == 1 else "times"
    return f"{low} {unit}" if low == high else f"{low} to {high} {unit}"
