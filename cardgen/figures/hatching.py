"""Hatching: avoided zones, in ink on white, so that they show in gray and from afar."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from cardgen.figures.body import Part, shows, used
from cardgen.figures.outline import zone_rings
from cardgen.figures.rings import crossings
from cardgen.shapes import Path, Stroke
from cardgen.units import MM

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from cardgen.content.base import Zone
    from cardgen.figures.rings import Ring
    from cardgen.figures.view import View
    from cardgen.shapes import Mark, Point, Segment

_PITCH, _WEIGHT = 1.9, 0.3
"""How far the lines are apart (measured along a level line), and how heavy they are, in motion modules."""
_FLOOR = 0.15 * MM
_EXACT: Final = 6
"""Decimals of the pitch in units: tiles of nearly every size have the same one, but for how floats are rounded."""


def hatches(zone: Zone, view: View) -> bool:
    """Say whether any of a zone is seen in a view, and so is hatched if it is avoided."""
    return shows(Part(f"zone-{zone}"), view)


def hatching(zones: Collection[Zone], view: View) -> Iterator[Mark]:
    """Yield what hides and hatches some zones where they show: for each its ground with an edge, then the lines.

    Args:
        zones: The avoided zones.
        view: The tile's view; marks are in points of the tile.
    """
    width = max(_WEIGHT * view.module * view.scale, _FLOOR)
    for zone in sorted(zones):
        if hatches(zone, view):
            part = Part(f"zone-{zone}", fill="white", line="ink", weight=_WEIGHT * view.module, floor=_FLOOR)
            yield used(part, view)
            lines = _lines(zone, round(_PITCH * view.module, _EXACT))
            yield Path(tuple(_segments(lines, view)), stroke=Stroke("ink", width, cap="butt"))


@lru_cache(maxsize=64)
def _lines(zone: Zone, pitch: float) -> tuple[tuple[Point, Point], ...]:
    """Return the lines of a zone."""
    return tuple(line for ring in zone_rings(zone) for line in _lines_in(ring, pitch))


def _lines_in(ring: Ring, pitch: float) -> Iterator[tuple[Point, Point]]:
    """Yield parallel lines that rise to the right inside a polygon, on one grid for all polygons."""
    left, right = min(x for x, _ in ring), max(x for x, _ in ring)
    sums = [x + y for x, y in ring]
    for row in range(int(min(sums) / pitch) + 1, int(max(sums) / pitch) + 1):
        start, end = (left, row * pitch - left), (right, row * pitch - right)
        met = [(left + (right - left) * t, start[1] + (end[1] - start[1]) * t) for t in crossings(ring, start, end)]
        yield from zip(met[::2], met[1::2], strict=False)


def _segments(lines: Iterable[tuple[Point, Point]], view: View) -> Iterator[Segment]:
    for start, end in lines:
        yield ("M", *view.point(*start))
        yield ("L", *view.point(*end))
