"""From words to a person: every account is looked up and united with the others; what cannot be is a problem."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from cardgen.content.base import Id, Zone, iso_day
from cardgen.content.conditions import OLDEST
from cardgen.content.excerpt import excerpt
from cardgen.content.findings import ICD10, FindingNames, Lacking
from cardgen.content.folding import folded
from cardgen.content.model import Catalog
from cardgen.content.place import Place
from cardgen.content.told import PersonInput, Told
from cardgen.content.zone_names import ELSEWHERE, zones_named
from cardgen.content.zones import zones_of
from cardgen.errors import ContentError, Problem, RequestError
from cardgen.fonts import check_text
from cardgen.person.person import Clearance, Finding, Person

MOST_LETTERS = 120
"""Letters of the name of a screener or of a clinician."""
_MOST_SUGGESTED = 20
"""Problems up to which it is looked for what comes near an unknown word: it takes long, and nobody reads more."""
_T = TypeVar("_T")


def resolve(
    catalog: Catalog, inputs: Sequence[PersonInput], today: dt.date, unread: Sequence[Problem] = ()
) -> Person | None:
    """Look up and unite what was told about a person.

    A condition counts if one account tells it, at all the places that they name, and on the whole back if one of them
    names none. Of several clearances of a condition the latest counts.

    Args:
        catalog: Where conditions and red flags are looked up.
        inputs: Every account of the person.
        today: The day up to which somebody can have been screened or cleared.
        unread: Why an account could not be read. It may say whatever the others lack, so that these problems stand for
            the lack.

    Returns:
        The person, with findings and clearances in the catalogue's order; ``None`` if nothing about one was told.

    Raises:
        RequestError: Every problem: what is unknown, ambiguous, contradictory, missing or in the future.
    """
    told = tuple(one for one in inputs if one.told)
    if not told:
        return None
    reading = _Reading(catalog, FindingNames.of(catalog), today, unread)
    age = reading.age(told)
    findings = reading.findings(told, age)
    clearances = reading.clearances(told, findings, age)
    screened_by, screened_on = reading.screener(told)
    if reading.problems:
        raise RequestError(reading.problems)
    assert screened_by is not None  # its lack is a problem
    assert screened_on is not None
    return Person(findings, age, screened_by, screened_on, clearances, reading.noted(told, findings))


@dataclass(frozen=True, slots=True)
class _Reading:
    """One reading of all accounts, and the problems met so far."""

    catalog: Catalog
    names: FindingNames
    today: dt.date
    unread: Sequence[Problem]
    problems: list[Problem] = field(default_factory=list)

    def age(self, told: Sequence[PersonInput]) -> int | None:
        age = self._agreed("ages", [(one.age, one.place) for one in told])
        if age is not None and not 0 <= age <= OLDEST:
            place = next(one.place for one in told if one.age == age)
            self._wrong(place, f"{age} is no age; write whole years from 0 to {OLDEST}")
        return age

    def findings(self, told: Sequence[PersonInput], age: int | None) -> tuple[Finding, ...]:
        found: dict[Id, list[Finding]] = {}
        for condition in (condition for one in told for condition in one.conditions):
            word, at, where = condition.text.partition("@")
            for id_ in self._attempt(condition.place, partial(self._found, word, age)) or ():
                if age is not None and not self.names.fits(id_, age):
                    self._wrong(condition.place, f"{id_} does not go with the age of {age}; correct one of the two")
                found.setdefault(id_, []).append(Finding(id_))
                if at and (placed := self._attempt(condition.place, partial(self._placed, id_, where))):
                    found[id_][-1] = placed
        return tuple(_united(found[id_]) for id_ in self.names.entries if id_ in found)

    def noted(self, told: Sequence[PersonInput], findings: Sequence[Finding]) -> tuple[str, ...]:
        """Return what was told and stands for no finding at the person's age, as the catalogue calls it."""
        has = {finding.id for finding in findings}
        words = (condition.text.partition("@")[0] for one in told for condition in one.conditions)
        flags = (self.names.at_age.get(folded(word), ()) for word in words)
        return tuple(
            dict.fromkeys(self.catalog.text.red_flags[ids[0]].at_age[0] for ids in flags if ids and not has & {*ids})
        )

    def _found(self, word: str, age: int | None) -> tuple[Id, ...]:
        return self.names.find(word, age, suggesting=len(self.problems) < _MOST_SUGGESTED)

    def _placed(self, id_: Id, where: str) -> Finding:
        """Read the places of a finding; those on the back count if there are any."""
        entry = self.names.entries[id_]
        anywhere = getattr(entry, "anywhere", False)
        on_the_back = [name for name in where.split(",") if folded(name) != ELSEWHERE]
        if on_the_back:
            try:
                return Finding(id_, self._harmless(id_, zones_named(self.catalog, ",".join(on_the_back))))
            except ValueError as error:
                away = f"; if it lies away from the back, write {id_}@{ELSEWHERE}" if anywhere else ""
                raise ValueError(f"{error}{away}") from None
        if entry.changes is not None and entry.changes.avoid_affected and not anywhere:
            raise ValueError(f"{id_} does not lie away from the back; tell where on it")
        return Finding(id_, elsewhere=True)

    def _harmless(self, id_: Id, zones: frozenset[Zone]) -> frozenset[Zone]:
        """Return zones of a finding that is no graver one there."""
        entry = self.catalog.conditions.get(id_)
        if entry is not None and entry.instead is not None and zones & zones_of(entry.instead.at):
            raise ValueError(f"{id_} is another condition there: tell {entry.instead.tell}")
        return zones

    def clearances(
        self, told: Sequence[PersonInput], findings: Sequence[Finding], age: int | None
    ) -> tuple[Clearance, ...]:
        every = [clearance for one in told for clearance in one.clearances]
        if not every:
            return ()
        has = {finding.id for finding in findings} | {
            id_ for id_, condition in self.catalog.conditions.items() if condition.applies_at(age)
        }
        latest: dict[Id, Clearance] = {}
        for given in every:
            clearance = self._attempt(given.place, partial(self._clearance, given, has, age))
            if clearance is not None:
                rivals = (clearance, latest.get(clearance.condition, clearance))
                latest[clearance.condition] = max(rivals, key=lambda one: (one.on, one.by))
        return tuple(latest[id_] for id_ in self.names.entries if id_ in latest)

    def screener(self, told: Sequence[PersonInput]) -> tuple[str | None, dt.date | None]:
        names = [(self._name(one.screened_by, one.place, "screened_by"), one.place) for one in told]
        by = self._agreed("screeners", names)
        on = self._agreed("days of screening", [(one.screened_on, one.place) for one in told])
        first = told[0].place
        if not any(one.screened_by is not None for one in told):
            self._lacks(first, "it is not said who screened the person; give --screened-by, or screened_by in a file")
        if on is None:
            self._lacks(
                first, "it is not said when the person was screened; give --screened-on, or screened_on in a file"
            )
        elif on > self.today:
            self._wrong(first, f"the screening on {on} is after {self.today}; correct the day")
        return by, on

    def _clearance(self, given: Told, has: set[Id], age: int | None) -> Clearance:
        """Read ``CONDITION:WHO:DATE``; a clinician's name may have colons, a condition has them after icd10 only."""
        code = given.text[: len(ICD10)] if given.text.casefold().startswith(ICD10) else ""
        word, _, rest = given.text[len(code) :].partition(":")
        who, _, day = rest.rpartition(":")
        if not (word.strip() and who.strip() and day.strip()):
            raise ValueError(f"{excerpt(given.text)} is no clearance; write CONDITION:WHO:DATE")
        on = _day(day.strip())
        id_ = self._cleared_id(code + word, age)
        if id_ not in has:
            raise Lacking(f"{id_} is cleared and was not told; tell the condition, too, or remove its clearance")
        if self.names.entries[id_].effect != "refer" or self.names.entries[id_].clearance_days is None:
            raise ValueError(f"nobody can clear {id_}; remove its clearance")
        if on > self.today:
            raise ValueError(f"the clearance of {id_} on {on} is after {self.today}; correct the day")
        return Clearance(id_, self._checked(who, "WHO"), on)

    def _cleared_id(self, word: str, age: int | None) -> Id:
        if "@" in word:
            raise ValueError(f"a clearance counts for the whole condition; write {excerpt(word.partition('@')[0])}")
        ids = self._found(word, age)
        if len(ids) != 1:
            raise ValueError(f"{excerpt(word)} is nothing to clear; remove its clearance")
        return ids[0]

    def _agreed(self, what: str, values: Sequence[tuple[_T | None, Place]]) -> _T | None:
        """Return the one value that all accounts give which give any; several are a problem."""
        given = [(value, place) for value, place in values if value is not None]
        for value, place in given[1:]:
            if value != given[0][0]:
                self._wrong(place, f"there are two {what}, {given[0][0]} and {value}; give one")
        return given[0][0] if given else None

    def _name(self, text: str | None, place: Place, what: str) -> str | None:
        return None if text is None else self._attempt(place, partial(self._checked, text, what))

    @staticmethod
    def _checked(text: str, what: str) -> str:
        try:
            name = check_text(text, what)
        except ContentError as error:
            raise ValueError("; ".join(problem.message for problem in error.problems)) from None
        if not name:
            raise ValueError(f"{what} is empty; write a name")
        if not any(map(str.isalpha, name)):
            raise ValueError(f"{what} is {excerpt(name)}, which names nobody; write a name")
        if len(name) > MOST_LETTERS:
            raise ValueError(f"{what} has {len(name)} letters; write at most {MOST_LETTERS}")
        return name

    def _attempt(self, place: Place, read: Callable[[], _T]) -> _T | None:
        try:
            return read()
        except Lacking as error:
            self._lacks(place, str(error))
        except ValueError as error:
            self._wrong(place, str(error))
        return None

    def _lacks(self, place: Place, message: str) -> None:
        """Tell that something was not told; or, if an account could not be read, why: it may tell that."""
        self.problems.extend(self.unread or [place.problem(message)])

    def _wrong(self, place: Place, message: str) -> None:
        self.problems.append(place.problem(message))


def _day(text: str) -> dt.date:
    try:
        return iso_day(text)
    except ValueError:
        raise ValueError(f"{excerpt(text)} is no day; write CONDITION:WHO:DATE with a date like 2026-11-20") from None


def _united(findings: Sequence[Finding]) -> Finding:
    """Return one finding at all the places: on the whole back if one account names none."""
    id_ = findings[0].id
    if any(one.whole_back for one in findings):
        return Finding(id_)
    zones: frozenset[Zone] = frozenset().union(*(one.zones for one in findings))
    return Finding(id_, zones, elsewhere=not zones)
