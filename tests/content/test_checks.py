"""What must hold across files: the small catalogue is broken in one way at a time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from cardgen.content import checks, core_checks, routine_checks, text_checks
from cardgen.content.core_checks import word_count
from cardgen.content.model import Catalog

BREAKS: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "cases" / "checks.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("change", BREAKS.values(), ids=BREAKS.keys())
def test_what_does_not_fit_together_is_told_at_its_place(
    mini_root: Path, problems_of: Callable[[], list[str]], change: dict[str, Any]
) -> None:
    path = mini_root / f"{change['file']}.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.count(change["old"]) == 1, "the change must be possible in one place"
    path.write_text(text.replace(change["old"], change["new"]), encoding="utf-8")
    assert problems_of() == change["problems"]


def test_problems_of_several_checks_come_together(mini_root: Path, problems_of: Callable[[], list[str]]) -> None:
    for file, old, new in (("edition", "2027-11-20", "2020-11-20"), ("core", "max_words: 60", "max_words: 1")):
        path = mini_root / "facts" / f"{file}.yaml"
        path.write_text(path.read_text().replace(old, new))
    assert [line.split(":")[0] for line in problems_of()] == ["facts/core.yaml", "facts/edition.yaml"]


def test_every_check_is_run() -> None:
    """A check that is written but not listed would never find anything."""
    for module in (core_checks, routine_checks, text_checks):
        written = {name for name, value in vars(module).items() if _is_check(value, module.__name__)}
        assert written == {check.__name__ for check in module.ALL}


def _is_check(value: object, module: str) -> bool:
    if getattr(value, "__module__", None) != module or not callable(value):
        return False
    return getattr(value, "__annotations__", {}) == {"catalog": "Catalog", "return": "Iterator[Fault]"}


def test_a_valid_catalogue_has_no_faults(mini_catalog: Catalog) -> None:
    assert list(checks.check(mini_catalog, "en")) == []


def test_words_of_the_core_are_counted_between_spaces_without_titles(mini_catalog: Catalog) -> None:
    leads = "Call emergency services for: Do not massage with: Ask a doctor first:"
    phrases = (
        "weakness in both legs fever weak bones Ask first. May help short-term pain. "
        "Never press on the spine. Stop at pain."
    )
    assert word_count(mini_catalog) == len(f"{leads} {phrases}".split())
