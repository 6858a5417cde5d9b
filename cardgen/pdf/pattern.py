"""Cards of one file that have the same pages: they differ in the numbers of their objects and in what is typed.

A pattern is a card's own objects as PDF writes them, with holes for their numbers. What cards share (the streams of
what stands on each of them, faces, drawings) is in the file once and has its numbers already.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from cardgen.layout.boxes import Page
from cardgen.pdf.assembly import Spot, assemble
from cardgen.pdf.holes import Base, Movable, Numbered, hole, holed, reference
from cardgen.pdf.outline import bookmarks
from cardgen.pdf.pages import page_boxes, placed
from cardgen.pdf.stamp import Stamp, stamped
from cardgen.pdf.store import Store, typed_characters
from cardgen.pdf.stream import stream
from cardgen.pdf.syntax import Name, Ref, Value, encode
from cardgen.pdf.tree import page_entries
from cardgen.pdf.typeface import codes
from cardgen.shapes import Face

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
    attributes: Callable[[Base], Ref]


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
        objects: The others, in the order of their numbers.
        own: How many these are.
        pages: The pages.
        keys: How many keys of the parent tree it has; they are ``FIRST_KEY`` and those that follow.
        top: The upper edge of its first page's heading, in points from the bottom of the sheet.
    """

    contents: tuple[bytes, ...]
    typed: Mapping[Face, frozenset[str]]
    objects: Movable
    own: int
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
        return self.node + self.own

    def numbered(self, before: int) -> list[bytes]:
        """Return the objects of a card.

        Args:
            before: Number of the object before its first one.
        """
        return self.objects.at(before).split(b"\n")

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
    stamps = stamped(pages, shared.store.resources)
    shared.store.use(stamps.every, typed=False)
    card = _Card(shared, stamps.typed_pages)
    for page, some in zip(pages, stamps.pages, strict=True):
        card.add_page(page, some)
    return card.finish(_top(pages), typed_characters(stamps.every))


class _Card:
    """A card that is being made a pattern."""

    def __init__(self, shared: Shared, typed_pages: int) -> None:
        self._shared = shared
        self._node = typed_pages + 1
        self._section, self._owners = self._node + 1, self._node + 2
        self._last = self._owners
        self._pages: list[int] = []
        self._contents: list[bytes] = []
        self._sections: list[int] = []
        self._parents: list[int] = []
        self._objects: list[Numbered] = []

    def add_page(self, page: Page, stamps: Sequence[Stamp]) -> None:
        """Add a page with its structure."""
        shared, place = self._shared, placed(page)
        number, key = self._last + 1, FIRST_KEY + len(self._parents)
        attributes = shared.attributes
        spot = Spot(number, self._section, number + 1, key, lambda base: attributes(base).number)
        printed = assemble(page.blocks, stamps, place.frame, spot)
        tagged = printed.tagged
        contents: list[Value] = [shared.add_stream(stream(printed.fixed))]
        if printed.typed is not None:
            self._contents.append(printed.typed)
            contents.append(reference(Base.OBJECT, len(self._contents)))
        entries: dict[str, Value] = {"Type": Name("Page"), "Parent": reference(Base.OBJECT, self._node)}
        entries |= page_boxes(place.paper, place.trim)
        entries |= {"Resources": shared.resources, "Contents": contents}
        entries |= page_entries(_references(tagged.annotations), hole(Base.KEY, key))
        self._objects += (_counted(entries), *tagged.objects)
        self._last = number + tagged.count
        self._pages.append(number)
        if tagged.section:
            self._sections.append(tagged.section)
        self._parents += (self._last, *tagged.links)

    def finish(self, top: float, typed: Mapping[Face, frozenset[str]]) -> Pattern:
        """Return the pattern of its pages; see there for the arguments."""
        kids = _references(self._sections)
        section: dict[str, Value] = {"S": Name("Part"), "P": self._shared.document, "K": kids}
        keys = [hole(Base.KEY, FIRST_KEY + index) for index in range(len(self._parents))]
        pairs = [value for pair in zip(keys, _references(self._parents), strict=True) for value in pair]
        owners: dict[str, Value] = {"Limits": (keys[0], keys[-1]), "Nums": pairs}
        return Pattern(
            contents=tuple(self._contents),
            typed=typed,
            objects=Movable.joined((_counted(section), _counted(owners), *self._objects)),
            own=self._last - self._node,
            pages=tuple(self._pages),
            keys=len(keys),
            top=top,
        )


def _references(numbers: Iterable[int]) -> list[Value]:
    return [reference(Base.OBJECT, number) for number in numbers]


def _counted(value: Value) -> Numbered:
    """Write an object whose numbers count from the object before the card's first one."""
    return holed(encode(value)).numbered([0] * len(Base))


def _top(pages: Sequence[Page]) -> float:
    """Return where the first heading stands, or the first page begins."""
    first = next(iter(bookmarks(pages[:1])), None)
    return placed(pages[0]).frame.y(first.top if first else 0.0)
