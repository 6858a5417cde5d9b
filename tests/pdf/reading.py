"""A tagged file as those who do not see it read it: its structure, and what its pages draw, from the bytes alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.generic import ContentStream, DictionaryObject, IndirectObject


@dataclass
class Content:
    """What a page draws.

    Attributes:
        marked: The text of each marked content sequence, by its number.
        tags: Its tag.
        artifacts: The text of each artifact.
        loose: Operators that paint outside every sequence.
    """

    marked: dict[int, str] = field(default_factory=dict)
    tags: dict[int, str] = field(default_factory=dict)
    artifacts: list[str] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Node:
    """An element of the structure.

    Attributes:
        kind: Its type.
        entries: Its dictionary.
        inside: In reading order: elements, marked content (index of its page, number), annotations.
    """

    kind: str
    entries: DictionaryObject
    inside: tuple[Node | tuple[int, int] | DictionaryObject, ...]

    @property
    def kids(self) -> tuple[Node, ...]:
        return tuple(kid for kid in self.inside if isinstance(kid, Node))

    @property
    def objects(self) -> tuple[DictionaryObject, ...]:
        return tuple(kid for kid in self.inside if isinstance(kid, DictionaryObject))

    def walk(self) -> Iterator[Node]:
        """Yield it and every element in it, as they are read."""
        yield self
        for kid in self.kids:
            yield from kid.walk()

    def pieces(self) -> Iterator[tuple[int, int]]:
        """Yield all marked content in it, as it is read."""
        for kid in self.inside:
            if isinstance(kid, Node):
                yield from kid.pieces()
            elif isinstance(kid, tuple):
                yield kid


def read(data: bytes) -> PdfReader:
    return PdfReader(BytesIO(data), strict=True)


def content_of(page: PageObject, reader: PdfReader) -> Content:
    """Read a page's operators."""
    found = Content()
    where: list[int | None] = []
    paints = {b"f", b"S", b"B", b"Do", b"Tj"}
    for operands, operator in ContentStream(page["/Contents"].get_object(), reader).operations:
        if operator in {b"BDC", b"BMC"}:
            assert not where, "marked content within marked content"
            number = int(operands[1]["/MCID"]) if operator == b"BDC" else None
            where.append(number)
            if number is None:
                assert operands[0] == "/Artifact"
                found.artifacts.append("")
            else:
                assert number not in found.marked, "a number twice"
                found.marked[number], found.tags[number] = "", str(operands[0])[1:]
        elif operator == b"EMC":
            where.pop()
        elif operator in paints and not where:
            found.loose.append(operator.decode())
        if operator == b"Tj" and where:
            text = operands[0].original_bytes.decode("utf-16-be")
            if where[-1] is None:
                found.artifacts[-1] += text
            else:
                found.marked[where[-1]] += text
    assert not where
    return found


def tree_of(reader: PdfReader) -> Node:
    """Read the structure from its root."""
    root: Any = reader.trailer["/Root"]["/StructTreeRoot"]
    pages = {page.indirect_reference.idnum: index for index, page in enumerate(reader.pages)}  # type: ignore[union-attr]
    return _node(root["/K"], root.indirect_reference, pages)


def _node(element: Any, parent: IndirectObject, pages: dict[int, int]) -> Node:
    ref = element.indirect_reference
    assert element.raw_get("/P") == parent, "a wrong parent"
    found: list[Node | tuple[int, int] | DictionaryObject] = []
    inside = element["/K"]
    for entry in inside if isinstance(inside, list) else [inside]:
        kid = entry.get_object()
        if isinstance(kid, int):
            found.append((pages[element.raw_get("/Pg").idnum], int(kid)))
        else:
            found.append(kid["/Obj"].get_object() if kid.get("/Type") == "/OBJR" else _node(kid, ref, pages))
    return Node(str(element["/S"])[1:], element, tuple(found))


def strays(reader: PdfReader) -> list[str]:
    """Return what is drawn and not read, and what is not read exactly once."""
    contents = [content_of(page, reader) for page in reader.pages]
    read_aloud = list(tree_of(reader).pieces())
    drawn = {(page, number) for page, content in enumerate(contents) for number in content.marked}
    found = [f"decoration that says {text}" for content in contents for text in content.artifacts if text.strip()]
    found += [f"{name} outside every tag" for content in contents for name in content.loose]
    found += [f"{piece} is not in the structure" for piece in drawn.difference(read_aloud)]
    return found + [
        f"{piece} is not drawn once" for piece in read_aloud if piece not in drawn or read_aloud.count(piece) > 1
    ]


def owners_of(reader: PdfReader) -> dict[int, Any]:
    """Read the parent tree: by key, an element, or the elements of a page's marked content."""
    numbers = reader.trailer["/Root"]["/StructTreeRoot"]["/ParentTree"]["/Nums"]  # type: ignore[index]
    return {int(key): value.get_object() for key, value in zip(numbers[::2], numbers[1::2], strict=True)}
