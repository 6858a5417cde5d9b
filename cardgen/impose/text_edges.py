"""Which pages have text so near to their edge that cutting film and paper together may cut it off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import pypdfium2 as pdfium

from cardgen.errors import ContentError
from cardgen.impose.originals import Edges, Opened, Original, damaged
from cardgen.units import MM

OVERHANG: Final = 0.5 * MM
"""Points by which a letter may stand out of its line of text: a tall capital, a serif."""


def near_the_cut(opened: Sequence[Opened], inside: float) -> Iterator[str]:
    """Say which pages have text nearer to the cut than they should.

    Args:
        opened: The files.
        inside: How far inside the cut text should be, in points.

    Yields:
        A sentence for each file that has such pages.

    Raises:
        ContentError: A file is damaged.
    """
    for source in opened:
        try:
            near = _pages_near(source, inside)
        except pdfium.PdfiumError as error:
            raise ContentError(damaged(source.file)) from error
        if near:
            pages = ", ".join(map(str, near[:10])) + (" and more" if len(near) > 10 else "")
            yield f"{source.file}: text stands less than {round(inside / MM):g} mm inside the cut on page {pages}"


def _pages_near(source: Opened, inside: float) -> list[int]:
    document = pdfium.PdfDocument(source.data)
    try:
        return [page.number for page in source.pages if _is_near(document[page.number - 1], page, inside)]
    finally:
        document.close()


def _is_near(drawn: pdfium.PdfPage, page: Original, inside: float) -> bool:
    safe = page.trim.grown(-inside / page.unit)
    text = drawn.get_textpage()
    slack = OVERHANG / page.unit
    rects = (Edges(*text.get_rect(index)) for index in range(text.count_rects()))
    return any(
        rect.left < safe.left - slack
        or rect.bottom < safe.bottom - slack
        or rect.right > safe.right + slack
        or rect.top > safe.top + slack
        for rect in rects
    )
