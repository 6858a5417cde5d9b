"""``init``, ``schema``, ``lint``, and ``check`` of what users write beside routines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cardgen.schema import KINDS


@pytest.fixture
def library(run, tmp_path: Path) -> Path:
    assert run("init", "mine").code == 0
    return tmp_path / "mine"


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_init_names_what_it_wrote(run, tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    outcome = run("init", "new/mine")
    assert outcome.code == 0
    assert "new/mine/cardgen.yaml" in outcome.lines
    assert "new/mine/schemas" in outcome.lines
    written = set((tmp_path / "new").rglob("*.yaml"))
    assert written == {tmp_path / line for line in outcome.lines if line.endswith(".yaml")}


def test_init_leaves_what_is_there(run, library: Path) -> None:
    before = {path: path.read_bytes() for path in library.rglob("*.*")}
    outcome = run("init", "mine")
    assert (outcome.code, outcome.out) == (6, "")
    assert outcome.err == "mine: the folder is not empty; name a new one, which cardgen makes\n"
    assert {path: path.read_bytes() for path in library.rglob("*.*")} == before


def test_what_init_writes_is_ready_to_run(run, library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795132800")
    monkeypatch.chdir(library)
    assert run("check", ".").lines == [".: ok"]
    assert run("lint").lines == [".: ok"]
    assert run("lint", ".").lines == [".: ok"]
    assert run("card", "routines/evening.yaml", "-o", "x.pdf").code == 0


def test_schema_lists_prints_and_writes(run, tmp_path: Path) -> None:
    assert run("schema").lines == list(KINDS)
    assert json.loads(run("schema", "techniques").out)["title"] == "cardgen techniques"
    assert run("schema", "theme", "-o", "t.json").lines == ["t.json"]
    assert (tmp_path / "t.json").read_text() == run("schema", "theme").out
    assert run("schema", "-o", "all/schemas").lines == [f"all/schemas/{kind}.json" for kind in KINDS]
    assert {path.stem for path in (tmp_path / "all" / "schemas").iterdir()} == set(KINDS)


def test_an_unknown_kind_of_schema(run) -> None:
    outcome = run("schema", "techniqes")
    assert (outcome.code, outcome.err) == (3, "KIND: unknown kind 'techniqes'; did you mean techniques?\n")


def test_the_shipped_content_has_no_findings(run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795132800")
    outcome = run("lint")
    assert (outcome.code, outcome.out, outcome.err) == (0, "shipped content: ok\n", "")


def test_lint_finds_what_is_overdue(run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "2000000000")
    outcome = run("lint")
    assert (outcome.code, outcome.out) == (3, "")
    assert "facts/edition.yaml:" in outcome.err
    assert "due for review by" in outcome.err


def test_lint_finds_words_and_themes_of_a_library_and_nothing_else(
    run, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795132800")
    change(library / "text" / "en" / "techniques.yaml", "name: Gentle rocking", "name: Gentle rocking of both sides")
    (library / "templates" / "pale.yaml").write_text(
        'extends: default\npalette:\n  ink: {hex: "#999999", cmyk: [0, 0, 0, 40]}\n'
    )
    outcome = run("lint", "mine")
    assert outcome.code == 3
    assert "mine/text/en/techniques.yaml:4:9: name has 28 letters; write at most 20" in outcome.err
    assert "mine/templates/pale.yaml:3:3: ink on " in outcome.err
    assert all(line.startswith("mine/") for line in outcome.err.splitlines())


def test_lint_tells_of_a_broken_library_and_its_themes_together(run, library: Path) -> None:
    change(library / "facts" / "techniques.yaml", "crop: back", "crop: bak")
    change(library / "templates" / "own.yaml", "extends: default", "extends: defalt")
    outcome = run("lint", "mine")
    assert outcome.code == 3
    assert "mine/facts/techniques.yaml:" in outcome.err
    assert "mine/templates/own.yaml:3:10: unknown theme 'defalt'; did you mean default?" in outcome.err


def test_check_of_a_folder_checks_everything_in_it(run, library: Path) -> None:
    change(library / "templates" / "own.yaml", "extends: default", "extends: defalt")
    change(library / "routines" / "evening.yaml", "technique: fan", "technique: fam")
    change(library / "cardgen.yaml", "format: a5", "format: a9")
    outcome = run("check", "mine")
    assert (outcome.code, outcome.out) == (3, "")
    assert [line.split(": ")[0] for line in outcome.err.splitlines()] == [
        "mine/routines/evening.yaml:9:17",
        "mine/templates/own.yaml:3:10",
    ]
    change(library / "templates" / "own.yaml", "extends: defalt", "extends: default")
    assert "mine/cardgen.yaml:9:9: unknown format 'a9'" in run("check", "mine").err


def test_check_of_a_folder_reports_its_content_once(run, library: Path) -> None:
    change(library / "facts" / "techniques.yaml", "crop: back", "crop: bak")
    outcome = run("check", "mine", "mine/routines/evening.yaml", "--library", "mine")
    assert outcome.code == 3
    assert len(outcome.err.splitlines()) == 1
    assert "did you mean back?" in outcome.err


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("theme.yaml", "extends: defalt\n", "theme.yaml:1:10: unknown theme 'defalt'; did you mean default?"),
        ("theme.yaml", "palette: {ink: 3}\n", "theme.yaml:"),
        ("cardgen.yaml", "clinc: x\n", "cardgen.yaml:1:1: unknown key 'clinc'; did you mean clinic?"),
        ("cardgen.yaml", "logo: missing.png\n", "missing.png: the logo cannot be read"),
        ("cardgen.yaml", "libraries: [missing]\n", "missing: there is no such file or folder; check the path"),
        ("routine.yaml", "title: [\n", "routine.yaml:"),
    ],
)
def test_check_knows_a_file_by_what_is_in_it(run, tmp_path: Path, name: str, text: str, said: str) -> None:
    (tmp_path / name).write_text(text)
    outcome = run("check", name, "--no-config")
    assert outcome.code in {3, 6}
    assert outcome.err.splitlines()[0].startswith(said)


@pytest.mark.parametrize("stray", ["about: x\n", "name: x\n", "formats: {}\n"])
def test_a_routine_with_a_stray_key_of_a_theme_stays_a_routine(run, tmp_path: Path, stray: str) -> None:
    key = stray.partition(":")[0]
    (tmp_path / "evening.yaml").write_text(f"{stray}title: Evening\nsteps:\n  - {{technique: stroking}}\n")
    (line,) = run("check", "evening.yaml", "--no-config").err.splitlines()
    assert line.startswith(f"evening.yaml:1:1: unknown key '{key}'")


def test_a_theme_with_a_wrong_ending_is_told_once(run, library: Path) -> None:
    (library / "templates" / "pale.yml").write_text("extends: defalt\npalette: {ink: 3}\n")
    (line,) = run("check", "mine", "--no-config").err.splitlines()
    assert line.startswith("mine/templates/pale.yml: only files that end in .yaml belong here")


def test_check_of_a_file_checks_the_theme_that_is_named_with_it(run, library: Path) -> None:
    change(library / "templates" / "own.yaml", "extends: default", "extends: defalt")
    outcome = run("check", "mine/routines/evening.yaml", "--library", "mine", "--theme", "own")
    assert (outcome.code, outcome.out) == (3, "mine/routines/evening.yaml: ok\n")
    assert outcome.err.startswith("mine/templates/own.yaml:3:10: unknown theme 'defalt'")


def test_check_of_sound_files(run, library: Path) -> None:
    names = ["mine/cardgen.yaml", "mine/templates/own.yaml", "mine/routines/evening.yaml", "mine"]
    assert run("check", *names, "--library", "mine").lines == [f"{name}: ok" for name in names]
