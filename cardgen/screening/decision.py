"""What a screening says about one technique, and the only way to make it up: from what applies to a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal, TypeAlias

from cardgen.content.base import Area, Id, Level, Zone
from cardgen.content.conditions import Adaptation
from cardgen.content.facts import Citation, Technique
from cardgen.content.model import Catalog
from cardgen.content.zones import barred, left, reached
from cardgen.kept import kept
from cardgen.screening.effects import Applied

Outcome: TypeAlias = Literal["allowed", "adapted", "refused"]
LOW_BACK: frozenset[Area] = frozenset({"lumbar", "sacral"})
"""Areas for which ``lumbar_pressure_max`` counts."""


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


def decide(catalog: Catalog, applied: Sequence[Applied]) -> dict[Id, Decision]:
    """Decide about every technique.

    A technique is refused if one of its families is dropped, if it needs another position, if its least pressure is
    above a cap, or if what must be avoided leaves none of its movements. Otherwise every cap lowers its pressure, and
    it leaves the avoided zones out.

    Args:
        catalog: The techniques.
        applied: What applies to the person.

    Returns:
        A decision for each technique, in the catalogue's order; its reasons are all the entries that have a part in
        it, in the order of ``applied``.
    """
    # Who has cleared something decides nothing: people who differ in that only share their decisions.
    alike = tuple(one if one.clearance is None else replace(one, clearance=None) for one in applied)
    return dict(_decisions(catalog, alike))


@kept(most=64)
def _decisions(catalog: Catalog, applied: tuple[Applied, ...]) -> Mapping[Id, Decision]:
    return MappingProxyType(
        {id_: _decision(catalog, technique, applied) for id_, technique in catalog.techniques.items()}
    )


def _decision(catalog: Catalog, technique: Technique, applied: Sequence[Applied]) -> Decision:
    changes = [(one, one.adaptation, _cap(technique, one.adaptation)) for one in applied if one.adaptation is not None]
    cap = min([technique.pressure.max, *(allowed for _, _, allowed in changes)])
    avoided = frozenset(zone for one in applied for zone in one.zones)
    off = barred(technique, avoided)
    nowhere = not left(technique, avoided)
    refusing = [
        one
        for one, adaptation, allowed in changes
        if _refuses(technique, adaptation, allowed) or (nowhere and barred(technique, one.zones))
    ]
    if refusing:
        return Decision("refused", cap, off, _reasons(catalog, refusing))
    adapting = [one for one, _, allowed in changes if allowed < technique.pressure.max or barred(technique, one.zones)]
    return Decision("adapted" if adapting else "allowed", cap, off, _reasons(catalog, adapting))


def _refuses(technique: Technique, adaptation: Adaptation, allowed: Level) -> bool:
    """Say whether an adaptation, of which so much pressure is allowed, leaves nothing of a technique."""
    return (
        any(family in adaptation.drop for family in technique.families)
        or adaptation.position not in {None, technique.position}
        or allowed < technique.pressure.min
    )


def _cap(technique: Technique, adaptation: Adaptation) -> Level:
    """Return the greatest pressure that an adaptation leaves to a technique."""
    cap, everywhere, low_back = technique.pressure.max, adaptation.pressure_max, adaptation.lumbar_pressure_max
    if everywhere is not None:
        cap = min(cap, everywhere)
    if low_back is not None and not LOW_BACK.isdisjoint(reached(technique)):
        cap = min(cap, low_back)
    return cap


def _reasons(catalog: Catalog, entries: Sequence[Applied]) -> tuple[Reason, ...]:
    return tuple(Reason(one.entry_id, one.entry(catalog).sources) for one in entries)
