"""Sheets say which papers are on them, where, and what each was made from; never whose they are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from leaves import Leaf, pdf
from pypdf import PdfReader, PdfWriter

from cardgen.impose.calibration import calibration_sheet
from cardgen.impose.carried import carried, sheets_told
from cardgen.impose.grid import Count
from cardgen.impose.nup import Order
from cardgen.impose.papers import PAPERS
from cardgen.impose.register import Flip
from cardgen.impose.sheet import SheetRequest, SheetResult, make_sheets
from cardgen.pdf.references import is_as_written
from cardgen.pipeline import CardResult
from cardgen.provenance import MadeFrom, OnSheets, runs
from cardgen.units import MM

Make = Callable[..., CardResult]
A5 = (0.0, 0.0, 148 * MM, 210 * MM)


def put(folder: Path, *originals: bytes, **fields: object) -> SheetResult:
    paths = [folder / f"Zoe-{number}.pdf" for number in range(len(originals))]
    for path, data in zip(paths, originals, strict=True):
        path.write_bytes(data)
    return make_sheets(SheetRequest(**{"files": tuple(paths), "sheet": PAPERS["a4"], "up": 2, **fields}))  # type: ignore[arg-type]


def told(data: bytes) -> OnSheets:
    found = sheets_told(carried(PdfReader(BytesIO(data)), data))
    assert found is not None
    return found


def saved_anew(data: bytes) -> bytes:
    buffer = BytesIO()
    PdfWriter(clone_from=PdfReader(BytesIO(data))).write(buffer)
    return buffer.getvalue()


@pytest.fixture
def card(make: Make) -> bytes:
    """Two cards: four pages."""
    return make(ticklist=False).pdf


@pytest.fixture
def other(make: Make) -> bytes:
    return make(routine="quick-10", ticklist=False).pdf


def test_each_paper_is_on_record_with_its_cards_and_sheets(card: bytes, other: bytes, tmp_path: Path) -> None:
    first, second = told(put(tmp_path, card, other, card).pdf).on_sheets
    assert (first.title, first.cards, first.sheets) == ("Lower back massage", ((1, 2), (5, 6)), ((1, 1), (3, 3)))
    assert (second.title, second.cards, second.sheets) == ("Quick back massage", ((3, 4),), ((2, 2),))
    made = [MadeFrom.model_validate_json(part.record or "") for part in (first, second)]
    assert [one.routines for one in made] == [("lower-back",), ("quick-10",)]


def test_what_is_not_ours_and_what_was_changed_is_on_record_as_such(card: bytes, tmp_path: Path) -> None:
    leaflet = pdf([Leaf("", A5)] * 3)
    calibration = calibration_sheet(PAPERS["a4"], "long", dt.datetime(2026, 11, 20, tzinfo=dt.UTC))
    changed = put(tmp_path, saved_anew(card), leaflet, card)
    trust = {part.trust: part.cards for part in told(changed.pdf).on_sheets}
    assert trust == {"altered": ((1, 2),), "not-ours": ((3, 4),), "as-written": ((5, 6),)}
    assert [part.record is None for part in told(changed.pdf).on_sheets] == [True, True, False]
    assert any("Zoe-0.pdf: another program changed it after cardgen made it" in said for said in changed.notices)
    assert not any("another program changed" in said for said in put(tmp_path, card, leaflet).notices)
    plain = put(tmp_path, calibration, up=1, marks="none")
    assert [part.trust for part in told(plain.pdf).on_sheets] == ["no-record"]


def test_sheets_put_onto_sheets_keep_every_paper(card: bytes, other: bytes, tmp_path: Path) -> None:
    small = put(tmp_path, card, other, sheet=PAPERS["a5"], up=1, marks="none").pdf
    parts = told(put(tmp_path, small).pdf).on_sheets
    assert {part.title: part.cards for part in parts} == {
        "Lower back massage": ((1, 4),),
        "Quick back massage": ((1, 4),),
    }


def test_sheets_as_written_with_a_changed_card_on_them_are_told_as_such(card: bytes, tmp_path: Path) -> None:
    small = put(tmp_path, saved_anew(card), sheet=PAPERS["a5"], up=1, marks="none").pdf
    within, itself = (
        [said for said in put(tmp_path, data).notices if "another program" in said]
        for data in (small, saved_anew(small))
    )
    assert within == [
        "Zoe-0.pdf: a card on it was changed by another program after cardgen made it; make that card and it again, "
        "or look for missing warnings".replace("Zoe-0", str(tmp_path / "Zoe-0"))
    ]
    assert len(itself) == 1
    assert "Zoe-0.pdf: another program changed it after cardgen made it" in itself[0]


def test_no_name_of_a_file_is_told(make: Make, tmp_path: Path) -> None:
    data = put(tmp_path, make(client="Zoe Example").pdf).pdf
    text = told(data).text
    assert "Zoe" not in text


def test_sheets_are_as_written_until_one_byte_changes(card: bytes, tmp_path: Path) -> None:
    data = put(tmp_path, card).pdf
    assert is_as_written(data)
    assert data == put(tmp_path, card).pdf
    for at in (30, len(data) // 2, data.index(b"cardgen:record") + 200):
        changed = bytearray(data)
        changed[at] ^= 1
        assert not is_as_written(bytes(changed))
    assert not is_as_written(saved_anew(data))


@pytest.mark.parametrize("order", ["pages", "cut-stack"])
@pytest.mark.parametrize("flip", ["long", None])
@pytest.mark.parametrize("copies", [1, 3])
def test_a_card_is_on_the_sheets_that_the_record_says(
    order: Order, flip: Flip | None, copies: int, card: bytes, tmp_path: Path
) -> None:
    """Ours is found by its words, which no leaflet has."""
    leaves = [pdf([Leaf(f"BT /F1 20 Tf 50 50 Td (file {n}) Tj ET", A5)] * n) for n in (3, 4, 1)]
    ours = [saved_anew(each) for each in leaves]
    result = put(tmp_path, *ours[:2], card, ours[2], order=order, flip=flip, copies=copies, up=Count(1, 2))
    found = next(part for part in told(result.pdf).on_sheets if part.trust == "as-written")
    assert found.cards == (((5, 6),) if flip else ((8, 11),))
    fronts = [page.extract_text() for page in PdfReader(BytesIO(result.pdf)).pages][:: 2 if flip else 1]
    seen = [number for number, text in enumerate(fronts, start=1) if set(text.split("\n")) - LEAFLETS]
    assert found.sheets == runs(seen)


LEAFLETS = {"file 1", "file 3", "file 4", ""}


@given(st.lists(st.integers(1, 60)))
def test_runs_are_the_same_numbers(numbers: Sequence[int]) -> None:
    found = runs(numbers)
    assert [number for first, last in found for number in range(first, last + 1)] == sorted(set(numbers))
    assert all(after[0] > before[1] + 1 for before, after in pairwise(found))
