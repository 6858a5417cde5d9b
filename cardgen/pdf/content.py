"""The content of a page: the operators of its boxes, each marked as what it is to a reader (ISO 32000-1, 14.6).

What stands on every such card and what is typed for one are two streams; neither depends on the other, nor on what else
is in the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from cardgen.layout.boxes import Box
from cardgen.pdf.operators import Frame, Resources, paint
from cardgen.pdf.structure import numbers
from cardgen.shapes import TextRun


def parted(boxes: Iterable[Box]) -> tuple[Box, ...]:
    """Return boxes whose texts end with a space for whoever reads them: words of two boxes are never one word."""
    return tuple(_with_space(box) for box in boxes)


def _with_space(box: Box) -> Box:
    last = box.marks[-1] if box.marks else None
    if not isinstance(last, TextRun) or last.space_after:
        return box
    return replace(box, marks=(*box.marks[:-1], replace(last, space_after=True)))


def painted(boxes: Iterable[Box], frame: Frame, resources: Resources) -> bytes:
    """Return the operators of boxes for a page without structure."""
    return _joined(_operators(boxes, frame, resources))


def marked(boxes: Sequence[Box], frame: Frame, resources: Resources) -> tuple[bytes, bytes]:
    """Return the operators of a page with structure, as two streams.

    Args:
        boxes: All of the page, in the order in which they are painted.
        frame: Where layout's origin lies.
        resources: The file's fonts, colours, forms and pictures.

    Returns:
        What stands on every such card, and what is typed for one, which is painted over it; either may be empty.
    """
    sequence = numbers(boxes)
    numbered = [(box, sequence.get(index)) for index, box in enumerate(boxes)]
    fixed, typed = ([pair for pair in numbered if pair[0].personal == own] for own in (False, True))
    return _joined(_marked(fixed, frame, resources)), _joined(_marked(typed, frame, resources))


def _marked(boxes: Iterable[tuple[Box, int | None]], frame: Frame, resources: Resources) -> Iterator[str]:
    for number, same in groupby(boxes, key=lambda numbered: numbered[1]):
        run = [box for box, _ in same]
        operators = list(_operators(run, frame, resources))
        if number is None and not operators:
            continue
        yield "/Artifact BMC" if number is None else f"/{run[0].tag} <</MCID {number}>> BDC"
        yield from operators
        yield "EMC"


def _operators(boxes: Iterable[Box], frame: Frame, resources: Resources) -> Iterator[str]:
    return (line for box in boxes for mark in box.marks for line in paint(mark, frame, resources))


def _joined(lines: Iterable[str]) -> bytes:
    return "\n".join(lines).encode("latin-1")
