"""Logos: an image file from outside becomes plain pixels, and pixels become a picture at the size it is printed.

A file is judged before it is decoded (a 9 kB PNG can hold 72 megapixels), and only its pixels live on: turned as its
EXIF data says, without that data, without an alpha channel, at most 300 dots per inch.
"""

from __future__ import annotations

import hashlib
import os
import stat
import struct
import warnings
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image, ImageOps, UnidentifiedImageError

from cardgen.errors import ContentError, FileError, Problem
from cardgen.units import Size

FORMATS: Final = ("PNG", "JPEG", "WEBP")
MOST_BYTES: Final = 50_000_000
MOST_PIXELS: Final = 25_000_000
MOST_DPI: Final = 300
LEAST_DPI: Final = 72
"""A logo of few pixels is printed smaller than its box rather than coarser than this."""

_KEPT: Final = 1200
"""Pixels kept of the longer side: 101 mm at ``MOST_DPI``, more than any logo's box."""

# What Pillow raises for a file that is damaged, beside OSError; zlib's error is turned into OSError by Pillow.
_DAMAGED: Final = (OSError, SyntaxError, ValueError, LookupError, ArithmeticError, EOFError, TypeError, struct.error)


@dataclass(frozen=True, slots=True)
class Logo:
    """Plain pixels.

    Attributes:
        width: Pixels.
        height: Pixels.
        pixels: Red, green, blue of every pixel, row by row from the top.
    """

    width: int
    height: int
    pixels: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Placed:
    """A logo at the size it is printed: what ``shapes.Picture`` needs.

    Attributes:
        size: Points.
        data: A PNG of 8-bit RGB, not interlaced, without any metadata: a file takes its compressed pixels as they are.
        key: Digest of ``data``.
    """

    size: Size
    data: bytes = field(repr=False)
    key: str


def load_logo(path: Path) -> Logo:
    """Read a logo.

    Args:
        path: A PNG, JPEG or WebP file; of an animation the first frame counts. Nothing else is opened.

    Returns:
        Its pixels: 8-bit sRGB, flattened on white, turned upright. Colour profiles are not applied.

    Raises:
        FileError: The path cannot be read, or is no regular file.
        ContentError: It is no such image, is damaged, or is too big.
    """
    data = _read(path)
    if len(data) > MOST_BYTES:
        raise _refusal(path, f"the file is larger than {MOST_BYTES // 1_000_000} MB; save a smaller one")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of broken EXIF data, and of sizes that the limit below refuses anyway
        try:
            return _decode(path, data)
        except UnidentifiedImageError:
            raise _refusal(path, "this is no PNG, JPEG or WebP image; save the logo as one of these") from None
        except Image.DecompressionBombError:
            raise _too_many_pixels(path) from None
        except _DAMAGED as error:
            reason = " ".join(str(error).split())
            raise _refusal(path, f"the image is damaged ({reason}); save it again as PNG") from None


@lru_cache(maxsize=16)
def fit(logo: Logo, box: Size) -> Placed:
    """Scale a logo into a box, keeping its proportions.

    Args:
        logo: From ``load_logo``.
        box: The most it may take, in points.

    Returns:
        The largest picture that fits at ``LEAST_DPI`` or finer, its pixels reduced to ``MOST_DPI`` at most.
    """
    scale = min(box.width / logo.width, box.height / logo.height, 72 / LEAST_DPI)
    reduce = min(1.0, scale * MOST_DPI / 72)
    image = Image.frombytes("RGB", (logo.width, logo.height), logo.pixels)
    if reduce < 1:
        image = image.resize(
            (max(1, int(logo.width * reduce)), max(1, int(logo.height * reduce))), Image.Resampling.LANCZOS
        )
    out = BytesIO()
    image.save(out, "PNG")
    data = out.getvalue()
    return Placed(Size(logo.width * scale, logo.height * scale), data, hashlib.sha256(data).hexdigest())


def _read(path: Path) -> bytes:
    try:
        # Without O_NONBLOCK the open itself waits for a writer where the path is a named pipe.
        with open(path, "rb", opener=lambda name, flags: os.open(name, flags | getattr(os, "O_NONBLOCK", 0))) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise FileError(Problem(str(path), 0, 0, "this is no regular file; name the file of a picture"))
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        reason = (error.strerror or "cannot be opened").lower()
        raise FileError(
            Problem(str(path), 0, 0, f"the logo cannot be read ({reason}); name the file of a picture")
        ) from error


def _decode(path: Path, data: bytes) -> Logo:
    with Image.open(BytesIO(data), formats=FORMATS) as image:
        if image.width * image.height > MOST_PIXELS:
            raise _too_many_pixels(path)
        image.draft("RGB", (_KEPT, _KEPT))  # a large JPEG is decoded at a half or less
        image.load()
        plain = _flat(ImageOps.exif_transpose(image))
    plain.thumbnail((_KEPT, _KEPT), Image.Resampling.LANCZOS)
    return Logo(plain.width, plain.height, plain.tobytes())


def _flat(image: Image.Image) -> Image.Image:
    """Return the image as RGB, on white where it is transparent."""
    if image.mode.startswith("I"):
        # 16 bits a pixel: Pillow's own conversion to 8 cuts values off instead of scaling them.
        image = image.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    if "transparency" not in image.info and not image.mode.endswith(("A", "a")):
        return image.convert("RGB")
    layered = image.convert("RGBA")
    white = Image.new("RGBA", layered.size, "white")
    return Image.alpha_composite(white, layered).convert("RGB")


def _too_many_pixels(path: Path) -> ContentError:
    return _refusal(path, f"the image has more than {MOST_PIXELS // 1_000_000} megapixels; save a smaller one")


def _refusal(path: Path, message: str) -> ContentError:
    return ContentError(Problem(str(path), 0, 0, message))
