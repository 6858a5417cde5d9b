"""The logical structure of blocks: from boxes to trees of elements, without any object of a file.

The trees follow the groups and ranks of the boxes, never the order in which they are painted. Each box that is no
decoration is one marked content sequence, with a number of its own in its block (MCID; ISO 32000-1, 14.7.4.2;
``numbers``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Literal, TypeAlias

from cardgen.layout.boxes import Box, Group, Part, Tag
from cardgen.units import Rect

Kind: TypeAlias = Tag | Group | Literal["Link"]
"""A standard structure type (ISO 32000-1, 14.8.4)."""


@dataclass(frozen=True, slots=True)
class Element:
    """A part of a page as a reader meets it.

    Attributes:
        kind: Its structure type.
        kids: Elements, and numbers of marked content, in reading order.
        alt: What a figure shows, or what a field is for, in words.
        extent: What a figure or a link covers: points from the block's top left corner, y down.
        takes: What is done in a field.
        url: Where a link leads.
        language: BCP 47 tag, where it is not the document's.
    """

    kind: Kind
    kids: tuple[Element | int, ...]
    alt: str | None = None
    extent: Rect | None = None
    takes: Literal["text", "tick"] | None = None
    url: str | None = None
    language: str | None = None

    @property
    def elements(self) -> Iterator[Element]:
        """The elements right inside it."""
        return (kid for kid in self.kids if isinstance(kid, Element))

    @property
    def contents(self) -> Iterator[int]:
        """The numbers of the marked content right inside it."""
        return (kid for kid in self.kids if isinstance(kid, int))


@dataclass(frozen=True, slots=True)
class Top:
    """An element that stands in no other of its block.

    Attributes:
        element: The element.
        rank: When it is read (see ``Box``).
    """

    element: Element
    rank: int


def numbers(boxes: Sequence[Box]) -> Mapping[int, int]:
    """Number the marked content of a block.

    What stands on every such card comes before what is typed for one: a stream of operators that cards share never
    depends on the others' words.

    Args:
        boxes: All of the block.

    Returns:
        By its index in ``boxes``, the number of each box that is no decoration, from 0.
    """
    content = (index for index, box in enumerate(boxes) if box.tag != "Artifact")
    return {index: number for number, index in enumerate(sorted(content, key=lambda index: boxes[index].personal))}


def tops(boxes: Sequence[Box]) -> tuple[Top, ...]:
    """Return the structure of a block.

    Args:
        boxes: All of it, in the order in which they are painted.

    Returns:
        Elements with everything that is no decoration, each box once, in the order in which they are painted.
    """
    root = _Node("Sect")
    for index, number in sorted(numbers(boxes).items()):
        _add(root, boxes[index], number)
    return tuple(Top(node.element(), rank) for rank, node in root.kids if isinstance(node, _Node))


@dataclass(slots=True)
class _Node:
    """An element that still grows.

    Attributes:
        kind: Its structure type.
        kids: What is in it, each with its rank (see ``Box``).
        groups: The groups among them.
        box: The box that describes it.
        extent: What its own boxes cover.
    """

    kind: Kind
    kids: list[tuple[int, _Node | int]] = field(default_factory=list)
    groups: dict[Part, _Node] = field(default_factory=dict)
    box: Box | None = None
    extent: Rect | None = None

    def group(self, part: Part) -> _Node:
        """Return the group of this name, a new one if there is none."""
        if part not in self.groups:
            self.groups[part] = _Node(part.kind)
            self.kids.append((0, self.groups[part]))
        return self.groups[part]

    def describe(self, box: Box) -> None:
        """Take what a box says of the element that it is, or is a piece of."""
        if self.box is None or box.alt:
            self.box = box
        self.extent = self.extent.union(box.rect) if self.extent else box.rect

    def element(self) -> Element:
        """Return it as it is, its kids in the order in which they are read."""
        ordered = sorted(self.kids, key=itemgetter(0))  # stable: within a rank as painted
        kids = tuple(kid.element() if isinstance(kid, _Node) else kid for _, kid in ordered)
        drawn, box = self.kind in {"Figure", "Form"}, self.box
        if box is None:
            return Element(self.kind, kids)
        return Element(
            self.kind,
            kids,
            alt=box.alt if drawn else None,
            extent=self.extent if self.kind in {"Figure", "Link"} else None,
            takes=box.takes if self.kind == "Form" else None,
            url=box.url if self.kind == "Link" else None,
            language=box.language if self.kind != "Link" else None,
        )


def _add(root: _Node, box: Box, number: int) -> None:
    """Put a box where it is read: into its innermost group if it is a piece of that, else as an element in it."""
    node, rank = root, box.rank
    for part in box.within:
        node = node.group(part)
    if not box.within or box.tag != box.within[-1].kind:
        node, rank = _child(node, box.tag, rank), 0
    node.describe(box)
    if box.url:
        node, rank = _child(node, "Link", rank), 0
        node.describe(box)
    node.kids.append((rank, number))


def _child(node: _Node, kind: Kind, rank: int) -> _Node:
    child = _Node(kind)
    node.kids.append((rank, child))
    return child
