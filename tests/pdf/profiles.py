"""ICC profiles for tests: a small one of a press that prints every colour with black alone, and what is none."""

from __future__ import annotations

import struct
from itertools import product

STRAIGHT = bytes(range(256))


def press_profile(
    name: str = "Test press", *, colours: bytes = b"CMYK", kind: bytes = b"prtr", version: int = 2
) -> bytes:
    """Return a profile that prints lightness with black ink and no colour at all: unlike any plain conversion."""
    to_inks = b"".join(bytes((0, 0, 0, 255 * (1 - light))) for light, _, _ in product((0, 1), repeat=3))
    to_light = b"".join(bytes((255 * (1 - black), 128, 128)) for *_, black in product((0, 1), repeat=4))
    tags = {
        b"desc": _description(name),
        b"wtpt": b"XYZ \0\0\0\0" + struct.pack(">3l", 63190, 65536, 54061),
        b"A2B0": _table(4, 3, to_light),
        b"B2A0": _table(3, 4, to_inks),
    }
    return _file(tags, colours, kind, version)


def _table(inputs: int, outputs: int, corners: bytes) -> bytes:
    """A table with two steps for each input (ISO 15076-1, 10.11)."""
    unity = struct.pack(">9l", *(65536 if i % 4 == 0 else 0 for i in range(9)))
    return b"mft1\0\0\0\0" + bytes((inputs, outputs, 2, 0)) + unity + STRAIGHT * inputs + corners + STRAIGHT * outputs


def _description(name: str) -> bytes:
    said = name.encode("ascii") + b"\0"
    return b"desc\0\0\0\0" + struct.pack(">L", len(said)) + said + bytes(4 + 4 + 2 + 1 + 67)


def _file(tags: dict[bytes, bytes], colours: bytes, kind: bytes, version: int) -> bytes:
    at, table, body = 128 + 4 + 12 * len(tags), struct.pack(">L", len(tags)), b""
    for signature, data in tags.items():
        padded = data.ljust(-(-len(data) // 4) * 4, b"\0")
        table += signature + struct.pack(">LL", at + len(body), len(data))
        body += padded
    size = at + len(body)
    header = struct.pack(">L4xB3x", size, version) + kind + colours + b"Lab " + bytes(12) + b"acsp"
    white = struct.pack(">3l", 63190, 65536, 54061)
    return header.ljust(68, b"\0") + white + bytes(48) + table + body
