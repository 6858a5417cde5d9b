"""The structure tree of a file: its root, and who owns what is marked on its pages (ISO 32000-1, 14.7.2, 14.7.4.4)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cardgen.layout.boxes import Page, Placed
from cardgen.pdf.assembly import Printed, Spot, assemble
from cardgen.pdf.file import Objects
from cardgen.pdf.holes import Base, Numbered
from cardgen.pdf.operators import Frame
from cardgen.pdf.stamp import Stamp
from cardgen.pdf.syntax import Name, Ref, Value
from cardgen.pdf.tags import ATTRIBUTES


def attributes_of(pages: Iterable[Page], stamps: Iterable[Stamp]) -> frozenset[Base]:
    """Return which ``ATTRIBUTES`` pages have, and the stamps of what stands on them."""
    items = any(block.within and block.within[-1].kind == "LI" for page in pages for block in page.blocks)
    own = frozenset(base for one in stamps for base in one.formed.attributes)
    return own | {Base.NUMBERED} if items else own


class Tree:
    """The structure of one file, page by page.

    Args:
        objects: The file.
        attributes: Which ``ATTRIBUTES`` its pages have.
    """

    def __init__(self, objects: Objects, attributes: Iterable[Base]) -> None:
        self._objects = objects
        self._root = objects.reserve()
        self._document = objects.reserve()
        self._sections: list[Ref] = []
        self._parents: list[Ref] = []
        self._attributes = {base: objects.add(ATTRIBUTES[base]).number for base in sorted(attributes)}

    def add_page(
        self, page: Ref, blocks: Sequence[Placed], stamps: Sequence[Stamp], frame: Frame
    ) -> tuple[Printed, dict[str, Value]]:
        """Add a page.

        Args:
            page: The page.
            blocks: All of it, in the order in which they are painted.
            stamps: Their stamps.
            frame: Where layout's origin lies on it.

        Returns:
            What is printed on the page, and what its dictionary says of its structure.
        """
        objects, key = self._objects, len(self._parents)
        first = objects.last + 1
        spot = Spot(page.number, self._document.number, first, key, self._attributes.__getitem__)
        printed = assemble(blocks, stamps, frame, spot)
        tagged = printed.tagged
        objects.reserve(tagged.count)
        objects.put_written(first, Numbered.joined(tagged.objects).filled())
        if tagged.section:
            self._sections.append(Ref(tagged.section))
        self._parents += (Ref(first + tagged.count - 1), *map(Ref, tagged.links))
        return printed, page_entries([Ref(number) for number in tagged.annotations], key)

    def finish(self) -> Ref:
        """Return the root of the structure, whole."""
        put = self._objects.put
        put(self._document, {"Type": Name("StructElem"), "S": Name("Document"), "P": self._root, "K": self._sections})
        pairs = [value for key, parent in enumerate(self._parents) for value in (key, parent)]
        root: dict[str, Value] = {"Type": Name("StructTreeRoot"), "K": self._document}
        root |= {"ParentTree": self._objects.add({"Nums": pairs}), "ParentTreeNextKey": len(self._parents)}
        put(self._root, root)
        return self._root


def page_entries(annotations: Sequence[Value], key: Value) -> dict[str, Value]:
    """Return what the dictionary of a page says of its structure.

    Args:
        annotations: References to its annotations.
        key: Its key in the parent tree.
    """
    entries: dict[str, Value] = {"StructParents": key, "Tabs": Name("S")}
    return {**entries, "Annots": annotations} if annotations else entries
