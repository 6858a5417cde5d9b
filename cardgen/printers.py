"""What a printer does that a sheet has to allow for: where its back side lands, and where it cannot print."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from cardgen.units import MM, parse_length

FARTHEST: Final = 20 * MM
"""Points of the largest offset or margin that a working printer can have."""

OFFSET_EXAMPLE: Final = "0.5mm,-1mm"


@dataclass(frozen=True, slots=True)
class Printer:
    """A printer, measured.

    Attributes:
        offset_back: How far the back side has to be moved right and down to meet the front, in points, as one looks at
            the back. The page that ``cardgen sheet --calibrate`` makes tells it.
        margin: White that the printer leaves along each edge of the sheet, in points.
    """

    offset_back: tuple[float, float] = (0.0, 0.0)
    margin: float = 0.0


ANY_PRINTER: Final = Printer()
"""A printer of which nothing is known: both sides meet, and nothing is left white."""


def parse_offset(text: str) -> tuple[float, float]:
    """Read how far to move: right, then down, such as ``"0.5mm,-1mm"``.

    Args:
        text: Two lengths with a comma between them.

    Returns:
        Points right and down; negative is left and up.

    Raises:
        ValueError: The text is no such pair, or one of them is more than 20 mm.
    """
    parts = text.split(",")
    if len(parts) != 2:
        raise ValueError(f"{text!r} is no offset; write how far right and how far down: {OFFSET_EXAMPLE}")
    right, down = (parse_length(part) for part in parts)
    if max(abs(right), abs(down)) > FARTHEST:
        raise ValueError(
            f"{text!r} is farther off than a printer can be; measure again, {FARTHEST / MM:g}mm is the most"
        )
    return right, down


def parse_margin(text: str) -> float:
    """Read the white along a sheet's edges, such as ``"5mm"``.

    Args:
        text: A length.

    Returns:
        The length in points.

    Raises:
        ValueError: The text is no length, or is less than 0 or more than 20 mm.
    """
    margin = parse_length(text)
    if not 0 <= margin <= FARTHEST:
        raise ValueError(f"{text!r} is no margin of a printer; write 0mm to {FARTHEST / MM:g}mm")
    return margin
