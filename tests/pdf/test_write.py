"""The file around the drawings: boxes, metadata, what is stored once, and what must not be in it."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import ContentStream, DictionaryObject, StreamObject

from cardgen import __version__
from cardgen.figures.outline import forms
from cardgen.layout.boxes import Box, Page, one_block
from cardgen.pdf.metadata import Metadata
from cardgen.pdf.write import write_pdf
from cardgen.pipeline import CardResult
from cardgen.shapes import FormUse, Mark, Path, Picture, Stroke, TextRun, rounded
from cardgen.theme import default_theme
from cardgen.units import MM, Rect, Size

CLOCK = dt.datetime(2026, 11, 20, 9, 30, 15, 123456, tzinfo=dt.timezone(dt.timedelta(hours=2)))
METADATA = Metadata("Title (one) \\ Żółć", "Subject", "en", CLOCK)
SIZE = Size(100 * MM, 60 * MM)
BLEED = 3 * MM


def page(*marks: Mark) -> Page:
    rect = Rect(0, 0, SIZE.width, SIZE.height)
    return Page(SIZE, BLEED, "front", "Side", one_block([Box(rect, "P", "all", marks)]))


def text(words: str, x: float = 20, face: str = "regular") -> TextRun:
    return TextRun(x, 30, words, face, 9, "ink")  # type: ignore[arg-type]


def picture(colour: str, x: float = 10, side: float = 20) -> Picture:
    out = BytesIO()
    Image.new("RGB", (4, 4), colour).save(out, "PNG")
    return Picture(Rect(x, 10, side, side), out.getvalue(), hashlib.sha256(out.getvalue()).hexdigest())


def write(*pages: Page, metadata: Metadata = METADATA) -> bytes:
    return write_pdf(pages, default_theme(), metadata)


def read(data: bytes) -> PdfReader:
    return PdfReader(BytesIO(data), strict=True)


def streams(data: bytes, subtype: str) -> list[StreamObject]:
    reader = read(data)
    objects = (reader.get_object(number) for numbers in reader.xref.values() for number in numbers)
    return [one for one in objects if isinstance(one, StreamObject) and one.get("/Subtype") == subtype]


def fonts(reader: PdfReader) -> Iterator[DictionaryObject]:
    for one in reader.pages:
        for font in one["/Resources"]["/Font"].values():  # type: ignore[index]
            yield font.get_object()


# --- Boxes


def test_the_bleed_is_around_the_finished_card() -> None:
    (only,) = read(write(page(text("a")))).pages
    wide, high, bleed = SIZE.width, SIZE.height, BLEED
    for box in (only.mediabox, only.bleedbox):
        assert [float(v) for v in box] == pytest.approx([0, 0, wide + 2 * bleed, high + 2 * bleed], abs=0.01)
    for box in (only.trimbox, only.cropbox):
        assert [float(v) for v in box] == pytest.approx([bleed, bleed, wide + bleed, high + bleed], abs=0.01)
    assert "/Rotate" not in only or only["/Rotate"] == 0


def test_layouts_origin_is_the_top_left_corner_of_the_finished_card() -> None:
    (only,) = read(write(page(text("a", x=0)))).pages
    found: list[tuple[float, float]] = []

    def visit(text: str, cm: list[float], tm: list[float], *_: object) -> None:
        if text.strip():
            found.append((cm[4] + tm[4], cm[5] + tm[5]))

    only.extract_text(visitor_text=visit)
    assert found[0] == pytest.approx((BLEED, BLEED + SIZE.height - 30), abs=0.01)


# --- What the file says of itself


def test_metadata() -> None:
    data = write(page(text("a")))
    reader = read(data)
    info = reader.metadata
    assert info is not None
    assert data.startswith(b"%PDF-1.7\n")
    assert (info.title, info.subject, info.author) == (METADATA.title, "Subject", "cardgen")
    assert info.creator == f"cardgen {__version__}"
    assert info.creation_date == info.modification_date == CLOCK.replace(microsecond=0)
    root = reader.trailer["/Root"].get_object()
    assert root["/Lang"] == "en"  # type: ignore[index]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]  # type: ignore[index]


def test_the_clock_alone_decides_the_dates() -> None:
    same = replace(METADATA, clock=CLOCK.astimezone(dt.UTC).replace(microsecond=0))
    later = replace(METADATA, clock=CLOCK + dt.timedelta(seconds=1))
    assert write(page(text("a")), metadata=same) == write(page(text("a")))
    assert write(page(text("a")), metadata=later) != write(page(text("a")))


def test_the_identifier_tells_contents_apart() -> None:
    def identifier(*pages: Page, metadata: Metadata = METADATA) -> bytes:
        first, second = read(write(*pages, metadata=metadata)).trailer["/ID"]  # type: ignore[misc]
        assert first == second
        return first.original_bytes

    base = identifier(page(text("a"), picture("red")))
    assert base == identifier(page(text("a"), picture("red")))
    others = {
        identifier(page(text("b"), picture("red"))),
        identifier(page(text("a"), picture("blue"))),
        identifier(page(text("a"), picture("red")), page()),
        identifier(page(text("a"), picture("red")), metadata=replace(METADATA, title="Other")),
    }
    assert len(others) == 4
    assert base not in others


# --- What it holds


def test_pages_bring_nothing_that_was_not_asked_for() -> None:
    data = write(page(text("a")), page(Path(rounded(Rect(0, 0, 9, 9)), fill="ink")))
    assert b"Helvetica" not in data
    assert b"/Trans" not in data
    assert b"ASCII85" not in data
    for one in read(data).pages:
        assert b"Helvetica" not in one.get_contents().get_data()  # type: ignore[union-attr]


def test_every_font_is_an_embedded_subset_with_its_characters() -> None:
    data = write(page(text("Zoë"), text("Żółć", face="bold"), text("Ελένη", face="bold-italic")))
    named = {str(font["/BaseFont"]).split("+")[1]: font for font in fonts(read(data))}
    assert sorted(named) == ["OpenSans-Bold", "OpenSans-BoldItalic", "OpenSans-Regular"]
    for font in named.values():
        assert re.fullmatch(r"/[A-Z]{6}\+OpenSans-\w+", font["/BaseFont"])
        descriptor = font["/DescendantFonts"][0]["/FontDescriptor"]  # type: ignore[index]
        assert descriptor["/FontFile2"].get_data()[:4] == b"\0\1\0\0"
        assert b"beginbfrange" in font["/ToUnicode"].get_data()  # type: ignore[attr-defined]


def test_a_drawing_is_stored_once_however_often_it_is_used() -> None:
    def use(x: float, scale: float) -> FormUse:
        return FormUse("outline", x, 5, scale, stroke=Stroke("ink", 0.5))

    one = write(page(use(0, 0.2)))
    many = write(page(*(use(5 * i, 0.1 + 0.01 * i) for i in range(20))), page(use(3, 0.3)))
    (stored,) = streams(many, "/Form")
    assert stored.get_data() == streams(one, "/Form")[0].get_data()
    left, bottom, right, top = (float(v) for v in stored["/BBox"])  # type: ignore[attr-defined]
    assert Rect(left, bottom, right - left, top - bottom).contains(forms()["outline"].bounds.inset(-3.9))


def test_a_picture_is_stored_once_however_often_it_is_used() -> None:
    data = write(page(picture("red"), picture("red", 50, 9)), page(picture("red"), picture("blue")))
    images = streams(data, "/Image")
    assert sorted(image.get_data()[:3] for image in images) == [b"\x00\x00\xff", b"\xff\x00\x00"]
    assert {image["/ColorSpace"] for image in images} == {"/DeviceRGB"}


def test_text_is_escaped() -> None:
    words = r"(a) \( \\ ) %PDF /F1 Tj ET q"
    (only,) = read(write(page(text(words)))).pages
    assert only.extract_text().strip() == words


def test_a_line_end_keeps_its_space_for_the_reader() -> None:
    runs = (TextRun(20, 30, "Lay", "regular", 9, "ink", space_after=True), TextRun(20, 41, "the", "regular", 9, "ink"))
    reader = read(write(page(*runs)))
    operations = ContentStream(reader.pages[0]["/Contents"].get_object(), reader).operations
    shown = [operands[0].original_bytes.decode("utf-16-be") for operands, operator in operations if operator == b"Tj"]
    assert shown == ["Lay ", "the "]


# --- Real cards


@pytest.mark.parametrize("asked", [{}, {"format": "a6"}, {"on": "a4"}], ids=["a5", "a6", "on a4"])
def test_the_graphics_state_is_balanced_on_every_page(make: Callable[..., CardResult], asked: dict[str, str]) -> None:
    reader = read(make(**asked).pdf)
    for one in reader.pages:
        depth = 0
        for _, operator in ContentStream(one["/Contents"].get_object(), reader).operations:
            depth += {b"q": 1, b"Q": -1}.get(operator, 0)
            assert depth >= 0
        assert depth == 0


def test_the_clients_name_is_in_no_raw_byte_and_in_no_metadata(make: Callable[..., CardResult]) -> None:
    card = make(client="Zebedee Quux")
    assert "Zebedee" not in card.default_name
    outside = re.sub(rb"stream\r?\n.*?endstream", b"", card.pdf, flags=re.DOTALL)
    for encoding in ("utf-8", "utf-16-be", "utf-16-le"):
        assert "Zebedee".encode(encoding) not in card.pdf
        assert "Quux".encode(encoding) not in outside
    inside = b"".join(one.get_data() for one in streams(card.pdf, "/Form") + streams(card.pdf, "/XML"))
    assert b"Zebedee" not in inside
    assert "Zebedee" not in str(read(card.pdf).metadata)


@pytest.mark.parametrize(("form", "most"), [("a5", 90_000), ("a6", 60_000)])
def test_a_card_is_small_with_its_tags(make: Callable[..., CardResult], form: str, most: int) -> None:
    assert len(make(format=form, ticklist=False).pdf) < most
