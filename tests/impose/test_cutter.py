"""Cut lines for a plotter: millimetres, rounded corners, and discs where the print has them."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pypdfium2
import pytest
from leaves import Leaf, pdf

from cardgen.impose.cutter import DISC, corner_radius, cut_file, discs
from cardgen.impose.grid import grid
from cardgen.impose.papers import PAPERS
from cardgen.impose.sheet import SheetRequest, make_sheets
from cardgen.units import MM, Rect, Size

SVG = "{http://www.w3.org/2000/svg}"
A4, A6, ID_1 = PAPERS["a4"], Size(105 * MM, 148 * MM), Size(85.6 * MM, 53.98 * MM)


def parts(data: bytes, group: str) -> list[dict[str, float]]:
    root = ET.fromstring(data)
    (found,) = (each for each in root.iter(f"{SVG}g") if each.get("id") == group)
    return [{key: float(value) for key, value in each.attrib.items()} for each in found]


def test_every_card_has_a_rounded_line_where_it_lies() -> None:
    cells = grid(A4, ID_1, gap=4 * MM)
    lines = parts(cut_file(cells, ID_1), "cut")
    assert [(r["x"], r["y"], r["width"], r["height"]) for r in lines] == [
        pytest.approx((c.x / MM, c.y / MM, c.width / MM, c.height / MM), abs=0.001) for c in cells.cells
    ]
    assert {r["rx"] for r in lines} == {3.18}


def test_the_drawing_is_the_sheet_in_millimetres() -> None:
    root = ET.fromstring(cut_file(grid(A4, A6), A6))
    assert (root.get("width"), root.get("height"), root.get("viewBox")) == ("210mm", "297mm", "0 0 210 297")


@pytest.mark.parametrize(
    ("card", "radius"), [(ID_1, 3.18), (Size(ID_1.height, ID_1.width), 3.18), (A6, 5), (Size(60 * MM, 12 * MM), 3)]
)
def test_corners(card: Size, radius: float) -> None:
    assert corner_radius(card) / MM == pytest.approx(radius)


@pytest.mark.parametrize("size", [A6, ID_1], ids=["a6", "id1"])
def test_the_printed_discs_are_where_the_plotter_looks_and_apart_from_the_cards(tmp_path: Path, size: Size) -> None:
    path = tmp_path / "cards.pdf"
    path.write_bytes(pdf([Leaf("", (0, 0, size.width, size.height))]))
    result = make_sheets(SheetRequest(files=(path,), sheet=A4, marks="none", cutter=True))
    assert result.cut_file is not None
    found = parts(result.cut_file, "registration")
    picture = pypdfium2.PdfDocument(result.pdf)[0].render(scale=300 / 72, grayscale=True).to_pil()
    for disc in found:
        x, y, r = (disc[key] * 300 / 25.4 for key in ("cx", "cy", "r"))
        assert picture.getpixel((int(x), int(y))) < 50
        around = picture.crop((int(x - 2 * r), int(y - 2 * r), int(x + 2 * r), int(y + 2 * r)))
        left, top, right, bottom = around.point(lambda v: 255 if v < 128 else 0).getbbox()
        assert ((right - left) / 2, (bottom - top) / 2) == pytest.approx((r, r), abs=1.5)
        assert picture.getpixel((int(x + 0.6 * r), int(y + 0.6 * r))) < 50
        assert picture.getpixel((int(x + 0.9 * r), int(y + 0.9 * r))) > 200
    for x, y in discs(A4):
        ring = Rect(x - DISC, y - DISC, 2 * DISC, 2 * DISC)
        assert not any(cell.inset(-3 * MM).overlaps(ring) for cell in result.cells.cells)


def test_backs_have_no_discs(tmp_path: Path) -> None:
    path = tmp_path / "cards.pdf"
    path.write_bytes(pdf([Leaf("", (0, 0, A6.width, A6.height))] * 2))
    result = make_sheets(SheetRequest(files=(path,), sheet=A4, marks="none", cutter=True))
    back = pypdfium2.PdfDocument(result.pdf)[1].render(grayscale=True).to_pil()
    assert back.getextrema() == (255, 255)
