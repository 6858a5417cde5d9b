"""The story of ``cardgen sheet``: open the files, find room for their pages, put them onto sheets, write these."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from cardgen import files
from cardgen.errors import Collector, ContentError, FitError, Problem, RequestError
from cardgen.impose import cutter
from cardgen.impose.grid import Count, Grid, grid
from cardgen.impose.lamination import INSIDE, Lamination, lamination_notices
from cardgen.impose.marks import Style, marks, room_for_marks
from cardgen.impose.nup import Order, SheetSide, nup
from cardgen.impose.originals import Opened, Original, open_pdf
from cardgen.impose.register import Flip
from cardgen.impose.sheet_file import SheetFile
from cardgen.impose.sheet_record import altered_notices, on_sheets, papers_of
from cardgen.impose.text_edges import near_the_cut
from cardgen.printers import ANY_PRINTER, Printer
from cardgen.units import MM, Size

USUAL_GAP: Final = 4 * MM
USUAL_BLEED: Final = 3 * MM

MOST_PAGES: Final = 20_000
"""Pages placed at most: more than anybody prints at once, and as much as fits into the memory of a small computer."""

ALIKE: Final = 0.2 * MM
"""Points by which pages of one size may differ."""

WHITE_OF_PRINTERS: Final = 5 * MM
"""Home printers leave this much white at the sheet's edges."""

TITLE: Final = "Cards on sheets"


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRequest:
    """Sheets.

    Attributes:
        files: PDF files, in their order.
        sheet: The paper.
        up: So many columns and rows of cards, or so many cards, on each sheet; None is as many as it holds.
        gap: White between two cards; None is ``USUAL_GAP``, or none where that would cost a card.
        flip: The edge that the sheets are flipped on; None prints one side only.
        marks: What shows the knife its way.
        bleed: How much of the pages' bleed shows at most.
        order: How the cards follow each other.
        copies: How often.
        printer: Where its back side lands, and where it cannot print.
        cutter: Whether a plotter cuts the cards.
        lamination: How they are laminated, if they are.
    """

    files: tuple[Path, ...]
    sheet: Size
    up: Count | int | None = None
    gap: float | None = None
    flip: Flip | None = "long"
    marks: Style = "crop"
    bleed: float = USUAL_BLEED
    order: Order = "pages"
    copies: int = 1
    printer: Printer = ANY_PRINTER
    cutter: bool = False
    lamination: Lamination | None = None


@dataclass(frozen=True, slots=True)
class SheetResult:
    """Finished sheets.

    Attributes:
        pdf: The file.
        pages: How many pages it has: sides of sheets.
        cards: How many cards are on them.
        cells: Where they stand on a front.
        card: The finished card.
        cut_file: What the plotter cuts, as SVG, if it was asked for.
        notices: What the person who prints should know, a sentence each.
    """

    pdf: bytes
    pages: int
    cards: int
    cells: Grid
    card: Size
    cut_file: bytes | None
    notices: tuple[str, ...]


def make_sheets(request: SheetRequest) -> SheetResult:
    """Put the pages of PDF files onto sheets.

    Args:
        request: What to print.

    Returns:
        The finished sheets.

    Raises:
        CardgenError: A file cannot be read, its pages have several sizes, or the sheet does not hold them.
    """
    opened = _open(request.files)
    card = _common_size(opened)
    pages = _in_order(opened, two_sided=request.flip is not None)
    _check_number(pages, request)
    bleed = min(request.bleed, max(page.bleed for source in opened for page in source.pages))
    cells = _arranged(request, card, bleed)
    sides = nup(len(pages), cells, flip=request.flip, order=request.order, copies=request.copies, bleed=bleed)
    file = _drawn(request, opened, pages, cells, sides, bleed)
    found = papers_of(opened)
    file.tell(on_sheets(opened, found, sides, two_sided=request.flip is not None).text)
    altered = tuple(altered_notices(opened, found))
    notices = dict.fromkeys(_notices(request, opened, altered, card, cells, bleed, file.dropped))
    return SheetResult(
        file.finish(),
        len(sides),
        sum(len(side.placements) for side in sides if not side.back),
        cells,
        card,
        cutter.cut_file(cells, card) if request.cutter else None,
        tuple(notices),
    )


def _open(paths: Sequence[Path]) -> tuple[Opened, ...]:
    """Open every file, or tell what is wrong with each of them."""
    found = Collector()
    opened = [found.attempt(partial(_open_one, path)) for path in paths]
    found.stop()
    return tuple(source for source in opened if source is not None)


def _open_one(path: Path) -> Opened:
    return open_pdf(files.read(path), str(path))


def _common_size(opened: Sequence[Opened]) -> Size:
    """Return the size that all pages have."""
    first = opened[0].pages[0]
    other = [page for source in opened for page in _unlike(source, first)[:1]]
    if other:
        raise ContentError(
            Problem(
                page.file,
                0,
                0,
                f"page {page.number} is {measures(page.size)}, but page 1 of {first.file} is {measures(first.size)}; "
                "put pages of one size onto sheets, each size by itself",
            )
            for page in other
        )
    return first.size


