"""A refused massage: no card, the reasons and next steps, and a slip that names nothing."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import click
import pytest
from pypdf import PdfReader

from cardgen.cli.program import COMMANDS, NAME, program
from cardgen.content.model import Catalog

TODAY = dt.datetime.now().astimezone().date()
SCREENED = ("--screened-by", "Mia", "--screened-on", TODAY.isoformat())


def told(*conditions: str) -> tuple[str, ...]:
    """Return the options that tell conditions, with who asked and when."""
    return (*(option for condition in conditions for option in ("--condition", condition)), *SCREENED)


def cleared(condition: str, days_ago: int = 3) -> tuple[str, str]:
    """Return the option for a clearance."""
    return "--clear", f"{condition}:Dr Ada:{TODAY - dt.timedelta(days=days_ago)}"


def text_of(path: Path) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(path).pages)


@pytest.mark.parametrize(
    ("condition", "next_step"),
    [
        ("chest-pain", "call emergency services now"),
        ("fever", "do not massage; the person sees a doctor"),
        ("weak bones", "--clear osteoporosis:WHO:DATE"),
    ],
)
def test_no_card_is_written_and_the_next_step_is_told(
    run, catalog: Catalog, tmp_path: Path, condition: str, next_step: str
) -> None:
    (tmp_path / "lower-back.pdf").write_bytes(b"%PDF- of another person")
    outcome = run("card", *told(condition))
    assert (outcome.code, outcome.out) == (4, "")
    assert next_step in outcome.err
    assert "Sources: " in outcome.err
    assert [entry.name for entry in tmp_path.iterdir()] == ["lower-back.pdf"]
    assert (tmp_path / "lower-back.pdf").read_bytes() == b"%PDF- of another person"


def test_every_barrier_is_told_the_gravest_first(run) -> None:
    lines = run("card", *told("cancer", "fever", "chest-pain")).err.splitlines()
    assert [line.split(": ")[1] for line in lines] == [
        "Chest pain",
        "Fever (38 °C or more)",
        "Cancer or cancer treatment",
    ]


def test_the_configured_emergency_number_is_told(run, tmp_path: Path) -> None:
    (tmp_path / "cardgen.yaml").write_text('emergency_number: "112"\nclinic: Quiet Hands\n', encoding="utf-8")
    outcome = run("card", *told("chest-pain"), "--referral", "slip.pdf")
    assert "call emergency services (112) now" in outcome.err
    assert "Call emergency services (112) now." in text_of(tmp_path / "slip.pdf")
    assert "Quiet Hands" in text_of(tmp_path / "slip.pdf")


CHEST_PAIN = """\
title: For Ann
person: {conditions: [chest pain], screened_by: Mia, screened_on: "2026-01-20"}
steps:
  - {technique: effleurage-oil, dose: 4min}
  - {technique: deep-stroking, dose: 20x}
