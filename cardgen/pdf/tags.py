"""The structure of a block as objects of a file, with holes for their numbers (ISO 32000-1, 14.7 and 14.8; 14289-1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from cardgen.pdf.holes import Base, Hole, Holed, hole, holed
from cardgen.pdf.structure import Element, Kind, Top
from cardgen.pdf.syntax import Name, Raw, Value, encode, name
from cardgen.units import Rect

PRINTED: Final = 4
"""Flag of an annotation that is printed with its page (ISO 32000-1, 12.5.3)."""

ATTRIBUTES: Final[Mapping[Base, Raw]] = MappingProxyType(
    {
        Base.TEXT_FIELD: Raw(b"<</O/PrintField/Role/tv>>"),
        Base.TICK_FIELD: Raw(b"<</O/PrintField/Role/cb/checked/off>>"),
        Base.COLUMN_HEADER: Raw(b"<</O/Table/Scope/Column>>"),
        Base.NUMBERED: Raw(b"<</O/List/ListNumbering/Decimal>>"),
    }
)
"""Attributes that many elements have (14.8.5): equal ones of a file are one object. A field is printed to be filled in
by pen (14.8.5.6); what for is its alternate description."""

EXTENT: Final = Raw(b"\1")
"""Stands for a rectangle on the page: nothing else that is written here has it."""


@dataclass(frozen=True, slots=True)
class Kid:
    """An element that stands right in what its block stands in.

    Attributes:
        number: Its object's, from 0.
        kind: Its structure type.
        rank: When it is read (see ``Box``).
    """

    number: int
    kind: Kind
    rank: int


@dataclass(frozen=True, slots=True)
class Formed:
    """The elements of a block, and the annotations of its links.

    Attributes:
        objects: The objects, in the order of their numbers, with a line end between two; they have none themselves.
        count: How many there are.
        extents: What each ``EXTENT`` stands for, in points from the block's corner, y down.
        kids: The elements that stand in no other of the block.
        owners: The element of each marked content that stands on every such card, and of each that is typed for one.
        links: The element of each annotation.
        annotations: The annotations.
        attributes: Which of ``ATTRIBUTES`` it has.
    """

    objects: Holed
    count: int
    extents: tuple[Rect, ...]
    kids: tuple[Kid, ...]
    owners: tuple[tuple[int, ...], tuple[int, ...]]
    links: tuple[int, ...]
    annotations: tuple[int, ...]
    attributes: frozenset[Base]


def formed(tops: Sequence[Top], fixed: int) -> Formed:
    """Write the structure of a block.

    Args:
        tops: What is in it, with the numbers of its marked content from 0.
        fixed: How many of those stand on every such card; the others are typed for one.
    """
    draft = _Draft(fixed)
    kids = tuple(Kid(draft.add(top.element, (Base.PARENT, 0)), top.element.kind, top.rank) for top in tops)
    owners = tuple(draft.owners[content] for content in sorted(draft.owners))
    return Formed(
        Holed.joined(draft.objects),
        len(draft.objects),
        tuple(draft.extents[number] for number in sorted(draft.extents)),
        kids,
        (owners[:fixed], owners[fixed:]),
        tuple(draft.links),
        tuple(draft.annotations),
        frozenset(draft.attributes),
    )


class _Draft:
    """The objects of a block that is being written, and the numbers of their holes in the order in which they stand.

    It writes dictionaries as ``syntax.encode`` does, with a hole for each number: a card has hundreds of them.
    """

    def __init__(self, fixed: int) -> None:
        self.objects: list[Holed] = []
        self.extents: dict[int, Rect] = {}
        self.owners: dict[int, int] = {}
        self.links: list[int] = []
        self.annotations: list[int] = []
        self.attributes: set[Base] = set()
        self._fixed = fixed

    def add(self, element: Element, parent: Hole) -> int:
        """Add an element with everything in it; return its number."""
        number = self._reserve()
        kids = [self._kid(kid, number) for kid in element.kids]
        written, holes = [b"<</S%b/P %%d 0 R" % name(element.kind)], [parent]
        if any(True for _ in element.contents):
            written.append(b"/Pg %d 0 R")
            holes.append((Base.PAGE, 0))
        if element.url and element.extent:
            annotation = self._annotate(element.url, element.extent, number)
            kids.append((b"<</Type/OBJR/Obj %d 0 R>>", (Base.OBJECT, annotation)))
        many = len(kids) != 1
        written += (b"/K[" if many else b"/K ", b" ".join(kid for kid, _ in kids), b"]" if many else b"")
        holes += (hole for _, hole in kids)
        written += (_text(key, value) for key, value in (("Alt", element.alt), ("Lang", element.language)) if value)
        self._add_attributes(element, number, written, holes)
        written.append(b">>")
        self.objects[number] = Holed.of(b"".join(written), holes)
        return number

    def _reserve(self) -> int:
        self.objects.append(Holed(b"", (), ()))
        return len(self.objects) - 1

    def _kid(self, kid: Element | int, owner: int) -> tuple[bytes, Hole]:
        if isinstance(kid, Element):
            return b"%d 0 R", (Base.OBJECT, self.add(kid, (Base.OBJECT, owner)))
        self.owners[kid] = owner
        return b"%d", (Base.FIXED, kid) if kid < self._fixed else (Base.TYPED, kid - self._fixed)

    def _annotate(self, url: str, extent: Rect, element: int) -> int:
        """Add the annotation that makes a link one can click; return its number."""
        number = self._reserve()
        about: dict[str, Value] = {
            "Type": Name("Annot"),
            "Subtype": Name("Link"),
            "Rect": EXTENT,
            "Border": (0, 0, 0),
            "F": PRINTED,
            "Contents": url,
            "StructParent": hole(Base.KEY, len(self.links)),
            "A": {"S": Name("URI"), "URI": url.encode("ascii")},
        }
        self.objects[number] = holed(encode(about))
        self.links.append(element)
        self.annotations.append(number)
        self.extents[number] = extent
        return number

    def _add_attributes(self, element: Element, number: int, written: list[bytes], holes: list[Hole]) -> None:
        """Write what an element says beside its type (14.8.5)."""
        if element.kind == "Figure" and element.extent:
            self.extents[number] = element.extent
            written.append(b"/A<</O/Layout/BBox" + EXTENT + b"/Placement/Block>>")
        elif base := _attributes(element):
            self.attributes.add(base)
            written.append(b"/A %d 0 R")
            holes.append((base, 0))


def _attributes(element: Element) -> Base | None:
    """Return which attributes an element has that many have."""
    match element.kind:
        case "Form":
            return Base.TICK_FIELD if element.takes == "tick" else Base.TEXT_FIELD
        case "TH":
            return Base.COLUMN_HEADER
        case "L" if _labelled(element):
            return Base.NUMBERED
    return None


def _text(key: str, value: str) -> bytes:
    return b"/%b%b" % (key.encode(), encode(value).replace(b"%", b"%%"))


def _labelled(element: Element) -> bool:
    """Say whether the items of a list have labels: in this program, their numbers."""
    return any(part.kind == "Lbl" for item in element.elements for part in item.elements)
