"""What a check of a theme finds."""

from __future__ import annotations

from dataclasses import dataclass

from cardgen.content.place import Location


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that no theme may do.

    Attributes:
        values: The values that are wrong together, the likeliest culprit first; the one that stands nearest to the
            author is pointed at.
        message: What is wrong; what to do.
    """

    values: tuple[Location, ...]
    message: str
