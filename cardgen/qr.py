"""QR codes: a web address becomes modules (ISO/IEC 18004, by segno), modules become a path."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal, TypeAlias, cast
from urllib.parse import quote, urlsplit, urlunsplit

import segno
from segno import consts

from cardgen.errors import ContentError, FitError, Problem
from cardgen.shapes import Segment, Segments
from cardgen.units import MM, Rect

Level: TypeAlias = Literal["l", "m", "q", "h"]
"""Share of the code that may be spoilt and is restored: about 7, 15, 25 or 30 per cent."""

QUIET: Final = 4
"""Modules of white on every side, which ISO/IEC 18004 demands."""

LEAST_MODULE: Final = 0.33 * MM
"""Smallest printed module in points: a telephone held close reads it through a laminate."""

_MOST_VERSION: Final = 40
_OPTION: Final = "--qr"
_LEGAL: Final = "/?:@!$&'()*+,;=-._~%"
"""What stays as it is in a path or a query (RFC 3986, with the percent sign of what is encoded already)."""

_LABEL: Final = r"(?!-)[a-z0-9_-]{1,63}(?<!-)"
_HOST: Final = re.compile(rf"{_LABEL}(\.{_LABEL})*\.?\Z")


@dataclass(frozen=True, slots=True)
class Matrix:
    """A QR code.

    Attributes:
        url: What it holds, in printable ASCII.
        modules: Rows from the top, True for dark; without the quiet zone.
        level: The error correction asked for.
    """

    url: str
    modules: tuple[tuple[bool, ...], ...]
    level: Level


def encode(url: str, error: Level = "m") -> Matrix:
    """Return the QR code of a web address.

    Args:
        url: ``http`` or ``https``; other letters than ASCII are encoded (IDNA in the name, per cent in the rest).
        error: The least error correction; more is used where it costs no larger code.

    Returns:
        The smallest code that holds the address. Whether it can be printed, ``module_size`` says.

    Raises:
        ContentError: The text is no such address.
        FitError: No QR code holds so much.
    """
    address = _ascii(url)
    try:
        code = segno.make_qr(address, error=error)
    except segno.DataOverflowError:
        raise _too_long(address, error, _MOST_VERSION) from None
    return Matrix(address, tuple(tuple(bool(module & 1) for module in row) for row in code.matrix), error)


def module_size(matrix: Matrix, side: float) -> float:
    """Return the side of a printed module in points.

    Args:
        matrix: From ``encode``.
        side: Of the whole code in points, its quiet zone included.

    Raises:
        FitError: It would be smaller than ``LEAST_MODULE``.
    """
    module = side / (len(matrix.modules) + 2 * QUIET)
    if module < LEAST_MODULE:
        raise _too_long(matrix.url, matrix.level, _largest_version(side))
    return module


def path(matrix: Matrix, rect: Rect) -> Segments:
    """Return the dark modules as one path, a rectangle for every run of a row.

    Args:
        matrix: From ``encode``.
        rect: Where the code stands, its quiet zone included; centred where this is no square. To be filled in a dark
            colour on white.

    Returns:
        Rectangles of one direction of turning; in a single fill no seam shows between them.

    Raises:
        FitError: The modules would be smaller than ``LEAST_MODULE``.
    """
    side = min(rect.width, rect.height)
    module = module_size(matrix, side)
    x0, y0 = (centre - side / 2 + QUIET * module for centre in rect.centre)
    segments: list[Segment] = []
    for row, modules in enumerate(matrix.modules):
        top, bottom = y0 + row * module, y0 + (row + 1) * module
        for start, end in _runs(modules):
            left, right = x0 + start * module, x0 + end * module
            segments += [("M", left, top), ("L", right, top), ("L", right, bottom), ("L", left, bottom), ("Z",)]
    return tuple(segments)


def _runs(modules: tuple[bool, ...]) -> list[tuple[int, int]]:
    """Return start and end of every run of dark modules."""
    edges = [i for i, (a, b) in enumerate(pairwise((False, *modules, False))) if a != b]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _largest_version(side: float) -> int:
    # ISO/IEC 18004: version v has 17 + 4 v modules a side.
    return min(_MOST_VERSION, (int(side / LEAST_MODULE) - 2 * QUIET - 17) // 4)


def _capacity(version: int, level: Level) -> int:
    """Return how many bytes a version holds; ISO/IEC 18004: less 4 bits of mode and 8 or 16 bits of length."""
    if version < 1:
        return 0
    bits = cast(Mapping[int, int], consts.SYMBOL_CAPACITY[version])[consts.ERROR_MAPPING[level.upper()]]
    return (bits - 4 - (8 if version < 10 else 16)) // 8


def _too_long(address: str, level: Level, version: int) -> FitError:
    holds = f"a code that can be read here holds {_capacity(version, level)}"
    return FitError(Problem(_OPTION, 0, 0, f"the address has {len(address)} characters and {holds}; use a shorter one"))


# --- Addresses ----------------------------------------------------------------------------------------------------


def _ascii(url: str) -> str:
    """Return a web address in printable ASCII, or raise ContentError."""
    text = unicodedata.normalize("NFC", url.strip())
    if any(unicodedata.category(character)[0] == "C" for character in text):
        raise _refusal("the address holds a control or invisible character; type it again")
    try:
        parts = urlsplit(text)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise _refusal(f"'{text}' is no web address ({str(error).lower()}); check it in a browser") from None
    if parts.scheme not in ("http", "https") or not host:
        raise _refusal(f"'{text}' is no web address; begin with https:// and the name of the site")
    if parts.username is not None:
        raise _refusal("the address holds a user name, which everybody could read off the card; leave it out")
    place = _ascii_host(host) if port is None else f"{_ascii_host(host)}:{port}"
    rest = (quote(part, safe=_LEGAL) for part in (parts.path, parts.query, parts.fragment))
    return urlunsplit((parts.scheme, place, *rest))


def _ascii_host(host: str) -> str:
    encoded = host if host.isascii() else _idna(host)
    if not _HOST.match(encoded):
        raise _refusal(f"'{host}' is no name of a site that can be encoded; write it in its ASCII form (xn--...)")
    return encoded


def _idna(host: str) -> str:
    """Return the ASCII form of a name, empty where it has none that means the same."""
    try:
        encoded = host.encode("idna")
        # Python's IDNA is that of 2003: it takes "strasse" for "straße", which is another site.
        return encoded.decode("ascii") if encoded.decode("idna") == host else ""
    except UnicodeError:
        return ""


def _refusal(message: str) -> ContentError:
    return ContentError(Problem(_OPTION, 0, 0, message))
