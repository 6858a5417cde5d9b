"""``cardgen verify``: a wall of papers is judged in one command."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cardgen.cli import verify
from cardgen.cli.main import main

Run = Callable[..., Any]
STRICTER = Path(__file__).parent.parent / "content" / "libraries" / "good-stricter"


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify, "today", lambda: dt.date(2026, 11, 20))


@pytest.fixture(scope="module")
def cards(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a card, one for a person and one with a review that is due in the future."""
    folder = tmp_path_factory.mktemp("cards")
    dated = ("--date", "2026-11-20", "--no-config")
    person = ("--condition", "menstruation", "--screened-by", "Mia", "--screened-on", "2026-11-20")
    assert main(("card", "-o", str(folder / "card.pdf"), *dated)) == 0
    assert main(("card", *person, "-o", str(folder / "person.pdf"), *dated)) == 0
    assert main(("card", "--review-date", "2027-01-10", "-o", str(folder / "review.PDF"), *dated)) == 0
    return folder


@pytest.fixture
def wall(cards: Path, tmp_path: Path) -> Path:
    """A copy of the folder, with what is no PDF and what is hidden in it."""
    folder = tmp_path / "wall"
    folder.mkdir()
    for path in cards.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / "notes.txt").write_text("no PDF")
    (folder / ".hidden.pdf").write_text("no PDF")
    return folder


def test_a_wall_that_is_current(run: Run, wall: Path) -> None:
    outcome = run("verify", "wall")
    assert outcome.code == 0
    assert outcome.lines == ["wall/card.pdf: current", "wall/person.pdf: current", "wall/review.PDF: current"]
    assert "3 files: 3 current" in outcome.err
    assert "the screening is not repeated" in outcome.err


def test_one_card_needs_no_summary(run: Run, wall: Path) -> None:
    outcome = run("verify", "wall/card.pdf")
    assert (outcome.code, outcome.out, outcome.err) == (0, "wall/card.pdf: current\n", "")


def test_a_review_that_is_due(run: Run, wall: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify, "today", lambda: dt.date(2027, 1, 11))
    outcome = run("verify", "wall/card.pdf", "wall/review.PDF")
    assert outcome.code == 1
    assert outcome.lines[1] == "wall/review.PDF: outdated: it was to be looked at again by 2027-01-10"
    assert "2 files: 1 current, 1 outdated" in outcome.err


def test_a_library_that_came_later_makes_cards_outdated(run: Run, wall: Path) -> None:
    outcome = run("verify", "wall/card.pdf", "--library", str(STRICTER))
    assert outcome.code == 1
    assert outcome.out.startswith("wall/card.pdf: outdated: ")
    assert "osteoporosis" in outcome.out
    assert "asthma" in outcome.out


def test_a_card_of_a_library_needs_it(run: Run, tmp_path: Path) -> None:
    assert run("init", "mine").code == 0
    routine = next((tmp_path / "mine" / "routines").glob("*.yaml"))
    with_library = ("--library", "mine", "--no-config")
    assert run("card", str(routine), *with_library, "-o", "own.pdf").code == 0
    assert run("verify", "own.pdf", *with_library).lines == ["own.pdf: current"]
    outcome = run("verify", "own.pdf", "--no-config")
    assert outcome.code == 1
    assert "gone; what is gone may come from a library: name it with --library" in outcome.out


def test_the_worst_of_all_counts(run: Run, wall: Path) -> None:
    data = (wall / "card.pdf").read_bytes()
    (wall / "changed.pdf").write_bytes(data + b" ")
    (wall / "other.pdf").write_bytes(b"no PDF")
    outcome = run("verify", "wall")
    assert outcome.code == 3
    assert outcome.lines[1].startswith("wall/changed.pdf: altered: ")
    assert outcome.lines[2].startswith("wall/other.pdf: unknown: ")
    assert "5 files: 3 current, 1 altered, 1 unknown" in outcome.err


def test_what_cannot_be_read_is_told_beside_the_others(run: Run, wall: Path) -> None:
    (wall / "empty").mkdir()
    outcome = run("verify", "none.pdf", "wall/card.pdf")
    assert outcome.code == 6
    assert outcome.lines == ["wall/card.pdf: current"]
    assert "none.pdf: there is no such file" in outcome.err
    outcome = run("verify", "wall/empty")
    assert outcome.code == 3
    assert "wall/empty: there is no PDF in this folder" in outcome.err


def test_json_has_what_a_script_needs(run: Run, wall: Path) -> None:
    (wall / "changed.pdf").write_bytes((wall / "card.pdf").read_bytes() + b" ")
    outcome = run("verify", "wall", "--json")
    assert outcome.code == 3
    card, changed, person, review = json.loads(outcome.out)
    assert (card["file"], card["status"], card["reasons"]) == ("wall/card.pdf", "current", [])
    assert card["made_from"]["catalogue"] == "2026.1"
    assert card["made_from"]["massages"][0]["steps"][0] == {
        "technique": "effleurage-oil",
        "dose": "3min",
        "pressure_max": None,
        "avoided": [],
    }
    assert "digests" not in card["made_from"]
    assert (changed["status"], changed["made_from"]) == ("altered", None)
    assert changed["reasons"]
    assert person["made_from"]["screened"]
    assert review["made_from"]["review_date"] == "2027-01-10"


def test_sheets_name_every_paper_on_them(run: Run, wall: Path) -> None:
    changed = wall / "changed.pdf"
    changed.write_bytes((wall / "card.pdf").read_bytes() + b" ")
    assert run("sheet", "wall/card.pdf", "wall/person.pdf", "wall/changed.pdf", "-o", "sheets.pdf").code == 0
    outcome = run("verify", "sheets.pdf")
    assert outcome.code == 3
    assert outcome.lines == [
        "sheets.pdf: altered: cards 6 to 8 are altered",
        "  cards 1 to 3 on sheets 1 to 2 (Lower back massage, card a5): current",
        "  cards 4 to 5 on sheets 2 to 3 (Lower back massage, card a5, for one person): current",
        "  cards 6 to 8 on sheets 3 to 4: altered: changed or saved anew by another program; make it again, or verify "
        "the one that cardgen made",
    ]
    assert "the screening is not repeated" in outcome.err
    (told,) = json.loads(run("verify", "sheets.pdf", "--json").out)
    assert (told["status"], told["made_from"]) == ("altered", None)
    first, person, last = told["papers"]
    assert (first["cards"], first["sheets"], first["title"]) == ([[1, 3]], [[1, 2]], "Lower back massage")
    assert person["made_from"]["screened"]
    assert (last["status"], last["made_from"]) == ("altered", None)


def test_a_file_is_needed(run: Run) -> None:
    assert run("verify").code == 2
