"""Where objects stand in a file: run by run, in arrays, for a file may have millions (ISO 32000-1, 7.5.8)."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import sub
from typing import Final

from cardgen.pdf.references import WIDTHS, differences, row

PACK: Final = 1000
"""Objects of one object stream."""

_NEXT: Final = differences([row(2, 0, index) for index in range(PACK)])
"""What changes from each object of a pack to the next."""
_STEP: Final = 1 + sum(WIDTHS)


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of the cross-reference table.

    Attributes:
        first: The first one.
        changes: What changes from each to the next.
        last: The last one.
    """

    first: bytes
    changes: bytes
    last: bytes


class Places:
    """Where the objects of a file stand."""

    def __init__(self) -> None:
        self._firsts = array("L")
        self._counts = array("L")
        self._values = array("Q")
        self._indices = array("l")

    def add(self, number: int, at: int) -> None:
        """Take note of an object that stands by itself; ``at`` is its place in the file."""
        self._add(number, 1, at, -1)

    def add_pack(self, holder: int, numbers: Sequence[int]) -> None:
        """Take note of the objects of an object stream, in their order; ``holder`` is its number."""
        at = 0
        for first, count in _runs(numbers):
            self._add(first, count, holder, at)
            at += count

    def _add(self, first: int, count: int, value: int, index: int) -> None:
        self._firsts.append(first)
        self._counts.append(count)
        self._values.append(value)
        self._indices.append(index)

    def rows(self, first: int, last: int) -> Rows:
        """Return the rows of objects.

        Args:
            first: Number of the first one; nothing is known of the ones before.
            last: Number of the last one.

        Raises:
            ValueError: An object has no place.
        """
        changes: list[bytes] = []
        ends: list[bytes] = []
        number = first
        firsts, counts, values, indices = self._firsts, self._counts, self._values, self._indices
        for run in sorted(range(len(firsts)), key=firsts.__getitem__):
            begin, count, value, index = firsts[run], counts[run], values[run], indices[run]
            if begin != number:
                raise ValueError(f"object {number} was reserved and has no value")
            start = row(1, value, 0) if index < 0 else row(2, value, index)
            if ends:
                changes.append(differences([ends[-1], start]))
            if count > 1:
                changes.append(_NEXT[index * _STEP : (index + count - 1) * _STEP])
            ends += (start, start if index < 0 else row(2, value, index + count - 1))
            number += count
        if number != last + 1:
            raise ValueError(f"object {number} was reserved and has no value")
        return Rows(ends[0], b"".join(changes), ends[-1])


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the first number and the length of each run of numbers that follow each other."""
    steps = map(sub, numbers[1:], numbers)
    starts = [index for index, step in enumerate(steps, start=1) if step != 1]
    for first, end in pairwise((0, *starts, len(numbers)) if numbers else ()):
        yield numbers[first], end - first
