"""The batch: read the roster, check every row, make what is missing, say what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cardgen import files
from cardgen.batch.executors import Executor
from cardgen.batch.extras import Together, write_one_file, write_problems, write_sheets, write_ticklist
from cardgen.batch.folder import check_free, check_same, check_whole, opened, remove_stale
from cardgen.batch.manifest import JOURNAL, Known, Time, journal, remove, write_manifest
from cardgen.batch.preparing import PlannedBatch, own_names, plan_batch
from cardgen.batch.report import Report, Without
from cardgen.batch.request import BatchRequest, Progress
from cardgen.batch.writing import Writing
from cardgen.errors import CardgenError, Problem
from cardgen.workshop import Workshop

DRY: Final = "this was a dry run"
STRICT: Final = "a row has to be corrected, and --strict writes all or nothing"
CHANGED: Final = "this file belongs to no row any more, and somebody has changed it since; look at it and remove it"


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
    work = Work(workshop, executor, progress)
    try:
        planned = plan_batch(request, workshop, progress, executor.begin if request.card_files else _nobody)
        return _run(request, planned, work)
    finally:
        executor.end()


def _nobody(_rows: int) -> None:
    """Let nobody get ready: what there is to make is made here."""


@dataclass(frozen=True, slots=True)
class Work:
    """Who works, and who is told."""

    workshop: Workshop
    executor: Executor
    progress: Progress


def _run(request: BatchRequest, planned: PlannedBatch, work: Work) -> Report:
    """Make what was planned, if anything is to be written."""
    report = Report(planned.columns, len(planned.rows), request.folder, planned.kept_date)
    must_be_right = request.strict and any(one.decision is None for one in planned.rows)
    if request.folder is None or must_be_right:
        report.nothing_written = DRY if request.folder is None else STRICT
        _account(planned, report, {})
        return report
    with opened(request.folder):
        names = (*own_names(work.workshop), *(one.name for one in planned.rows if one.name))
        check_free(request.folder, names, planned.known)
        _write(request, planned, work, report)
    return report


def _write(request: BatchRequest, planned: PlannedBatch, work: Work, report: Report) -> None:
    """Write what is missing, remove what is wrong now, and leave a manifest of it all."""
    folder, known = request.folder, planned.known
    assert folder is not None  # a dry run ends before
    for_all = {name for row, name in known.records if row == 0}
    check_whole(folder, known, {one.number for one in planned.rows})
    report.replaced = check_same(folder, known, {one.whose for one in planned.rows})
    _remove_stale(report, folder, known, for_all.union(one.name for one in planned.rows if one.name))
    base = planned.reader.base
    time = Time(base.clock.isoformat(), base.date.isoformat() if base.date else None)
    with journal(folder, known.records.values(), time) as notes:
        writing = Writing(folder, known, notes, work.workshop.material.catalog.edition.version, time)
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
    wanted = [one for one in planned.rows if one.name]
    shared = request.folder.resolve() if request.folder and request.shared else None

    def kept() -> None:
        report.kept += 1
        work.progress.step()

    work.progress.begin("writing", len(wanted))
    jobs = writing.jobs(wanted, planned.reader, shared, kept)
    with closing(work.executor.run(jobs)) as results:  # whoever works has stopped before anybody else may write here
        for made in results:
            writing.take(made, planned.rows[made.index])
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
