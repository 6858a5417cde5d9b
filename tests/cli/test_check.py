"""``cardgen check``: all mistakes of all files, and only files that a card can be made from are ok."""

from __future__ import annotations

from pathlib import Path

SOUND = """\
title: Evening back massage
steps:
  - {technique: effleurage-oil, dose: 4min}
  - {technique: deep-stroking, dose: 20x}
"""
MISSPELT = """\
title: Evening back massage
steps:
  - {technique: effluerage-oil, dose: 4min}
  - {technique: deep-strokin, dose: 20x}
"""
NO_WARM_UP = """\
title: Cold start
steps:
  - {technique: deep-stroking, dose: 20x}
"""


def test_a_sound_file_is_ok(run, tmp_path: Path) -> None:
    (tmp_path / "evening.yaml").write_text(SOUND)
    outcome = run("check", "evening.yaml")
    assert (outcome.code, outcome.out, outcome.err) == (0, "evening.yaml: ok\n", "")


def test_every_mistake_of_every_file_is_a_line_at_its_place(run, tmp_path: Path) -> None:
    (tmp_path / "evening.yaml").write_text(SOUND)
    (tmp_path / "misspelt.yaml").write_text(MISSPELT)
    (tmp_path / "cold.yaml").write_text(NO_WARM_UP)
    outcome = run("check", "misspelt.yaml", "evening.yaml", "cold.yaml")
    assert (outcome.code, outcome.out) == (3, "evening.yaml: ok\n")
    cold, first, second = outcome.err.splitlines()
    assert cold.startswith("cold.yaml:3:")
    assert "warm-up" in cold
    assert first.startswith("misspelt.yaml:3:")
    assert "did you mean effleurage-oil?" in first
    assert second.startswith("misspelt.yaml:4:")
    assert "did you mean deep-stroking?" in second


def test_a_file_that_cannot_be_read_gives_its_exit_code_and_hides_no_other(run, tmp_path: Path) -> None:
    (tmp_path / "cold.yaml").write_text(NO_WARM_UP)
    outcome = run("check", "missing.yaml", "cold.yaml")
    assert outcome.code == 6
    assert "cold.yaml:3:" in outcome.err
    assert "missing.yaml: there is no such file or folder" in outcome.err


def test_a_file_needs_no_ending_and_is_never_taken_for_a_shipped_routine(run, tmp_path: Path) -> None:
    (tmp_path / "evening").write_text(SOUND)
    assert run("check", "evening").out == "evening: ok\n"
    assert run("check", "lower-back").code == 6
