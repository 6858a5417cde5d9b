"""How large type must be for the distance from which a page of some size is read.

A card is read in the hand, a sheet on the table, a poster from two steps away. ``docs/themes.md`` has the rule.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from cardgen.theme.formats import Role
from cardgen.units import MM, Size

ASIDE: tuple[Role, ...] = ("term", "bar", "phase", "back_note")
"""Roles that only repeat or accompany what stands elsewhere."""

SMALL: tuple[Role, ...] = ("label", "caption")
"""Roles that are read before or after the massage, page in hand."""


@dataclass(frozen=True, slots=True)
class Distance:
    """Floors in points of the pages that are read from some distance.

    Attributes:
        name: The smallest page of the class.
        diagonal: Of that page, in points.
        text: Floor of what must be read during the massage.
        aside: Floor of ``ASIDE``.
        small: Floor of ``SMALL``.
    """

    name: str
    diagonal: float
    text: float
    aside: float
    small: float

    def floor(self, role: Role) -> float:
        """Return the least size of a role."""
        if role in SMALL:
            return self.small
        return self.aside if role in ASIDE else self.text


DISTANCES = (
    Distance("ID-1", 0.0, text=9, aside=9, small=7.5),
    Distance("A6", math.hypot(105, 148) * MM, text=9, aside=9, small=8),
    Distance("A5", math.hypot(148, 210) * MM, text=10.5, aside=9, small=8.5),
    Distance("A4", math.hypot(210, 297) * MM, text=12, aside=11, small=9.5),
    Distance("A3", math.hypot(297, 420) * MM, text=17, aside=17, small=10),
    Distance("A2", math.hypot(420, 594) * MM, text=24, aside=24, small=14),
)
"""From the smallest page to the largest."""

_SLACK = 0.1


def distance(size: Size) -> Distance:
    """Return the class of a page: the last one whose smallest page has at most its diagonal."""
    reach = math.hypot(size.width, size.height) + _SLACK
    return [one for one in DISTANCES if one.diagonal <= reach][-1]
