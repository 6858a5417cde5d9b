"""Frozen boxes on frozen pages: what layout hands to paint, and what the tests measure without a PDF.

A page's boxes stand in reading order. Coordinates are points from the top left corner of the finished page, y down.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, repeat
from typing import Literal, NamedTuple, TypeAlias

from cardgen.shapes import Clip, Mark, TextRun, moved
from cardgen.theme import Role
from cardgen.units import Rect, Size

Tag: TypeAlias = Literal["H1", "H2", "H3", "P", "Lbl", "LBody", "TH", "TD", "Figure", "Form", "Artifact"]
"""What a box is to a reader (PDF structure types, ISO 32000-1 14.8.4); Artifact is decoration.

Form is what a pen fills in. Its ``alt`` says what to write or to tick there; a box of side text is no Form.
"""

Group: TypeAlias = Literal["Sect", "Div", "L", "LI", "LBody", "Table", "TR", "Figure"]
"""What a part of a page is to a reader: it groups boxes (ISO 32000-1, 14.8.4.2 to 14.8.4.5).

A box whose tag is the kind of its innermost group is a piece of that group, not an element in it: the line of text of
an LBody that also has a Form, the drawing and the words of one Figure.
"""


class Part(NamedTuple):
    """A group of boxes in the structure of a document.

    Attributes:
        kind: Its structure type.
        key: Tells it from other groups of its kind in the same group, ``step 3``.
    """

    kind: Group
    key: str


class Box(NamedTuple):
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
        within: The groups it stands in, the outermost first; boxes of a page that name the same groups share them.
        rank: When it is read, where that is not when it is painted: in its group, a lower rank is read first. A step's
            number has -1, as it is painted over the figure of its step; the figure has 1.
        url: The address that its text leads to when it is clicked.
        language: Language of its text (BCP 47 tag), where it is not the document's.
        takes: What a Form takes.
        personal: It shows what was typed for one card only (a client's name), so that the next card may differ in it.
    """

    rect: Rect
    tag: Tag
    block: str
    marks: tuple[Mark, ...]
    alt: str | None = None
    role: Role | None = None
    over: bool = False
    bleeds: bool = False
    within: tuple[Part, ...] = ()
    rank: int = 0
    url: str | None = None
    language: str | None = None
    takes: Literal["text", "tick"] = "text"
    personal: bool = False

    def moved(self, dx: float, dy: float) -> Box:
        """Return the box shifted by ``dx``, ``dy`` points."""
        if not dx and not dy:
            return self
        return self._copy(self.rect.moved(dx, dy), self.block, tuple(moved(m, dx, dy) for m in self.marks), self.within)

    def in_group(self, part: Part) -> Box:
        """Return the box in a group, around those that it stands in."""
        return self._copy(self.rect, self.block, self.marks, (part, *self.within))

    def drawing(self, marks: tuple[Mark, ...]) -> Box:
        """Return the box with other marks."""
        return self._copy(self.rect, self.block, marks, self.within)

    def renamed(self, block: str, within: tuple[Part, ...]) -> Box:
        """Return the box as one of another block, and of other groups."""
        return self._copy(self.rect, block, self.marks, within)

    def _copy(self, rect: Rect, block: str, marks: tuple[Mark, ...], within: tuple[Part, ...]) -> Box:
        # Not _replace, which is slow: a card copies some hundred boxes.
        return Box(
            rect,
            self.tag,
            block,
            marks,
            self.alt,
            self.role,
            self.over,
            self.bleeds,
            within,
            self.rank,
            self.url,
            self.language,
            self.takes,
            self.personal,
        )


def grouped(boxes: Iterable[Box], kind: Group, key: str) -> tuple[Box, ...]:
    """Return boxes as one group: each in it, and in the groups it already stands in within that.

    The structure of a page (PDF/UA-1, 7.2 to 7.7): a list is an L of LI, each an optional Lbl box and one LBody; a step
    is such an item, with its name as H2, its texts as P and its figure inside the LBody group; a panel is a Sect with
    its signal word as H2; a table is a Table of TR of TH and TD boxes; a field is a Div of its label and its Form. The
    side itself is a Sect that nobody needs to name. A side has one H1 and no H3 without an H2 before it.

    Args:
        boxes: In reading order; decoration may be among them.
        kind: The group's structure type.
        key: Tells it from other groups of its kind beside it.
    """
    part = Part(kind, key)
    return tuple(box.in_group(part) for box in boxes)


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Laid:
    """A block laid out at the origin: its height and its boxes; one that is laid out again is another one."""

    height: float
    boxes: tuple[Box, ...]

    def at(self, x: float, y: float) -> tuple[Box, ...]:
        """Return its boxes with the block's top left corner at ``x``, ``y``."""
        return tuple(box.moved(x, y) for box in self.boxes)

    def placed(self, x: float, y: float) -> tuple[Placed, ...]:
        """Return it as the blocks of a page, with its top left corner at ``x``, ``y``."""
        return (Placed(self, x, y),)


