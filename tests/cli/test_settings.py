"""Options that every command shares, and ``cardgen.yaml`` below them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from pypdf import PdfReader

from cardgen.cli.program import COMMANDS
from cardgen.theme import default_theme

SETTINGS = """\
clinic: Quiet Hands
contact: 12 High Street
format: a6
theme: mono
emergency_number: "112"
"""
THEME = """\
extends: default
about: Ours.
formats:
  pocket: {like: a6, use: in a pocket, trim: {width: 100mm, height: 150mm}}
"""


def printed(path: Path) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())


def configure(folder: Path, text: str = SETTINGS) -> None:
    (folder / "cardgen.yaml").write_text(text, "utf-8")


def test_settings_stand_on_the_card_and_are_named(run, tmp_path: Path) -> None:
    configure(tmp_path)
    outcome = run("card", "-o", "x.pdf", "--json")
    assert outcome.err.splitlines()[0] == "using ./cardgen.yaml"
    assert json.loads(outcome.out)["format"] == "a6"
    for text in ("Quiet Hands", "12 High Street", "emergency services (112)"):
        assert text in printed(tmp_path / "x.pdf")


def test_the_users_own_configuration_counts_where_there_is_none_here(run, own_configuration: Path) -> None:
    configure(own_configuration, "format: id1\n")
    outcome = run("card", "--json")
    assert outcome.err.splitlines()[0] == f"using {own_configuration / 'cardgen.yaml'}"
    assert json.loads(outcome.out)["format"] == "id1"
    configure(Path(), "format: a4\n")
    assert json.loads(run("card", "--json").out)["format"] == "a4"


def test_options_win_over_settings(run, tmp_path: Path) -> None:
    configure(tmp_path)
    outcome = run("card", "--clinic", "Other Hands", "--format", "a5", "-o", "x.pdf", "--json")
    assert json.loads(outcome.out)["format"] == "a5"
    text = printed(tmp_path / "x.pdf")
    assert "Other Hands" in text
    assert "Quiet Hands" not in text
    assert "12 High Street" in text


def test_no_config_is_as_if_there_were_none(run, tmp_path: Path) -> None:
    assert run("card", "--date", "2026-11-20", "-o", "a.pdf").code == 0
    configure(tmp_path)
    outcome = run("card", "--date", "2026-11-20", "-o", "b.pdf", "--no-config")
    assert (outcome.code, outcome.err) == (0, "")
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


@pytest.mark.parametrize("form", default_theme().cards)
def test_the_emergency_number_completes_the_emergency_signs(make, form: str) -> None:
    lead = make(format=form, emergency_number="112").document.core[0].lead
    assert lead == "Call emergency services (112) for back pain with:"
    without = make(format=form).document.core[0].lead
    assert lead.replace(" (112)", "") == without


@pytest.mark.parametrize("form", ["a5", "id1", "a4-large"])
def test_the_emergency_number_is_printed(run, tmp_path: Path, form: str) -> None:
    configure(tmp_path, 'emergency_number: "999 or 112"\n')
    assert run("card", "--format", form, "-o", "x.pdf").code == 0
    assert "emergency services (999 or 112) for back pain" in printed(tmp_path / "x.pdf")


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("format: a9", "cardgen.yaml:1:9: unknown format 'a9'; known: id1, a5"),
        ("theme: mon", "cardgen.yaml:1:8: unknown theme 'mon'; did you mean mono?"),
        ("clinic: 漢", "cardgen.yaml:1:9: the font has no '漢'"),
        ("contact: 漢", "cardgen.yaml:1:10: the font has no '漢'"),
        ('emergency_number: "漢"', "cardgen.yaml:1:19: '漢' is not in the right form"),
        ("client: Ann", "cardgen.yaml:1:1: 'client' is about a person"),
    ],
)
def test_a_mistake_in_a_setting_is_reported_in_its_file(run, tmp_path: Path, setting: str, said: str) -> None:
    configure(tmp_path, setting + "\n")
    outcome = run("card")
    assert (outcome.code, outcome.out) == (3, "")
    assert outcome.err.splitlines()[1].startswith(said)
    assert run("card", "--no-config").code == 0


def test_a_mistake_in_an_option_is_reported_as_the_options(run, tmp_path: Path) -> None:
    configure(tmp_path)
    assert run("card", "--format", "a9").err.splitlines()[1].startswith("--format: unknown format 'a9'")


def test_a_logo_beside_the_settings_is_found_from_its_folder(run, own_configuration: Path) -> None:
    configure(own_configuration, "logo: missing.png\n")
    outcome = run("card")
    assert outcome.code == 6
    assert f"{own_configuration / 'missing.png'}: the logo cannot be read" in outcome.err


def test_a_theme_file_brings_its_formats_everywhere(run, tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(THEME)
    rows = {line.split("\t")[0]: line for line in run("list", "formats", "--theme", "own.yaml").lines}
    assert rows["pocket"] == "pocket\t100 by 150 mm\tcard\t9 pt\tin a pocket"
    assert "100 by 150 mm" in run("show", "pocket", "--theme", "own.yaml").out
    assert run("show", "pocket").code == 3
    assert run("preview", "quick-10", "--theme", "own.yaml", "--format", "pocket", "--dpi", "30").code == 0
    assert run("card", "--theme", "own.yaml", "--format", "pocket").code == 0


def test_a_library_brings_entries_and_themes_everywhere(run, tmp_path: Path) -> None:
    assert run("init", "mine").code == 0
    assert "gentle-rocking" not in run("list", "techniques").out
    assert "gentle-rocking" in run("list", "techniques", "--library", "mine").out
    assert "own" in [line.split("\t")[0] for line in run("list", "themes", "--library", "mine").lines]
    assert run("show", "gentle-rocking", "--library", "mine").code == 0
    steps = ("-t", "effleurage-oil:3min", "-t", "gentle-rocking:3min")
    assert run("card", *steps, "--library", "mine", "--theme", "own", "-o", "x.pdf").code == 0
    assert "Gentle rocking" in printed(tmp_path / "x.pdf")


def test_libraries_of_settings_and_options_add_up(run, tmp_path: Path) -> None:
    assert run("init", "mine").code == 0
    (tmp_path / "other" / "text" / "en").mkdir(parents=True)
    (tmp_path / "other" / "text" / "en" / "glossary.yaml").write_text("tunic: {term: tunic, meaning: a coat}\n")
    configure(tmp_path, "libraries: [mine]\n")
    for entry in ("gentle-rocking", "tunic"):
        assert run("show", entry, "--library", "other").code == 0
    assert run("show", "gentle-rocking", "--library", "mine").code == 0


def test_gray_is_gray_in_every_command_that_draws(run, tmp_path: Path) -> None:
    assert run("preview", "quick-10", "--gray", "--dpi", "30").code == 0
    with Image.open(tmp_path / "quick-10-1.png") as picture:
        red, green, blue = picture.convert("RGB").split()
    assert ImageChops.difference(red, green).getextrema() == (0, 0)
    assert ImageChops.difference(red, blue).getextrema() == (0, 0)


def test_every_command_with_a_catalogue_shares_the_options(run) -> None:
    for name in COMMANDS:
        shown = run(name, "--help").out
        having = [option in shown for option in ("--theme", "--library", "--gray", "--no-config")]
        assert having == [name not in {"init", "schema", "sheet"}] * 4, name
