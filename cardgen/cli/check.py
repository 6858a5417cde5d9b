"""``cardgen check``: every mistake in routine files."""

from __future__ import annotations

import click

from cardgen.cli import output
from cardgen.cli.checking import check
from cardgen.content.catalog import load

EXAMPLES = """\b
Examples:
  cardgen check my-routine.yaml
  cardgen check routines/*.yaml
"""


@click.command("check", epilog=EXAMPLES)
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
def command(files: tuple[str, ...]) -> None:
    """Find every mistake in routine files.

    A file without mistakes is named on standard output as "FILE: ok". Every mistake is a line on standard error,
    FILE:LINE:COLUMN: what is wrong; what to do. Nothing is written.
    """
    report = check(load(), files)
    output.lines(f"{name}: ok" for name in report.sound)
    report.raise_if_wrong()
