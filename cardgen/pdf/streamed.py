"""A PDF file that is written while it is made: of what is written, only where it stands is kept.

What is known of an object's place is a few numbers for each run of objects that stand in one stream one after the
other, so that memory does not grow with what the objects say.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import BinaryIO, Final

from cardgen.errors import Problem, RequestError
from cardgen.pdf.file import HEADER, Objects
from cardgen.pdf.places import PACK, Places
from cardgen.pdf.references import FREE, WIDTHS, differences, ending, identified, reference_entries
from cardgen.pdf.stream import deflated, packed, whole
from cardgen.pdf.syntax import Ref

MOST_OBJECTS: Final = 8_388_607
"""Objects that a PDF/A file may have (ISO 19005-2, 6.1.13)."""

MOST_BYTES: Final = 256 ** WIDTHS[1]
"""Bytes of a file in which every place can be told."""


class Streamed:
    """A file of objects that are written as they come.

    Args:
        file: Where it goes; nothing but this file is written to it.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._digest = hashlib.sha256()
        self._at = 0
        self._last = 0
        self._stored: dict[bytes, Ref] = {}
        self._pack: dict[int, bytes] = {}
        self._places = Places()
        self._write(HEADER)

    @property
    def last(self) -> int:
        """Number of the last object."""
        return self._last

    def reserve(self, count: int = 1) -> Ref:
        """Return the number of an object that will be put later, the first of ``count``.

        Raises:
            RequestError: The file would hold more than a PDF/A file may.
        """
        first = self._last + 1
        self._last += count
        if self._last > MOST_OBJECTS:
            raise _too_large(f"{MOST_OBJECTS:,} objects, the most that PDF/A allows")
        return Ref(first)

    def put(self, first: Ref, objects: Sequence[bytes]) -> None:
        """Give objects without streams their values.

        Args:
            first: Number of the first; the others follow.
            objects: As ``encode`` returns them.
        """
        for number, content in enumerate(objects, start=first.number):
            self._pack[number] = content
            if len(self._pack) == PACK:
                self._flush()

    def put_stream(self, ref: Ref, content: bytes) -> None:
        """Give an object a stream, as ``stream`` returns it.

        Raises:
            RequestError: The file would be larger than it may be.
            OSError: It cannot be written.
        """
        self._places.add(ref.number, self._at)
        self._write(whole(ref.number, content))

    def store(self, content: bytes) -> Ref:
        """Add a stream, as ``stream`` returns it; what is the same is stored once."""
        key = hashlib.sha256(content).digest()
        if key not in self._stored:
            ref = self._stored[key] = self.reserve()
            self.put_stream(ref, content)
        return self._stored[key]

    def take(self, objects: Objects) -> None:
        """Add objects that are numbered from ``last`` on, and those that were reserved here and put there."""
        self.reserve(objects.last - self._last)
        for number, content in objects.streams.items():
            self.put_stream(Ref(number), content)
        for first in sorted(objects.plain):
            self.put(Ref(first), objects.plain[first])

    def finish(self, root: Ref, info: Ref) -> str:
        """Write what is left, and the end.

        Args:
            root: The catalogue.
            info: The document information dictionary.

        Returns:
            The SHA-256 digest of the file, in hexadecimal digits.

        Raises:
            RequestError: The file would be larger than it may be.
            OSError: It cannot be written.
            ValueError: An object was reserved and never put.
        """
        self._flush()
        references, start = self.reserve().number, self._at
        self._places.add(references, start)
        rows = self._places.rows(1, references)
        table = deflated(bytes((2,)) + FREE + differences([FREE, rows.first]) + rows.changes)
        end = ending(references, start, table, reference_entries(references + 1, root, info))
        end = identified(end, self._digest.copy())
        self._write(end)
        return self._digest.hexdigest()

    def _flush(self) -> None:
        if not self._pack:
            return
        holder = self.reserve()
        numbers, objects = tuple(self._pack), tuple(self._pack.values())
        self._places.add_pack(holder.number, numbers)
        self.put_stream(holder, packed(numbers, objects))
        self._pack.clear()

    def _write(self, data: bytes) -> None:
        self._at += len(data)
        if self._at > MOST_BYTES:
            raise _too_large(f"{MOST_BYTES // 2**30} GiB")
        self._digest.update(data)
        self._file.write(data)


def _too_large(most: str) -> RequestError:
    return RequestError(Problem("one file", 0, 0, f"it would have more than {most}; put fewer cards into a file"))
