"""Formats of booklets, and measures that none may have."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cardgen.errors import ContentError
from cardgen.theme import default_theme, format_of, load_theme
from cardgen.theme.booklets import booklet_format
from cardgen.units import MM, Size

Write = Callable[[str, str], Path]
Wrong = Callable[[str], list[str]]


def own(text: str) -> str:
    return f"extends: default\nformats:\n  booklet-a5: {{booklet: {{{text}}}}}\n"


def test_the_names_of_formats_need_no_prefix() -> None:
    theme = default_theme()
    assert booklet_format(theme, "a5") is booklet_format(theme, "booklet-a5") is theme.booklets["booklet-a5"]
    assert booklet_format(theme, "a5").size == Size(148.5 * MM, 210 * MM)  # half of A4, unlike the card
    assert booklet_format(theme, "half-letter").size == Size(5.5 * 72, 8.5 * 72)
    with pytest.raises(ContentError, match="unknown booklet format 'a66'; did you mean a6"):
        booklet_format(theme, "a66")
    with pytest.raises(ContentError, match="unknown booklet format 'a4'"):
        booklet_format(theme, "a4")


def test_a_card_is_not_made_in_the_format_of_a_booklet() -> None:
    with pytest.raises(ContentError, match="booklet-a6 is for a booklet, not for a card; use cardgen booklet"):
        format_of(default_theme(), "booklet-a6")


def test_a_format_of_ones_own(write: Write) -> None:
    text = "extends: default\nformats:\n  slim: {like: booklet-a5, trim: {width: 130mm}}\n"
    assert booklet_format(load_theme(write("mine.yaml", text)), "slim").size.width == 130 * MM


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("outer: 30mm, gutter: 40mm", "outer and gutter of booklet-a5 leave 78.5 mm of 148.5 mm to the content"),
        ("gutter: 8mm", "the gutter of booklet-a5 is 8 mm; write 10 mm or more"),
        ("foot: 8mm", "so that no page number is cut"),
        ("figure_floor: 70mm", "figure_floor of booklet-a5 is above figure"),
        ("tabs: {reach: 300mm}", "the tabs of booklet-a5 reach 314 mm down"),
        ("outer: 9mm", "the open tab of booklet-a5 is deeper than its outer margin"),
        ("band: 20mm", "head of booklet-a5 is 12 mm, less than 20 mm"),
    ],
)
def test_measures_that_no_page_may_have(wrong: Wrong, text: str, message: str) -> None:
    assert any(message in found for found in wrong(own(text)))


def test_a_booklet_has_a_booklets_measures(wrong: Wrong) -> None:
    (message,) = wrong("extends: default\nformats:\n  mine: {like: a5, kind: booklet}\n")
    assert "mine is of kind: booklet and has no measures of one" in message
