"""``--press`` and ``--icc``: a second file beside the first, both or none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from profiles import press_profile
from pypdf import PdfReader

SCREENED = ("--screened-by", "Mia", "--screened-on", "2026-11-19")


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


@pytest.mark.parametrize("command", ["card", "poster", "booklet"])
def test_the_help_says_that_it_is_untagged(run, command: str) -> None:
    told = " ".join(run(command, "--help").out.split())
    assert "a second PDF for a print shop" in told
    assert "untagged" in told
    assert "--icc" in told


def test_a_card_and_its_file_for_the_press(run, tmp_path: Path) -> None:
    (tmp_path / "coated.icc").write_bytes(press_profile())
    outcome = run("card", "--press", "shop.pdf", "--icc", "coated.icc")
    assert (outcome.code, outcome.out, outcome.err) == (0, "lower-back.pdf\nshop.pdf\n", "")
    card, shop = PdfReader(tmp_path / "lower-back.pdf"), PdfReader(tmp_path / "shop.pdf")
    assert len(card.pages) == len(shop.pages)
    assert "/StructTreeRoot" in card.root_object
    assert "/OutputIntents" in shop.root_object
    assert names(tmp_path) == ["coated.icc", "lower-back.pdf", "shop.pdf"]


def test_json_names_both_files(run) -> None:
    assert json.loads(run("card", "--json", "-o", "x.pdf", "--press", "shop.pdf").out)["press"] == "shop.pdf"
    assert json.loads(run("card", "--json", "-o", "x.pdf").out)["press"] is None


def test_notes_say_what_to_talk_about_with_the_print_shop(run) -> None:
    assert (
        "note: --press: the inks are the theme's; ask the print shop for an ICC profile"
        in run("card", "--press", "shop.pdf").err
    )
    assert "--press" not in run("card").err


@pytest.mark.parametrize(
    ("arguments", "pages", "finished"),
    [
        (("poster", "--format", "tabloid"), 1, "279.4 × 431.8 mm, bleed 3.175 mm"),
        (("poster", "--format", "a3", "--tile", "a4"), 1, "297 × 420 mm, bleed 3 mm"),
        (("booklet", "--format", "half-letter", "--impose", "saddle"), 24, "139.7 × 215.9 mm, bleed 3.175 mm"),
    ],
)
def test_posters_and_booklets_have_single_pages(
    run, tmp_path: Path, arguments: tuple[str, ...], pages: int, finished: str
) -> None:
    outcome = run(*arguments, "-o", "x.pdf", "--press", "shop.pdf")
    assert (outcome.code, outcome.out) == (0, "x.pdf\nshop.pdf\n")
    shop = PdfReader(tmp_path / "shop.pdf", strict=True)
    assert len(shop.pages) == pages
    told = " ".join(shop.pages[-1].extract_text().split())
    assert finished in told
    assert "punched" not in told


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("--icc", "coated.icc"), 2, "add --press FILE"),
        (("--press", "-"), 2, "name a file"),
        (("--press", "lower-back.pdf"), 3, "lower-back.pdf is the file to read; name another one"),
        (("-o", "x.pdf", "--press", "./x.pdf"), 3, "name another one for the press"),
        (("--press", "shop.pdf", "--icc", "none.icc"), 6, "none.icc: there is no such file"),
        (("--press", "shop.pdf", "--icc", "own.yaml"), 3, "own.yaml: this is no ICC profile"),
        (("--press", "none/shop.pdf"), 6, "none/shop.pdf: there is no such file or folder"),
        (("-o", "none/x.pdf", "--press", "shop.pdf"), 6, "none/x.pdf: there is no such file or folder"),
        (("--press", "own.yaml"), 6, "own.yaml: there is another kind of file of this name"),
        (("--press", "shop.pdf", "--condition", "fever", *SCREENED), 4, "Fever (38 °C or more): do not massage"),
    ],
)
def test_nothing_is_written_unless_both_files_can_be(
    run, tmp_path: Path, arguments: tuple[str, ...], code: int, message: str
) -> None:
    (tmp_path / "own.yaml").write_bytes(b"title: Mine\n")
    outcome = run("card", *arguments)
    assert (outcome.code, outcome.out) == (code, "")
    assert message in outcome.err
    assert names(tmp_path) == ["own.yaml"]
    assert (tmp_path / "own.yaml").read_bytes() == b"title: Mine\n"


def test_an_older_file_for_the_press_is_replaced(run, tmp_path: Path) -> None:
    (tmp_path / "shop.pdf").write_bytes(b"%PDF-1.4 old")
    assert run("card", "--press", "shop.pdf").code == 0
    assert (tmp_path / "shop.pdf").read_bytes().startswith(b"%PDF-1.7")
