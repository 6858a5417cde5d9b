"""The plan: a screened selection as ordered steps with whole minutes, or every reason why it cannot be one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from cardgen.content.base import Id
from cardgen.content.composition import Audience, audience_breaches, order_breaches
from cardgen.content.dose import Amount
from cardgen.content.facts import Technique
from cardgen.content.model import Catalog
from cardgen.content.place import Place
from cardgen.doses import SettledDose, dose_problems, settle
from cardgen.errors import Problem, RequestError, SafetyRefusal
from cardgen.screening import Decision, Screening
from cardgen.selection import Selection, Target


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """A step of the massage.

    Attributes:
        number: From 1, without gaps.
        technique_id: Id of the technique.
        technique: Its facts; where ``decision`` is stricter, the decision wins.
        amount: Minutes or repetitions to print.
        minutes: Its share of the total, at least 1; for repetitions an estimate.
        from_source: Whether the amount lies within what the source gives; else the routine sets it.
        decision: What the screening says about the technique; never ``refused``.
    """

    number: int
    technique_id: Id
    technique: Technique
    amount: Amount
    minutes: int
    from_source: bool
    decision: Decision


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A step that was asked for and that the screening refuses."""

    technique_id: Id
    decision: Decision


@dataclass(frozen=True, slots=True)
class Plan:
    """A massage ready to be written down. It holds no words but the title.

    Attributes:
        screening: What the plan was composed from; its catalogue has the words and the safety core.
        routine_id: Id of the catalogue's routine; ``None`` for a user's own file and for a composed routine.
        title: The routine's title.
        audience: ``lay`` or ``professional``.
        steps: At least one, in order.
        minutes: Sum of the steps' minutes.
        left_out: Steps that the screening took out, in order.
        notices: What the person at the command line should know, a sentence each.
    """

    screening: Screening
    routine_id: Id | None
    title: str
    audience: Audience
    steps: tuple[PlannedStep, ...]
    minutes: int
    left_out: tuple[LeftOut, ...] = ()
    notices: tuple[str, ...] = ()

    @property
    def rule_ids(self) -> tuple[Id, ...]:
        """Safety rules of the plan's techniques: each once, in the order in which the steps first name them."""
        return tuple(dict.fromkeys(rule for step in self.steps for rule in step.technique.rules))


def compose(screening: Screening, selection: Selection, minutes: int | None = None) -> Plan:
    """Check the selected steps, settle their doses, and take out what the screening refuses.

    Minutes are spread before steps are taken out: no step grows because another one is refused.

    Args:
        screening: What each technique of its catalogue may do for the person on the table.
        selection: What was asked for, in techniques of the same catalogue.
        minutes: Total to spread over the timed steps whose dose was not given with ``-t``; without it every step
            keeps its dose, or takes the least that the source gives.

    Returns:
        The plan. Its steps add up to exactly ``minutes`` if that is given and no step is left out.

    Raises:
        RequestError: Steps break the rules of order, audience or dose, or the total is out of reach: every problem.
        SafetyRefusal: The screening refuses so much that no massage is left.
    """
    catalog = screening.catalog
    target = selection.target if minutes is None else Target(minutes, Place("--minutes"), every_step=True)
    problems = (*_step_problems(catalog, selection), *dose_problems(catalog, selection, target))
    if problems:
        raise RequestError(problems)
    settled = settle(catalog, selection, target)
    if repeated := tuple(_repeats(catalog, selection, settled)):
        raise RequestError(repeated)
    kept = tuple(dose for dose in settled if screening.decisions[dose.technique_id].outcome != "refused")
    left_out = tuple(
        LeftOut(dose.technique_id, screening.decisions[dose.technique_id]) for dose in settled if dose not in kept
    )
    _refuse_a_remnant(catalog, kept, left_out)
    steps = tuple(_planned(screening, number, dose) for number, dose in enumerate(kept, start=1))
    return Plan(
        screening=screening,
        routine_id=selection.routine_id,
        title=selection.title,
        audience=selection.audience,
        steps=steps,
        minutes=sum(step.minutes for step in steps),
        left_out=left_out,
        notices=_notices(selection, kept, left_out),
    )


def _step_problems(catalog: Catalog, selection: Selection) -> Iterator[Problem]:
    ids = [step.technique_id for step in selection.steps]
    for breach in (
        *order_breaches(ids, catalog.techniques, catalog.sequences),
        *audience_breaches(ids, catalog.techniques, selection.audience),
    ):
        yield selection.steps[breach.index].place.problem(breach.message)


def _repeats(catalog: Catalog, selection: Selection, settled: Sequence[SettledDose]) -> Iterator[Problem]:
    """Steps of one technique that follow each other count as one: their sum stays within its limit."""
    for technique_id, run in groupby(zip(selection.steps, settled, strict=True), key=lambda pair: pair[1].technique_id):
        together = tuple(run)
        total = sum(dose.amount.count for _, dose in together)
        rule = catalog.techniques[technique_id].dose
        if len(together) > 1 and total > rule.limit_range.max:
            unit = "min" if rule.kind == "minutes" else "times"
            yield together[-1][0].place.problem(
                f"{technique_id} stands {len(together)} times in a row, {total} {unit} in all; the limit is "
                f"{rule.limit_range.max}; shorten it, or put another technique between"
            )


def _refuse_a_remnant(catalog: Catalog, kept: Sequence[SettledDose], left_out: Sequence[LeftOut]) -> None:
    if kept and catalog.techniques[kept[0].technique_id].phase == "warm-up":
        return
    why = "; ".join(dict.fromkeys(map(_because, left_out)))
    raise SafetyRefusal(f"without its warm-up no massage is left: {why}; do not massage")


def _planned(screening: Screening, number: int, dose: SettledDose) -> PlannedStep:
    return PlannedStep(
        number=number,
        technique_id=dose.technique_id,
        technique=screening.catalog.techniques[dose.technique_id],
        amount=dose.amount,
        minutes=dose.minutes,
        from_source=dose.from_source,
        decision=screening.decisions[dose.technique_id],
    )


def _notices(selection: Selection, kept: Sequence[SettledDose], left_out: Sequence[LeftOut]) -> tuple[str, ...]:
    doses = (dose.notice for dose in kept if dose.notice is not None)
    return tuple(dict.fromkeys((*selection.notices, *doses, *map(_because, left_out))))


def _because(step: LeftOut) -> str:
    return f"{step.technique_id} is left out: {', '.join(reason.entry_id for reason in step.decision.reasons)}"
