"""Pictures as PDF stores them (ISO 32000-1, 8.9.5)."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from cardgen.pdf.file import Objects
from cardgen.pdf.syntax import Name, Ref, Value
from cardgen.separation import Profile, separate
from cardgen.shapes import Picture

_PREDICTED = 15
"""Each row says how it was predicted, as in PNG (7.4.4.4)."""


def add_picture(objects: Objects, picture: Picture) -> Ref:
    """Add a picture to a file, its pixels compressed as the PNG has them.

    Args:
        objects: The file.
        picture: A PNG of 8-bit RGB, not interlaced, as ``cardgen.images`` makes it.

    Returns:
        The image.

    Raises:
        ValueError: It is another kind of PNG.
    """
    chunks = list(_chunks(picture.data))
    width, height, depth, colour, *_, interlaced = struct.unpack(">LLBBBBB", dict(chunks)[b"IHDR"])
    if (depth, colour, interlaced) != (8, 2, 0):
        raise ValueError(f"a picture of depth {depth}, colour type {colour}, interlaced {interlaced}")
    about = {
        "Type": Name("XObject"),
        "Subtype": Name("Image"),
        "Width": width,
        "Height": height,
        "ColorSpace": Name("DeviceRGB"),
        "BitsPerComponent": 8,
        "Filter": Name("FlateDecode"),
        "DecodeParms": {"Predictor": _PREDICTED, "Colors": 3, "BitsPerComponent": 8, "Columns": width},
    }
    return objects.add_stream(b"".join(data for kind, data in chunks if kind == b"IDAT"), about, deflate=False)


def add_separated(objects: Objects, picture: Picture, *, profile: Profile | None) -> Ref:
    """Add a picture to a file for a press, in four inks.

    Args:
        objects: The file.
        picture: As for ``add_picture``.
        profile: How the press prints colours, if that is known.

    Returns:
        The image.
    """
    inked = separate(picture.data, profile)
    about: dict[str, Value] = {
        "Type": Name("XObject"),
        "Subtype": Name("Image"),
        "Width": inked.width,
        "Height": inked.height,
        "ColorSpace": Name("DeviceCMYK"),
        "BitsPerComponent": 8,
    }
    return objects.add_stream(inked.inks, about)


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 8
    while at < len(png):
        length, kind = struct.unpack_from(">L4s", png, at)
        yield kind, png[at + 8 : at + 8 + length]
        at += length + 12
