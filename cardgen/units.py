"""Lengths with their unit, and the few frozen shapes that everything is measured with.

Inside the program every length is in points (1/72 in), y runs **down** from the top left corner of the
finished (trimmed) page, and a rectangle is named by its left and top edge, its width and its height.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

MM = 72 / 25.4
"""Points in a millimetre."""

_UNITS = {"mm": MM, "cm": 10 * MM, "in": 72.0, "pt": 1.0}
_LENGTH = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*(mm|cm|in|pt)\s*\Z")


def parse_length(text: str) -> float:
    """Read a length such as ``"105mm"``, ``"4in"`` or ``"12pt"``.

    Args:
        text: A number and one of the units mm, cm, in, pt.

    Returns:
        The length in points.

    Raises:
        ValueError: The text is no such length.
    """
    match = _LENGTH.match(text)
    if match is None:
        raise ValueError(f"{text!r} is no length; write a number and a unit, for example 105mm, 4in or 12pt")
    return float(match[1]) * _UNITS[match[2]]


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height in points."""

    width: float
    height: float


class Rect(NamedTuple):
    """A rectangle in points; ``x``, ``y`` is its top left corner, y runs down.

    A named tuple, as layout makes them by the thousand; likewise its boxes and the runs of their text.
    """

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x of the right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The y of the bottom edge."""
        return self.y + self.height

    @property
    def centre(self) -> tuple[float, float]:
        """The x and y of the middle."""
        return self.x + self.width / 2, self.y + self.height / 2

    def inset(self, by: float) -> Rect:
        """Return the rectangle with every edge moved inward by ``by`` points (outward if negative)."""
        return Rect(self.x + by, self.y + by, self.width - 2 * by, self.height - 2 * by)

    def moved(self, dx: float = 0.0, dy: float = 0.0) -> Rect:
        """Return the rectangle shifted by ``dx``, ``dy`` points."""
        return Rect(self.x + dx, self.y + dy, self.width, self.height)

    def union(self, other: Rect) -> Rect:
        """Return the smallest rectangle that holds both."""
        x, y = min(self.x, other.x), min(self.y, other.y)
        return Rect(x, y, max(self.right, other.right) - x, max(self.bottom, other.bottom) - y)

    def contains(self, other: Rect, slack: float = 0.01) -> bool:
        """Say whether ``other`` lies inside, give or take ``slack`` points."""
        return (
            other.x >= self.x - slack
            and other.y >= self.y - slack
            and other.right <= self.right + slack
            and other.bottom <= self.bottom + slack
        )

    def overlaps(self, other: Rect, slack: float = 0.01) -> bool:
        """Say whether the two share more than ``slack`` points in both directions."""
        return (
            min(self.right, other.right) - max(self.x, other.x) > slack
            and min(self.bottom, other.bottom) - max(self.y, other.y) > slack
        )