class Placed(NamedTuple):
    """A block at its place on a page.

    A block that many pages have, each at another place, is painted once (``pdf/stamp.py``).

    Attributes:
        laid: The block.
        x: Where its left edge is.
        y: Where its upper edge is.
        within: The groups it stands in, the outermost first, around those that its boxes stand in. No box of it is a
            piece of the innermost of them.
        block: What its boxes call themselves here, in the place of what stands before `` / `` in their own block.
    """

    laid: Laid
    x: float = 0.0
    y: float = 0.0
    within: tuple[Part, ...] = ()
    block: str | None = None

    @property
    def boxes(self) -> tuple[Box, ...]:
        """Its boxes on the page."""
        boxes = self.laid.at(self.x, self.y)
        return tuple(map(self._own, boxes)) if self.within or self.block else boxes

    def moved(self, dx: float, dy: float) -> Placed:
        """Return it shifted by ``dx``, ``dy`` points."""
        return Placed(self.laid, self.x + dx, self.y + dy, self.within, self.block)

    def _own(self, box: Box) -> Box:
        _, slash, rest = box.block.partition(" / ")
        block = f"{self.block}{slash}{rest}" if self.block else box.block
        return box.renamed(block, (*self.within, *box.within))


@dataclass(frozen=True, slots=True)
class Several:
    """Blocks that are laid out as one at the origin, of which some recur by themselves: a page holds each of them.

    Attributes:
        height: Of all of it.
        blocks: Each at its place in it, in reading order.
    """

    height: float
    blocks: tuple[Placed, ...]

    @property
    def boxes(self) -> tuple[Box, ...]:
        """The boxes of all of its blocks."""
        return flat(self.blocks)

    def at(self, x: float, y: float) -> tuple[Box, ...]:
        """Return its boxes with the top left corner at ``x``, ``y``."""
        return flat(self.placed(x, y))

    def placed(self, x: float, y: float) -> tuple[Placed, ...]:
        """Return its blocks with the top left corner at ``x``, ``y``."""
        return tuple([block.moved(x, y) for block in self.blocks])


@dataclass(frozen=True, slots=True)
class Page:
    """One side.

    Attributes:
        size: The finished (trimmed) page.
        bleed: How far grounds run past the trim on every side.
        side: Front or back: the hole stands on the right of a front and on the left of a back.
        title: What the side is called.
        blocks: What stands on it, in reading order. A group that its boxes name is a block's own, but for those that it
            is placed within.
    """

    size: Size
    bleed: float
    side: Literal["front", "back"]
    title: str
    blocks: tuple[Placed, ...]

    @property
    def boxes(self) -> tuple[Box, ...]:
        """All of its boxes, in reading order."""
        return flat(self.blocks)

    def text(self) -> str:
        """Return all its text in reading order, one line a box."""
        return "\n".join(filter(None, map(box_text, self.boxes)))


def flat(blocks: Iterable[Placed]) -> tuple[Box, ...]:
    """Return the boxes of blocks, on the page."""
    return tuple(box for block in blocks for box in block.boxes)


def one_block(boxes: Iterable[Box]) -> tuple[Placed, ...]:
    """Return boxes that stand on a page where they are, as the page's only block."""
    return (Placed(Laid(0.0, tuple(boxes))),)


def box_text(box: Box) -> str:
    """Return a box's text, its lines joined as they are read."""
    return "".join(run + (" " if space else "") for run, space in _runs(box.marks)).strip()


def _runs(marks: Iterable[Mark]) -> Iterable[tuple[str, bool]]:
    for mark in marks:
        if isinstance(mark, TextRun):
            yield mark.text, mark.space_after
        elif isinstance(mark, Clip):
            yield from _runs(mark.inside)


def beneath(blocks: Sequence[Laid]) -> Several:
    """Put blocks that recur by themselves under one another, without a gap; the first is the uppermost."""
    *tops, bottom = accumulate([block.height for block in blocks], initial=0.0)
    return Several(bottom, tuple(map(Placed, blocks, repeat(0.0), tops)))


def stack(blocks: Iterable[Laid | Several], gap: float) -> Laid:
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
