"""What came of a batch: counted, and every row that has no card with its reasons."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from cardgen.batch.checking import Decision
from cardgen.batch.columns import Matched
from cardgen.errors import CardgenError, PartlyDone, Problem, SafetyRefusal


@dataclass(frozen=True, slots=True)
class Without:
    """A row that has no card.

    Attributes:
        row: Number of the card.
        refused: Whether the person must not be massaged; else the row has to be corrected.
        problems: Why.
        slip: Name of the slip for the doctor, if one was written.
    """

    row: int
    refused: bool
    problems: tuple[Problem, ...]
    slip: str | None = None


@dataclass(slots=True)
class Report:
    """What came of a batch; it grows while the batch runs.

    Attributes:
        columns: What the headings were taken for.
        rows: How many rows were read.
        folder: Where files are; None if none was to be written.
        kept_date: Printed date that was taken over from the run that this one went on with.
        decisions: What the screening said, counted.
        written: Files that were made, beside those for all cards together.
        kept: Files of an earlier run that are as they must be.
        removed: Files of an earlier run that belong to no row any more.
        replaced: Rows whose card was for somebody who is not in the roster any more.
        without: Rows that have no card.
        extras: Files for all cards together.
        failed: What went wrong beside the rows.
        notices: What the person who prints should know, each with the number of cards that it is about.
        nothing_written: Why no file was written, though there were rows: a dry run, or ``--strict``.
    """

    columns: Matched
    rows: int
    folder: Path | None
    kept_date: dt.date | None = None
    decisions: Counter[Decision] = field(default_factory=Counter)
    written: int = 0
    kept: int = 0
    removed: int = 0
    replaced: tuple[int, ...] = ()
    without: list[Without] = field(default_factory=list)
    extras: list[str] = field(default_factory=list)
    failed: list[Problem] = field(default_factory=list)
    notices: Counter[str] = field(default_factory=Counter)
    nothing_written: str | None = None

    @property
    def refused(self) -> tuple[Without, ...]:
        """The people who must not be massaged."""
        return tuple(one for one in self.without if one.refused)

    @property
    def bad(self) -> tuple[Without, ...]:
        """The rows to correct."""
        return tuple(one for one in self.without if not one.refused)

    def error(self) -> CardgenError | None:
        """Return what the batch ends with: nothing if every row has its card."""
        problems = [problem for one in self.without for problem in one.problems]
        if self.bad or self.failed:
            return PartlyDone([*problems, *self.failed])
        return SafetyRefusal(problems) if problems else None
