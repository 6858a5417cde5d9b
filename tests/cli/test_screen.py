"""``cardgen screen``: the account of a screening, the intake form, and the file of answers."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path

import pytest
from pypdf import PdfReader

from cardgen.content.model import Catalog
from cardgen.content.zones import spoken_zones

TODAY = dt.datetime.now().astimezone().date()
SCREENED = ("--screened-by", "Mia", "--screened-on", TODAY.isoformat())
ADAPTED = ("--condition", "bruise@lumbar-left", "--condition", "fragile-skin", *SCREENED)
REFUSED = ("--condition", "fever", "--condition", "chest-pain", *SCREENED)
REMNANT = ("--condition", "pregnancy", "--clear", f"pregnancy:Dr Ada:{TODAY}", *SCREENED)


def rows(out: str) -> list[list[str]]:
    return [line.split("\t") for line in out.splitlines()]


def test_each_step_has_its_decision_reason_and_source(run, catalog: Catalog) -> None:
    outcome = run("screen", "lower-back", *ADAPTED)
    assert outcome.code == 0
    table = rows(outcome.out)
    steps = catalog.routines["lower-back"].steps
    assert [row[1] for row in table] == [catalog.text.techniques[step.technique].name for step in steps]
    by_name = {row[1]: row[2:] for row in table}
    stroking, friction = (catalog.text.techniques[id_].name for id_ in ("stroking", "friction-thumbs"))
    place = spoken_zones(frozenset({"lumbar-left"}), catalog.text.alt)
    assert by_name[stroking] == [f"adapted; not on {place}", "bruise", "O"]
    assert by_name[friction] == ["refused", "fragile skin", "O"]
    assert any("pressure up to 2 (gentle)" in row[2] for row in table)


def test_what_is_left_out_and_the_shorter_total_are_noted(run) -> None:
    err = run("screen", "lower-back", *ADAPTED).err
    assert "left out: fragile skin" in err
    assert re.search(r"takes \d+ min instead of 20", err)


def test_what_was_told_without_an_effect_is_noted(run) -> None:
    told = ("--condition", "new pain", "--age", "40", *SCREENED)
    outcome = run("screen", *told)
    assert outcome.code == 0
    assert "note: new back pain: told; at this age nothing on the list follows from it" in outcome.err
    assert json.loads(run("screen", *told, "--json").out)["person"]["noted"] == ["new back pain"]


def test_an_illness_without_an_entry_is_told_as_one_and_needs_a_doctor(run) -> None:
    unknown = run("screen", "--condition", "asthma", *SCREENED)
    assert unknown.code == 3
    assert "ask a doctor and tell other-condition" in unknown.err
    told = ("--condition", "other-condition@elsewhere", *SCREENED)
    assert run("screen", *told).code == 4
    cleared = run("screen", *told, "--clear", f"other-condition:Dr Ada:{TODAY}")
    assert cleared.code == 0
    decided = {row[2] for row in rows(cleared.out)}
    assert decided == {"adapted; pressure up to 1 (light)", "allowed", "refused"}


def test_nothing_is_written(run, tmp_path: Path) -> None:
    for person in ((), ADAPTED, REFUSED):
        run("screen", *person)
    assert list(tmp_path.iterdir()) == []


def test_without_a_person_it_says_so_and_adapts_nothing(run) -> None:
    outcome = run("screen")
    assert outcome.code == 0
    assert {tuple(row[2:]) for row in rows(outcome.out)} == {("allowed", "", "")}
    assert "nobody in particular was screened" in outcome.err
    described = json.loads(run("screen", "--json").out)
    assert (described["screening"], described["person"], described["refused"]) == ("general", None, False)


def test_barriers_stand_at_every_step_and_are_explained(run) -> None:
    outcome = run("screen", *REFUSED)
    assert outcome.code == 4
    assert {row[2] for row in rows(outcome.out)} == {"no massage"}
    assert all("Chest pain" in row[3] and "Fever" in row[3] for row in rows(outcome.out))
    assert [line.split(": ")[1] for line in outcome.err.splitlines()] == ["Chest pain", "Fever (38 °C or more)"]


def test_json_has_the_whole_account(run, catalog: Catalog) -> None:
    made = json.loads(run("screen", "lower-back", *ADAPTED, "--json").out)
    assert made["refused"] is False
    assert (made["screening"], made["barriers"], made["routine"]) == ("person", [], "lower-back")
    assert made["person"]["findings"] == [
        {"id": "bruise", "zones": ["lumbar-left"], "elsewhere": False},
        {"id": "fragile-skin", "zones": [], "elsewhere": False},
    ]
    assert [one["id"] for one in made["applied"]] == ["bruise", "fragile-skin"]
    step = next(step for step in made["steps"] if step["technique"] == "stroking")
    assert (step["decision"], step["avoided"]) == ("adapted", ["lumbar-left"])
    assert step["reasons"] == [{"id": "bruise", "name": "bruise", "sources": ["O"]}]
    refused = json.loads(run("screen", *REFUSED, "--json").out)
    assert [one["id"] for one in refused["barriers"]] == ["chest-pain", "fever"]
    assert (refused["refused"], refused["minutes"]) == (True, None)
    assert {step["decision"] for step in refused["steps"]} == {"no massage"}


def test_json_tells_what_lies_away_from_the_back_from_what_lies_all_over_it(run) -> None:
    for typed, elsewhere in (("bruise@elsewhere", True), ("fragile-skin", False)):
        made = json.loads(run("screen", "--condition", typed, *SCREENED, "--json").out)
        assert made["person"]["findings"] == [{"id": typed.partition("@")[0], "zones": [], "elsewhere": elsewhere}]


def test_a_clearance_and_a_check_up_are_noted(run) -> None:
    outcome = run(
        "screen", "--condition", "epilepsy", "--clear", f"epilepsy:Dr Ada:{TODAY}", "--age", "60",
        "--condition", "new-pain-over-55", *SCREENED,
    )  # fmt: skip
    assert outcome.code == 0
    assert f"cleared by Dr Ada on {TODAY}" in outcome.err
    assert "get it checked" in outcome.err


@pytest.mark.parametrize("person", [(), ADAPTED, REFUSED, REMNANT, ("--condition", "nonsense", *SCREENED)])
@pytest.mark.parametrize("steps", [("quick-10",), ("-t", "stroking:3min", "-t", "deep-stroking:20x"), ("nonsense",)])
def test_the_exit_code_is_that_of_the_card(run, person: tuple[str, ...], steps: tuple[str, ...]) -> None:
    assert run("screen", *steps, *person).code == run("card", *steps, *person).code


def test_a_slip_is_written_where_it_is_asked_for(run, tmp_path: Path) -> None:
    assert run("screen", *REFUSED, "--referral", "slip.pdf").code == 4
    assert [entry.name for entry in tmp_path.iterdir()] == ["slip.pdf"]


def test_the_form_asks_everything(run, catalog: Catalog, tmp_path: Path) -> None:
    outcome = run("screen", "--form", "--clinic", "Quiet Hands")
    assert (outcome.code, outcome.out) == (0, "intake.pdf\n")
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(tmp_path / "intake.pdf").pages]
    text = " ".join(pages)
    for id_ in (*catalog.red_flags, *catalog.conditions):
        words = catalog.text.red_flags if id_ in catalog.red_flags else catalog.text.conditions
        assert id_ in text
        assert words[id_].ask in text
    assert all("Quiet Hands" in page for page in pages)


@pytest.mark.parametrize(("name", "size"), [("a4", (210, 297)), ("letter", (216, 279)), ("a5", (148, 210))])
def test_the_form_comes_in_the_size_asked_for(run, tmp_path: Path, name: str, size: tuple[int, int]) -> None:
    assert run("screen", "--form", "--format", name, "-o", "form.pdf").out == "form.pdf\n"
    for page in PdfReader(tmp_path / "form.pdf").pages:
        assert (round(page.trimbox.width * 25.4 / 72), round(page.trimbox.height * 25.4 / 72)) == size


def test_a_format_that_is_no_page_is_refused(run) -> None:
    outcome = run("screen", "--form", "--format", "id1")
    assert outcome.code == 3
    assert "id1 is no page to write on" in outcome.err


def test_the_form_goes_to_standard_output(run, tmp_path: Path) -> None:
    assert run("screen", "--form", "--yaml", "-o", "-").out.startswith("# The answers of one person")
    assert list(tmp_path.iterdir()) == []


def test_the_same_day_gives_the_same_form(run, tmp_path: Path) -> None:
    for name in ("one.pdf", "other.pdf"):
        assert run("screen", "--form", "--date", "2026-11-20", "-o", name).code == 0
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "other.pdf").read_bytes()


def test_answers_that_were_given_are_never_overwritten(run, tmp_path: Path) -> None:
    assert run("screen", "--form", "--yaml").out == "answers.yaml\n"
    (tmp_path / "answers.yaml").write_text("mine", encoding="utf-8")
    assert run("screen", "--form", "--yaml").code == 6
    assert (tmp_path / "answers.yaml").read_text(encoding="utf-8") == "mine"


def test_the_file_of_answers_is_read_back(run, tmp_path: Path) -> None:
    run("screen", "--form", "--yaml")
    path = tmp_path / "answers.yaml"
    assert run("screen", "--answers", "answers.yaml").code == 3
    text = re.sub(r"^(  [a-z0-9-]+:)$", r"\1 false", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    text = text.replace("screened_by:", "screened_by: Mia", 1).replace("age:", "age: 40", 1)
    text = text.replace("screened_on:", f'screened_on: "{TODAY}"', 1)
    path.write_text(text, encoding="utf-8")
    assert run("screen", "--answers", "answers.yaml").code == 0
    path.write_text(text.replace("  bruise: false", "  bruise: [lumbar-left]"), encoding="utf-8")
    outcome = run("card", "--answers", "answers.yaml", "-o", "x.pdf")
    assert outcome.code == 0
    assert "left low back" in " ".join(page.extract_text() for page in PdfReader(tmp_path / "x.pdf").pages)
    path.write_text(text.replace("  fever: false", "  fever: true"), encoding="utf-8")
    assert run("card", "--answers", "answers.yaml").code == 4


def test_answers_and_options_add_up(run, tmp_path: Path) -> None:
    run("screen", "--form", "--yaml")
    path = tmp_path / "answers.yaml"
    text = re.sub(r"^(  [a-z0-9-]+:)$", r"\1 false", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    text = text.replace("screened_by:", "screened_by: Mia", 1).replace("age:", "age: 40", 1)
    path.write_text(text.replace("screened_on:", f'screened_on: "{TODAY}"', 1), encoding="utf-8")
    assert run("screen", "--answers", "answers.yaml", "--condition", "fever", *SCREENED).code == 4


@pytest.mark.parametrize(
    "arguments",
    [
        ("--form", "lower-back"),
        ("--form", *ADAPTED),
        ("--form", "--json"),
        ("--yaml",),
        ("--format", "a4"),
        ("-o", "x.pdf"),
    ],
)
def test_options_that_do_not_go_together_are_refused(run, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    assert run("screen", *arguments).code == 2
    assert list(tmp_path.iterdir()) == []


def test_check_finds_what_is_wrong_with_answers(run, tmp_path: Path) -> None:
    run("screen", "--form", "--yaml")
    outcome = run("check", "answers.yaml")
    assert (outcome.code, outcome.out) == (3, "")
    assert "this question is not answered; write true or false" in outcome.err
    text = re.sub(r"^(  [a-z0-9-]+:)$", r"\1 false", (tmp_path / "answers.yaml").read_text("utf-8"), flags=re.MULTILINE)
    text = text.replace("screened_by:", "screened_by: Mia", 1).replace("age:", "age: 40", 1)
    (tmp_path / "answers.yaml").write_text(text.replace("screened_on:", f'screened_on: "{TODAY}"', 1), encoding="utf-8")
    assert run("check", "answers.yaml").out == "answers.yaml: ok\n"
