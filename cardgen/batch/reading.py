"""Reading the cells of a row: each by its column, and every one that cannot be read noted with its place."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeVar

from cardgen.batch.cells import day, says_nothing, says_only_yes, whole
from cardgen.batch.columns import COLUMNS, CONDITIONS, PROBLEM
from cardgen.batch.table import Row, Table
from cardgen.content.conditions import OLDEST
from cardgen.content.excerpt import excerpt
from cardgen.content.place import Place
from cardgen.content.told import PersonInput, Told
from cardgen.errors import Problem
from cardgen.selection import is_file_name

_T = TypeVar("_T")
_PARTED = re.compile(r"[;\n]")
"""What parts the items of a cell."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a row.

    Attributes:
        row: The row.
        table: The roster.
        indices: Where each column stands.
        folder: What the paths in a row start from.
        problems: What could not be read so far.
        unreadable: In which columns.
    """

    row: Row
    table: Table
    indices: Mapping[str, int]
    folder: Path
    problems: list[Problem] = field(default_factory=list)
    unreadable: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, row: Row, table: Table, indices: Mapping[str, int], folder: Path) -> Reading:
        """Begin to read a row: note the faults that it came with, but those in columns that are not read."""
        reading = cls(row, table, indices, folder)
        columns = {index: column for column, index in indices.items()} if row.faults else {}
        for index, fault in row.faults:
            column = columns.get(index)
            stray = index >= len(table.headings) or not table.headings[index]
            if column not in {None, PROBLEM} or stray:
                reading.unreadable.update(COLUMNS if column is None else (column,))
                reading.problems.extend([table.place(row, index).problem(fault)] if fault else ())
        return reading

    def text(self, column: str) -> str:
        """Return what a cell says; nothing if it has a fault."""
        return text_of(self.row, self.indices.get(column))

    def whole(self, column: str, least: int, most: int) -> int | None:
        """Return a whole number; None if the cell is blank or cannot be read."""
        text = self.text(column)
        return self._attempt(column, partial(whole, text, least, most)) if text else None

    def day(self, column: str) -> dt.date | None:
        """Return a day; None if the cell is blank or cannot be read."""
        text = self.text(column)
        return self._attempt(column, partial(day, text)) if text else None

    def items(self, column: str, read: Callable[[str], _T]) -> tuple[_T, ...]:
        """Return what a cell lists, but for what ``read`` refuses with a ``ValueError``."""
        found = [self._attempt(column, partial(read, text)) for text in self._parted(column)]
        return tuple(one for one in found if one is not None)

    def path(self, column: str) -> Path | None:
        """Return a path, from the roster's folder."""
        text = self.text(column)
        return self.folder / text if text else None

    def routine(self) -> str | None:
        """Return the id of a routine, or the path of its file as ``selection.select`` takes it."""
        text = self.text("routine")
        return str(self.folder / text) if is_file_name(text) else text or None

    def person(self, until: dt.date) -> PersonInput:
        """Return what is told about the person, not yet looked up.

        Args:
            until: The last day of a screening.
        """
        screened_by = self._attempt("screened by", partial(_screener, self.text("screened by")))
        screened_on = self.day("screened on")
        late = screened_on is not None and screened_on > until
        return PersonInput(
            conditions=tuple(Told(text, self._place(CONDITIONS)) for text in self.items(CONDITIONS, _condition)),
            age=self.whole("age", 0, OLDEST),
            screened_by=screened_by,
            screened_on=screened_on,
            clearances=tuple(Told(text, self._place("clearances")) for text in self._parted("clearances")),
            place=self._place(self._about_screening(late=late)),
        )

    def _about_screening(self, *, late: bool) -> str:
        """Return the column in which a mistake of the screening is looked for: the one that is blank, or too late."""
        columns = [column for column in ("screened by", "screened on") if column in self.indices]
        blank = (column for column in columns if not self.text(column))
        filled = (column for column in (*columns, CONDITIONS, "age") if self.text(column))
        return next(blank, "screened on" if late else next(filled, ""))

    def _parted(self, column: str) -> Iterator[str]:
        return filter(None, map(str.strip, _PARTED.split(self.text(column))))

    def _place(self, column: str) -> Place:
        return self.table.place(self.row, self.indices.get(column))

    def _attempt(self, column: str, read: Callable[[], _T]) -> _T | None:
        try:
            return read()
        except ValueError as error:
            self.problems.append(self._place(column).problem(str(error)))
            self.unreadable.add(column)
            return None


def text_of(row: Row, index: int | None) -> str:
    """Return what a cell of a row says; nothing if it has a fault, or if there is no such column."""
    faulty = row.faults and any(index == other for other, _ in row.faults)
    return "" if index is None or faulty else row.cells[index]


def _condition(text: str) -> str:
    """Return what a person has, as typed.

    Raises:
        ValueError: It says yes or no, and not to what.
    """
    if says_only_yes(text):
        raise ValueError(f"{excerpt(text)} does not say which condition; write its name (cardgen list conditions)")
    if says_nothing(text):
        raise ValueError(f"{excerpt(text)} is no condition; leave the cell blank if the person was asked and has none")
    return text


def _screener(text: str) -> str | None:
    """Return who asked the person, as typed.

    Raises:
        ValueError: It says yes or no, and not who.
    """
    if text and (says_only_yes(text) or says_nothing(text)):
        advice = "write who asked the person, or leave the cells about the screening blank if nobody did"
        raise ValueError(f"{excerpt(text)} names nobody; {advice}")
    return text or None
