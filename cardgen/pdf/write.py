"""Pages to the bytes of a PDF: fonts and drawings stored once, boxes for bleed and trim, metadata, a fixed clock.

ReportLab keeps the objects and writes the file; the operators are ours (``cardgen.pdf.operators``). The same pages,
clock and versions give the same bytes, whatever the process has made before.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from functools import cache
from io import BytesIO

from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFFormXObject, PDFImageXObject

from cardgen.figures.outline import forms
from cardgen.fonts import font_set
from cardgen.layout.boxes import Page
from cardgen.pdf.canvas import Metadata, open_canvas
from cardgen.pdf.operators import SCALE, Frame, Resources, form_operators, number, paint, path_operators
from cardgen.shapes import Path, Picture, TextRun, polyline
from cardgen.theme import Theme
from cardgen.units import Rect, Size


def write_pdf(pages: Sequence[Page], theme: Theme, metadata: Metadata) -> bytes:
    """Write pages as a PDF for reading and for a print shop.

    Args:
        pages: At least one.
        theme: Resolves colour names.
        metadata: Title, language and clock.

    Returns:
        The file. Every page's MediaBox and BleedBox hold the bleed, its TrimBox and CropBox the finished card
        (ISO 32000-1, 14.11.2).
    """
    writer = Writer(theme, metadata)
    for page in pages:
        bleed, size = page.bleed, page.size
        paper = Size(size.width + 2 * bleed, size.height + 2 * bleed)
        writer.begin(paper, Rect(bleed, bleed, size.width, size.height))
        writer.draw(page, Frame(bleed, paper.height - bleed))
        writer.end()
    return writer.finish()


class Writer:
    """Writes pages into one file and stores each font, drawing and picture once."""

    def __init__(self, theme: Theme, metadata: Metadata) -> None:
        self._buffer = BytesIO()
        self._canvas = open_canvas(self._buffer, metadata)
        self._fonts = font_set(self._canvas._doc)
        self._resources = Resources(cache(theme.colour), self._show, self._form, self._picture)
        said = (metadata.title, metadata.subject, metadata.language, int(metadata.clock.timestamp()))
        self._hash = hashlib.sha256(repr(said).encode())
        self._lines: list[str] = []
        self._paper = Size(0.0, 0.0)

    def begin(self, paper: Size, trim: Rect | None = None) -> None:
        """Begin a page.

        Args:
            paper: The sheet in points.
            trim: The finished page on it, y down; without one the page is finished as it is.
        """
        self._paper = paper
        canvas = self._canvas
        canvas.setPageSize((paper.width, paper.height))
        whole = (0, 0, paper.width, paper.height)
        finished = (trim.x, paper.height - trim.bottom, trim.right, paper.height - trim.y) if trim else whole
        canvas.setBleedBox(whole)
        canvas.setTrimBox(finished)
        canvas.setCropBox(finished)

    def draw(self, page: Page, frame: Frame) -> None:
        """Draw a laid out page with its origin at ``frame``."""
        for box in page.boxes:
            for mark in box.marks:
                self._lines += paint(mark, frame, self._resources)

    def draw_turned(self, page: Page, cell: Rect, turn: int, clip: Rect) -> None:
        """Draw a page into a cell of a sheet.

        Args:
            page: A laid out page.
            cell: Where the finished card lies on the sheet, y down.
            turn: Degrees counter-clockwise: 0, 90 or -90.
            clip: What of it may show on the sheet (its bleed, or its trim where a neighbour begins).
        """
        high = self._paper.height
        centre_x, centre_y = cell.centre
        cosine, sine = math.cos(math.radians(turn)), math.sin(math.radians(turn))
        matrix = (cosine, sine, -sine, cosine, centre_x, high - centre_y)
        sheet = Frame(0.0, high)
        edge = polyline(
            [(clip.x, clip.y), (clip.right, clip.y), (clip.right, clip.bottom), (clip.x, clip.bottom)], closed=True
        )
        self._lines += [
            "q",
            path_operators(edge, sheet),
            "W n",
            " ".join(number(v, SCALE) for v in matrix[:4]) + f" {number(matrix[4])} {number(matrix[5])} cm",
        ]
        self.draw(page, Frame(-page.size.width / 2, page.size.height / 2))
        self._lines.append("Q")

    def line(self, path: Path) -> None:
        """Draw a path of the sheet itself."""
        self._lines += paint(path, Frame(0.0, self._paper.height), self._resources)

    def end(self) -> None:
        """Finish the page."""
        content = "\n".join(self._lines)
        self._lines = []
        self._hash.update(f"{self._paper} {content}".encode())
        self._canvas.addLiteral(content)
        self._canvas.showPage()

    def finish(self) -> bytes:
        """Return the file; its identifier is a digest of its metadata and of everything drawn."""
        self._canvas._doc.updateSignature(self._hash.hexdigest())
        self._canvas.save()
        return self._buffer.getvalue()

    def _show(self, run: TextRun) -> str:
        text = f"{run.text} " if run.space_after else run.text
        self._hash.update(text.encode())  # the operators hold only codes, numbered as the characters come
        return self._fonts.operators(text, run.face, run.size)

    def _form(self, name: str) -> str:
        stored = f"back-{name}"
        if not self._canvas.hasForm(stored):
            form = forms()[name]
            edge = form.bounds.inset(-4.0)  # room for the widest line, so that no stroke is clipped
            made = PDFFormXObject(edge.x, edge.y, edge.right, edge.bottom)
            made.setStreamList(form_operators(form.segments, form.paint))
            made.compression = 1
            made.Resources = PDFDictionary({})  # a path needs none; by default, every font and picture type
            self._canvas._doc.addForm(stored, made)
        return self._use(stored)

    def _picture(self, picture: Picture) -> str:
        stored = f"picture-{picture.key[:16]}"
        if not self._canvas.hasForm(stored):
            self._canvas._doc.addForm(stored, PDFImageXObject(stored, ImageReader(BytesIO(picture.data))))
            self._hash.update(picture.key.encode())
        return self._use(stored)

    def _use(self, stored: str) -> str:
        self._canvas._formsinuse.append(stored)
        return str(self._canvas._doc.getXObjectName(stored))
