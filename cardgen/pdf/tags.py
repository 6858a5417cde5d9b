"""Structure trees as objects of a file: what makes a PDF readable aloud (ISO 32000-1, 14.7 and 14.8; ISO 14289-1)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from cardgen.pdf.file import Objects
from cardgen.pdf.operators import Frame
from cardgen.pdf.structure import Element
from cardgen.pdf.syntax import Name, Raw, Ref, Value
from cardgen.units import Rect

PRINTED: Final = 4
"""Flag of an annotation that is printed with its page (ISO 32000-1, 12.5.3)."""

_TEXT_FIELD: Final = Raw(b"<</O/PrintField/Role/tv>>")
_TICK_FIELD: Final = Raw(b"<</O/PrintField/Role/cb/checked/off>>")
"""Fields that are printed to be filled in by pen (14.8.5.6); what for is their alternate description."""

_COLUMN_HEADER: Final = Raw(b"<</O/Table/Scope/Column>>")
_NUMBERED: Final = Raw(b"<</O/List/ListNumbering/Decimal>>")


class Tags:
    """The structure of one file, page by page."""

    def __init__(self, objects: Objects) -> None:
        self._objects = objects
        self._root = objects.reserve()
        self._document = objects.reserve()
        self._sections: list[Ref] = []
        self._parents: list[Value] = []
        self._attributes: dict[Raw, Ref] = {}

    def add_page(self, page: Ref, structure: Element, frame: Frame) -> tuple[int, tuple[Ref, ...]]:
        """Add the structure of a page.

        Args:
            page: The page.
            structure: Its section, with marked content of that page only.
            frame: Where layout's origin lies on it.

        Returns:
            The page's key in the parent tree (14.7.4.4), and its annotations.
        """
        key = len(self._parents)
        made = PageTags(self._objects, page, frame, key + 1, self._shared)
        if structure.kids:
            self._sections.append(made.add(structure, self._document))
        self._parents.append(self._objects.add([made.owners[number] for number in sorted(made.owners)]))
        self._parents += made.links
        return key, tuple(made.annotations)

    def _shared(self, attributes: Raw) -> Ref:
        """Return the object of attributes that many elements have."""
        if attributes not in self._attributes:
            self._attributes[attributes] = self._objects.add(attributes)
        return self._attributes[attributes]

    def finish(self) -> Ref:
        """Return the root of the structure, whole."""
        put = self._objects.put
        put(self._document, {"Type": Name("StructElem"), "S": Name("Document"), "P": self._root, "K": self._sections})
        pairs = [value for key, parent in enumerate(self._parents) for value in (key, parent)]
        root: dict[str, Value] = {"Type": Name("StructTreeRoot"), "K": self._document}
        root |= {"ParentTree": self._objects.add({"Nums": pairs}), "ParentTreeNextKey": len(self._parents)}
        put(self._root, root)
        return self._root


class PageTags:
    """The elements of one page.

    Args:
        objects: The file.
        page: The page.
        frame: Where layout's origin lies on it.
        first_key: Key in the parent tree (14.7.4.4) of its first annotation; the others follow.
        shared: Returns the object of attributes that many elements have.

    Attributes:
        owners: The element of each marked content sequence.
        links: The element of each annotation.
        annotations: The annotations.
    """

    def __init__(self, objects: Objects, page: Ref, frame: Frame, first_key: int, shared: Callable[[Raw], Ref]) -> None:
        self.owners: dict[int, Value] = {}
        self.links: list[Value] = []
        self.annotations: list[Ref] = []
        self._objects = objects
        self._page = page
        self._frame = frame
        self._first_key = first_key
        self._shared = shared

    def add(self, element: Element, parent: Ref) -> Ref:
        """Add an element with everything in it."""
        ref = self._objects.reserve()
        kids: list[Value] = [self.add(kid, ref) if isinstance(kid, Element) else kid for kid in element.kids]
        self.owners |= dict.fromkeys(element.contents, ref)
        entries: dict[str, Value] = {"S": Name(element.kind), "P": parent}
        if any(True for _ in element.contents):
            entries["Pg"] = self._page
        if element.url and element.extent:
            kids.append({"Type": Name("OBJR"), "Obj": self._annotate(element.url, element.extent, ref)})
        entries["K"] = kids[0] if len(kids) == 1 else kids
        if element.alt is not None:
            entries["Alt"] = element.alt
        if element.language is not None:
            entries["Lang"] = element.language
        attributes = self._attributes(element)
        if attributes is not None:
            entries["A"] = attributes
        self._objects.put(ref, entries)
        return ref

    def _annotate(self, url: str, extent: Rect, element: Ref) -> Ref:
        """Add the annotation that makes a link one can click."""
        key = self._first_key + len(self.links)
        self.links.append(element)
        annotation = self._objects.add(
            {
                "Type": Name("Annot"),
                "Subtype": Name("Link"),
                "Rect": self._frame.box(extent),
                "Border": (0, 0, 0),
                "F": PRINTED,
                "Contents": url,
                "StructParent": key,
                "A": {"S": Name("URI"), "URI": url.encode("ascii")},
            }
        )
        self.annotations.append(annotation)
        return annotation

    def _attributes(self, element: Element) -> Value:
        """What an element says beside its type (14.8.5); equal attributes of a file are one object."""
        match element.kind:
            case "Figure" if element.extent:
                return {"O": Name("Layout"), "BBox": self._frame.box(element.extent), "Placement": Name("Block")}
            case "Form":
                return self._shared(_TICK_FIELD if element.takes == "tick" else _TEXT_FIELD)
            case "TH":
                return self._shared(_COLUMN_HEADER)
            case "L" if _labelled(element):
                return self._shared(_NUMBERED)
        return None


def _labelled(element: Element) -> bool:
    """Say whether the items of a list have labels: in this program, their numbers."""
    return any(part.kind == "Lbl" for item in element.elements for part in item.elements)
