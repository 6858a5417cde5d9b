"""The linter: the shipped catalogue is clean, and what is put into a library on purpose is found at its place."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cardgen.content.catalog import Reading, read
from cardgen.errors import Problem
from cardgen.linting.lengths import LETTERS
from cardgen.linting.lint import lint

TODAY = dt.date(2026, 12, 1)
LIBRARIES = Path(__file__).parents[1] / "content" / "libraries"
TECHNIQUE = (LIBRARIES / "good-technique" / "facts" / "techniques.yaml").read_text(encoding="utf-8")
HARD = (
    "Contraindicated in individuals exhibiting unstable cardiovascular pathology, coagulation abnormalities or any "
    "comparable physiological vulnerability; professional consultation is recommended beforehand in every instance, "
    "particularly whenever pharmaceutical anticoagulation is administered simultaneously or subsequently."
)


@pytest.fixture(scope="session")
def shipped() -> Reading:
    return read()


@pytest.fixture
def findings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., list[str]]:
    """Write a library from its files and return what the linter finds, as lines from its folder."""
    monkeypatch.chdir(tmp_path)

    def found(files: dict[str, str], today: dt.date = TODAY) -> list[str]:
        for file, text in files.items():
            path = Path("own", file)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        problems = lint(read(libraries=(Path("own"),)), today)
        return [str(problem).removeprefix("own/") for problem in problems]

    return found


def test_the_shipped_catalogue_is_clean(shipped: Reading) -> None:
    assert lint(shipped, TODAY) == ()


def test_reviews_are_judged_by_the_day_that_is_given(shipped: Reading) -> None:
    due = shipped.catalog.edition.review_by
    assert lint(shipped, due) == ()
    found = [str(problem) for problem in lint(shipped, due + dt.timedelta(days=1))]
    entries = len(shipped.catalog.conditions) + len(shipped.catalog.red_flags)
    assert len(found) == 1 + entries
    assert "conditions 'infection' was due for review by 2027-11-20; review it and write the new day" in found[0]
    assert "catalog/facts/edition.yaml:4:12: the catalogue was due for review by 2027-11-20; " in "\n".join(found)


@pytest.mark.parametrize("name", ["good-technique", "good-stricter", "good-words", "good-firm"])
def test_good_libraries_are_clean(name: str) -> None:
    assert lint(read(libraries=(LIBRARIES / name,)), TODAY) == ()


def test_a_library_is_judged_without_what_ships(findings: Callable[..., list[str]]) -> None:
    rule = "warm-hands: {kind: precondition, core: ask-first, basis: editorial, sources: [{doc: ours, under: Tests}]}\n"
    text = "warm-hands: {text: Warm your hands first.}\n"
    assert findings({"facts/rules.yaml": rule, "text/en/rules.yaml": text}, dt.date(2040, 1, 1)) == []


def test_an_old_entry_of_a_library_is_due(findings: Callable[..., list[str]]) -> None:
    entry = (
        "asthma:\n  group: heart\n  effect: refuse\n  core: heart\n  strength: practice\n  basis: editorial\n"
        '  sources: [{doc: ours, under: Tests}]\n  reviewed: "2026-12-24"\n'
    )
    words = "asthma: {name: Asthma, ask: Do you have asthma?}\n"
    files = {"facts/conditions.yaml": entry, "text/en/conditions.yaml": words}
    assert findings(files, dt.date(2027, 12, 24)) == []
    assert findings(files, dt.date(2027, 12, 25)) == [
        "facts/conditions.yaml:8:13: conditions 'asthma' was due for review by 2027-12-24; review it and write the "
        "new day"
    ]


def test_entries_that_nobody_uses(findings: Callable[..., list[str]]) -> None:
    rule = "warm-hands: {kind: technique, basis: editorial, sources: [{doc: ours, under: Tests}]}\n"
    found = findings(
        {
            "facts/rules.yaml": rule,
            "text/en/rules.yaml": "warm-hands: {text: Warm your hands first.}\n",
            "facts/sources.yaml": "clinic: {letter: C, kind: editorial}\n",
            "text/en/sources.yaml": "clinic: {title: Our handbook}\n",
            "facts/core.yaml": (
                "panels:\n  - {id: notice, phrases: [tea]}\n  - {id: caution, phrases: [cancer, tattoo]}\n"
            ),
            "text/en/core.yaml": (
                "notice: {phrases: {tea: Offer tea.}, sentences: [tea]}\ncaution: {phrases: {tattoo: new tattoo}}\n"
            ),
            "text/en/glossary.yaml": "acupressure: {term: acupressure, meaning: pressing on points}\n",
            "text/en/interface.yaml": "labels:\n  clients: Guest\n",
        }
    )
    assert found == [
        "facts/core.yaml:3:37: the warning 'tattoo' has no source; add the condition, red flag or rule it stands for",
        "facts/rules.yaml:1:1: no technique names the rule 'warm-hands', so no card prints it; add it to one, or give "
        "it families",
        "facts/sources.yaml:1:1: no entry cites the source 'clinic'; cite it or remove it",
        "text/en/glossary.yaml:1:1: no text uses the term 'acupressure'; remove it from the glossary",
        "text/en/interface.yaml:2:3: no card prints a label 'clients'; did you mean client?",
    ]


def test_words_that_are_too_long_or_too_hard(findings: Callable[..., list[str]]) -> None:
    words = (
        "rocking:\n  name: Rocking the muscles softly\n  term: rocking with vibration of it\n"
        "  hands: Both palms, flat and quite warm\n"
        f"  full: {HARD}\n  short: {HARD}\n"
    )
    found = findings(
        {
            "facts/techniques.yaml": TECHNIQUE.replace("clinic", "ours"),
            "text/en/techniques.yaml": words,
            "facts/rules.yaml": (
                "warm-hands: {kind: technique, families: [friction], basis: safer, "
                "sources: [{doc: ours, under: Tests}]}\n"
            ),
            "text/en/rules.yaml": f"warm-hands:\n  text: {HARD}\n",
        }
    )
    full = len(HARD)
    lines = [line.partition(": ")[2] if "grade" not in line else line for line in found]
    for field, letters in {"name": 26, "term": 28, "hands": 31, "full": full, "short": full}.items():
        most = LETTERS[field]
        assert f"{field} has {letters} letters; write at most {most}, so that the row stays low" in lines
    assert "the short text is as long as the full one; shorten it" in lines
    hard = [line for line in found if "reading grade" in line]
    assert [line.split(": ")[0] for line in hard] == ["text/en/rules.yaml:1:1", "text/en/techniques.yaml:1:1"]
    assert len(found) == len(LETTERS) + 1 + 2


def test_the_printed_name_of_a_condition_is_graded(findings: Callable[..., list[str]]) -> None:
    entry = (
        "asthma:\n  group: heart\n  effect: refuse\n  core: heart\n  strength: practice\n  basis: editorial\n"
        '  sources: [{doc: ours, under: Tests}]\n  reviewed: "2026-11-20"\n'
    )
    words = f"asthma: {{name: '{HARD}', ask: Do you have asthma?}}\n"
    found = findings({"facts/conditions.yaml": entry, "text/en/conditions.yaml": words})
    (hard,) = (line for line in found if "reading grade" in line)
    assert hard.startswith("text/en/conditions.yaml:1:1: ")
    assert " of asthma is above 8" in hard


def test_a_figure_that_shows_nothing(findings: Callable[..., list[str]]) -> None:
    facts = TECHNIQUE.replace("clinic", "ours").replace(
        "{pattern: circles, from: lumbar, to: thoracic, size: large, vibrate: true}",
        "{pattern: key, directions: [up-down]}",
    )
    words = (LIBRARIES / "good-technique" / "text" / "en" / "techniques.yaml").read_text(encoding="utf-8")
    assert findings({"facts/techniques.yaml": facts, "text/en/techniques.yaml": words}) == [
        "facts/techniques.yaml:10:3: the figure shows no movement; give a motion that it can draw"
    ]


def test_what_the_caller_found_in_themes_comes_along_in_order(shipped: Reading) -> None:
    problems = (Problem("b.yaml", 1, 1, "second"), Problem("a.yaml", 1, 1, "first"))
    assert lint(shipped, TODAY, theme_problems=problems) == tuple(sorted(problems))


def test_only_english_is_graded(monkeypatch: pytest.MonkeyPatch, shipped: Reading) -> None:
    def unwanted(_: object) -> float:
        raise AssertionError

    monkeypatch.setattr("cardgen.linting.grades.grade", unwanted)
    assert lint(shipped, TODAY, language="pl") == ()


def test_the_dictionary_is_loaded_for_grades_only() -> None:
    code = "import sys, cardgen.linting.lint; sys.exit('textstat' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
