"""A sheet that measures a printer: where its back lands, where it cannot print, and whether it scales.

The front has crosses; the back has millimetre scales around the places behind them. Held against the light, each cross
shows on its scale how far the back has to move.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final, Literal

from cardgen.content.catalog import LANGUAGE
from cardgen.content.model import Catalog
from cardgen.errors import FitError, Problem
from cardgen.impose.register import Flip, behind
from cardgen.layout.boxes import Box, Page, one_block
from cardgen.layout.text import Align, Span, height, place, wrap
from cardgen.loading import load
from cardgen.pdf.metadata import Metadata
from cardgen.pdf.write import write_pdf
from cardgen.request import Sources
from cardgen.shapes import Face, Mark, Path, Stroke, TextRun, polyline
from cardgen.units import MM, Rect, Size

REACH: Final = 8
"""Millimetres from the middle of a scale to its end: more than any printer is off."""

EDGE_SCALE: Final = 12
"""Millimetres of the scales that begin at the sheet's edges."""

NUMBERED: Final = 4
"""Every so many millimetres a scale has a number."""

RULER: Final = 100
"""Millimetres of the line that shows whether the printer scales."""

INK: Final = "ink"
FINE, BOLD, MIDDLE = Stroke(INK, 0.15), Stroke(INK, 0.5), Stroke(INK, 1.0)

LEADING: Final = 1.35
_TEXT: Final = 10.0
_TITLE: Final = 16.0
_SMALL: Final = 6.0
_INSET: Final = 20 * MM


def calibration_sheet(sheet: Size, flip: Flip, clock: dt.datetime) -> bytes:
    """Make the file.

    Args:
        sheet: The paper, as its PDF page lies.
        flip: The edge that the printer flips it on.
        clock: When it is made.

    Returns:
        A PDF of two pages, to be printed on one sheet.

    Raises:
        FitError: The words have no room between the crosses.
    """
    material = load(Sources())
    title = material.catalog.label("calibrate-title")
    metadata = Metadata(title, title, LANGUAGE, clock)
    return write_pdf(calibration_pages(sheet, flip, material.catalog), material.theme, metadata)


def calibration_pages(sheet: Size, flip: Flip, catalog: Catalog) -> tuple[Page, Page]:
    """Lay out the front and the back.

    Args:
        sheet: The paper, as its PDF page lies.
        flip: The edge that the printer flips it on.
        catalog: Has the words.

    Returns:
        Two pages, to be printed on one sheet.

    Raises:
        FitError: The words have no room between the crosses.
    """
    fronts = _targets(sheet)
    backs = tuple(behind(target, sheet, flip) for target in fronts)
    front = (
        *_words(sheet, catalog, ("calibrate-front", "calibrate-scale", "calibrate-edge"), flip),
        _figure(_ruler(sheet), Rect(0, 0, sheet.width, sheet.height), catalog.label("calibrate-scale"), "ruler"),
        *(_figure(_cross(target), target, catalog.label("calibrate-cross"), "cross") for target in fronts),
    )
    back = (
        *_words(sheet, catalog, ("calibrate-back", "calibrate-read", "calibrate-keep"), flip),
        *(_figure(_grid(target), target, catalog.label("calibrate-grid"), "scale") for target in backs),
    )
    if any(box.tag != "Figure" and not _free(sheet).contains(box.rect) for box in (*front, *back)):
        raise FitError(Problem("--sheet", 0, 0, "too small to measure a printer with; choose a4 or letter"))
    return _page(sheet, "front", catalog, front), _page(sheet, "back", catalog, back)


def _free(sheet: Size) -> Rect:
    """Return the part of the sheet between the upper crosses and the middle one."""
    middle, upper, *_ = _targets(sheet)
    return Rect(0.0, upper.bottom, sheet.width, middle.y - upper.bottom)


def _page(sheet: Size, side: Literal["front", "back"], catalog: Catalog, boxes: tuple[Box, ...]) -> Page:
    return Page(sheet, 0.0, side, catalog.label("calibrate-title"), one_block(boxes))