"""


@pytest.mark.parametrize("command", [("card",), ("screen",), ("poster",), ("booklet",), ("preview",), ("check",)])
def test_every_command_that_reads_a_routine_refuses_with_the_number(
    run, tmp_path: Path, command: tuple[str, ...]
) -> None:
    (tmp_path / "cardgen.yaml").write_text('emergency_number: "112"\n', encoding="utf-8")
    (tmp_path / "ann.yaml").write_text(CHEST_PAIN, encoding="utf-8")
    outcome = run(*command, "ann.yaml")
    assert outcome.code == 4
    told = [line for line in outcome.err.splitlines() if line.startswith("screening: ")]
    assert len(told) == 1
    assert told[0].startswith("screening: Chest pain: do not massage; call emergency services (112) now. Sources: ")


def test_json_has_every_barrier(run, tmp_path: Path) -> None:
    outcome = run("card", *told("fever", "weak bones"), "--json", "--referral", "slip.pdf")
    refusal = json.loads(outcome.out)
    assert outcome.code == 4
    assert refusal["refused"] is True
    assert [(one["id"], one["level"]) for one in refusal["barriers"]] == [
        ("fever", "refuse"),
        ("osteoporosis", "refer"),
    ]
    assert all(one["name"] and one["next_step"] and one["sources"] for one in refusal["barriers"])
    assert (refusal["referral"], refusal["problems"]) == ("slip.pdf", [])
    assert (tmp_path / "slip.pdf").exists()


def test_without_a_referral_json_says_so(run) -> None:
    assert json.loads(run("card", *told("fever"), "--json").out)["referral"] is None


def test_too_little_left_is_a_refusal_with_its_reason(run, tmp_path: Path) -> None:
    outcome = run("card", *told("pregnancy"), *cleared("pregnancy"), "--json", "--referral", "slip.pdf")
    refusal = json.loads(outcome.out)
    assert outcome.code == 4
    assert refusal["barriers"] == []
    assert any("lying on the side" in problem for problem in refusal["problems"])
    assert "physiotherapist" in text_of(tmp_path / "slip.pdf")


def test_the_slip_is_the_only_thing_written(run, tmp_path: Path) -> None:
    outcome = run("card", *told("fever"), "--client", "Zoë Żółć", "--referral", "slip.pdf", "-o", "x.pdf")
    assert outcome.code == 4
    assert [entry.name for entry in tmp_path.iterdir()] == ["slip.pdf"]
    reader = PdfReader(tmp_path / "slip.pdf")
    assert len(reader.pages) == 1
    assert "Zoë Żółć" in text_of(tmp_path / "slip.pdf")
    assert "Zoë" not in str(reader.metadata)
    assert "fever" not in str(reader.metadata).casefold()


@pytest.mark.parametrize(
    ("one", "other"),
    [(("fever",), ("blood-clot", "stroke")), (("cancer",), ("epilepsy",)), (("chest-pain",), ("both-legs", "fever"))],
)
def test_the_slip_tells_nothing_but_how_urgent_it_is(
    run, tmp_path: Path, one: tuple[str, ...], other: tuple[str, ...]
) -> None:
    for name, conditions in (("one.pdf", one), ("other.pdf", other)):
        asked = (*told(*conditions), "--date", "2026-11-20", "--screened-on", "2026-11-19")
        assert run("card", *asked, "--referral", name).code == 4
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "other.pdf").read_bytes()


def test_a_slip_that_cannot_be_written_does_not_hide_the_refusal(run, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    for target in ("missing/slip.pdf", "notes.txt"):
        outcome = run("card", *told("fever"), "--referral", target)
        assert outcome.code == 4
        assert target in outcome.err
        assert "do not massage" in outcome.err
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "mine"


def test_no_slip_without_a_refusal(run, tmp_path: Path) -> None:
    assert run("card", *told("bruise@lumbar-left"), "--referral", "slip.pdf").code == 0
    assert [entry.name for entry in tmp_path.iterdir()] == ["lower-back.pdf"]


def test_a_refusal_beside_other_problems_is_still_a_refusal(run, tmp_path: Path) -> None:
    outcome = run("card", *told("fever"), "--logo", "missing.png", "--format", "a55")
    assert outcome.code == 4
    assert "Fever" in outcome.err
    assert "missing.png" in outcome.err
    assert "a55" in outcome.err
    assert list(tmp_path.iterdir()) == []


def test_a_clearance_lets_the_massage_go_on_until_it_lapses(run) -> None:
    assert run("card", *told("epilepsy")).code == 4
    assert run("card", *told("epilepsy"), *cleared("epilepsy")).code == 0
    lapsed = run("card", *told("epilepsy"), *cleared("epilepsy", days_ago=400))
    assert lapsed.code == 4
    assert "does not hold" in lapsed.err


def test_a_clearance_lapses_by_the_calendar_and_not_by_what_is_set(run, monkeypatch: pytest.MonkeyPatch) -> None:
    long_ago = TODAY - dt.timedelta(days=400)
    clearance = ("--clear", f"epilepsy:Dr Ada:{long_ago}")
    asked = ("--condition", "epilepsy", "--screened-by", "Mia", "--screened-on", long_ago.isoformat())
    assert run("card", *asked, *clearance, "--date", long_ago.isoformat()).code == 4
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(dt.datetime.combine(long_ago, dt.time(), dt.UTC).timestamp())))
    assert run("card", *asked, *clearance).code == 4


@pytest.mark.parametrize(
    "extra",
    [
        ("--theme", "mono"),
        ("--gray",),
        ("--no-config",),
        ("--format", "id1"),
        ("--on", "a4"),
        ("--minutes", "30"),
        ("--skip", "fan"),
        ("-t", "fan:2min"),
        ("--client", "Zoë"),
        ("--date", "2026-11-20"),
        ("--age", "40"),
        ("quick-10",),
        ("-o", "-"),
    ],
)
def test_no_option_takes_a_refusal_away(run, tmp_path: Path, extra: tuple[str, ...]) -> None:
    outcome = run("card", *extra, "--condition", "fever", "--screened-by", "Mia", "--screened-on", "2026-11-19")
    assert (outcome.code, outcome.out) == (4, "")
    assert list(tmp_path.iterdir()) == []


def test_no_environment_variable_is_read_for_an_option() -> None:
    root = click.Context(program, info_name=NAME)
    assert root.auto_envvar_prefix is None
    for name in COMMANDS:
        command = program.get_command(root, name)
        assert command is not None
        context = click.Context(command, info_name=name, parent=root)
        assert context.auto_envvar_prefix is None
        assert [parameter.name for parameter in command.get_params(context) if parameter.envvar] == []


def test_the_environment_neither_tells_nor_hides_a_condition(run, monkeypatch: pytest.MonkeyPatch) -> None:
    for prefix in ("CARDGEN", "CARDGEN_CARD"):
        for option in ("CONDITION", "CONDITIONS", "CLEAR", "CLEARANCES", "SCREENED_BY", "ANSWERS", "PERSON", "FORCE"):
            monkeypatch.setenv(f"{prefix}_{option}", "fever")
    assert run("card", *told("fever")).code == 4
    assert run("card").code == 0


@pytest.mark.parametrize("key", ["person", "conditions", "clearances", "screened_by", "screened_on", "age"])
def test_the_configuration_tells_nothing_about_a_person(run, tmp_path: Path, key: str) -> None:
    (tmp_path / "cardgen.yaml").write_text(f"{key}: []\n", encoding="utf-8")
    outcome = run("card", *told("fever"))
    assert outcome.code == 3
    assert f"'{key}' is about a person" in outcome.err


def test_the_slip_needs_a_file(run, tmp_path: Path) -> None:
    assert run("card", *told("fever"), "--referral", "-").code == 2
    assert list(tmp_path.iterdir()) == []


def has_person_options(name: str) -> bool:
    command = program.get_command(click.Context(program, info_name=NAME), name)
    return command is not None and any("--condition" in parameter.opts for parameter in command.params)


@pytest.mark.parametrize("name", [name for name in COMMANDS if has_person_options(name)])
def test_every_command_that_knows_a_person_refuses_alike(run, tmp_path: Path, name: str) -> None:
    outcome = run(name, *told("fever"), "--referral", "slip.pdf")
    assert outcome.code == 4
    assert "the person sees a doctor" in outcome.err
    assert [entry.name for entry in tmp_path.iterdir()] == ["slip.pdf"]
    assert run(name, *told("no such thing")).code == 3


@pytest.mark.parametrize("label", ["slip-see-emergency", "slip-why", "form-consent", "form-lead"])
def test_a_library_changes_no_word_of_form_and_slip(run, tmp_path: Path, label: str) -> None:
    words = tmp_path / "library" / "text" / "en"
    words.mkdir(parents=True)
    (words / "interface.yaml").write_text(f"labels:\n  {label}: All is well.\n", encoding="utf-8")
    outcome = run("screen", "--form", "--library", "library")
    assert outcome.code == 3
    assert label in outcome.err


def test_an_older_file_of_the_name_is_not_taken_for_this_person_s(run, tmp_path: Path) -> None:
    older = tmp_path / "card.pdf"
    older.write_bytes(b"%PDF- of another person")
    outcome = run("card", "-o", "card.pdf", *told("fever"))
    assert outcome.code == 4
    assert "card.pdf is an older file, and not for this person; do not use it" in outcome.err
    assert older.read_bytes() == b"%PDF- of another person"
    assert "older file" not in run("card", "-o", "none.pdf", *told("fever")).err
