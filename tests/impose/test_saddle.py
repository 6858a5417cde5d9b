"""Saddle stitch: every page once, leaves with the right two pages, and a booklet that reads in order once folded."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdfimpose.schema.hardcover import HardcoverImpositor
from pdfimpose.schema.saddle import SaddleImpositor

from cardgen.impose.register import Flip, Placement, behind
from cardgen.impose.saddle import (
    MOST_SHEETS,
    BookletSheet,
    FoldSide,
    creep_of,
    onto_paper,
    padded,
    saddle,
    signatures,
)
from cardgen.units import MM, Rect, Size

A3, A4, A5 = Size(297 * MM, 420 * MM), Size(210 * MM, 297 * MM), Size(148.5 * MM, 210 * MM)
A6, LETTER = Size(105 * MM, 148 * MM), Size(612, 792)
FLIPS: tuple[Flip, ...] = ("long", "short")
EVERY_LENGTH = range(1, 201)
MOST = st.one_of(st.none(), st.integers(1, 20))


def sheets_of(sides: tuple[FoldSide, ...]) -> list[tuple[FoldSide, FoldSide]]:
    return list(zip(sides[::2], sides[1::2], strict=True))


def unfolded(sides: tuple[FoldSide, ...], flip: Flip) -> list[int | None]:
    """Fold the printed sheets, nest them, and leaf through: the pages in the order in which they are read.

    A sheet in the hand, its front up: the right half is one leaf, with the page printed on its back; folded away from
    the reader along the spine, the right leaf comes first, the left one last.
    """
    read: list[int | None] = []
    for number in sorted({side.signature for side in sides}):
        opening: list[int | None] = []
        closing: list[int | None] = []
        for front, back in sheets_of(tuple(side for side in sides if side.signature == number)):
            # Seen from the back, the leaf on the right of the front is on the left if the sheet turns like a leaf.
            behind_right, behind_left = (back.left, back.right) if flip == "short" else (back.right, back.left)
            opening += [front.right, behind_right]
            closing = [behind_left, front.left, *closing]
        read += opening + closing
    return read


@pytest.mark.parametrize("flip", FLIPS)
@pytest.mark.parametrize("signature", [None, 1, 4])
def test_every_booklet_reads_in_order(flip: Flip, signature: int | None) -> None:
    for pages in EVERY_LENGTH:
        read = unfolded(saddle(pages, signature=signature, flip=flip), flip)
        assert read == [*range(pages), *[None] * (padded(pages) - pages)], pages


@pytest.mark.parametrize("flip", FLIPS)
def test_the_back_stands_on_its_head_exactly_if_the_sheet_goes_over_head_first(flip: Flip) -> None:
    for front, back in sheets_of(saddle(40, flip=flip)):
        assert (front.back, front.turn) == (False, 0)
        assert (back.back, back.turn) == (True, 0 if flip == "short" else 180)
        assert (front.signature, front.sheet) == (back.signature, back.sheet)


def test_eight_pages_as_printers_know_them() -> None:
    assert [(s.left, s.right) for s in saddle(8, flip="short")] == [(7, 0), (1, 6), (5, 2), (3, 4)]
    assert [(s.left, s.right) for s in saddle(8, flip="long")] == [(7, 0), (6, 1), (5, 2), (4, 3)]


def matrices(other: HardcoverImpositor, pages: int) -> list[tuple[int, int]]:
    return [(matrix[0, 0].number, matrix[1, 0].number) for matrix in other.matrixes(pages)]


@pytest.mark.parametrize("sheets", range(1, 16))
def test_an_independent_imposer_agrees(sheets: int) -> None:
    """pdfimpose folds once (``h``), puts ``group`` sheets into each other, and prints for the short edge."""
    stapled, bound = SaddleImpositor(folds="h", group=sheets), HardcoverImpositor(folds="h", group=sheets)
    one, three = saddle(4 * sheets, flip="short"), saddle(12 * sheets, signature=sheets, flip="short")
    assert matrices(stapled, 4 * sheets) == [(side.left, side.right) for side in one]
    assert matrices(bound, 12 * sheets) == [(side.left, side.right) for side in three]


@given(st.integers(1, 400), MOST)
def test_signatures_are_even_thin_enough_and_no_more_than_needed(pages: int, most: int | None) -> None:
    sizes = signatures(pages, most)
    limit = MOST_SHEETS if most is None else most
    assert 4 * sum(sizes) == padded(pages)
    assert max(sizes) <= limit
    assert max(sizes) - min(sizes) <= 1
    assert (len(sizes) - 1) * limit < sum(sizes)
    assert all(one >= other for one, other in pairwise(sizes))


def test_sixty_pages_are_one_signature_and_one_more_makes_two() -> None:
    assert signatures(60) == (15,)
    assert signatures(61) == (8, 8)


@pytest.mark.parametrize(("pages", "signature", "said"), [(0, None, "needs a page"), (8, 0, "needs a sheet")])
def test_nothing_is_no_booklet(pages: int, signature: int | None, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        saddle(pages, signature=signature)


# --- On paper


def whole(sheet: Size) -> Rect:
    return Rect(0, 0, sheet.width, sheet.height)


def pages_of(sheet: BookletSheet) -> list[Placement]:
    return [page for spread in sheet.spreads for page in spread.pages]


@given(
    st.integers(1, 90), st.sampled_from([(A5, A4), (A5, A3), (A6, A4), (A6, A3), (A6, LETTER)]),
    st.sampled_from(FLIPS), MOST, st.floats(0, 0.5),
)  # fmt: skip
@settings(max_examples=80)
def test_both_pages_of_a_leaf_lie_on_the_same_piece_of_paper(
    pages: int, sizes: tuple[Size, Size], flip: Flip, most: int | None, creep: float
) -> None:
    sheets = onto_paper(pages, *sizes, signature=most, flip=flip, creep=creep)
    assert sorted(p.page for sheet in sheets for p in pages_of(sheet)) == list(range(pages))
    for front, back in zip(sheets[::2], sheets[1::2], strict=True):
        assert (front.back, back.back) == (False, True)
        behind_it = {p.page: p for p in pages_of(back)}
        for page in pages_of(front):
            mate = page.page + 1 if page.page % 2 == 0 else page.page - 1  # 0 and 1 are the two sides of a leaf
            if mate < pages:
                for ours, theirs in ((page.cell, behind_it[mate].cell), (page.clip, behind_it[mate].clip)):
                    there = behind(ours, front.paper, flip)
                    assert there.contains(theirs)
                    assert theirs.contains(there)
                    assert whole(front.paper).contains(page.clip, slack=0.1)


@given(st.integers(1, 200), st.sampled_from([(A5, A4), (A5, A3), (A6, A4), (A6, A3)]), st.sampled_from(FLIPS), MOST)
@settings(max_examples=80)
def test_a_pile_that_is_cut_apart_lies_in_order(
    pages: int, sizes: tuple[Size, Size], flip: Flip, most: int | None
) -> None:
    """Its parts, put on each other from the top left row by row, are the folded sheets from the outermost on."""
    fronts = onto_paper(pages, *sizes, signature=most, flip=flip)[::2]
    order = sorted((place.y, place.x) for place in fronts[0].places)
    piles = [[s.side for f in fronts for s in f.spreads if (s.area.y, s.area.x) == place] for place in order]
    cut = [(side.signature, side.sheet) for pile in piles for side in pile]
    assert cut == sorted(cut)
    assert len(cut) == sum(signatures(pages, most))


@given(st.integers(1, 90), st.sampled_from([(A5, A4), (A6, A4), (A6, A3)]), st.sampled_from(FLIPS), MOST)
@settings(max_examples=60)
def test_paper_has_the_pages_that_the_matrix_says(
    pages: int, sizes: tuple[Size, Size], flip: Flip, most: int | None
) -> None:
    for sheet in onto_paper(pages, *sizes, signature=most, flip=flip):
        for spread in sheet.spreads:
            told = tuple(page for page in (spread.side.left, spread.side.right) if page is not None)
            assert tuple(page.page for page in spread.pages) == told
            assert all(page.turn == spread.side.turn for page in spread.pages)
            assert [page.clip.x for page in spread.pages] == sorted(page.clip.x for page in spread.pages)
            assert spread.spine == pytest.approx(spread.area.centre[0])


def test_one_a5_spread_fills_a_lying_a4_and_two_fill_an_a3() -> None:
    ((front, _),) = [onto_paper(4, A5, A4)]
    assert (front.paper.width, len(front.spreads)) == (A4.height, 1)
    large = onto_paper(8, A5, A3)
    assert (large[0].paper, len(large[0].spreads)) == (A3, 2)
    assert [[(s.side.left, s.side.right) for s in side.spreads] for side in large] == [
        [(7, 0), (5, 2)],
        [(1, 6), (3, 4)],
    ]  # an upright A3 turns like a leaf on its long edge


def test_creep_moves_inner_pages_towards_the_spine_and_keeps_them_in_their_half() -> None:
    creep = 0.3
    for sheet in onto_paper(32, A5, A4, creep=creep):
        for spread in sheet.spreads:
            for page in spread.pages:
                inward = 1 if page.clip.centre[0] < spread.spine else -1
                assert page.cell.x - page.clip.x == pytest.approx(inward * creep * spread.side.sheet)


def test_total_creep_is_shared_by_the_sheets() -> None:
    assert creep_of(8, 7.0) == 1.0
    assert creep_of(1, 7.0) == 7.0


def test_staples_go_through_the_outside_of_a_booklet_only() -> None:
    stapled = [s for sheet in onto_paper(32, A5, A4) for s in sheet.spreads if s.staples]
    assert [(s.side.sheet, s.side.back) for s in stapled] == [(0, False)]
    assert all(x == stapled[0].spine for x, _ in stapled[0].staples)
    assert not any(s.staples for sheet in onto_paper(32, A5, A4, signature=4) for s in sheet.spreads)


def test_a_spread_wider_than_the_paper_is_refused() -> None:
    with pytest.raises(ValueError, match="does not hold two pages"):
        onto_paper(4, A4, A4)
