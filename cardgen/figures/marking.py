"""A back to mark places on: its zones outlined, nothing worked, nothing forbidden."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from cardgen.figures.anatomy import ANCHORS, MIDLINE, Window
from cardgen.figures.body import ABOVE, BELOW, ZONE, used
from cardgen.figures.view import view_onto
from cardgen.shapes import Clip, Mark, Path, Point, rounded
from cardgen.units import Rect, Size

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cardgen.content.base import Area, Zone

WINDOW = Window(centre=152, height=186, least_width=118)
"""From the neck to the hips."""

SHAPE = WINDOW.least_width / WINDOW.height
"""Width of the figure as a share of its height."""


@dataclass(frozen=True, slots=True)
class MarkingBack:
    """A drawn back; its marks lie in a rectangle whose top left corner is (0, 0), points, y down.

    Attributes:
        marks: What it draws, clipped to ``size``.
        size: Points.
        zones: A point in the middle of each zone.
    """

    marks: tuple[Mark, ...]
    size: Size
    zones: Mapping[Zone, Point]


def marking_back(zones: tuple[Zone, ...], height: float, radius: float) -> MarkingBack:
    """Draw a back to mark places on.

    Args:
        zones: The zones to outline.
        height: Points.
        radius: Round corners of the tile in points.

    Returns:
        The drawing.
    """
    size = Size(height * SHAPE, height)
    view = view_onto(WINDOW, size)
    tile = Rect(0, 0, size.width, size.height)
    outlined = tuple(replace(ZONE, form=f"zone-{zone}", fill="white") for zone in zones)
    parts = (*BELOW, *outlined, *ABOVE)
    marks: tuple[Mark, ...] = (Path(rounded(tile), fill="tile"), *(used(part, view) for part in parts))
    middles = {zone: view.point(*_middle(zone)) for zone in zones}
    return MarkingBack((Clip(rounded(tile, radius), marks, recurs=True),), size, middles)


def _middle(zone: Zone) -> Point:
    area, _, side = zone.partition("-")
    place = ANCHORS[cast("Area", area)]
    beside = (place.inner + place.outer) / 2
    return MIDLINE + {"left": -beside, "right": beside, "": 0.0}[side], place.middle
