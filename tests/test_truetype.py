"""Hints go, outlines stay."""

from __future__ import annotations

import struct
from collections.abc import Callable
from io import BytesIO

import pypdfium2
import pytest
import ttf_opensans
from PIL import Image, ImageChops
from reportlab.pdfbase.ttfonts import TTFont, TTFontFile
from reportlab.pdfgen.canvas import Canvas

from cardgen.truetype import unhinted

TEXT = "Zoë Żółć, Ελένη Дмитрий Nguyễn ½ 20×"
FONTS = [ttf_opensans.OPENSANS_REGULAR, ttf_opensans.OPENSANS_BOLDITALIC]


def subset(font: ttf_opensans.TTFFont) -> bytes:
    return bytes(TTFontFile(str(font.path)).makeSubset([0, *map(ord, TEXT)]))


def tables(font: bytes) -> dict[str, bytes]:
    (count,) = struct.unpack_from(">H", font, 4)
    found = {}
    for place in range(12, 12 + 16 * count, 16):
        tag, _, start, length = struct.unpack_from(">4sLLL", font, place)
        found[tag.decode()] = font[start : start + length]
    return found


def drawn(font: ttf_opensans.TTFFont, change: Callable[[bytes], bytes]) -> Image.Image:
    """Draw the text with a subset as ``change`` leaves it."""
    face = TTFont("face", str(font.path), asciiReadable=False, shapable=False)
    whole = face.face.makeSubset
    face.face.makeSubset = lambda codes: change(whole(codes))
    out = BytesIO()
    canvas = Canvas(out, (500, 40))
    for number, code in face.splitString(TEXT, canvas._doc):
        show = "".join(f"\\{byte:03o}" for byte in code)
        canvas.addLiteral(f"BT 5 12 Td {face.getSubsetInternalName(number, canvas._doc)} 20 Tf ({show}) Tj ET")
    canvas.save()
    return pypdfium2.PdfDocument(out.getvalue())[0].render(scale=3, grayscale=True).to_pil()


@pytest.mark.parametrize("font", FONTS, ids=lambda font: font.path.name)
def test_hints_are_gone_and_the_file_is_much_smaller(font: ttf_opensans.TTFFont) -> None:
    before = subset(font)
    after = unhinted(before, mapped=True)
    assert {"fpgm", "prep", "cvt "} < set(tables(before))
    assert sorted(tables(after)) == ["cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp"]
    assert len(after) < 0.75 * len(before)
    for tag in ("cmap", "hmtx", "maxp", "hhea"):
        assert tables(after)[tag] == tables(before)[tag]


@pytest.mark.parametrize("font", FONTS, ids=lambda font: font.path.name)
def test_the_letters_look_the_same(font: ttf_opensans.TTFFont) -> None:
    plain, hinted = drawn(font, unhinted), drawn(font, bytes)
    assert hinted.getextrema()[0] < 50  # something is drawn at all
    assert ImageChops.difference(plain, hinted).getextrema() == (0, 0)


def test_nothing_to_take_away_changes_nothing() -> None:
    once = unhinted(subset(FONTS[0]), mapped=True)
    assert unhinted(once, mapped=True) == once


def test_composite_letters_keep_their_parts() -> None:
    font = subset(FONTS[0])
    (glyphs,) = struct.unpack_from(">H", tables(font)["maxp"], 4)
    assert glyphs > len(set(TEXT)) + 1  # the parts of ë, ό and others came along
    assert struct.unpack_from(">H", tables(unhinted(font, mapped=True))["maxp"], 4) == (glyphs,)
