"""Bookmarks: which headings they hold, and where they lead."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from pypdf import PdfReader
from pypdf.generic import Destination
from reading import read

from cardgen.layout.boxes import Box, Page, one_block
from cardgen.pdf.metadata import Metadata
from cardgen.pdf.outline import MOST_WITHOUT, Bookmark, bookmarks
from cardgen.pdf.write import write_pdf
from cardgen.pipeline import CardResult
from cardgen.shapes import TextRun
from cardgen.theme import default_theme
from cardgen.units import Rect, Size

CLOCK = dt.datetime(2026, 11, 20, tzinfo=dt.UTC)


def page(*headings: tuple[str, str]) -> Page:
    boxes = tuple(
        Box(Rect(0, 20 * i, 50, 10), tag, "block", (TextRun(0, 20 * i, words, "bold", 9, "ink"),))  # type: ignore[arg-type]
        for i, (tag, words) in enumerate(headings)
    )
    return Page(Size(200, 300), 9, "front", "Side", one_block(boxes))


def titles(marks: list[Bookmark]) -> list[object]:
    return [(mark.title, titles(mark.kids)) if mark.kids else mark.title for mark in marks]


def test_headings_stand_under_the_one_they_belong_to() -> None:
    pages = (page(("H1", "A"), ("P", "text"), ("H2", "B"), ("H3", "C"), ("H2", "D")), page(("H1", "E")))
    found = bookmarks(pages)
    assert titles(found) == [("A", [("B", ["C"]), "D"]), "E"]
    assert [(mark.page, mark.top) for mark in (found[0], found[0].kids[1], found[1])] == [(0, 0), (0, 80), (1, 0)]


def test_a_page_that_goes_on_under_the_same_title_has_none() -> None:
    pages = (page(("H1", "A"), ("H2", "B")), page(("H1", "A"), ("H2", "C")), page(("H1", "D")), page(("H1", "A")))
    assert titles(bookmarks(pages)) == [("A", ["B", "C"]), "D", "A"]


def test_short_documents_have_none() -> None:
    pages = [page(("H1", f"Side {number}")) for number in range(MOST_WITHOUT + 1)]

    def written(count: int) -> PdfReader:
        return read(write_pdf(pages[:count], default_theme(), Metadata("Title", "Subject", "en", CLOCK)))

    assert "/Outlines" not in written(MOST_WITHOUT).trailer["/Root"]  # type: ignore[operator]
    assert len(written(MOST_WITHOUT + 1).outline) == MOST_WITHOUT + 1


def destinations(reader: PdfReader) -> list[Destination]:
    def flat(marks: list[object]) -> list[Destination]:
        return [one for mark in marks for one in (flat(mark) if isinstance(mark, list) else [mark])]  # type: ignore[list-item]

    return flat(reader.outline)  # type: ignore[arg-type]


@pytest.mark.parametrize("form", ["a5", "a6", "id1"])
def test_long_documents_have_bookmarks_that_lead_to_their_headings(make: Callable[..., CardResult], form: str) -> None:
    card = make(format=form)
    assert card.pages > MOST_WITHOUT
    reader = read(card.pdf)
    marks = destinations(reader)
    texts = ["".join(one.extract_text().split()) for one in reader.pages]
    for mark in marks:
        on = reader.get_destination_page_number(mark)
        assert "".join(str(mark.title).split()) in texts[on]  # type: ignore[index]
        assert 0 < float(mark["/Top"]) < float(reader.pages[on].mediabox.top)  # type: ignore[index,arg-type]
    places = [reader.get_destination_page_number(mark) for mark in marks]
    assert places == sorted(places)
    assert {step.name for step in card.document.steps} <= {str(mark.title).lstrip("0123456789 ") for mark in marks}
    assert reader.trailer["/Root"]["/PageMode"] == "/UseOutlines"  # type: ignore[index]
