"""A theme in one colour: for gray printers, and to see whether phases and panels are still told apart."""

from __future__ import annotations

from cardgen.colours import Colour
from cardgen.theme.model import Ink, Theme


def gray(theme: Theme) -> Theme:
    """Return the theme with every colour as the gray of the same luminance, and printed with black ink alone.

    Contrasts stay what they were, up to the rounding of a gray to 256 levels. What a phase or a panel is, its pattern,
    triangle and words tell; ``load_theme`` checks every theme in gray too.
    """
    palette = {name: _gray(Colour(ink.hex, ink.cmyk)) for name, ink in theme.palette.items()}
    return theme.model_copy(update={"palette": palette, "gray": True})


def _gray(colour: Colour) -> Ink:
    level = round(colour.gray * 255)
    return Ink(hex=f"#{level:02X}{level:02X}{level:02X}", cmyk=(0, 0, 0, round(100 * (1 - level / 255))))
