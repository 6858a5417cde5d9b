"""A page from its stamps: its operators, and its structure (ISO 32000-1, 14.7.4)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from operator import itemgetter
from typing import TypeAlias

from cardgen.layout.boxes import Part, Placed
from cardgen.pdf.holes import Base, Holed, Numbered
from cardgen.pdf.operators import Frame, number
from cardgen.pdf.stamp import Inked, Stamp
from cardgen.pdf.structure import Kind
from cardgen.pdf.syntax import name
from cardgen.pdf.tags import ATTRIBUTES, EXTENT, Formed

_Corner: TypeAlias = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a page stands in its file.

    Attributes:
        page: Number of the page.
        parent: Number of the element that the page's own stands in.
        first: Number of the first object of the page's structure; the others follow.
        key: The page's key in the parent tree (14.7.4.4); its annotations have the ones that follow.
        attributes: Returns the number of an object of attributes that many elements have.
    """

    page: int
    parent: int
    first: int
    key: int
    attributes: Callable[[Base], int]


@dataclass(frozen=True, slots=True)
class Tagged:
    """The structure of a page.

    Attributes:
        objects: Elements, annotations and, last, the list of the owners of the page's marked content; with a line end
            between two objects, and as many numbers as there are objects.
        count: How many objects these are.
        section: Number of the element that is the page; none if there is nothing to read on it.
        annotations: Numbers of the annotations.
        links: Number of the element of each annotation.
    """

    objects: tuple[Numbered, ...]
    count: int
    section: int | None
    annotations: tuple[int, ...]
    links: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Printed:
    """A page that is painted and tagged.

    Attributes:
        fixed: The operators of what stands on every such card.
        typed: The operators of what is typed for one, painted over the others; none if nothing is.
        tagged: Its structure.
    """

    fixed: bytes
    typed: bytes | None
    tagged: Tagged


def assemble(blocks: Sequence[Placed], stamps: Sequence[Stamp], frame: Frame, spot: Spot) -> Printed:
    """Put stamps onto a page.

    What stands on every such card has the first numbers of marked content: a stream of operators that cards share never
    depends on the others' words.

    Args:
        blocks: All of the page, in the order in which they are painted.
        stamps: Their stamps.
        frame: Where layout's origin lies.
        spot: Where the page stands in its file.
    """
    corners = [(frame.x(block.x), frame.y(block.y)) for block in blocks]
    fixed, typed = [stamp.fixed for stamp in stamps], [stamp.typed for stamp in stamps]
    structure = _Structure(spot, sum(stamp.formed.count for stamp in stamps))
    first_fixed, first_typed = 0, sum(one.count for one in fixed)
    painted = _painted(fixed, corners, first_fixed), _painted(typed, corners, first_typed)
    for block, stamp, corner in zip(blocks, stamps, corners, strict=True):
        if stamp.formed.count:
            structure.add(block.within, stamp.formed, corner, first_fixed, first_typed)
            first_fixed += stamp.fixed.count
            first_typed += stamp.typed.count
    any_typed = any(one.operators for one in typed)
    return Printed(painted[0], painted[1] if any_typed else None, structure.finish())


def _painted(parts: Iterable[Inked], corners: Iterable[_Corner], first: int) -> bytes:
    """Return the operators of blocks, each in the coordinates of its own corner."""
    lines: list[bytes] = []
    count = 0
    for part, (x, y) in zip(parts, corners, strict=True):
        if part.operators:
            lines += (f"q 1 0 0 1 {number(x)} {number(y)} cm".encode(), part.operators, b"Q")
            count += part.count
    return b"\n".join(lines) % tuple(range(first, first + count))  # each block's numbers follow the ones before


@dataclass(slots=True)
class _Group:
    """A group that blocks of a page stand in.

    Attributes:
        kind: Its structure type.
        number: Number of its object.
        parent: Number of the element it stands in.
        kids: Numbers of the elements in it, each with its rank (see ``Box``).
        labelled: Whether it is a list with labels.
    """

    kind: Kind
    number: int
    parent: int
    kids: list[tuple[int, int]] = field(default_factory=list)
    labelled: bool = False


