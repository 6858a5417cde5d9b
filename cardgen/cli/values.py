"""What stands after an option, read into the program's own types."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping
from pathlib import Path

import click

from cardgen.content.base import iso_day
from cardgen.errors import Problem, RequestError
from cardgen.selection import Choice

EPOCH_VARIABLE = "SOURCE_DATE_EPOCH"
"""Seconds since 1970 that stand for now; https://reproducible-builds.org/specs/source-date-epoch/."""


class TechniqueDose(click.ParamType[Choice]):
    """``ID`` or ``ID:DOSE``, for example ``stroking:3min`` or ``deep-stroking:20x``."""

    name = "ID[:DOSE]"

    def convert(self, value: str | Choice, param: click.Parameter | None, ctx: click.Context | None) -> Choice:
        """Read the text; see ``click.ParamType``."""
        if isinstance(value, Choice):
            return value
        try:
            return Choice.read(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


class Day(click.ParamType[dt.date]):
    """A calendar day as ISO 8601 writes it: ``2026-11-20``."""

    name = "DATE"

    def convert(self, value: str | dt.date, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """Read the text; see ``click.ParamType``."""
        if isinstance(value, dt.date):
            return value
        try:
            return iso_day(value)
        except ValueError:
            self.fail(f"{value!r} is no date; write year-month-day, for example 2026-11-20", param, ctx)


def as_file(path: Path) -> str:
    """Return a path as ``select`` takes it for a file, whatever the file is called; never for a shipped routine."""
    name = str(path)
    return name if os.sep in name else f"{os.curdir}{os.sep}{name}"


def clock(date: dt.date | None, environment: Mapping[str, str] = os.environ) -> dt.datetime:
    """Return the time that a card says it was made at.

    Args:
        date: The day given by the user; it wins, at midnight.
        environment: Where ``SOURCE_DATE_EPOCH`` may be set; without it, it is now.

    Returns:
        A time in UTC.

    Raises:
        RequestError: ``SOURCE_DATE_EPOCH`` is no such number.
    """
    set_to = _epoch(environment.get(EPOCH_VARIABLE))  # a wrong one is an error whether it is needed or not
    if date is not None:
        return dt.datetime.combine(date, dt.time(), dt.UTC)
    return set_to or dt.datetime.now(dt.UTC).replace(microsecond=0)


def today() -> dt.date:
    """Return the day it is where the user is, or in UTC if that is later.

    Unlike ``clock``, nothing that is set puts it back: a time zone of the environment (``TZ``) could otherwise revive a
    clearance that has lapsed.
    """
    now = dt.datetime.now(dt.UTC)
    try:
        return max(now.date(), now.astimezone().date())
    except ValueError:  # a time zone that is a whole day off or more
        return now.date()


def _epoch(seconds: str | None) -> dt.datetime | None:
    if not seconds:
        return None
    try:
        return dt.datetime.fromtimestamp(int(seconds), dt.UTC)
    except (ValueError, OverflowError, OSError):
        wrong = f"{seconds!r} is no time; set it to whole seconds since 1970, or unset it"
        raise RequestError(Problem(EPOCH_VARIABLE, 0, 0, wrong)) from None