def _unlike(source: Opened, first: Original) -> list[Original]:
    return [
        page
        for page in source.pages
        if abs(page.size.width - first.size.width) > ALIKE or abs(page.size.height - first.size.height) > ALIKE
    ]


def _in_order(opened: Sequence[Opened], *, two_sided: bool) -> list[Original | None]:
    """Return the pages of all files; on two sides, every file begins with a front."""
    pages: list[Original | None] = []
    for source in opened:
        pages += source.pages
        if two_sided and len(source.pages) % 2:
            pages.append(None)
    return pages


def _check_number(pages: Sequence[Original | None], request: SheetRequest) -> None:
    number = len(pages) * request.copies
    if number > MOST_PAGES:
        wrong = f"{number} pages are more than one file can take; make files of {MOST_PAGES} at most"
        raise RequestError(Problem("--copies" if request.copies > 1 else "FILE", 0, 0, wrong))


def _arranged(request: SheetRequest, card: Size, bleed: float) -> Grid:
    """Choose where the cards stand: as many as asked for, then with gap and room for marks, if they cost no card."""
    room = max(request.printer.margin, cutter.ROOM + bleed if request.cutter else 0.0)
    try:
        least = grid(request.sheet, card, up=request.up, gap=request.gap or 0.0, room=room)
    except ValueError as error:
        wrong = f"{error} of {measures(card)}; choose a larger --sheet, or less: --up, --gap, a printer's margin"
        raise FitError(Problem("--up" if request.up else "--sheet", 0, 0, wrong)) from None
    gaps = (USUAL_GAP, 0.0) if request.gap is None else (request.gap,)
    rooms = (max(room, room_for_marks(bleed)), room) if request.marks == "crop" else (room,)
    for gap in gaps:
        for white in rooms:
            roomier = _tried(request, card, gap, white)
            if roomier is not None and len(roomier.cells) == len(least.cells):
                return roomier
    return least


def _tried(request: SheetRequest, card: Size, gap: float, room: float) -> Grid | None:
    try:
        return grid(request.sheet, card, up=request.up, gap=gap, room=room)
    except ValueError:
        return None


def _drawn(
    request: SheetRequest,
    opened: Sequence[Opened],
    pages: Sequence[Original | None],
    cells: Grid,
    sides: Sequence[SheetSide],
    bleed: float,
) -> SheetFile:
    """Draw all sides; marks stand on fronts only, as a back that is a little off would contradict them."""
    found = marks(cells, bleed, request.marks)
    file = SheetFile(TITLE)
    for source in opened:
        file.take(source)
    for side in sides:
        file.begin(cells.sheet)
        offset = request.printer.offset_back if side.back else (0.0, 0.0)
        for placed in side.placements:
            page = pages[placed.page]
            if page is not None:
                file.place(page, placed, offset)
        if not side.back:
            file.hairlines(found.lines)
            file.hairlines(found.cuts, dashed=True)
            if request.cutter:
                file.discs(cutter.discs(cells.sheet), cutter.DISC)
        file.end()
    return file


def _notices(
    request: SheetRequest,
    opened: Sequence[Opened],
    altered: Sequence[str],
    card: Size,
    cells: Grid,
    bleed: float,
    dropped: int,
) -> Iterator[str]:
    sides = "on one side" if request.flip is None else f"on both sides, flipped on the {request.flip} edge"
    yield f"print {sides}, at 100 % (actual size)"
    for source in opened:
        if source.repaired:
            yield f"{source.file}: it breaks rules of its format and was read all the same; compare the sheets with it"
        if request.flip is not None and len(source.pages) % 2:
            yield f"{source.file}: it has an odd number of pages, so the back of its last card is blank"
    yield from altered
    if dropped:
        yield f"{dropped} annotation(s) that do not print were left out"
    if request.bleed and not bleed:
        yield "the pages have no bleed; cut a little inside the marks where colour reaches the edge"
    white = max(0.0, min(cells.cells[0].x, cells.cells[0].y))
    if white < WHITE_OF_PRINTERS and not request.printer.margin:
        yield (
            f"cards come within {round(white / MM, 1):g} mm of the sheet's edge, where many printers leave 5 mm white; "
            "choose fewer with --up, or name a --printer"
        )
    if request.lamination:
        yield from lamination_notices(request.lamination, card, cells.sheet)
        if request.lamination.way == "laminate-first":
            yield from near_the_cut(opened, INSIDE)


def measures(size: Size) -> str:
    """Return a size in millimetres, as messages write it.

    Args:
        size: In points.
    """
    return f"{round(size.width / MM, 1):g} x {round(size.height / MM, 1):g} mm"
