"""Laminating pouches by name, as shops sell them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from cardgen.units import MM, Size

SEAL: Final = 3 * MM
"""Points of film that should stand out around a card: vendors say 2, 3 or 4.8 mm."""

LEAST_SEAL: Final = 2 * MM
"""A narrower seal comes open."""


@dataclass(frozen=True, slots=True)
class Pouch:
    """A pouch.

    Attributes:
        name: As it is typed.
        size: Of the film, in points.
    """

    name: str
    size: Size

    @property
    def holds(self) -> Size:
        """The largest card that has the usual seal in it, in points."""
        return Size(self.size.width - 2 * SEAL, self.size.height - 2 * SEAL)

    @property
    def label(self) -> str:
        """Its name in a sentence."""
        return self.name.upper() if self.name[0] == "a" else self.name


POUCHES: Final = (
    Pouch("credit-card", Size(60 * MM, 91.6 * MM)),
    Pouch("a7", Size(80 * MM, 111 * MM)),
    Pouch("a6", Size(111 * MM, 154 * MM)),
    Pouch("a5", Size(154 * MM, 216 * MM)),
    Pouch("a4", Size(216 * MM, 303 * MM)),
    Pouch("letter", Size(9 * 72.0, 11.5 * 72.0)),
    Pouch("a3", Size(303 * MM, 426 * MM)),
)
"""From the smallest to the largest."""
