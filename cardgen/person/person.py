"""The person on the table, as far as the screening knows them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from cardgen.content.base import Id, Zone


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a person has.

    Attributes:
        id: Id of a condition or of a red flag.
        zones: Where on the back; none is the whole of it.
        elsewhere: Whether it lies away from the back only.

    Raises:
        ValueError: It lies away from the back, and zones of the back are named.
    """

    id: Id
    zones: frozenset[Zone] = frozenset()
    elsewhere: bool = False

    def __post_init__(self) -> None:
        if self.elsewhere and self.zones:
            raise ValueError(f"{self.id} lies away from the back and on it; name its zones only")

    @property
    def whole_back(self) -> bool:
        """Whether no place was told, so that it counts for all of the back."""
        return not self.zones and not self.elsewhere


@dataclass(frozen=True, slots=True)
class Clearance:
    """A clinician's word that a person with a condition may be massaged.

    Attributes:
        condition: Id of the condition, or of the urgent red flag.
        by: Who cleared the person.
        on: The day from which the clearance counts.
    """

    condition: Id
    by: str
    on: dt.date


@dataclass(frozen=True, slots=True)
class Person:
    """A person who was asked.

    Attributes:
        findings: What they have; none if nothing was found.
        age: Years, if told.
        screened_by: Who asked.
        screened_on: When.
        clearances: Who has cleared what.
        noted: What was told and counts at other ages only, as the catalogue calls it; nothing follows from it.

    Raises:
        ValueError: A finding or the clearance of a condition stands twice: which one counts would be chance.
    """

    findings: tuple[Finding, ...]
    age: int | None
    screened_by: str
    screened_on: dt.date
    clearances: tuple[Clearance, ...] = ()
    noted: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for ids in ([one.id for one in self.findings], [one.condition for one in self.clearances]):
            twice = sorted({id_ for id_ in ids if ids.count(id_) > 1})
            if twice:
                raise ValueError(f"{', '.join(twice)} stands twice; unite what is known about it")
