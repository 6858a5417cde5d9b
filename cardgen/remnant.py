"""What a screening takes out of a massage, and whether enough is left of it to be one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cardgen.content.base import Id
from cardgen.content.findings import short_name
from cardgen.content.model import Catalog
from cardgen.content.zones import WHOLE_BACK
from cardgen.errors import Problem
from cardgen.screening import Assessment, Decision, Refused, Screening

FEWEST_STEPS = 2
"""A massage that a screening has shortened below this is none any more (practice, ours)."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A step that was asked for and that the screening refuses.

    Attributes:
        technique_id: Id of the technique.
        minutes: What it would have taken.
        decision: What the screening says about the technique: ``refused``.
    """

    technique_id: Id
    minutes: int
    decision: Decision


def because(catalog: Catalog, step: LeftOut) -> str:
    """Say in words that a step is left out, and why."""
    reasons = ", ".join(short_name(catalog, reason.entry_id) for reason in step.decision.reasons)
    return f"{catalog.text.techniques[step.technique_id].name} is left out: {reasons}"


def refuse_a_remnant(screening: Screening, kept: Sequence[Id], left_out: Sequence[LeftOut]) -> None:
    """Refuse what is no massage any more: the screening took out its warm-up, or left fewer than two steps.

    Args:
        screening: What took the steps out.
        kept: Techniques of the steps that remain, in order.
        left_out: The steps that were taken out; if there are none, nothing is refused.

    Raises:
        Refused: What would help if anything does, what is lost, and why: a line each.
    """
    if not left_out:
        return
    if not kept or screening.catalog.techniques[kept[0]].phase != "warm-up":
        lost = "without its warm-up no massage is left; do not massage"
    elif len(kept) < FEWEST_STEPS:
        lost = "a single step is left, which is no massage; do not massage"
    else:
        return
    lines = dict.fromkeys((*_hints(screening), lost, *(because(screening.catalog, step) for step in left_out)))
    problems = [Problem("screening", 0, 0, line) for line in lines]
    raise Refused(problems, Assessment(screening.person, (), screening))


def _hints(screening: Screening) -> Iterator[str]:
    catalog = screening.catalog
    for one in screening.applied:
        name, adaptation = short_name(catalog, one.entry_id), one.adaptation
        if adaptation is None:
            continue
        position = adaptation.position
        if position is not None and all(technique.position != position for technique in catalog.techniques.values()):
            spoken = catalog.text.interface.positions
            given = " and ".join(dict.fromkeys(spoken[one.position] for one in catalog.techniques.values()))
            yield f"{name}: only {spoken[position]}, and every technique here is for {given}; none fits"
        if adaptation.avoid_affected and one.zones == WHOLE_BACK:
            away = f" or {one.entry_id}@elsewhere" if getattr(one.entry(catalog), "anywhere", False) else ""
            where = f"{one.entry_id}@lumbar-left{away}"
            yield f"{name}: no place was told, so it counts for the whole back; tell where, for example {where}"
