"""Sheets to the bytes of a PDF: every page of the originals stored once, as a form, and drawn where it stands.

Fonts and pictures of a file are stored once, too, however many of its pages use them. The same input gives the same
bytes. The sheets have no tags: they are for the printer, and the originals for the reader.
"""

from __future__ import annotations

import hashlib
import math
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    PdfObject,
    StreamObject,
)

from cardgen import __version__
from cardgen.impose.annotations import Matrix, flattened
from cardgen.impose.grid import Line
from cardgen.impose.originals import Opened, Original, reading
from cardgen.impose.register import Placement
from cardgen.impose.visibility import VisibilityMerger
from cardgen.pdf.metadata import record_packet
from cardgen.pdf.operators import SCALE, number
from cardgen.pdf.references import identified
from cardgen.pdf.syntax import encode
from cardgen.units import Rect, Size

HAIRLINE: Final = 0.25
"""Points of the width of a mark: as fine as printers print, so that the knife has a place and not a stripe."""

DASH: Final = "[3 3] 0 d"

_TRAILER: Final = b"\ntrailer\n<<"
"""How the trailer begins as pypdf writes it (ISO 32000-1, 7.5.5)."""

_END: Final = 4096
"""Bytes at the end of a file that hold its trailer, a few hundred long, and what follows it."""

_NO_ID: Final = b"/ID" + encode((bytes(16), bytes(16)))

_EXACT: Final = 4
"""Decimals of a place in points: sheets of different ways to the same place must not differ by a hair."""


class SheetFile:
    """Writes sheets into one file.

    Attributes:
        dropped: How many annotations of the pages do not print, and are left out.
    """

    def __init__(self, title: str) -> None:
        self._writer = PdfWriter()
        self._writer.pdf_header = "%PDF-1.7"
        self._writer.add_metadata({"/Title": title, "/Producer": f"cardgen {__version__}"})
        self._visibility = VisibilityMerger(self._writer)
        self._forms: dict[tuple[str, int], tuple[_Layer, ...]] = {}
        self._names: dict[str, IndirectObject] = {}
        self._lines: list[str] = []
        self._sheet = Size(0.0, 0.0)
        self.dropped = 0

    def take(self, source: Opened) -> None:
        """Take over what holds for a whole file: which of its layers print.

        Args:
            source: Of the pages that will be placed.

        Raises:
            ContentError: It is damaged.
        """
        with reading(source.file):
            self._visibility.take(source.reader)

    def begin(self, sheet: Size) -> None:
        """Begin one side of a sheet.

        Args:
            sheet: In points, as its PDF page lies.
        """
        self._sheet, self._lines, self._names = sheet, [], {}

    def place(self, original: Original, placed: Placement, offset: tuple[float, float]) -> None:
        """Draw a page into its cell.

        Args:
            original: The page.
            placed: Where, and how it is turned.
            offset: How far everything on this side is moved right and down, in points.

        Raises:
            ContentError: The page is damaged.
        """
        key = (original.file, original.number)
        if key not in self._forms:
            with reading(original.file):
                self._forms[key] = tuple(self._layers(original))
        cell, clip = placed.cell.moved(*offset), placed.clip.moved(*offset)
        matrix = _matrix(original, cell, placed.turn, self._sheet)
        self._lines += ["q", _rectangle(clip, self._sheet), "W n", _operator(matrix)]
        for layer in self._forms[key]:
            name = f"/P{layer.form.idnum}"
            self._names[name] = layer.form
            self._lines.append(f"q {_operator(layer.matrix)} {name} Do Q" if layer.matrix else f"{name} Do")
        self._lines.append("Q")

    def hairlines(self, lines: Sequence[Line], *, dashed: bool = False) -> None:
        """Draw hairlines, in black that no other ink is mixed into.

        Args:
            lines: From where to where.
            dashed: Whether they are dashed.
        """
        if lines:
            self._lines.append(f"q {HAIRLINE} w 0 G" + (f" {DASH}" if dashed else ""))
            for x0, y0, x1, y1 in lines:
                self._lines.append(f"{self._point(x0, y0)} m {self._point(x1, y1)} l S")
            self._lines.append("Q")

    def discs(self, centres: Iterable[tuple[float, float]], radius: float) -> None:
        """Draw black discs, that a plotter's camera finds.

        Args:
            centres: Where they stand.
            radius: In points.
        """
        for x, y in centres:
            # A round cap on a line of no length is a disc (ISO 32000-1, 8.5.3.2).
            self._lines.append(f"q 0 G 1 J {number(2 * radius)} w {self._point(x, y)} m {self._point(x, y)} l S Q")

    def end(self) -> None:
        """Finish the side."""
        page = self._writer.add_blank_page(self._sheet.width, self._sheet.height)
        page[NameObject("/Contents")] = self._add(_stream("\n".join(self._lines).encode("ascii")))
        forms = DictionaryObject({NameObject(name): form for name, form in self._names.items()})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): forms})

    def tell(self, record: str) -> None:
        """Let the file say what is on its sheets.

        Args:
            record: As JSON.
        """
        packet = DecodedStreamObject()
        packet.set_data(record_packet(record))
        packet[NameObject("/Type")] = NameObject("/Metadata")
        packet[NameObject("/Subtype")] = NameObject("/XML")
        self._writer.root_object[NameObject("/Metadata")] = self._add(packet)

    def finish(self) -> bytes:
        """Return the file; its identifier is a digest of all its bytes, as every file of cardgen has it."""
        self._visibility.finish()
        buffer = BytesIO()
        self._writer.write(buffer)
        _identify(buffer)
        return buffer.getvalue()

    def _layers(self, original: Original) -> Iterator[_Layer]:
        """Store a page and what is printed over it, each as a form."""
        ink = original.ink
        content = original.page.get_contents()
        form = _stream(content.get_data() if content is not None else b"")
        form[NameObject("/BBox")] = _numbers((ink.left, ink.bottom, ink.right, ink.top))
        for key in ("/Resources", "/Group"):
            value = original.page.get(key)
            if value is not None:
                form[NameObject(key)] = value.get_object().clone(self._writer)
        yield _Layer(self._add(_as_form(form)), None)
        found = flattened(original.page)
        self.dropped += found.dropped
        for shown in found.printed:
            drawing = shown.drawing.clone(self._writer)
            assert isinstance(drawing, StreamObject)
            yield _Layer(self._add(_as_form(drawing)), shown.matrix)

    def _add(self, value: PdfObject) -> IndirectObject:
        known: IndirectObject | None = getattr(value, "indirect_reference", None)
        return known or self._writer._add_object(value)

    def _point(self, x: float, y: float) -> str:
        return f"{number(x, _EXACT)} {number(self._sheet.height - y, _EXACT)}"


