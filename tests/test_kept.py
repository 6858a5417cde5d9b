"""What is worked out once: for this object and no other, as long as it lives, and not without bounds."""

from __future__ import annotations

import datetime as dt
import gc
from dataclasses import dataclass
from weakref import ref

import pytest

from cardgen.content.model import Catalog
from cardgen.document import Imprint
from cardgen.kept import kept
from cardgen.person import Finding, Person
from cardgen.phrasing import build
from cardgen.plan import compose
from cardgen.provenance import made_from
from cardgen.screening import general, screen
from cardgen.selection import select

CLOCK = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Word:
    """Something that equals others, and has no hash that would be quick."""

    text: str

    def __hash__(self) -> int:
        raise AssertionError("a catalogue is never hashed")


def test_a_result_is_worked_out_once_for_each_value() -> None:
    asked: list[str] = []

    @kept(most=2)
    def ending(word: Word, letters: int, *, upper: bool = False) -> tuple[str, ...]:
        """Say how a word ends."""
        asked.append(f"{word.text}{letters}{upper}")
        return ((word.text.upper() if upper else word.text)[-letters:],)

    word = Word("massage")
    assert ending(word, 3) is ending(word, 3)
    assert ending(word, 3) == ("age",)
    assert ending(word, 3, upper=True) == ("AGE",)
    assert asked == ["massage3False", "massage3True"]
    assert ending.__doc__ == "Say how a word ends."


def test_objects_are_told_apart_even_if_they_are_equal() -> None:
    @kept()
    def itself(word: Word) -> list[str]:
        return [word.text]

    one, other = Word("back"), Word("back")
    assert one == other
    assert itself(one) is not itself(other)
    assert itself(one) is itself(one)


def test_what_was_asked_for_longest_ago_goes_first() -> None:
    asked: list[int] = []

    @kept(most=2)
    def repeated(word: Word, times: int) -> str:
        asked.append(times)
        return word.text * times

    word = Word("x")
    for times in (1, 2, 1, 3, 1, 2):
        repeated(word, times)
    assert asked == [1, 2, 3, 2]


def test_an_object_and_what_follows_from_it_are_freed() -> None:
    @kept()
    def alike(word: Word) -> Word:
        return Word(word.text)

    word = Word("back")
    lives, follows = ref(word), ref(alike(word))
    assert follows() is not None
    del word
    assert lives() is None
    assert follows() is None


def test_an_error_is_not_kept() -> None:
    tried: list[str] = []

    @kept()
    def refused(word: Word) -> str:
        tried.append(word.text)
        raise ValueError(word.text)

    word = Word("no")
    for _ in range(2):
        with pytest.raises(ValueError, match="no"):
            refused(word)
    assert len(tried) == 2


def test_a_catalogue_is_freed_after_its_cards(catalog: Catalog) -> None:
    """No result of a function of a catalogue may hold the catalogue: a process may read many."""
    mine = catalog.model_copy()
    lives = ref(mine)
    person = Person((Finding("bruise", frozenset({"lumbar-left"})),), 40, "Ann", CLOCK.date())
    for screening in (general(mine), screen(mine, person, CLOCK.date())):
        plan = compose(screening, select(mine))
        build(plan, Imprint(clock=CLOCK, emergency_number="112"))
        made_from(mine, "card", (plan,), format_="a5", theme="default")
    del mine, screening, plan
    gc.collect()
    assert lives() is None
