from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardgen.content import dose_time
from cardgen.content.dosage import DoseRule, LimitDose, Range, SecondsEach, SourceDose
from cardgen.content.dose import Amount, parse_dose
from cardgen.content.model import Catalog

AMOUNTS = st.builds(Amount, st.integers(1, 999), st.sampled_from(["minutes", "times"]))


@given(AMOUNTS)
def test_a_dose_is_read_as_it_is_written(amount: Amount) -> None:
    assert parse_dose(str(amount)) == amount
    assert parse_dose(amount) is amount


@pytest.mark.parametrize(
    "text",
    [
        "",
        "3",
        "x",
        "0min",
        "03min",
        "-3min",
        "3 min",
        "3mins",
        "3X",
        "1000x",
        "3.5min",
        "20x\n",
        "1٣min",
        20,
        None,
        True,
    ],
)
def test_anything_else_is_no_dose(text: object) -> None:
    with pytest.raises(ValueError, match="is no dose; write whole minutes such as 4min, or repetitions such as 20x"):
        parse_dose(text)


def counted(seconds: int) -> DoseRule:
    return DoseRule(
        source=SourceDose(unspecified=True),
        limit=LimitDose(times=Range(min=1, max=120), basis="editorial"),
        seconds_each=SecondsEach(value=seconds, basis="editorial"),
    )


@pytest.mark.parametrize(
    ("count", "seconds", "minutes"),
    [(20, 9, 3), (1, 1, 1), (3, 40, 2), (1, 89, 1), (1, 90, 2), (10, 9, 2), (5, 30, 3), (1, 29, 1), (120, 300, 600)],
)
def test_repetitions_take_their_seconds_rounded_half_up_and_at_least_a_minute(
    count: int, seconds: int, minutes: int
) -> None:
    assert dose_time.minutes(Amount(count, "times"), counted(seconds)) == minutes


@given(st.integers(1, 120), st.integers(1, 300))
def test_a_repetition_more_never_takes_less_time(count: int, seconds: int) -> None:
    rule = counted(seconds)
    fewer, more = (dose_time.minutes(Amount(n, "times"), rule) for n in (count, count + 1))
    assert 1 <= fewer <= more
    assert fewer == 1 or abs(fewer * 60 - count * seconds) <= 30


def test_minutes_take_themselves_and_the_other_kind_is_refused(mini_catalog: Catalog) -> None:
    rule = mini_catalog.techniques["glide"].dose
    assert dose_time.minutes(Amount(4, "minutes"), rule) == 4
    with pytest.raises(ValueError, match="4x is no dose in minutes"):
        dose_time.minutes(Amount(4, "times"), rule)