@dataclass(frozen=True, slots=True)
class _Layer:
    """A form, and how it is put onto its page if not as it is."""

    form: IndirectObject
    matrix: Matrix | None


def _identify(file: BytesIO) -> None:
    """Put the identifier into the trailer of a finished file, without a copy of the file."""
    file.seek(-min(_END, file.tell()), os.SEEK_END)
    start = file.tell()
    last = file.read()
    cut = last.rindex(_TRAILER) + len(_TRAILER)
    with file.getbuffer() as whole:
        before = hashlib.sha256(whole[: start + cut])
    file.seek(start + cut)
    file.truncate()
    file.write(identified(_NO_ID + last[cut:], before))


def _stream(data: bytes) -> StreamObject:
    stream = DecodedStreamObject()
    stream.set_data(data)
    return stream.flate_encode()


def _as_form(stream: StreamObject) -> StreamObject:
    stream[NameObject("/Type")] = NameObject("/XObject")
    stream[NameObject("/Subtype")] = NameObject("/Form")
    return stream


def _numbers(values: Iterable[float]) -> ArrayObject:
    return ArrayObject(FloatObject(round(value, _EXACT)) for value in values)


def _matrix(original: Original, cell: Rect, turn: int, sheet: Size) -> Matrix:
    """Return what puts the middle of the finished page onto the middle of its cell, upright before it is turned."""
    angle = math.radians(turn - original.turn)
    cosine, sine = original.unit * math.cos(angle), original.unit * math.sin(angle)
    (x, y), (centre_x, centre_y) = original.trim.centre, cell.centre
    left = centre_x - cosine * x + sine * y
    bottom = sheet.height - centre_y - sine * x - cosine * y
    return cosine, sine, -sine, cosine, left, bottom


def _operator(matrix: Matrix) -> str:
    *scales, left, bottom = matrix
    return " ".join(number(value, SCALE) for value in scales) + f" {number(left, _EXACT)} {number(bottom, _EXACT)} cm"


def _rectangle(rect: Rect, sheet: Size) -> str:
    places = (rect.x, sheet.height - rect.bottom, rect.width, rect.height)
    return " ".join(number(value, _EXACT) for value in places) + " re"
