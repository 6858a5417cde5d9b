"""The record of a person's screening in words: what applies, what it changed and why, who asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from cardgen.content.base import Id, Level, Zone
from cardgen.content.conditions import Adaptation
from cardgen.content.days import spoken_day
from cardgen.content.facts import Pressure
from cardgen.content.findings import short_name
from cardgen.content.mention import mentions
from cardgen.content.model import Catalog
from cardgen.content.zones import AREAS, ZONES, spoken_zones, zones_of
from cardgen.person import Person
from cardgen.person_record import RecordPart, ScreeningRecord
from cardgen.plan import Plan
from cardgen.screening import LOW_BACK, Applied


def screening_record(plan: Plan) -> ScreeningRecord | None:
    """Put into words what the screening of a person found and what it changed.

    Args:
        plan: A plan of any screening.

    Returns:
        The record; None for the general screening, which knows no person.
    """
    person, catalog = plan.screening.person, plan.screening.catalog
    if person is None:
        return None
    applied = plan.screening.applied
    label = catalog.label
    away = frozenset(finding.id for finding in person.findings if finding.elsewhere)
    cautions = tuple(_caution(catalog, one, away) for one in applied if one.effect != "check-up")
    changes = (*(limit.because(catalog) for limit in _limits(plan)), *_shrunken(plan))
    check_ups = tuple(_name(catalog, one) for one in applied if one.effect == "check-up")
    return ScreeningRecord(
        title=label("person-title"),
        cautions=RecordPart(label("person-cautions"), cautions),
        changes=RecordPart(label("person-changes"), changes),
        check_ups=RecordPart(label("person-check-ups"), check_ups),
        status=_status(catalog, person, nothing=not applied),
        limits=" ".join((label("person-limits"), *(f"{text}." for text in _in_short(plan)))),
        in_full=label("person-in-full"),
    )


def hatched(plan: Plan) -> frozenset[Zone]:
    """Return every zone that the person on the table is not massaged on."""
    return frozenset(zone for one in plan.screening.applied for zone in one.zones)


def opening(catalog: Catalog, pressure: Pressure, most: Level, avoided: frozenset[Zone], instruction: str) -> str:
    """Return what an instruction begins with where the screening changes it, a sentence each.

    The instruction is written for everybody: where it sends the hands to an area that is left out whole, or asks for
    the more pressure that is not allowed, the sentence says which of the two counts.

    Args:
        catalog: The words.
        pressure: The technique's, as the catalogue has it.
        most: The greatest pressure that the screening allows.
        avoided: Zones that the technique works and that the screening leaves out.
        instruction: The technique's instruction.

    Returns:
        The sentences, with a space after each; nothing if nothing is changed.
    """
    said = ""
    if avoided:
        key = "keep-off-named" if _names_any(catalog, avoided, instruction) else "keep-off"
        said = f"{catalog.label(key).format(zones=spoken_zones(avoided, catalog.text.alt))}. "
    if pressure.min == most < pressure.max:
        said = f"{said}{catalog.label('pressure-flat').format(word=catalog.text.interface.pressure[str(most)])}. "
    return said


def _names_any(catalog: Catalog, zones: frozenset[Zone], instruction: str) -> bool:
    """Say whether an instruction names an area of which all zones are left out."""
    words = catalog.text.interface
    closed = (area for area in AREAS if ZONES[area] <= zones)
    return any(mentions(instruction, name) for a in closed for name in (words.areas[a], *words.area_synonyms[a]))


def _status(catalog: Catalog, person: Person, *, nothing: bool) -> str:
    """Say who asked and when, that nothing applies if it does not, and what was told without any effect."""
    said = [catalog.label("screened").format(by=person.screened_by, on=spoken_day(catalog, person.screened_on))]
    if nothing:
        said.append(catalog.label("person-nothing"))
    if person.noted:
        said.append(catalog.label("person-noted").format(told=catalog.text.alt.listed.join(person.noted)))
    return " ".join(said)


def _name(catalog: Catalog, one: Applied) -> str:
    return (catalog.text.red_flags if one.flag else catalog.text.conditions)[one.entry_id].name


def _caution(catalog: Catalog, one: Applied, away: Collection[Id]) -> str:
    """Name what applies, with its place and the clearance: ``Slipped disc: the low back (cleared by …)``."""
    said = _name(catalog, one)
    if one.zones:
        said = catalog.label("caution-at").format(name=said, zones=spoken_zones(one.zones, catalog.text.alt))
    elif one.entry_id in away:
        said = catalog.label("caution-away").format(name=said)
    until = one.cleared_until(catalog)
    if one.clearance and until:
        on = spoken_day(catalog, one.clearance.on)
        cleared = {"by": one.clearance.by, "on": on, "until": spoken_day(catalog, until)}
        said = catalog.label("caution-cleared").format(name=said, **cleared)
    return said


@dataclass(frozen=True, slots=True)
class _Limit:
    """What the giver must not do, and the short names of what says so."""

    text: str
    reasons: tuple[str, ...]

    def because(self, catalog: Catalog) -> str:
        reasons = catalog.text.alt.listed.join(self.reasons)
        return catalog.label("because").format(change=self.text, reasons=reasons)


def _limits(plan: Plan) -> Iterator[_Limit]:
    """Yield what the screening takes away: a position, techniques, pressure, places."""
    catalog = plan.screening.catalog
    changes = _changes(plan)
    yield from _positions(catalog, changes)
    yield from _left_out(plan)
    yield from _pressure(catalog, changes)
    yield from _places(catalog, plan.screening.applied)


def _in_short(plan: Plan) -> Iterator[str]:
    """Yield the same without reasons: all techniques together, all places together."""
    catalog = plan.screening.catalog
    changes = _changes(plan)
    yield from (limit.text for limit in _positions(catalog, changes))
    names = dict.fromkeys(catalog.text.techniques[step.technique_id].name for step in plan.left_out)
    if names:
        yield catalog.label("left-out").format(techniques=catalog.text.alt.listed.join(names))
    yield from (limit.text for limit in _pressure(catalog, changes))
    if off := hatched(plan):
        yield catalog.label("keep-off").format(zones=spoken_zones(off, catalog.text.alt))


_Changes = tuple[tuple[Applied, Adaptation], ...]


def _changes(plan: Plan) -> _Changes:
    return tuple((one, one.adaptation) for one in plan.screening.applied if one.adaptation is not None)


def _positions(catalog: Catalog, changes: _Changes) -> Iterator[_Limit]:
    asked = {adaptation.position: None for _, adaptation in changes if adaptation.position is not None}
    for position in asked:
        name = catalog.text.interface.positions[position]
        entries = (one for one, adaptation in changes if adaptation.position == position)
        yield _Limit(catalog.label("only-position").format(position=name), _short(catalog, entries))


def _left_out(plan: Plan) -> Iterator[_Limit]:
    """Techniques that were asked for and are left out; those with the same reasons together."""
    catalog = plan.screening.catalog
    applied = {one.entry_id: one for one in plan.screening.applied}
    grouped: dict[tuple[Id, ...], dict[str, None]] = defaultdict(dict)
    for step in plan.left_out:
        reasons = tuple(reason.entry_id for reason in step.decision.reasons)
        grouped[reasons][catalog.text.techniques[step.technique_id].name] = None
    for reasons, names in grouped.items():
        techniques = catalog.text.alt.listed.join(names)
        text = catalog.label("left-out").format(techniques=techniques)
        yield _Limit(text, _short(catalog, (applied[id_] for id_ in reasons)))


def _pressure(catalog: Catalog, changes: _Changes) -> Iterator[_Limit]:
    """The strictest cap, and the one for the low back where that is stricter still."""
    caps = [(adaptation.pressure_max, one) for one, adaptation in changes if adaptation.pressure_max is not None]
    low = [
        (adaptation.lumbar_pressure_max, one)
        for one, adaptation in changes
        if adaptation.lumbar_pressure_max is not None
    ]
    least = min((level for level, _ in caps), default=None)
    if least is not None:
        yield _capped(catalog, "pressure-most", least, (one for level, one in caps if level == least))
    lowest = min((level for level, _ in low), default=None)
    if lowest is not None and (least is None or lowest < least):
        yield _capped(catalog, "pressure-most-at", lowest, (one for level, one in low if level == lowest))


def _capped(catalog: Catalog, key: Id, level: Level, entries: Iterable[Applied]) -> _Limit:
    word = catalog.text.interface.pressure[str(level)]
    zones = spoken_zones(zones_of(LOW_BACK), catalog.text.alt)
    return _Limit(catalog.label(key).format(word=word, level=level, zones=zones), _short(catalog, entries))


def _places(catalog: Catalog, applied: Iterable[Applied]) -> Iterator[_Limit]:
    """Zones to keep off; what keeps off the same ones together."""
    grouped: dict[frozenset[Zone], list[Applied]] = defaultdict(list)
    for one in applied:
        if one.zones:
            grouped[one.zones].append(one)
    for zones, entries in grouped.items():
        text = catalog.label("keep-off").format(zones=spoken_zones(zones, catalog.text.alt))
        yield _Limit(text, _short(catalog, entries))


def _short(catalog: Catalog, entries: Iterable[Applied]) -> tuple[str, ...]:
    """Name entries in running text."""
    return tuple(dict.fromkeys(short_name(catalog, one.entry_id) for one in entries))


def _shrunken(plan: Plan) -> Iterator[str]:
    """Say that the total has shrunk."""
    before = plan.minutes + sum(step.minutes for step in plan.left_out)
    if before != plan.minutes:
        yield plan.screening.catalog.label("total-became").format(before=before, after=plan.minutes)
