"""Preparing a batch: read the roster, check every row, name the files, before anything is written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from cardgen.batch.checking import Checker
from cardgen.batch.columns import Matched, match
from cardgen.batch.digests import Digests, sources_digest
from cardgen.batch.extras import sheets_name
from cardgen.batch.folder import OWN, earlier
from cardgen.batch.manifest import Known
from cardgen.batch.names import Names
from cardgen.batch.planned import Planned, plan_rows
from cardgen.batch.request import BatchRequest, Progress
from cardgen.batch.roster import read_roster
from cardgen.batch.rows import Reader
from cardgen.batch.table import Table
from cardgen.errors import ContentError, Problem
from cardgen.request import CardRequest
from cardgen.workshop import Workshop


@dataclass(frozen=True, slots=True)
class PlannedBatch:
    """A roster that was read and checked.

    Attributes:
        columns: What its headings were taken for.
        reader: Makes requests of its rows.
        digests: Digests what a card is made from.
        rows: What is to be made of each row.
        known: What an earlier run left.
        kept_date: Printed date that was taken over from it, if any.
    """

    columns: Matched
    reader: Reader
    digests: Digests
    rows: tuple[Planned, ...]
    known: Known
    kept_date: dt.date | None


def plan_batch(
    request: BatchRequest, workshop: Workshop, progress: Progress, read: Callable[[int], None]
) -> PlannedBatch:
    """Read and check a roster, and name the files.

    Args:
        request: What to do.
        workshop: Of the sources of ``request.base``.
        progress: Is told how far it is.
        read: Called with the number of rows when they are read and not yet checked.

    Returns:
        What is to be made of each row.

    Raises:
        CardgenError: The roster cannot be read, a heading has to be corrected, or the folder is another batch's.
    """
    table = read_roster(request.data, request.name, request.worksheet)
    columns = match(table, workshop.material.catalog, ignore_extra=request.ignore_extra)
    if columns.problems:
        raise ContentError((*columns.problems, *_mistakes(request, table, columns, workshop)))
    known = earlier(request.folder, resume=request.resume)
    read(len(table.rows))
    base = _at_the_same_time(request, known)
    reader = Reader(table, columns.indices, base, request.beside)
    digests = Digests(sources_digest(workshop.sources))
    names = Names(request.pattern, (*own_names(workshop), *((request.one_file.name,) if request.one_file else ())))
    progress.begin("checking", len(table.rows))
    rows = plan_rows(
        table,
        Checker(reader, workshop.material, digests),
        names,
        cards=request.one_file is None,
        slips=request.referrals,
        checked=progress.step,
    )
    kept_date = base.date if request.base.date is None else None
    return PlannedBatch(columns, reader, digests, tuple(rows), known, kept_date)


def _mistakes(request: BatchRequest, table: Table, columns: Matched, workshop: Workshop) -> Iterator[Problem]:
    """Yield what is wrong with the rows whatever the headings should have been; nothing if none of them is known."""
    if columns.indices:
        reader = Reader(table, columns.indices, request.base, request.beside)
        yield from Checker(reader, workshop.material, Digests("")).mistakes(table.rows)


def own_names(workshop: Workshop) -> tuple[str, ...]:
    """Return the names that no card gets."""
    return *OWN, *map(sheets_name, workshop.material.theme.cards)


def _at_the_same_time(request: BatchRequest, known: Known) -> CardRequest:
    """Return what holds for every card, at the time of the run that this one goes on with.

    Only what is printed goes by it. ``today``, by which screenings and clearances are judged, stays the real day.
    """
    base, time = replace(request.base, ticklist=False), known.time
    if time is None or base.date is not None:
        return base
    if time.date is None:
        return base if request.clock_given else replace(base, clock=dt.datetime.fromisoformat(time.clock))
    return replace(base, clock=dt.datetime.fromisoformat(time.clock), date=dt.date.fromisoformat(time.date))
