"""What a massage may contain for the person on the table: one decision for every technique of a catalogue.

A plan is composed from a ``Screening`` only (``cardgen.plan``), so that nothing reaches paper unscreened. This
module's functions are the only makers of one: without a known person it is the *general* screening.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, TypeAlias

from cardgen.content.base import Id, Level, Zone
from cardgen.content.facts import Citation, Technique
from cardgen.content.model import Catalog

Kind: TypeAlias = Literal["general"]
"""Who was screened: ``general`` is nobody in particular."""

Outcome: TypeAlias = Literal["allowed", "adapted", "refused"]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a technique is adapted or refused.

    Attributes:
        entry_id: Id of the catalogue's entry that says so.
        sources: Where that entry comes from.
    """

    entry_id: Id
    sources: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """What the screening says about one technique.

    Attributes:
        outcome: ``allowed`` as the catalogue has it, ``adapted``, or ``refused``: then no plan contains it.
        pressure_max: The greatest pressure that may be used, on the five-level scale.
        avoided: Zones of the back that the technique must leave out.
        reasons: Why; empty if and only if the technique is allowed as it is.

    Raises:
        ValueError: A decision without a reason, or a reason without an effect.
    """

    outcome: Outcome
    pressure_max: Level
    avoided: frozenset[Zone] = frozenset()
    reasons: tuple[Reason, ...] = ()

    def __post_init__(self) -> None:
        if (self.outcome == "allowed") == bool(self.reasons):
            raise ValueError(
                f"a technique is {self.outcome} with {len(self.reasons)} reasons; give one unless it is allowed"
            )
        if self.outcome == "allowed" and self.avoided:
            raise ValueError("a technique that must avoid a zone is adapted, not allowed")


@dataclass(frozen=True, slots=True)
class Screening:
    """A catalogue together with a decision about every one of its techniques.

    Attributes:
        kind: Who was screened.
        catalog: The catalogue that was screened; plans take their techniques from here and nowhere else.
        decisions: By technique id: exactly one for each technique of the catalogue. Read-only.

    Raises:
        ValueError: A technique has no decision, a decision has no technique, or it loosens the technique's pressure.
    """

    kind: Kind
    catalog: Catalog
    decisions: Mapping[Id, Decision]

    def __post_init__(self) -> None:
        undecided = self.catalog.techniques.keys() ^ self.decisions.keys()
        if undecided:
            raise ValueError(f"techniques and decisions differ: {', '.join(sorted(undecided))}")
        for technique_id, technique in self.catalog.techniques.items():
            _check_pressure(technique_id, technique, self.decisions[technique_id])
        object.__setattr__(self, "decisions", MappingProxyType(dict(self.decisions)))


def general(catalog: Catalog) -> Screening:
    """Screen nobody in particular: every technique as the catalogue has it.

    The safety core that is printed on every card that has steps asks what this screening could not.

    Args:
        catalog: The catalogue to plan from.

    Returns:
        A screening that allows every technique up to its own greatest pressure.
    """
    decisions = {id_: Decision("allowed", technique.pressure.max) for id_, technique in catalog.techniques.items()}
    return Screening("general", catalog, decisions)


def _check_pressure(technique_id: Id, technique: Technique, decision: Decision) -> None:
    pressure, cap = technique.pressure, decision.pressure_max
    if cap > pressure.max or (decision.outcome == "allowed" and cap != pressure.max):
        raise ValueError(f"{technique_id}: level {cap} is not the technique's {pressure.max}; adapt it downward only")
    if decision.outcome != "refused" and cap < pressure.min:
        raise ValueError(f"{technique_id}: level {cap} is below the technique's least, {pressure.min}; refuse it")
