"""What the person who prints should know and the pages do not say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cardgen.document import Document
from cardgen.layout.boxes import Page, box_text
from cardgen.request import CardRequest, Press
from cardgen.shapes import Clip, Mark, Picture
from cardgen.theme import Theme

MOST_INK = 300
"""Per cent of all inks together: more does not dry on common coated paper (ISO 12647-2)."""


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
    boxes = (box for block in pages[0].blocks for box in block.laid.boxes)
    shown = " ".join(box_text(box) for box in boxes if box.block == "band / name")
    for option, name in (("--client", document.for_client), ("--clinic", document.clinic)):
        if name and name not in shown:
            yield f"{option}: the name is not on the front, for want of room; it stands in the record"
    if request.on:
        yield f"print the {request.on.upper()} sheets on both sides, flipped on the long edge, at 100 % (actual size)"


def press_notices(press: Press, theme: Theme, pages: Sequence[Page]) -> tuple[str, ...]:
    """Return what to talk about with the print shop, a sentence each.

    Args:
        press: What the file is for.
        theme: Whose inks are printed.
        pages: What is printed.
    """
    return tuple(_press_notices(press, theme, pages))


def _press_notices(press: Press, theme: Theme, pages: Sequence[Page]) -> Iterator[str]:
    if press.icc is None:
        yield "--press: the inks are the theme's; ask the print shop for an ICC profile and name it with --icc"
        if any(_has_picture(box.marks) for page in pages for box in page.boxes):
            yield "--press: the logo's colours are converted without a profile; look at a proof"
    heavy = [f"{name} ({sum(ink.cmyk)} %)" for name, ink in theme.palette.items() if sum(ink.cmyk) > MOST_INK]
    if heavy:
        yield f"--press: more than {MOST_INK} % ink may not dry: {', '.join(heavy)}; choose less ink in the theme"


def _has_picture(marks: Sequence[Mark]) -> bool:
    return any(isinstance(mark, Picture) or (isinstance(mark, Clip) and _has_picture(mark.marks)) for mark in marks)
