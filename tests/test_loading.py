"""What a card is made from: every problem of libraries and theme at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from cardgen.errors import ContentError, FileError
from cardgen.loading import load
from cardgen.request import Sources
from cardgen.theme import default_theme


def library(folder: Path, glossary: str, theme: str) -> Path:
    (folder / "text" / "en").mkdir(parents=True)
    (folder / "templates").mkdir()
    (folder / "text" / "en" / "glossary.yaml").write_text(glossary, "utf-8")
    (folder / "templates" / "own.yaml").write_text(theme, "utf-8")
    return folder


def test_without_anything_it_is_what_is_shipped() -> None:
    material = load(Sources())
    assert material.theme is default_theme()
    assert "lower-back" in material.catalog.routines


def test_a_library_brings_words_and_themes(tmp_path: Path) -> None:
    own = library(tmp_path / "own", "tunic: {term: tunic, meaning: a short coat}\n", "extends: mono\n")
    material = load(Sources(theme="own", libraries=(own,)))
    assert material.theme.name == "own"
    assert material.catalog.text.glossary["tunic"].term == "tunic"


def test_gray_applies_to_any_theme() -> None:
    for name in ("default", "high-contrast"):
        theme = load(Sources(theme=name, gray=True)).theme
        assert theme.gray
        assert {ink.cmyk[:3] for ink in theme.palette.values()} == {(0, 0, 0)}
        assert not load(Sources(theme=name)).theme.gray


def test_problems_of_library_and_theme_come_together(tmp_path: Path) -> None:
    own = library(tmp_path / "own", "tunic: {term: tunic}\n", "extends: defalt\n")
    with pytest.raises(ContentError) as caught:
        load(Sources(theme="own", libraries=(own,)))
    assert [str(problem).removeprefix(f"{own}/") for problem in caught.value.problems] == [
        "templates/own.yaml:1:10: unknown theme 'defalt'; did you mean default?",
        "text/en/glossary.yaml:1:1: missing key 'meaning'; add it",
    ]


def test_what_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="no such file or folder"):
        load(Sources(libraries=(tmp_path / "missing",)))
    with pytest.raises(FileError, match="no such file or folder"):
        load(Sources(theme=tmp_path / "missing.yaml"))
