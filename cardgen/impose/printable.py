"""What a printer cannot print of pages that lie near the edges of their sheets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from cardgen.fonts import CAP_HEIGHT
from cardgen.impose.register import Placement
from cardgen.impose.saddle import BookletSheet
from cardgen.layout.boxes import Box, Page
from cardgen.shapes import TextRun
from cardgen.units import MM, Rect

SLACK: Final = 0.5 * MM
"""Points by which something may stand in the white: margins and offsets are read off a ruler, to half a millimetre."""


def is_cut_short(sheets: Sequence[BookletSheet], margin: float) -> bool:
    """Say whether a page reaches into the white that the printer leaves.

    Args:
        sheets: Sides of sheets with their pages.
        margin: White along each edge of the sheet, in points.
    """
    areas = ((sheet, spread.area) for sheet in sheets for spread in sheet.spreads)
    return margin > 0 and not all(_printable(sheet, margin).contains(area, SLACK) for sheet, area in areas)


def unprintable(pages: Sequence[Page], sheets: Sequence[BookletSheet], margin: float) -> tuple[int, ...]:
    """Return which pages have something to read where the printer leaves white: their numbers from 1, ascending.

    Grounds that run into the bleed may end there, and so may decoration: what it says stands elsewhere on the page.

    Args:
        pages: In reading order.
        sheets: Sides of sheets with their pages.
        margin: White along each edge of the sheet, in points.
    """
    if not margin:
        return ()
    lost = (
        placed.page + 1
        for sheet in sheets
        for spread in sheet.spreads
        for placed in spread.pages
        if not all(_printable(sheet, margin).contains(rect, SLACK) for rect in _read(pages[placed.page], placed))
    )
    return tuple(sorted(lost))


def _printable(sheet: BookletSheet, margin: float) -> Rect:
    return Rect(0.0, 0.0, sheet.paper.width, sheet.paper.height).inset(margin)


def _read(page: Page, placed: Placement) -> Iterator[Rect]:
    """Yield where on the sheet a page has something to read; a booklet's pages stand upright or on their head."""
    cell = placed.cell
    for box in page.boxes:
        if box.tag == "Artifact" or box.bleeds:
            continue
        rect = _inked(box)
        if placed.turn == 180:
            yield Rect(cell.right - rect.right, cell.bottom - rect.bottom, rect.width, rect.height)
        else:
            yield rect.moved(cell.x, cell.y)


def _inked(box: Box) -> Rect:
    """Return the rectangle of a box; of text from its first capitals to its last baseline.

    The leading has no ink, and a "g" whose tail is cut is still read.
    """
    runs = [mark for mark in box.marks if isinstance(mark, TextRun)]
    if not runs or len(runs) < len(box.marks) or any(run.turn for run in runs):
        return box.rect
    top = max(box.rect.y, min(run.y - CAP_HEIGHT * run.size for run in runs))
    bottom = min(box.rect.bottom, max(run.y for run in runs))
    return Rect(box.rect.x, top, box.rect.width, bottom - top)
