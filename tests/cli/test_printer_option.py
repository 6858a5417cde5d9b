"""A printer that ``cardgen.yaml`` remembers counts wherever sheets are printed at home."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

if TYPE_CHECKING:
    from conftest import Run

DATE = ("--date", "2026-11-20")
ON_SHEETS = {
    "card": ("card", "quick-10", "--format", "a5", "--on", "letter"),
    "booklet": ("booklet", "quick-10", "--impose", "saddle"),
    "sheet": ("sheet", "pages.pdf"),
}


@pytest.fixture
def office(tmp_path: Path) -> Path:
    path = tmp_path / "cardgen.yaml"
    path.write_text('printers:\n  office: {offset_back: "1mm,-1mm", margin: 5mm}\n  wide: {margin: 20mm}\n', "utf-8")
    return path


@pytest.mark.parametrize("name", ON_SHEETS)
def test_backs_are_moved_and_fronts_are_not(name: str, run: Run, office: Path, tmp_path: Path) -> None:
    if name == "sheet":
        assert run("card", "quick-10", "--format", "a6", *DATE, "-o", "pages.pdf").code == 0
    command = (*ON_SHEETS[name], *(DATE if name != "sheet" else ("--up", "1")))
    straight = run(*command, "-o", "straight.pdf")
    moved = run(*command, "--printer", "office", "-o", "moved.pdf")
    assert (straight.code, moved.code) == (0, 0), moved.err
    one, other = (PdfReader(tmp_path / f"{which}.pdf") for which in ("straight", "moved"))
    contents = [
        (a.get_contents().get_data(), b.get_contents().get_data())  # type: ignore[union-attr]
        for a, b in zip(one.pages, other.pages, strict=True)
    ]
    assert all(a == b for a, b in contents[::2])
    backs = [(a, b) for a, b in contents[1::2] if b"Do" in a or b"BT" in a]  # the last one may have no page
    assert len(backs) > 1
    assert all(a != b for a, b in backs)


def test_a_booklet_ends_where_the_printer_leaves_white(run: Run, office: Path) -> None:
    told = run(*ON_SHEETS["booklet"], *DATE, "--printer", "office", "-o", "fold.pdf")
    assert "colour at the edge of the pages ends where the printer leaves white" in told.err
    assert "leaves white" not in run(*ON_SHEETS["booklet"], *DATE, "-o", "fold.pdf").err
    lost = run(*ON_SHEETS["booklet"], *DATE, "--printer", "wide", "-o", "lost.pdf")
    assert lost.code == 5
    assert "--printer: this printer leaves 20 mm white along the sheet's edges, where pages 1 to" in lost.err


def test_tiles_keep_the_printers_margin_unless_told(run: Run, office: Path, tmp_path: Path) -> None:
    poster = ("poster", "quick-10", "--format", "a3", "--tile", "a4", *DATE)
    made = {}
    for name, options in {
        "usual": (),
        "office": ("--printer", "office"),
        "wide": ("--printer", "wide"),
        "typed": ("--margin", "20mm"),
        "both": ("--printer", "wide", "--margin", "5mm"),
    }.items():
        assert run(*poster, *options, "-o", f"{name}.pdf").code == 0
        made[name] = (tmp_path / f"{name}.pdf").read_bytes()
    assert made["usual"] == made["office"] == made["both"]
    assert made["wide"] == made["typed"] != made["usual"]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ("card --printer office", 2, "--printer says what the sheets have to allow for; add --on"),
        ("booklet --printer office", 2, "Error: --printer says what the sheets have to allow for; add --impose saddle"),
        ("poster --printer office", 2, "without --tile there are no tiles for --printer"),
        ("card --on a4 --printer ofice", 3, "no printer 'ofice' in ./cardgen.yaml; did you mean office?"),
        ("poster --tile a4 --printer ofice", 3, "no printer 'ofice' in ./cardgen.yaml; did you mean office?"),
        ("booklet --impose saddle --printer ofice", 3, "no printer 'ofice' in ./cardgen.yaml; did you mean office?"),
        (
            "card --on a4 --printer office --no-config",
            3,
            "no printer 'office' in cardgen.yaml (--no-config leaves it out); leave out --no-config, or --printer\n",
        ),
        ("card --on a4 --format a4 --printer office", 5, "beside the 5 mm that the printer leaves white"),
    ],
)
def test_a_printer_that_cannot_count_is_told(run: Run, office: Path, words: str, code: int, said: str) -> None:
    done = run(*words.split(), "-o", "never.pdf")
    assert done.code == code
    assert said in done.err
    assert not office.with_name("never.pdf").exists()
