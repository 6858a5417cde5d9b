"""Sheets as they come out of the printer: register, the knife, and pages of any kind."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from leaves import Leaf, numbers, pdf, stream
from PIL import Image, ImageChops, ImageOps, ImageStat
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from cardgen.errors import ContentError, FileError, FitError, RequestError
from cardgen.impose.grid import Count
from cardgen.impose.papers import PAPERS
from cardgen.impose.register import Flip
from cardgen.impose.sheet import SheetRequest, SheetResult, make_sheets
from cardgen.pipeline import CardResult
from cardgen.printers import Printer
from cardgen.units import MM, Rect, Size

DPI = 300
DOT = 72 / DPI
NEAR = 0.15
"""Millimetres: somewhat more than a dot."""
A6, ID_1 = Size(105 * MM, 148 * MM), Size(85.6 * MM, 53.98 * MM)


def leaf(size: Size = A6, ground: str = "0.2 g", inset: float = 4 * MM) -> Leaf:
    """A page with a dark rectangle, and in its top left corner a white patch."""
    wide, high = size.width, size.height
    dark = f"{ground} {inset} {inset} {wide - 2 * inset} {high - 2 * inset} re f"
    light = f"1 g {2 * inset} {high * 0.6} {wide * 0.3} {high * 0.2} re f"
    return Leaf(f"{dark} {light}", (0, 0, wide, high))


def sheets(data: bytes, folder: Path, **fields: Any) -> SheetResult:
    path = folder / "cards.pdf"
    path.write_bytes(data)
    return make_sheets(SheetRequest(**{"files": (path,), "sheet": PAPERS["a4"], "marks": "none", **fields}))


def pictures(result: SheetResult | bytes, dpi: int = DPI) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(result if isinstance(result, bytes) else result.pdf)
    return [page.render(scale=dpi / 72, grayscale=True).to_pil() for page in document]


def dark(picture: Image.Image, around: Rect) -> tuple[float, float, float, float]:
    """Return the left, top, right and bottom of what is dark in and around a cell, in millimetres."""
    corner = max(0, int(around.x / DOT)), max(0, int(around.y / DOT))
    part = picture.crop((*corner, int(around.right / DOT), int(around.bottom / DOT)))
    box = part.point(lambda v: 255 if v < 128 else 0).getbbox()
    assert box is not None
    return tuple((edge + corner[i % 2]) * DOT / MM for i, edge in enumerate(box))  # type: ignore[return-value]


def alike(one: Image.Image, other: Image.Image, most: float = 0.5) -> bool:
    assert one.size == other.size
    return ImageStat.Stat(ImageChops.difference(one, other)).mean[0] < most


# --- Register


@pytest.mark.parametrize("flip", ["long", "short"])
@pytest.mark.parametrize(("size", "sheet"), [(A6, "a4"), (ID_1, "letter"), (A6, "a3")])
def test_front_and_back_coincide_within_a_tenth_of_a_millimetre(
    tmp_path: Path, flip: Flip, size: Size, sheet: str
) -> None:
    result = sheets(pdf([leaf(size)] * 4), tmp_path, sheet=PAPERS[sheet], flip=flip)
    front, back = pictures(result)
    through = ImageOps.mirror(back) if flip == "long" else ImageOps.flip(back)  # held against the light
    for cell in result.cells.cells[:2]:
        ours, theirs = dark(front, cell), dark(through, cell)
        inner = cell.inset(4 * MM)
        told = tuple(v / MM for v in (inner.x, inner.y, inner.right, inner.bottom))
        assert ours == pytest.approx(told, abs=0.1)
        assert theirs == pytest.approx(ours, abs=0.1)


@pytest.mark.parametrize("flip", ["long", "short"])
def test_turned_over_like_a_leaf_a_card_keeps_its_top(tmp_path: Path, flip: Flip) -> None:
    """Cut out a card, turn it over like a page: its white patch is top left again."""
    result = sheets(pdf([leaf(), leaf()]), tmp_path, sheet=PAPERS["a4"], flip=flip, up=Count(1, 1))
    front, back = pictures(result, dpi=60)
    cell = result.cells.cells[0]
    edges = tuple(round(v * 60 / 72) for v in (cell.x, cell.y, cell.right, cell.bottom))
    first = front.crop(edges)
    beneath = back if flip == "long" else back.rotate(180)  # a sheet that goes over head first comes up on its head
    assert alike(first, beneath.crop(edges), 5)  # a dot more or less along the edges
    assert not alike(first, first.rotate(180), 5)


def test_an_offset_moves_the_back_only(tmp_path: Path) -> None:
    data, cell_of = pdf([leaf(), leaf()]), (lambda result: result.cells.cells[0].inset(-6 * MM))
    straight = sheets(data, tmp_path, up=1)
    moved = sheets(data, tmp_path, up=1, printer=Printer((2 * MM, -1.5 * MM)))
    (front, back), (same, other) = pictures(straight), pictures(moved)
    assert alike(front, same, 0.001)
    before, after = dark(back, cell_of(straight)), dark(other, cell_of(moved))
    assert tuple(b - a for a, b in zip(before, after, strict=True)) == pytest.approx((2, -1.5, 2, -1.5), abs=0.1)


# --- The knife


def test_cut_along_its_marks_a_sheet_gives_the_card(make: Callable[..., CardResult], tmp_path: Path) -> None:
    card = make(format="a6").pdf
    result = sheets(card, tmp_path, up=1, marks="crop")
    front = pictures(result)[0]
    xs, ys = marks_on(front)
    assert (len(xs), len(ys)) == (2, 2)
    cut = front.crop((xs[0], ys[0], xs[1], ys[1]))
    alone = pictures(card)[0]
    assert (cut.width, cut.height) == pytest.approx(alone.size, abs=1)
    assert alike(cut.resize(alone.size), alone, 6)  # text that falls otherwise between the dots
    assert not alike(front.crop((xs[0] + 12, ys[0], xs[1] + 12, ys[1])).resize(alone.size), alone, 6)


def marks_on(front: Image.Image) -> tuple[list[int], list[int]]:
    """Find the marks as a knife does: dark dots in the white above and to the left of the card."""
    scale = DPI / 72
    area = [v * scale for v in (0, 0, 8 * MM, 8 * MM)]
    dots = front.point(lambda v: 255 if v < 200 else 0)
    box = dots.getbbox()
    assert box is not None
    upper = dots.crop((0, box[1], dots.width, box[1] + int(area[2] / 4)))
    left = dots.crop((box[0], 0, box[0] + int(area[3] / 4), dots.height))
    return runs([bool(upper.crop((x, 0, x + 1, upper.height)).getbbox()) for x in range(upper.width)]), runs(
        [bool(left.crop((0, y, left.width, y + 1)).getbbox()) for y in range(left.height)]
    )


def runs(dots: list[bool]) -> list[int]:
    """Return the middle of each stretch of dots."""
    starts = [i for i, on in enumerate(dots) if on and not (i and dots[i - 1])]
    ends = [i for i, on in enumerate(dots) if on and not (i + 1 < len(dots) and dots[i + 1])]
    return [round((a + b + 1) / 2) for a, b in zip(starts, ends, strict=True)]


def test_marks_are_fine_black_and_on_fronts_only(tmp_path: Path) -> None:
    result = sheets(pdf([leaf()] * 2), tmp_path, up=1, marks="crop")
    front, back = (page.get_contents().get_data().decode() for page in PdfReader(BytesIO(result.pdf)).pages)  # type: ignore[union-attr]
    assert "0.25 w 0 G" in front
    assert front.count(" l S") == 8
    assert " l S" not in back


# --- Bleed


def with_bleed(bleed: float) -> Leaf:
    """A page all dark, bleed and all."""
    wide, high = A6.width + 2 * bleed, A6.height + 2 * bleed
    trim = (bleed, bleed, A6.width + bleed, A6.height + bleed)
    return Leaf(f"0.2 g 0 0 {wide} {high} re f", (0, 0, wide, high), trim, (0, 0, wide, high), trim)


@pytest.mark.parametrize(("there", "asked", "shown"), [(3, 3, 3), (5, 3, 3), (1, 3, 1), (3, 0, 0), (0, 3, 0)])
def test_as_much_bleed_shows_as_is_asked_for_and_there(
    tmp_path: Path, there: float, asked: float, shown: float
) -> None:
    result = sheets(pdf([with_bleed(there * MM)]), tmp_path, up=1, bleed=asked * MM)
    cell = result.cells.cells[0].inset(-shown * MM)
    told = tuple(v / MM for v in (cell.x, cell.y, cell.right, cell.bottom))
    assert dark(pictures(result)[0], cell.inset(-8 * MM)) == pytest.approx(told, abs=NEAR)
    assert any("have no bleed" in notice for notice in result.notices) == (there == 0)


def test_a_page_without_a_bleed_box_shows_nothing_beyond_its_trim(tmp_path: Path) -> None:
    hidden = Leaf("0.2 g 0 0 400 600 re f", (0, 0, 400, 600), crop=(50, 50, 350, 550))
    result = sheets(pdf([hidden]), tmp_path, up=1)
    assert (result.card.width, result.card.height) == (300, 500)
    cell = result.cells.cells[0]
    told = tuple(v / MM for v in (cell.x, cell.y, cell.right, cell.bottom))
    assert dark(pictures(result)[0], cell.inset(-8 * MM)) == pytest.approx(told, abs=NEAR)


# --- Pages that lie oddly in their file, and look the same


def odd(kind: str) -> Leaf:
    plain = leaf()
    wide, high = A6.width, A6.height
    match kind:
        case "origin":
            return Leaf(f"1 0 0 1 -300 77 cm {plain.content}", (-300, 77, wide - 300, high + 77))
        case "corners":
            return Leaf(plain.content, (wide, high, 0, 0))
        case "unit":
            small = f"0.5 0 0 0.5 0 0 cm {plain.content}"
            return Leaf(small, (0, 0, wide / 2, high / 2), entries={"UserUnit": FloatObject(2)})
        case "90":
            content, box = f"0 1 -1 0 {high} 0 cm {plain.content}", (0, 0, high, wide)
        case "180":
            content, box = f"-1 0 0 -1 {wide} {high} cm {plain.content}", (0, 0, wide, high)
        case "-90":
            content, box = f"0 -1 1 0 0 {wide} cm {plain.content}", (0, 0, high, wide)
        case _:
            return Leaf(plain.content, (-40, -40, wide + 40, high + 40), trim=(0, 0, wide, high))
    return Leaf(content, box, entries={"Rotate": NumberObject(int(kind))})


@pytest.mark.parametrize("kind", ["origin", "corners", "unit", "90", "180", "-90", "trim"])
def test_a_page_that_lies_oddly_looks_as_ever(tmp_path: Path, kind: str) -> None:
    plain = pictures(sheets(pdf([leaf()]), tmp_path), dpi=100)[0]
    assert alike(pictures(sheets(pdf([odd(kind)]), tmp_path), dpi=100)[0], plain, 0.1)


def annotated(flags: int, subtype: str = "/Stamp") -> bytes:
    """A white page with a dark annotation on its lower half; its form is 10 units wide, and turned."""

    def add(writer: PdfWriter) -> None:
        drawing = writer._add_object(
            stream(
                "0.2 g 0 0 10 10 re f",
                Type=NameObject("/XObject"),
                Subtype=NameObject("/Form"),
                BBox=numbers((0, 0, 10, 10)),
                Matrix=numbers((0, 1, -1, 0, 3, 3)),
            )
        )
        shown = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Annot"),
                NameObject("/Subtype"): NameObject(subtype),
                NameObject("/Rect"): numbers((0, 0, A6.width, A6.height / 2)),
                NameObject("/F"): NumberObject(flags),
                NameObject("/AP"): DictionaryObject({NameObject("/N"): drawing}),
            }
        )
        writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(shown)])

    return pdf([Leaf("", (0, 0, A6.width, A6.height))], add)


def test_an_annotation_that_prints_is_printed(tmp_path: Path) -> None:
    result = sheets(annotated(4), tmp_path, up=1)
    cell = result.cells.cells[0]
    told = tuple(v / MM for v in (cell.x, cell.centre[1], cell.right, cell.bottom))
    assert dark(pictures(result)[0], cell.inset(-8 * MM)) == pytest.approx(told, abs=NEAR)
    assert not any("annotation(s)" in notice for notice in result.notices)


@pytest.mark.parametrize(("flags", "subtype", "told"), [(0, "/Text", 1), (6, "/Stamp", 1), (0, "/Link", 0)])
def test_one_that_does_not_print_is_left_out_and_told(tmp_path: Path, flags: int, subtype: str, told: int) -> None:
    result = sheets(annotated(flags, subtype), tmp_path, up=1)
    assert pictures(result, dpi=50)[0].getextrema() == (255, 255)
    assert sum("annotation(s)" in notice for notice in result.notices) == told


def layered(*, on: bool, base: str | None = None) -> bytes:
    """A page whose dark rectangle is on a layer."""

    def add(writer: PdfWriter) -> None:
        group = writer._add_object(
            DictionaryObject({NameObject("/Type"): NameObject("/OCG"), NameObject("/Name"): TextStringObject("dark")})
        )
        listed = ArrayObject([group])
        standard = DictionaryObject({NameObject("/ON" if on else "/OFF"): listed})
        if base:
            standard[NameObject("/BaseState")] = NameObject(base)
        writer.root_object[NameObject("/OCProperties")] = DictionaryObject(
            {NameObject("/OCGs"): ArrayObject([group]), NameObject("/D"): standard}
        )
        resources = writer.pages[0]["/Resources"]
        assert isinstance(resources, DictionaryObject)
        resources[NameObject("/Properties")] = DictionaryObject({NameObject("/L1"): group})

    inside = leaf()
    return pdf([Leaf(f"/OC /L1 BDC {inside.content} EMC", inside.media)], add)


@pytest.mark.parametrize(
    ("on", "base", "shows"), [(True, None, True), (False, None, False), (True, "/OFF", True), (True, "/ON", True)]
)
def test_layers_print_as_they_are_switched(tmp_path: Path, on: bool, base: str | None, shows: bool) -> None:
    result = sheets(layered(on=on, base=base), tmp_path)
    assert (pictures(result, dpi=50)[0].getextrema()[0] < 100) is shows


def test_a_layer_of_one_file_does_not_switch_that_of_another(tmp_path: Path) -> None:
    paths = []
    for name, on in (("on.pdf", True), ("off.pdf", False)):
        paths.append(tmp_path / name)
        paths[-1].write_bytes(layered(on=on))
    result = make_sheets(SheetRequest(files=tuple(paths), sheet=PAPERS["a4"], flip=None, gap=0.0, marks="none"))
    picture = pictures(result, dpi=50)[0]
    first, second = (
        picture.crop(tuple(int(v * 50 / 72) for v in (c.x, c.y, c.right, c.bottom))) for c in result.cells.cells[:2]
    )
    assert (first.getextrema()[0] < 100, second.getextrema()[0] < 100) == (True, False)


# --- The file


def test_pages_and_fonts_are_stored_once(make: Callable[..., CardResult], tmp_path: Path) -> None:
    card = make(format="a6").pdf
    one, many = (sheets(card, tmp_path, copies=copies) for copies in (1, 40))
    assert many.cards == 40 * one.cards
    assert kinds(many.pdf) == kinds(one.pdf)
    assert kinds(one.pdf)["/Font"] <= kinds(card)["/Font"]
    assert len(many.pdf) - len(one.pdf) < 40 * one.pages * 1500


def kinds(data: bytes) -> dict[str, int]:
    reader = PdfReader(BytesIO(data))
    found = {"/Font": 0, "/Form": 0}
    for number in range(1, len(reader.xref[0]) + len(reader.xref_objStm) + 1):
        value = IndirectObject(number, 0, reader).get_object()
        if isinstance(value, DictionaryObject):
            for key in ("/Type", "/Subtype"):
                if value.get(key) in found:
                    found[str(value[key])] += 1
    return found


def test_the_same_input_gives_the_same_bytes(make: Callable[..., CardResult], tmp_path: Path) -> None:
    card = make(format="a6").pdf
    assert sheets(card, tmp_path, marks="crop").pdf == sheets(card, tmp_path, marks="crop").pdf


def test_sheets_say_what_the_cards_say(make: Callable[..., CardResult], tmp_path: Path) -> None:
    card = make(format="a6").pdf
    result = sheets(card, tmp_path)
    said = ["".join("".join(p.extract_text().split()) for p in PdfReader(BytesIO(d)).pages) for d in (card, result.pdf)]
    assert len(said[0]) > 1000
    assert sorted(said[0]) == sorted(said[1])


def test_every_file_begins_with_a_front(tmp_path: Path) -> None:
    paths = []
    for name, count in (("a.pdf", 3), ("b.pdf", 2)):
        paths.append(tmp_path / name)
        labels = [Leaf(f"BT /F1 9 Tf 20 20 Td ({name[0]}{n}) Tj ET", (0, 0, 200, 300)) for n in range(count)]
        paths[-1].write_bytes(pdf(labels))
    result = make_sheets(SheetRequest(files=tuple(paths), sheet=PAPERS["a4"], up=1))
    read = [page.extract_text().strip() for page in PdfReader(BytesIO(result.pdf)).pages]
    assert read == ["a0", "a1", "a2", "", "b0", "b1"]
    assert any("odd number of pages" in notice and "a.pdf" in notice for notice in result.notices)


def test_cards_are_turned_if_only_then_there_is_room_for_marks(tmp_path: Path) -> None:
    """Two upright A6 cards fill an A4 sheet to its edge; on their sides they leave white all around."""
    result = sheets(pdf([leaf()]), tmp_path, up=2, marks="crop")
    assert result.cells.turned
    assert not any("come within" in notice for notice in result.notices)
    assert b"[3 3] 0 d" not in PdfReader(BytesIO(result.pdf)).pages[0].get_contents().get_data()  # type: ignore[union-attr]


# --- What cannot be done


def test_pages_of_several_sizes_are_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"page 2 is 85.6 x 54 mm, but page 1 of .*cards.pdf is 105 x 148 mm; put"):
        sheets(pdf([leaf(), leaf(ID_1)]), tmp_path)


def test_too_much_for_a_sheet_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FitError, match="--up: the sheet does not hold so many cards of 105 x 148 mm"):
        sheets(pdf([leaf()]), tmp_path, up=5)
    with pytest.raises(FitError, match="--sheet: the sheet does not hold one card"):
        sheets(pdf([leaf()]), tmp_path, sheet=Size(100, 100))


def test_too_many_pages_are_refused_before_they_are_made(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="--copies: 30000 pages are more than one file can take"):
        sheets(pdf([leaf()] * 30), tmp_path, copies=1000)


def test_every_file_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"no PDF")
    with pytest.raises(ContentError) as caught:
        make_sheets(SheetRequest(files=(bad, tmp_path / "none.pdf"), sheet=PAPERS["a4"]))
    assert [Path(problem.file).name for problem in caught.value.problems] == ["bad.pdf", "none.pdf"]
    with pytest.raises(FileError):
        make_sheets(SheetRequest(files=(tmp_path / "none.pdf",), sheet=PAPERS["a4"]))


# --- Notices


def test_whoever_prints_is_told_how(tmp_path: Path) -> None:
    assert sheets(pdf([leaf()]), tmp_path, flip="short").notices[0] == (
        "print on both sides, flipped on the short edge, at 100 % (actual size)"
    )
    assert sheets(pdf([leaf()]), tmp_path, flip=None).notices[0] == "print on one side, at 100 % (actual size)"


def test_cards_at_the_edge_are_told_unless_the_printer_is_known(tmp_path: Path) -> None:
    data = pdf([leaf()])
    assert any("cards come within 0 mm" in notice for notice in sheets(data, tmp_path).notices)
    exact = pdf([leaf(Size(105 * MM + 0.001, 148.5 * MM))])  # a hair too wide, as rounded boxes are
    assert any("cards come within 0 mm" in notice for notice in sheets(exact, tmp_path).notices)
    known = sheets(data, tmp_path, printer=Printer(margin=5 * MM))
    assert not any("come within" in notice for notice in known.notices)
    assert all(Rect(0, 0, 210 * MM, 297 * MM).inset(5 * MM).contains(cell) for cell in known.cells.cells)


@pytest.mark.parametrize(("gap", "expected", "count"), [(None, 0.0, 4), (4 * MM, 4 * MM, 2), (0.0, 0.0, 4)])
def test_no_card_is_given_up_for_a_gap_that_nobody_asked_for(
    tmp_path: Path, gap: float | None, expected: float, count: int
) -> None:
    result = sheets(pdf([leaf()]), tmp_path, gap=gap)
    assert (result.cells.gap, len(result.cells.cells)) == (expected, count)
