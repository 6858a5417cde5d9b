"""Facts as short phrases for a reader at the command line: ``3 to 5 minutes``, ``drop tapotement; pressure max 2``."""

from __future__ import annotations

import datetime as dt
from functools import singledispatch

from cardgen.content.base import Entry
from cardgen.content.dosage import DoseRule, LimitDose, Range, SecondsEach, SourceDose
from cardgen.content.dose import Amount
from cardgen.content.facts import Citation, Pressure, RoutineStep
from cardgen.units import MM, Size


@singledispatch
def spoken(value: object) -> str:
    """Return a value of the catalogue as a phrase.

    Args:
        value: A scalar, a tuple, or any part of the catalogue's facts or words.

    Returns:
        The phrase, on one line.

    Raises:
        TypeError: Nothing is known about such a value.
    """
    raise TypeError(f"no phrase for {type(value).__name__}")


@spoken.register
def _(value: str) -> str:
    return value


@spoken.register
def _(value: bool) -> str:
    return "yes" if value else "no"


@spoken.register(int)
@spoken.register(float)
@spoken.register(Amount)
def _(value: object) -> str:
    return str(value)


@spoken.register
def _(value: dt.date) -> str:
    return value.isoformat()


@spoken.register
def _(value: tuple) -> str:  # type: ignore[type-arg]  # singledispatch takes the plain class only
    structured = any(isinstance(item, Entry) for item in value)
    return ("; " if structured else ", ").join(map(spoken, value))


@spoken.register
def _(value: Entry) -> str:
    named = sorted(parts(value), key=lambda part: part[0] != "pattern")  # what a motion is comes before where it goes
    return ", ".join(f"{label} {spoken(part)}" for label, part in named)


@spoken.register
def _(value: Range) -> str:
    span = str(value.min) if value.min == value.max else f"{value.min} to {value.max}"
    return f"about {span}" if value.about else span


@spoken.register
def _(value: SourceDose) -> str:
    if value.unspecified:
        return "none given"
    return _dose(value.minutes, value.times) + (" (inferred)" if value.note else "")


@spoken.register
def _(value: LimitDose) -> str:
    return f"{_dose(value.minutes, value.times)} ({value.basis})"


@spoken.register
def _(value: SecondsEach) -> str:
    return f"{value.value} s ({value.basis})"


@spoken.register
def _(value: DoseRule) -> str:
    each = f"; each takes {spoken(value.seconds_each)}" if value.seconds_each else ""
    return f"from the source: {spoken(value.source)}; limit: {spoken(value.limit)}{each}"


@spoken.register
def _(value: Pressure) -> str:
    said = f'; the source says "{value.source_word}"' if value.source_word else ""
    return f"{levels(value)} of 5 ({value.basis}{said})"


@spoken.register
def _(value: RoutineStep) -> str:
    return value.technique if value.dose is None else f"{value.technique} {value.dose}"


@spoken.register
def _(value: Citation) -> str:
    return f"{value.doc}, {value.under}"


def levels(pressure: Pressure) -> str:
    """Return the pressure's levels: ``3``, or ``1 to 3`` where it rises."""
    return spoken(Range(min=pressure.min, max=pressure.max))


def millimetres(size: Size) -> str:
    """Return a size as ``148 by 210 mm``."""
    return " by ".join(f"{round(length / MM, 1):g}" for length in (size.width, size.height)) + " mm"


def parts(entry: Entry) -> list[tuple[str, object]]:
    """Return the named parts of an entry that say something, with a reader's label for each.

    Args:
        entry: A model of facts or words.

    Returns:
        Label and value, in the order of the model; what is missing or empty is left out.
    """
    named = ((field.alias or name, getattr(entry, name)) for name, field in type(entry).model_fields.items())
    return [(name.replace("_", " "), value) for name, value in named if not _silent(value)]


def _silent(value: object) -> bool:
    return value is None or value is False or value == ()


def _dose(minutes: Range | None, times: Range | None) -> str:
    return f"{spoken(minutes)} min" if minutes else f"{spoken(times)} times"
