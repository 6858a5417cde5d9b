"""Stages: each work takes them in its order, and none ends for another's mistake."""

from __future__ import annotations

import datetime as dt
import gc
import weakref

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardgen.errors import CardgenError, Collector, ContentError, Problem
from cardgen.loading import load
from cardgen.pipeline import card_in_stages, make_card
from cardgen.request import CardRequest, Sources
from cardgen.stages import Stages, alone, together

CLOCK = dt.datetime(2026, 11, 20, 9, 30, 15, tzinfo=dt.UTC)


def work(name: str, stages: int, said: list[str], *, fails: bool = False) -> Stages[str]:
    for stage in range(stages):
        said.append(f"{name}{stage}")
        yield
    if fails:
        raise ContentError(Problem(name, 0, 0, "wrong"))
    return name


def test_works_take_each_stage_together() -> None:
    said: list[str] = []
    assert together([work("a", 2, said), work("b", 0, said), work("c", 3, said)]) == ["a", "b", "c"]
    assert said == ["a0", "c0", "a1", "c1", "c2"]


@given(st.lists(st.tuples(st.integers(0, 4), st.booleans()), max_size=8))
def test_what_comes_of_a_work_is_what_comes_of_it_alone(kinds: list[tuple[int, bool]]) -> None:
    made = together(work(str(index), stages, [], fails=fails) for index, (stages, fails) in enumerate(kinds))
    assert len(made) == len(kinds)
    for index, (result, (stages, fails)) in enumerate(zip(made, kinds, strict=True)):
        if fails:
            assert isinstance(result, ContentError)
            with pytest.raises(ContentError) as error:
                alone(work(str(index), stages, [], fails=fails))
            assert result.problems == error.value.problems
        else:
            assert result == alone(work(str(index), stages, [])) == str(index)


def test_an_error_that_is_kept_keeps_nothing_alive() -> None:
    class Held:
        """What the work has in its hands when it fails."""

    seen: list[weakref.ref[Held]] = []

    def failing() -> Stages[str]:
        held = Held()
        seen.append(weakref.ref(held))
        yield
        raise ContentError(Problem("here", 0, 0, "wrong"))

    gc.disable()
    try:
        (error,) = together([failing()])
        assert isinstance(error, CardgenError)
        assert seen[0]() is None
    finally:
        gc.enable()


def test_a_mistake_of_ours_is_no_result() -> None:
    def broken() -> Stages[str]:
        yield
        raise KeyError("ours")

    with pytest.raises(KeyError):
        together([work("a", 3, []), broken()])


def test_a_collector_keeps_the_error_of_a_stage() -> None:
    found = Collector()
    assert alone(found.attempt_stages(work("a", 2, []))) == "a"
    assert alone(found.attempt_stages(work("b", 2, [], fails=True))) is None
    with pytest.raises(ContentError, match="wrong"):
        found.stop()


def test_cards_that_take_their_stages_together_are_the_cards_made_alone() -> None:
    material = load(Sources())
    requests = [
        CardRequest(clock=CLOCK, client="Ann"),
        CardRequest(clock=CLOCK, routine="quick-10", format="a6"),
        CardRequest(clock=CLOCK, routine="nowhere", format="nothing"),
        CardRequest(clock=CLOCK, format="id1", minutes=15),
    ]
    for request, made in zip(requests, together(card_in_stages(one, material) for one in requests), strict=True):
        if isinstance(made, CardgenError):
            with pytest.raises(type(made)) as error:
                make_card(request, material)
            assert made.problems == error.value.problems
        else:
            assert made.pdf == make_card(request, material).pdf
    assert isinstance(made, CardgenError) is False
