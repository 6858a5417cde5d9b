"""The partial order "at least as strict as" on safety entries: a library may go up in it, never down.

Of every field it is said here what *stricter* means; a field that is not named may change freely. Techniques have
their own rules (``own_techniques``), and so have words (``guarded``).

==================  ===========================================================================================
conditions          ``effect``: refuse > refer > avoid-area and adapt. What is changed (``adapt``, ``when_cleared``):
                    ``drop`` and ``avoid`` only grow, ``pressure_max`` and the cap of the low back only fall,
                    ``avoid_affected`` and a ``position`` stay. ``clearance_days`` only falls, ``below_age`` only
                    rises, ``anywhere`` stays or becomes false, ``unlisted`` stays true, ``icd10`` only grows. ``core``:
                    a phrase of the same panel or of one before it.
red_flags           ``level``: emergency > urgent > check-up. ``when_cleared``: none (nobody can clear it) is strictest,
                    else as above, as are ``clearance_days``, ``icd10`` and ``core``. ``ages`` only widen.
conditions and      ``reviewed`` is not older.
red_flags
rules               ``kind`` stays or becomes always; ``families`` only grow (always: of no matter); ``core`` stays or
                    goes, so that the rule is printed with the steps.
sequences           stay as they are: a longer order binds fewer routines, a shorter one fewer steps.
core                phrases are only added: a library has no way to remove one.
==================  ===========================================================================================
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cardgen.content.conditions import EFFECTS, OLDEST, Adaptation, Ages, Condition, RedFlag
from cardgen.content.core_checks import SIGNALS
from cardgen.content.facts import Core, Rule, Sequence
from cardgen.content.library import Library
from cardgen.content.model import Catalog
from cardgen.content.place import Fault, Location

LEVELS = ("check-up", "urgent", "emergency")
"""Levels of red flags, the strictest last."""
_NO_CAP = 5
"""A cap that caps nothing: the greatest pressure there is."""


@dataclass(frozen=True, slots=True)
class Loosening:
    """A field of an entry that is looser than before.

    Attributes:
        field: The way to it from the entry.
        change: What was there and what is there now.
        todo: What to write instead.
        how: What the new value is, compared with the old one.
    """

    field: Location
    change: str
    todo: str
    how: str = "looser"


def loosened(before: Catalog, after: Catalog, library: Library, owner: Callable[[Location], str]) -> Iterator[Fault]:
    """Find every safety entry that a library makes looser.

    Args:
        before: The catalogue without the library.
        after: The catalogue with it.
        library: The library.
        owner: Names the entry that stood at a location before.

    Yields:
        Faults in the library's entries, which name the entry, what was loosened and what stood there.
    """
    orders: tuple[tuple[str, Callable[[Any, Any, Core], Iterable[Loosening]]], ...] = (
        ("rules", rule),
        ("conditions", condition),
        ("red_flags", red_flag),
        ("sequences", sequence),
    )
    for kind, order in orders:
        old_entries: Mapping[str, Any] = getattr(before, kind)
        new_entries: Mapping[str, Any] = getattr(after, kind)
        for id_ in getattr(library, kind).keys() & old_entries.keys():
            for loose in order(old_entries[id_], new_entries[id_], after.core):
                message = f"{kind} '{id_}': {loose.change} is {loose.how} than {owner((kind, id_))}; {loose.todo}"
                yield Fault((kind, id_, *loose.field), message)


def condition(old: Condition, new: Condition, core: Core) -> Iterator[Loosening]:
    """Compare two versions of a condition; see the module."""
    if EFFECTS[new.effect] < EFFECTS[old.effect]:
        higher = [effect for effect, rank in EFFECTS.items() if rank > EFFECTS[old.effect]]
        todo = " or ".join([f"keep {old.effect}", *(f"use {effect}" for effect in higher)])
        yield Loosening(("effect",), f"effect {old.effect} → {new.effect}", todo)
    was, now = old.adapt or old.when_cleared, new.adapt or new.when_cleared
    if was and now:
        yield from _adaptation(was, now, "adapt" if new.adapt else "when_cleared")
    yield from _longer_cleared(old, new)
    if old.below_age is not None and (new.below_age is None or new.below_age < old.below_age):
        change = f"below_age {old.below_age} → {'none' if new.below_age is None else new.below_age}"
        yield Loosening(("below_age",), change, f"write {old.below_age} or more")
    if new.anywhere and not old.anywhere:
        yield Loosening(("anywhere",), "anywhere false → true", "keep false")
    if old.unlisted and not new.unlisted:
        yield Loosening(("unlisted",), "unlisted true → false", "keep true")
    if old.instead and new.instead:
        yield from _grown(("instead", "at"), old.instead.at, new.instead.at)
        if old.instead.tell != new.instead.tell:
            change = f"instead.tell {old.instead.tell} → {new.instead.tell}"
            yield Loosening(("instead", "tell"), change, f"keep {old.instead.tell}")
    yield from _grown(("icd10",), old.icd10, new.icd10)
    yield from _covered_as_well(old, new, core)
    yield from _reviewed(old, new)


def red_flag(old: RedFlag, new: RedFlag, core: Core) -> Iterator[Loosening]:
    """Compare two versions of a red flag; see the module."""
    if LEVELS.index(new.level) < LEVELS.index(old.level):
        keep = " or ".join(
            ["keep " + old.level, *(f"use {higher}" for higher in LEVELS[LEVELS.index(old.level) + 1 :])]
        )
        yield Loosening(("level",), f"level {old.level} → {new.level}", keep)
    if old.when_cleared is None and new.when_cleared is not None and old.level != "check-up":
        yield Loosening(("when_cleared",), "when_cleared, which lets somebody clear it,", "remove it")
    if old.when_cleared is not None and new.when_cleared is not None:
        yield from _adaptation(old.when_cleared, new.when_cleared, "when_cleared")
    yield from _longer_cleared(old, new)
    if not _as_many_ages(old.ages, new.ages):
        yield Loosening(("ages",), "ages of fewer people", "keep those that stood there, or widen them")
    yield from _grown(("icd10",), old.icd10, new.icd10)
    yield from _covered_as_well(old, new, core)
    yield from _reviewed(old, new)


def rule(old: Rule, new: Rule, _: Core) -> Iterator[Loosening]:
    """Compare two versions of a rule; see the module."""
    if new.kind not in {old.kind, "always"}:
        todo = f"keep {old.kind}" if old.kind == "always" else f"keep {old.kind} or use always"
        yield Loosening(("kind",), f"kind {old.kind} → {new.kind}", todo)
    if new.kind != "always":
        yield from _grown(("families",), old.families, new.families)
    if new.core not in {old.core, None}:
        todo = f"keep {old.core} or remove it" if old.core else "remove it"
        yield Loosening(("core",), f"core {old.core or 'none'} → {new.core}", todo)


def sequence(old: Sequence, new: Sequence, _: Core) -> Iterator[Loosening]:
    """Compare two versions of an order; see the module."""
    if new.order != old.order:
        change = f"another order than {' → '.join(old.order)}"
        yield Loosening(("order",), change, "keep it, and add an order of your own under another id")


def _adaptation(old: Adaptation, new: Adaptation, name: str) -> Iterator[Loosening]:
    yield from _grown((name, "drop"), old.drop, new.drop)
    yield from _grown((name, "avoid"), old.avoid, new.avoid)
    yield from _fallen((name, "pressure_max"), old.pressure_max, new.pressure_max)
    low_back = _lowest(new.pressure_max, new.lumbar_pressure_max)
    if _lowest(old.pressure_max, old.lumbar_pressure_max) < low_back and old.lumbar_pressure_max:
        yield from _fallen((name, "lumbar_pressure_max"), old.lumbar_pressure_max, new.lumbar_pressure_max)
    if old.avoid_affected and not new.avoid_affected:
        yield Loosening((name, "avoid_affected"), f"{name}.avoid_affected true → false", "keep true")
    if old.position and new.position != old.position:
        change = f"{name}.position {old.position} → {new.position or 'none'}"
        yield Loosening((name, "position"), change, f"keep {old.position}")


def _longer_cleared(old: Condition | RedFlag, new: Condition | RedFlag) -> Iterator[Loosening]:
    if old.clearance_days and new.clearance_days and new.clearance_days > old.clearance_days:
        change = f"clearance_days {old.clearance_days} → {new.clearance_days}"
        yield Loosening(("clearance_days",), change, f"write {old.clearance_days} or less")


def _as_many_ages(old: Ages | None, new: Ages | None) -> bool:
    if old is None or new is None:
        return old is new
    return all(new.holds(age) for age in range(OLDEST + 1) if old.holds(age))


def _lowest(*caps: int | None) -> int:
    return min(_NO_CAP if cap is None else cap for cap in caps)


def _fallen(field: Location, old: int | None, new: int | None) -> Iterator[Loosening]:
    if old is not None and _lowest(new) > old:
        name = ".".join(map(str, field))
        yield Loosening(field, f"{name} {old} → {new or 'none'}", f"write {old}{' or less' if old > 1 else ''}")


def _grown(field: Location, old: Iterable[str], new: Iterable[str]) -> Iterator[Loosening]:
    lost = ", ".join(value for value in old if value not in set(new))
    if lost:
        yield Loosening(field, f"{'.'.join(map(str, field))} without {lost}", f"add {lost}")


def _covered_as_well(old: Condition | RedFlag, new: Condition | RedFlag, core: Core) -> Iterator[Loosening]:
    panels = {phrase: panel.id for panel in core.panels for phrase in panel.phrases}
    was, now = panels.get(old.core), panels.get(new.core)
    order = list(SIGNALS)
    if was and now and order.index(now) > order.index(was):
        change = f"core {old.core} → {new.core}, from the panel '{was}' to '{now}',"
        yield Loosening(("core",), change, f"keep {old.core}")


def _reviewed(old: Condition | RedFlag, new: Condition | RedFlag) -> Iterator[Loosening]:
    if new.reviewed < old.reviewed:
        change = f"reviewed {old.reviewed} → {new.reviewed}"
        yield Loosening(("reviewed",), change, f'write "{old.reviewed}" or a later day', "older")
