"""``cardgen sheet`` as it is typed."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from leaves import Leaf, pdf
from pypdf import PdfReader

from cardgen.units import MM

if TYPE_CHECKING:
    from conftest import Run

A6 = (0.0, 0.0, 105 * MM, 148 * MM)


@pytest.fixture
def cards(tmp_path: Path) -> Path:
    path = tmp_path / "cards.pdf"
    path.write_bytes(pdf([Leaf(f"BT /F1 20 Tf 50 50 Td (page {n}) Tj ET", A6) for n in range(6)]))
    return path


def read(path: Path) -> list[list[str]]:
    return [sorted(page.extract_text().split("\n")) for page in PdfReader(BytesIO(path.read_bytes())).pages]


def test_the_path_goes_out_and_the_advice_to_the_side(run: Run, cards: Path) -> None:
    done = run("sheet", "cards.pdf")
    assert (done.code, done.out) == (0, "sheets.pdf\n")
    assert done.err.startswith("note: print on both sides, flipped on the long edge, at 100 % (actual size)\n")
    assert read(cards.with_name("sheets.pdf")) == [["page 0", "page 2", "page 4"], ["page 1", "page 3", "page 5"]]


def test_options_are_what_they_say(run: Run, cards: Path) -> None:
    words = "--up 1x2 --gap 10mm --duplex none --order cut-stack --copies 2 --sheet letter --marks none --bleed 0mm"
    done = run("sheet", "cards.pdf", *words.split(), "--json", "-o", "out.pdf")
    told = json.loads(done.out)
    assert {
        key: told[key] for key in ("output", "pages", "cards", "columns", "rows", "turned", "gap", "card", "sheet")
    } == {
        "output": "out.pdf",
        "pages": 6,
        "cards": 12,
        "columns": 1,
        "rows": 2,
        "turned": True,
        "gap": 10.0,
        "card": [105.0, 148.0],
        "sheet": [215.9, 279.4],
    }
    assert read(cards.with_name("out.pdf")) == [[f"page {n}"] * 2 for n in range(6)]


def test_a_printer_is_remembered(run: Run, cards: Path) -> None:
    settings = cards.with_name("cardgen.yaml")
    settings.write_text('printers:\n  office: {offset_back: "3mm,-2mm", margin: 6mm}\n', "utf-8")
    plain, known, typed = (
        run("sheet", "cards.pdf", "--up", "1", "-o", f"{n}.pdf", *options)
        for n, options in enumerate(((), ("--printer", "office"), ("--offset-back", "3mm,-2mm")))
    )
    assert plain.code == known.code == typed.code == 0
    same, moved, likewise = (cards.with_name(f"{n}.pdf").read_bytes() for n in range(3))
    assert moved == likewise != same
    unknown = run("sheet", "cards.pdf", "--printer", "ofice")
    assert (unknown.code, unknown.err) == (3, "--printer: no printer 'ofice' in ./cardgen.yaml; did you mean office?\n")


def test_without_a_configuration_a_printer_is_unknown(run: Run, cards: Path) -> None:
    done = run("sheet", "cards.pdf", "--printer", "office")
    assert done.code == 3
    assert "no printer 'office' in cardgen.yaml (there is none); measure one with cardgen sheet --calibrate" in done.err


def test_a_printer_is_measured_without_any_file(run: Run, tmp_path: Path) -> None:
    done = run("sheet", "--calibrate", "--sheet", "letter")
    assert (done.code, done.out) == (0, "calibration.pdf\n")
    assert len(PdfReader(tmp_path / "calibration.pdf").pages) == 2


def test_the_plotter_gets_a_file_of_its_own(run: Run, cards: Path) -> None:
    done = run("sheet", "cards.pdf", "--cutter", "cards.svg", "--json")
    assert json.loads(done.out)["cutter"] == "cards.svg"
    assert (
        cards.with_name("cards.svg").read_bytes().count(b"<rect")
        == json.loads(done.out)["columns"] * json.loads(done.out)["rows"]
    )


def test_the_pouch_is_named(run: Run, cards: Path) -> None:
    done = run("sheet", "cards.pdf", "--laminate", "cut-first")
    assert "note: cut first: buy A6 pouches (111 x 154 mm) for one card each; the seal is 3 mm\n" in done.err
    small = run("sheet", "cards.pdf", "--laminate", "cut-first", "--pouch", "a7", "-o", "x.pdf")
    assert small.code == 5
    assert "--laminate: the A7 pouch does not hold a card" in small.err
    assert not cards.with_name("x.pdf").exists()


def test_pouches_are_listed(run: Run) -> None:
    assert "a6\t111 by 154 mm\t105 by 148 mm" in run("list", "pouches").lines


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("", "name PDF files to put onto sheets, or ask for --calibrate without any"),
        ("cards.pdf --calibrate", "name PDF files to put onto sheets, or ask for --calibrate without any"),
        ("--calibrate --duplex none", "--calibrate measures both sides"),
        ("cards.pdf --pouch a6", "say how with --laminate"),
        ("cards.pdf -o cards.pdf", "cards.pdf would be written over itself"),
        ("cards.pdf -o ./x/../cards.pdf", "would be written over itself"),
        ("cards.pdf --up 0", "'0' is no number of cards; write auto, 4, or columns and rows: 2x5"),
        ("cards.pdf --up 2x", "is no number of cards"),
        ("cards.pdf --gap 4", "'4' is no length"),
        ("cards.pdf --gap -1mm", "out of range; write 0mm to 50mm"),
        ("cards.pdf --sheet a9", "is no sheet; choose one of a5, a4"),
        ("cards.pdf --offset-back 1mm", "is no offset"),
        ("cards.pdf --copies 0", "'--copies'"),
        ("cards.pdf -o - --json", "both use standard output"),
    ],
)
def test_what_makes_no_sense_is_a_usage_error(run: Run, cards: Path, words: str, said: str) -> None:
    before = cards.read_bytes()
    done = run("sheet", *words.split())
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert cards.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "data", "code", "said"),
    [
        ("none.pdf", None, 6, "there is no such file or folder"),
        ("text.pdf", b"hello", 3, "this is no PDF that can be read"),
        ("mixed.pdf", pdf([Leaf("", A6), Leaf("", (0, 0, 200, 200))]), 3, "put pages of one size onto sheets"),
        ("huge.pdf", pdf([Leaf("", (0, 0, 3000, 3000))]), 5, "the sheet does not hold one card"),
    ],
)
def test_what_cannot_be_used_is_one_clear_line(
    run: Run, tmp_path: Path, name: str, data: bytes | None, code: int, said: str
) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    done = run("sheet", name)
    assert (done.code, done.out, len(done.err.splitlines())) == (code, "", 1)
    assert said in done.err
    assert not (tmp_path / "sheets.pdf").exists()


def test_no_other_file_is_written_over(run: Run, cards: Path) -> None:
    cards.with_name("roster.csv").write_text("a,b\n", "utf-8")
    for option in ("-o", "--cutter"):
        done = run("sheet", "cards.pdf", option, "roster.csv")
        assert (done.code, "another kind of file" in done.err) == (6, True)
    assert cards.with_name("roster.csv").read_text("utf-8") == "a,b\n"
