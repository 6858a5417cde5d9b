"""A booklet's pages onto sheets to fold and staple: both sides in register, with creep and marks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from cardgen.errors import FitError, Problem
from cardgen.impose.grid import Line
from cardgen.impose.marks import CLEAR
from cardgen.impose.printable import is_cut_short, unprintable
from cardgen.impose.register import Flip, Placement
from cardgen.impose.saddle import BookletSheet, Spread, creep_of, onto_paper, signatures
from cardgen.layout.boxes import Page
from cardgen.pdf.metadata import Metadata
from cardgen.pdf.write import Writer
from cardgen.printers import ANY_PRINTER, Printer
from cardgen.provenance.imposed import runs, spoken_runs
from cardgen.shapes import Path, Stroke, polyline
from cardgen.theme import Theme
from cardgen.units import MM, Rect, Size

Creep: TypeAlias = Literal["auto", "off"] | float
"""From the outermost to the innermost sheet: by the paper's thickness, none at all, or so many points in all."""

OFFICE_PAPER: Final = 0.1 * MM
"""Thickness of a sheet of 80 g/m² office paper (ISO 534 gives 100 to 110 µm for such paper)."""

MARK: Final = Stroke("ink", 0.25, cap="butt")
HALO: Final = Stroke("white", 1.0, cap="butt")
FOLD: Final = Stroke("ink", 0.25, dash=(2.0, 2.0), cap="butt")
"""Hairlines of 0.25 pt: solid where a staple goes (on white, as covers are dark) and where larger paper is trimmed;
dashed for folds, and for cuts between spreads."""

STAPLE: Final = 12 * MM
"""Width of an office staple (ISO 24/6 and 26/6 are 12 mm or a little more)."""

BESIDE_FOLD: Final = 5 * MM
"""White beside the fold that creep leaves at least, as inside any cut: paper bends before it folds."""

LENGTH: Final = 4 * MM
"""Of the marks around a spread; they keep ``CLEAR`` of it and of its bleed."""


@dataclass(frozen=True, slots=True)
class Stitching:
    """How a booklet is printed, folded and stapled.

    Attributes:
        sheet: The paper.
        signature: Sheets that are folded into each other at most; None for as many as fold flat.
        creep: How far the inner pages move towards the fold.
        thickness: Of a sheet of paper, in points.
        flip: The edge that the printer flips the paper on.
        printer: Where its back side lands, and where it cannot print.
    """

    sheet: Size
    signature: int | None = None
    creep: Creep = "auto"
    thickness: float = OFFICE_PAPER
    flip: Flip = "long"
    printer: Printer = ANY_PRINTER


@dataclass(frozen=True, slots=True)
class Stitched:
    """A booklet on sheets.

    Attributes:
        pdf: The file: fronts and backs in turn.
        sides: How many pages it has.
        sheets: Folded sheets of each signature.
        up: Folded sheets on a sheet of paper, which are cut apart first.
        cut_short: Whether colour at the pages' edges ends where the printer leaves white.
    """

    pdf: bytes
    sides: int
    sheets: tuple[int, ...]
    up: int
    cut_short: bool = False


