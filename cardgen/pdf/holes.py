"""Objects with holes: what is written once and stands under other numbers in every file.

A number counts from a start of its kind (``Base``): the first object of a block, the page, the first marked content ...
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import chain
from operator import add
from typing import Final, NamedTuple, TypeAlias

from cardgen.pdf.syntax import Raw

_MARK: Final = b"\0"
"""Stands on both sides of a hole: nothing else that is written here has it."""


class Base(IntEnum):
    """What a number counts from."""

    OBJECT = 0
    """The first object of what is written."""
    PAGE = 1
    """The page."""
    PARENT = 2
    """The element of structure that it stands in."""
    KEY = 3
    """The first free key of the parent tree (ISO 32000-1, 14.7.4.4)."""
    FIXED = 4
    """The first marked content of what stands on every such card."""
    TYPED = 5
    """The first marked content of what is typed for one card."""
    TEXT_FIELD = 6
    TICK_FIELD = 7
    COLUMN_HEADER = 8
    NUMBERED = 9
    """The objects of attributes that many elements have."""


Hole: TypeAlias = tuple[Base, int]
"""What a number counts from, and the number."""

MOVING: Final = frozenset({Base.OBJECT, Base.PAGE, Base.PARENT, Base.KEY})
"""What counts from another start where a card stands elsewhere in a file of many."""


def hole(base: Base, number: int = 0) -> Raw:
    """Return what stands for a number that is not known yet."""
    return Raw(b"%b%d %d%b" % (_MARK, base, number, _MARK))


def reference(base: Base, number: int = 0) -> Raw:
    """Return what stands for a reference to an object whose number is not known yet."""
    return Raw(hole(base, number) + b" 0 R")


class Numbered(NamedTuple):
    """What is written, and numbers for its holes.

    Attributes:
        written: A format for numbers.
        numbers: They count from the object before a card's first one, if they move with it.
        bases: What each counted from.
    """

    written: bytes
    numbers: tuple[int, ...]
    bases: tuple[int, ...]

    @classmethod
    def joined(cls, parts: Sequence[Numbered]) -> Numbered:
        """Return parts as one, with a line end between two."""
        return cls(
            b"\n".join([part.written for part in parts]),
            tuple(chain.from_iterable([part.numbers for part in parts])),
            tuple(chain.from_iterable([part.bases for part in parts])),
        )

    def filled(self) -> bytes:
        """Return it with its numbers as they are."""
        return self.written % self.numbers


class Holed(NamedTuple):
    """What is written, but for the starts of its numbers.

    Attributes:
        written: A format for numbers.
        bases: What each number counts from.
        numbers: The numbers.
    """

    written: bytes
    bases: tuple[int, ...]
    numbers: tuple[int, ...]

    @classmethod
    def of(cls, written: bytes, holes: Iterable[Hole]) -> Holed:
        """Return a format with its holes."""
        bases, numbers = tuple(zip(*holes, strict=True)) or ((), ())
        return cls(written, bases, numbers)

    @classmethod
    def joined(cls, parts: Sequence[Holed]) -> Holed:
        """Return parts as one, with a line end between two."""
        return cls(
            b"\n".join(part.written for part in parts),
            tuple(chain.from_iterable(part.bases for part in parts)),
            tuple(chain.from_iterable(part.numbers for part in parts)),
        )

    def numbered(self, starts: Sequence[int]) -> Numbered:
        """Return it with its numbers; ``starts`` are those of every ``Base``, in order."""
        return Numbered(self.written, tuple(map(add, map(starts.__getitem__, self.bases), self.numbers)), self.bases)


def holed(written: bytes) -> Holed:
    """Find the holes of what is written."""
    parts = written.split(_MARK)
    holes = [part.split(b" ") for part in parts[1::2]]
    return Holed(
        b"%d".join(part.replace(b"%", b"%%") for part in parts[::2]),
        tuple(int(base) for base, _ in holes),
        tuple(int(number) for _, number in holes),
    )


@dataclass(frozen=True, slots=True)
class Movable:
    """Objects that stand one after the other, wherever in a file a card stands.

    Attributes:
        written: A format for all numbers.
        numbers: The numbers, counted from the object before the card's first one.
        moves: 1 for each number that moves with the card, 0 for the others.
    """

    written: bytes
    numbers: tuple[int, ...]
    moves: tuple[int, ...]

    @classmethod
    def joined(cls, parts: Iterable[Numbered]) -> Movable:
        """Return parts as one, with a line end between two."""
        written, numbers, bases = Numbered.joined(tuple(parts))
        return cls(written, numbers, tuple(int(base in MOVING) for base in bases))

    def at(self, before: int) -> bytes:
        """Return the objects of a card; ``before`` is the number of the object before its first one."""
        steps = map(before.__mul__, self.moves)
        return self.written % tuple(map(add, self.numbers, steps))
