"""A screening: a catalogue with a decision about each of its techniques, for nobody in particular or for a person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, TypeAlias

from cardgen.content.base import Id
from cardgen.content.facts import Technique
from cardgen.content.model import Catalog
from cardgen.person import Person
from cardgen.screening.decision import Decision, decide
from cardgen.screening.effects import Applied, weigh

Kind: TypeAlias = Literal["general", "person"]
"""Who was screened: ``general`` is nobody in particular."""


@dataclass(frozen=True, slots=True)
class Screening:
    """A catalogue together with a decision about every one of its techniques.

    A screening of a person is worked out again as it is made, from the catalogue, the person and the day: none can be
    made that is laxer than they say, whatever a caller writes.

    Attributes:
        kind: Who was screened.
        catalog: The catalogue that was screened; plans take their techniques from here and nowhere else.
        decisions: By technique id: exactly one for each technique of the catalogue. Read-only.
        person: Who was screened; none on the general screening.
        applied: What applies to the person, in the catalogue's order.
        day: The day at which the person's clearances hold.

    Raises:
        ValueError: A technique has no decision, a decision has no technique, or it loosens the technique's pressure;
            or the parts are not what follows from the person.
    """

    kind: Kind
    catalog: Catalog
    decisions: Mapping[Id, Decision]
    person: Person | None = None
    applied: tuple[Applied, ...] = ()
    day: dt.date | None = None

    def __post_init__(self) -> None:
        undecided = self.catalog.techniques.keys() ^ self.decisions.keys()
        if undecided:
            raise ValueError(f"techniques and decisions differ: {', '.join(sorted(undecided))}")
        for technique_id, technique in self.catalog.techniques.items():
            _check_pressure(technique_id, technique, self.decisions[technique_id])
        if self.kind == "general":
            self._check_general()
        else:
            self._check_person()
        object.__setattr__(self, "decisions", MappingProxyType(dict(self.decisions)))

    def _check_general(self) -> None:
        if self.person is not None or self.applied or self.day is not None:
            raise ValueError("the general screening knows no person; screen them")

    def _check_person(self) -> None:
        if self.person is None or self.day is None:
            raise ValueError("a screening of a person needs the person and the day")
        barriers, applied = weigh(self.catalog, self.person, self.day)
        if barriers:
            raise ValueError(
                f"no massage: {', '.join(barrier.entry_id for barrier in barriers)}; there is no screening"
            )
        if self.applied != applied:
            raise ValueError("what applies is not what the catalogue says about the person; use assess")
        expected = decide(self.catalog, applied)
        if dict(self.decisions) != expected:
            changed = ", ".join(id_ for id_, decision in expected.items() if self.decisions[id_] != decision)
            raise ValueError(f"the decisions about {changed} do not follow from what applies; use assess")


def general(catalog: Catalog) -> Screening:
    """Screen nobody in particular: every technique as the catalogue has it.

    The safety core that is printed on every card that has steps asks what this screening could not.

    Args:
        catalog: The catalogue to plan from.

    Returns:
        A screening that allows every technique up to its own greatest pressure.
    """
    return Screening("general", catalog, decide(catalog, ()))


def _check_pressure(technique_id: Id, technique: Technique, decision: Decision) -> None:
    pressure, cap = technique.pressure, decision.pressure_max
    if cap > pressure.max or (decision.outcome == "allowed" and cap != pressure.max):
        raise ValueError(f"{technique_id}: level {cap} is not the technique's {pressure.max}; adapt it downward only")
    if decision.outcome != "refused" and cap < pressure.min:
        raise ValueError(f"{technique_id}: level {cap} is below the technique's least, {pressure.min}; refuse it")
