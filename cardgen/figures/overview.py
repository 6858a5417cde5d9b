"""A person's back from head to hips on a dark ground: where a massage works, and where nobody presses."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Final

from cardgen.content.base import Area, Zone
from cardgen.figures.anatomy import ANCHORS, MIDLINE, Place, Window
from cardgen.figures.body import ABOVE, BELOW, ZONE, used
from cardgen.figures.hatching import hatching
from cardgen.figures.view import View, view_onto
from cardgen.shapes import Clip, Mark, Point, rounded
from cardgen.units import Rect, Size

WINDOW: Final = Window(centre=132, height=264, least_width=160)
"""From above the head to the towel."""

ON_DARK: Final = {"cradle": replace(BELOW[0], fill="teal600", line="mist")}
"""What looks different on a dark ground."""

SHAPE = WINDOW.least_width / WINDOW.height
"""Width of the figure as a share of its height."""

BELOW_WORK = 16.0
"""How far below the worked area the spine is pointed at, in units of the drawing."""


@dataclass(frozen=True, slots=True)
class Overview:
    """A drawn back; its marks lie in a rectangle whose top left corner is (0, 0), points, y down.

    Attributes:
        marks: What it draws, clipped to ``size``.
        size: Points.
        work: A point on the muscles left of the spine, in the lowest area that is worked.
        spine: A point on the spine, below ``work``.
    """

    marks: tuple[Mark, ...]
    size: Size
    work: Point
    spine: Point


def overview(worked: Collection[Zone], avoided: Collection[Zone], height: float) -> Overview:
    """Draw a back with what is worked and what is not.

    Args:
        worked: Zones that the massage works; none of ``avoided``.
        avoided: Zones that must not be worked: they are hatched.
        height: Points.

    Returns:
        The drawing.
    """
    size = Size(height * SHAPE, height)
    view = view_onto(WINDOW, size)
    side, place = _pointed_at(worked)
    work = view.point(MIDLINE + side * (place.inner + place.outer) / 2, place.middle)
    spine = view.point(MIDLINE, place.bottom + BELOW_WORK)
    frame = rounded(Rect(0, 0, size.width, size.height))
    return Overview((Clip(frame, tuple(_marks(worked, avoided, view)), recurs=True),), size, work, spine)


BESIDE_SPINE: Final[tuple[Area, ...]] = ("lumbar", "thoracic", "shoulder")
"""Areas with a zone on each side of the spine, from below."""


def _pointed_at(worked: Collection[Zone]) -> tuple[int, Place]:
    """Return side and place of the lowest worked muscles beside the spine, left before right."""
    for area in BESIDE_SPINE:
        for side, name in ((-1, "left"), (1, "right")):
            if f"{area}-{name}" in worked:
                return side, ANCHORS[area]
    lowest: Area = "neck" if "neck" in worked else "sacral"
    return -1, ANCHORS[lowest]


def _marks(worked: Collection[Zone], avoided: Collection[Zone], view: View) -> Iterator[Mark]:
    yield from (used(ON_DARK.get(part.form, part), view) for part in BELOW)
    yield from (used(replace(ZONE, form=f"zone-{zone}"), view) for zone in sorted(worked))
    yield from hatching(avoided, view)
    yield from (used(part, view) for part in ABOVE)
