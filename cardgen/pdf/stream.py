"""Objects as they stand in a file: with their number, with a stream, many in one stream (ISO 32000-1, 7.3.8, 7.5.7)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

from deflate import zlib_compress

from cardgen.pdf.syntax import Name, Value, encode

_LEVEL: Final = 5
"""How hard libdeflate compresses, of 12: about as small as zlib's 9, in a third of its time.

The same version of it gives the same bytes on every machine.
"""


def stream(data: bytes, about: Mapping[str, Value] | None = None, *, deflate: bool = True) -> bytes:
    """Return a stream object, without its number.

    Args:
        data: What it holds.
        about: Entries of its dictionary.
        deflate: Whether to compress the data.
    """
    entries: dict[str, Value] = dict(about or {})
    if deflate:
        data = _deflated(data)
        entries["Filter"] = Name("FlateDecode")
    entries["Length"] = len(data)
    # Data may end with a carriage return: a lone line feed after it would read as one line end of two characters.
    return encode(entries) + b"\nstream\n" + data + b"\r\nendstream"


@lru_cache(maxsize=16)
def _deflated(data: bytes) -> bytes:
    """Return compressed data: whole sides are the same on many cards."""
    return deflated(data)


def deflated(data: bytes) -> bytes:
    """Return compressed data, in zlib's format (7.4.4)."""
    return bytes(zlib_compress(data, _LEVEL))


def whole(number: int, content: bytes) -> bytes:
    """Return an object with its number."""
    return b"%d 0 obj\n%b\nendobj\n" % (number, content)


def packed(objects: Iterable[tuple[int, bytes]]) -> bytes:
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
    about: dict[str, Value] = {"Type": Name("ObjStm"), "N": len(places), "First": len(head)}
    return stream(head + b"\n".join(contents), about)
