"""Finished cards onto sheets of office paper, with cut lines: what a home or clinic printer needs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from cardgen.errors import FitError, Problem
from cardgen.impose.grid import impose
from cardgen.layout.boxes import Page
from cardgen.pdf.canvas import Metadata
from cardgen.pdf.write import Writer
from cardgen.request import Sheet
from cardgen.shapes import Path, Stroke, polyline
from cardgen.theme import Theme
from cardgen.units import MM, Rect, Size

SHEETS: Final[dict[Sheet, Size]] = {"a4": Size(210 * MM, 297 * MM), "letter": Size(612.0, 792.0)}
"""ISO 216 A4 and US Letter, upright."""

CUT = Stroke("ink", 0.25, dash=(3.0, 3.0), cap="butt")
"""A dashed hairline of 0.25 pt: seen by the knife, lost in the cut."""


def onto_sheets(pages: Sequence[Page], sheet: Sheet, theme: Theme, metadata: Metadata) -> tuple[bytes, int]:
    """Put the cards of a set onto sheets, front and back in register, to print double-sided (flip on the long edge).

    Args:
        pages: The set; fronts and backs alternate.
        sheet: Which paper.
        theme: Resolves colour names.
        metadata: Title, language and clock.

    Returns:
        The file and its number of pages.

    Raises:
        FitError: The sheet does not hold one card.
    """
    paper = SHEETS[sheet]
    try:
        sides = impose(len(pages), paper, pages[0].size, pages[0].bleed)
    except ValueError as error:
        message = f"{error}; choose a smaller format, or leave --on out and print each side on a page of its own"
        raise FitError(Problem("--on", 0, 0, message)) from None
    writer = Writer(theme, metadata)
    for side in sides:
        writer.begin(paper)
        cells = [p.cell for p in side.placements]
        for placed in side.placements:
            bleed = pages[placed.page].bleed
            writer.draw_turned(pages[placed.page], placed.cell, placed.turn, _visible(placed.cell, cells, bleed))
        for x0, y0, x1, y1 in side.cuts:
            writer.line(Path(polyline([(x0, y0), (x1, y1)]), stroke=CUT))
        writer.end()
    return writer.finish(), len(sides)


def _visible(cell: Rect, cells: list[Rect], bleed: float) -> Rect:
    """The card with its bleed on every side where no neighbour begins."""

    def free(dx: float, dy: float) -> float:
        return 0.0 if any(cell.moved(dx * bleed, dy * bleed).overlaps(c) for c in cells if c is not cell) else bleed

    left, right, top, bottom = free(-1, 0), free(1, 0), free(0, -1), free(0, 1)
    return Rect(cell.x - left, cell.y - top, cell.width + left + right, cell.height + top + bottom)
