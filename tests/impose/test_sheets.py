"""Sheets as they come out of the printer: register, what shows of the bleed, cut lines."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable
from io import BytesIO

import pypdfium2
import pytest
from PIL import Image, ImageOps, ImageStat
from pypdf import PdfReader

from cardgen.errors import FitError
from cardgen.impose.grid import roomiest
from cardgen.impose.papers import PAPERS
from cardgen.impose.sheets import CUT, onto_sheets
from cardgen.layout.boxes import Box, Page, one_block
from cardgen.pdf.metadata import Metadata
from cardgen.pipeline import CardResult
from cardgen.printers import ANY_PRINTER, Printer
from cardgen.shapes import Mark, Path, TextRun, rounded
from cardgen.theme import default_theme
from cardgen.units import MM, Rect, Size

DPI = 300
TOLERANCE = 0.2 * MM
METADATA = Metadata("Title", "Subject", "en", dt.datetime(2026, 11, 20, tzinfo=dt.UTC))
A5, A6 = Size(148 * MM, 210 * MM), Size(105 * MM, 148 * MM)
BLEED = 3 * MM


INSET = 4 * MM
"""How far the ground of a test card stays inside the trim, so that it is told apart from its neighbour's."""


def card(number: int, size: Size) -> Page:
    """A page with a dark ground, a light mark in its top left corner, and its number as text."""
    whole = Rect(0, 0, size.width, size.height)
    marks = (
        Path(rounded(whole.inset(-BLEED)), fill="white"),
        Path(rounded(whole.inset(INSET)), fill="teal900"),
        Path(rounded(Rect(7 * MM, 7 * MM, 20 * MM, 10 * MM)), fill="white"),
        TextRun(40 * MM, 40 * MM, f"page {number}", "bold", 20, "teal600"),
    )
    return page(number, size, *marks)


def plain(number: int, size: Size, colour: str) -> Page:
    """A page of one colour, bleed and all."""
    return page(number, size, Path(rounded(Rect(0, 0, size.width, size.height).inset(-BLEED)), fill=colour))


def page(number: int, size: Size, *marks: Mark) -> Page:
    box = Box(Rect(0, 0, size.width, size.height).inset(-BLEED), "P", "all", marks, bleeds=True)
    return Page(size, BLEED, "back" if number % 2 else "front", "Side", one_block([box]))


def impose(pages: list[Page], sheet: str = "a4", printer: Printer = ANY_PRINTER) -> tuple[list[Image.Image], PdfReader]:
    data, count = onto_sheets(pages, sheet, default_theme(), METADATA, printer)  # type: ignore[arg-type]
    document = pypdfium2.PdfDocument(data)
    assert len(document) == count
    pictures = [one.render(scale=DPI / 72, grayscale=True).to_pil() for one in document]
    return pictures, PdfReader(BytesIO(data))


def extent(picture: Image.Image, cell: Rect) -> Rect:
    """Return the dark rectangle in and around a cell, in points."""
    scale = DPI / 72
    left, top = max(0, int(cell.x * scale)), max(0, int(cell.y * scale))
    part = picture.crop((left, top, int(cell.right * scale), int(cell.bottom * scale)))
    dark = part.point(lambda v: 255 if v < 128 else 0)
    # A dashed cut line darkens half of a row or a column, the ground most of it.
    xs = [i for i in range(dark.width) if ImageStat.Stat(dark.crop((i, 0, i + 1, dark.height))).mean[0] > 150]
    ys = [i for i in range(dark.height) if ImageStat.Stat(dark.crop((0, i, dark.width, i + 1))).mean[0] > 150]
    return Rect(
        (left + xs[0]) / scale, (top + ys[0]) / scale, (xs[-1] + 1 - xs[0]) / scale, (ys[-1] + 1 - ys[0]) / scale
    )


def same(one: Rect, other: Rect) -> bool:
    return one.contains(other, TOLERANCE) and other.contains(one, TOLERANCE)


