"""Objects as they stand in a file: with their number, with a stream, many in one stream (ISO 32000-1, 7.3.8, 7.5.7)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, chain
from operator import add
from typing import Final

from deflate import zlib_compress

from cardgen.pdf.syntax import Name, Value, encode

SWIFT: Final = 1
"""How hard libdeflate compresses what is packed for each card, of 12: a tenth larger than at 6, in half the time.

The same version of it gives the same bytes on every machine.
"""

SMALL: Final = 6
"""For pages of which each is small: their files are to be small, too."""

_OBJECTS: Final = 4
"""For an object stream: its objects are much alike, so that more is won by looking harder."""

HARD: Final = 12
"""For what is packed once and stands in many files."""


def stream(data: bytes, about: Mapping[str, Value] | None = None, *, deflate: bool = True, level: int = SWIFT) -> bytes:
    """Return a stream object, without its number.

    Args:
        data: What it holds.
        about: Entries of its dictionary.
        deflate: Whether to compress the data.
        level: How hard to compress it, of 12.
    """
    written = encode(about or {}).removesuffix(b">>")
    if deflate:
        data = _deflated(data, level)
        written += b"/Filter/FlateDecode"
    return streamed(b"%b/Length %d>>" % (written, len(data)), data)


def streamed(about: bytes, data: bytes) -> bytes:
    """Return a stream object of a dictionary that is already written, and its data."""
    # Data may end with a carriage return: a lone line feed after it would read as one line end of two characters.
    return about + b"\nstream\n" + data + b"\r\nendstream"


@lru_cache(maxsize=16)
def _deflated(data: bytes, level: int) -> bytes:
    """Return compressed data: whole sides are the same on many cards."""
    return deflated(data, level)


def deflated(data: bytes, level: int = SWIFT) -> bytes:
    """Return compressed data, in zlib's format (7.4.4); ``level`` as for ``stream``."""
    return bytes(zlib_compress(data, level))


def whole(number: int, content: bytes) -> bytes:
    """Return an object with its number."""
    return b"%d 0 obj\n%b\nendobj\n" % (number, content)


def packed(numbers: Sequence[int], objects: Sequence[bytes]) -> bytes:
    """Return an object stream (7.5.7) of objects that have no stream themselves, without its own number.

    Args:
        numbers: Of the objects.
        objects: What they are.
    """
    count = len(numbers)
    before = accumulate(map(len, objects), initial=0)
    places = map(add, before, range(count))  # a line end after each
    head = (b"%d %d " * count)[:-1] % tuple(chain.from_iterable(zip(numbers, places, strict=True))) + b"\n"
    about: dict[str, Value] = {"Type": Name("ObjStm"), "N": count, "First": len(head)}
    return stream(head + b"\n".join(objects), about, level=_OBJECTS)
