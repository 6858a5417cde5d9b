"""What stands after an option, and the clock."""

from __future__ import annotations

import datetime as dt
import time

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardgen.cli.values import Day, TechniqueDose, clock, today
from cardgen.content.dose import Amount
from cardgen.errors import RequestError
from cardgen.selection import Choice


@pytest.mark.parametrize(
    ("text", "choice"),
    [
        ("stroking", Choice("stroking")),
        ("stroking:3min", Choice("stroking", Amount(3, "minutes"))),
        (" deep-stroking : 20x ", Choice("deep-stroking", Amount(20, "times"))),
        ("Deep stroking:20x", Choice("Deep stroking", Amount(20, "times"))),
    ],
)
def test_a_technique_with_and_without_a_dose(text: str, choice: Choice) -> None:
    assert TechniqueDose().convert(text, None, None) == choice


@pytest.mark.parametrize(
    "text", ["", ":3min", "stroking:", "stroking:3", "stroking:0min", "stroking:3 min", "stroking:3min:2min", "a:-1x"]
)
def test_anything_else_is_usage(text: str) -> None:
    with pytest.raises(click.BadParameter):
        TechniqueDose().convert(text, None, None)


@given(st.text(max_size=30))
def test_any_text_is_a_choice_or_usage(text: str) -> None:
    try:
        choice = TechniqueDose().convert(text, None, None)
    except click.BadParameter:
        return
    assert choice.technique == text.partition(":")[0].strip()


@given(st.dates())
def test_every_date_is_read_back(date: dt.date) -> None:
    assert Day().convert(date.isoformat(), None, None) == date


@pytest.mark.parametrize("text", ["", "20.11.2026", "2026-13-01", "2026-02-30", "tomorrow", "2026-11-20T10:00"])
def test_no_date_is_usage(text: str) -> None:
    with pytest.raises(click.BadParameter, match="is no date"):
        Day().convert(text, None, None)


def test_the_users_date_wins_over_the_environment() -> None:
    assert clock(dt.date(2026, 11, 20), {"SOURCE_DATE_EPOCH": "0"}) == dt.datetime(2026, 11, 20, tzinfo=dt.UTC)


def test_the_environment_wins_over_now() -> None:
    assert clock(None, {"SOURCE_DATE_EPOCH": "86400"}) == dt.datetime(1970, 1, 2, tzinfo=dt.UTC)


def test_otherwise_it_is_now() -> None:
    before = dt.datetime.now(dt.UTC).replace(microsecond=0)
    assert before <= clock(None, {}) <= dt.datetime.now(dt.UTC)


@pytest.mark.parametrize("epoch", ["now", "1.5", "9" * 30])
def test_an_environment_that_holds_no_time_is_an_error(epoch: str) -> None:
    with pytest.raises(RequestError, match=r"SOURCE_DATE_EPOCH: .* is no time; set it to whole seconds"):
        clock(None, {"SOURCE_DATE_EPOCH": epoch})


@pytest.mark.parametrize("zone", ["AAA23:59", "AAA24", "AAA-23:59", "UTC", "nonsense"])
def test_no_time_zone_puts_the_day_back(monkeypatch: pytest.MonkeyPatch, zone: str) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        day = today()
    finally:
        monkeypatch.undo()
        time.tzset()
    assert day >= dt.datetime.now(dt.UTC).date()
