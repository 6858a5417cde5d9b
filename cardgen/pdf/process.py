"""What a file is for: reading, a home printer, a press. Its colours, pictures and promises follow from that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final, TypeAlias

from cardgen.pdf.file import Objects
from cardgen.pdf.inks import Inks, press_inks, screen_inks
from cardgen.pdf.metadata import Metadata, archival_catalogue, press_catalogue
from cardgen.pdf.raster import add_picture, add_separated
from cardgen.pdf.syntax import Ref, Value
from cardgen.separation import Profile
from cardgen.shapes import Picture

Catalogue: TypeAlias = Callable[[Objects, Metadata], dict[str, Value]]
"""A file and what it says of itself to the catalogue's entries, but for pages, structure and outline."""


@dataclass(frozen=True, slots=True)
class Process:
    """How a file is made for what it is for.

    Attributes:
        inks: How colours are written.
        picture: Adds a picture to a file.
        catalogue: What the file says of itself.
    """

    inks: Inks
    picture: Callable[[Objects, Picture], Ref]
    catalogue: Catalogue


READING: Final = Process(screen_inks, add_picture, partial(archival_catalogue, tagged=True))
"""To be read: sRGB, with structure."""

SHEETS: Final = Process(screen_inks, add_picture, partial(archival_catalogue, tagged=False))
"""To be printed at home and cut: sRGB, without structure."""


def for_press(profile: Profile | None) -> Process:
    """Return how a file for a press is made: in four inks.

    Args:
        profile: How the press prints colours, if that is known.
    """
    return Process(press_inks, partial(add_separated, profile=profile), partial(press_catalogue, profile=profile))
