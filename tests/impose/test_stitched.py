"""Booklets on sheets: printed, flipped, folded and stapled, the pages stand in their order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pypdfium2
import pytest

from cardgen.errors import FitError
from cardgen.impose.marks import CLEAR
from cardgen.impose.papers import PAPERS
from cardgen.impose.register import Flip
from cardgen.impose.saddle import BookletSheet, onto_paper
from cardgen.impose.stitched import (
    LENGTH,
    Creep,
    Stitched,
    Stitching,
    cuts,
    fold_marks,
    staple_marks,
    stitched,
    trim_marks,
    visible,
)
from cardgen.layout.boxes import Box, Page, Tag, one_block
from cardgen.pdf.metadata import Metadata
from cardgen.printers import ANY_PRINTER, Printer
from cardgen.shapes import Path, TextRun, rounded
from cardgen.theme import default_theme
from cardgen.theme.booklets import booklet_format
from cardgen.units import MM, Rect, Size

CLOCK = dt.datetime(2026, 11, 20, 9, 30, tzinfo=dt.UTC)
BLEED = 3 * MM


def size_of(format_: str) -> Size:
    return booklet_format(default_theme(), format_).size


def pages_of(count: int, format_: str = "a5") -> tuple[Page, ...]:
    """Return pages that say their number in their middle."""
    size = size_of(format_)
    x, y = size.width / 2, size.height / 2
    whole = Rect(0, 0, size.width, size.height)
    return tuple(
        Page(
            size,
            BLEED,
            "front" if number % 2 else "back",
            str(number),
            one_block(
                [
                    Box(whole, "Artifact", "paper", (Path(rounded(whole), fill="white"),)),
                    Box(
                        Rect(x, y, 30, 12),
                        "P",
                        "number",
                        (TextRun(x, y, str(number), "regular", 11, "ink"),),
                        role="body",
                    ),
                ]
            ),
        )
        for number in range(1, count + 1)
    )


def printed(count: int, format_: str = "a5", **how: object) -> tuple[list[tuple[str, str]], tuple[int, ...]]:
    """Return the numbers on the left and the right half of every side, and the sheets of each signature."""
    stitching = Stitching(**{"sheet": PAPERS["a4"], **how})  # type: ignore[arg-type]
    made = stitched(
        pages_of(count, format_), stitching, default_theme(), Metadata("T", "S", "en", CLOCK), gutter=14 * MM
    )
    document = pypdfium2.PdfDocument(made.pdf)
    assert len(document) == made.sides
    sides = []
    for page in document:
        wide, high = page.get_size()
        text = page.get_textpage()
        halves = (text.get_text_bounded(0, 0, wide / 2, high), text.get_text_bounded(wide / 2, 0, wide, high))
        sides.append((halves[0].strip(), halves[1].strip()))
    return sides, made.sheets


def unfolded(sides: Sequence[tuple[str, str]], sheets: Sequence[int], flip: Flip) -> list[str]:
    """Return the pages as a reader turns them: sheets lie in each other, the first one outside."""
    order: list[str] = []
    start = 0
    for count in sheets:
        leaves = []
        for sheet in range(count):
            front, back = sides[2 * (start + sheet)], sides[2 * (start + sheet) + 1]
            behind = back if flip == "long" else (back[1], back[0])  # head over, a half stays on its side
            leaves.append((front, behind))
        order += [text for front, behind in leaves for text in (front[1], behind[1])]
        order += [text for front, behind in reversed(leaves) for text in (behind[0], front[0])]
        start += count
    return order


@pytest.mark.parametrize("flip", ["long", "short"])
@pytest.mark.parametrize(("count", "signature"), [(4, None), (8, None), (24, None), (24, 2), (64, None), (20, 1)])
def test_folded_sheets_read_in_order(flip: Flip, count: int, signature: int | None) -> None:
    sides, sheets = printed(count, flip=flip, signature=signature)
    assert sum(sheets) == count / 4
    assert max(sheets) <= (signature or 15)
    assert unfolded(sides, sheets, flip) == [str(number) for number in range(1, count + 1)]


def test_more_sheets_than_fold_flat_become_signatures() -> None:
    assert printed(60)[1] == (15,)
    assert printed(64)[1] == (8, 8)


@pytest.mark.parametrize(("format_", "sheet"), [("a5", "a4"), ("half-letter", "letter"), ("a6", "a4"), ("a5", "a3")])
def test_every_format_has_a_sheet(format_: str, sheet: str) -> None:
    sides, _ = printed(8, format_, sheet=PAPERS[sheet])
    assert sum(int(number) for side in sides for half in side for number in half.split()) == 36


@pytest.mark.parametrize(("format_", "sheet"), [("a5", "letter"), ("half-letter", "a4")])
def test_a_sheet_that_is_too_small_is_named_with_what_it_must_hold(format_: str, sheet: str) -> None:
    with pytest.raises(FitError, match=r"--sheet: .*choose a larger sheet"):
        printed(8, format_, sheet=PAPERS[sheet])


def sheets_of(creep: float = 0.0, sheet: str = "a3") -> tuple[BookletSheet, ...]:
    return onto_paper(24, size_of("a5"), PAPERS[sheet], creep=creep)


def test_creep_moves_inner_pages_to_the_fold_by_the_papers_thickness() -> None:
    def inner(creep: Creep, thickness: float = 0.1 * MM) -> bytes:
        how = Stitching(PAPERS["a4"], creep=creep, thickness=thickness)
        return stitched(pages_of(24), how, default_theme(), Metadata("T", "S", "en", CLOCK), gutter=14 * MM).pdf

    assert inner("off") == inner("auto", 0.0) == inner(0.0)
    assert inner("auto", 0.2 * MM) == inner(5 * 0.2 * MM)  # six sheets, so five steps
    assert inner("auto") != inner("off")


@pytest.mark.parametrize("how", [{"creep": 9.5 * MM}, {"thickness": 1 * MM, "signature": 12}])
def test_creep_that_moves_text_into_the_fold_is_refused(how: dict[str, Any]) -> None:
    with pytest.raises(FitError, match=r"--creep: .*up to 9 mm"):
        printed(48, **how)
    printed(48, creep=9 * MM)


def test_bleed_shows_outside_and_never_over_the_fold_or_a_neighbour() -> None:
    for sheet in (*sheets_of(), *onto_paper(24, size_of("a6"), PAPERS["a4"])):
        for spread in sheet.spreads:
            others = [other.area for other in sheet.spreads if other is not spread]
            for placed in spread.pages:
                clip = visible(placed, spread, sheet, BLEED)
                assert clip.contains(placed.clip)
                assert not any(clip.overlaps(other, 0.1) for other in others)
                on_left = placed.clip.x < spread.spine - 1
                assert (clip.right if on_left else clip.x) == pytest.approx(spread.spine)
                if len(sheet.spreads) == 1:
                    outer = placed.clip.x - clip.x if on_left else clip.right - placed.clip.right
                    assert outer == pytest.approx(BLEED)


def test_fold_marks_stand_in_the_white_and_staples_on_the_fold_outside() -> None:
    first, *others = onto_paper(24, size_of("a5"), Size(340 * MM, 240 * MM))
    (spread,) = first.spreads
    for x0, y0, x1, y1 in fold_marks(spread, first, BLEED):
        assert x0 == x1 == spread.spine
        assert abs(y1 - y0) == pytest.approx(LENGTH)
        assert max(y0, y1) <= spread.area.y - BLEED - CLEAR + 0.01 or min(y0, y1) >= spread.area.bottom + BLEED
    assert len(list(fold_marks(spread, first, BLEED))) == 2
    assert [x for x, *_ in staple_marks(spread)] == [spread.spine] * 2
    assert not any(list(staple_marks(one)) for sheet in others for one in sheet.spreads)
    assert list(cuts(first)) == []
    (exact,) = sheets_of(sheet="a4")[0].spreads
    assert list(fold_marks(exact, sheets_of(sheet="a4")[0], BLEED)) == []


def words_of(pdf: bytes) -> list[list[tuple[str, float, float]]]:
    """Return, for each side, every word with the middle of its letters, in points from the bottom left corner."""
    sides = []
    for page in pypdfium2.PdfDocument(pdf):
        text = page.get_textpage()
        rects = [text.get_rect(index) for index in range(text.count_rects())]
        sides.append([(text.get_text_bounded(*r), (r[0] + r[2]) / 2, (r[1] + r[3]) / 2) for r in rects])
    return sides


@pytest.mark.parametrize("flip", ["long", "short"])
@pytest.mark.parametrize(("format_", "sheet"), [("a5", "a4"), ("a6", "a4"), ("a5", "a3")])
def test_a_printers_offset_moves_every_page_on_backs_and_nothing_on_fronts(
    flip: Flip, format_: str, sheet: str
) -> None:
    dx, dy = 1.5 * MM, -2 * MM

    def made(printer: Printer) -> list[list[tuple[str, float, float]]]:
        how = Stitching(PAPERS[sheet], flip=flip, printer=printer)
        metadata = Metadata("T", "S", "en", CLOCK)
        return words_of(stitched(pages_of(16, format_), how, default_theme(), metadata, gutter=14 * MM).pdf)

    straight, moved = made(ANY_PRINTER), made(Printer((dx, dy)))
    assert straight[::2] == moved[::2]
    for before, after in zip(straight[1::2], moved[1::2], strict=True):
        assert len(before) > 1
        for (word, x, y), (same, right, up) in zip(before, after, strict=True):
            assert (same, right, up) == (word, pytest.approx(x + dx, abs=0.05), pytest.approx(y - dy, abs=0.05))


def fitted(printer: Printer, sheet: Size, at: Rect | None = None, tag: Tag = "P", flip: Flip = "long") -> Stitched:
    """Put pages with a text onto sheets; without a place it stands 12 mm inside all edges."""
    size = size_of("a5")
    text = at or Rect(0, 0, size.width, size.height).inset(12 * MM)
    box = Box(text, tag, "text", (TextRun(text.x, text.bottom, "x", "regular", 11, "ink"),))
    pages = [Page(size, BLEED, "front", "x", one_block([box]))] * 8
    how = Stitching(sheet, flip=flip, printer=printer)
    return stitched(pages, how, default_theme(), Metadata("T", "S", "en", CLOCK), gutter=14 * MM)


def test_what_is_read_stays_out_of_the_white_that_a_printer_leaves() -> None:
    a4, a3 = PAPERS["a4"], Size(400 * MM, 250 * MM)
    assert not fitted(ANY_PRINTER, a4).cut_short
    assert fitted(Printer(margin=5 * MM), a4).cut_short  # bands and tabs end there, and may
    assert not fitted(Printer(margin=5 * MM), a3).cut_short
    with pytest.raises(FitError, match=r"--printer: .*13 mm white along the sheet's edges, where pages 1 to 8 have"):
        fitted(Printer(margin=13 * MM), a4)
    fitted(Printer(margin=13 * MM), a3)


def test_pages_that_only_the_offset_moves_into_the_white_are_told_by_themselves() -> None:
    a4 = PAPERS["a4"]
    with pytest.raises(FitError) as moved:
        fitted(Printer((-3 * MM, 0), 11 * MM), a4)  # backs stand on their heads: 5 and 7 are left
    said = "where pages 5, 7 have text once its offset_back has moved the backs; choose a larger --sheet, or measure"
    assert [said in problem.message for problem in moved.value.problems] == [True]
    with pytest.raises(FitError) as both:
        fitted(Printer((-3 * MM, 0), 11 * MM), a4, Rect(6 * MM, 20 * MM, 130 * MM, 5 * MM))
    anyway, offset = (problem.message for problem in both.value.problems)
    assert "another printer" in anyway
    assert "offset_back" not in anyway
    assert "offset_back" in offset


def test_a_head_that_stands_upside_down_is_looked_for_at_the_foot_of_the_sheet() -> None:
    head, lower = Rect(20 * MM, 6 * MM, 50 * MM, 5 * MM), Printer((0, 4 * MM), 5 * MM)
    fitted(lower, PAPERS["a4"], head, flip="short")
    with pytest.raises(FitError):
        fitted(lower, PAPERS["a4"], head, flip="long")


def test_decoration_may_end_where_the_printer_leaves_white() -> None:
    corner = Rect(0, 0, 20, 20)
    fitted(Printer(margin=5 * MM), PAPERS["a4"], corner, "Artifact")
    with pytest.raises(FitError):
        fitted(Printer(margin=5 * MM), PAPERS["a4"], corner)


def test_four_spreads_are_cut_apart_both_ways_even_where_the_last_sheet_is_not_full() -> None:
    sheets = onto_paper(20, size_of("a6"), PAPERS["a3"])
    assert [len(sheet.spreads) for sheet in sheets] == [3, 3, 2, 2]
    for front in sheets[::2]:
        (_, level, _, _), (upright, _, _, _) = cuts(front)
        assert level == pytest.approx(front.paper.height / 2)
        assert upright == pytest.approx(front.paper.width / 2)


def test_larger_paper_has_marks_to_trim_it_outside_the_bleed() -> None:
    front, *_ = onto_paper(8, size_of("a6"), PAPERS["letter"])
    (spread,) = front.spreads
    lines = list(trim_marks(spread, front, BLEED))
    assert len(lines) == 8
    shown = spread.area.inset(-BLEED)
    for x0, y0, x1, y1 in lines:
        assert not shown.overlaps(Rect(min(x0, x1) - 0.1, min(y0, y1) - 0.1, abs(x1 - x0) + 0.2, abs(y1 - y0) + 0.2))
        upright = x0 == x1
        at, edges = (x0, (spread.area.x, spread.area.right)) if upright else (y0, (spread.area.y, spread.area.bottom))
        assert at in edges
    (exact,) = sheets_of(sheet="a4")[0].spreads
    assert list(trim_marks(exact, sheets_of(sheet="a4")[0], BLEED)) == []


def test_spreads_below_each_other_are_cut_apart() -> None:
    front, back, *_ = sheets_of()
    assert len(front.spreads) == 2
    ((x0, y0, x1, y1),) = cuts(front)
    assert (x0, x1) == (0, front.paper.width)
    assert y0 == y1 == pytest.approx(front.spreads[0].area.bottom) == pytest.approx(front.spreads[1].area.y)
    assert list(cuts(back)) == []