@pytest.mark.parametrize(("size", "sheet"), [(A5, "a4"), (A6, "a4"), (A5, "letter"), (A6, "letter")])
def test_fronts_and_backs_coincide_on_paper(size: Size, sheet: str) -> None:
    pages = [card(n, size) for n in range(4)]
    pictures, _ = impose(pages, sheet)
    cells = roomiest(PAPERS[sheet], size, 2 * BLEED).cells
    front, back = pictures[0], ImageOps.mirror(pictures[1])  # held against the light
    for cell in cells[: len(pages) // 2]:
        assert same(extent(front, cell), cell.inset(INSET))
        assert same(extent(back, cell), cell.inset(INSET))
        assert same(extent(front, cell), extent(back, cell))


@pytest.mark.parametrize("size", [A5, A6])
def test_the_top_of_a_back_is_behind_the_top_of_its_front(size: Size) -> None:
    """The light mark stands at the top left of either side: mirrored, at the top right of the back."""
    pictures, _ = impose([card(n, size) for n in range(2)])
    chosen = roomiest(PAPERS["a4"], size, 2 * BLEED)
    cell = chosen.cells[0].inset(INSET + 1 * MM)
    scale = DPI / 72
    boxes = []
    for picture in (pictures[0], ImageOps.mirror(pictures[1])):
        edges = tuple(int(v * scale) for v in (cell.x, cell.y, cell.right, cell.bottom))
        light = picture.crop(edges).point(lambda v: 255 if v > 200 else 0).getbbox()
        assert light is not None
        boxes.append([v / scale / MM for v in light])
    front, back = boxes
    wide, high = cell.width / MM, cell.height / MM
    if chosen.turned:  # the tops point left, the left edge of the front points down
        assert front == pytest.approx([2, high - 22, 12, high - 2], abs=0.4)
        assert back == pytest.approx([2, 2, 12, 22], abs=0.4)
    else:
        assert front == pytest.approx([2, 2, 22, 12], abs=0.4)
        assert back == pytest.approx([wide - 22, 2, wide - 2, 12], abs=0.4)


def test_every_page_is_printed_on_its_side_of_its_sheet() -> None:
    pages = [card(n, A6) for n in range(9)]
    _, reader = impose(pages)
    assert [sorted(re.findall(r"page (\d)", one.extract_text())) for one in reader.pages] == [
        ["0", "2", "4", "6"],
        ["1", "3", "5", "7"],
        ["8"],
        [],
    ]


def test_the_sheet_is_finished_as_it_is() -> None:
    _, reader = impose([card(0, A5), card(1, A5)])
    for one in reader.pages:
        for box in (one.mediabox, one.cropbox, one.trimbox):
            assert [float(v) for v in box] == pytest.approx([0, 0, 210 * MM, 297 * MM], abs=0.01)


def test_bleed_shows_around_a_card_but_never_on_its_neighbour() -> None:
    """A5 on A4 in two rows without a gap; the card drawn last must not reach into the other one."""
    pictures, _ = impose([plain(0, A5, "white"), plain(1, A5, "white"), plain(2, A5, "teal900"), plain(3, A5, "white")])
    first, second = roomiest(PAPERS["a4"], A5, 2 * BLEED).cells
    assert first.bottom == pytest.approx(second.y)
    scale = DPI / 72
    x, edge = int(first.centre[0] * scale) + 3, first.bottom * scale  # beside a dash of the cut line or on it
    assert pictures[0].getpixel((x, int(edge - 0.4 * MM * scale))) == 255
    assert pictures[0].getpixel((x, int(edge + 0.4 * MM * scale))) < 100


def test_bleed_shows_where_no_neighbour_is() -> None:
    size = Size(90 * MM, 200 * MM)
    pictures, _ = impose([plain(0, size, "teal900"), plain(1, size, "white")])
    (cell, *_), scale = roomiest(PAPERS["a4"], size, 2 * BLEED).cells, DPI / 72
    beyond = int((cell.x - BLEED + 0.4 * MM) * scale)
    assert pictures[0].getpixel((beyond, int(cell.centre[1] * scale))) < 100
    assert pictures[0].getpixel((int((cell.x - BLEED - 0.4 * MM) * scale), int(cell.centre[1] * scale))) == 255


def test_cut_lines_are_on_fronts_only_and_finer_than_the_knife() -> None:
    _, reader = impose([card(n, A5) for n in range(2)])
    front, back = (one.get_contents().get_data().decode("latin-1") for one in reader.pages)  # type: ignore[union-attr]
    style = f"{CUT.width} w 0 J 1 j [3 3] 0 d"
    assert CUT.width <= 0.25
    assert front.count(style) == 3  # A5 on A4: above, between and below two cards as wide as the sheet
    assert style not in back


def test_a_card_that_no_sheet_holds_is_refused_in_words() -> None:
    large = [card(n, Size(300 * MM, 420 * MM)) for n in range(2)]
    with pytest.raises(FitError) as caught:
        impose(large)
    assert str(caught.value).startswith("--on: the sheet does not hold one card; choose a smaller format")


def test_a_printers_offset_moves_backs_only() -> None:
    """One card on its sheet, so that nothing stands beside it."""
    size = Size(150 * MM, 220 * MM)
    pages = [card(n, size) for n in range(2)]
    (cell,), offset = roomiest(PAPERS["a4"], size, 2 * BLEED).cells, (1.5 * MM, -2 * MM)
    around = cell.inset(-2 * BLEED)
    straight, moved = (impose(pages, printer=one)[0] for one in (ANY_PRINTER, Printer(offset)))
    assert extent(straight[0], around) == extent(moved[0], around)
    before, after = extent(straight[1], around), extent(moved[1], around)
    assert (after.x - before.x, after.y - before.y) == pytest.approx(offset, abs=TOLERANCE)
    assert (after.width, after.height) == pytest.approx((before.width, before.height), abs=TOLERANCE)


def test_no_card_stands_where_the_printer_leaves_white() -> None:
    pages = [card(n, A5) for n in range(4)]
    assert len(impose(pages)[0]) == 2
    assert len(impose(pages, printer=Printer(margin=5 * MM))[0]) == 4  # two beside each other fill the sheet
    with pytest.raises(FitError, match="does not hold one card beside the 20 mm that the printer leaves white; choose"):
        impose([card(n, Size(190 * MM, 260 * MM)) for n in range(2)], printer=Printer(margin=20 * MM))


@pytest.mark.parametrize("form", ["a5", "a6"])
def test_real_cards_say_on_sheets_what_they_say_on_pages(make: Callable[..., CardResult], form: str) -> None:
    single, sheets = (PdfReader(BytesIO(make(format=form, **on).pdf)) for on in ({}, {"on": "a4"}))
    for parity in (0, 1):
        one, other = (
            Counter("".join("".join(p.extract_text().split()) for p in reader.pages[parity::2]))
            for reader in (single, sheets)
        )
        assert one == other
        assert one.total() > 500
