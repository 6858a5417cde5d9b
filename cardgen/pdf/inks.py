"""How a file writes colours: red, green and blue for whoever reads it, four inks for a press."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal, TypeAlias

from cardgen.colours import Colour
from cardgen.pdf.syntax import decimal

Use: TypeAlias = Literal["text", "fill", "stroke"]
"""What a colour is for; text is filled."""

Inks: TypeAlias = Callable[[str, Colour, Use], str]
"""A colour's name in the palette, the colour, and what it is for, to the operator that sets it (ISO 32000-1, 8.6.8)."""

SHARE: Final = 3
"""Decimals of a colour's part, from 0 to 1: finer than the 255 steps that it has."""

ON_BLACK: Final = frozenset({"ink", "grey", "black"})
"""Names of the palette whose text is printed with black ink alone, and full: four plates never meet exactly, and a tint
is a screen of dots; both blur letters of 9 points. Lines and areas of these colours keep the theme's inks."""

_BLACK: Final = (0, 0, 0, 100)


def screen_inks(_: str, colour: Colour, use: Use) -> str:
    """Write a colour as sRGB; see ``Inks``."""
    return " ".join(decimal(part, SHARE) for part in colour.rgb) + (" RG" if use == "stroke" else " rg")


def press_inks(name: str, colour: Colour, use: Use) -> str:
    """Write a colour as the theme's inks, text of ``ON_BLACK`` with black alone; see ``Inks``."""
    inks = _BLACK if use == "text" and name in ON_BLACK else colour.cmyk
    return " ".join(decimal(ink / 100, SHARE) for ink in inks) + (" K" if use == "stroke" else " k")
