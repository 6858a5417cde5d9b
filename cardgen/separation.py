"""Pictures for a press: red, green and blue become cyan, magenta, yellow and black.

An ICC profile says how a press prints colours (ISO 15076-1). Without one the conversion is plain arithmetic: what cyan,
magenta and yellow have in common is printed with black, so that black stays on one plate and ink lies never thick.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image, ImageChops, ImageCms

from cardgen import files
from cardgen.errors import ContentError, Problem

MOST_BYTES: Final = 32 * 1024 * 1024
"""Size of the largest profile that is read: profiles of presses have some two megabytes."""

NEWEST: Final = 4
"""Version of the profile format that PDF 1.7 knows (ISO 32000-1, 8.6.5.5)."""

MOST_NAME: Final = 120
"""Characters of a profile's description that are kept."""

_HEADER = struct.Struct(">L4xB3x4s4s16x4s")
"""Size, version, class, colours and signature in a profile's header (ISO 15076-1, 7.2)."""

_FLAGS = ImageCms.Flags.BLACKPOINTCOMPENSATION


@dataclass(frozen=True, slots=True)
class Profile:
    """How a press prints colours.

    Attributes:
        name: What the profile calls itself.
        data: The ICC profile.
    """

    name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Separated:
    """A picture for the press.

    Attributes:
        width: Pixels.
        height: Pixels.
        inks: Cyan, magenta, yellow and black of every pixel, row by row from the top; 255 is full.
    """

    width: int
    height: int
    inks: bytes = field(repr=False)


def load_profile(path: Path) -> Profile:
    """Read the profile of a press.

    Args:
        path: An ICC profile of an output device with the colours CMYK, version 2 or 4.

    Returns:
        The profile, which is known to convert colours.

    Raises:
        FileError: It cannot be read, or is larger than ``MOST_BYTES``.
        ContentError: It is no such profile.
    """
    data = files.read(path, most=MOST_BYTES)
    wrong = _fault(data)
    if wrong is None:
        try:
            opened = ImageCms.getOpenProfile(BytesIO(data))
            name = ImageCms.getProfileDescription(opened)
            _transform(opened)
        except (ImageCms.PyCMSError, OSError, ValueError) as error:
            reason = " ".join(str(error).split())
            wrong = f"the ICC profile does not convert colours ({reason}); ask the printer for it once more"
        else:
            return Profile(_shown(name) or path.stem, data)
    raise ContentError(Problem(str(path), 0, 0, wrong))


def separate(png: bytes, profile: Profile | None) -> Separated:
    """Turn a picture into the inks of a press.

    Args:
        png: A picture of 8-bit sRGB, as ``cardgen.images`` makes it.
        profile: How the press prints colours; None converts plainly.

    Returns:
        The picture in inks, by relative colorimetry with the black point fitted if there is a profile.
    """
    with Image.open(BytesIO(png), formats=("PNG",)) as opened:
        image = opened.convert("RGB")
    if profile is None:
        inks = _plain(image)
    else:
        converted = ImageCms.applyTransform(image, _transform(ImageCms.getOpenProfile(BytesIO(profile.data))))
        assert converted is not None  # only a conversion in place returns nothing
        inks = converted
    return Separated(inks.width, inks.height, inks.tobytes())


def _fault(data: bytes) -> str | None:
    """Say what is wrong with a profile as its header has it, if anything."""
    size, version, kind, colours, signature = _HEADER.unpack(data[: _HEADER.size].ljust(_HEADER.size))
    if signature != b"acsp":
        return "this is no ICC profile; name the .icc file that the printer gives"
    if size > len(data):
        return "the ICC profile breaks off; ask the printer for it once more"
    if colours != b"CMYK":
        name = colours.decode("ascii", "replace").strip()
        return f"the ICC profile is for the colours {name!r}, not for a press; name one for CMYK"
    if kind != b"prtr":
        return "the ICC profile is not one of a printer; name one for CMYK output"
    if version > NEWEST:
        return f"the ICC profile has version {version}, which PDF does not know; name one of version 2 or {NEWEST}"
    return None


def _transform(profile: ImageCms.ImageCmsProfile) -> ImageCms.ImageCmsTransform:
    intent = ImageCms.Intent.RELATIVE_COLORIMETRIC
    return ImageCms.buildTransform(ImageCms.createProfile("sRGB"), profile, "RGB", "CMYK", intent, _FLAGS)


def _plain(image: Image.Image) -> Image.Image:
    cyan, magenta, yellow = ImageChops.invert(image).split()
    black = ImageChops.darker(ImageChops.darker(cyan, magenta), yellow)
    return Image.merge("CMYK", (*(ImageChops.subtract(ink, black) for ink in (cyan, magenta, yellow)), black))


def _shown(name: str) -> str:
    return "".join(letter if letter.isprintable() else " " for letter in name).strip()[:MOST_NAME]
