"""A small valid catalogue in files, for tests that read it, break it, or need techniques with round numbers."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import get_args, get_origin

import pytest
import yaml
from pydantic import BaseModel

from cardgen.content.catalog import load
from cardgen.content.model import Catalog
from cardgen.content.motion import Pattern
from cardgen.content.words import AltWords, Interface
from cardgen.errors import CardgenError

MINI = Path(__file__).parent / "mini"
"""All files of the small catalogue but the two whose keys follow from the models."""


@pytest.fixture
def mini_root(tmp_path: Path) -> Path:
    """The folder of a small valid catalogue, which the test may change."""
    return _written(tmp_path)


@pytest.fixture(scope="session")
def mini_catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """The small catalogue, read: techniques glide, knead, press, tap and rest; routines short and whole."""
    return load(_written(tmp_path_factory.mktemp("catalog")))


@pytest.fixture
def problems_of(mini_root: Path) -> Callable[[], list[str]]:
    """Read the small catalogue and return its problems as lines, with paths relative to its folder."""

    def read() -> list[str]:
        with pytest.raises(CardgenError) as caught:
            load(mini_root)
        return [str(problem).removeprefix(f"{mini_root}/") for problem in caught.value.problems]

    return read


def _written(folder: Path) -> Path:
    root = folder / "mini"
    shutil.copytree(MINI, root)
    (root / "text" / "en" / "alt.yaml").write_text(_alt(), encoding="utf-8")
    (root / "text" / "en" / "interface.yaml").write_text(_interface(), encoding="utf-8")
    return root


@cache
def _alt() -> str:
    ways = {"up": "from {start} up to {end}", "down": "from {start} down to {end}", "within": "over {start}"}
    patterns = dict.fromkeys(get_args(Pattern), "a line {where}, {way}") | {"key": "a key, {directions}"}
    return _dumped({"ways": ways, "patterns": patterns, "avoided": "not on {zones}"}, AltWords)


@cache
def _interface() -> str:
    labels = {"about": "about {minutes} min", "client": "Client"}
    pressure = {str(level): f"level {level}" for level in range(1, 6)}
    return _dumped({"labels": labels, "pressure": pressure}, Interface)


def _dumped(words: dict[str, object], model: type[BaseModel]) -> str:
    """Return words as YAML: those given first, so that their lines stay where they are, then plain ones."""
    rest = {name: _plain(name, field.annotation) for name, field in model.model_fields.items() if name not in words}
    return yaml.safe_dump(words | rest, sort_keys=False)


def _plain(name: str, annotation: object) -> object:
    if get_origin(annotation) is not dict:
        return f"the {name}"
    keys, value = get_args(annotation)
    return {key: [f"{key} {name}"] if get_origin(value) is tuple else f"the {key}" for key in get_args(keys)}
