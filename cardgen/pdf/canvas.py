"""A ReportLab canvas that brings nothing of its own: our metadata and clock, no font and no page transition."""

from __future__ import annotations

import calendar
import datetime as dt
import hashlib
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase.pdfdoc import PDFPage
from reportlab.pdfgen.canvas import Canvas

from cardgen import __version__

rl_config.useA85 = 0  # ReportLab's own default wraps every stream in ASCII85: a quarter larger, for nothing

PDF_VERSION = (1, 7)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a file says of itself; never the client's name.

    Attributes:
        title: Title of the routine.
        subject: A line about it.
        language: BCP 47 tag.
        clock: When it was made (UTC).
    """

    title: str
    subject: str
    language: str
    clock: dt.datetime


class PlainCanvas(Canvas):  # type: ignore[misc]  # ReportLab has no types
    """A canvas whose pages hold only what is written to them."""

    def _make_preamble(self) -> None:
        # ReportLab begins every page with Helvetica, a font that it never embeds.
        self._preamble = ""

    def _setAnnotations(self, page: Any) -> None:  # noqa: N802 - the name is ReportLab's
        super()._setAnnotations(page)
        if isinstance(page, PDFPage):
            page.Trans = None  # otherwise an empty transition, as if the pages were slides


def open_canvas(buffer: BytesIO, metadata: Metadata) -> PlainCanvas:
    """Return a canvas for a new file.

    Args:
        buffer: Takes the file when the canvas is saved.
        metadata: Title, language and clock.

    Returns:
        The canvas. It takes the time from ``metadata`` only.
    """
    canvas = PlainCanvas(buffer, pageCompression=1, pdfVersion=PDF_VERSION, lang=metadata.language, invariant=1)
    canvas.setTitle(metadata.title)
    canvas.setSubject(metadata.subject)
    canvas.setAuthor("cardgen")
    canvas.setCreator(f"cardgen {__version__}")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    clock = metadata.clock.astimezone(dt.UTC).replace(microsecond=0)
    stamp = canvas._doc._timeStamp
    stamp.lt = clock.timetuple()
    stamp.t = calendar.timegm(stamp.lt)
    stamp.YMDhms = tuple(stamp.lt)[:6]
    stamp.dhh = stamp.dmm = 0
    # ReportLab has begun the file's identifier with its own clock, which the environment may set.
    canvas._doc.signature = hashlib.md5(usedforsecurity=False)
    return canvas
