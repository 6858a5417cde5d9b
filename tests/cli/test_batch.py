"""``cardgen batch`` at the command line."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from cardgen.cli.bar import Bar
from cardgen.cli.progress import Tenths

ROSTER = "Client name;Massage;Size\nZoë;quick-10;a6\nAnn;quick-20;a6\n"


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    path = tmp_path / "roster.csv"
    path.write_text(ROSTER, encoding="utf-8-sig")
    return path


def test_a_roster_becomes_cards_and_mistakes_are_told(run, roster: Path, tmp_path: Path) -> None:
    outcome = run("batch", "roster.csv", "-o", "cards", "--date", "2026-11-20")
    assert outcome.code == 1
    assert "to correct\t1" in outcome.lines
    assert "files written\t1" in outcome.lines
    assert "columns: Client name → client, Massage → routine, Size → format" in outcome.err
    assert "roster.csv:3:2: 'quick-20' is no routine; did you mean quick-10?" in outcome.err
    assert "writing: 100 % (1 of 1)" in outcome.err
    assert sorted(path.name for path in (tmp_path / "cards").iterdir()) == [
        "2-quick-10.pdf",
        "manifest.jsonl",
        "problems.csv",
        "tick-list.pdf",
    ]
    assert run("batch", "roster.csv", "-o", "cards").code == 3
    resumed = run("batch", "roster.csv", "-o", "cards", "--resume", "--json", "--date", "2026-11-20")
    assert resumed.code == 1
    told = json.loads(resumed.out)
    assert (told["written"], told["kept"]) == (0, 1)
    assert told["bad"][0]["row"] == 3


def test_resume_says_what_it_keeps_and_what_it_replaces(run) -> None:
    roster = Path("r.csv")
    roster.write_text("client,format\nZoë,a6\nAnn,a6\nKim,a6\n", encoding="utf-8")
    assert run("batch", "r.csv", "-o", "cards", "--date", "2026-11-20").code == 0
    roster.write_text("client,format\nZoë,a6\nAnn,a6\nKai,a6\n", encoding="utf-8")
    resumed = run("batch", "r.csv", "-o", "cards", "--resume", "--json")
    assert resumed.code == 0
    assert "note: the date is 2026-11-20, as in the run before; --date gives another one" in resumed.err
    assert "note: replaced, as they were for people who are not in the roster any more: cards of rows 4" in resumed.err
    told = json.loads(resumed.out)
    assert (told["kept"], told["written"], told["replaced"], told["kept_date"]) == (2, 1, [4], "2026-11-20")
    roster.write_text("client,format\nEve,a6\nLea,a6\nKai,a6\n", encoding="utf-8")
    other = run("batch", "r.csv", "-o", "cards", "--resume")
    assert other.code == 3
    assert "cards has the cards of another roster: most of them are for people who are not in this one (rows 2, 3)" in (
        other.err
    )


def test_only_refusals_end_with_their_own_code(run, tmp_path: Path) -> None:
    Path("r.csv").write_text("conditions,screened by,screened on\nfever,Mia,2026-11-20\n", encoding="utf-8")
    outcome = run("batch", "r.csv", "-o", "cards", "--referrals")
    assert outcome.code == 4
    assert "r.csv:2:1: refused: Fever" in outcome.err
    assert (tmp_path / "cards" / "2-referral.pdf").exists()


def test_the_local_emergency_number_is_told(run) -> None:
    Path("cardgen.yaml").write_text('emergency_number: "112"\n', encoding="utf-8")
    Path("r.csv").write_text("conditions,screened by,screened on\ncauda equina,Mia,2026-11-20\n", encoding="utf-8")
    assert "112" in run("batch", "r.csv", "--dry-run").err


def test_standard_input_is_a_roster(run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("client\nZoë\n".encode())))
    outcome = run("batch", "-", "--dry-run")
    assert outcome.code == 0
    assert "nothing is written: this was a dry run" in outcome.err


def test_the_template_is_a_roster(run) -> None:
    assert run("batch", "--template", "roster.xlsx").lines == ["roster.xlsx"]
    assert run("batch", "roster.xlsx", "--dry-run").code == 0


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("roster.csv",),
        ("roster.csv", "-o", "x", "--one-file", "y.pdf", "--sheet", "a4"),
        ("roster.csv", "-o", "x", "--shared-folder"),
        ("roster.csv", "-o", "x", "--name-pattern", "{nme}"),
        ("roster.csv", "-o", "x", "--jobs", "0"),
        ("--template", "roster.csv"),
    ],
)
def test_options_that_do_not_go_together_are_refused(run, roster: Path, arguments: tuple[str, ...]) -> None:
    assert run("batch", *arguments).code == 2
    assert roster.read_text(encoding="utf-8-sig") == ROSTER


def test_progress_is_a_line_for_every_tenth(capsys: pytest.CaptureFixture[str]) -> None:
    progress = Tenths()
    progress.begin("writing", 1000)
    for _ in range(1000):
        progress.step()
    told = capsys.readouterr().err.splitlines()
    assert told == [f"writing: {n} % ({n * 10} of 1000)" for n in range(10, 101, 10)]


def test_progress_on_a_terminal_is_a_bar(capsys: pytest.CaptureFixture[str]) -> None:
    with Bar() as bar:
        bar.begin("writing", 2)
        bar.step()
        bar.step()
    assert "2/2" in capsys.readouterr().err
