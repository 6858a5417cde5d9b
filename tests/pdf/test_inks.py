"""Colours as a file writes them: for a screen, and for the plates of a press."""

from __future__ import annotations

import pytest

from cardgen.colours import Colour
from cardgen.pdf.inks import ON_BLACK, Use, press_inks, screen_inks
from cardgen.theme import load_theme
from cardgen.theme.pairs import text_pairs

TEAL = Colour("#0F454D", (89, 51, 45, 45))


@pytest.mark.parametrize(("use", "operator"), [("text", "rg"), ("fill", "rg"), ("stroke", "RG")])
def test_a_screen_gets_red_green_and_blue(use: Use, operator: str) -> None:
    assert screen_inks("teal900", TEAL, use) == f"0.059 0.271 0.302 {operator}"


@pytest.mark.parametrize(("use", "operator"), [("text", "k"), ("fill", "k"), ("stroke", "K")])
def test_a_press_gets_the_inks_of_the_theme(use: Use, operator: str) -> None:
    assert press_inks("teal900", TEAL, use) == f"0.89 0.51 0.45 0.45 {operator}"


@pytest.mark.parametrize("name", sorted(ON_BLACK))
def test_text_to_read_is_printed_with_black_alone_and_full(name: str) -> None:
    dark = Colour("#17292D", (77, 60, 56, 60))
    assert press_inks(name, dark, "text") == "0 0 0 1 k"
    assert press_inks(name, dark, "fill") == "0.77 0.6 0.56 0.6 k"
    assert press_inks(name, dark, "stroke") == "0.77 0.6 0.56 0.6 K"


@pytest.mark.parametrize("theme", ["default", "high-contrast", "mono"])
def test_black_text_stands_on_light_grounds_only(theme: str) -> None:
    loaded = load_theme(theme)
    grounds = {pair.ground for pair in text_pairs(loaded) if pair.colour in ON_BLACK}
    assert grounds
    assert all(loaded.colour(name).lightness > 60 for name in grounds)
    assert all(loaded.palette[name].cmyk[3] < 50 for name in grounds)
