"""From a row to a request: what each cell says, with its place if it cannot be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Final

from cardgen.batch.columns import COLUMNS, CONDITIONS, PROBLEM, ROW
from cardgen.batch.digests import digest
from cardgen.batch.reading import Reading, text_of
from cardgen.batch.table import Row, Table
from cardgen.content.excerpt import excerpt
from cardgen.errors import Problem
from cardgen.request import CardRequest
from cardgen.selection import Choice, is_file_name

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
_EACH_ITS_OWN: Final = ("client", ROW, PROBLEM)
"""Columns in which rows differ that ask for the same massage, or that are not read."""
_READ: Final = 256
"""What so many rows ask for is kept for others that ask for the same."""
_DIGITS: Final = 16
"""Digits that a digest of a person needs so that no two of a roster have the same."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a row asks for, as far as it can be read.

    Attributes:
        number: Number of its card; None if the cell cannot be read.
        common: What it asks for, but for the client; a cell that cannot be read is taken for blank.
        client: Whom the card is for.
        unreadable: Columns in which something cannot be read; all of them if a cell has no heading, since a comma too
            many moves all that follows.
        problems: Why; none if all of it can be read.
    """

    number: int | None
    common: CardRequest
    client: str | None
    unreadable: frozenset[str]
    problems: tuple[Problem, ...]

    @property
    def request(self) -> CardRequest:
        """What it asks for, with the client."""
        return replace(self.common, client=self.client)


@dataclass(frozen=True, slots=True)
class Reader:
    """Makes requests of rows.

    Attributes:
        table: The roster.
        indices: Where each column stands.
        base: What holds for every card where a row says nothing.
        folder: What the paths in a row start from.
        read: What rows ask for that were read last, by what they say about it; see ``alike``.
    """

    table: Table
    indices: Mapping[str, int]
    base: CardRequest
    folder: Path
    read: dict[tuple[str, ...], CardRequest] = field(default_factory=dict, repr=False, compare=False)

    def asked(self, row: Row) -> Asked:
        """Return what a row asks for; its number is that of its line if it says none."""
        reading, base = self._reading(row), self.base
        text = reading.text
        number = reading.whole(ROW, 1, _MOST_NUMBER)
        date = reading.day("date") or base.date
        common = replace(
            base,
            routine=reading.routine() or base.routine,
            choices=reading.items("techniques", Choice.read) or base.choices,
            skip=reading.items("skip", str) or base.skip,
            minutes=reading.whole("minutes", 1, _MOST_MINUTES) or base.minutes,
            format=text("format").casefold() or base.format,
            client=None,
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
        client = text("client") or base.client
        return Asked(number, common, client, frozenset(reading.unreadable), tuple(reading.problems))

    def alike(self, row: Row) -> Asked:
        """Return what a row asks for, as ``asked``, and read what many rows say once.

        Rows that differ in client and number only share the very same request. What is told about a person may then
        have its place in another row: whoever finds something wrong with it asks again, with ``asked``.
        """
        if row.faults:
            return self.asked(row)
        said = list(row.cells)
        for column in _EACH_ITS_OWN:
            if column in self.indices:
                said[self.indices[column]] = ""
        key = tuple(said)
        common = self.read.get(key)
        typed = self._text(row, ROW)
        if common is None or typed:
            asked = self.asked(row)
            if asked.problems or _from_files(asked.common):
                return asked
            common = self.read.setdefault(key, asked.common)
            if len(self.read) > _READ:
                del self.read[next(iter(self.read))]
            return replace(asked, common=common)
        return Asked(row.line, common, self._text(row, "client") or self.base.client, frozenset(), ())

    def whose(self, row: Row) -> str:
        """Return a digest of whom a row is about: of the name, or where there is none, of what tells people apart."""
        name = " ".join(self._text(row, "client").casefold().split())
        about = [name] if name else [f"{column}: {self._text(row, column)}" for column in _PERSON]
        return digest("\n".join(about).encode(errors="surrogatepass"))[:_DIGITS]

    def told(self, row: Row, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Return problems of a row's request at the places of its cells, in whose words they were found."""
        return tuple(dict.fromkeys(self._placed(row, problem) for problem in problems))

    def _reading(self, row: Row) -> Reading:
        return Reading.of(row, self.table, self.indices, self.folder)

    def _text(self, row: Row, column: str) -> str:
        return text_of(row, self.indices.get(column))

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


def _from_files(request: CardRequest) -> bool:
    """Say whether files tell about the person, too: by the time the card is made, they may contradict the row."""
    return request.answers is not None or is_file_name(request.routine or "")


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
