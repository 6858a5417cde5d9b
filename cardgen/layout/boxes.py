"""Frozen boxes on frozen pages: what layout hands to paint, and what the tests measure without a PDF.

A page's boxes stand in reading order. Coordinates are points from the top left corner of the finished page, y down.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from cardgen.shapes import Clip, Mark, TextRun, moved
from cardgen.theme import Role
from cardgen.units import Rect, Size

Tag: TypeAlias = Literal["H1", "H2", "H3", "P", "Lbl", "LBody", "TH", "TD", "Figure", "Form", "Artifact"]
"""What a box is to a reader (PDF structure types, ISO 32000-1 14.8.4); Artifact is decoration."""


@dataclass(frozen=True, slots=True)
class Box:
    """One thing on the page.

    Attributes:
        rect: Its extent; everything it draws lies within, give or take half a line width.
        tag: Its meaning.
        block: Which block it belongs to, for tests and messages: ``step 3 / text``.
        marks: What it draws, in drawing order.
        alt: What a figure shows, in words.
        role: The type role of its text; the floor of that role holds for every run.
        over: It lies on top of a figure on purpose (a step's number on its tile).
        bleeds: It is a ground that passes the safe area and runs into the bleed.
    """

    rect: Rect
    tag: Tag
    block: str
    marks: tuple[Mark, ...]
    alt: str | None = None
    role: Role | None = None
    over: bool = False
    bleeds: bool = False

    def moved(self, dx: float, dy: float) -> Box:
        """Return the box shifted by ``dx``, ``dy`` points."""
        if not dx and not dy:
            return self
        marks = tuple(moved(m, dx, dy) for m in self.marks)
        # Not dataclasses.replace, which is slow: a card moves some five thousand boxes.
        return Box(self.rect.moved(dx, dy), self.tag, self.block, marks, self.alt, self.role, self.over, self.bleeds)


@dataclass(frozen=True, slots=True)
class Laid:
    """A block laid out at the origin: its height and its boxes."""

    height: float
    boxes: tuple[Box, ...]

    def at(self, x: float, y: float) -> tuple[Box, ...]:
        """Return its boxes with the block's top left corner at ``x``, ``y``."""
        return tuple(b.moved(x, y) for b in self.boxes)


@dataclass(frozen=True, slots=True)
class Page:
    """One side.

    Attributes:
        size: The finished (trimmed) page.
        bleed: How far grounds run past the trim on every side.
        side: Front or back: the hole stands on the right of a front and on the left of a back.
        title: What the side is called.
        boxes: In reading order.
    """

    size: Size
    bleed: float
    side: Literal["front", "back"]
    title: str
    boxes: tuple[Box, ...]

    def text(self) -> str:
        """Return all its text in reading order, one line a box."""
        return "\n".join(box_text(b) for b in self.boxes if box_text(b))


def box_text(box: Box) -> str:
    """Return a box's text, its lines joined as they are read."""
    return "".join(run + (" " if space else "") for run, space in _runs(box.marks)).strip()


def _runs(marks: Iterable[Mark]) -> Iterable[tuple[str, bool]]:
    for mark in marks:
        if isinstance(mark, TextRun):
            yield mark.text, mark.space_after
        elif isinstance(mark, Clip):
            yield from _runs(mark.marks)


def stack(blocks: Iterable[Laid], gap: float) -> Laid:
    """Put blocks under one another.

    Args:
        blocks: From the top.
        gap: Points between two blocks.

    Returns:
        One block; height 0 for no blocks.
    """
    boxes: list[Box] = []
    y = 0.0
    for i, block in enumerate(blocks):
        y += gap if i else 0.0
        boxes += block.at(0, y)
        y += block.height
    return Laid(y, tuple(boxes))
