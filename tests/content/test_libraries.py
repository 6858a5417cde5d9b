"""Libraries of one's own: good ones are laid over the shipped catalogue, bad ones are told everything, at its place."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from cardgen.content import guarded
from cardgen.content.catalog import load, read
from cardgen.content.core_checks import word_count
from cardgen.content.dose import parse_dose
from cardgen.content.facts import MOST_CORE_WORDS
from cardgen.content.library import Library
from cardgen.content.merge import TABLES, WORD_TABLES
from cardgen.content.model import Catalog
from cardgen.content.words import Text
from cardgen.errors import CardgenError, ContentError, FileError
from cardgen.plan import compose
from cardgen.screening import general
from cardgen.selection import Choice, select

LIBRARIES = Path(__file__).parent / "libraries"
BAD = sorted(path.stem for path in LIBRARIES.glob("*.txt"))
GOOD = sorted(path.name for path in LIBRARIES.iterdir() if path.is_dir() and path.name not in BAD)


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Name a library as a user in its parent folder would."""
    monkeypatch.chdir(LIBRARIES)
    return Path


@pytest.fixture
def problems_of(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., list[str]]:
    """Write libraries from their files and return the problems of them all, as lines."""
    monkeypatch.chdir(tmp_path)

    def problems(**libraries: dict[str, str]) -> list[str]:
        for name, files in libraries.items():
            for file, text in files.items():
                path = Path(name, file)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
        with pytest.raises(CardgenError) as caught:
            load(libraries=tuple(map(Path, libraries)))
        return str(caught.value).splitlines()

    return problems


def test_there_are_libraries_of_both_kinds() -> None:
    assert len(BAD) >= 16
    assert len(GOOD) >= 4
    assert all(name.startswith("good-") for name in GOOD)
    assert all(name.startswith("bad-") and (LIBRARIES / name).is_dir() for name in BAD)


