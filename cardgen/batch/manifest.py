"""The manifest: which file was made of which row, by digests; and the journal that becomes it.

Each finished file adds a line to the journal, so that a run that was killed can go on. When all is done, the manifest
takes the journal's place: the same lines in the order of the rows, whatever the order in which they were made.
"""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from io import BytesIO
from json.encoder import encode_basestring_ascii
from pathlib import Path
from typing import IO, Final

from pydantic import TypeAdapter, ValidationError, with_config

from cardgen import files
from cardgen.batch.digests import digest
from cardgen.content.base import iso_day

MANIFEST: Final = "manifest.jsonl"
JOURNAL: Final = ".cardgen-journal.jsonl"
BEING_MADE: Final = ""
"""Stands for a digest that is not known yet."""


@with_config(extra="forbid")
@dataclass(frozen=True, slots=True)
class Record:
    """What is known about the file of a row.

    Attributes:
        row: Number of the card; 0 for a file of the whole batch.
        file: Its name in the folder; None if there is none, as for a person who is refused.
        sha256: Digest of the file; None if there is none, or if it is being made.
        input: Digest of what it was made from.
        catalogue: Version of the catalogue.
        decision: What the screening said.
        whose: Digest of whom it is for; empty for a file of the whole batch.
        clock: When it was made, as the file itself says.
        date: Printed date that the whole run was given, if any.
    """

    row: int
    file: str | None
    sha256: str | None
    input: str
    catalogue: str
    decision: str
    whose: str
    clock: str
    date: str | None

    def line(self) -> str:
        """Return the record as a line of JSON."""
        # As json.dumps writes it, in a quarter of the time: a roster has thousands of lines, each written three times.
        return (
            f'{{"row": {self.row}, "file": {_json(self.file)}, "sha256": {_json(self.sha256)}, '
            f'"input": {_json(self.input)}, "catalogue": {_json(self.catalogue)}, "decision": {_json(self.decision)}, '
            f'"whose": {_json(self.whose)}, "clock": {_json(self.clock)}, "date": {_json(self.date)}}}\n'
        )


def _json(value: str | None) -> str:
    return "null" if value is None else encode_basestring_ascii(value)


_RECORD = TypeAdapter(Record)


@dataclass(frozen=True, slots=True)
class Time:
    """What a run goes by.

    Attributes:
        clock: When its files are made, as they say themselves.
        date: Printed date of the cards whose rows have none, if the run was given one.
    """

    clock: str
    date: str | None


class Journal:
    """A journal that is open for writing."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def add(self, record: Record) -> None:
        """Add a record; it outlives this process at once.

        Raises:
            FileError: It cannot be written.
        """
        try:
            self._file.write(record.line())
            self._file.flush()
        except OSError as error:
            raise files.explain(error, JOURNAL) from error


@contextmanager
def journal(folder: Path, known: Iterable[Record], time: Time) -> Iterator[Journal]:
    """Begin a journal, with what is known already.

    Args:
        folder: Where it is.
        known: Records that it begins with.
        time: What the whole run goes by.

    Yields:
        The journal.

    Raises:
        FileError: It cannot be written.
    """
    begin = json.dumps(asdict(time)) + "\n" + "".join(record.line() for record in known)
    files.write_inside(folder, JOURNAL, begin.encode("ascii"))
    try:
        file = (folder / JOURNAL).open("a", encoding="ascii", newline="\n")
    except OSError as error:
        raise files.explain(error, str(folder / JOURNAL)) from error
    with file:
        yield Journal(file)


def write_manifest(folder: Path, records: Iterable[Record]) -> None:
    """Write the manifest in the place of the journal.

    Raises:
        FileError: It cannot be written.
    """
    lines = BytesIO()
    for record in sorted(records, key=lambda one: (one.row, one.file or "")):
        lines.write(record.line().encode("ascii"))
    files.write_inside(folder, MANIFEST, lines.getvalue())
    try:
        (folder / JOURNAL).unlink(missing_ok=True)
    except OSError as error:
        raise files.explain(error, str(folder / JOURNAL)) from error


@dataclass(frozen=True, slots=True)
class Known:
    """What an earlier run left.

    Attributes:
        records: By row and file.
        digests: Every digest that a file may have: a killed run leaves the old one or the new one, whatever that is if
            the run was killed while it was ``BEING_MADE``.
        time: What it went by.
    """

    records: dict[tuple[int, str], Record] = field(default_factory=dict)
    digests: dict[str, set[str]] = field(default_factory=dict)
    time: Time | None = None

    @property
    def nothing(self) -> bool:
        """Whether there was no earlier run."""
        return self.time is None and not self.records

    def holds(self, path: Path) -> bool:
        """Say whether a file is as an earlier run left it, or is not there.

        Raises:
            FileError: It cannot be read.
        """
        if not os.path.lexists(path):
            return True
        if path.is_symlink() or not path.is_file():
            return False
        digests = self.digests.get(path.name, set())
        return BEING_MADE in digests or digest(files.read(path)) in digests

    def has(self, folder: Path, row: int, name: str, made_from: str) -> Record | None:
        """Return the record of a file that need not be made again: of the same row and input, and unchanged.

        Raises:
            FileError: The file cannot be read.
        """
        record, path = self.records.get((row, name)), folder / name
        if record is None or record.input != made_from or path.is_symlink() or not path.is_file():
            return None
        return record if digest(files.read(path)) == record.sha256 else None


def read_known(folder: Path) -> Known:
    """Read what an earlier run left; a line that was cut off is passed over, and its file made again.

    Raises:
        FileError: A file that is there cannot be read.
    """
    records: dict[tuple[int, str], Record] = {}
    digests: dict[str, set[str]] = {}
    time: Time | None = None
    for name in (MANIFEST, JOURNAL):
        for told in _told(folder / name):
            record = _record(told)
            if record is not None and record.file is not None:
                records[record.row, record.file] = record
                digests.setdefault(record.file, set()).add(record.sha256 or BEING_MADE)
            time = _time(told) or time
    return Known(records, digests, time)


def _told(path: Path) -> Iterator[dict[str, object]]:
    if not os.path.lexists(path):
        return
    for line in files.read(path).decode("ascii", "replace").splitlines():
        try:
            told = json.loads(line)
        except ValueError:
            continue
        if isinstance(told, dict):
            yield told


def _time(told: Mapping[str, object]) -> Time | None:
    """Return the time that a line tells; None if it tells none."""
    clock, date = told.get("clock"), told.get("date")
    try:
        dt.datetime.fromisoformat(str(clock))
        return Time(str(clock), None if date is None else iso_day(str(date)).isoformat())
    except ValueError:
        return None


def _record(told: Mapping[str, object]) -> Record | None:
    """Return the record that a line tells; None if it is none."""
    try:
        return _RECORD.validate_json(json.dumps(told), strict=True)
    except ValidationError:
        return None


def remove(path: Path) -> None:
    """Remove a file that may be gone already.

    Raises:
        FileError: It cannot be removed.
    """
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise files.explain(error, str(path)) from error
