"""``cardgen batch``: a roster in, every card out."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import click

from cardgen import files
from cardgen.batch.executors import Executor, Pool, Serial
from cardgen.batch.names import DEFAULT_PATTERN, Pattern
from cardgen.batch.request import BatchRequest
from cardgen.batch.run import run_batch
from cardgen.cli import output
from cardgen.cli.batch_report import tell
from cardgen.cli.delivery import STDOUT_MARK
from cardgen.cli.paper_values import Paper
from cardgen.cli.progress import Shown
from cardgen.cli.sources import Given, Settled, with_format, with_sources
from cardgen.cli.values import EPOCH_VARIABLE, Day, as_file, clock
from cardgen.config import Settings
from cardgen.loading import load
from cardgen.selection import is_file_name
from cardgen.units import Size
from cardgen.workshop import Workshop

MOST_JOBS: Final = 256

EXAMPLES = """\b
Examples:
  cardgen batch --template roster.xlsx
  cardgen batch roster.xlsx -o cards
  cardgen batch roster.csv -o cards --jobs 4 --referrals
  cardgen batch roster.csv -o cards --resume
  cardgen batch roster.csv --dry-run
  cardgen batch roster.yaml -o cards --one-file course.pdf
  cardgen batch roster.csv -o cards --sheet a4 --name-pattern "{row:03}-{client}"
  cardgen batch roster.csv -o cards --cluster tcp://scheduler:8786
