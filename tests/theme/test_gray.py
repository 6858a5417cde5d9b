"""One colour: every gray has the luminance of its colour, and everything is told apart as before."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardgen.colours import contrast
from cardgen.theme import Theme, default_theme, gray, load_theme, themes
from cardgen.theme.model import Ink
from cardgen.theme.pairs import mark_pairs, text_pairs

NAMES = [theme.name for theme in themes()]


@pytest.fixture(params=NAMES)
def theme(request: pytest.FixtureRequest) -> Theme:
    return load_theme(request.param)


def test_only_black_ink_is_left(theme: Theme) -> None:
    for ink in gray(theme).palette.values():
        assert ink.hex[1:3] == ink.hex[3:5] == ink.hex[5:7]
        assert ink.cmyk[:3] == (0, 0, 0)
    assert gray(theme).gray


def test_gray_leaves_everything_else_and_a_gray_theme_as_it_is(theme: Theme) -> None:
    once = gray(theme)
    assert once.model_copy(update={"palette": theme.palette, "gray": theme.gray}) == theme
    assert gray(once) == once


def test_black_and_white_stay_and_the_ink_grows_as_the_gray_darkens() -> None:
    palette = gray(default_theme()).palette
    assert (palette["black"].hex, palette["black"].cmyk) == ("#000000", (0, 0, 0, 100))
    assert (palette["white"].hex, palette["white"].cmyk) == ("#FFFFFF", (0, 0, 0, 0))
    shares = [ink.cmyk[3] for ink in sorted(palette.values(), key=lambda ink: ink.hex)]
    assert shares == sorted(shares, reverse=True)


@given(st.integers(0, 0xFFFFFF))
def test_a_colour_keeps_its_lightness(value: int) -> None:
    shipped = default_theme()
    ink = Ink(hex=f"#{value:06X}", cmyk=(0, 0, 0, 0))
    theme = shipped.model_copy(update={"palette": {**shipped.palette, "mist": ink}})
    assert gray(theme).colour("mist").lightness == pytest.approx(theme.colour("mist").lightness, abs=0.3)


def test_texts_and_marks_keep_their_contrast(theme: Theme) -> None:
    plain = gray(theme)
    for pairs, least in ((text_pairs(theme), theme.contrast.text), (mark_pairs(theme), theme.contrast.marks)):
        for pair in pairs:
            assert contrast(plain.colour(pair.colour), plain.colour(pair.ground)) >= least, pair


def test_any_two_phases_and_panels_are_told_apart(theme: Theme) -> None:
    plain = gray(theme)
    for one, other in combinations(plain.phases.values(), 2):
        apart = abs(plain.colour(one.fill).lightness - plain.colour(other.fill).lightness)
        assert one.pattern != other.pattern or apart >= 12
    for first, second in combinations(plain.signals.values(), 2):
        assert abs(plain.colour(first.ground).lightness - plain.colour(second.ground).lightness) >= 12
    assert [plain.signals[word].alert for word in ("WARNING", "CAUTION", "NOTICE")] == [True, True, False]
