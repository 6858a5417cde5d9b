"""The shipped themes: free of findings, and each as good as it says."""

from __future__ import annotations

import pytest

from cardgen.colours import contrast
from cardgen.theme import default_theme, findings, load_theme, themes
from cardgen.theme.pairs import mark_pairs, text_pairs

NAMES = [theme.name for theme in themes()]


def test_these_themes_are_shipped() -> None:
    assert NAMES == ["default", "high-contrast", "mono"]


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_theme_has_no_findings(name: str) -> None:
    assert findings(name) == ()
    assert load_theme(name).name == name


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_theme_has_every_format_with_the_shipped_type(name: str) -> None:
    formats, shipped = load_theme(name).formats, default_theme().formats
    assert {key: form.type for key, form in formats.items()} == {key: form.type for key, form in shipped.items()}


def test_high_contrast_reaches_aaa_for_text_and_more_than_aa_for_marks() -> None:
    theme, shipped = load_theme("high-contrast"), default_theme()
    for pair in text_pairs(theme):
        assert contrast(theme.colour(pair.colour), theme.colour(pair.ground)) >= 7, pair
    for pair in mark_pairs(theme):
        assert contrast(theme.colour(pair.colour), theme.colour(pair.ground)) >= 4.5, pair
    for name, form in theme.formats.items():
        assert form.panel.rule > shipped.formats[name].panel.rule


def test_mono_is_black_ink_alone_without_gray_letters() -> None:
    theme = load_theme("mono")
    assert theme.gray
    assert {ink.cmyk[:3] for ink in theme.palette.values()} == {(0, 0, 0)}
    for pair in text_pairs(theme):
        text = theme.colour(pair.colour)
        assert text.lightness < 25 or text.hex == "#FFFFFF", pair  # a printer breaks gray letters into dots


def test_phases_of_mono_are_told_apart_by_pattern_alone() -> None:
    patterns = [look.pattern for look in load_theme("mono").phases.values()]
    assert len(set(patterns)) == len(patterns)
