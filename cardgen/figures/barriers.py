"""Where no ink of a motion may lie because an area of the back is avoided."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from cardgen.figures.anatomy import BESIDE, MIDLINE
from cardgen.figures.outline import zone_rings
from cardgen.figures.rings import Ring, clear

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cardgen.content.base import Zone
    from cardgen.figures.strokes import Glyph, Ink, Side
    from cardgen.shapes import Point

_BESIDE_FROM = BESIDE - 3.0
"""Offset from which on a motion next to the body belongs to the zone at its height."""
_FAR = 1000.0

_Extent: TypeAlias = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Barrier:
    """What is avoided on one side of the back.

    Attributes:
        rings: The avoided zones, and what lies beside the body at their height; x is the offset from the midline.
        halo: How far the white around ink reaches, in units.
        extents: Of each ring the least and greatest x, then the least and greatest y.
    """

    rings: tuple[Ring, ...]
    halo: float
    extents: tuple[_Extent, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "extents", tuple(map(_extent, self.rings)))

    def lets_by(self, glyph: Glyph) -> bool:
        """Say whether all of a glyph, its halo included, keeps off what is avoided; its x are offsets."""
        return all(self._lets_by(ink) for ink in glyph)

    def lets_pass(self, point: Point, width: float) -> bool:
        """Say whether a line of a width, with its halo, may pass a point."""
        return self._keeps_off((point,), width)

    def _lets_by(self, ink: Ink) -> bool:
        line = (*ink.points, ink.points[0]) if ink.kind == "area" else ink.points
        return self._keeps_off(line, ink.width)

    def _keeps_off(self, line: Sequence[Point], width: float) -> bool:
        distance = width / 2 + self.halo
        left, right, top, bottom = _extent(line)
        return all(
            clear(ring, line, distance)
            for ring, (least_x, most_x, least_y, most_y) in zip(self.rings, self.extents, strict=True)
            # Most lines are far from most rings, and to look at every edge of a ring takes long.
            if left - distance <= most_x
            and right + distance >= least_x
            and top - distance <= most_y
            and bottom + distance >= least_y
        )


@lru_cache(maxsize=64)
def barrier(zones: frozenset[Zone], side: Side, halo: float) -> Barrier:
    """Return what some avoided zones bar on one side of the back; of those with sides, what lies beside them too."""
    beside = (_beside(ring) for ring in rings_on(zones - {"neck", "sacral"}, side))
    return Barrier((*rings_on(zones, side), *beside), halo)


def rings_on(zones: frozenset[Zone], side: Side) -> tuple[Ring, ...]:
    """Return what of some zones lies on a side, as polygons of offsets."""
    rings = (tuple((side * (x - MIDLINE), y) for x, y in ring) for zone in sorted(zones) for ring in zone_rings(zone))
    return tuple(ring for ring in rings if ring[0][0] > 0)


def _extent(points: Sequence[Point]) -> _Extent:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), max(xs), min(ys), max(ys)


def _beside(ring: Ring) -> Ring:
    top, bottom = min(y for _, y in ring), max(y for _, y in ring)
    return ((_BESIDE_FROM, top), (_FAR, top), (_FAR, bottom), (_BESIDE_FROM, bottom))
