"""Writing what was planned: what is there already is kept, what is missing is made, all of it is recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from cardgen import files
from cardgen.batch.digests import digest
from cardgen.batch.jobs import Job, Made
from cardgen.batch.manifest import Journal, Known, Record, Time
from cardgen.batch.planned import Planned
from cardgen.batch.rows import Reader
from cardgen.errors import Problem


@dataclass(frozen=True, slots=True)
class Writing:
    """One run's writing into its folder.

    Attributes:
        folder: Where.
        known: What an earlier run left.
        journal: Where each finished file is noted at once.
        catalogue: Version of the catalogue.
        time: What the run goes by.
        records: What was noted, and what had been.
        failed: Why a file could not be made, by the index of its row.
        fresh: Names of the files that this run wrote.
    """

    folder: Path
    known: Known
    journal: Journal
    catalogue: str
    time: Time
    records: list[Record] = field(default_factory=list)
    failed: dict[int, tuple[Problem, ...]] = field(default_factory=dict)
    fresh: list[str] = field(default_factory=list)

    def jobs(
        self, planned: Sequence[Planned], reader: Reader, folder: Path | None, kept: Callable[[], None]
    ) -> Iterator[Job]:
        """Yield what has to be made; what need not be is recorded and counted.

        Args:
            planned: What there is to make.
            reader: Makes the requests.
            folder: Where whoever makes a file writes it; None if it hands the bytes back.
            kept: Called for each file that is there already.
        """
        for one in planned:
            if one.name is None:
                continue
            record = self.known.has(self.folder, one.number, one.name, one.input)
            if record is not None and record.decision == one.decision:
                self.records.append(record)
                kept()
                continue
            self.journal.add(self._record(one, one.name, None))
            row = reader.table.rows[one.index]
            asked = reader.alike(row) if one.has_card else reader.asked(row)
            yield Job(one.index, one.kind, asked.common, asked.client, one.name, folder)

    def take(self, made: Made, planned: Planned) -> None:
        """Take what came of a job: write it if nobody has, and record it.

        Raises:
            FileError: It cannot be written.
        """
        if made.problems:
            self.failed[made.index] = made.problems
            return
        if made.data is not None:
            files.write_inside(self.folder, made.name, made.data)
        self.fresh.append(made.name)
        self._add(self._record(planned, made.name, made.sha256), note=True)

    def without_file(self, planned: Planned, file: str | None = None, sha256: str | None = None) -> None:
        """Record a row that has no file of its own."""
        self._add(self._record(planned, file, sha256), note=False)

    def kept(self, folder: Path, name: str, made_from: str) -> str | None:
        """Record a file for all cards together if it is there already, and return its digest.

        Args:
            folder: Where.
            name: Its name.
            made_from: Digest of what it is made from.
        """
        record = self.known.has(folder, 0, name, made_from)
        if record is None:
            return None
        self.records.append(record)
        return str(record.sha256)

    def note_extra(self, name: str, sha256: str, made_from: str) -> None:
        """Note a file for all cards together before it takes its name: the one before is then known for an older one.

        Args:
            name: Its name.
            sha256: Its digest.
            made_from: Digest of what it is made from.
        """
        self._add(self._noted(0, name, sha256, made_from, "all", ""), note=True)

    def extra(self, name: str, made_from: str, make: Callable[[], bytes]) -> str:
        """Write a file for all cards together, unless it is there already.

        Args:
            name: Its name.
            made_from: Digest of what it is made from.
            make: Returns its bytes.

        Returns:
            Its digest.

        Raises:
            CardgenError: It cannot be made or written.
        """
        kept = self.kept(self.folder, name, made_from)
        if kept is not None:
            return kept
        data = make()
        self.note_extra(name, digest(data), made_from)
        files.write_inside(self.folder, name, data)
        return digest(data)

    def _add(self, record: Record, *, note: bool) -> None:
        self.records.append(record)
        if note:
            self.journal.add(record)

    def _record(self, planned: Planned, file: str | None, sha256: str | None) -> Record:
        return self._noted(planned.number, file, sha256, planned.input, str(planned.decision), planned.whose)

    def _noted(
        self, row: int, file: str | None, sha256: str | None, made_from: str, decision: str, whose: str
    ) -> Record:
        catalogue, time = self.catalogue, self.time
        return Record(row, file, sha256, made_from, catalogue, decision, whose, time.clock, time.date)
