"""``cardgen card``: what is asked for is what is written; where it goes; what is said about it."""

from __future__ import annotations

import io
import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from cardgen.content.model import Catalog


def pages(path: Path) -> list[str]:
    return [page.extract_text() for page in PdfReader(path).pages]


def test_with_nothing_it_is_the_lower_back_card_in_the_working_folder(run, catalog: Catalog, tmp_path: Path) -> None:
    outcome = run("card")
    assert (outcome.code, outcome.out) == (0, "lower-back.pdf\n")
    assert [entry.name for entry in tmp_path.iterdir()] == ["lower-back.pdf"]
    front = pages(tmp_path / "lower-back.pdf")[0]
    assert catalog.text.routines["lower-back"].title in front


def test_an_existing_card_is_replaced(run, tmp_path: Path) -> None:
    for older in (b"%PDF-1.4 an older card", b""):
        (tmp_path / "x.pdf").write_bytes(older)
        assert run("card", "-o", "x.pdf").code == 0
        assert (tmp_path / "x.pdf").read_bytes().startswith(b"%PDF-1.7")


def test_a_card_never_takes_the_place_of_what_it_is_made_from(run, tmp_path: Path) -> None:
    routine = b"title: Mine\nsteps:\n  - {technique: stroking, dose: 3min}\n"
    (tmp_path / "mine.yaml").write_bytes(routine)
    outcome = run("card", "mine.yaml", "-o", "mine.yaml")
    assert (outcome.code, outcome.out) == (6, "")
    assert "another kind of file" in outcome.err
    assert (tmp_path / "mine.yaml").read_bytes() == routine


def test_json_describes_the_card(run, catalog: Catalog, tmp_path: Path) -> None:
    outcome = run("card", "lumbar-routine", "--minutes", "25", "--json", "--date", "2026-11-20")
    made = json.loads(outcome.out)
    assert outcome.code == 0
    assert made["output"] == "lumbar-routine.pdf"
    assert made["pages"] == len(PdfReader(tmp_path / "lumbar-routine.pdf").pages)
    assert (made["format"], made["routine"], made["minutes"]) == ("a5", "lumbar-routine", 25)
    assert made["title"] == catalog.text.routines["lumbar-routine"].title
    assert made["catalogue"] == catalog.edition.version
    assert sum(step["minutes"] for step in made["steps"]) == 25
    assert [step["number"] for step in made["steps"]] == list(range(1, len(made["steps"]) + 1))
    assert made["steps"][0]["name"] == catalog.text.techniques[made["steps"][0]["technique"]].name
    assert set(made["steps"][0]) == {"number", "technique", "name", "dose", "minutes", "from_source"}
    assert made["warnings"]
    assert [f"note: {notice}" for notice in made["notices"]] == outcome.err.splitlines()


def test_chosen_techniques_come_in_their_order_and_dose(run, tmp_path: Path) -> None:
    chosen = ("-t", "stroking:3min", "-t", "deep-stroking:20x", "-t", "clapping:2min")
    outcome = run("card", *chosen, "--client", "Zoë Żółć", "--format", "a6", "-o", "x.pdf", "--json")
    made = json.loads(outcome.out)
    assert [(step["technique"], step["dose"]) for step in made["steps"]] == [
        ("stroking", "3min"),
        ("deep-stroking", "20x"),
        ("clapping", "2min"),
    ]
    assert (made["routine"], made["format"]) == (None, "a6")
    assert "Zoë Żółć" in "".join(pages(tmp_path / "x.pdf"))


@pytest.mark.parametrize("options", [[], ["--format", "a6"], ["--on", "a4"]])
def test_the_same_input_gives_the_same_bytes(run, tmp_path: Path, options: list[str]) -> None:
    for name in ("a.pdf", "b.pdf"):
        assert run("card", *options, "--client", "Ελένη", "--date", "2026-11-20", "-o", name).code == 0
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_every_text_that_is_given_is_printed(run, tmp_path: Path) -> None:
    given = {
        "--client": "Дмитрий",
        "--therapist": "Nguyễn Thị Hương",
        "--clinic": "Quiet Hands",
        "--clinic-contact": "+44 20 7946 0123",
        "--note": "Warm the oil <b>first</b> & ask",
    }
    assert run("card", *(word for pair in given.items() for word in pair), "-o", "x.pdf").code == 0
    printed = " ".join("".join(pages(tmp_path / "x.pdf")).split())
    for text in given.values():
        assert text in printed


def test_a_skipped_technique_is_no_step(run) -> None:
    every = json.loads(run("card", "--json").out)["steps"]
    rest = json.loads(run("card", "--skip", every[-1]["technique"], "--json").out)["steps"]
    assert [step["technique"] for step in rest] == [step["technique"] for step in every[:-1]]