def _targets(sheet: Size) -> tuple[Rect, ...]:
    """Return the places of the crosses: the middle first, then near the corners."""
    half = (REACH + 3) * MM
    far = 35 * MM
    middle = (sheet.width / 2, sheet.height / 2)
    corners = [(x, y) for y in (far, sheet.height - far) for x in (far, sheet.width - far)]
    return tuple(Rect(x - half, y - half, 2 * half, 2 * half) for x, y in (middle, *corners))


def _cross(target: Rect) -> Iterator[Mark]:
    (x, y), half = target.centre, REACH * MM
    yield Path(polyline([(x - half, y), (x + half, y)]), stroke=BOLD)
    yield Path(polyline([(x, y - half), (x, y + half)]), stroke=BOLD)


def _grid(target: Rect) -> Iterator[Mark]:
    x, y = target.centre
    half = REACH * MM
    for step in range(-REACH, REACH + 1):
        stroke = MIDDLE if step == 0 else FINE
        yield Path(polyline([(x + step * MM, y - half), (x + step * MM, y + half)]), stroke=stroke)
        yield Path(polyline([(x - half, y + step * MM), (x + half, y + step * MM)]), stroke=stroke)
        if step % NUMBERED == 0:
            said = f"{step}".replace("-", "−")
            yield from _number(said, x + step * MM, y - half - 3, "centre")
            yield from _number(said, x - half - 3, y + step * MM + _SMALL / 2, "right")


def _number(text: str, x: float, bottom: float, align: Align) -> tuple[TextRun, ...]:
    return place(wrap((Span(text),), 10 * MM, _SMALL), x, bottom - _SMALL, _SMALL, _SMALL, INK, align=align)


def _ruler(sheet: Size) -> Iterator[Mark]:
    """Yield the line of a known length, and scales from the middle of each edge inward."""
    left, y = sheet.width / 2 - RULER * MM / 2, sheet.height * 0.62
    yield Path(polyline([(left, y), (left + RULER * MM, y)]), stroke=BOLD)
    for x in (left, left + RULER * MM):
        yield Path(polyline([(x, y - 2 * MM), (x, y + 2 * MM)]), stroke=BOLD)
    yield from place(wrap((Span(f"{RULER} mm"),), RULER * MM, _TEXT), left, y - 6 * MM, _TEXT, _TEXT, INK)
    for step in range(1, EDGE_SCALE + 1):
        reach, distance = (4 * MM if step % 2 == 0 else 2 * MM), step * MM
        x, middle = sheet.width / 2, sheet.height / 2
        for edge in (distance, sheet.height - distance):
            yield Path(polyline([(x - reach, edge), (x + reach, edge)]), stroke=FINE)
        for edge in (distance, sheet.width - distance):
            yield Path(polyline([(edge, middle - reach), (edge, middle + reach)]), stroke=FINE)
        if step % NUMBERED == 0:
            for edge in (distance, sheet.height - distance):
                yield from _number(f"{step}", x + reach + 2, edge + _SMALL / 2, "left")
            for edge in (distance, sheet.width - distance):
                yield from _number(f"{step}", edge, middle - reach - 2, "centre")


def _figure(marks: Iterator[Mark], rect: Rect, alt: str, block: str) -> Box:
    return Box(rect, "Figure", block, tuple(marks), alt=alt)


def _words(sheet: Size, catalog: Catalog, keys: tuple[str, ...], flip: Flip) -> Iterator[Box]:
    """Yield the title and sentences between the upper crosses and the middle one."""
    x, y, width = _INSET, 52 * MM, sheet.width - 2 * _INSET
    title = _paragraph(catalog.label("calibrate-title"), Rect(x, y, width, 0), _TITLE, "bold", "title")
    yield title
    y = title.rect.bottom + 3 * MM
    for key in keys:
        said = catalog.label(key).format(edge=catalog.label(f"calibrate-{flip}"))
        box = _paragraph(said, Rect(x, y, width, 0), _TEXT, "regular", key)
        yield box
        y = box.rect.bottom + 2 * MM


def _paragraph(text: str, at: Rect, size: float, face: Face, block: str) -> Box:
    lines = wrap((Span(text, face),), at.width, size)
    leading = LEADING * size
    runs = place(lines, at.x, at.y, leading, size, INK)
    rect = Rect(at.x, at.y, at.width, height(lines, leading))
    return Box(rect, "H1" if face == "bold" else "P", block, runs)
