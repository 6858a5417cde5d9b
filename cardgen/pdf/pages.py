"""Where a laid out page lies on its sheet, and the boxes that say so (ISO 32000-1, 14.11.2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from cardgen.layout.boxes import Page
from cardgen.pdf.operators import Frame
from cardgen.pdf.syntax import Value
from cardgen.units import Rect, Size


@dataclass(frozen=True, slots=True)
class Placed:
    """A page on a sheet that holds its bleed.

    Attributes:
        paper: The sheet.
        trim: The finished page on it, y down.
        frame: Where layout's origin lies.
    """

    paper: Size
    trim: Rect
    frame: Frame


def placed(page: Page) -> Placed:
    """Put a page onto the smallest sheet that holds its bleed."""
    bleed, size = page.bleed, page.size
    paper = Size(size.width + 2 * bleed, size.height + 2 * bleed)
    return Placed(paper, Rect(bleed, bleed, size.width, size.height), Frame(bleed, paper.height - bleed))


@lru_cache(maxsize=64)
def page_boxes(paper: Size, trim: Rect | None, bleed: Rect | None = None) -> Mapping[str, Value]:
    """Return what the dictionary of a page says of its extent.

    Args:
        paper: The sheet in points.
        trim: The finished page on it, y down; without one the page is finished as it is.
        bleed: How far its grounds run, y down; what is outside shows on the sheet, too. Without it grounds run to the
            sheet's edges, and only the finished page shows.
    """
    sheet = Frame(0.0, paper.height)
    whole = sheet.box(Rect(0.0, 0.0, paper.width, paper.height))
    finished = sheet.box(trim) if trim else whole
    boxes = {
        "MediaBox": whole,
        "BleedBox": sheet.box(bleed) if bleed else whole,
        "CropBox": whole if bleed else finished,
        "TrimBox": finished,
    }
    return MappingProxyType(boxes)
