"""Cards of one file that have the same pages: they differ in the numbers of their objects and in what is typed.

A pattern is a card's own objects as PDF writes them, with holes for their numbers. What cards share (the streams of
what stands on each of them, faces, drawings) is in the file once and has its numbers already.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from cardgen.layout.boxes import Page
from cardgen.pdf.content import marked, parted
from cardgen.pdf.file import Objects
from cardgen.pdf.operators import Frame
from cardgen.pdf.outline import bookmarks
from cardgen.pdf.pages import page_boxes, placed
from cardgen.pdf.store import Store, typed_characters
from cardgen.pdf.stream import stream
from cardgen.pdf.structure import Element, tree
from cardgen.pdf.syntax import Name, Raw, Ref, Relative, Value
from cardgen.pdf.tags import PageTags
from cardgen.pdf.typeface import codes
from cardgen.shapes import Face

_HOLE: Final = b"\0"
"""What stands on both sides of a number that is not known yet (``syntax.Relative``)."""


FIRST_KEY: Final = 1
"""The first key of a card in the parent tree, counted as its objects are: it has no more keys than objects."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What the cards of a file have in common.

    Attributes:
        store: Faces, drawings, pictures.
        resources: The dictionary that pages find them in.
        document: The element of the structure that cards stand in.
        add_stream: Adds a stream; the same one is stored once.
        attributes: Returns the object of attributes that many elements have.
    """

    store: Store
    resources: Ref
    document: Ref
    add_stream: Callable[[bytes], Ref]
    attributes: Callable[[Raw], Ref]


@dataclass(frozen=True, slots=True)
class Typed:
    """A text that takes the place of another one, which is typed in a pattern.

    Attributes:
        old: A text of letters that nothing else has that is typed in the same face.
        new: The text that takes its place.
    """

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """A card of a file, without its numbers: they count from the object before its first one.

    Its first objects are the streams of what is typed for it; then comes the node of the page tree that holds its
    pages, which ``objects`` do not have, as it depends on the node that it stands in; then they follow.

    Attributes:
        contents: What the streams hold that show what is typed.
        typed: The characters of that, by face.
        objects: The others, in the order of their numbers: bytes with holes, and the numbers that go there.
        pages: The pages.
        keys: How many keys of the parent tree it has; they are ``FIRST_KEY`` and those that follow.
        top: The upper edge of its first page's heading, in points from the bottom of the sheet.
    """

    contents: tuple[bytes, ...]
    typed: Mapping[Face, frozenset[str]]
    objects: tuple[tuple[bytes, tuple[int, ...]], ...]
    pages: tuple[int, ...]
    keys: int
    top: float

    @property
    def node(self) -> int:
        """The node of the page tree."""
        return len(self.contents) + 1

    @property
    def section(self) -> int:
        """The element of the structure that is the card."""
        return self.node + 1

    @property
    def owners(self) -> int:
        """The leaf of the parent tree."""
        return self.node + 2

    @property
    def count(self) -> int:
        """How many objects a card has."""
        return self.node + len(self.objects)

    def numbered(self, before: int) -> list[bytes]:
        """Return the objects of a card.

        Args:
            before: Number of the object before its first one.
        """
        return [written % tuple([before + number for number in numbers]) for written, numbers in self.objects]

    def streams(self, typed: Typed | None) -> Iterator[bytes]:
        """Yield the streams of what is typed for a card, as ``stream`` returns them."""
        old, new = (codes(text).encode("latin-1") for text in ((typed.old, typed.new) if typed else ("", "")))
        return (stream(content.replace(old, new) if typed else content) for content in self.contents)

    def characters(self, typed: Typed | None) -> Mapping[Face, frozenset[str]]:
        """Return the characters of what is typed for a card, by face."""
        if typed is None:
            return self.typed
        gone, come = frozenset(typed.old), frozenset(typed.new)
        return {face: some - gone | come if gone <= some else some for face, some in self.typed.items()}


def pattern_of(pages: Sequence[Page], shared: Shared) -> Pattern:
    """Make the pattern of a card, and store what it shares with others.

    Args:
        pages: The card; at least one.
        shared: What the cards of the file have in common.
    """
    typed_pages = sum(any(box.personal for box in page.boxes) for page in pages)
    card = _Card(shared, typed_pages)
    for page in pages:
        card.add_page(page)
    return card.finish(pages)


class _Draft(Objects):
    """The objects of a card that does not know where it stands."""

    def reserve(self) -> Ref:
        return Ref(Relative(super().reserve().number))


class _Card:
    """A card that is being made a pattern."""

    def __init__(self, shared: Shared, typed_pages: int) -> None:
        self._shared = shared
        self._objects = _Draft(late=typed_pages)
        self._node, self._section, self._owners = (self._objects.reserve() for _ in range(3))
        self._pages: list[Ref] = []
        self._contents: list[bytes] = []
        self._sections: list[Ref] = []
        self._parents: list[Value] = []

    def add_page(self, page: Page) -> None:
        """Add a page with its structure."""
        shared, place, boxes = self._shared, placed(page), parted(page.boxes)
        shared.store.use(boxes, typed=False)
        fixed, typed = marked(boxes, place.frame, shared.store.resources)
        contents = [shared.add_stream(stream(fixed))]
        if any(box.personal for box in boxes):
            self._contents.append(typed)
            contents.append(Ref(Relative(len(self._contents))))
        ref = self._objects.reserve()
        entries: dict[str, Value] = {"Type": Name("Page"), "Parent": self._node}
        entries |= page_boxes(place.paper, place.trim)
        entries |= {"Resources": shared.resources, "Contents": contents, "Tabs": Name("S")}
        self._objects.put(ref, entries | self._structure(tree(boxes), ref, place.frame))
        self._pages.append(ref)

    def _structure(self, structure: Element, ref: Ref, frame: Frame) -> dict[str, Value]:
        """Add the structure of a page; return what its dictionary says of that."""
        key = Relative(FIRST_KEY + len(self._parents))
        made = PageTags(self._objects, ref, frame, key + 1, self._shared.attributes)
        if structure.kids:
            self._sections.append(made.add(structure, self._section))
        self._parents.append(self._objects.add([made.owners[number] for number in sorted(made.owners)]))
        self._parents += made.links
        entries: dict[str, Value] = {"StructParents": key}
        return {**entries, "Annots": made.annotations} if made.annotations else entries

    def finish(self, pages: Sequence[Page]) -> Pattern:
        """Return the pattern of its pages."""
        section: dict[str, Value] = {"S": Name("Part"), "P": self._shared.document, "K": self._sections}
        self._objects.put(self._section, section)
        keys = [Relative(FIRST_KEY + index) for index in range(len(self._parents))]
        pairs = [value for pair in zip(keys, self._parents, strict=True) for value in pair]
        self._objects.put(self._owners, {"Limits": (keys[0], keys[-1]), "Nums": pairs})
        plain = self._objects.plain
        return Pattern(
            contents=tuple(self._contents),
            typed=typed_characters(box for page in pages for box in parted(page.boxes)),
            objects=tuple(_holed(plain[number]) for number in sorted(plain)),
            pages=tuple(int(page.number) for page in self._pages),
            keys=len(keys),
            top=_top(pages),
        )


def _holed(content: bytes) -> tuple[bytes, tuple[int, ...]]:
    """Return an object as a format for numbers, and the numbers."""
    parts = content.split(_HOLE)
    return b"%d".join(part.replace(b"%", b"%%") for part in parts[::2]), tuple(map(int, parts[1::2]))


def _top(pages: Sequence[Page]) -> float:
    """Return where the first heading stands, or the first page begins."""
    first = next(iter(bookmarks(pages[:1])), None)
    return placed(pages[0]).frame.y(first.top if first else 0.0)
