"""What an attack on the program found, so that it stays mended."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from cardgen.cli.values import EPOCH_VARIABLE, clock
from cardgen.config import read as read_config
from cardgen.content.checks import check
from cardgen.content.model import Catalog
from cardgen.errors import ContentError, RequestError
from cardgen.theme import load_theme


@pytest.mark.parametrize(
    "measure",
    [
        "panel: {rule: 200mm}",
        "panel: {radius: 99999mm}",
        "panel: {side_word: 0.05mm}",
        "tick: 0.05mm",
        "dots: {diameter: 0.05mm}",
        "dots: {diameter: 60mm}",
        "foot: {sign: 0.05mm}",
        "foot: {sign: 80mm}",
        "step: {strip: 140mm}",
        "module: 0mm",
        "module: 0.001mm",
    ],
)
def test_no_theme_hides_or_floods_what_is_there_for_safety(tmp_path: Path, measure: str) -> None:
    theme = tmp_path / "black.yaml"
    theme.write_text(f"name: black\nextends: default\nformats: {{a5: {{{measure}}}}}\n")
    with pytest.raises(ContentError, match="out of bounds"):
        load_theme(str(theme))


@pytest.mark.parametrize("number", ["nobody, just wait", "911!", "call"])
def test_an_emergency_number_is_a_number(tmp_path: Path, number: str) -> None:
    settings = tmp_path / "cardgen.yaml"
    settings.write_text(f"emergency_number: {number!r}\n")
    with pytest.raises(ContentError):
        read_config(settings)


@pytest.mark.parametrize("title", ["\U0001f600", "\u05e9\u05dc\u05d5\u05dd", "\u202eabc", "\u200b", "\u6f22"])
def test_a_title_that_cannot_be_set_is_refused_at_its_place(make, tmp_path: Path, title: str) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(f"title: {title}\nsteps: [{{technique: stroking, dose: 2min}}]\n", encoding="utf-8")
    with pytest.raises(ContentError, match=r"mine\.yaml:1:"):
        make(routine=str(file))


def test_a_decomposed_title_is_composed(make, tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text("title: Zoe\u0308\nsteps: [{technique: stroking, dose: 2min}]\n", encoding="utf-8")
    assert make(routine=str(file)).document.title == "Zo\u00eb"


def test_an_empty_name_is_no_routine(make) -> None:
    with pytest.raises(ContentError):
        make(routine="")


def test_a_wrong_clock_is_an_error_even_beside_a_date() -> None:
    with pytest.raises(RequestError, match=EPOCH_VARIABLE):
        clock(dt.date(2026, 11, 20), {EPOCH_VARIABLE: "abc"})


def test_the_environment_s_clock_changes_no_byte(make, monkeypatch: pytest.MonkeyPatch) -> None:
    one = make().pdf
    monkeypatch.setenv(EPOCH_VARIABLE, "5")
    assert make().pdf == one


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"families": ("effleurage",)}, "are blows; add tapotement"),
        ({"phase": "warm-up"}, "percussion is no warm-up"),
    ],
)
@pytest.mark.parametrize("technique", ["percussion", "hacking", "clapping"])
def test_a_blow_is_percussion_whatever_it_calls_itself(
    catalog: Catalog, technique: str, change: dict[str, object], message: str
) -> None:
    changed = catalog.techniques[technique].model_copy(update=change)
    disguised = catalog.model_copy(update={"techniques": {**catalog.techniques, technique: changed}})
    assert any(message in fault.message for fault in check(disguised, "en"))
    assert not any(message in fault.message for fault in check(catalog, "en"))
