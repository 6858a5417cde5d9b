"""Minutes are spread in proportion, within bounds, exactly, and more of them never shrink a step."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cardgen.minutes import Share, Together, reach, settled, spread


@st.composite
def _share(draw: st.DrawFn) -> Share:
    least = draw(st.integers(1, 6))
    return Share(draw(st.integers(1, 12)), least, least + draw(st.integers(0, 6)))


SHARES = st.lists(_share(), min_size=1, max_size=8)


@settings(max_examples=60, deadline=None)
@given(SHARES)
def test_every_total_within_reach_is_met_exactly_within_bounds(shares: list[Share]) -> None:
    for total in range(reach(shares).least, reach(shares).most + 1):
        minutes = spread(total, shares)
        assert sum(minutes) == total
        assert all(share.least <= given <= share.most for share, given in zip(shares, minutes, strict=True))


@settings(max_examples=60, deadline=None)
@given(SHARES)
def test_one_minute_more_goes_to_one_step_and_shrinks_none(shares: list[Share]) -> None:
    for total in range(reach(shares).least, reach(shares).most):
        grown = [more - less for less, more in zip(spread(total, shares), spread(total + 1, shares), strict=True)]
        assert sorted(grown) == [0] * (len(shares) - 1) + [1]


@settings(max_examples=60, deadline=None)
@given(SHARES, st.integers(1, 20))
def test_totals_out_of_reach_are_refused(shares: list[Share], beyond: int) -> None:
    possible = reach(shares)
    for total in (possible.least - beyond, possible.most + beyond):
        assert total not in possible
        with pytest.raises(ValueError, match="cannot be spread"):
            spread(total, shares)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 9), min_size=1, max_size=8), st.integers(1, 4))
def test_whole_multiples_of_the_weights_are_met_exactly(weights: list[int], factor: int) -> None:
    shares = [Share(weight, 1, 60) for weight in weights]
    assert spread(factor * sum(weights), shares) == tuple(factor * weight for weight in weights)


@settings(max_examples=60, deadline=None)
@given(SHARES, st.data())
def test_the_result_is_websters(shares: list[Share], data: st.DataObject) -> None:
    """Some divisor rounds every quotient to its step's minutes, but for bounds: that defines the method."""
    possible = reach(shares)
    minutes = spread(data.draw(st.integers(possible.least, possible.most)), shares)
    steps = list(zip(shares, minutes, strict=True))
    taken = [Fraction(s.weight, 2 * m - 1) for s, m in steps if m > s.least]
    refused = [Fraction(s.weight, 2 * m + 1) for s, m in steps if m < s.most]
    assert not taken or not refused or min(taken) >= max(refused)


@pytest.mark.parametrize(
    ("weights", "total", "expected"),
    [((1, 1, 3), 7, (2, 1, 4)), ((1, 1, 5), 10, (2, 1, 7))],
)
def test_it_is_neither_jeffersons_nor_adams_method(
    weights: tuple[int, ...], total: int, expected: tuple[int, ...]
) -> None:
    """Theirs favour the greatest weight (1, 1, 5 and 1, 1, 8) or the least ones (2, 2, 3 and 2, 2, 6)."""
    assert spread(total, [Share(weight, 1, 60) for weight in weights]) == expected


def test_a_tie_goes_to_the_earlier_step() -> None:
    assert spread(5, [Share(2, 1, 9), Share(2, 1, 9)]) == (3, 2)


def test_settled_steps_keep_their_minutes() -> None:
    assert spread(10, [Share(3, 1, 9), settled(4), Share(1, 1, 9)]) == (5, 4, 1)


@pytest.mark.parametrize("numbers", [(0, 1, 2), (1, 0, 2), (1, 3, 2)])
def test_impossible_shares_are_refused(numbers: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="is no share"):
        Share(*numbers)


def test_reach_reads_as_words() -> None:
    assert str(reach([Share(1, 3, 5), settled(2)])) == "5 to 7 minutes"
    assert str(reach([settled(2)])) == "only 2 minutes"


def test_steps_that_share_a_limit_stay_within_it_and_the_others_get_the_rest() -> None:
    shares = [Share(10, 1, 9), Share(1, 1, 9), Share(10, 1, 9)]
    together = [Together((0, 2), 5)]
    assert str(reach(shares, together)) == "3 to 14 minutes"
    assert spread(10, shares, together) == (3, 5, 2)
    assert spread(10, shares) == (5, 1, 4)
    with pytest.raises(ValueError, match="15 minutes cannot be spread"):
        spread(15, shares, together)


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 3), st.integers(0, 4)), min_size=2, max_size=5), st.data())
def test_every_total_is_met_within_what_steps_may_take_together(
    given_: list[tuple[int, int, int]], data: st.DataObject
) -> None:
    shares = [Share(weight, least, least + more) for weight, least, more in given_]
    members = tuple(sorted(data.draw(st.sets(st.integers(0, len(shares) - 1), min_size=1))))
    least, most = (sum(getattr(shares[i], name) for i in members) for name in ("least", "most"))
    together = [Together(members, data.draw(st.integers(least, most + 1)))]
    possible = reach(shares, together)
    before: tuple[int, ...] | None = None
    for total in range(possible.least, possible.most + 1):
        minutes = spread(total, shares, together)
        assert sum(minutes) == total
        assert sum(minutes[i] for i in members) <= together[0].most
        assert all(share.least <= m <= share.most for share, m in zip(shares, minutes, strict=True))
        assert before is None or all(m >= b for m, b in zip(minutes, before, strict=True))
        before = minutes
