"""Sheets of paper by their names, or by their measures."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from cardgen.units import MM, Size, parse_length

PAPERS: Final[Mapping[str, Size]] = MappingProxyType(
    {
        "a5": Size(148 * MM, 210 * MM),
        "a4": Size(210 * MM, 297 * MM),
        "a3": Size(297 * MM, 420 * MM),
        "a2": Size(420 * MM, 594 * MM),
        "sra4": Size(225 * MM, 320 * MM),
        "sra3": Size(320 * MM, 450 * MM),
        "letter": Size(612.0, 792.0),
        "legal": Size(612.0, 1008.0),
        "tabloid": Size(792.0, 1224.0),
    }
)
"""ISO 216 A sizes, ISO 217 raw sizes for presses (SRA), and ANSI/ASME Y14.1 inch sizes; all upright."""

LARGEST: Final = 14400.0
"""Points of the longest edge that a PDF page may have (ISO 32000-1, Annex C.2): 200 inches."""

_MEASURES = re.compile(r"\s*(\d+(?:\.\d+)?)\s*x\s*(\d+(?:\.\d+)?)\s*(mm|cm|in|pt)\s*\Z")


def parse_paper(text: str) -> Size:
    """Read a sheet's name, or its width and height such as ``"330x483mm"`` or ``"13x19in"``.

    Args:
        text: A name of ``PAPERS``, or two numbers and one of the units mm, cm, in, pt.

    Returns:
        The sheet.

    Raises:
        ValueError: The text is neither, or no sheet is so small or so large.
    """
    known = PAPERS.get(text.strip().lower())
    if known is not None:
        return known
    match = _MEASURES.match(text.lower())
    if match is None:
        raise ValueError(f"{text!r} is no sheet; choose one of {', '.join(PAPERS)}, or write its measures: 330x483mm")
    width, height = (parse_length(f"{number}{match[3]}") for number in match.group(1, 2))
    if not all(72.0 <= edge <= LARGEST for edge in (width, height)):
        raise ValueError(f"{text!r} is no sheet that can be printed; its edges may have 1 to 200 inches")
    return Size(width, height)
