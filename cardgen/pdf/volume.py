"""A volume: one file of thousands of cards, written card by card.

Each card has pages, structure and what is typed for it; everything else is in the file once. Memory does not grow with
the cards but for some numbers of each, and neither does what a card costs.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import BinaryIO, Final, TypeAlias

from cardgen.layout.boxes import Page
from cardgen.pdf.file import Objects
from cardgen.pdf.holes import Base
from cardgen.pdf.metadata import Metadata, add_info
from cardgen.pdf.operators import place
from cardgen.pdf.pattern import FIRST_KEY, Pattern, Shared, Typed, pattern_of
from cardgen.pdf.process import READING
from cardgen.pdf.store import Store
from cardgen.pdf.streamed import Streamed
from cardgen.pdf.syntax import Name, Ref, Value, encode
from cardgen.pdf.tags import ATTRIBUTES
from cardgen.theme import Theme

FAN: Final = 64
"""Kids that a node of the page tree or of the parent tree has at most: a reader finds each page in a few steps."""

Branch: TypeAlias = tuple[Ref, int, Sequence[Ref]]
"""A node of the page tree, how many pages it has, and its kids."""

Leaf: TypeAlias = tuple[Ref, int, int]
"""A node of the parent tree, its first key and its last."""


class Volume:
    """A file of cards: PDF/UA-1 and PDF/A-2a, with a bookmark for each card.

    ``pattern`` makes what cards of the same pages have in common, ``add`` adds one, ``finish`` ends the file. The same
    calls give the same bytes.

    Args:
        file: Where it goes, empty. If anything fails, what is there is no PDF.
        theme: Resolves colour names.
    """

    def __init__(self, file: BinaryIO, theme: Theme) -> None:
        self._written = Streamed(file)
        self._root, self._structure, self._document, self._tree, self._resources, self._outline = (
            self._written.reserve() for _ in range(6)
        )
        self._store = Store(theme.colour, READING)
        self._attributes: dict[Base, Ref] = {}
        self._cards = _Cards()
        self._groups: list[Ref] = []
        self._marks = _Marks(self._written, self._outline)
        self._shared = Shared(self._store, self._resources, self._document, self._written.store, self._attribute)

    def pattern(self, pages: Sequence[Page]) -> Pattern:
        """Make the pattern of cards that have these pages, for this volume only.

        Args:
            pages: At least one. They may have texts that ``add`` replaces.

        Raises:
            RequestError: The file would be larger than it may be.
            OSError: It cannot be written.
        """
        return pattern_of(pages, self._shared)

    def add(self, pattern: Pattern, title: str, typed: Typed | None = None) -> None:
        """Add a card.

        Args:
            pattern: Its pattern, of this volume.
            title: Its bookmark.
            typed: The client's name, in the place of the one in the pattern.

        Raises:
            RequestError: The file would be larger than it may be.
            OSError: It cannot be written.
        """
        written = self._written
        if len(self._cards) % FAN == 0:
            self._groups.append(written.reserve())
        before = written.reserve(pattern.count).number - 1
        self._store.type(pattern.characters(typed))
        for number, content in enumerate(pattern.streams(typed), start=before + 1):
            written.put_stream(Ref(number), content)
        pages = [Ref(before + page) for page in pattern.pages]
        node = encode({"Type": Name("Pages"), "Parent": self._groups[-1], "Kids": pages, "Count": len(pages)})
        written.put(Ref(before + pattern.node), [node, *pattern.numbered(before)])
        self._marks.add(title, pages[0], pattern.top)
        self._cards.add(before, pattern)

    def finish(self, metadata: Metadata) -> str:
        """End the file.

        Args:
            metadata: Title, language and clock.

        Returns:
            The SHA-256 digest of the file, in hexadecimal digits.

        Raises:
            RequestError: The file would be larger than it may be.
            OSError: It cannot be written.
            ValueError: There is no card in it.
        """
        if not len(self._cards):
            raise ValueError("a volume has at least one card")
        self._marks.finish()
        end = Objects(late=self._written.last)
        end.put(self._resources, self._store.finish(end))
        self._put_structure(end)
        _put_pages(end, self._tree, list(self._cards.branches(self._groups)))
        entries: dict[str, Value] = {**READING.catalogue(end, metadata), "Pages": self._tree}
        entries |= {"StructTreeRoot": self._structure, "MarkInfo": {"Marked": True}}
        entries |= {"Outlines": self._outline, "PageMode": Name("UseOutlines")}
        end.put(self._root, entries)
        info = add_info(end, metadata)
        self._written.take(end)
        return self._written.finish(self._root, info)

    def _attribute(self, base: Base) -> Ref:
        """Return the object of attributes that many elements have."""
        if base not in self._attributes:
            ref = self._attributes[base] = self._written.reserve()
            self._written.put(ref, [ATTRIBUTES[base]])
        return self._attributes[base]

    def _put_structure(self, end: Objects) -> None:
        document: dict[str, Value] = {"Type": Name("StructElem"), "S": Name("Document"), "P": self._structure}
        end.put(self._document, {**document, "K": self._cards.sections})
        leaves = self._cards.owners
        root: dict[str, Value] = {"Type": Name("StructTreeRoot"), "K": self._document}
        root |= {"ParentTree": _add_number_tree(end, leaves), "ParentTreeNextKey": leaves[-1][2] + 1}
        end.put(self._structure, root)


class _Cards:
    """Where the cards of a file stand: numbers in arrays, for there are thousands."""

    def __init__(self) -> None:
        self._nodes, self._sections, self._owners, self._first_keys = (array("L") for _ in range(4))
        self._pages, self._keys = (array("L") for _ in range(2))

    def __len__(self) -> int:
        return len(self._nodes)

    def add(self, before: int, pattern: Pattern) -> None:
        """Take note of a card; ``before`` is the number of the object before its first one."""
        self._nodes.append(before + pattern.node)
        self._sections.append(before + pattern.section)
        self._owners.append(before + pattern.owners)
        self._first_keys.append(before + FIRST_KEY)
        self._pages.append(len(pattern.pages))
        self._keys.append(pattern.keys)

    @property
    def sections(self) -> Sequence[Ref]:
        """The cards' elements of the structure."""
        return list(map(Ref, self._sections))

    @property
    def owners(self) -> Sequence[Leaf]:
        """The cards' leaves of the parent tree."""
        rows = zip(self._owners, self._first_keys, self._keys, strict=True)
        return [(Ref(ref), first, first + count - 1) for ref, first, count in rows]

    def branches(self, groups: Sequence[Ref]) -> Iterator[Branch]:
        """Yield nodes of the page tree that each hold those of ``FAN`` cards; ``groups`` are their numbers."""
        nodes = zip(self._nodes, self._pages, strict=True)
        for group in groups:
            cards = list(islice(nodes, FAN))
            yield group, sum(pages for _, pages in cards), [Ref(node) for node, _ in cards]


