"""Pictures of pages: size, order, sameness, and what is no PDF."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from cardgen.errors import ContentError, RequestError
from cardgen.preview import PIXELS_MOST, render

RED, BLUE = (255, 0, 0), (0, 0, 255)


def pdf(*pages: tuple[float, float, tuple[int, int, int]]) -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream)
    for width, height, colour in pages:
        canvas.setPageSize((width, height))
        canvas.setFillColorRGB(*(part / 255 for part in colour))
        canvas.rect(0, 0, width, height, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def pictures(data: bytes, dpi: int) -> list[Image.Image]:
    return [Image.open(io.BytesIO(png)) for png in render(data, "x.pdf", dpi)]


def test_a_picture_for_each_page_in_order_and_size() -> None:
    first, second = pictures(pdf((72, 144, RED), (144, 72, BLUE)), 100)
    assert (first.format, first.mode) == ("PNG", "RGB")
    assert (first.size, second.size) == ((100, 200), (200, 100))
    assert (first.getpixel((50, 100)), second.getpixel((100, 50))) == (RED, BLUE)
    assert [round(value) for value in first.info["dpi"]] == [100, 100]


def test_the_same_pdf_gives_the_same_bytes() -> None:
    data = pdf((72, 72, RED))
    assert list(render(data, "x.pdf", 90)) == list(render(data, "x.pdf", 90))


def test_a_picture_that_would_fill_the_memory_is_refused_with_the_resolution_that_works() -> None:
    data = pdf((72, 72, RED), (4000, 4000, BLUE))
    with pytest.raises(RequestError) as caught:
        list(render(data, "big.pdf", 1200))
    assert str(caught.value).startswith("big.pdf: page 2 would have 4444 million pixels; choose --dpi ")
    dpi = int(str(caught.value).split()[-3])
    assert (4000 * dpi / 72) ** 2 <= PIXELS_MOST < (4000 * (dpi + 1) / 72) ** 2


@given(st.binary(max_size=200))
def test_what_is_no_pdf_is_one_clear_error(data: bytes) -> None:
    with pytest.raises(ContentError, match="this is no PDF that can be read"):
        list(render(data, "x.pdf"))


def test_a_pdf_that_ends_too_early_is_one_clear_error() -> None:
    with pytest.raises(ContentError, match="this is no PDF that can be read"):
        list(render(pdf((72, 72, RED))[:200], "x.pdf"))
