"""Finished cards onto sheets of office paper, with cut lines: what a home or clinic printer needs."""

from __future__ import annotations

from collections.abc import Sequence

from cardgen.errors import FitError, Problem
from cardgen.impose.grid import cut_lines, roomiest
from cardgen.impose.nup import nup
from cardgen.impose.papers import PAPERS
from cardgen.layout.boxes import Page
from cardgen.pdf.metadata import Metadata
from cardgen.pdf.write import Writer
from cardgen.printers import ANY_PRINTER, Printer
from cardgen.request import Sheet
from cardgen.shapes import Path, Stroke, polyline
from cardgen.theme import Theme
from cardgen.units import MM

CUT = Stroke("ink", 0.25, dash=(3.0, 3.0), cap="butt")
"""A dashed hairline of 0.25 pt: seen by the knife, lost in the cut."""


def onto_sheets(
    pages: Sequence[Page], sheet: Sheet, theme: Theme, metadata: Metadata, printer: Printer = ANY_PRINTER
) -> tuple[bytes, int]:
    """Put the cards of a set onto sheets, front and back in register, to print double-sided (flip on the long edge).

    Args:
        pages: The set; fronts and backs alternate.
        sheet: Which paper.
        theme: Resolves colour names.
        metadata: Title, language and clock.
        printer: Where its back side lands, and where it cannot print.

    Returns:
        The file and its number of pages.

    Raises:
        FitError: The sheet does not hold one card beside the printer's margins.
    """
    try:
        cells = roomiest(PAPERS[sheet], pages[0].size, 2 * pages[0].bleed, room=printer.margin)
    except ValueError as error:
        beside = f" beside the {printer.margin / MM:.3g} mm that the printer leaves white" if printer.margin else ""
        wrong = f"{error}{beside}"
        message = f"{wrong}; choose a smaller format, or leave --on out and print each side on a page of its own"
        raise FitError(Problem("--on", 0, 0, message)) from None
    sides = nup(len(pages), cells, bleed=pages[0].bleed)
    writer = Writer(theme, metadata)
    for side in sides:
        writer.begin(cells.sheet)
        offset = printer.offset_back if side.back else (0.0, 0.0)
        for placed in (placement.moved(*offset) for placement in side.placements):
            writer.draw_turned(pages[placed.page], placed.cell, placed.turn, placed.clip)
        for x0, y0, x1, y1 in () if side.back else cut_lines(cells):
            writer.line(Path(polyline([(x0, y0), (x1, y1)]), stroke=CUT))
        writer.end()
    return writer.finish(), len(sides)
