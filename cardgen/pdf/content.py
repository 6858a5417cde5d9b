"""The content of a page: the operators of its boxes, each marked as what it is to a reader (ISO 32000-1, 14.6).

What stands on every such card and what is typed for one are two streams; neither depends on the other, nor on what else
is in the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Final

from cardgen.layout.boxes import Box
from cardgen.pdf.operators import Frame, Resources, paint
from cardgen.pdf.structure import numbers
from cardgen.shapes import TextRun

_PLACES: Final = 8
"""Frames for which a process keeps operators: a card's pages have the same one."""

_KEPT: Final = 3072
"""Boxes whose operators a process keeps: most of a card stands at the same place on other cards."""


def parted(boxes: Iterable[Box]) -> tuple[Box, ...]:
    """Return boxes whose texts end with a space for whoever reads them: words of two boxes are never one word."""
    return tuple(_with_space(box) if _ends_in_text(box) else box for box in boxes)


def _ends_in_text(box: Box) -> bool:
    return bool(box.marks) and isinstance(box.marks[-1], TextRun)


@lru_cache(maxsize=_KEPT // 2)
def _with_space(box: Box) -> Box:
    *before, last = box.marks
    assert isinstance(last, TextRun)
    return box if last.space_after else box.drawing((*before, replace(last, space_after=True)))


def painted(boxes: Iterable[Box], frame: Frame, resources: Resources) -> bytes:
    """Return the operators of boxes for a page without structure."""
    return _joined(filter(None, map(_painter(frame, resources), boxes)))


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
    operators_of = _painter(frame, resources)
    for number, same in groupby(boxes, key=itemgetter(1)):
        run = [box for box, _ in same]
        operators = [lines for box in run if (lines := operators_of(box))]
        if number is None and not operators:
            continue
        yield "/Artifact BMC" if number is None else f"/{run[0].tag} <</MCID {number}>> BDC"
        yield from operators
        yield "EMC"


@lru_cache(maxsize=_PLACES)
def _painter(frame: Frame, resources: Resources) -> Callable[[Box], str]:
    """Return what gives the operators of a box at a place, and keeps them."""

    @lru_cache(maxsize=_KEPT)
    def operators(box: Box) -> str:
        return "\n".join(line for mark in box.marks for line in paint(mark, frame, resources))

    return operators


def _joined(lines: Iterable[str]) -> bytes:
    return "\n".join(lines).encode("latin-1")
