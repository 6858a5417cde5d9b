"""A PDF file from its objects (ISO 32000-1, 7.5): object streams, a cross-reference stream, an identifier.

Dictionaries without a stream are packed into object streams (7.5.7), which halves a tagged file: PDF/A-2 and PDF/UA-1
allow it. The same objects in the same order give the same bytes.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from cardgen.pdf.syntax import Name, Ref, Value, encode

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
"""The version, and four bytes above 127 that tell programs that the file is binary (ISO 19005-2, 6.1.2)."""

PACK = 1000
"""Objects of one object stream."""

WIDTHS = (1, 4, 2)
"""Bytes of the three columns of the cross-reference stream (7.5.8.2)."""

_NO_ID = (bytes(16), bytes(16))
"""What stands in the place of the identifier (14.4) while the digest is taken that it is."""

_ID_LENGTH = len(encode(_NO_ID))
_ID = re.compile(rb"/ID(\[<[0-9A-F]{32}> <[0-9A-F]{32}>\])")
_END = re.compile(rb"startxref\n([0-9]{1,12})\n%%EOF\n\Z")

LEVEL = 9
"""How hard streams are compressed: a card is made once and sent and kept many times."""


@dataclass(slots=True)
class Objects:
    """The objects of a file that is being made; they are numbered in the order in which they were asked for.

    Attributes:
        streams: Whole stream objects by number: ``<<…>>stream … endstream``.
        plain: Every other object by number.
        late: How many objects stand at the end of the file, where another file may have others; they have the first
            numbers.
    """

    streams: dict[int, bytes] = field(default_factory=dict)
    plain: dict[int, bytes] = field(default_factory=dict)
    late: int = 0
    _prepared: dict[bytes, Ref] = field(default_factory=dict)
    _last: int = field(init=False)

    def __post_init__(self) -> None:
        self._last = self.late

    def reserve(self) -> Ref:
        """Return the number of an object that will be put later."""
        self._last += 1
        return Ref(self._last)

    def put(self, ref: Ref, value: Value) -> None:
        """Give an object its value."""
        self.plain[ref.number] = encode(value)

    def add(self, value: Value) -> Ref:
        """Add an object."""
        ref = self.reserve()
        self.put(ref, value)
        return ref

    def put_stream(
        self, ref: Ref, data: bytes, about: Mapping[str, Value] | None = None, *, deflate: bool = True
    ) -> None:
        """Give an object a stream.

        Args:
            ref: Its number.
            data: What the stream holds; already encoded if ``about`` names a filter.
            about: Entries of its dictionary; ``Length`` comes by itself, and so does the filter if it is deflated.
            deflate: Whether to compress the data.
        """
        self.streams[ref.number] = stream(data, about, deflate=deflate)

    def add_stream(self, data: bytes, about: Mapping[str, Value] | None = None, *, deflate: bool = True) -> Ref:
        """Add a stream; see ``put_stream``."""
        ref = self.reserve()
        self.put_stream(ref, data, about, deflate=deflate)
        return ref

    def add_prepared(self, content: bytes) -> Ref:
        """Add a whole stream object, as ``stream`` returns it; what is the same is stored once."""
        ref = self._prepared.get(content)
        if ref is None:
            ref = self._prepared[content] = self.reserve()
            self.streams[ref.number] = content
        return ref

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
        missing = self._last - self.late - len(self.streams) - len(self.plain)
        if missing:
            raise ValueError(f"{missing} objects were reserved and have no value")
        body = _Body(HEADER, len(HEADER))
        for number in sorted(self.streams):
            body.put(number, self.streams[number])
        numbers, holder = sorted(self.plain), self._last
        for first in range(0, len(numbers), PACK):
            holder += 1
            body.pack(holder, [(number, self.plain[number]) for number in numbers[first : first + PACK]])
        rows = [body.rows[number] for number in range(self.late + 1, holder + 1)]
        about: dict[str, Value] = {
            "Type": Name("XRef"),
            "Size": holder + 2,
            "W": WIDTHS,
            "DecodeParms": {"Predictor": 12, "Columns": sum(WIDTHS)},
            "Root": root,
        }
        if info is not None:
            about["Info"] = info
        data = bytes(body.data)
        return Prepared(data, hashlib.sha256(data), self.late, rows[0], _differences(rows), rows[-1], about)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file that lacks its late objects and its end: made once for many files that differ in those.

    Attributes:
        body: The bytes before the late objects.
        digest: Their digest.
        late: How many late objects there are.
        first: The row of the cross-reference table after those of the late objects.
        rows: What changes from each row to the next, from ``first`` to ``last``.
        last: The row of the last object but for the cross-reference stream.
        about: The dictionary of that stream, but for the identifier.
    """

    body: bytes
    digest: hashlib._Hash
    late: int
    first: bytes
    rows: bytes
    last: bytes
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
        end = _Body(b"", len(self.body))
        for number, content in enumerate(late, start=1):
            end.put(number, content)
        start = end.at
        head = [_row(0, 0, 65535), *(end.rows[number] for number in range(1, self.late + 1)), self.first]
        table = bytes((2,)) + head[0] + _differences(head) + self.rows + _differences([self.last, _row(1, start, 0)])
        number = len(table) // (1 + sum(WIDTHS)) - 1
        end.put(number, stream(table, {**self.about, "ID": _NO_ID}))
        end.data += b"startxref\n%d\n%%%%EOF\n" % start
        digest = self.digest.copy()
        digest.update(end.data)
        at = end.data.index(encode(_NO_ID), start - len(self.body))
        end.data[at : at + _ID_LENGTH] = _identifier(digest)
        return self.body + end.data


