"""TrueType files without hints: what a document embeds needs the outlines, not the programs that fit them to pixels.

Hints move outlines onto the pixels of coarse screens; printers and today's viewers draw without them. They are a good
third of an embedded subset. Layout of the tables: ISO/IEC 14496-22 (OpenType), "glyf", "loca" and "head".
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from reportlab.pdfbase.ttfonts import TTFontMaker

_KEPT: Final = ("cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp")
"""What a PDF needs of a font without hints (ISO 32000-1, 9.9); cmap is for programs that read fonts on their own."""

_WORDS, _SCALE, _MORE, _XY_SCALE, _MATRIX, _INSTRUCTIONS = 0x0001, 0x0008, 0x0020, 0x0040, 0x0080, 0x0100


def unhinted(font: bytes, *, mapped: bool = False) -> bytes:
    """Return a font without hints and without the tables that an embedded font does not need.

    Args:
        font: A TrueType file with the tables of ``_KEPT``.
        mapped: Whether to keep the map from characters to glyphs (cmap), by which programs other than a reader of PDF
            find them.

    Returns:
        The same outlines under the same glyph numbers.
    """
    tables = dict(_tables(font))
    (wide,) = struct.unpack_from(">h", tables["head"], 50)
    offsets = _offsets(tables["loca"], wide)
    glyphs = [_padded(_plain(tables["glyf"][start:end])) for start, end in pairwise(offsets)]
    ends = [0]
    for glyph in glyphs:
        ends.append(ends[-1] + len(glyph))
    tables["glyf"] = b"".join(glyphs)
    tables["loca"] = (
        struct.pack(f">{len(ends)}L", *ends) if wide else struct.pack(f">{len(ends)}H", *(e // 2 for e in ends))
    )
    maker = TTFontMaker()
    for tag in (*_KEPT, "cmap") if mapped else _KEPT:
        maker.add(tag, tables[tag])
    return bytes(maker.makeStream())


def _tables(font: bytes) -> Iterator[tuple[str, bytes]]:
    (count,) = struct.unpack_from(">H", font, 4)
    for place in range(12, 12 + 16 * count, 16):
        tag, _, start, length = struct.unpack_from(">4sLLL", font, place)
        yield tag.decode("ascii"), font[start : start + length]


def _offsets(loca: bytes, wide: int) -> tuple[int, ...]:
    if wide:
        return struct.unpack(f">{len(loca) // 4}L", loca)
    return tuple(2 * half for half in struct.unpack(f">{len(loca) // 2}H", loca))


def _plain(glyph: bytes) -> bytes:
    if not glyph:
        return glyph
    (contours,) = struct.unpack_from(">h", glyph)
    return _plain_outline(glyph, contours) if contours >= 0 else _plain_composite(glyph)


def _plain_outline(glyph: bytes, contours: int) -> bytes:
    at = 10 + 2 * contours
    (length,) = struct.unpack_from(">H", glyph, at)
    return glyph[:at] + b"\0\0" + glyph[at + 2 + length :]


def _plain_composite(glyph: bytes) -> bytes:
    plain = bytearray(glyph)
    at, flags = 10, _MORE
    while flags & _MORE:
        (flags,) = struct.unpack_from(">H", plain, at)
        struct.pack_into(">H", plain, at, flags & ~_INSTRUCTIONS)
        at += 8 if flags & _WORDS else 6
        at += 2 if flags & _SCALE else 4 if flags & _XY_SCALE else 8 if flags & _MATRIX else 0
    return bytes(plain[:at])


def _padded(glyph: bytes) -> bytes:
    return glyph + bytes(-len(glyph) % 4)
