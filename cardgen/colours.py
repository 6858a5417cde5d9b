"""Colours, and how far apart two of them are for an eye.

Luminance and contrast follow WCAG 2.1 (success criterion 1.4.3 and the glossary's "relative luminance" and
"contrast ratio"); lightness is L* of CIE 15 for the white of sRGB.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_HEX = re.compile(r"#[0-9A-Fa-f]{6}\Z")


@dataclass(frozen=True, slots=True)
class Colour:
    """One colour of a palette.

    Attributes:
        hex: sRGB as ``#RRGGBB``, for screens and home printers.
        cmyk: Cyan, magenta, yellow and black in per cent: start values for a press.

    Raises:
        ValueError: ``hex`` has another form, or a share of ``cmyk`` lies outside 0 to 100.
    """

    hex: str
    cmyk: tuple[int, int, int, int]

    def __post_init__(self) -> None:
        if not _HEX.match(self.hex):
            raise ValueError(f"{self.hex!r} is no colour; write # and six digits 0-9, A-F, for example #0F454D")
        if not all(0 <= share <= 100 for share in self.cmyk):
            raise ValueError(f"{self.cmyk!r} is no ink; cyan, magenta, yellow and black each lie between 0 and 100")

    @property
    def rgb(self) -> tuple[float, float, float]:
        """Red, green and blue of sRGB, each from 0 to 1."""
        red, green, blue = (int(self.hex[i : i + 2], 16) / 255 for i in (1, 3, 5))
        return red, green, blue

    @property
    def inked(self) -> Colour:
        """The colour of the inks as plain arithmetic has it (ISO 32000-1, 10.3.5): no more than a likeness of paper."""
        *tints, black = self.cmyk
        parts = (round(255 * (100 - tint) * (100 - black) / 10_000) for tint in tints)
        return Colour("#" + "".join(f"{part:02X}" for part in parts), self.cmyk)

    @property
    def luminance(self) -> float:
        """Relative luminance after WCAG 2.1, from 0 (black) to 1 (white)."""
        red, green, blue = map(_linear, self.rgb)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    @property
    def lightness(self) -> float:
        """L* of CIE 15, from 0 (black) to 100 (white)."""
        y = self.luminance
        return 116 * y ** (1 / 3) - 16 if y > (6 / 29) ** 3 else y * (29 / 3) ** 3

    @property
    def gray(self) -> float:
        """Gray of the same luminance, coded as sRGB, from 0 (black) to 1 (white): what a gray printer shows."""
        y = self.luminance
        return y * 12.92 if y <= 0.0031308 else 1.055 * y ** (1 / 2.4) - 0.055


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast ratio of two colours after WCAG 2.1, from 1 to 21; their order does not matter."""
    dark, light = sorted((one.luminance, other.luminance))
    return (light + 0.05) / (dark + 0.05)


def _linear(value: float) -> float:
    # WCAG 2.1 prints the threshold as 0.03928; its erratum and IEC 61966-2-1 say 0.04045. No 8-bit value lies between.
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
