"""Motions where an area is avoided: which areas are left of their way, on each side."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from cardgen.content.motion import Fan, Key, LongArrow, ReturnArrow, Travel
from cardgen.content.zones import AREA_OF, AREAS, ZONES
from cardgen.figures.anatomy import ANCHORS
from cardgen.figures.outline import zone_rings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cardgen.content.base import Area, Zone
    from cardgen.content.motion import Motion
    from cardgen.figures.anatomy import Room

_LINES = (LongArrow, ReturnArrow, Travel, Fan, Key)
"""Motions that are no rows: their arrows are cut where the ink meets what is avoided."""
_BEYOND = 4.0
"""How far beyond its anchors, in units, a row may move to keep off something avoided."""


@dataclass(frozen=True, slots=True)
class Back:
    """What of the back a technique works, and what it must not touch.

    Attributes:
        free: Zones that the technique works and need not leave out.
        barred: Zones that no motion may touch.
    """

    free: frozenset[Zone]
    barred: frozenset[Zone]

    def is_open(self, area: Area, sides: str) -> bool:
        """Say whether an area may be touched on one of some sides; for a stroke across, on both."""
        zones = [zone not in self.barred for zone in ZONES[area] if _is_on(zone, sides)]
        return all(zones) if sides == "across" else any(zones)

    def is_worked(self, area: Area, sides: str) -> bool:
        """Say whether an area is worked on one of some sides."""
        return any(zone in self.free for zone in ZONES[area] if _is_on(zone, sides))


@dataclass(frozen=True, slots=True)
class Run:
    """A motion, or what is left of it between avoided areas.

    Attributes:
        motion: The motion.
        room: Where a glyph that touches something avoided may move to.
    """

    motion: Motion
    room: Room


def runs(motion: Motion, back: Back, room: Room, halo: float) -> Iterator[Run]:
    """Yield what is left of a motion: of a row, its runs of open areas, but for those where nothing is worked.

    Args:
        motion: The motion; one that is no row, or nothing of whose back is avoided, stays whole.
        back: What is worked, and what is avoided.
        room: Where the ink of one side may lie.
        halo: How far the white around ink reaches, in units.
    """
    if not back.barred or isinstance(motion, _LINES):
        yield Run(motion, room)
        return
    way = _way(motion)
    for sides in ("left", "right") if motion.sides == "both" else (motion.sides,):
        areas = [(area, back.is_open(area, sides)) for area in way]
        for open_, group in groupby(areas, key=itemgetter(1)):
            run = [area for area, _ in group]
            if open_ and any(back.is_worked(area, sides) for area in run):
                part = _part(motion, way, run, sides)
                yield Run(part, _room(part, run, back.barred, room, halo))


def narrowed(motion: Motion, back: Back, sides: str) -> Motion:
    """Return a motion as it is done on some sides: from the first to the last area that is left of its way.

    Args:
        motion: Any motion but a ``key``.
        back: What is worked, and what is avoided.
        sides: The sides that the motion is still done on, as a motion has them.
    """
    assert not isinstance(motion, Key)
    way = _way(motion)
    beside_sacrum = isinstance(motion, _LINES) and "hip" in {motion.start, motion.end}
    opens = [back.is_open(area, sides) or (area == "sacral" and beside_sacrum) for area in way]
    done = [i for i, area in enumerate(way) if opens[i] and back.is_worked(area, sides)] or [0, len(way) - 1]
    first, last = done[0], done[-1]
    while first > 0 and opens[first - 1]:
        first -= 1
    while last < len(way) - 1 and opens[last + 1]:
        last += 1
    return _part(motion, way, list(way[first : last + 1]), sides)


def _way(motion: Motion) -> tuple[Area, ...]:
    """Return the areas that a motion passes, in its order."""
    assert not isinstance(motion, Key)
    first, last = AREAS.index(AREA_OF[motion.start]), AREAS.index(AREA_OF[motion.end])
    return AREAS[first : last + 1] if first <= last else AREAS[last : first + 1][::-1]


def _part(motion: Motion, way: tuple[Area, ...], areas: list[Area], sides: str) -> Motion:
    """Return a motion over some areas of its way; its own anchors stay where it still starts or ends there."""
    assert not isinstance(motion, Key)
    start = motion.start if areas[0] == way[0] else areas[0]
    end = motion.end if areas[-1] == way[-1] else areas[-1]
    if len(areas) == 1 < len(way):
        start = end = start if areas[0] == way[0] else end
    return motion.model_copy(update={"start": start, "end": end, "sides": sides})


def _is_on(zone: Zone, sides: str) -> bool:
    """Say whether a zone lies on some sides; one without sides lies on both."""
    return sides in {"both", "across"} or not zone.endswith(("-left", "-right")) or zone.endswith(f"-{sides}")


def _room(motion: Motion, areas: list[Area], barred: frozenset[Zone], room: Room, halo: float) -> Room:
    """Return the room of a run: near its anchors, and off the barred zones above and below it."""
    assert not isinstance(motion, Key)
    ends, places = (ANCHORS[motion.start], ANCHORS[motion.end]), [AREAS.index(area) for area in areas]
    above = [y for zone in barred & _zones_at(min(places) - 1) for ring in zone_rings(zone) for _, y in ring]
    below = [y for zone in barred & _zones_at(max(places) + 1) for ring in zone_rings(zone) for _, y in ring]
    top = max([room.top, min(end.top for end in ends) - _BEYOND, *(y + halo for y in above)])
    bottom = min([room.bottom, max(end.bottom for end in ends) + _BEYOND, *(y - halo for y in below)])
    return replace(room, top=top, bottom=bottom)


def _zones_at(place: int) -> frozenset[Zone]:
    return ZONES[AREAS[place]] if 0 <= place < len(AREAS) else frozenset()