@pytest.mark.parametrize("name", BAD)
def test_a_bad_library_is_told_everything(library: Callable[[str], Path], name: str) -> None:
    with pytest.raises(ContentError) as caught:
        load(libraries=(library(name),))
    assert str(caught.value).splitlines() == Path(f"{name}.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("name", BAD)
def test_every_problem_points_into_the_library(name: str) -> None:
    lines = (LIBRARIES / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    assert all(line.startswith((f"{name}/", f"{name}: ")) for line in lines)


@pytest.mark.parametrize("name", GOOD)
def test_a_good_library_is_read(library: Callable[[str], Path], catalog: Catalog, name: str) -> None:
    merged = load(libraries=(library(name),))
    assert merged != catalog
    for kind in TABLES:
        before = list(getattr(catalog, kind))
        assert list(getattr(merged, kind))[: len(before)] == before, "the order of what ships stays"


def test_good_libraries_go_together(library: Callable[[str], Path]) -> None:
    merged = load(libraries=tuple(map(library, ("good-technique", "good-stricter", "good-words"))))
    assert "warm-hands" in merged.techniques["rocking"].rules, "a later library's rule travels with it"


def test_a_library_without_change_changes_nothing(tmp_path: Path, catalog: Catalog) -> None:
    shipped = Path(__file__).parents[2] / "assets" / "catalog"
    shutil.copytree(shipped, tmp_path / "same")
    (tmp_path / "same" / "facts" / "edition.yaml").unlink()
    assert load(libraries=(tmp_path / "same",)).model_copy(update={"core": catalog.core}) == catalog


def test_a_library_has_the_tables_of_a_catalogue() -> None:
    assert {*TABLES, "core", "edition", "text"} == set(Catalog.model_fields)
    assert {*TABLES, "core", "text"} == set(Library.model_fields)
    assert {*WORD_TABLES, "core", "alt", "interface"} == set(Text.model_fields)
    for kind in TABLES:
        assert Library.model_fields[kind].annotation == Catalog.model_fields[kind].annotation
    part = Library.model_fields["text"].annotation
    assert part is not None
    for kind in WORD_TABLES:
        assert part.model_fields[kind].annotation == Text.model_fields[kind].annotation


def test_every_label_that_may_be_replaced_ships(catalog: Catalog) -> None:
    """All others are guarded, those too that come later."""
    assert set(catalog.text.interface.labels) >= guarded.OWN_LABELS


def test_stricter_entries_replace_the_shipped_ones_in_their_places(
    library: Callable[[str], Path], catalog: Catalog
) -> None:
    merged = load(libraries=(library("good-stricter"),))
    assert merged.conditions["osteoporosis"].effect == "refuse"
    assert list(merged.conditions)[-1] == "asthma"
    assert merged.red_flags["new-pain-under-20"].level == "urgent"
    assert merged.core.panels[2].phrases == (*catalog.core.panels[2].phrases, "asthma")
    assert merged.text.core["warning"].phrases["no-weak-bones"] == "weak bones"
    assert merged.core.max_words == MOST_CORE_WORDS == 180
    assert word_count(merged) == word_count(catalog) + 3
    assert "glass bones" in merged.text.conditions["osteoporosis"].synonyms


def test_what_stands_for_all_that_is_not_listed_stays_it_under_a_library(tmp_path: Path, catalog: Catalog) -> None:
    entry = "other-condition:\n  group: other\n  effect: refuse\n  core: fever-infection\n  strength: practice\n"
    sourced = '  basis: editorial\n  sources: [{doc: ours, under: Stricter here}]\n  reviewed: "2026-12-01"\n'
    _write(tmp_path, "facts/conditions.yaml", entry + sourced)
    merged = load(libraries=(tmp_path,)).conditions["other-condition"]
    assert (merged.effect, merged.unlisted) == ("refuse", True)


def test_a_rule_of_a_library_travels_with_the_shipped_techniques_of_its_families(
    library: Callable[[str], Path], catalog: Catalog
) -> None:
    merged = load(libraries=(library("good-stricter"),))
    for id_, technique in merged.techniques.items():
        assert ("warm-hands" in technique.rules) == ("effleurage" in technique.families), id_
        assert technique.rules[: len(catalog.techniques[id_].rules)] == catalog.techniques[id_].rules


def test_a_rule_that_becomes_always_travels_with_every_technique(tmp_path: Path, catalog: Catalog) -> None:
    _write(tmp_path, "facts/rules.yaml", _rule("no-pinching", "kind: always"))
    merged = load(libraries=(tmp_path,))
    assert all("no-pinching" in technique.rules for technique in merged.techniques.values())


def test_words_that_are_no_safety_words_may_be_replaced(library: Callable[[str], Path]) -> None:
    merged = load(libraries=(library("good-words"),))
    assert merged.label("client") == "Guest"
    assert merged.label("for-client") == "A card of {client}"
    assert merged.text.techniques["stroking"].also_called == ("light stroking", "surface stroking", "soft start")
    assert merged.text.glossary["gliding"].meaning == "moving over the skin"
    assert merged.text.routines["lower-back"].title == "Our short massage"
    assert [step.technique for step in merged.routines["lower-back"].steps] == ["effleurage-oil", "fan"]


def test_firm_pressure_makes_a_routine_professional(library: Callable[[str], Path]) -> None:
    merged = load(libraries=(library("good-firm"),))
    chosen = select(merged, choices=(Choice("stroking", parse_dose("2min")), Choice("deep-stroking")))
    assert compose(general(merged), chosen).audience == "professional"
    assert merged.techniques["deep-stroking"].pressure.max == 5


def test_a_later_library_must_not_loosen_an_earlier_one(problems_of: Callable[..., list[str]]) -> None:
    first = {
        "facts/rules.yaml": _rule("warm-hands", "kind: technique", "families: [friction, kneading]"),
        "text/en/rules.yaml": "warm-hands: {text: Warm your hands first.}\n",
    }
    second = {
        "facts/rules.yaml": _rule("warm-hands", "kind: technique", "families: [friction]"),
        "text/en/rules.yaml": "warm-hands: {text: Cold hands will do.}\n",
    }
    assert problems_of(first=first, second=second) == [
        "second/facts/rules.yaml:3:13: rules 'warm-hands': families without kneading is looser than the one of first; "
        "add kneading",
        "second/text/en/rules.yaml:1:1: rules 'warm-hands': this would replace the one of first, which people's "
        "safety rests on; remove it, or choose another id",
    ]


def test_problems_of_several_libraries_and_of_the_places_between_them_come_together(
    problems_of: Callable[..., list[str]],
) -> None:
    first = {"facts/core.yaml": "panels: [{id: notice, phrases: [tea, milk]}]\n"}
    second = {
        "facts/core.yaml": "panels: [{id: notice, phrases: [milk, water]}]\n",
        "text/en/core.yaml": "notice: {phrases: {tea: Tea.}, sentences: [ask-first, tea, wine]}\n",
    }
    assert problems_of(first=first, second=second) == [
        "first/facts/core.yaml:1:38: missing words for the phrase 'milk' in the core.yaml of the words; add them there",
        "second/facts/core.yaml:1:39: missing words for the phrase 'water' in the core.yaml of the words; "
        "add them there",
        "second/text/en/core.yaml:1:60: unknown phrase 'wine'; known: ask-first, face-down, stop-sign, tea",
    ]


def test_a_technique_of_a_later_library_is_blamed_for_a_routine_of_an_earlier_one(
    problems_of: Callable[..., list[str]],
) -> None:
    routine = (
        "evening:\n  minutes: 3\n  for: lay\n  steps: [{technique: stroking, dose: 3min}]\n"
        "  basis: editorial\n  sources: [{doc: ours, under: Routines}]\n"
    )
    technique = (LIBRARIES / "bad-technique" / "facts" / "techniques.yaml").read_text(encoding="utf-8")
    stroking = technique[technique.index("stroking:\n  families: [effleurage]\n  phase: main\n  position") :]
    stroking = stroking[stroking.index("\nstroking:") + 1 :].replace("phase: main", "phase: warm-up")
    lines = problems_of(
        first={"facts/routines.yaml": routine, "text/en/routines.yaml": "evening: {title: Evening, about: Short.}\n"},
        second={"facts/techniques.yaml": stroking},
    )
    assert (
        "second/facts/techniques.yaml:1:1: this breaks the routine 'evening' (stroking: 3min is less than the limit; "
        "write 4min to 5min); change this, or replace the routine as well"
    ) in lines
    assert all(line.startswith("second/facts/techniques.yaml:1:1: this breaks the routine") for line in lines)


def test_problems_of_catalogue_and_library_come_together(mini_root: Path, tmp_path: Path) -> None:
    (mini_root / "facts" / "edition.yaml").unlink()
    _write(tmp_path / "own", "facts/pain.yaml", "pulling: [\n")
    with pytest.raises(ContentError) as caught:
        load(mini_root, libraries=(tmp_path / "own",))
    assert [str(problem).removeprefix(f"{tmp_path}/") for problem in caught.value.problems] == [
        "mini/facts/edition.yaml: the file is missing; add it",
        "own/facts/pain.yaml:2:1: a value is missing here; write it, or close the list or mapping with ']' or '}'",
    ]


def test_a_language_of_its_own_must_be_complete(tmp_path: Path) -> None:
    shipped = Path(__file__).parents[2] / "assets" / "catalog" / "text" / "en"
    shutil.copytree(shipped, tmp_path / "own" / "text" / "xx")
    assert load(language="xx", libraries=(tmp_path / "own",)).label("client") == "Client"
    (tmp_path / "own" / "text" / "xx" / "rules.yaml").unlink()
    with pytest.raises(ContentError) as caught:
        load(language="xx", libraries=(tmp_path / "own",))
    assert str(caught.value) == f"{tmp_path}/own/text/xx/rules.yaml: the file is missing; add it"


def test_a_language_that_nobody_has_is_told_with_those_there_are(tmp_path: Path) -> None:
    _write(tmp_path / "own", "text/xx/rules.yaml", "{}\n")
    with pytest.raises(ContentError) as caught:
        load(language="pl", libraries=(tmp_path / "own",))
    assert str(caught.value) == "catalog/text: there are no words in the language 'pl'; known: en, xx"


def test_a_library_that_is_not_there_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(FileError) as caught:
        load(libraries=(tmp_path / "nowhere",))
    assert str(caught.value) == f"{tmp_path}/nowhere: there is no such file or folder; check the path"


def test_places_lead_to_the_file_that_has_the_last_word(library: Callable[[str], Path]) -> None:
    stack = read(libraries=(library("good-stricter"), library("good-words"))).stack

    def place(*location: str | int) -> str:
        found = stack.place(location)
        assert found is not None
        return f"{found.file}:{found.line}"

    assert place("conditions", "osteoporosis", "effect") == "good-stricter/facts/conditions.yaml:3"
    assert place("core", "panels", 2, "phrases", 18) == "good-stricter/facts/core.yaml:2"
    assert place("core", "panels", 2, "phrases", 3).startswith("catalog/facts/core.yaml:")
    assert place("core", "panels", 2, "signal").startswith("catalog/facts/core.yaml:")
    assert place("text", "core", "warning", "phrases", "no-weak-bones") == "good-stricter/text/en/core.yaml:4"
    assert place("text", "core", "warning", "phrases", "clots").startswith("catalog/text/en/core.yaml:")
    assert place("text", "interface", "labels", "client") == "good-words/text/en/interface.yaml:2"
    assert place("text", "interface", "labels", "date").startswith("catalog/text/en/interface.yaml:")
    assert place("text", "glossary", "gliding") == "good-words/text/en/glossary.yaml:1"
    assert place("text", "alt", "then").startswith("catalog/text/en/alt.yaml:")
    assert stack.place(("nothing", "here")) is None


def _rule(id_: str, *lines: str) -> str:
    given = (*lines, "basis: editorial", "sources: [{doc: ours, under: Comfort}]")
    return f"{id_}:\n" + "".join(f"  {line}\n" for line in given)


def _write(folder: Path, file: str, text: str) -> None:
    path = folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
