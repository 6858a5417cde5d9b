"""A new library: ready to run, clean, and written whole or not at all."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from cardgen import config, scaffold, schema
from cardgen.content.catalog import read
from cardgen.content.source import Data, parse
from cardgen.errors import FileError
from cardgen.linting.lint import lint
from cardgen.plan import compose
from cardgen.screening import general
from cardgen.selection import select
from cardgen.theme import findings, load_theme

HEADER = re.compile(r"# yaml-language-server: \$schema=(\S+)\n")
SAMPLES = sorted(name for name in scaffold.files() if name.endswith(".yaml"))


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    scaffold.write(tmp_path / "own")
    monkeypatch.chdir(tmp_path / "own")
    return tmp_path / "own"


def test_there_is_a_sample_of_everything() -> None:
    assert {"cardgen.yaml", "facts/techniques.yaml", "text/en/techniques.yaml"} <= set(SAMPLES)
    assert {name.split("/")[0] for name in SAMPLES} == {"cardgen.yaml", "facts", "text", "routines", "templates"}
    assert {f"schemas/{kind}.json" for kind in schema.KINDS} == set(scaffold.files()) - set(SAMPLES)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_sample_points_to_a_schema_that_it_fits(own: Path, name: str) -> None:
    text = (own / name).read_text(encoding="utf-8")
    header = HEADER.match(text)
    assert header is not None
    written = json.loads((own / name).parent.joinpath(header[1]).read_text(encoding="utf-8"))
    data = _plain(parse(text.encode(), name).data)
    assert [error.message for error in Draft202012Validator(written).iter_errors(data)] == []
    assert written == schema.json_schema(Path(header[1]).stem)


def test_it_is_ready_to_run(own: Path) -> None:
    settings = config.read(own / "cardgen.yaml")
    reading = read(libraries=settings.libraries)
    plan = compose(general(reading.catalog), select(reading.catalog, routine="routines/evening.yaml"))
    assert [step.technique_id for step in plan.steps].count("gentle-rocking") == 1
    assert plan.audience == "lay"
    assert settings.theme is not None
    assert load_theme(settings.theme, settings.libraries).name == settings.theme


def test_it_is_clean(own: Path) -> None:
    assert lint(read(libraries=(own,)), dt.date(2026, 12, 1)) == ()
    assert findings("own", (own,)) == ()


def test_the_comments_of_the_settings_are_settings(own: Path) -> None:
    text = (own / "cardgen.yaml").read_text(encoding="utf-8")
    for key in config.ConfigFile.model_fields:
        assert re.search(rf"^(# )?{key}: ", text, re.MULTILINE), key
    (own / "cardgen.yaml").write_text(re.sub(r"^# (?=\w+: )", "", text, flags=re.MULTILINE), encoding="utf-8")
    assert config.read(own / "cardgen.yaml").emergency_number == "112"


def test_an_empty_folder_is_filled_and_stays_the_same(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    before = tmp_path.stat().st_ino
    scaffold.write(tmp_path)
    assert tmp_path.stat().st_ino == before
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        ".git", "cardgen.yaml", "facts", "routines", "schemas", "templates", "text",
    ]  # fmt: skip


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text("mine", encoding="utf-8")
    with pytest.raises(FileError) as caught:
        scaffold.write(tmp_path)
    assert str(caught.value) == f"{tmp_path}: the folder is not empty; name a new one, which cardgen makes"
    assert [path.name for path in tmp_path.iterdir()] == ["own.yaml"]


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "own").write_text("mine", encoding="utf-8")
    with pytest.raises(FileError):
        scaffold.write(tmp_path / "own")
    assert (tmp_path / "own").read_text(encoding="utf-8") == "mine"
    assert [path.name for path in tmp_path.iterdir()] == ["own"]


def test_a_folder_in_nowhere_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(FileError) as caught:
        scaffold.write(tmp_path / "no" / "where")
    assert str(caught.value) == f"{tmp_path}/no/where: there is no such file or folder; check the path"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("exists", [False, True])
def test_nothing_is_left_behind_when_it_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, exists: bool) -> None:
    folder = tmp_path / "own"
    if exists:
        folder.mkdir()
    moves: list[str] = []
    rename = Path.rename

    def full(path: Path, target: Path) -> Path:
        moves.append(path.name)
        if len(moves) > (2 if exists else 0):
            raise OSError(28, os.strerror(28))
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", full)
    with pytest.raises(FileError, match="the disk is full"):
        scaffold.write(folder)
    assert list(tmp_path.rglob("*")) == ([folder] if exists else [])


def _plain(data: Data) -> object:
    if isinstance(data, dict):
        return {key: _plain(value) for key, value in data.items()}
    return [_plain(value) for value in data] if isinstance(data, tuple) else data
