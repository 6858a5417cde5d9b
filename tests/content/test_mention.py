"""A term counts as used where it is a word of its own, also in the plural."""

from __future__ import annotations

import pytest

from cardgen.content.mention import mentions


@pytest.mark.parametrize("text", ["Friction", "small frictions.", "deep-friction rub", "(friction)"])
def test_words_of_their_own_count(text: str) -> None:
    assert mentions(text, "friction")
    assert mentions(text, "Friction")


@pytest.mark.parametrize("text", ["", "frictional", "affriction", "fric tion"])
def test_parts_of_words_do_not_count(text: str) -> None:
    assert not mentions(text, "friction")


def test_a_term_is_no_pattern() -> None:
    assert mentions("varicose veins", "varicose vein")
    assert not mentions("discs", "d.sc")
