"""A term counts as used where it is a word of its own, also in the plural."""

from __future__ import annotations

import pytest

from cardgen.content.mention import mentioned, mentions


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


def test_the_terms_of_a_text_are_those_that_it_mentions_in_their_order() -> None:
    text, terms = "Hacking and small FRICTIONS; discs.", ["disc", "friction", "fric", "hacking", "varicose veins"]
    assert mentioned(text, terms) == ("disc", "friction", "hacking")
    assert mentioned(text, terms) == tuple(term for term in terms if mentions(text, term))
