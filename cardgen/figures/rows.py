"""Where repeated glyphs stand: in a column along the muscle, or scattered over what percussion may work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from cardgen.figures.anatomy import PERCUSSION_AREAS, Room
from cardgen.figures.strokes import Glyph, extent, settled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cardgen.shapes import Point

_FROM_SPINE = 0.5
"""Modules between the gutter and the first column of blows."""


class Build(Protocol):
    """Makes a glyph about a centre; neighbouring columns may differ."""

    def __call__(self, centre: Point, column: int) -> Glyph:
        """Return the glyph."""
        ...


def spread(start: float, end: float, pitch: float) -> list[float]:
    """Return the middles of equal parts from ``start`` to ``end``, about ``pitch`` long; at least one."""
    count = max(1, int((end - start) / pitch + 0.35))
    step = (end - start) / count
    return [start + step * (i + 0.5) for i in range(count)]


@dataclass(frozen=True, slots=True)
class Grid:
    """How blows are scattered.

    Attributes:
        across: Distance of columns, in modules.
        along: Distance of glyphs in a column, in modules, at least.
        columns: At most so many.
        staggered: Whether every other column stands half a step lower.
    """

    across: float
    along: float
    columns: int
    staggered: bool = True


def blows(build: Build, grid: Grid, module: float, top: float, bottom: float) -> Iterator[Glyph]:
    """Fill what percussion may work with columns of a glyph.

    Args:
        build: Makes the glyph; all of them are equally large.
        grid: How they are scattered.
        module: The motion module in units.
        top: Upper end of the motion.
        bottom: Lower end of the motion.

    Yields:
        Glyphs, each whole inside one of ``PERCUSSION_AREAS``; none where the motion touches no such area.
    """
    held = extent(build((0.0, 0.0), 0))
    for area in PERCUSSION_AREAS:
        if top < area.bottom and bottom > area.top:
            band = _band(area, top, bottom, held.bottom - held.top)
            yield from _filled(build, grid, module, band)


def _band(area: Room, top: float, bottom: float, height: float) -> Room:
    """Return the part of an area between two heights, made as high as a glyph if the area allows."""
    top = max(area.top, min(top, area.bottom - height))
    return Room(area.inner, area.outer, top, min(area.bottom, max(bottom, top + height)))


def _filled(build: Build, grid: Grid, module: float, band: Room) -> Iterator[Glyph]:
    held = extent(build((0.0, 0.0), 0))
    first = band.inner + _FROM_SPINE * module
    spare = band.outer - first - (held.outer - held.inner)
    steps = 2 if grid.staggered else 1
    levels = _levels(band.bottom - band.top - (held.bottom - held.top), grid.along * module / steps)
    for column in range(max(1, min(grid.columns, 1 + int(spare / (grid.across * module))))):
        x = first - held.inner + column * grid.across * module
        for level in levels[column % steps :: steps] or levels:
            yield settled(build((x, band.top - held.top + level), column), band)


def _levels(length: float, pitch: float) -> list[float]:
    """Return even distances from 0 to ``length``, at least ``pitch`` apart; half of it where there is room for one."""
    count = 1 + max(0, int(length / pitch))
    return [length * i / (count - 1) for i in range(count)] if count > 1 else [length / 2]
