"""``cardgen show``: one entry in full."""

from __future__ import annotations

import click

from cardgen.cli import output
from cardgen.cli.describe import as_data, as_text, describe
from cardgen.cli.entries import find
from cardgen.cli.sources import Given, with_sources
from cardgen.loading import load

EXAMPLES = """\b
Examples:
  cardgen show deep-stroking
  cardgen show lower-back --json
  cardgen show rules:not-on-spine
  cardgen show my-technique --library my-library
"""


@click.command("show", epilog=EXAMPLES)
@click.argument("entry", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@with_sources
def command(*, given: Given, entry: str, as_json: bool) -> None:
    """Show everything about one entry, with its sources and what was made safer.

    ID is any id that `cardgen list` prints, and also that of a source, a note, a glossary term, a set-up item or a
    sequence. Where two entries have the same id, put the kind before it: KIND:ID.
    """
    with given.settled() as settled:
        material = load(settled.sources)
        description = describe(material.catalog, find(material.catalog, material.theme, entry))
    if as_json:
        output.data(as_data(description))
    else:
        output.lines(as_text(description))
