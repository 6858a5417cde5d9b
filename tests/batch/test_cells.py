"""Numbers and days: read in one way, and if not, told what to write."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardgen.batch.cells import day, says_nothing, says_only_yes, whole


def advice(read, *arguments: object) -> str:
    with pytest.raises(ValueError, match="; ") as caught:
        read(*arguments)
    return str(caught.value).partition("; ")[2]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("20 min", "write the number alone: 20"),
        ("20 minutes", "write the number alone: 20"),
        ("20'", "write the number alone: 20"),
        ("about 20 min.", "write the number alone: 20"),
        ("44 years old", "write the number alone: 44"),
        ("00:20:00", "this is a time; write the number alone, 20 if these are minutes"),
        ("1:30", "this is a time; write the number alone, 90 if these are minutes"),
        ("-", "leave the cell blank if there is none"),
        ("n/a", "leave the cell blank if there is none"),
        ("2000", "correct it"),
        ("1h", "write digits only, without a unit, a sign or a point"),
        ("20.5", "write digits only, without a unit, a sign or a point"),
        ("1.000", "write digits only, without a unit, a sign or a point"),
        ("twenty", "write digits only, without a unit, a sign or a point"),
    ],
)
def test_what_is_no_number_says_what_to_write(text: str, said: str) -> None:
    assert advice(whole, text, 1, 1440) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("3.5.2026", "write 2026-05-03"),
        ("3. 5. 26", "write 2026-05-03"),
        ("5/3/26", "write 2026-03-05 or 2026-05-03, whichever it is"),
        ("11/20/2026", "write 2026-11-20"),
        ("2026/5/3", "write 2026-05-03"),
        ("2026-5-3", "write 2026-05-03"),
        ("2026-05-03 10:30:00", "write 2026-05-03"),
        ("2026-11-31", "there is no such day; correct it"),
        ("-", "leave the cell blank if there is none"),
        ("3 May 2026", "write year-month-day, for example 2026-11-20"),
        ("31.31.2026", "write year-month-day, for example 2026-11-20"),
    ],
)
def test_what_is_no_date_says_what_to_write(text: str, said: str) -> None:
    assert advice(day, text) == said


def test_a_day_as_spreadsheets_count_them_is_told() -> None:
    assert advice(day, "46145").startswith("it may be 2026-05-03, as spreadsheets count days;")


@given(st.text(max_size=12))
def test_what_is_read_is_what_is_written(text: str) -> None:
    for read in (lambda: str(whole(text, 0, 9)), lambda: day(text).isoformat()):
        try:
            found = read()
        except ValueError as error:
            assert "; " in str(error)
        else:
            assert found in {text, text.partition(".")[0].lstrip("0") or "0"}


@given(st.dates(dt.date(1000, 1, 1)))
def test_a_day_as_it_should_be_written_is_read(written: dt.date) -> None:
    assert day(written.isoformat()) == written


def test_yes_and_nothing_are_not_the_same() -> None:
    words = ("x", "yes", "✓", "-", "none", "?", "fever", "😀")
    assert [word for word in words if says_only_yes(word)] == ["x", "yes", "✓"]
    assert [word for word in words if says_nothing(word)] == ["-", "none", "😀"]