def test_a_dose_changes_the_step_so_named_and_says_that_the_source_differs(run) -> None:
    outcome = run("card", "back-routine", "-t", "effleurage-oil:6min", "--json")
    first = json.loads(outcome.out)["steps"][0]
    assert (first["technique"], first["dose"], first["from_source"]) == ("effleurage-oil", "6min", False)
    assert "note: effleurage-oil: 6 min" in outcome.err


def drawn(path: str) -> int:
    """How often a picture is drawn; what pages may use is the same list for all of them."""
    return sum(page.get_contents().get_data().count(b"/picture-") for page in PdfReader(path).pages)


def test_a_logo_and_a_qr_code_are_drawn(run, tmp_path: Path) -> None:
    Image.new("RGB", (300, 100), "teal").save(tmp_path / "logo.png")
    assert run("card", "--date", "2026-11-20", "-o", "plain.pdf").code == 0
    assert run("card", "--date", "2026-11-20", "--logo", "logo.png", "-o", "logo.pdf").code == 0
    assert run("card", "--date", "2026-11-20", "--qr", "https://example.org/", "-o", "qr.pdf").code == 0
    assert {name: drawn(f"{name}.pdf") for name in ("plain", "logo")} == {"plain": 0, "logo": 1}
    assert (tmp_path / "qr.pdf").read_bytes() != (tmp_path / "plain.pdf").read_bytes()


@pytest.mark.parametrize(("sheet", "size"), [("a4", (210, 297)), ("letter", (215.9, 279.4))])
def test_sheets_have_the_size_of_the_paper(run, tmp_path: Path, sheet: str, size: tuple[float, float]) -> None:
    assert run("card", "--on", sheet, "-o", "x.pdf").code == 0
    for page in PdfReader(tmp_path / "x.pdf").pages:
        sides = sorted(float(side) * 25.4 / 72 for side in (page.mediabox.width, page.mediabox.height))
        assert sides == pytest.approx(size, abs=0.1)


def test_the_clients_name_is_in_no_name(run, tmp_path: Path) -> None:
    run("card", "--client", "Zebedee")
    assert [entry.name for entry in tmp_path.iterdir()] == ["lower-back.pdf"]
    assert "Zebedee" not in str(PdfReader(tmp_path / "lower-back.pdf").metadata)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["-t", "hacking:2min"], 3, "the first step must be a warm-up"),
        (["-t", "effluerage-oil:3min"], 3, "did you mean effleurage-oil?"),
        (["no-such-routine"], 3, "no-such-routine"),
        (["--minutes", "500"], 3, "500"),
        (["missing.yaml"], 6, "missing.yaml: there is no such file or folder"),
        (["--logo", "missing.png"], 6, "missing.png"),
        (["--date", "2026-11-20", "--review-date", "2026-11-19"], 3, "--review-date: "),
        (["--client", "漢"], 3, "U+6F22"),
        (["--qr", "not an address"], 3, "--qr: "),
        (["--skip", "hacking"], 3, "hacking is no step of lower-back"),
        (["--format", "a9"], 3, "--format: unknown format 'a9'; known: id1, a5"),
        (["--theme", "mon"], 3, "--theme: unknown theme 'mon'; did you mean mono?"),
        (["--theme", "missing.yaml"], 6, "missing.yaml: there is no such file or folder"),
        (["--library", "missing"], 6, "missing: there is no such file or folder"),
        (["--minutes", "soon"], 2, "soon"),
        (["-t", "stroking:often"], 2, "often"),
        (["--json", "-o", "-"], 2, "-o - and --json both use standard output"),
        (["-o", "missing/x.pdf"], 6, "missing/x.pdf: there is no such file or folder"),
    ],
)
def test_what_cannot_be_made_leaves_nothing(run, tmp_path: Path, arguments: list[str], code: int, said: str) -> None:
    outcome = run("card", *arguments)
    assert (outcome.code, outcome.out) == (code, "")
    assert said in outcome.err
    assert list(tmp_path.iterdir()) == []


def test_a_dash_writes_the_card_to_standard_output() -> None:
    command = [sys.executable, "-m", "cardgen", "card", "-o", "-"]
    done = subprocess.run(command, capture_output=True, timeout=60, check=True)
    assert len(PdfReader(io.BytesIO(done.stdout)).pages) >= 2


def test_a_terminal_is_spared_the_bytes() -> None:
    screen, terminal = pty.openpty()
    command = [sys.executable, "-m", "cardgen", "card", "-o", "-"]
    process = subprocess.Popen(command, stdout=terminal, stderr=subprocess.PIPE)
    _, message = process.communicate(timeout=60)
    os.close(terminal)
    os.close(screen)
    assert process.returncode == 2
    assert b"would fill your terminal" in message
