"""The page that measures a printer: its back, printed with an error, tells that error."""

from __future__ import annotations

import datetime as dt
from io import BytesIO

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageOps
from pypdf import PdfReader

from cardgen.content.model import Catalog
from cardgen.errors import FitError
from cardgen.impose.calibration import REACH, calibration_pages, calibration_sheet
from cardgen.impose.papers import PAPERS
from cardgen.impose.register import Flip, behind
from cardgen.units import MM, Rect

CLOCK = dt.datetime(2026, 11, 20, tzinfo=dt.UTC)
DPI = 200


@pytest.mark.parametrize("flip", ["long", "short"])
@pytest.mark.parametrize("sheet", ["a4", "letter", "a3"])
def test_every_scale_is_behind_its_cross(catalog: Catalog, sheet: str, flip: Flip) -> None:
    front, back = calibration_pages(PAPERS[sheet], flip, catalog)
    crosses = [box.rect for box in front.boxes if box.block == "cross"]
    scales = [box.rect for box in back.boxes if box.block == "scale"]
    assert len(crosses) == len(scales) == 5
    assert [behind(cross, PAPERS[sheet], flip) for cross in crosses] == scales


@pytest.mark.parametrize("sheet", ["a4", "letter", "a3", "tabloid"])
def test_nothing_lies_over_anything_else(catalog: Catalog, sheet: str) -> None:
    for page in calibration_pages(PAPERS[sheet], "long", catalog):
        boxes = [box.rect for box in page.boxes if box.block != "ruler"]
        assert not any(a.overlaps(b) for i, a in enumerate(boxes) for b in boxes[i + 1 :])
        assert all(Rect(0, 0, page.size.width, page.size.height).contains(box) for box in boxes)


def test_a_sheet_without_room_is_refused(catalog: Catalog) -> None:
    with pytest.raises(FitError, match="--sheet: too small to measure a printer with"):
        calibration_pages(PAPERS["a5"], "long", catalog)


@pytest.mark.parametrize(("right", "down"), [(0, 0), (2, -3), (-1, 4)])
def test_a_back_that_is_off_tells_how_far_to_move_it(right: int, down: int) -> None:
    """Shift the print of the back the other way: the front's cross then shows at the offset on the middle scale."""
    data = calibration_sheet(PAPERS["a4"], "long", CLOCK)
    front, back = (page.render(scale=DPI / 72, grayscale=True).to_pil() for page in pypdfium2.PdfDocument(data))
    dot = DPI / 25.4
    misprinted = ImageChops.offset(back, round(-right * dot), round(-down * dot))
    seen = ImageOps.mirror(front)
    half = (REACH + 1) * dot
    middle = back.width / 2, back.height / 2
    scale_at = middle[0] - right * dot, middle[1] - down * dot
    reading = tuple((a - b) / dot for a, b in zip(heavy(seen, middle, half), scale_at, strict=True))
    assert reading == pytest.approx((right, down), abs=0.15)
    assert heavy(misprinted, scale_at, half) == pytest.approx(scale_at, abs=0.15 * dot)


def heavy(picture: Image.Image, middle: tuple[float, float], half: float) -> tuple[float, float]:
    """Return where the heaviest upright and the heaviest level line near a place cross."""
    left, top = round(middle[0] - half), round(middle[1] - half)
    part = ImageOps.invert(picture.crop((left, top, round(middle[0] + half), round(middle[1] + half))))
    row = part.resize((part.width, 1), Image.Resampling.BOX).tobytes()
    column = part.resize((1, part.height), Image.Resampling.BOX).tobytes()
    return left + centre(list(row)), top + centre(list(column))


def centre(weights: list[int]) -> float:
    top = max(range(len(weights)), key=weights.__getitem__)
    near = range(max(0, top - 1), min(len(weights), top + 2))
    base = sorted(weights)[len(weights) // 2]
    total = sum(max(0, weights[i] - base) for i in near)
    return sum((i + 0.5) * max(0, weights[i] - base) for i in near) / total


def test_the_line_to_measure_has_its_length(catalog: Catalog) -> None:
    front, _ = calibration_pages(PAPERS["a4"], "long", catalog)
    (ruler,) = (box for box in front.boxes if box.block == "ruler")
    longest = max(
        abs(mark.segments[1][1] - mark.segments[0][1])  # type: ignore[union-attr, misc]
        for mark in ruler.marks
        if hasattr(mark, "segments")
    )
    assert longest / MM == pytest.approx(100)


def test_it_says_which_edge_and_is_the_same_again() -> None:
    data = calibration_sheet(PAPERS["a4"], "short", CLOCK)
    assert "flipped on the short edge" in " ".join(PdfReader(BytesIO(data)).pages[0].extract_text().split())
    assert data == calibration_sheet(PAPERS["a4"], "short", CLOCK)