def stitched(
    pages: Sequence[Page], stitching: Stitching, theme: Theme, metadata: Metadata, *, gutter: float
) -> Stitched:
    """Put a booklet onto sheets, to print on both sides, fold and staple.

    Args:
        pages: In reading order, all of one size; a multiple of four leaves no page blank.
        stitching: How.
        theme: Resolves colour names.
        metadata: Title, language and clock.
        gutter: White beside the fold that every page has, in points; the creep takes of it.

    Returns:
        The file; it is not tagged, as its pages are in no reading order.

    Raises:
        FitError: The paper does not hold two pages beside each other, the creep moves text into the fold, or the
            printer cannot print what is to be read.
    """
    folded = signatures(len(pages), stitching.signature)
    creep = _creep(stitching, max(folded))
    _keep_text_out_of_the_fold(creep * (max(folded) - 1), gutter)
    try:
        sheets = onto_paper(
            len(pages), pages[0].size, stitching.sheet, signature=stitching.signature, flip=stitching.flip, creep=creep
        )
    except ValueError as error:
        size = pages[0].size
        wide, high = round(2 * size.width / MM, 1), round(size.height / MM, 1)
        message = f"{error}, which take {wide:g} x {high:g} mm; choose a larger sheet or a smaller format"
        raise FitError(Problem("--sheet", 0, 0, message)) from None
    printer, straight = stitching.printer, sheets
    sheets = tuple(sheet.moved(*printer.offset_back) if sheet.back else sheet for sheet in straight)
    _keep_text_out_of_the_margin(pages, sheets, straight, printer.margin)
    writer = Writer(theme, metadata)
    for sheet in sheets:
        _draw(writer, pages, sheet)
    up = max(len(sheet.spreads) for sheet in sheets)
    return Stitched(writer.finish(), len(sheets), folded, up, is_cut_short(sheets, printer.margin))


def _creep(stitching: Stitching, sheets: int) -> float:
    """Return the creep from sheet to sheet in points."""
    match stitching.creep:
        case "auto":
            return stitching.thickness
        case "off":
            return 0.0
        case total:
            return creep_of(sheets, total)


def _keep_text_out_of_the_fold(moved: float, gutter: float) -> None:
    """Check how far the innermost pages move; all in points.

    Raises:
        FitError: Too far.
    """
    most = max(0.0, gutter - BESIDE_FOLD)
    if moved > most + 0.01:
        wrong = (
            f"the innermost pages would move {moved / MM:.3g} mm to the fold, and their text stays out of it up to "
            f"{most / MM:.3g} mm; choose less creep, thinner paper, or fewer sheets in each other with --signature"
        )
        raise FitError(Problem("--creep", 0, 0, wrong))


def _keep_text_out_of_the_margin(
    pages: Sequence[Page], sheets: Sequence[BookletSheet], straight: Sequence[BookletSheet], margin: float
) -> None:
    """Check that the printer can print all that is to be read.

    Args:
        pages: In reading order.
        sheets: As they are printed.
        straight: The same with no back moved.
        margin: White that the printer leaves, in points.

    Raises:
        FitError: It cannot; with all pages that are concerned.
    """
    lost, anyway = set(unprintable(pages, sheets, margin)), set(unprintable(pages, straight, margin))
    white = f"this printer leaves {margin / MM:.3g} mm white along the sheet's edges, where "
    found = []
    if lost & anyway:
        found.append(f"{white}{_with_text(lost & anyway)}; choose a larger --sheet, or another printer")
    if lost - anyway:
        moved = f"{_with_text(lost - anyway)} once its offset_back has moved the backs"
        found.append(f"{white}{moved}; choose a larger --sheet, or measure again with cardgen sheet --calibrate")
    if found:
        raise FitError(Problem("--printer", 0, 0, wrong) for wrong in found)


def _with_text(numbers: Iterable[int]) -> str:
    return f"{spoken_runs('page', runs(numbers), ('has', 'have'))} text"


def _draw(writer: Writer, pages: Sequence[Page], sheet: BookletSheet) -> None:
    writer.begin(sheet.paper)
    for spread in sheet.spreads:
        bleed = pages[0].bleed
        for placed in spread.pages:
            clip = visible(placed, spread, sheet, bleed)
            writer.draw_turned(pages[placed.page], placed.cell, placed.turn, clip)
        for line in fold_marks(spread, sheet, bleed):
            writer.line(_path(line, FOLD))
        for line in trim_marks(spread, sheet, bleed):
            writer.line(_path(line, MARK))
        for line in staple_marks(spread):
            writer.line(_path(line, HALO))
            writer.line(_path(line, MARK))
    for line in cuts(sheet):
        writer.line(_path(line, FOLD))
    writer.end()