class _Structure:
    """The structure of a page that is being put together.

    Args:
        spot: Where the page stands in its file.
        count: How many objects the blocks have; those of groups come after them.
    """

    def __init__(self, spot: Spot, count: int) -> None:
        self._spot = spot
        self._next = spot.first
        self._next_group = spot.first + count
        self._groups: dict[tuple[Part, ...], _Group] = {}
        self._objects: list[Numbered] = []
        self._owners: tuple[list[int], list[int]] = ([], [])
        self._annotations: list[int] = []
        self._links: list[int] = []

    def add(self, within: tuple[Part, ...], formed: Formed, corner: _Corner, fixed: int, typed: int) -> None:
        """Add a block.

        Args:
            within: The groups it stands in.
            formed: Its structure.
            corner: Where its origin lies, in points from the left and from the bottom.
            fixed: Number of its first marked content that stands on every such card.
            typed: Number of its first one that is typed for one card.
        """
        group, first, spot = self._group(within), self._next, self._spot
        for kid in formed.kids:
            if kid.kind == "Lbl" and group.kind == "LI":
                self._groups[within[:-1]].labelled = True
            group.kids.append((kid.rank, first + kid.number))
        starts = [first, spot.page, group.number, spot.key + 1 + len(self._links), fixed, typed]
        if formed.attributes:
            starts += [spot.attributes(base) if base in formed.attributes else 0 for base in ATTRIBUTES]
        self._objects.append(_with_extents(formed, corner).numbered(starts))
        for owners, own in zip(self._owners, formed.owners, strict=True):
            owners.extend(map(first.__add__, own))
        self._annotations += map(first.__add__, formed.annotations)
        self._links += map(first.__add__, formed.links)
        self._next += formed.count

    def finish(self) -> Tagged:
        """Return the structure, whole."""
        groups = [self._written(group) for group in self._groups.values()]
        owners = (*self._owners[0], *self._owners[1])
        root = self._groups.get(())
        return Tagged(
            objects=(*self._objects, *groups, _references(owners)),
            count=self._next - self._spot.first + len(groups) + 1,
            section=root.number if root else None,
            annotations=tuple(self._annotations),
            links=tuple(self._links),
        )

    def _group(self, within: tuple[Part, ...]) -> _Group:
        """Return the group that has this path, a new one if there is none; the page itself has none."""
        group = self._groups.get(within)
        if group is None:
            around = self._group(within[:-1]) if within else None
            parent = around.number if around else self._spot.parent
            group = _Group(within[-1].kind if within else "Sect", self._next_group, parent)
            self._next_group += 1
            if around:
                around.kids.append((0, group.number))
            self._groups[within] = group
        return group

    def _written(self, group: _Group) -> Numbered:
        kids = _references([number for _, number in sorted(group.kids, key=itemgetter(0))])
        attributes = (self._spot.attributes(Base.NUMBERED),) if group.labelled else ()
        written = b"<</S%b/P %%d 0 R/K%b%b>>" % (
            name(group.kind),
            kids.written,
            b"/A %d 0 R" if attributes else b"",
        )
        bases = (Base.PARENT, *kids.bases, *(Base.NUMBERED for _ in attributes))
        return Numbered(written, (group.parent, *kids.numbers, *attributes), bases)


def _references(numbers: Sequence[int]) -> Numbered:
    """Return an array of references."""
    written, bases = _array(len(numbers))
    return Numbered(written, tuple(numbers), bases)


@lru_cache(maxsize=256)
def _array(count: int) -> tuple[bytes, tuple[Base, ...]]:
    return b"[" + b" ".join([b"%d 0 R"] * count) + b"]", (Base.OBJECT,) * count


def _with_extents(formed: Formed, corner: _Corner) -> Holed:
    """Return the objects of a block with what its figures and links cover on the page."""
    if not formed.extents:
        return formed.objects
    before, *after = formed.objects.written.split(EXTENT)
    own = Frame(*corner)
    boxes = (own.box(extent) for extent in formed.extents)
    written = before + b"".join(box + part for box, part in zip(boxes, after, strict=True))
    return Holed(written, formed.objects.bases, formed.objects.numbers)
