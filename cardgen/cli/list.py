"""``cardgen list``: what there is to compose from."""

from __future__ import annotations

import click

from cardgen.cli import output
from cardgen.cli.overview import LISTINGS, listing
from cardgen.content.catalog import load
from cardgen.theme import default_theme

EXAMPLES = """\b
Examples:
  cardgen list
  cardgen list techniques
  cardgen list conditions --json
  cardgen list techniques | cut -f1
"""


@click.command("list", epilog=EXAMPLES)
@click.argument("kind", required=False, type=click.Choice(tuple(LISTINGS)))
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(kind: str | None, as_json: bool) -> None:
    """List techniques, routines, warnings, conditions or formats.

    Without KIND: an overview of all five. On a terminal it is a table; in a pipe, plain lines with a tab between
    the columns. `cardgen show ID` has everything about one entry.
    """
    found = listing(load(), default_theme(), kind)
    if as_json:
        output.data(found.as_data())
    else:
        output.table(found.headings, [[str(cell) for cell in row] for row in found.rows])
