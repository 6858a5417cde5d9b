"""What somebody told about the person on the table: the words as typed, not yet looked up (``cardgen.person``)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from cardgen.content.place import Place

_OPTION = Place("--condition")


@dataclass(frozen=True, slots=True)
class Told:
    """A word as typed, and where; the same word in another place is the same."""

    text: str
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonInput:
    """One account of a person: the options of a command, the ``person`` of a routine file, a row of a roster.

    Accounts that tell the same are equal, wherever they stand.

    Attributes:
        conditions: Conditions and red flags: an id, a name, another name or ``icd10:CODE``, each with an optional
            place of the back, ``bruise@lumbar-left``.
        age: Years.
        screened_by: Who asked the person.
        screened_on: When.
        clearances: ``CONDITION:WHO:DATE``: a named clinician has cleared the person.
        place: Where whatever has no place of its own was told.
    """

    conditions: tuple[Told, ...] = ()
    age: int | None = None
    screened_by: str | None = None
    screened_on: dt.date | None = None
    clearances: tuple[Told, ...] = ()
    place: Place = field(default=_OPTION, compare=False)

    @property
    def told(self) -> bool:
        """Whether anything about a person was told."""
        return any(
            value not in ((), None)
            for value in (self.conditions, self.age, self.screened_by, self.screened_on, self.clearances)
        )


NOBODY = PersonInput()
"""Nothing is told about anybody."""
