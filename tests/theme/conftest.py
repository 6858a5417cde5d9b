"""What the tests of themes share: files of one's own, and the problems in them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from cardgen.errors import ContentError
from cardgen.theme import load_theme

Write = Callable[[str, str], Path]
Wrong = Callable[[str], list[str]]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a theme file below a folder of the test's own."""

    def written(name: str, text: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text), encoding="utf-8")
        return path

    return written


@pytest.fixture
def wrong(write: Write) -> Wrong:
    """Load a theme that cannot be used, and return its problems without the file's folder."""

    def found(text: str) -> list[str]:
        path = write("mine.yaml", text)
        with pytest.raises(ContentError) as caught:
            load_theme(path)
        return [str(problem).replace(f"{path.parent}/", "") for problem in caught.value.problems]

    return found
