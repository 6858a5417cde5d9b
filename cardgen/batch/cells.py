"""What a cell says: whole numbers and days, read in one way only; and what to write where it says something else."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Final

from cardgen.content.base import iso_day
from cardgen.content.excerpt import excerpt

_WHOLE = re.compile(r"([0-9]{1,9})(?:\.0{1,2})?\Z")
"""A whole number; spreadsheets write 20 as 20.0, too."""
_WITH_UNIT = re.compile(
    r"(?:ca\.?|about|~)? *([0-9]{1,9}) *(?:m|min\.?|mins\.?|minutes?|['′]|y|yrs?\.?|years?|years? old)?\Z", re.I
)
"""A number with what the column says anyway: 20 min, 20', about 20, 44 years."""
_TIME = re.compile(r"0?([0-9]{1,2}):([0-9]{2})(?::00)?\Z")
_PARTS = re.compile(r"([0-9]{1,4})([./ -]) ?([0-9]{1,2})[./ -] ?([0-9]{1,4})\.?(?:[ T][0-9:.]+)?\Z")
"""A day in three numbers, in whatever order, perhaps with a time."""
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_SERIAL = re.compile(r"[1-9][0-9]{4}(?:\.[0-9]+)?\Z")
"""A day as spreadsheets count: 46145; those of five digits are from 1927 to 2173."""
_SERIAL_ZERO: Final = dt.date(1899, 12, 30)
"""Excel's day 0, for days from March 1900 (ECMA-376 part 1, 18.17.4.1)."""
_CENTURY: Final = 2000

_NOTHING: Final = frozenset({"none", "no", "n", "nothing", "no conditions", "n/a", "n.a.", "false", "0"})
"""What people write for nothing; a cell without a letter or digit, such as a hyphen, says as much."""
_ONLY_YES: Final = frozenset({"x", "xx", "yes", "y", "true", "ok", "1"})
_TICKS: Final = frozenset("✓✔☑✗✘☒")


def whole(text: str, least: int, most: int) -> int:
    """Read a whole number.

    Args:
        text: What a cell says; not blank.
        least: The smallest number that is right.
        most: The greatest one.

    Returns:
        The number.

    Raises:
        ValueError: It is none, or can be read in two ways; says what to write.
    """
    match = _WHOLE.match(text)
    if match and least <= int(match[1]) <= most:
        return int(match[1])
    to_write = _number_to_write(text, least, most)
    raise ValueError(f"{excerpt(text)} is no whole number from {least} to {most}; {to_write}")


def day(text: str) -> dt.date:
    """Read a day written as ``2026-11-20``.

    Raises:
        ValueError: It is none, or can be read in two ways; says what to write.
    """
    try:
        return iso_day(text)
    except ValueError:
        raise ValueError(f"{excerpt(text)} is no date; {_day_to_write(text)}") from None


def says_nothing(text: str) -> bool:
    """Say whether a cell says that there is nothing to say, in so many words."""
    return text.casefold() in _NOTHING or not (any(map(str.isalnum, text)) or (_TICKS | {"?"}) & set(text))


def says_only_yes(text: str) -> bool:
    """Say whether a cell says no more than yes: ``x``, ``yes``, a tick."""
    return text.casefold() in _ONLY_YES or (bool(_TICKS & set(text)) and not any(map(str.isalnum, text)))


def _number_to_write(text: str, least: int, most: int) -> str:
    if says_nothing(text):
        return "leave the cell blank if there is none"
    if _WHOLE.match(text):
        return "correct it"
    if (unit := _WITH_UNIT.match(text)) and least <= int(unit[1]) <= most:
        return f"write the number alone: {int(unit[1])}"
    if time := _TIME.match(text):
        return f"this is a time; write the number alone, {int(time[1]) * 60 + int(time[2])} if these are minutes"
    return "write digits only, without a unit, a sign or a point"


def _day_to_write(text: str) -> str:
    if says_nothing(text):
        return "leave the cell blank if there is none"
    if _SERIAL.match(text):
        counted = _SERIAL_ZERO + dt.timedelta(days=int(float(text)))
        return f"it may be {counted}, as spreadsheets count days; give the cell the format of a date, or write that"
    if _ISO.match(text):
        return "there is no such day; correct it"
    days = tuple(dict.fromkeys(_days(text)))
    if not days:
        return "write year-month-day, for example 2026-11-20"
    return f"write {' or '.join(map(str, days))}{', whichever it is' if len(days) > 1 else ''}"


def _days(text: str) -> Iterator[dt.date]:
    """Yield the days that three numbers may mean: year-month-day, day-month-year or month-day-year."""
    match = _PARTS.match(text)
    if match is None:
        return
    first, second, third = int(match[1]), int(match[3]), int(match[4])
    if len(match[1]) > 2:
        orders = [(first, second, third)]
    else:  # points part a day and a month in this order wherever they are used
        orders = [(third, second, first), (third, first, second)][: 1 if match[2] == "." else 2]
    for year, month, number in orders:
        try:
            yield dt.date(year + _CENTURY if year < 100 else year, month, number)
        except ValueError:
            continue
