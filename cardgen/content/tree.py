"""Plain data that remembers where each part of it stands in its file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Protocol, TypeAlias

from cardgen.content.place import Location, Place
from cardgen.content.scalars import Scalar

Data: TypeAlias = "Scalar | tuple[Data, ...] | dict[str, Data]"


class Mark(Protocol):
    """A position as PyYAML's parsers give it, both from 0."""

    line: int
    column: int


class Entry(NamedTuple):
    """A key of a mapping, and what stands under it."""

    key: Mark
    value: Node


class Node(NamedTuple):
    """Where a value starts, and where its parts do; a scalar has no parts."""

    start: Mark
    entries: dict[str, Entry] | None = None
    items: list[Node] | None = None


@dataclass(frozen=True, slots=True)
class Tree:
    """The data of one file, and where each part of it stands.

    Attributes:
        name: The file's name in messages.
        data: Its contents: mappings as dicts, sequences as tuples. Not to be changed.
        root: The places, in the shape of the data.
    """

    name: str
    data: Data
    root: Node

    def place(self, location: Location, *, of_key: bool = False) -> Place:
        """Return where a value stands.

        Args:
            location: The way to the value. A part that leads nowhere is passed over: it may be the name of a variant
                (as in pydantic's locations) or a missing key, whose place is that of the mapping without it.
            of_key: Whether the place of the value's key is meant.

        Returns:
            The start of the value; of a mapping under a key, the start of that key: an author looks for the name
            of an entry, not for the first line below it.
        """
        node, mark = self.root, self.root.start
        for depth, part in enumerate(location, start=1):
            if node.entries is not None and isinstance(part, str) and part in node.entries:
                key, node = node.entries[part]
                at_key = node.entries is not None or (of_key and depth == len(location))
                mark = key if at_key else node.start
            elif node.items is not None and isinstance(part, int) and part < len(node.items):
                node = node.items[part]
                mark = node.start
        return Place(self.name, mark.line + 1, mark.column + 1)
