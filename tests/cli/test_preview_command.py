"""``cardgen preview``: a picture for each page of a PDF or of a routine's card."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader


def test_a_pdf_becomes_numbered_pictures_beside_it(run, tmp_path: Path) -> None:
    assert run("card", "-o", "card.pdf").code == 0
    outcome = run("preview", "card.pdf", "--dpi", "40")
    count = len(PdfReader(tmp_path / "card.pdf").pages)
    assert (outcome.code, outcome.lines) == (0, [f"card-{number}.png" for number in range(1, count + 1)])
    for name in outcome.lines:
        with Image.open(tmp_path / name) as picture:
            assert picture.size == pytest.approx((154 / 25.4 * 40, 216 / 25.4 * 40), abs=12)


def test_a_routine_is_drawn_without_a_pdf_into_a_new_folder(run, tmp_path: Path) -> None:
    outcome = run("preview", "quick-10", "--dpi", "30", "-o", "pictures/today")
    assert outcome.code == 0
    assert outcome.lines[0] == "pictures/today/quick-10-1.png"
    assert sorted(str(path) for path in Path().rglob("*.*")) == sorted(outcome.lines)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["missing.pdf"], 6, "missing.pdf: there is no such file or folder"),
        (["text.pdf"], 3, "text.pdf: this is no PDF that can be read"),
        (["no-such-routine"], 3, "no-such-routine"),
        (["text.pdf", "--dpi", "29"], 2, "30<=x<=1200"),
        (["quick-10", "--dpi", "30", "-o", "text.pdf"], 6, "text.pdf: "),
    ],
)
def test_what_cannot_be_drawn(run, tmp_path: Path, arguments: list[str], code: int, said: str) -> None:
    (tmp_path / "text.pdf").write_text("no pdf")
    outcome = run("preview", *arguments)
    assert (outcome.code, outcome.out) == (code, "")
    assert said in outcome.err
    assert [entry.name for entry in tmp_path.iterdir()] == ["text.pdf"]
