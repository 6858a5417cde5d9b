"""Reading a folder of files: all of them or every problem, shipped or not."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import ValidationError

from cardgen import files
from cardgen.content.catalog import FACTS, WORDS, load
from cardgen.content.model import Catalog
from cardgen.errors import ContentError, FileError
from cardgen.resources import data_root

CASES = Path(__file__).parent / "cases" / "catalog"


def test_the_small_catalogue_is_read_in_the_order_of_its_files(mini_catalog: Catalog) -> None:
    assert list(mini_catalog.techniques) == ["glide", "knead", "press", "tap", "rest"]
    assert str(mini_catalog.routines["short"].steps[2].dose) == "20x"
    assert mini_catalog.label("client") == "Client"


def test_a_catalogue_is_frozen(mini_catalog: Catalog) -> None:
    with pytest.raises(ValidationError):
        mini_catalog.techniques["glide"].phase = "main"  # type: ignore[misc]


def test_the_shipped_catalogue_is_valid(catalog: Catalog) -> None:
    assert len(catalog.techniques) == 12
    assert "lower-back" in catalog.routines


def test_the_files_are_those_of_the_model() -> None:
    assert {"edition", "techniques", "core"} < set(FACTS)
    assert "text" not in FACTS
    assert {"techniques", "alt", "interface"} < set(WORDS)


@pytest.mark.parametrize("case", sorted(CASES.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_problem_is_told_in_an_authors_words(
    mini_root: Path, problems_of: Callable[[], list[str]], case: Path
) -> None:
    shutil.copy(case, (mini_root / case.stem.split("--")[0].replace(".", "/")).with_suffix(".yaml"))
    lines = problems_of()
    assert lines == case.with_suffix(".txt").read_text(encoding="utf-8").splitlines()
    assert not [line for line in lines if "Input should" in line or "pydantic" in line.lower()]


def test_problems_of_several_files_come_together_and_in_order(
    mini_root: Path, problems_of: Callable[[], list[str]]
) -> None:
    (mini_root / "facts" / "rules.yaml").write_text("not-on-spine: [\n")
    (mini_root / "facts" / "pain.yaml").write_text("pulling: {basis: guess, sources: [{doc: book, under: Pain}]}\n")
    (mini_root / "text" / "en" / "pain.yaml").unlink()
    (mini_root / "text" / "en" / "pains.yaml").write_text("{}")
    (mini_root / "facts" / "notes").mkdir()
    assert problems_of() == [
        "facts/notes: no file of this name belongs here; did you mean notes.yaml?",
        "facts/pain.yaml:1:18: unknown value 'guess'; known: source, editorial, safer",
        "facts/rules.yaml:2:1: a value is missing here; write it, or close the list or mapping with ']' or '}'",
        "text/en/pain.yaml: the file is missing; add it",
        "text/en/pains.yaml: no file of this name belongs here; did you mean pain.yaml?",
    ]


def test_a_missing_language_is_told_beside_the_problems_of_the_facts(mini_root: Path) -> None:
    (mini_root / "facts" / "edition.yaml").unlink()
    with pytest.raises(ContentError) as caught:
        load(mini_root, "pl")
    assert [str(problem).removeprefix(f"{mini_root}/") for problem in caught.value.problems] == [
        "facts/edition.yaml: the file is missing; add it",
        "text: there are no words in the language 'pl'; known: en",
    ]


def test_a_language_is_no_path(mini_root: Path) -> None:
    with pytest.raises(ContentError, match="no words in the language"):
        load(mini_root, "../facts")


def test_hidden_files_are_left_alone(mini_root: Path) -> None:
    (mini_root / "facts" / ".DS_Store").write_bytes(b"\0")
    assert load(mini_root).edition.version == "2026.1"


def test_a_folder_that_is_not_there_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(FileError) as caught:
        load(tmp_path / "nowhere")
    assert str(caught.value).startswith(f"{tmp_path / 'nowhere' / 'facts'}: ")


def test_problems_of_the_shipped_catalogue_are_shown_from_its_folder(
    mini_root: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assets = tmp_path / "data" / "assets"
    assets.mkdir(parents=True)
    (assets / "catalog").symlink_to(mini_root)
    monkeypatch.setattr("cardgen.content.catalog.data_root", lambda: tmp_path / "data")
    (mini_root / "facts" / "core.yaml").unlink()
    with pytest.raises(ContentError) as caught:
        load()
    assert str(caught.value) == "catalog/facts/core.yaml: the file is missing; add it"


def test_every_file_of_the_shipped_catalogue_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Path] = []
    read = files.read

    def counted(path: Path, **options: int) -> bytes:
        opened.append(path)
        return read(path, **options)

    monkeypatch.setattr(files, "read", counted)
    load()
    assert sorted(opened) == sorted((data_root() / "assets" / "catalog").rglob("*.yaml"))
