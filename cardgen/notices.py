"""What the person who prints should know and the pages do not say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cardgen.document import Document
from cardgen.layout.boxes import Page, box_text
from cardgen.request import CardRequest


def print_notices(request: CardRequest, document: Document, pages: Sequence[Page]) -> tuple[str, ...]:
    """Return notices about the print, a sentence each.

    Args:
        request: What was asked for.
        document: What the card says.
        pages: How it is laid out.

    Returns:
        How to print sheets, and which names the front has no room for.
    """
    return tuple(_notices(request, document, pages))


def _notices(request: CardRequest, document: Document, pages: Sequence[Page]) -> Iterator[str]:
    shown = " ".join(box_text(box) for box in pages[0].boxes if box.block == "band / name")
    for option, name in (("--client", document.for_client), ("--clinic", document.clinic)):
        if name and name not in shown:
            yield f"{option}: the name is not on the front, for want of room; it stands in the record"
    if request.on:
        yield f"print the {request.on.upper()} sheets on both sides, flipped on the long edge, at 100 % (actual size)"
