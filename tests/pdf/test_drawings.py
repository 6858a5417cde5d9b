"""Drawings that recur: held once by a file, the same in every file, and drawn as if they stood on the page itself."""

from __future__ import annotations

import datetime as dt
import io
import zlib
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pypdfium2
import pytest
from inking import resources
from PIL import ImageChops
from pypdf import PdfReader

from cardgen.layout.boxes import Box, Page, one_block
from cardgen.pdf.drawings import drawing
from cardgen.pdf.metadata import Metadata
from cardgen.pdf.operators import Frame, clipped
from cardgen.pdf.syntax import Ref
from cardgen.pdf.write import Writer, write_pdf
from cardgen.pipeline import CardResult
from cardgen.shapes import Clip, FormUse, Path, Picture, Stroke, TextRun, moved, polyline, rounded
from cardgen.theme import default_theme
from cardgen.units import Rect, Size

TILE = Rect(0, 0, 60, 60)
BODY = FormUse("body", -5, -10, 0.3, fill="tile", stroke=Stroke("ink", 0.5))
ARROW = Path(polyline([(10, 10), (30, 50), (50, 20)]), stroke=Stroke("brick", 3))
FIGURE = Clip(rounded(TILE, 8), (Path(rounded(TILE), fill="white"), BODY, ARROW), recurs=True)
ABOUT = Metadata("A card", "Nothing", "en", dt.datetime(2026, 11, 20, tzinfo=dt.UTC))


def page(*figures: Clip) -> Page:
    boxes = (Box(TILE, "Figure", f"figure {at}", (one,), alt="A back") for at, one in enumerate(figures))
    return Page(Size(200, 200), 9, "front", "Front", one_block(boxes))


def file(*pages: Page) -> bytes:
    return write_pdf(pages, default_theme(), ABOUT)


def drawings(data: bytes) -> dict[str, Any]:
    found = PdfReader(io.BytesIO(data)).pages[0]["/Resources"]["/XObject"]  # type: ignore[index]
    return {name: one for name, one in found.items() if name.startswith("/drawing-")}


def test_it_is_painted_from_its_own_corner_and_finds_its_forms_where_it_is_told() -> None:
    made = drawing(FIGURE, resources_of_colours())
    painted = clipped(FIGURE.outline, FIGURE.inside, Frame(0, 0), resources_of_colours())
    assert zlib.decompress(made.data).decode().splitlines() == painted
    assert made.forms == {"body"}
    assert made.stream(Ref(77)).startswith(b"<</Subtype/Form/BBox[0 -60 60 0]/Resources 77 0 R")


def resources_of_colours() -> Any:
    return replace(resources(), ink=lambda name, use: f"% {name} {use}")


def test_wherever_it_stands_it_is_the_same_and_another_one_has_another_name() -> None:
    store = resources_of_colours()
    other = replace(FIGURE, inside=FIGURE.inside[:-1])
    assert drawing(moved(FIGURE, 30, 40), store) == drawing(FIGURE, store)  # type: ignore[arg-type]
    assert drawing(other, store).name != drawing(FIGURE, store).name


@pytest.mark.parametrize("mark", [TextRun(9, 9, "a", "bold", 9, "ink"), Picture(TILE, b"", "key")])
def test_what_needs_more_of_a_file_is_no_such_drawing(mark: Any) -> None:
    with pytest.raises(ValueError, match=f"no {type(mark).__name__}"):
        drawing(Clip(rounded(TILE), (Clip(rounded(TILE), (mark,)),), recurs=True), resources_of_colours())


def test_a_file_holds_it_once_however_often_it_is_shown() -> None:
    shown = page(FIGURE, moved(FIGURE, 80, 20))  # type: ignore[arg-type]
    ((name, one),) = drawings(file(shown, shown)).items()
    assert set(one["/Resources"]["/XObject"]) == {"/back-body"}
    for read in PdfReader(io.BytesIO(file(shown, shown))).pages:
        assert read.get_contents().get_data().count(f"{name} Do".encode()) == 2  # type: ignore[union-attr]


def test_a_sheet_holds_it_once_for_all_its_cards() -> None:
    writer = Writer(default_theme(), ABOUT)
    writer.begin(Size(500, 300))
    for left in (0.0, 200.0):
        writer.draw(page(FIGURE), Frame(left, 250))
    writer.end()
    assert len(drawings(writer.finish())) == 1


def test_it_looks_as_it_does_on_the_page_itself() -> None:
    figures = (FIGURE, moved(FIGURE, 90.5, 71.25))
    there, here = (
        pypdfium2.PdfDocument(file(page(*some)))[0].render(scale=4).to_pil()
        for some in (figures, [replace(one, recurs=False) for one in figures])  # type: ignore[arg-type,type-var]
    )
    assert ImageChops.difference(there, here).getbbox() is None
    assert len(there.getcolors(1 << 20)) > 3


def test_other_cards_hold_the_very_same_figures(make: Callable[..., CardResult]) -> None:
    card, other = make(client="Ann"), make(client="Bea", therapist="C. Doe")
    first, second = (drawings(one.pdf) for one in (card, other))
    assert len(first) == len(card.document.steps)
    assert {name: one.get_data() for name, one in first.items()} == {n: one.get_data() for n, one in second.items()}
