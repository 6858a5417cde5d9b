"""Where no ink of a motion may lie because an area of the back is avoided."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from cardgen.figures.anatomy import BESIDE, MIDLINE
from cardgen.figures.outline import zone_rings
from cardgen.figures.rings import Extent, Polygon, Ring

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cardgen.content.base import Zone
    from cardgen.figures.strokes import Glyph, Ink, Side
    from cardgen.shapes import Point

_BESIDE_FROM = BESIDE - 3.0
"""Offset from which on a motion next to the body belongs to the zone at its height."""
_FAR = 1000.0


@dataclass(frozen=True, slots=True)
class Barrier:
    """What is avoided on one side of the back.

    Attributes:
        polygons: The avoided zones, and what lies beside the body at their height; x is the offset from the midline.
        halo: How far the white around ink reaches, in units.
    """

    polygons: tuple[Polygon, ...]
    halo: float

    def lets_by(self, glyph: Glyph) -> bool:
        """Say whether all of a glyph, its halo included, keeps off what is avoided; its x are offsets."""
        return all(self._lets_by(ink) for ink in glyph)

    def lets_pass(self, point: Point, width: float) -> bool:
        """Say whether a line of a width, with its halo, may pass a point."""
        (x, y), distance = point, width / 2 + self.halo
        reach = Extent(x - distance, x + distance, y - distance, y + distance)
        return all(polygon.clear_within((point,), reach, distance) for polygon in self.polygons)

    def _lets_by(self, ink: Ink) -> bool:
        line = (*ink.points, ink.points[0]) if ink.kind == "area" else ink.points
        return self._keeps_off(line, ink.width)

    def _keeps_off(self, line: Sequence[Point], width: float) -> bool:
        distance = width / 2 + self.halo
        reach = Extent.of(line, distance)
        return all(polygon.clear_within(line, reach, distance) for polygon in self.polygons)


def barrier(zones: frozenset[Zone], side: Side, halo: float) -> Barrier:
    """Return what some avoided zones bar on one side of the back; of those with sides, what lies beside them too."""
    return Barrier(tuple(polygon for zone in sorted(zones) for polygon in _barred_by(zone, side)), halo)


@cache
def _barred_by(zone: Zone, side: Side) -> tuple[Polygon, ...]:
    rings = _rings(zone, side)
    beside = () if zone in {"neck", "sacral"} else map(_beside, rings)
    return tuple(map(Polygon.of, (*rings, *beside)))


def rings_on(zones: frozenset[Zone], side: Side) -> tuple[Ring, ...]:
    """Return what of some zones lies on a side, as polygons of offsets."""
    return tuple(ring for zone in sorted(zones) for ring in _rings(zone, side))


@cache
def _rings(zone: Zone, side: Side) -> tuple[Ring, ...]:
    rings = (tuple((side * (x - MIDLINE), y) for x, y in ring) for ring in zone_rings(zone))
    return tuple(ring for ring in rings if ring[0][0] > 0)


def _beside(ring: Ring) -> Ring:
    top, bottom = min(y for _, y in ring), max(y for _, y in ring)
    return ((_BESIDE_FROM, top), (_FAR, top), (_FAR, bottom), (_BESIDE_FROM, bottom))