class _Marks:
    """The bookmarks: one for each card, written when the next one's number is known."""

    def __init__(self, written: Streamed, root: Ref) -> None:
        self._written = written
        self._root = root
        self._count = 0
        self._first: Ref | None = None
        self._open: tuple[Ref, dict[str, Value]] | None = None

    def add(self, title: str, page: Ref, top: float) -> None:
        """Add the bookmark of a card; ``top`` is how high on its first page it leads, in points from the bottom."""
        ref = self._written.reserve()
        entries: dict[str, Value] = {"Title": title, "Parent": self._root}
        entries["Dest"] = (page, Name("XYZ"), None, place(top), None)
        if self._open is not None:
            entries["Prev"] = self._open[0]
            self._put({"Next": ref})
        self._first = self._first or ref
        self._open = ref, entries
        self._count += 1

    def finish(self) -> None:
        """Write the last one and the outline."""
        assert self._open is not None
        last = self._open[0]
        self._put({})
        outline = {"Type": Name("Outlines"), "First": self._first, "Last": last, "Count": self._count}
        self._written.put(self._root, [encode(outline)])

    def _put(self, more: dict[str, Value]) -> None:
        assert self._open is not None
        ref, entries = self._open
        self._written.put(ref, [encode({**entries, **more})])


def _put_pages(end: Objects, root: Ref, branches: Sequence[Branch]) -> None:
    """Put a page tree (7.7.3.2) that has at most ``FAN`` kids at every node."""
    while True:
        top = len(branches) <= FAN
        above: list[Branch] = []
        for first in range(0, len(branches), FAN):
            some = branches[first : first + FAN]
            parent = root if top else end.reserve()
            for ref, count, kids in some:
                end.put(ref, {"Type": Name("Pages"), "Parent": parent, "Kids": kids, "Count": count})
            above.append((parent, sum(count for _, count, _ in some), [ref for ref, _, _ in some]))
        if top:
            ((_, count, kids),) = above
            end.put(root, {"Type": Name("Pages"), "Kids": kids, "Count": count})
            return
        branches = above


def _add_number_tree(end: Objects, leaves: Sequence[Leaf]) -> Ref:
    """Add a number tree (7.9.7) that has at most ``FAN`` kids at every node; return its root."""
    while len(leaves) > FAN:
        leaves = [_above(end, leaves[first : first + FAN]) for first in range(0, len(leaves), FAN)]
    return end.add({"Kids": [ref for ref, _, _ in leaves]})


def _above(end: Objects, leaves: Sequence[Leaf]) -> Leaf:
    first, last = leaves[0][1], leaves[-1][2]
    return end.add({"Limits": (first, last), "Kids": [ref for ref, _, _ in leaves]}), first, last
