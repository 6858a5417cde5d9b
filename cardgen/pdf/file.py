"""A PDF file from its objects (ISO 32000-1, 7.5): object streams, a cross-reference stream, an identifier.

Dictionaries without a stream are packed into object streams (7.5.7), which halves a tagged file: PDF/A-2 and PDF/UA-1
allow it. The same objects in the same order give the same bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from cardgen.pdf.places import PACK, Places, Rows
from cardgen.pdf.references import FREE, WIDTHS, differences, ending, identified, reference_entries, row
from cardgen.pdf.stream import SWIFT, deflated, packed, stream, whole
from cardgen.pdf.syntax import Ref, Value, encode

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
"""The version, and four bytes above 127 that tell programs that the file is binary (ISO 19005-2, 6.1.2)."""


@dataclass(slots=True)
class Objects:
    """The objects of a file that is being made; they are numbered in the order in which they were asked for.

    Attributes:
        streams: Whole stream objects by number: ``<<…>>stream … endstream``.
        plain: Every other object, in runs of some that follow each other: by the number of the first.
        late: How many objects stand at the end of the file, where another file may have others; they have the first
            numbers.
    """

    streams: dict[int, bytes] = field(default_factory=dict)
    plain: dict[int, Sequence[bytes]] = field(default_factory=dict)
    late: int = 0
    _prepared: dict[bytes, Ref] = field(default_factory=dict)
    _last: int = field(init=False)

    def __post_init__(self) -> None:
        self._last = self.late

    @property
    def last(self) -> int:
        """Number of the last object."""
        return self._last

    def reserve(self, count: int = 1) -> Ref:
        """Return the number of an object that will be put later, the first of ``count``."""
        first = self._last + 1
        self._last += count
        return Ref(first)

    def put(self, ref: Ref, value: Value) -> None:
        """Give an object its value."""
        self.plain[ref.number] = (encode(value),)

    def put_written(self, first: int, written: bytes) -> None:
        """Give objects their values.

        Args:
            first: Number of the first; the others follow.
            written: The objects as ``encode`` returns them, with a line end between two; they have none themselves.
        """
        self.plain[first] = written.split(b"\n")

    def add(self, value: Value) -> Ref:
        """Add an object."""
        ref = self.reserve()
        self.put(ref, value)
        return ref

    def add_written(self, written: bytes) -> Ref:
        """Add an object, as ``encode`` returns it."""
        ref = self.reserve()
        self.plain[ref.number] = (written,)
        return ref

    def put_stream(
        self,
        ref: Ref,
        data: bytes,
        about: Mapping[str, Value] | None = None,
        *,
        deflate: bool = True,
        level: int = SWIFT,
    ) -> None:
        """Give an object a stream.

        Args:
            ref: Its number.
            data: What the stream holds; already encoded if ``about`` names a filter.
            about: Entries of its dictionary; ``Length`` comes by itself, and so does the filter if it is deflated.
            deflate: Whether to compress the data.
            level: How hard, of 12.
        """
        self.streams[ref.number] = stream(data, about, deflate=deflate, level=level)

    def add_stream(
        self,
        data: bytes,
        about: Mapping[str, Value] | None = None,
        *,
        deflate: bool = True,
        level: int = SWIFT,
    ) -> Ref:
        """Add a stream; see ``put_stream``."""
        ref = self.reserve()
        self.put_stream(ref, data, about, deflate=deflate, level=level)
        return ref

    def add_prepared(self, content: bytes) -> Ref:
        """Add a whole stream object, as ``stream`` returns it; what is the same is stored once."""
        ref = self._prepared.get(content)
        if ref is None:
            ref = self._prepared[content] = self.reserve()
            self.streams[ref.number] = content
        return ref

    def numbered(self) -> tuple[Sequence[int], Sequence[bytes]]:
        """Return the objects that are no streams, in the order of their numbers, and those numbers."""
        runs = [(first, self.plain[first]) for first in sorted(self.plain)]
        numbers = [*chain.from_iterable(range(first, first + len(some)) for first, some in runs)]
        return numbers, [*chain.from_iterable(some for _, some in runs)]

    def write(self, root: Ref, info: Ref | None = None, late: Sequence[bytes] = ()) -> bytes:
        """Return the file.

        Args:
            root: The catalogue.
            info: The document information dictionary.
            late: The late objects, as ``stream`` and ``encode`` return them.

        Returns:
            All of its bytes; its identifier (14.4) is a digest of them (``is_as_written``).

        Raises:
            ValueError: An object was reserved and never put.
        """
        return self.prepare(root, info).complete(late)

    def prepare(self, root: Ref, info: Ref | None = None) -> Prepared:
        """Return the file but for its late objects, see ``write``."""
        numbers, plain = self.numbered()
        missing = self._last - self.late - len(self.streams) - len(plain)
        if missing:
            raise ValueError(f"{missing} objects were reserved and have no value")
        body = _Body(HEADER, len(HEADER))
        for number in sorted(self.streams):
            body.put(number, self.streams[number])
        holder = self._last
        for first in range(0, len(numbers), PACK):
            holder += 1
            body.pack(holder, numbers[first : first + PACK], plain[first : first + PACK])
        data, about = bytes(body.data), reference_entries(holder + 2, root, info)
        return Prepared(data, hashlib.sha256(data), self.late, body.places.rows(self.late + 1, holder), about)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file that lacks its late objects and its end: made once for many files that differ in those.

    Attributes:
        body: The bytes before the late objects.
        digest: Their digest.
        late: How many late objects there are.
        rows: The rows of the cross-reference table after those of the late objects, but for that of the
            cross-reference stream itself.
        about: The dictionary of that stream, but for the identifier.
    """

    body: bytes
    digest: hashlib._Hash
    late: int
    rows: Rows
    about: Mapping[str, Value]

    def complete(self, late: Sequence[bytes]) -> bytes:
        """Return the whole file.

        Args:
            late: The late objects, as ``stream`` and ``encode`` return them.

        Raises:
            ValueError: They are more or fewer than the file lacks.
        """
        if len(late) != self.late:
            raise ValueError(f"the file lacks {self.late} objects, not {len(late)}")
        end, head = _Body(b"", len(self.body)), [FREE]
        for number, content in enumerate(late, start=1):
            head.append(row(1, end.at, 0))
            end.put(number, content)
        start, rows = end.at, self.rows
        own = differences([rows.last, row(1, start, 0)])
        table = bytes((2,)) + FREE + differences([*head, rows.first]) + rows.changes + own
        number = len(table) // (1 + sum(WIDTHS)) - 1
        references = ending(number, start, deflated(table), self.about)
        digest = self.digest.copy()
        digest.update(end.data)
        return self.body + end.data + identified(references, digest)


class _Body:
    """Objects one after the other, and where each stands."""

    def __init__(self, head: bytes, at: int) -> None:
        self.data = bytearray(head)
        self.at = at
        self.places = Places()

    def put(self, number: int, content: bytes) -> None:
        written = whole(number, content)
        self.places.add(number, self.at)
        self.data += written
        self.at += len(written)

    def pack(self, holder: int, numbers: Sequence[int], objects: Sequence[bytes]) -> None:
        self.put(holder, packed(numbers, objects))
        self.places.add_pack(holder, numbers)
