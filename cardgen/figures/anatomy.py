"""Where things are on the outline, in the units of ``assets/figures/back.svg`` (2.6 units are about 1 cm).

An *offset* is a distance from the midline; left and right are mirror images, so that one number serves both.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cardgen.content.base import Crop
    from cardgen.content.motion import Anchor

MIDLINE = 100.0
GUTTER = 4.0
"""Offset within which no ink of a motion lies: the spine is never pressed (fact ``not-on-spine``)."""

TAILBONE = 236.0
"""Height of the upper end of the tailbone; ``deep-stroking`` stops before it (made safer than source B)."""

BESIDE = 46.5
"""Offset of the lane next to the body."""


@dataclass(frozen=True, slots=True)
class Place:
    """An anchor: its upper and lower end, and the offset of each lane there."""

    top: float
    bottom: float
    inner: float
    outer: float
    edge: float

    @property
    def middle(self) -> float:
        """The height halfway down."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Room:
    """A part of one side of the back: offsets from ``inner`` to ``outer``, heights from ``top`` to ``bottom``."""

    inner: float
    outer: float
    top: float
    bottom: float

    def meets(self, other: Room) -> bool:
        """Say whether the two share an area."""
        return (
            self.inner < other.outer
            and other.inner < self.outer
            and self.top < other.bottom
            and other.top < self.bottom
        )


@dataclass(frozen=True, slots=True)
class Window:
    """A crop: its centre and height, and the width that a narrow tile shows at least."""

    centre: float
    height: float
    least_width: float


ANCHORS: Mapping[Anchor, Place] = MappingProxyType(
    {
        "neck": Place(top=66, bottom=84, inner=11.5, outer=10, edge=14),
        "shoulder": Place(top=92, bottom=114, inner=14, outer=34, edge=52),
        "thoracic": Place(top=120, bottom=168, inner=15, outer=29, edge=39),
        "lumbar": Place(top=177, bottom=208, inner=14.5, outer=28, edge=34),
        "loin": Place(top=197, bottom=210, inner=14.5, outer=27, edge=33),
        "sacral": Place(top=215, bottom=TAILBONE - 2, inner=11, outer=19, edge=27),
        "hip": Place(top=210, bottom=238, inner=15, outer=33, edge=43),
    }
)

CHAIN: tuple[Anchor, ...] = ("neck", "shoulder", "thoracic", "lumbar", "sacral")
"""The zones from top to bottom: a lane passes the middle of each that lies between its ends."""

CROPS: Mapping[Crop, Window] = MappingProxyType(
    {
        "loin": Window(centre=196.4, height=96, least_width=90),
        "low": Window(centre=206, height=98, least_width=90),
        "back": Window(centre=154, height=190, least_width=112),
        "full": Window(centre=158, height=316, least_width=160),
    }
)
"""From the tightest to the widest; each but the first two holds all of those before it."""

PERCUSSION_AREAS: tuple[Room, ...] = (
    Room(inner=GUTTER, outer=42, top=96, bottom=149),
    Room(inner=GUTTER, outer=37, top=196.8, bottom=208),
)
"""Where a blow may land: above the lower ribs, and between the kidney area and the buttocks."""

BARE_AREAS: tuple[Room, ...] = (
    Room(inner=0, outer=44, top=149.2, bottom=196.6),
    Room(inner=0, outer=28.4, top=209, bottom=246),
)
"""Lower ribs (about T10 to T12) with the kidney area (T12 to L3), and the sacrum with the tailbone: no percussion."""

STRUCK_PARTS: Mapping[str, str] = MappingProxyType({"thoracic": "upper", "lumbar": "loin"})
"""What is left of a zone for percussion, where that is less than the zone."""
