"""Pictures of a PDF's pages, by PDFium: the same bytes for the same PDF, resolution and locked dependencies."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2 as pdfium

from cardgen.errors import ContentError, Problem, RequestError

DPI_LEAST, DPI_MOST, DPI_USUAL = 30, 1200, 150
"""Resolution in dots for each inch: what may be asked for, and what is taken otherwise."""

PIXELS_MOST = 150_000_000
"""Pixels of one picture; about 0.6 GB of memory while it is made. An A5 page at 1200 dpi has 69 million."""

_POINTS_PER_INCH = 72


def render(pdf: bytes, name: str, dpi: int = DPI_USUAL) -> Iterator[bytes]:
    """Turn every page into a picture, one at a time.

    Args:
        pdf: A PDF file.
        name: What to call it in messages.
        dpi: Dots for each inch, from ``DPI_LEAST`` to ``DPI_MOST``.

    Yields:
        PNG files in the order of the pages, with their resolution noted in them.

    Raises:
        ContentError: The bytes are no PDF that can be read, or it is locked with a password.
        RequestError: A page would be too large a picture at this resolution.
    """
    with _readable(name):
        document = pdfium.PdfDocument(pdf)
        try:
            _check_sizes(document, name, dpi)
            for page in document:
                yield _png(page, dpi)
                page.close()
        finally:
            document.close()


@contextmanager
def _readable(name: str) -> Iterator[None]:
    try:
        yield
    except pdfium.PdfiumError as error:
        message = "this is no PDF that can be read, or it needs a password; name another file"
        raise ContentError(Problem(name, 0, 0, message)) from error


def _check_sizes(document: pdfium.PdfDocument, name: str, dpi: int) -> None:
    problems = []
    for index in range(len(document)):
        width, height = document.get_page_size(index)
        pixels = width * height * (dpi / _POINTS_PER_INCH) ** 2
        if pixels > PIXELS_MOST:
            most = int(dpi * (PIXELS_MOST / pixels) ** 0.5)
            wrong = f"page {index + 1} would have {pixels / 1e6:.0f} million pixels; choose --dpi {most} or less"
            problems.append(Problem(name, 0, 0, wrong))
    if problems:
        raise RequestError(problems)


def _png(page: pdfium.PdfPage, dpi: int) -> bytes:
    picture = page.render(scale=dpi / _POINTS_PER_INCH).to_pil()
    stream = io.BytesIO()
    picture.save(stream, format="PNG", dpi=(dpi, dpi))
    return stream.getvalue()
