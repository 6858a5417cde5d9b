"""The text of a box, as its runs are set: its lines, and what of it is bold."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from cardgen.layout.boxes import Box
from cardgen.shapes import TextRun

Pairs = list[tuple[str, str]]
"""Running text: what is bold, and what follows it until the next bold words."""

BOLD = {"bold", "extrabold"}


def texts(boxes: Iterable[Box]) -> list[Box]:
    """Return the boxes that have text."""
    return [box for box in boxes if runs(box)]


def runs(box: Box) -> list[TextRun]:
    """Return a box's text as it is set."""
    return [mark for mark in box.marks if isinstance(mark, TextRun)]


def lines(box: Box) -> list[str]:
    """Return a box's text, line by line."""
    return [
        "".join(run.text + " " * run.space_after for run in line).strip()
        for _, line in groupby(runs(box), lambda run: round(run.y, 1))
    ]


def pairs(box: Box) -> Pairs:
    """Return a box's text as bold words and what follows them."""
    out: Pairs = []
    for bold, part in groupby(runs(box), lambda run: run.face in BOLD):
        text = "".join(run.text + " " * run.space_after for run in part)
        if bold:
            out.append((text, ""))
        elif out:
            out[-1] = (out[-1][0], text)
        else:
            out.append(("", text))
    last, rest = out[-1]
    out[-1] = (last, rest.rstrip()) if rest else (last.rstrip(), rest)
    return out
