"""Sheets by name and by measures."""

from __future__ import annotations

import pytest

from cardgen.impose.papers import PAPERS, parse_paper
from cardgen.units import MM, Size


@pytest.mark.parametrize("name", PAPERS)
def test_names_are_upright_sheets(name: str) -> None:
    assert parse_paper(f" {name.upper()} ") == PAPERS[name]
    assert PAPERS[name].height > PAPERS[name].width


@pytest.mark.parametrize("large", [2, 3, 4])
def test_iso_sheets_halve(large: int) -> None:
    one, half = PAPERS[f"a{large}"], PAPERS[f"a{large + 1}"]
    assert (one.width, one.height / 2) == pytest.approx((half.height, half.width), abs=1 * MM)


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("330x483mm", Size(330 * MM, 483 * MM)),
        ("13 x 19 in", Size(936, 1368)),
        ("297x210MM", Size(297 * MM, 210 * MM)),
    ],
)
def test_measures(text: str, size: Size) -> None:
    found = parse_paper(text)
    assert (found.width, found.height) == pytest.approx((size.width, size.height))


@pytest.mark.parametrize("text", ["", "a9", "210x297", "210mmx297mm", "-210x297mm", "1e9x2mm", "210x297m", "nanxnanmm"])
def test_anything_else_is_no_sheet(text: str) -> None:
    with pytest.raises(ValueError, match="is no sheet; choose one of a5, a4"):
        parse_paper(text)


@pytest.mark.parametrize("text", ["1x200mm", "6000x200mm", "0x0mm"])
def test_no_sheet_is_so_small_or_large(text: str) -> None:
    with pytest.raises(ValueError, match="1 to 200 inches"):
        parse_paper(text)
