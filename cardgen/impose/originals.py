"""Pages of PDF files, anybody's, to be put onto sheets: their finished size, their bleed, and what must not get lost.

pypdf reads them. A file that it can only read in part is refused: a card without one of its warnings is worse than no
card.
"""

from __future__ import annotations

import logging
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, PyPdfError
from pypdf.generic import ArrayObject, NullObject, RectangleObject, StreamObject

from cardgen.errors import ContentError, Problem
from cardgen.impose.papers import LARGEST
from cardgen.units import MM, Size

SMALLEST: Final = 5 * MM
"""Points of the shortest edge that a finished page may have."""

MOST_CONTENT: Final = 75_000_000
"""Bytes of the longest content of a page that is read: as many as pypdf itself reads."""

logging.getLogger("pypdf").addHandler(logging.NullHandler())  # what it repairs is told as a note, not as a log line

DAMAGE: Final = (
    DependencyError,
    PyPdfError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""What pypdf raises where the objects of a file are not what the format says they are, or it cannot decode them."""


@dataclass(frozen=True, slots=True)
class Edges:
    """A rectangle of a PDF page, in its own coordinates: y runs up."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def centre(self) -> tuple[float, float]:
        """The x and y of the middle."""
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2

    def within(self, other: Edges) -> Edges:
        """Return the part that lies in another rectangle."""
        return Edges(
            max(self.left, other.left),
            max(self.bottom, other.bottom),
            min(self.right, other.right),
            min(self.top, other.top),
        )

    def grown(self, by: float) -> Edges:
        """Return the rectangle with every edge moved outward."""
        return Edges(self.left - by, self.bottom - by, self.right + by, self.top + by)


@dataclass(frozen=True, slots=True)
class Original:
    """A page to put onto a sheet.

    Attributes:
        file: The file as the user named it.
        number: Of the page in it, from 1.
        page: As pypdf read it.
        trim: The finished page: its TrimBox, else its CropBox, else its MediaBox (ISO 32000-1, 14.11.2), never more
            than that.
        ink: The trim and the bleed that there is around it: its BleedBox.
        turn: How far it is turned clockwise to be read (/Rotate): 0, 90, 180 or 270.
        unit: Points in one of its units (/UserUnit).
    """

    file: str
    number: int
    page: PageObject
    trim: Edges
    ink: Edges
    turn: int
    unit: float

    @property
    def size(self) -> Size:
        """The finished page as it is read, in points."""
        wide, high = (self.trim.right - self.trim.left) * self.unit, (self.trim.top - self.trim.bottom) * self.unit
        return Size(high, wide) if self.turn % 180 else Size(wide, high)

    @property
    def bleed(self) -> float:
        """The bleed on the side that has most, in points."""
        trim, ink = self.trim, self.ink
        sides = trim.left - ink.left, trim.bottom - ink.bottom, ink.right - trim.right, ink.top - trim.top
        return max(0.0, *sides) * self.unit

    @property
    def name(self) -> str:
        """How a message calls it."""
        return f"page {self.number}"


@dataclass(frozen=True, slots=True)
class Opened:
    """A PDF file.

    Attributes:
        file: The file as the user named it.
        data: All of it.
        reader: Whose objects the pages refer to.
        pages: In their order; at least one.
        repaired: Whether the file broke the rules of the format and was read all the same.
    """

    file: str
    data: bytes
    reader: PdfReader
    pages: tuple[Original, ...]
    repaired: bool


def open_pdf(data: bytes, file: str) -> Opened:
    """Read the pages of a PDF file.

    Args:
        data: The whole file.
        file: What to call it in messages.

    Returns:
        Its pages.

    Raises:
        ContentError: It is no PDF, is encrypted, is damaged, or has a page of no sensible size.
    """
    with reading(file), _listening() as repairs:
        reader = reader_of(data)
        if reader is None:
            wrong = "this PDF is encrypted; save a copy without password and permissions, and name that"
            raise ContentError(Problem(file, 0, 0, wrong))
        found = tuple(_original(file, number, page) for number, page in enumerate(reader.pages, start=1))
        if not found:
            raise ContentError(Problem(file, 0, 0, "this PDF has no page; name another file"))
        cut_short = [page for page in found if not _is_whole(page.page)]
        if cut_short:
            raise ContentError(damaged(file, page.name) for page in cut_short)
    return Opened(file, data, reader, found, bool(repairs))


def reader_of(data: bytes) -> PdfReader | None:
    """Return what reads a PDF file; none if the file is encrypted.

    Args:
        data: The whole file. pypdf's errors are left to ``reading``.
    """
    try:
        reader = PdfReader(BytesIO(data))
    except DependencyError:  # AES, which pypdf leaves to a package that cardgen has no other need of
        return None
    return None if reader.is_encrypted else reader


@contextmanager
def reading(file: str) -> Iterator[None]:
    """Make whatever pypdf fails with on damaged objects one clear error.

    Args:
        file: What to call the file.

    Raises:
        ContentError: The file is damaged, or what the block raised.
    """
    try:
        yield
    except DAMAGE as error:
        raise ContentError(damaged(file)) from error


def damaged(file: str, what: str = "it") -> Problem:
    """Return the problem of a file that cannot be read.

    Args:
        file: What to call it.
        what: Which part of it is damaged.
    """
    wrong = f"this is no PDF that can be read, or {what} is damaged; make the file again, or print it to a new PDF"
    return Problem(file, 0, 0, wrong)


def _original(file: str, number: int, page: PageObject) -> Original:
    media = _edges(page.mediabox)
    crop = _edges(page.cropbox).within(media)
    trim = (_edges(page.trimbox) if "/TrimBox" in page else crop).within(media)
    ink = (_edges(page.bleedbox) if "/BleedBox" in page else trim).within(media)
    turn = page.rotation
    unit = float(page.user_unit)
    found = Original(file, number, page, trim, ink, turn % 360, unit)
    size = found.size
    if turn % 90 or not all(SMALLEST <= edge <= LARGEST for edge in (size.width, size.height)):
        wrong = f"page {number} has no size or turn that a page may have; make the file again"
        raise ContentError(Problem(file, 0, 0, wrong))
    return found


def _edges(box: RectangleObject) -> Edges:
    """Return a box with its corners in order: a file may name any two that lie across from each other."""
    xs, ys = sorted((float(box[0]), float(box[2]))), sorted((float(box[1]), float(box[3])))
    return Edges(xs[0], ys[0], xs[1], ys[1])


def _is_whole(page: PageObject) -> bool:
    """Say whether all of the page's content is there, and goes on to its end; pypdf shows what there is without a word.

    A page may have none, but then it says so: it points to nothing that the file lost.
    """
    if "/Contents" not in page or isinstance(page.raw_get("/Contents"), NullObject):
        return True
    contents = page["/Contents"]
    streams = [part.get_object() for part in contents] if isinstance(contents, ArrayObject) else [contents]
    return all(isinstance(stream, StreamObject) and _ends(stream) for stream in streams)


def _ends(stream: StreamObject) -> bool:
    if stream.get("/Filter") not in ("/FlateDecode", ["/FlateDecode"]):
        return True
    inflating, rest, length = zlib.decompressobj(), stream._data, 0
    while rest and not inflating.eof and length <= MOST_CONTENT:
        length += len(inflating.decompress(rest, 2**20))
        rest = inflating.unconsumed_tail
    return inflating.eof


class _Listener(logging.Handler):
    """Notes that pypdf repaired something."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.repairs: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep what was repaired."""
        self.repairs.append(record.getMessage())


@contextmanager
def _listening() -> Iterator[list[str]]:
    listener, logger = _Listener(), logging.getLogger("pypdf")
    logger.addHandler(listener)
    try:
        yield listener.repairs
    finally:
        logger.removeHandler(listener)
