"""``cardgen list``: what there is to compose from."""

from __future__ import annotations

import click

from cardgen.cli import output
from cardgen.cli.overview import LISTINGS, Stock, listing
from cardgen.cli.sources import Given, with_sources
from cardgen.loading import load
from cardgen.theme import themes

EXAMPLES = """\b
Examples:
  cardgen list
  cardgen list techniques
  cardgen list conditions --json
  cardgen list techniques | cut -f1
  cardgen list themes --library my-library
"""


@click.command("list", epilog=EXAMPLES)
@click.argument("kind", required=False, type=click.Choice(tuple(LISTINGS)))
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@with_sources
def command(*, given: Given, kind: str | None, as_json: bool) -> None:
    """List techniques, routines, warnings, conditions, formats, themes or pouches.

    Without KIND: an overview of them. On a terminal it is a table; in a pipe, plain lines with a tab between
    the columns. `cardgen show ID` has everything about one entry.
    """
    with given.settled() as settled:
        material = load(settled.sources)
        found = listing(Stock(material.catalog, material.theme, themes(settled.sources.libraries)), kind)
    if as_json:
        output.data(found.as_data())
    else:
        output.table(found.headings, [[str(cell) for cell in row] for row in found.rows])