def visible(placed: Placement, spread: Spread, sheet: BookletSheet, bleed: float) -> Rect:
    """Return what of a page may show: its half of the spread, and its bleed where no other spread begins.

    Args:
        placed: The page.
        spread: The spread that it is on.
        sheet: The side of the paper.
        bleed: Of the page, in points.
    """
    half, area = placed.clip, spread.area
    others = [other.area for other in sheet.spreads if other is not spread]
    left = bleed if half.x <= area.x + 0.01 and _free(area.moved(dx=-bleed), others) else 0.0
    right = bleed if half.right >= area.right - 0.01 and _free(area.moved(dx=bleed), others) else 0.0
    top = bleed if _free(area.moved(dy=-bleed), others) else 0.0
    bottom = bleed if _free(area.moved(dy=bleed), others) else 0.0
    return Rect(half.x - left, half.y - top, half.width + left + right, half.height + top + bottom)


def _free(area: Rect, others: Sequence[Rect]) -> bool:
    return not any(area.overlaps(other) for other in others)


def fold_marks(spread: Spread, sheet: BookletSheet, bleed: float) -> Iterator[Line]:
    """Yield a line above and one below the fold, in the white around the spread.

    A spread that fills the paper, or that another one follows, has no such white: there the edge of the paper, or the
    cut, is where to begin.

    Args:
        spread: The spread.
        sheet: The side of the paper.
        bleed: Of the pages, in points.
    """
    area, others = spread.area, [other.area for other in sheet.spreads if other is not spread]
    away = bleed + CLEAR
    for start, end in ((area.y - away, area.y - away - LENGTH), (area.bottom + away, area.bottom + away + LENGTH)):
        mark = Rect(spread.spine - 0.5, min(start, end), 1.0, LENGTH)
        if mark.y >= 0 and mark.bottom <= sheet.paper.height and _free(mark, others):
            yield spread.spine, start, spread.spine, end


def trim_marks(spread: Spread, sheet: BookletSheet, bleed: float) -> Iterator[Line]:
    """Yield lines in line with the edges of a spread, in the white around it: paper that is larger is cut there.

    Args:
        spread: The spread.
        sheet: The side of the paper.
        bleed: Of the pages, in points.
    """
    area, paper = spread.area, Rect(0.0, 0.0, sheet.paper.width, sheet.paper.height)
    others = [other.area for other in sheet.spreads if other is not spread]
    away = bleed + CLEAR
    for x in (area.x, area.right):
        for y in (area.y - away - LENGTH, area.bottom + away):
            if _in_white(Rect(x - 0.5, y, 1.0, LENGTH), paper, others):
                yield x, y, x, y + LENGTH
    for y in (area.y, area.bottom):
        for x in (area.x - away - LENGTH, area.right + away):
            if _in_white(Rect(x, y - 0.5, LENGTH, 1.0), paper, others):
                yield x, y, x + LENGTH, y


def _in_white(mark: Rect, paper: Rect, others: Sequence[Rect]) -> bool:
    return paper.contains(mark) and _free(mark, others)


def cuts(sheet: BookletSheet) -> Iterator[Line]:
    """Yield lines over the paper between the places of its spreads, on the side that is printed first."""
    if sheet.back:
        return
    places = sheet.places
    yield from ((0.0, y, sheet.paper.width, y) for y in sorted({place.y for place in places})[1:])
    yield from ((x, 0.0, x, sheet.paper.height) for x in sorted({place.x for place in places})[1:])


def staple_marks(spread: Spread) -> Iterator[Line]:
    """Yield a line along the fold for each staple, on the side that is outside: the staple covers it."""
    for x, y in spread.staples:
        yield x, y - STAPLE / 2, x, y + STAPLE / 2


def _path(line: Line, stroke: Stroke) -> Path:
    x0, y0, x1, y1 = line
    return Path(polyline([(x0, y0), (x1, y1)]), stroke=stroke)
