"""``cardgen poster`` at the command line."""

from __future__ import annotations

import json
from pathlib import Path

from pypdf import PdfReader


def test_a_poster_is_written_where_it_says(run, tmp_path: Path) -> None:
    outcome = run("poster", "quick-10", "--format", "a3", "--date", "2026-11-20")
    assert outcome.code == 0
    assert outcome.out.strip() == "quick-10-poster.pdf"
    assert len(PdfReader(tmp_path / "quick-10-poster.pdf").pages) == 1


def test_json_describes_the_poster(run, tmp_path: Path) -> None:
    outcome = run("poster", "quick-10", "--format", "a3", "--json", "-o", "x.pdf")
    data = json.loads(outcome.out)
    assert (data["output"], data["format"], data["posters"], data["screening"]) == ("x.pdf", "a3", 1, "general")
    assert [one["routine"] for one in data["routines"]] == ["quick-10"]
    assert any("Do not massage" in warning for warning in data["warnings"])
    assert (tmp_path / "x.pdf").exists()


def test_tiles_have_the_paper_that_was_asked_for(run, tmp_path: Path) -> None:
    assert run("poster", "quick-10", "--format", "a3", "--tile", "letter", "-o", "x.pdf").code == 0
    page = PdfReader(tmp_path / "x.pdf").pages[0].mediabox
    assert {round(float(page.width)), round(float(page.height))} == {612, 792}


def test_what_is_said_about_tiles_needs_tiles(run) -> None:
    outcome = run("poster", "--overlap", "5mm")
    assert outcome.code == 2
    assert "--tile" in outcome.err


def test_a_refused_massage_is_no_poster(run, tmp_path: Path) -> None:
    options = ("--condition", "fever", "--screened-by", "Mia", "--screened-on", "2026-11-20")
    outcome = run("poster", *options, "--date", "2026-11-20", "-o", "x.pdf")
    assert outcome.code == 4
    assert not (tmp_path / "x.pdf").exists()


def test_a_card_format_is_an_error_that_names_the_way_out(run) -> None:
    outcome = run("poster", "--format", "a5")
    assert outcome.code == 3
    assert "use cardgen card" in outcome.err
    outcome = run("card", "--format", "a2")
    assert outcome.code == 3
    assert "use cardgen poster" in outcome.err
