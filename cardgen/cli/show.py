"""``cardgen show``: one entry in full."""

from __future__ import annotations

import click

from cardgen.cli import output
from cardgen.cli.describe import as_data, as_text, describe
from cardgen.cli.entries import find
from cardgen.content.catalog import load
from cardgen.theme import default_theme

EXAMPLES = """\b
Examples:
  cardgen show deep-stroking
  cardgen show lower-back --json
  cardgen show rules:not-on-spine
"""


@click.command("show", epilog=EXAMPLES)
@click.argument("entry", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(entry: str, as_json: bool) -> None:
    """Show everything about one entry, with its sources and what was made safer.

    ID is any id that `cardgen list` prints, and also that of a source, a note, a glossary term, a set-up item or a
    sequence. Where two entries have the same id, put the kind before it: KIND:ID.
    """
    catalog = load()
    description = describe(catalog, find(catalog, default_theme(), entry))
    if as_json:
        output.data(as_data(description))
    else:
        output.lines(as_text(description))