"""


class NamePattern(click.ParamType[Pattern]):
    """How the files of cards are called."""

    name = "PATTERN"

    def convert(self, value: str | Pattern, param: click.Parameter | None, ctx: click.Context | None) -> Pattern:
        """Read the text; see ``click.ParamType``."""
        if isinstance(value, Pattern):
            return value
        try:
            return Pattern(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


@dataclass(frozen=True, slots=True)
class Workers:
    """Who makes the cards.

    Attributes:
        jobs: So many processes of this computer.
        cluster: Address of a scheduler of Dask, instead.
        shared: Whether its workers write into the folder themselves.
    """

    jobs: int
    cluster: str | None
    shared: bool

    def executor(self, workshop: Workshop) -> Executor:
        """Return who does the jobs."""
        if self.cluster is not None:
            from cardgen.batch.cluster import Cluster  # noqa: PLC0415 - an extra, which not everybody has

            return Cluster(self.cluster, workshop.sources)
        return Serial(workshop) if self.jobs == 1 else Pool(workshop.sources, self.jobs)


@click.command("batch", epilog=EXAMPLES)
@click.argument("roster", metavar="[ROSTER.csv | .xlsx | .yaml | -]", required=False)
@click.option("-o", "--output", "target", type=click.Path(path_type=Path), metavar="DIR", help="Folder for the cards.")
@click.option(
    "--one-file", type=click.Path(path_type=Path), metavar="FILE", help="All cards in one PDF, instead of one each."
)
@click.option("--sheet", type=Paper(), help="Put the cards onto sheets of this paper, too: a4, letter, 330x483mm.")
@click.option("--jobs", type=click.IntRange(1, MOST_JOBS), default=1, metavar="N", help="Work in N processes.")
@click.option("--resume", is_flag=True, help="Go on with an earlier run: make what is missing or differs.")
@click.option("--strict", is_flag=True, help="Write nothing if one row has to be corrected.")
@click.option(
    "--name-pattern",
    "pattern",
    type=NamePattern(),
    default=DEFAULT_PATTERN,
    show_default=True,
    help="How the files are called.",
)
@click.option("--referrals", is_flag=True, help="Write a slip for the doctor for each person who is refused.")
@click.option("--cluster", metavar="ADDRESS", help="Let the workers of a Dask scheduler work: tcp://host:8786.")
@click.option("--shared-folder", "shared", is_flag=True, help="With --cluster: the workers see DIR and write there.")
@click.option("--dry-run", is_flag=True, help="Check the roster and write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print what came of it as one JSON object.")
@click.option("--ignore-extra", is_flag=True, help="Pass over columns that are unknown.")
@click.option("--worksheet", metavar="NAME", help="Which sheet of a workbook to read; the first if not given.")
@click.option(
    "--template", type=click.Path(path_type=Path), metavar="FILE.xlsx", help="Write an example of a roster instead."
)
@click.option("--routine", metavar="ROUTINE", help="Routine of the rows that name none.")
@click.option("--therapist", metavar="TEXT", help="Therapist of the rows that name none.")
@click.option("--clinic", metavar="TEXT", help="Name of the clinic, in the coloured band.")
@click.option("--clinic-contact", metavar="TEXT", help="Telephone, address or web page of the clinic.")
@click.option("--logo", type=click.Path(path_type=Path), metavar="FILE", help="Picture for the band.")
@click.option("--date", type=Day(), help="Printed date of the rows that have none; it fixes the time of the whole run.")
@with_format
@with_sources
def command(
    *,
    given: Given,
    roster: str | None,
    target: Path | None,
    one_file: Path | None,
    sheet: Size | None,
    jobs: int,
    resume: bool,
    strict: bool,
    pattern: Pattern,
    referrals: bool,
    cluster: str | None,
    shared: bool,
    dry_run: bool,
    as_json: bool,
    ignore_extra: bool,
    worksheet: str | None,
    template: Path | None,
    routine: str | None,
    therapist: str | None,
    clinic: str | None,
    clinic_contact: str | None,
    logo: Path | None,
    date: dt.date | None,
    format_: str | None,
) -> None:
    """Make a card for each row of a roster: CSV, a workbook, or YAML.

    The columns are the options of `cardgen card`; --template writes a workbook with all of them. The whole roster is
    checked first, and every mistake is told with its row and column. The rows that are right get their card, the others
    stand in problems.csv, to be corrected and given to cardgen again. A person who must not be massaged gets no card.

    A run that was interrupted goes on with --resume, and ends as if nothing had happened.
    """
    options = Settings(clinic=clinic, contact=clinic_contact, logo=logo, format=format_)
    if template is not None:
        with given.settled(options) as settled:
            _write_template(template, settled)
        return
    _check_use(roster, target, one_file, sheet, dry_run=dry_run, shared=shared and cluster is None)
    assert roster is not None
    with given.settled(options) as settled:
        workshop = Workshop(settled.sources)
        base = replace(settled.request(clock(date)), routine=_routine(routine), therapist=therapist, date=date)
        request = BatchRequest(
            data=_read(roster),
            name="roster" if roster == STDOUT_MARK else roster,
            beside=Path() if roster == STDOUT_MARK else Path(roster).parent,
            base=base,
            clock_given=date is not None or bool(os.environ.get(EPOCH_VARIABLE)),
            folder=None if dry_run else target,
            pattern=pattern,
            worksheet=worksheet,
            ignore_extra=ignore_extra,
            strict=strict,
            resume=resume,
            referrals=referrals,
            shared=cluster is None or shared,
            one_file=one_file,
            sheet=sheet,
        )
        executor = Workers(jobs, cluster, shared).executor(workshop)
        with _resumable(request.folder), Shown() as progress:
            report = run_batch(request, workshop, executor, progress)
        tell(report, as_json=as_json)


@contextmanager
def _resumable(folder: Path | None) -> Iterator[None]:
    """Say how to go on after Ctrl-C."""
    try:
        yield
    except KeyboardInterrupt:
        if folder is not None:
            output.message("every card that is written is whole; run the same again with --resume to go on")
        raise


def _check_use(
    roster: str | None, target: Path | None, one_file: Path | None, sheet: Size | None, *, dry_run: bool, shared: bool
) -> None:
    """Refuse options that do not go together.

    Raises:
        click.UsageError: They do not.
    """
    if roster is None:
        raise click.UsageError("name the roster, or - for standard input; --template writes an example")
    if target is None and not dry_run:
        raise click.UsageError("-o names the folder for the cards; or check the roster with --dry-run")
    if one_file is not None and sheet is not None:
        raise click.UsageError("--sheet needs the cards as files of their own; put --one-file's onto cardgen sheet")
    if shared:
        raise click.UsageError("--shared-folder is about the workers of --cluster; name their scheduler")


def _routine(typed: str | None) -> str | None:
    return as_file(Path(typed)) if typed is not None and is_file_name(typed) else typed


def _read(roster: str) -> bytes:
    return sys.stdin.buffer.read(files.MOST_BYTES) if roster == STDOUT_MARK else files.read(Path(roster))


def _write_template(path: Path, settled: Settled) -> None:
    from cardgen.batch.template import template  # noqa: PLC0415 - openpyxl takes long to import

    if path.suffix.casefold() != ".xlsx":
        raise click.UsageError(f"the example is a workbook; call it {path.stem or 'roster'}.xlsx")
    files.write_atomically(path, template(load(settled.sources)), over=b"PK")
    output.path(str(path))
