"""The plan: a screened selection as ordered steps with whole minutes, or every reason why it cannot be one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cardgen.content.base import Id
from cardgen.content.composition import Audience, audience_breaches, audience_of, order_breaches
from cardgen.content.dose import Amount
from cardgen.content.dose_time import minutes as minutes_of
from cardgen.content.facts import Technique
from cardgen.content.model import Catalog
from cardgen.content.place import Place
from cardgen.doses import SettledDose, dose_problems, settle
from cardgen.errors import Problem, RequestError
from cardgen.remnant import LeftOut, because, refuse_a_remnant
from cardgen.screening import Decision, Screening
from cardgen.selection import Selection, Target

SCREENING_DAYS = 30
"""Days after which whoever prints is reminded to ask again (ours): as long as the shortest clearance holds."""


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

    Raises:
        ValueError: A step is not what the screening says about its technique, or not the catalogue's, whoever wrote it.
    """

    screening: Screening
    routine_id: Id | None
    title: str
    audience: Audience
    steps: tuple[PlannedStep, ...]
    minutes: int
    left_out: tuple[LeftOut, ...] = ()
    notices: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        known, decisions = self.screening.catalog.techniques, self.screening.decisions
        for step in self.steps:
            technique = known.get(step.technique_id)
            if technique is None or (step.technique is not technique and step.technique != technique):
                raise ValueError(f"{step.technique_id} is not the technique of the screened catalogue; use compose")
            decision = decisions[step.technique_id]
            if (step.decision is not decision and step.decision != decision) or decision.outcome == "refused":
                raise ValueError(f"{step.technique_id} is not as the screening decided; use compose")

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
        Refused: The screening takes out so much that no massage is left.
    """
    catalog = screening.catalog
    target = selection.target if minutes is None else Target(minutes, Place("--minutes"), every_step=True)
    problems = (*_step_problems(catalog, selection), *dose_problems(catalog, selection, target))
    if problems:
        raise RequestError(problems)
    settled = settle(catalog, selection, target)
    kept = tuple(dose for dose in settled if screening.decisions[dose.technique_id].outcome != "refused")
    left_out = tuple(
        LeftOut(dose.technique_id, dose.minutes, screening.decisions[dose.technique_id])
        for dose in settled
        if screening.decisions[dose.technique_id].outcome == "refused"
    )
    refuse_a_remnant(screening, [dose.technique_id for dose in kept], left_out)
    steps = tuple(_planned(screening, number, dose) for number, dose in enumerate(kept, start=1))
    return Plan(
        screening=screening,
        routine_id=selection.routine_id,
        title=selection.title,
        audience=selection.audience,
        steps=steps,
        minutes=sum(step.minutes for step in steps),
        left_out=left_out,
        notices=_notices(screening, selection, kept, left_out),
    )


def explained(screening: Screening, techniques: Sequence[Id]) -> Plan:
    """Return techniques that a booklet explains beside its massages; it is no massage and keeps no order.

    Args:
        screening: What each technique may do for the person on the table.
        techniques: Ids that its catalogue has; at least one.

    Returns:
        A plan of those that the screening lets be, each with the least dose it may have, which nobody prints. It has no
        step if all of them are refused.
    """
    catalog = screening.catalog
    refused = [id_ for id_ in techniques if screening.decisions[id_].outcome == "refused"]
    kept = tuple(id_ for id_ in techniques if id_ not in refused)
    steps = tuple(_least(screening, number, id_) for number, id_ in enumerate(kept, start=1))
    left_out = tuple(LeftOut(id_, 0, screening.decisions[id_]) for id_ in refused)
    return Plan(
        screening=screening,
        routine_id=None,
        title="",
        audience=audience_of(techniques, catalog.techniques),
        steps=steps,
        minutes=sum(step.minutes for step in steps),
        left_out=left_out,
        notices=tuple(because(catalog, step) for step in left_out),
    )


def _least(screening: Screening, number: int, technique_id: Id) -> PlannedStep:
    rule = screening.catalog.techniques[technique_id].dose
    amount = Amount(rule.limit_range.min, rule.kind)
    dose = SettledDose(technique_id, amount, minutes_of(amount, rule), from_source=False, notice=None)
    return _planned(screening, number, dose)


def _step_problems(catalog: Catalog, selection: Selection) -> Iterator[Problem]:
    ids = [step.technique_id for step in selection.steps]
    for breach in (
        *order_breaches(ids, catalog.techniques, catalog.sequences),
        *audience_breaches(ids, catalog.techniques, selection.audience),
    ):
        yield selection.steps[breach.index].place.problem(breach.message)


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


def _notices(
    screening: Screening, selection: Selection, kept: Sequence[SettledDose], left_out: Sequence[LeftOut]
) -> tuple[str, ...]:
    doses = (dose.notice for dose in kept if dose.notice is not None)
    without = (because(screening.catalog, step) for step in left_out)
    asked = _long_ago(screening)
    return tuple(dict.fromkeys((*selection.notices, *doses, *without, *_shrunk(kept, left_out), *asked)))


def _long_ago(screening: Screening) -> Iterator[str]:
    if screening.person is not None and screening.day is not None:
        days = (screening.day - screening.person.screened_on).days
        if days > SCREENING_DAYS:
            yield f"the person was asked {days} days ago; ask again before the massage, as health changes"


def _shrunk(kept: Sequence[SettledDose], left_out: Sequence[LeftOut]) -> Iterator[str]:
    if left_out:
        now, lost = sum(dose.minutes for dose in kept), sum(step.minutes for step in left_out)
        yield f"the massage takes {now} min instead of {now + lost}; no step is longer for it"
