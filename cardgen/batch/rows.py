"""From a row to a request: what each cell says, with its place if it cannot be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Final

from cardgen.batch.columns import COLUMNS, CONDITIONS, ROW
from cardgen.batch.digests import digest
from cardgen.batch.reading import Reading
from cardgen.batch.table import Row, Table
from cardgen.content.excerpt import excerpt
from cardgen.errors import Problem
from cardgen.request import CardRequest
from cardgen.selection import Choice

_MOST_MINUTES: Final = 24 * 60
_MOST_NUMBER: Final = 10**9

_OPTIONS: Mapping[str, str] = MappingProxyType(
    {**{column.option: name for name, column in COLUMNS.items()}, "screening": CONDITIONS}
)
"""In which column somebody wrote what a problem is about."""
_OPTION = re.compile(r"(?<![\w-])--?[a-z][a-z-]*")
"""An option in a message; in a roster it is a column."""
_IN_A_FILE = re.compile(r", or screened_(?:by|on) in a file")
"""What a message says to whoever writes a file of answers or a routine; a roster has a column for it."""
_COMMAS = re.compile(r"'[^'@]*,[^']*' is no (?:condition|technique|dose)\b")
"""A message about a word that is not known and may be several."""

_TEXTS: Final = frozenset({"--client", "--therapist", "--clinic", "--clinic-contact", "--note"})
"""Options whose text is printed as it stands."""

_PATHS: Final = ("routine", "logo", "answers")
"""Columns that may name a file."""
_PERSON: Final = ("routine", CONDITIONS, "age", "screened by", "screened on", "clearances", "answers")
"""Columns that tell the card of somebody without a name from others."""
_DIGITS: Final = 16
"""Digits that a digest of a person needs so that no two of a roster have the same."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a row asks for, as far as it can be read.

    Attributes:
        number: Number of its card; None if the cell cannot be read.
        request: What it asks for; a cell that cannot be read is taken for blank.
        unreadable: Columns in which something cannot be read; all of them if a cell has no heading, since a comma too
            many moves all that follows.
        problems: Why; none if all of it can be read.
    """

    number: int | None
    request: CardRequest
    unreadable: frozenset[str]
    problems: tuple[Problem, ...]


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

    def asked(self, row: Row) -> Asked:
        """Return what a row asks for; its number is that of its line if it says none."""
        reading, base = self._reading(row), self.base
        text = reading.text
        number = reading.whole(ROW, 1, _MOST_NUMBER)
        date = reading.day("date") or base.date
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
            date=date,
            review_date=reading.day("review date") or base.review_date,
            qr=text("qr") or base.qr,
            person=reading.person(base.told_until_at(date)),
            answers=reading.path("answers") or base.answers,
        )
        if number is None and ROW not in reading.unreadable:
            number = row.line
        return Asked(number, request, frozenset(reading.unreadable), tuple(reading.problems))

    def whose(self, row: Row) -> str:
        """Return a digest of whom a row is about: of the name, or where there is none, of what tells people apart."""
        reading = self._reading(row)
        name = " ".join(reading.text("client").casefold().split())
        about = [name] if name else [f"{column}: {reading.text(column)}" for column in _PERSON]
        return digest("\n".join(about).encode(errors="surrogatepass"))[:_DIGITS]

    def told(self, row: Row, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Return problems of a row's request at the places of its cells, in whose words they were found."""
        return tuple(dict.fromkeys(self._placed(row, problem) for problem in problems))

    def _reading(self, row: Row) -> Reading:
        return Reading.of(row, self.table, self.indices, self.folder)

    def _placed(self, row: Row, problem: Problem) -> Problem:
        message = _in_a_roster(problem.message)
        if problem.file == self.table.name and problem.line:
            return replace(problem, message=message)
        column = next((one for one in _PATHS if self._path(row, one) == problem.file), "")
        index = self.indices.get(_OPTIONS.get(problem.file, column))
        place = self.table.place(row, index)
        if problem.file in _TEXTS and index is not None and row.cells[index]:
            return place.problem(_in_words(row.cells[index]) or message)
        if problem.file in _OPTIONS or problem.file in {"layout", "cardgen"}:
            return place.problem(message)
        return place.problem(str(problem))

    def _path(self, row: Row, column: str) -> str:
        index = self.indices.get(column)
        return "" if index is None else str(self.folder / row.cells[index])


def _in_a_roster(message: str) -> str:
    """Return a message with columns instead of options, and with what only a roster can have wrong."""
    message = _IN_A_FILE.sub("", message)
    told = _OPTION.sub(lambda option: f"'{_OPTIONS[option[0]]}'" if option[0] in _OPTIONS else option[0], message)
    return f"{told} (several are parted by semicolons)" if _COMMAS.match(told) else told


def _in_words(text: str) -> str | None:
    """Say what to do about a text that cannot be printed and is nothing but signs: leaving them out leaves nothing."""
    if any(map(str.isalnum, text)):
        return None
    return f"{excerpt(text)} cannot be printed; say it in letters, or leave the cell blank"
