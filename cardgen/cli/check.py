"""``cardgen check``: every mistake in what users write."""

from __future__ import annotations

import click

from cardgen.cli import output
from cardgen.cli.checking import check
from cardgen.cli.sources import Given, with_sources

EXAMPLES = """\b
Examples:
  cardgen check my-routine.yaml
  cardgen check routines/*.yaml --library my-library
  cardgen check my-library
  cardgen check templates/clinic.yaml cardgen.yaml
"""


@click.command("check", epilog=EXAMPLES)
@click.argument("paths", metavar="FILE|DIR...", nargs=-1, required=True)
@with_sources
def command(*, given: Given, paths: tuple[str, ...]) -> None:
    """Find every mistake in routines, themes, settings, answers and libraries.

    A file is a routine, a theme, a cardgen.yaml or a file of answers; a folder is a library, checked with
    everything in it. One without mistakes is named on standard output as "FILE: ok". Every mistake is a line on
    standard error, FILE:LINE:COLUMN: what is wrong; what to do. Nothing is written.
    """
    with given.settled() as settled:
        report = check(settled.sources, paths, settled.settings.emergency_number)
        output.lines(f"{name}: ok" for name in report.sound)
        report.raise_if_wrong()
