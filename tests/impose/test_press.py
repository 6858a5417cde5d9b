"""The file for a press: inks, boxes, marks, words; and that it is the same pages as the file to read."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path as FilePath

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageFilter
from profiles import press_profile
from pypdf import PageObject, PdfReader
from pypdf.generic import ContentStream, DictionaryObject

from cardgen.errors import CardgenError
from cardgen.impose.marks import CLEAR
from cardgen.impose.press import Slug, press_file
from cardgen.layout.boxes import Box, Page, one_block
from cardgen.pdf.metadata import Metadata
from cardgen.pipeline import CardResult, make_card
from cardgen.request import CardRequest, Press
from cardgen.shapes import Path, rounded
from cardgen.theme import default_theme
from cardgen.units import MM, Rect

SCREEN_COLOURS = {b"rg", b"RG", b"g", b"G", b"cs", b"CS", b"sc", b"SC", b"scn", b"SCN", b"sh", b"gs"}
REGISTRATION_LINE = re.compile(r"1 1 1 1 K \S+ w [^\n]*\nq\n1 0 0 1 (\S+) (\S+) cm\s([^\n]*) S\nQ")
FORMATS = ["a5", "id1", "half-letter"]

CLOCK = dt.datetime(2026, 11, 20, 9, 30, 15, tzinfo=dt.UTC)

Make = Callable[..., CardResult]


@pytest.fixture(scope="session")
def icc(tmp_path_factory: pytest.TempPathFactory) -> FilePath:
    path = tmp_path_factory.mktemp("icc") / "press.icc"
    path.write_bytes(press_profile())
    return path


@pytest.fixture(scope="session")
def logo(tmp_path_factory: pytest.TempPathFactory) -> FilePath:
    path = tmp_path_factory.mktemp("logo") / "logo.png"
    Image.new("RGB", (60, 40), "red").save(path)
    return path


def read(data: bytes | None) -> PdfReader:
    assert data is not None
    return PdfReader(BytesIO(data), strict=True)


def operators(reader: PdfReader) -> Iterator[tuple[list[object], bytes]]:
    """Yield operands and operators of all pages and of what they draw."""
    for page in reader.pages:
        yield from ContentStream(page.get_contents(), reader).operations
        for drawing in page["/Resources"]["/XObject"].values():  # type: ignore[index]
            if drawing.get_object()["/Subtype"] == "/Form":
                yield from ContentStream(drawing.get_object(), reader).operations


def pictures(reader: PdfReader) -> list[DictionaryObject]:
    drawings = [one.get_object() for one in reader.pages[0]["/Resources"]["/XObject"].values()]  # type: ignore[index]
    return [one for one in drawings if one["/Subtype"] == "/Image"]


def content(page: PageObject) -> str:
    stream = page.get_contents()
    assert stream is not None
    return stream.get_data().decode("latin-1")


def words(page: PageObject) -> Counter[str]:
    return Counter(page.extract_text().split())


# --- Inks


def test_every_colour_is_of_the_press(make: Make, logo: FilePath) -> None:
    reader = read(make(press=Press(), logo=logo, qr="https://example.org", client="Zoë Żółć").press)
    used = {operator for _, operator in operators(reader)}
    assert not used & SCREEN_COLOURS
    assert {b"k", b"K"} <= used
    assert [str(one["/ColorSpace"]) for one in pictures(reader)] == ["/DeviceCMYK"]
    assert all("/ExtGState" not in page["/Resources"] for page in reader.pages)  # type: ignore[operator]


def test_text_of_the_body_is_black_alone(make: Make) -> None:
    reader = read(make(press=Press()).press)
    drawn = "\n".join(content(page) for page in reader.pages)
    texts = re.findall(r"^BT\s(.*?)^ET$", drawn, re.MULTILINE | re.DOTALL)
    shown = Counter(ink for text in texts for ink in re.findall(r"^(\S+ \S+ \S+ \S+) k$", text, re.MULTILINE))
    theme = default_theme()
    coloured = {name: " ".join(f"{ink / 100:g}" for ink in theme.palette[name].cmyk) for name in theme.palette}
    assert shown["0 0 0 1"] > sum(shown.values()) / 2
    assert set(shown) <= {"0 0 0 1", *(coloured[name] for name in ("white", "teal600", "teal900"))}


@pytest.mark.parametrize("with_icc", [True, False])
def test_a_picture_is_printed_as_the_profile_says(make: Make, logo: FilePath, icc: FilePath, with_icc: bool) -> None:
    reader = read(make(press=Press(icc if with_icc else None), logo=logo).press)
    (picture,) = pictures(reader)
    cyan, magenta, yellow, black = picture.get_data()[:4]  # type: ignore[attr-defined]
    assert (cyan, magenta, yellow, black > 0) == ((0, 0, 0, True) if with_icc else (0, 255, 255, False))


def test_the_profile_is_the_output_intent(make: Make, icc: FilePath) -> None:
    (intent,) = read(make(press=Press(icc)).press).root_object["/OutputIntents"]  # type: ignore[misc]
    assert (intent["/S"], intent["/OutputConditionIdentifier"]) == ("/GTS_PDFX", "Test press")
    profile = intent["/DestOutputProfile"].get_object()
    assert (profile["/N"], profile.get_data()) == (4, icc.read_bytes())
    assert "/OutputIntents" not in read(make(press=Press()).press).root_object


def test_it_is_untagged_and_claims_no_standard(make: Make) -> None:
    reader = read(make(press=Press()).press)
    assert not {"/StructTreeRoot", "/MarkInfo"} & set(reader.root_object)
    assert not any("MCID" in content(page) or "/StructParents" in page for page in reader.pages)
    packet = reader.root_object["/Metadata"].get_object().get_data()  # type: ignore[attr-defined]
    assert b"<pdfaid:part>" not in packet
    assert b"<pdfuaid:part>" not in packet


# --- Boxes and marks


@pytest.mark.parametrize("name", FORMATS)
def test_boxes_lie_in_each_other(make: Make, name: str) -> None:
    form = default_theme().formats[name]
    assert form.bleed == pytest.approx(9 if name == "half-letter" else 3 * MM)
    for page in read(make(format=name, press=Press()).press).pages:
        trim, bleed, media = page.trimbox, page.bleedbox, page.mediabox
        size = (form.size.width, form.size.height)
        assert (trim.width, trim.height) == pytest.approx(size, abs=0.02)
        assert bleed.left == pytest.approx(trim.left - form.bleed, abs=0.02)
        assert (bleed.width, bleed.height) == pytest.approx([v + 2 * form.bleed for v in size], abs=0.02)
        assert float(media.left) == float(media.bottom) == 0
        assert bleed.left == pytest.approx(media.width - bleed.right, abs=0.02)
        assert bleed.bottom == pytest.approx(media.height - bleed.top, abs=0.02)
        assert bleed.left > 6 * MM
        assert list(page.cropbox) == list(media)


@pytest.mark.parametrize("name", FORMATS)
def test_marks_are_outside_the_bleed_and_lead_to_corners_and_hole(make: Make, name: str) -> None:
    form = default_theme().formats[name]
    made = make(format=name, press=Press())
    for number, page in enumerate(read(made.press).pages):
        trim = page.trimbox
        found = []
        for left, bottom, path in REGISTRATION_LINE.findall(content(page)):
            numbers = [float(v) for v in re.findall(r"-?[\d.]+", path)]
            xs, ys = (
                [float(start) + v for v in half] for start, half in ((left, numbers[::2]), (bottom, numbers[1::2]))
            )
            clear = page.bleedbox
            assert max(xs) < clear.left or min(xs) > clear.right or max(ys) < clear.bottom or min(ys) > clear.top
            found.append((min(xs), max(xs), min(ys), max(ys)))
        upright = sorted({round(x, 1) for x, far, *_ in found if far - x < 0.1})
        level = sorted({round(y, 1) for *_, y, far in found if far - y < 0.1})
        front = number % 2 == 0
        hole = trim.right - form.hole.side if front else trim.left + form.hole.side
        assert upright == pytest.approx(sorted([trim.left, trim.right, hole]), abs=0.1)
        assert level == pytest.approx(sorted([trim.bottom, trim.top, trim.top - form.hole.top]), abs=0.1)


@pytest.mark.parametrize("name", FORMATS)
def test_white_parts_the_bleed_from_everything_outside(make: Make, name: str) -> None:
    page = read(make(format=name, press=Press()).press).pages[0]
    scale = 150 / 72
    image = pypdfium2.PdfDocument(make(format=name, press=Press()).press)[0].render(scale=scale).to_pil().convert("L")
    bleed, high = page.bleedbox, page.mediabox.height
    inner = (bleed.left, high - bleed.top, bleed.right, high - bleed.bottom)
    margin = CLEAR - 2 / scale
    outer = (inner[0] - margin, inner[1] - margin, inner[2] + margin, inner[3] + margin)
    with_page, without = image.copy(), image.copy()
    grown = [round(v * scale) + d for v, d in zip(inner, (-1, -1, 1, 1), strict=True)]
    with_page.paste(255, tuple(grown))  # type: ignore[arg-type]
    ring = with_page.crop(tuple(round(v * scale) for v in outer))  # type: ignore[arg-type]
    assert ring.getextrema() == (255, 255)
    without.paste(255, tuple(round(v * scale) for v in outer))  # type: ignore[arg-type]
    assert without.getextrema()[0] < 100


def test_a_ground_that_runs_too_far_ends_with_the_bleed(make: Make) -> None:
    theme = default_theme()
    form = theme.formats["a6"]
    whole = Rect(0, 0, form.size.width, form.size.height)
    ground = Box(whole, "Artifact", "ground", (Path(rounded(whole.inset(-60)), fill="teal900"),))
    slug = Slug.of(make().plan.screening.catalog)
    metadata = Metadata("Title", "Subject", "en", CLOCK)
    side = Page(form.size, form.bleed, "front", "Side", one_block([ground]))
    data = press_file([side], form, theme, metadata, slug, None)
    page, image = read(data).pages[0], pypdfium2.PdfDocument(data)[0].render(scale=4).to_pil().convert("L")
    middle = image.height // 2
    dark = [x for x in range(image.width) if image.getpixel((x, middle)) < 128]  # type: ignore[operator]
    assert (dark[0] / 4, dark[-1] / 4) == pytest.approx((page.bleedbox.left, page.bleedbox.right), abs=0.5)


# --- The same pages


@pytest.mark.parametrize("name", FORMATS)
def test_it_says_what_the_file_to_read_says_and_one_line_outside(make: Make, name: str) -> None:
    made = make(format=name, press=Press(), client="Zoë Żółć")
    for_press, to_read = read(made.press).pages, read(made.pdf).pages
    assert len(for_press) == len(to_read)
    for number, (pressed, plain) in enumerate(zip(for_press[:6], to_read[:6], strict=True), 1):
        slug = words(pressed) - words(plain)
        assert not words(plain) - words(pressed)
        assert {"Finished", "bleed", "punched:", "rounded:"} <= set(slug)
        assert not set(slug) & {"Zoë", "Żółć"}
        assert f"page {number} of {len(to_read)}" in " ".join(pressed.extract_text().split())


def test_inside_the_trim_it_looks_like_the_file_to_read(make: Make) -> None:
    made = make(press=Press())
    pressed, plain = (
        pypdfium2.PdfDocument(data)[0].render(scale=2).to_pil().convert("L") for data in (made.press, made.pdf)
    )
    page = read(made.press).pages[0]
    left, top = round(2 * page.trimbox.left), round(2 * (page.mediabox.height - page.trimbox.top))
    soft = ImageFilter.GaussianBlur(4)  # the two are rounded to pixels at different places
    inside = pressed.crop((left, top, left + plain.width, top + plain.height)).filter(soft)
    assert ImageChops.difference(inside, plain.filter(soft)).getextrema()[1] < 70


def test_the_file_to_read_is_the_same_with_it_and_without(make: Make) -> None:
    assert make(press=Press()).pdf == make().pdf
    assert make().press is None


def test_the_same_input_gives_the_same_bytes(make: Make, icc: FilePath) -> None:
    request = CardRequest(clock=CLOCK, press=Press(icc))
    assert make_card(request).press == make_card(request).press


def test_the_words_outside_have_a_place_for_every_value(make: Make) -> None:
    slug = Slug.of(make().plan.screening.catalog)
    assert set(re.findall(r"{(\w+)}", slug.page)) == {"program", "title", "number", "count", "width", "height", "bleed"}
    assert set(re.findall(r"{(\w+)}", slug.finish)) == {"diameter", "side", "top", "radius"}


def test_a_wrong_profile_is_told_with_every_other_problem(make: Make, tmp_path: FilePath) -> None:
    with pytest.raises(CardgenError) as raised:
        make(press=Press(tmp_path / "none.icc"), routine="nonsense")
    assert len(raised.value.problems) == 2
