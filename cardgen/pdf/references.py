"""The end of a file: where each object is (ISO 32000-1, 7.5.8), and the identifier, a digest of it all (14.4)."""

from __future__ import annotations

import hashlib
import re
import struct
from collections.abc import Mapping, Sequence
from itertools import pairwise
from operator import sub
from typing import Final

from cardgen.pdf.stream import stream, whole
from cardgen.pdf.syntax import Name, Ref, Value, encode

WIDTHS: Final = (1, 4, 2)
"""Bytes of the three columns of the cross-reference stream (7.5.8.2)."""

_NO_ID = (bytes(16), bytes(16))
"""What stands in the place of the identifier (14.4) while the digest is taken that it is."""

_ID_LENGTH = len(encode(_NO_ID))
_ID = re.compile(rb"/ID(\[<[0-9A-F]{32}> <[0-9A-F]{32}>\])")
_END = re.compile(rb"startxref\n([0-9]{1,12})\n%%EOF\n\Z")


_ROW: Final = struct.Struct(">BIH")


def row(kind: int, value: int, index: int) -> bytes:
    """Return a row of the cross-reference stream (7.5.8.3)."""
    return _ROW.pack(kind, value, index)


_BYTE: Final = bytes(range(256))
"""What is left of a difference of two bytes, from -255 to 255, in one byte; an index below 0 counts from the end."""

FREE: Final = row(0, 0, 65535)
"""The row of object 0, which there never is."""


def differences(rows: Sequence[bytes]) -> bytes:
    """Write each row but the first as what changes from the one before (PNG's filter 2, "up"; 7.4.4.4)."""
    changes = (bytes(map(_BYTE.__getitem__, map(sub, after, before))) for before, after in pairwise(rows))
    return b"".join([b"\2" + change for change in changes])


def reference_entries(size: int, root: Ref, info: Ref | None) -> dict[str, Value]:
    """Return what the dictionary of a cross-reference stream says (7.5.8.2), but for the identifier.

    Args:
        size: One more than the number of the last object, which is that stream.
        root: The catalogue.
        info: The document information dictionary.
    """
    about: dict[str, Value] = {
        "Type": Name("XRef"),
        "Size": size,
        "W": WIDTHS,
        "DecodeParms": {"Predictor": 12, "Columns": sum(WIDTHS)},
        "Root": root,
    }
    return about if info is None else {**about, "Info": info}


def ending(number: int, at: int, table: bytes, about: Mapping[str, Value]) -> bytes:
    """Return the end of a file: its cross-reference stream and where that is; its identifier is zeros.

    Args:
        number: Number of that stream.
        at: Its place in the file.
        table: Every row as it differs from the one before, compressed.
        about: As ``reference_entries`` returns it.
    """
    references = stream(table, {**about, "Filter": Name("FlateDecode"), "ID": _NO_ID}, deflate=False)
    return whole(number, references) + b"startxref\n%d\n%%%%EOF\n" % at


def identified(end: bytes, before: hashlib._Hash) -> bytes:
    """Return the end of a file with its identifier.

    Args:
        end: As ``ending`` returns it.
        before: Digest of everything before; it takes the end in, too.
    """
    before.update(end)
    at = end.index(encode(_NO_ID))
    return end[:at] + _identifier(before) + end[at + _ID_LENGTH :]


def is_as_written(data: bytes) -> bool:
    """Say whether a file is, byte for byte, what cardgen wrote.

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