def is_as_written(data: bytes) -> bool:
    """Say whether a file is, byte for byte, what ``Prepared.complete`` returned.

    Its identifier is a digest of all its bytes, the identifier itself taken as zeros. That finds what another program
    saved anew; it is no signature, and who means to deceive can write a fitting one.

    Args:
        data: The whole file.
    """
    end = _END.search(data, max(0, len(data) - 40))
    found = _ID.search(data, int(end[1])) if end else None
    if found is None:
        return False
    at = found.start(1)
    digest = hashlib.sha256(data[:at])
    digest.update(encode(_NO_ID))
    digest.update(data[at + _ID_LENGTH :])
    return found[1] == _identifier(digest)


def _identifier(digest: hashlib._Hash) -> bytes:
    half = digest.digest()[:16]
    return encode((half, half))


def stream(data: bytes, about: Mapping[str, Value] | None = None, *, deflate: bool = True) -> bytes:
    """Return a stream object, without its number.

    Args:
        data: What it holds.
        about: Entries of its dictionary.
        deflate: Whether to compress the data.
    """
    entries: dict[str, Value] = dict(about or {})
    if deflate:
        data = zlib.compress(data, LEVEL)
        entries["Filter"] = Name("FlateDecode")
    entries["Length"] = len(data)
    # Data may end with a carriage return: a lone line feed after it would read as one line end of two characters.
    return encode(entries) + b"\nstream\n" + data + b"\r\nendstream"


class _Body:
    """Objects one after the other, and the row of the cross-reference table for each."""

    def __init__(self, head: bytes, at: int) -> None:
        self.data = bytearray(head)
        self.at = at
        self.rows: dict[int, bytes] = {}

    def put(self, number: int, content: bytes) -> None:
        whole = b"%d 0 obj\n%b\nendobj\n" % (number, content)
        self.rows[number] = _row(1, self.at, 0)
        self.data += whole
        self.at += len(whole)

    def pack(self, holder: int, objects: list[tuple[int, bytes]]) -> None:
        self.put(holder, packed(objects))
        for index, (number, _) in enumerate(objects):
            self.rows[number] = _row(2, holder, index)


def _row(*values: int) -> bytes:
    return b"".join(value.to_bytes(width, "big") for value, width in zip(values, WIDTHS, strict=True))


def _differences(rows: Sequence[bytes]) -> bytes:
    """Write each row but the first as what changes from the one before (PNG's filter 2, "up"; 7.4.4.4)."""
    out = bytearray()
    for before, row in pairwise(rows):
        out.append(2)
        out += bytes((new - old) % 256 for new, old in zip(row, before, strict=True))
    return bytes(out)


def packed(objects: list[tuple[int, bytes]]) -> bytes:
    """Return an object stream (7.5.7) of objects that have no stream themselves, without its own number.

    Args:
        objects: Numbers and what the objects are.
    """
    places, contents, at = [], [], 0
    for number, content in objects:
        places.append(b"%d %d" % (number, at))
        contents.append(content)
        at += len(content) + 1
    head = b" ".join(places) + b"\n"
    about: dict[str, Value] = {"Type": Name("ObjStm"), "N": len(objects), "First": len(head)}
    return stream(head + b"\n".join(contents), about)
