"""Building again: at once, on every change, never without one; whatever happens to the files meanwhile."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
import watchfiles

from cardgen import watch
from cardgen.errors import CardgenError, ContentError, Problem
from cardgen.request import Sources
from cardgen.watch import follow, sources_of


class Enough(Exception):
    """Ends a test's loop."""


class Builder:
    """Counts builds, and does something to the files after each: what a user does while watching."""

    def __init__(self, *meanwhile: Callable[[], object]) -> None:
        self.meanwhile = iter(meanwhile)
        self.builds = 0
        self.failures: list[CardgenError] = []

    def build(self) -> None:
        self.builds += 1
        try:
            next(self.meanwhile)()
        except StopIteration:
            raise Enough from None


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "LOOK_AGAIN", 50)
    monkeypatch.setattr(watch, "DEBOUNCE", 20)
    monkeypatch.setattr(watch, "QUIET", 5)


def touch(path: Path, text: str = "x") -> Callable[[], None]:
    def change() -> None:
        path.write_text(text + path.read_text() if path.exists() else text)

    return change


def run(builder: Builder, paths: Callable[[], Iterator[Path]]) -> None:
    asked = count()

    def some() -> Iterator[Path]:
        assert next(asked) < 100, "a change was missed"
        return paths()

    with pytest.raises(Enough):
        follow(some, builder.build, builder.failures.append)


def test_a_change_while_building_is_not_missed(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    builder = Builder(touch(file), touch(file), touch(file))
    run(builder, lambda: iter([file]))
    assert builder.builds == 4


def test_a_file_that_goes_and_comes_back_is_a_change_each_time(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    builder = Builder(touch(file), file.unlink, touch(file), lambda: replace(file))
    run(builder, lambda: iter([file]))
    assert builder.builds == 5


def replace(file: Path) -> None:
    """Save as many editors do: the same bytes under a new inode."""
    beside = file.with_suffix(".new")
    beside.write_bytes(file.read_bytes())
    os.utime(beside, ns=(file.stat().st_atime_ns, file.stat().st_mtime_ns))
    beside.replace(file)


@pytest.mark.parametrize("name", ["a.yaml", "missing/a.yaml"])
def test_an_event_wakes_it_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(watch, "LOOK_AGAIN", 20_000)
    file = tmp_path / name
    asked = count()

    def change() -> None:
        file.parent.mkdir(exist_ok=True)
        touch(file)()

    def paths() -> Iterator[Path]:
        if next(asked) == 1:  # it has built, and is about to wait
            threading.Timer(0.2, change).start()
        yield file

    began = time.monotonic()
    builder = Builder(lambda: None)
    run(builder, paths)
    assert builder.builds == 2
    assert time.monotonic() - began < 10


def test_without_an_event_it_looks_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watchfiles, "watch", lambda *folders, **_: (set() for _ in [0]))
    file = tmp_path / "a.yaml"
    asked = count()
    builder = Builder(lambda: None)

    def paths() -> Iterator[Path]:
        if next(asked) == 5:
            touch(file)()
        yield file

    run(builder, paths)
    assert builder.builds == 2


def test_without_a_change_it_does_not_build_again(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("x")
    asked = iter(range(8))
    builder = Builder(lambda: None)

    def paths() -> Iterator[Path]:
        if next(asked, None) is None:
            raise Enough
        yield file

    run(builder, paths)
    assert builder.builds == 1


def test_an_expected_error_is_told_and_the_next_change_builds(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    error = ContentError(Problem("a.yaml", 1, 1, "wrong"))

    def break_it() -> None:
        touch(file)()
        raise error

    builder = Builder(break_it, touch(file))
    run(builder, lambda: iter([file]))
    assert builder.failures == [error]
    assert builder.builds == 3


def test_a_defect_is_not_swallowed(tmp_path: Path) -> None:
    def fail() -> None:
        raise KeyError("defect")

    with pytest.raises(KeyError):
        follow(lambda: [tmp_path / "a.yaml"], fail, lambda error: None)


def test_other_files_to_watch_after_a_change(tmp_path: Path) -> None:
    first, second = tmp_path / "a.yaml", tmp_path / "b" / "c.yaml"
    second.parent.mkdir()
    names = [first]

    def bring_in() -> None:
        names.append(second)

    builder = Builder(bring_in, touch(second))
    run(builder, lambda: iter(names))
    assert builder.builds == 3


def test_the_files_of_libraries_and_of_a_themes_folder(tmp_path: Path) -> None:
    library = tmp_path / "library"
    for name in ("facts/techniques.yaml", "text/en/techniques.yaml", "templates/own.yaml", "facts/notes.txt", "x.pdf"):
        (library / name).parent.mkdir(parents=True, exist_ok=True)
        (library / name).touch()
    themes = [tmp_path / "base.yaml", tmp_path / "clinic.yaml"]
    for theme in themes:
        theme.touch()
    found = set(sources_of(Sources(theme=themes[1], libraries=(library,))))
    assert found == {
        library / "facts" / "techniques.yaml",
        library / "text" / "en" / "techniques.yaml",
        library / "templates" / "own.yaml",
        *themes,
    }


def test_a_theme_that_is_not_there_yet_is_waited_for(tmp_path: Path) -> None:
    assert set(sources_of(Sources(theme=tmp_path / "later.yaml"))) == {tmp_path / "later.yaml"}
    assert set(sources_of(Sources(theme="no-such-theme"))) == set()
