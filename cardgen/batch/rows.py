"""From a row to a request: what each cell says, with its place if it cannot be."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from cardgen.batch.columns import COLUMNS, CONDITIONS, ROW
from cardgen.batch.table import Row, Table
from cardgen.content.base import iso_day
from cardgen.content.conditions import OLDEST
from cardgen.content.excerpt import excerpt
from cardgen.content.place import Place
from cardgen.content.told import PersonInput, Told
from cardgen.errors import Problem, RequestError
from cardgen.request import CardRequest
from cardgen.selection import Choice, is_file_name

_T = TypeVar("_T")
_WHOLE = re.compile(r"([0-9]{1,9})(?:\.0{1,2})?\Z")
"""A whole number; spreadsheets write 20 as 20.0, too."""
_PARTED = re.compile(r"[;\n]")
"""What parts the items of a cell."""
_MOST_MINUTES = 24 * 60

_OPTIONS: Mapping[str, str] = MappingProxyType(
    {**{column.option: name for name, column in COLUMNS.items()}, "screening": CONDITIONS}
)
"""In which column somebody wrote what a problem is about."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Makes requests of rows.

    Attributes:
        table: The roster.
        indices: Where each column stands.
        base: What holds for every card where a row says nothing.
        folder: What the paths in a row start from.
    """

    table: Table
    indices: Mapping[str, int]
    base: CardRequest
    folder: Path

    def number(self, row: Row) -> int:
        """Return the number of a row's card: what the row says, or else its line.

        Raises:
            RequestError: It is no number.
        """
        reading = _Reading(self, row)
        number = reading.whole(ROW, 1, 10**9)
        reading.stop()
        return row.line if number is None else number

    def request(self, row: Row) -> CardRequest:
        """Return what a row asks for.

        Raises:
            RequestError: Every cell that cannot be read.
        """
        reading, base = _Reading(self, row), self.base
        text, day = reading.text, reading.day
        request = replace(
            base,
            routine=reading.routine() or base.routine,
            choices=reading.items("techniques", Choice.read) or base.choices,
            skip=reading.items("skip", str) or base.skip,
            minutes=reading.whole("minutes", 1, _MOST_MINUTES) or base.minutes,
            format=text("format").casefold() or base.format,
            client=text("client") or base.client,
            therapist=text("therapist") or base.therapist,
            clinic=text("clinic") or base.clinic,
            clinic_contact=text("clinic contact") or base.clinic_contact,
            note=text("note") or base.note,
            logo=reading.path("logo") or base.logo,
            date=day("date") or base.date,
            review_date=day("review date") or base.review_date,
            qr=text("qr") or base.qr,
            person=reading.person(),
            answers=reading.path("answers") or base.answers,
        )
        reading.stop()
        return request

    def told(self, row: Row, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Return problems of a row's request at the places of its cells, in whose words they were found."""
        return tuple(dict.fromkeys(self._placed(row, problem) for problem in problems))

    def _placed(self, row: Row, problem: Problem) -> Problem:
        if problem.file == self.table.name and problem.line:
            return problem
        place = self.table.place(row, self.indices.get(_OPTIONS.get(problem.file, "")))
        if problem.file in _OPTIONS or problem.file in {"layout", "cardgen"}:
            return place.problem(problem.message)
        return self.table.place(row, None).problem(str(problem))


@dataclass(frozen=True, slots=True)
class _Reading:
    """One reading of a row, and the problems met so far."""

    reader: Reader
    row: Row
    problems: list[Problem] = field(default_factory=list)

    def text(self, column: str) -> str:
        index = self.reader.indices.get(column)
        return "" if index is None else self.row.cells[index]

    def place(self, column: str) -> Place:
        return self.reader.table.place(self.row, self.reader.indices.get(column))

    def whole(self, column: str, least: int, most: int) -> int | None:
        text = self.text(column)
        if not text:
            return None
        match = _WHOLE.match(text)
        if match is None or not least <= int(match[1]) <= most:
            self._wrong(column, f"{excerpt(text)} is no whole number from {least} to {most}; correct it")
            return None
        return int(match[1])

    def day(self, column: str) -> dt.date | None:
        text = self.text(column)
        if not text:
            return None
        try:
            return iso_day(text)
        except ValueError:
            self._wrong(column, f"{excerpt(text)} is no date; write year-month-day, for example 2026-11-20")
            return None

    def items(self, column: str, read: Callable[[str], _T]) -> tuple[_T, ...]:
        found: list[_T] = []
        for text in self._parted(column):
            try:
                found.append(read(text))
            except ValueError as error:
                self._wrong(column, str(error))
        return tuple(found)

    def path(self, column: str) -> Path | None:
        text = self.text(column)
        return self.reader.folder / text if text else None

    def routine(self) -> str | None:
        text = self.text("routine")
        return str(self.reader.folder / text) if is_file_name(text) else text or None

    def person(self) -> PersonInput:
        age = self.whole("age", 0, OLDEST)
        day = self.day("screened on")
        filled = next(
            (column for column in ("conditions", "age", "screened by", "screened on") if self.text(column)), ""
        )
        return PersonInput(
            conditions=self._told("conditions"),
            age=age,
            screened_by=self.text("screened by") or None,
            screened_on=day,
            clearances=self._told("clearances"),
            place=self.place(filled),
        )

    def stop(self) -> None:
        if self.problems:
            raise RequestError(self.problems)

    def _told(self, column: str) -> tuple[Told, ...]:
        return tuple(Told(text, self.place(column)) for text in self._parted(column))

    def _parted(self, column: str) -> Iterable[str]:
        return filter(None, map(str.strip, _PARTED.split(self.text(column))))

    def _wrong(self, column: str, message: str) -> None:
        self.problems.append(self.place(column).problem(message))
