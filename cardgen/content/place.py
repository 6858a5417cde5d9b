"""Where things stand: in a file for the reader of a message, in the data for the code that finds a fault."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from cardgen.content.excerpt import excerpt
from cardgen.content.suggest import nearest
from cardgen.errors import Problem

Location: TypeAlias = tuple[str | int, ...]
"""Keys and indices (from 0) that lead from the root of some data to one of its values."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in the input.

    Attributes:
        file: Path as the user gave it, or the name of an option such as ``-t``.
        line: Line, from 1; 0 where the input has no lines.
        column: Column, from 1; 0 where the input has no columns.
    """

    file: str
    line: int = 0
    column: int = 0

    def problem(self, message: str) -> Problem:
        """Return a problem that stands here; ``message`` is what is wrong and what to do."""
        return Problem(self.file, self.line, self.column, message)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with data, not yet with its place in a file.

    Attributes:
        location: The value, or the mapping that lacks something.
        message: What is wrong; what to do.
        of_key: Whether the fault is in the value's key.
    """

    location: Location
    message: str
    of_key: bool = False


def unknown(kind: str, id_: str, known: Collection[str], location: Location) -> Iterator[Fault]:
    """Look an id up.

    Args:
        kind: What the id should be the id of, for the message.
        id_: The id.
        known: The ids of that kind.
        location: Where the id stands.

    Yields:
        A fault with the nearest known ids if it is not among them.
    """
    if id_ not in known:
        yield Fault(location, f"unknown {kind} {excerpt(id_)}{nearest(id_, known)}")
