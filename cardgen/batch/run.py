"""The batch: read the roster, check every row, make what is missing, say what came of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, Protocol

from cardgen import files
from cardgen.batch.checking import Checker
from cardgen.batch.columns import Matched, match
from cardgen.batch.digests import Digests, sources_digest
from cardgen.batch.executors import Executor
from cardgen.batch.extras import Together, sheets_name, write_one_file, write_problems, write_sheets, write_ticklist
from cardgen.batch.folder import OWN, check_free, check_whole, earlier, opened, remove_stale
from cardgen.batch.manifest import JOURNAL, Known, journal, remove, write_manifest
from cardgen.batch.names import Names, Pattern
from cardgen.batch.planned import Planned, plan_rows
from cardgen.batch.report import Report, Without
from cardgen.batch.roster import read_roster
from cardgen.batch.rows import Reader
from cardgen.batch.writing import Writing
from cardgen.errors import CardgenError, Problem
from cardgen.request import CardRequest
from cardgen.units import Size
from cardgen.workshop import Workshop

DRY: Final = "this was a dry run"
STRICT: Final = "a row has to be corrected, and --strict writes all or nothing"
CHANGED: Final = "this file belongs to no row any more, and somebody has changed it since; look at it and remove it"


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchRequest:
    """A batch.

    Attributes:
        data: The roster.
        name: Its name in messages.
        beside: What paths in the roster start from.
        base: What holds for every card where its row says nothing; its clock is that of the whole run.
        clock_given: Whether somebody said what time it is; else a run that goes on keeps the time of the first one.
        folder: Where files go; None for a dry run.
        pattern: How the files of cards are called.
        worksheet: Which sheet of a workbook is the roster.
        ignore_extra: Whether columns that are unknown may be passed over.
        strict: Whether nothing is written if one row has to be corrected.
        resume: Whether this goes on with an earlier run.
        referrals: Whether a person who is refused gets a slip for the doctor.
        shared: Whether whoever makes a file writes it into the folder, too.
        one_file: One file for all cards, instead of one for each.
        sheet: Paper to put all cards onto, too.
    """

    data: bytes
    name: str
    beside: Path
    base: CardRequest
    clock_given: bool = False
    folder: Path | None = None
    pattern: Pattern = field(default_factory=Pattern)
    worksheet: str | None = None
    ignore_extra: bool = False
    strict: bool = False
    resume: bool = False
    referrals: bool = False
    shared: bool = True
    one_file: Path | None = None
    sheet: Size | None = None


class Progress(Protocol):
    """Is told how far a run is."""

    def begin(self, what: str, total: int) -> None:
        """Begin a part of the run with so many steps."""
        ...

    def step(self) -> None:
        """Do one of them."""
        ...


def run_batch(request: BatchRequest, workshop: Workshop, executor: Executor, progress: Progress) -> Report:
    """Make the cards of a roster.

    Args:
        request: What to do.
        workshop: Of the sources of ``request.base``.
        executor: Who makes the cards.
        progress: Is told how far it is.

    Returns:
        What came of it, with every row that has no card.

    Raises:
        CardgenError: The roster cannot be read, the folder is not free, or a file cannot be written. What was written
            until then is whole, and a run that resumes goes on from there.
    """
    planned = plan_batch(request, workshop, progress)
    report = Report(planned.columns, len(planned.rows), request.folder)
    must_be_right = request.strict and any(one.decision is None for one in planned.rows)
    if request.folder is None or must_be_right:
        report.nothing_written = DRY if request.folder is None else STRICT
        _account(planned, report, {})
        return report
    with opened(request.folder):
        check_free(request.folder, (*_own(workshop), *(one.name for one in planned.rows if one.name)), planned.known)
        _write(request, planned, Work(workshop, executor, progress), report)
    return report


@dataclass(frozen=True, slots=True)
class PlannedBatch:
    """A roster that was read and checked.

    Attributes:
        columns: What its headings were taken for.
        reader: Makes requests of its rows.
        digests: Digests what a card is made from.
        rows: What is to be made of each row.
        known: What an earlier run left.
    """

    columns: Matched
    reader: Reader
    digests: Digests
    rows: tuple[Planned, ...]
    known: Known


@dataclass(frozen=True, slots=True)
class Work:
    """Who works, and who is told."""

    workshop: Workshop
    executor: Executor
    progress: Progress


def plan_batch(request: BatchRequest, workshop: Workshop, progress: Progress) -> PlannedBatch:
    """Read and check a roster, and name the files; arguments and errors as ``run_batch``."""
    table = read_roster(request.data, request.name, request.worksheet)
    columns = match(table, workshop.material.catalog, ignore_extra=request.ignore_extra)
    known = earlier(request.folder, resume=request.resume)
    reader = Reader(table, columns.indices, _at_the_same_time(request, known), request.beside)
    digests = Digests(sources_digest(workshop.sources))
    names = Names(request.pattern, (*_own(workshop), *((request.one_file.name,) if request.one_file else ())))
    progress.begin("checking", len(table.rows))
    rows = plan_rows(
        table,
        Checker(reader, workshop.material, digests),
        names,
        cards=request.one_file is None,
        slips=request.referrals,
        checked=progress.step,
    )
    return PlannedBatch(columns, reader, digests, tuple(rows), known)


def _own(workshop: Workshop) -> tuple[str, ...]:
    """Return the names that no card gets."""
    return *OWN, *map(sheets_name, workshop.material.theme.cards)


def _at_the_same_time(request: BatchRequest, known: Known) -> CardRequest:
    """Return what holds for every card, at the time of the run that this one goes on with."""
    base = replace(request.base, ticklist=False)
    if known.clock is None or request.clock_given:
        return base
    return replace(base, clock=dt.datetime.fromisoformat(known.clock))


def _write(request: BatchRequest, planned: PlannedBatch, work: Work, report: Report) -> None:
    """Write what is missing, remove what is wrong now, and leave a manifest of it all."""
    folder, known = request.folder, planned.known
    assert folder is not None  # a dry run ends before
    files_of_rows = {one.name for one in planned.rows if one.name}
    for_all = {name for row, name in known.records if row == 0}
    check_whole(folder, known, {one.number for one in planned.rows})
    _remove_stale(report, folder, known, files_of_rows | for_all)
    clock = planned.reader.base.clock.isoformat()
    with journal(folder, known.records.values(), clock) as notes:
        writing = Writing(folder, known, notes, work.workshop.material.catalog.edition.version, clock)
        together = Together(planned.reader, work.workshop, planned.digests, planned.rows, writing)
        _make_rows(request, planned, work, writing, report)
        if request.one_file is not None:
            work.progress.begin("writing", len(together.cards))
            if write_one_file(together, request.one_file, work.progress.step, strict=request.strict):
                report.extras.append(str(request.one_file))
        if writing.failed and request.strict:
            _take_back(writing, report)
            _account(planned, report, writing.failed)
            return
        _write_extras(request, together, planned, report)
    _remove_stale(report, folder, known, {str(record.file) for record in writing.records})
    write_manifest(folder, writing.records)
    files.settle(folder)


def _remove_stale(report: Report, folder: Path, known: Known, wanted: set[str]) -> None:
    stale = remove_stale(folder, known, wanted)
    report.removed += stale.removed
    changed = [Problem(str(folder / name), 0, 0, CHANGED) for name in stale.changed]
    report.failed += [problem for problem in changed if problem not in report.failed]


def _make_rows(request: BatchRequest, planned: PlannedBatch, work: Work, writing: Writing, report: Report) -> None:
    """Make the file of each row that has one."""
    by_index = {one.index: one for one in planned.rows if one.name}
    shared = request.folder.resolve() if request.folder and request.shared else None

    def kept() -> None:
        report.kept += 1
        work.progress.step()

    work.progress.begin("writing", len(by_index))
    jobs = writing.jobs(tuple(by_index.values()), planned.reader, shared, kept)
    for made in work.executor.run(jobs):
        writing.take(made, by_index[made.index])
        report.notices.update(made.notices)
        work.progress.step()
    report.written = len(writing.fresh)
    for one in planned.rows:
        if one.decision == "refused" and (one.name is None or one.index in writing.failed):
            writing.without_file(one)


def _write_extras(request: BatchRequest, together: Together, planned: PlannedBatch, report: Report) -> None:
    if request.one_file is None:
        report.extras += filter(None, (write_ticklist(together),))
    if request.sheet is not None:
        try:
            report.extras += write_sheets(together, request.sheet)
        except CardgenError as error:
            report.failed += error.problems
    bad = _account(planned, report, together.writing.failed)
    report.extras += filter(None, (write_problems(together, planned.columns, bad),))


def _take_back(writing: Writing, report: Report) -> None:
    """Remove what this run wrote: a card did not come about, and all or nothing was asked for."""
    for name in writing.fresh:
        remove(writing.folder / name)
    report.written, report.nothing_written = 0, STRICT
    if writing.known.nothing:
        remove(writing.folder / JOURNAL)


def _account(
    planned: PlannedBatch, report: Report, failed: Mapping[int, tuple[Problem, ...]]
) -> dict[int, tuple[Problem, ...]]:
    """Tell the report about every row; return the rows to correct."""
    bad: dict[int, tuple[Problem, ...]] = {}
    for one in planned.rows:
        row = planned.reader.table.rows[one.index]
        late = planned.reader.told(row, failed.get(one.index, ()))
        if one.decision is not None and (one.decision == "refused" or not late):
            report.decisions[one.decision] += 1
        refused = one.decision == "refused"
        if one.problems or late:
            slip = one.name if refused and not late else None
            report.without.append(Without(one.number, refused, (*one.problems, *late), slip))
            if not refused:
                bad[one.index] = (*one.problems, *late)
    return bad
