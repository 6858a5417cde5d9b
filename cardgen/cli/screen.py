"""``cardgen screen``: what the screening says about a routine and a person; and the form that asks the person."""

from __future__ import annotations

import errno
import os
from dataclasses import replace
from pathlib import Path

import click

from cardgen import files
from cardgen.cli import output
from cardgen.cli.delivery import PDF_MARK, STDOUT_MARK
from cardgen.cli.person_options import PersonGiven, with_person
from cardgen.cli.refusing import referring
from cardgen.cli.request_options import Names, Wanted, with_names, with_steps
from cardgen.cli.screened import HEADINGS, Account, account_of, as_data, notes, rows
from cardgen.cli.sources import Given, with_sources
from cardgen.cli.values import clock
from cardgen.intake.blank import blank
from cardgen.loading import load
from cardgen.paperwork import make_form
from cardgen.request import CardRequest

FORM_FORMAT = "a4"
EXAMPLES = """\b
Examples:
  cardgen screen
  cardgen screen lower-back --condition "weak bones" --screened-by Mia --screened-on 2026-11-20
  cardgen screen my-routine.yaml --answers answers.yaml --json
  cardgen screen --form
  cardgen screen --form --format letter --clinic "Quiet Hands" -o intake.pdf
  cardgen screen --form --yaml -o answers.yaml
"""


@click.command("screen", epilog=EXAMPLES)
@with_steps
@with_person
@click.option("--json", "as_json", is_flag=True, help="Print the account as JSON.")
@click.option("--form", is_flag=True, help="Write the intake form instead: every question, with boxes to tick.")
@click.option("--yaml", "as_yaml", is_flag=True, help="With --form: the file for the answers instead of the paper.")
@click.option(
    "--format",
    "format_",
    metavar="FORMAT",
    help=f"With --form: size of the paper, a4, letter, a5 or another one.  [default: {FORM_FORMAT}]",
)
@click.option(
    "-o",
    "--output",
    "target",
    metavar="FILE|-",
    help="With --form: where to write; - is standard output.  [default: intake.pdf, or answers.yaml with --yaml]",
)
@with_names
@with_sources
def command(
    *,
    given: Given,
    person: PersonGiven,
    wanted: Wanted,
    names: Names,
    as_json: bool,
    form: bool,
    as_yaml: bool,
    format_: str | None,
    target: str | None,
) -> None:
    """Explain what the screening decides, without making a card.

    Give what you would give `cardgen card`. For each step: the decision, the reason and the sources; then what stands
    in the way of a card. The exit code is that of the card: 0, or 4 if the massage is refused. Only a slip that
    --referral asks for is written.

    With --form it writes the intake form: a question for every red flag and every condition of the catalogue, with
    the id under which --answers reads the answer. With --form --yaml it writes that file, with nothing answered yet.
    """
    if form:
        _require_form_only(wanted, person, as_json)
        _write_form(given, names, format_, target, as_yaml=as_yaml)
        return
    if as_yaml or format_ or target:
        raise click.UsageError("--yaml, --format and -o belong to --form; add it, or leave them out")
    with given.settled(names.settings) as settled:
        request = person.added_to(wanted.added_to(names.added_to(settled.request(clock(names.date)))))
        account = account_of(request, load(request.sources).catalog)
        _tell(account, as_json=as_json)
        with referring(request, person):
            if account.refusal is not None:
                raise account.refusal


def _tell(account: Account, *, as_json: bool) -> None:
    if as_json:
        output.data(as_data(account))
        return
    output.table(HEADINGS, rows(account))
    for note in notes(account):
        output.message(f"note: {note}")


def _require_form_only(wanted: Wanted, person: PersonGiven, as_json: bool) -> None:
    if wanted != Wanted() or person != PersonGiven() or as_json:
        raise click.UsageError("--form asks everybody the same; leave the routine, the person and --json out")


def _write_form(given: Given, names: Names, format_: str | None, target: str | None, *, as_yaml: bool) -> None:
    if target == STDOUT_MARK and not as_yaml and output.is_terminal():
        raise click.UsageError("-o - would fill your terminal with a PDF; send it to a file or a program")
    with given.settled(names.settings) as settled:
        request = replace(names.added_to(settled.request(clock(names.date))), format=format_ or FORM_FORMAT)
        content = _answers_file(request) if as_yaml else make_form(request)
    if target == STDOUT_MARK:
        output.binary(content)
        return
    path = Path(target or ("answers.yaml" if as_yaml else "intake.pdf"))
    if as_yaml and path.is_file():  # it may hold somebody's answers
        raise files.explain(FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)), str(path))
    files.write_atomically(path, content, over=b"" if as_yaml else PDF_MARK)
    output.path(str(path))


def _answers_file(request: CardRequest) -> bytes:
    return blank(load(request.sources).catalog).encode()
