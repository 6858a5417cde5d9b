"""What the catalogue says about a person: what stands in the way of a massage, and what changes one that goes on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, TypeAlias, assert_never

from cardgen.content.base import Id, Zone
from cardgen.content.conditions import Adaptation, Condition, RedFlag
from cardgen.content.facts import Citation
from cardgen.content.model import Catalog
from cardgen.content.zones import WHOLE_BACK, zones_of
from cardgen.kept import kept
from cardgen.person import Clearance, Finding, Person

Effect: TypeAlias = Literal["refer", "avoid-area", "adapt", "check-up"]
BarrierLevel: TypeAlias = Literal["emergency", "refuse", "refer"]
"""What to do instead of massaging, the most urgent first: call emergency services, do not massage, ask a doctor."""


@dataclass(frozen=True, slots=True)
class Applied:
    """A condition or red flag that applies to the person and lets the massage go on.

    Attributes:
        entry_id: Id of the condition or red flag.
        flag: Whether it is a red flag.
        effect: ``refer`` if a clinician has cleared it; ``check-up`` changes nothing, and is printed.
        adaptation: What it changes; none for a check-up.
        zones: Zones of the back that it takes out of the massage.
        clearance: Who cleared it and when; for ``refer`` only, and there always.
    """

    entry_id: Id
    flag: bool
    effect: Effect
    adaptation: Adaptation | None
    zones: frozenset[Zone] = frozenset()
    clearance: Clearance | None = None

    def entry(self, catalog: Catalog) -> Condition | RedFlag:
        """Return the entry of the catalogue."""
        return (catalog.red_flags if self.flag else catalog.conditions)[self.entry_id]

    def cleared_until(self, catalog: Catalog) -> dt.date | None:
        """Return the last day on which its clearance holds, if it has one."""
        if self.clearance is None:
            return None
        days = self.entry(catalog).clearance_days
        assert days is not None  # what can be cleared says for how long
        return self.clearance.on + dt.timedelta(days=days)


@dataclass(frozen=True, slots=True)
class Barrier:
    """A condition or red flag that stands in the way of any massage.

    Attributes:
        entry_id: Id of the condition or red flag.
        flag: Whether it is a red flag.
        level: What to do instead. Only ``refer`` can be cleared.
        sources: Where the entry comes from.
        lapsed: A clearance that was given and does not hold on the card's day.
    """

    entry_id: Id
    flag: bool
    level: BarrierLevel
    sources: tuple[Citation, ...]
    lapsed: Clearance | None = None


def weigh(catalog: Catalog, person: Person, day: dt.date) -> tuple[tuple[Barrier, ...], tuple[Applied, ...]]:
    """Find what the catalogue says about a person.

    Args:
        catalog: The conditions and red flags.
        person: The person.
        day: The day at which clearances must hold.

    Returns:
        What stands in the way, and what applies beside it: conditions, then red flags, in the catalogue's order.

    Raises:
        ValueError: The person has something that the catalogue does not know.
    """
    findings = {finding.id: finding for finding in found(catalog, person)}
    entries = _entries(catalog)
    unknown = sorted(findings.keys() - entries.keys())
    if unknown:
        raise ValueError(f"the catalogue does not know {', '.join(unknown)}; resolve what was told with it")
    clearances = {clearance.condition: clearance for clearance in person.clearances}
    outcomes = [
        _outcome(id_, entry, findings[id_], clearances.get(id_), day)
        for id_, entry in entries.items()
        if id_ in findings
    ]
    return (
        tuple(one for one in outcomes if isinstance(one, Barrier)),
        tuple(one for one in outcomes if isinstance(one, Applied)),
    )


def found(catalog: Catalog, person: Person) -> Iterator[Finding]:
    """Yield what a person has: what was told, and what their age alone says (a child)."""
    told = {finding.id for finding in person.findings}
    yield from person.findings
    for id_ in _of_an_age(catalog):
        if id_ not in told and catalog.conditions[id_].applies_at(person.age):
            yield Finding(id_)


@kept()
def _of_an_age(catalog: Catalog) -> tuple[Id, ...]:
    """Return the conditions that an age alone may mean."""
    return tuple(id_ for id_, condition in catalog.conditions.items() if condition.below_age is not None)


@kept()
def _entries(catalog: Catalog) -> Mapping[Id, Condition | RedFlag]:
    return MappingProxyType({**catalog.conditions, **catalog.red_flags})


def _outcome(
    id_: Id, entry: Condition | RedFlag, finding: Finding, clearance: Clearance | None, day: dt.date
) -> Barrier | Applied:
    flag, effect, avoided = isinstance(entry, RedFlag), entry.effect, _avoided(entry, finding)
    match effect:
        case "emergency" | "refuse":
            return Barrier(id_, flag, effect, entry.sources)
        case "refer":
            if clearance is None or not entry.cleared(clearance.on, day):
                return Barrier(id_, flag, effect, entry.sources, clearance)
            return Applied(id_, flag, effect, entry.changes, avoided, clearance)
        case "avoid-area" | "adapt" | "check-up":
            return Applied(id_, flag, effect, entry.changes, avoided)
        case _:
            assert_never(effect)


def _avoided(entry: Condition | RedFlag, finding: Finding) -> frozenset[Zone]:
    changes = entry.changes
    if changes is None:
        return frozenset()
    always = zones_of(changes.avoid)
    if not changes.avoid_affected or (finding.elsewhere and isinstance(entry, Condition) and entry.anywhere):
        return always
    return always | (finding.zones or WHOLE_BACK)
