from __future__ import annotations

from difflib import SequenceMatcher

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardgen.content.suggest import _LONGEST, likely, nearest

IDS = ("effleurage-oil", "stroking", "deep-stroking", "kneading-circular", "kneading-picking-up", "fan", "clapping")


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("effluerage", "; did you mean effleurage-oil?"),
        ("Stroking", "; did you mean stroking?"),
        ("deepstroking", "; did you mean deep-stroking?"),
        ("claping", "; did you mean clapping?"),
        ("kneading-circulr", "; did you mean kneading-circular?"),
    ],
)
def test_a_near_miss_is_recognised(word: str, expected: str) -> None:
    assert nearest(word, IDS) == expected


def test_words_that_come_equally_near_are_all_suggested() -> None:
    assert nearest("tab", ("tap", "tub", "glide")) == "; did you mean tap or tub?"


def test_what_is_known_is_listed_where_nothing_comes_near() -> None:
    assert nearest("xyz", ("a4", "letter")) == "; known: a4, letter"
    assert nearest("", ("a4", "letter")) == "; known: a4, letter"
    assert nearest("xyz", [f"id-{n:02}" for n in range(15)]).endswith("id-10, id-11 and 3 more")
    assert nearest("xyz", ()) == ""


def test_only_the_beginning_of_an_endless_word_is_compared() -> None:
    assert nearest("stroking".ljust(_LONGEST) + "x" * 100_000, IDS) == nearest("stroking".ljust(_LONGEST), IDS)


@given(st.text(max_size=30), st.lists(st.text(min_size=1, max_size=10), max_size=5))
def test_only_known_words_are_suggested(word: str, known: list[str]) -> None:
    said = nearest(word, known)
    assert bool(said) == bool(known)
    if said.startswith("; did you mean "):
        assert any(candidate in said for candidate in known)


@given(st.sampled_from(IDS))
def test_a_known_word_is_nearest_to_itself(word: str) -> None:
    assert nearest(word, IDS) == f"; did you mean {word}?"


WORDS = st.text(alphabet="abcde", min_size=1, max_size=8)


@given(WORDS, st.lists(WORDS, max_size=12, unique=True), st.sampled_from([0.6, 0.8]))
def test_the_bounds_that_spare_comparisons_change_nothing(word: str, known: list[str], least: float) -> None:
    likeness = {one: SequenceMatcher(None, one, word, autojunk=False).ratio() for one in known}
    best = max(likeness.values(), default=0.0)
    near = [one for one, ratio in likeness.items() if ratio >= max(best - 0.02, least)]
    assert likely(word, known, least) == (near[:3] if best >= least else [])


def test_how_alike_a_word_must_be_can_be_said() -> None:
    assert likely("hepatitis", ["dermatitis"]) == ["dermatitis"]
    assert likely("hepatitis", ["dermatitis"], 0.8) == []
    assert likely("dermatits", ["dermatitis"], 0.8) == ["dermatitis"]
