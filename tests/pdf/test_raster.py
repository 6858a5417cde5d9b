"""A picture is stored without loss, as its PNG has it."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from pypdf import PdfReader

from cardgen.pdf.file import Objects
from cardgen.pdf.raster import add_picture
from cardgen.pdf.syntax import Name
from cardgen.shapes import Picture
from cardgen.units import Rect


def png(image: Image.Image) -> Picture:
    out = io.BytesIO()
    image.save(out, "PNG")
    return Picture(Rect(0, 0, 10, 10), out.getvalue(), "key")


def noise(width: int, height: int) -> Image.Image:
    return Image.effect_noise((width, height), 80).convert("RGB")


@pytest.mark.parametrize("size", [(1, 1), (7, 3), (300, 200)])
def test_the_pixels_come_back(size: tuple[int, int]) -> None:
    image = noise(*size)
    objects = Objects()
    root, tree = objects.reserve(), objects.reserve()
    stored = add_picture(objects, png(image))
    content = objects.add_stream(b"/I Do")
    page = objects.add(
        {
            "Type": Name("Page"),
            "Parent": tree,
            "MediaBox": (0, 0, 9, 9),
            "Contents": content,
            "Resources": {"XObject": {"I": stored}},
        }
    )
    objects.put(tree, {"Type": Name("Pages"), "Kids": (page,), "Count": 1})
    objects.put(root, {"Type": Name("Catalog"), "Pages": tree})
    (back,) = PdfReader(io.BytesIO(objects.write(root))).pages[0].images
    assert back.image is not None
    assert (back.image.size, back.image.tobytes()) == (image.size, image.tobytes())


@pytest.mark.parametrize("mode", ["L", "RGBA", "P"])
def test_another_kind_of_picture_is_a_mistake(mode: str) -> None:
    with pytest.raises(ValueError, match="colour type"):
        add_picture(Objects(), png(noise(4, 4).convert(mode)))
