"""What a format of some kind must have, and how large a card's measures may be."""

from __future__ import annotations

from pathlib import Path

import pytest

from cardgen.errors import ContentError
from cardgen.theme import load_theme
from cardgen.theme.kind_checks import CARD_MOST
from cardgen.units import parse_length


def theme_with(folder: Path, formats: str) -> str:
    file = folder / "own.yaml"
    file.write_text(f"extends: default\nformats:\n  {formats}\n")
    return str(file)


@pytest.mark.parametrize("path", CARD_MOST)
def test_a_measure_that_a_poster_may_have_is_too_large_for_a_card(tmp_path: Path, path: tuple[str, ...]) -> None:
    most = parse_length(CARD_MOST[path])
    inner = f"{most + 3}pt"
    for part in reversed(path):
        inner = f"{{{part}: {inner}}}"
    with pytest.raises(ContentError, match=rf"{'.'.join(path)} in a5 is .*out of bounds for a card"):
        load_theme(theme_with(tmp_path, f"a5: {inner}"))
    load_theme(theme_with(tmp_path, f"a2: {inner}"))


def test_a_poster_of_ones_own_is_like_another(tmp_path: Path) -> None:
    trim = "trim: {width: 500mm, height: 700mm}"
    theme = load_theme(theme_with(tmp_path, f"door: {{like: a2, {trim}}}"))
    assert "door" in theme.posters
    assert "door" not in theme.cards


def test_a_poster_without_its_measures_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="add poster, or like: a2"):
        load_theme(theme_with(tmp_path, "wall: {like: a4, kind: poster}"))


def test_margins_leave_a_page(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="half of the page"):
        load_theme(theme_with(tmp_path, "a3: {poster: {margin: 90mm}}"))
