"""Cut lines for a plotter: an SVG in millimetres with a rounded rectangle around every card of a sheet.

The plotter's camera finds the sheet by discs that are printed on it, and that the SVG names again.
"""

from __future__ import annotations

from typing import Final

from cardgen.impose.grid import Grid
from cardgen.pdf.operators import number
from cardgen.units import MM, Rect, Size

ID_1: Final = Size(85.6 * MM, 53.98 * MM)
"""The size of a bank card (ISO/IEC 7810)."""

CORNER_OF_ID_1: Final = 3.18 * MM
"""Radius of the corners of a bank card (ISO/IEC 7810, 5.2)."""

CORNER: Final = 5 * MM
"""Radius of the corners of every other card: round enough not to prick, once laminated."""

DISC: Final = 2.5 * MM
"""Radius of a registration disc."""

DISC_PLACE: Final = 10 * MM
"""How far the middle of a disc is from both edges of its corner of the sheet: inside what any printer prints."""

ROOM: Final = DISC_PLACE + DISC + 2 * MM
"""White along the sheet's edges that keeps the discs apart from the cards."""

_NEAR = 0.5 * MM
_EXACT = 3


def corner_radius(card: Size) -> float:
    """Return the radius of a card's corners in points.

    Args:
        card: The finished card, upright or on its side.
    """
    wide, high = max(card.width, card.height), min(card.width, card.height)
    is_id_1 = abs(wide - ID_1.width) < _NEAR and abs(high - ID_1.height) < _NEAR
    return CORNER_OF_ID_1 if is_id_1 else min(CORNER, high / 4)


def discs(sheet: Size) -> tuple[tuple[float, float], ...]:
    """Return the middles of the registration discs: top left, top right and bottom left.

    The corner without a disc tells how the sheet lies.

    Args:
        sheet: As its PDF page lies.
    """
    far_x, far_y = sheet.width - DISC_PLACE, sheet.height - DISC_PLACE
    return (DISC_PLACE, DISC_PLACE), (far_x, DISC_PLACE), (DISC_PLACE, far_y)


def cut_file(cells: Grid, card: Size) -> bytes:
    """Return the SVG for the front of a sheet.

    Args:
        cells: Where the cards stand.
        card: The finished card.

    Returns:
        The file. Its size is the sheet's, one unit is a millimetre; the group ``registration`` has the discs, the group
        ``cut`` the lines.
    """
    wide, high = _mm(cells.sheet.width), _mm(cells.sheet.height)
    radius = _mm(corner_radius(card))
    found = [f'    <circle cx="{_mm(x)}" cy="{_mm(y)}" r="{_mm(DISC)}"/>' for x, y in discs(cells.sheet)]
    cuts = [f"    {_rounded(cell, radius)}" for cell in cells.cells]
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}mm" height="{high}mm" viewBox="0 0 {wide} {high}">',
        '  <g id="registration" fill="#000000">',
        *found,
        "  </g>",
        '  <g id="cut" fill="none" stroke="#ff0000" stroke-width="0.1">',
        *cuts,
        "  </g>",
        "</svg>",
    ]
    return ("\n".join(lines) + "\n").encode()


def _rounded(cell: Rect, radius: str) -> str:
    x, y, wide, high = (_mm(value) for value in (cell.x, cell.y, cell.width, cell.height))
    return f'<rect x="{x}" y="{y}" width="{wide}" height="{high}" rx="{radius}"/>'


def _mm(points: float) -> str:
    return number(points / MM, _EXACT)
