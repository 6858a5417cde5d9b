"""A theme: palette, phases, signal panels, what leaves a full side first, and the page formats."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import BeforeValidator, Field

from cardgen.colours import Colour
from cardgen.content.base import Entry, Id, Phase, Words
from cardgen.shapes import Face
from cardgen.theme.formats import Format

Leaving: TypeAlias = Literal["sources", "qr", "log", "note", "fields", "pain", "checklist"]
"""A block that may leave a full side for another one."""

Signal: TypeAlias = Literal["WARNING", "CAUTION", "NOTICE"]


def _upper(value: object) -> object:
    return value.upper() if isinstance(value, str) else value


Hex = Annotated[str, Field(pattern=r"^#[0-9A-Fa-f]{6}$", examples=['"#0F454D"']), BeforeValidator(_upper)]
Share = Annotated[int, Field(ge=0, le=100)]
"""Of an ink, in per cent."""


class Ink(Entry):
    """A colour of the palette: for the screen, and its start values for the press."""

    hex: Hex
    cmyk: tuple[Share, Share, Share, Share]


class PhaseStyle(Entry):
    """How a phase looks: colour, lightness and pattern all differ, so that none is needed alone."""

    fill: Id
    text: Id
    pattern: Literal["waves", "solid", "ticks", "dots"]
    mark: Id


class SignalStyle(Entry):
    """Header of a signal panel after ANSI Z535.4."""

    ground: Id
    word: Id
    face: Face
    alert: bool


class Contrast(Entry):
    """How far apart colours must be at least; a theme may ask for more than this, never for less.

    Attributes:
        text: Contrast of text and its ground (WCAG 2.1, 1.4.3: 4.5; enhanced, 1.4.6: 7).
        marks: Contrast of marks that carry a meaning and their ground (WCAG 2.1, 1.4.11: 3).
        phases: Difference in L* of two phases with the same pattern.
    """

    text: float = Field(ge=4.5, le=21)
    marks: float = Field(ge=3, le=21)
    phases: float = Field(ge=26, le=100)


class Theme(Entry):
    """A theme, whole.

    Attributes:
        name: That of its file.
        about: What it is for, in a line.
        gray: Whether every colour is printed as the gray of its luminance.
    """

    name: Id
    about: Words | None = None
    gray: bool = False
    contrast: Contrast
    palette: dict[Id, Ink]
    phases: dict[Phase, PhaseStyle]
    signals: dict[Signal, SignalStyle]
    leaves_first: tuple[Leaving, ...]
    formats: dict[Id, Format]

    @property
    def cards(self) -> dict[Id, Format]:
        """The formats of cards."""
        return {name: form for name, form in self.formats.items() if form.kind in {"card", "deck"}}

    @property
    def posters(self) -> dict[Id, Format]:
        """The formats of posters."""
        return {name: form for name, form in self.formats.items() if form.kind == "poster"}

    @property
    def booklets(self) -> dict[Id, Format]:
        """The formats of booklets' pages."""
        return {name: form for name, form in self.formats.items() if form.kind == "booklet"}

    def colour(self, name: str) -> Colour:
        """Return a colour of the palette.

        Raises:
            KeyError: The palette has no such colour.
        """
        ink = self.palette[name]
        return Colour(hex=ink.hex, cmyk=ink.cmyk)
