"""The zones of the back: which of them an area has, which a technique works, and how they are called."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import cast, get_args

from cardgen.content.base import Area, SidedZone, Zone
from cardgen.content.facts import Technique
from cardgen.content.motion import Anchor, Key, Motion, Travel
from cardgen.content.words import AltWords
from cardgen.kept import kept

WHOLE_BACK: frozenset[Zone] = frozenset(get_args(Zone))
AREAS: tuple[Area, ...] = get_args(Area)
"""Every area, from top to bottom."""
ZONES: Mapping[Area, frozenset[Zone]] = MappingProxyType(
    {area: frozenset(zone for zone in WHOLE_BACK if zone == area or zone.startswith(f"{area}-")) for area in AREAS}
)
"""The zones of an area: one on the midline, or one on each side."""

AREA_OF: Mapping[Anchor, Area] = MappingProxyType(
    {
        "neck": "neck",
        "shoulder": "shoulder",
        "thoracic": "thoracic",
        "lumbar": "lumbar",
        "loin": "lumbar",
        "sacral": "sacral",
        "hip": "sacral",
    }
)
"""The area at the height of an anchor."""


def zones_of(areas: Iterable[Area]) -> frozenset[Zone]:
    """Return the zones of several areas."""
    return frozenset(zone for area in areas for zone in ZONES[area])


@kept()
def reached(technique: Technique) -> tuple[Area, ...]:
    """Return the areas that the hands come to, from top to bottom: those worked, and all that a movement passes."""
    passed = {area for motion in technique.motion if not isinstance(motion, Key) for area in _passed(motion)}
    return tuple(area for area in AREAS if area in technique.zones or area in passed)


@kept(most=64)
def barred(technique: Technique, avoided: frozenset[Zone]) -> frozenset[Zone]:
    """Return the zones that a technique comes to and must leave out.

    Args:
        technique: The technique.
        avoided: Zones that nobody may work.

    Returns:
        Those of them that the technique reaches, whether it works them or a stroke only runs out there. A stroke across
        the back that may not touch one side of an area does not touch the other side of it either.
    """
    areas = reached(technique)
    barred_zones = zones_of(areas) & avoided
    if any(getattr(motion, "sides", None) == "across" for motion in technique.motion):
        return zones_of(area for area in areas if ZONES[area] & barred_zones)
    return barred_zones


@kept(most=64)
def left(technique: Technique, avoided: frozenset[Zone]) -> bool:
    """Say whether a technique has something left to do.

    Args:
        technique: The technique.
        avoided: Zones that nobody may work.

    Returns:
        Whether one of its movements (its order of work and its key of directions are none) still works a zone.
    """
    free = zones_of(technique.zones) - barred(technique, avoided)
    return any(free & frozenset(_worked(motion)) for motion in technique.motion)


def _worked(motion: Motion) -> Iterator[Zone]:
    if isinstance(motion, Key | Travel):
        return
    for zone in zones_of(_passed(motion)):
        if motion.sides in {"both", "across"} or not zone.endswith(("-left", "-right")) or zone.endswith(motion.sides):
            yield zone


def _passed(motion: Motion) -> tuple[Area, ...]:
    assert not isinstance(motion, Key)
    first, last = sorted(AREAS.index(AREA_OF[anchor]) for anchor in (motion.start, motion.end))
    return AREAS[first : last + 1]


def spoken_zones(zones: Collection[Zone], words: AltWords) -> str:
    """Name zones in running text: "the neck and the left low back"; both sides of an area become its own name.

    Args:
        zones: At least one zone, in any order.
        words: The phrases of a language.

    Returns:
        The names from top to bottom, the left before the right.

    Raises:
        ValueError: There is no zone to name.
    """
    if not zones:
        raise ValueError("no zone to name; ask only about those that are avoided")
    names = [name for area in AREAS for name in _names(area, zones, words)]
    *first, last = names
    return f"{words.listed.join(first)}{words.listed_last}{last}" if first else last


def _names(area: Area, among: Collection[Zone], words: AltWords) -> Iterator[str]:
    if ZONES[area].issubset(among):
        yield words.anchors[area]
    else:
        yield from (words.zones[cast("SidedZone", zone)] for zone in sorted(ZONES[area].intersection(among)))
