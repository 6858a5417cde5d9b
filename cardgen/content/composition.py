"""The rules that every routine keeps, shipped or a user's own: order, doses, audience.

Shipped routines are checked when the catalogue is read, all others when they are planned: by the same functions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, TypeAlias

from cardgen.content import dose_time, facts
from cardgen.content.base import Id
from cardgen.content.dosage import DoseRule, Range
from cardgen.content.dose import Amount, DoseKind

Audience: TypeAlias = Literal["lay", "professional"]


@dataclass(frozen=True, slots=True)
class Breach:
    """A step that breaks a rule.

    Attributes:
        index: Which step, from 0.
        message: What is wrong; what to do.
    """

    index: int
    message: str


def order_breaches(
    steps: Sequence[Id], techniques: Mapping[Id, facts.Technique], sequences: Mapping[Id, facts.Sequence]
) -> tuple[Breach, ...]:
    """Find every step that stands in the wrong place.

    A warm-up comes first (both source documents), finishing techniques come last (the lumbar routine's order), and a
    sequence that a source fixes keeps its order as soon as all of its techniques are there; a repeated technique
    counts where it comes first.

    Args:
        steps: Technique ids in the order of the routine; at least one, all of them known.
        techniques: The catalogue's techniques.
        sequences: The catalogue's fixed orders.

    Returns:
        The breaches, by rule; empty if the order is right.
    """
    return (
        *_warm_up_missing(steps, techniques),
        *_finish_too_early(steps, techniques),
        *(breach for sequence in sequences.values() for breach in _out_of_sequence(steps, sequence)),
    )


def audience_of(steps: Sequence[Id], techniques: Mapping[Id, facts.Technique]) -> Audience:
    """Say whom a routine of these techniques suits.

    Percussion and firm pressure are for trained hands only (editorial, made safer).
    """
    return "professional" if any(_why_trained(techniques[step]) for step in steps) else "lay"


def audience_breaches(
    steps: Sequence[Id], techniques: Mapping[Id, facts.Technique], audience: Audience
) -> tuple[Breach, ...]:
    """Find every technique that lay people should not be given.

    Args:
        steps: Technique ids in the order of the routine, all of them known.
        techniques: The catalogue's techniques.
        audience: Whom the routine is meant for.

    Returns:
        The breaches, in order; none for professionals.
    """
    if audience == "professional":
        return ()
    return tuple(
        Breach(index, f"{step} {why}, not for lay people; leave it out or write for: professional")
        for index, step in enumerate(steps)
        if (why := _why_trained(techniques[step]))
    )


def dose_breach(technique_id: Id, rule: DoseRule, amount: Amount) -> str | None:
    """Say what is wrong with a dose.

    Args:
        technique_id: The technique, for the message.
        rule: Its dosage.
        amount: The dose asked for.

    Returns:
        What is wrong and what to write instead; ``None`` if the dose is of the right kind and within the limit.
    """
    if amount.kind == rule.kind and rule.limit_range.holds(amount.count):
        return None
    allowed = written_range(rule.kind, rule.limit_range)
    if amount.kind != rule.kind:
        how = "counted" if rule.kind == "times" else "timed"
        return f"{technique_id} is {how}, so {amount} is no dose for it; write {allowed}"
    side = "more than" if amount.count > rule.limit_range.max else "less than"
    return f"{technique_id}: {amount} is {side} the limit; write {allowed}"


def total_breach(doses: Iterable[tuple[Amount, DoseRule]], minutes: int) -> str | None:
    """Say whether a total is not the sum of the steps.

    Args:
        doses: Every step's dose, of the right kind, and its technique's dosage.
        minutes: The total as written.

    Returns:
        What is wrong and what to write instead; ``None`` if the total is right.
    """
    total = sum(dose_time.minutes(amount, rule) for amount, rule in doses)
    if total == minutes:
        return None
    return f"the steps take {total} minutes; write minutes: {total} or change a dose"


def written_range(kind: DoseKind, span: Range) -> str:
    """Return a range as doses are written: ``10x to 30x``, or ``3x`` where both ends are the same."""
    low, high = Amount(span.min, kind), Amount(span.max, kind)
    return str(low) if low == high else f"{low} to {high}"


def _why_trained(technique: facts.Technique) -> str | None:
    """Say why a technique is for trained hands only; ``None`` if it is for everybody."""
    if technique.percussive:
        return "is percussion"
    return f"presses at level {technique.pressure.max}" if technique.firm else None


def _warm_up_missing(steps: Sequence[Id], techniques: Mapping[Id, facts.Technique]) -> Iterator[Breach]:
    if techniques[steps[0]].phase != "warm-up":
        warm_ups = [id_ for id_, technique in techniques.items() if technique.phase == "warm-up"]
        yield Breach(0, f"the first step must be a warm-up; put {' or '.join(warm_ups)} first")


def _finish_too_early(steps: Sequence[Id], techniques: Mapping[Id, facts.Technique]) -> Iterator[Breach]:
    finishing = [techniques[step].phase == "finish" for step in steps]
    for index, step in enumerate(steps):
        if finishing[index] and not all(finishing[index:]):
            yield Breach(index, f"{step} ends the massage; put it after all other steps")


def _out_of_sequence(steps: Sequence[Id], sequence: facts.Sequence) -> Iterator[Breach]:
    if not set(sequence.order) <= set(steps):
        return
    order = " → ".join(sequence.order)
    for before, after in pairwise(sequence.order):
        if steps.index(after) < steps.index(before):
            yield Breach(steps.index(after), f"{after} comes before {before}; together they keep the order {order}")
