"""``cardgen poster``: one or several routines on a page for the wall, whole or on sheets to glue together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import get_args

import click

from cardgen.cli.delivery import Destination, hand_over
from cardgen.cli.destination_options import with_destination
from cardgen.cli.paper_values import SHEETS, Length
from cardgen.cli.person_options import PersonGiven, with_person
from cardgen.cli.press_options import PressGiven
from cardgen.cli.printer_option import OPTION as PRINTER
from cardgen.cli.printer_option import printer_named, with_printer
from cardgen.cli.refusing import referring
from cardgen.cli.request_options import Changes, Extras, Names, with_changes, with_extras, with_names
from cardgen.cli.sources import Given, with_sources
from cardgen.cli.values import clock
from cardgen.impose.papers import PAPERS
from cardgen.impose.poster_tiles import Tiles
from cardgen.posters import DEFAULT_POSTER, Orientation, PosterRequest, PosterResult, make_poster
from cardgen.printers import Printer
from cardgen.units import MM

OVERLAP, MARGIN = 10 * MM, 5 * MM
MOST_OVERLAP, MOST_MARGIN = 50 * MM, 30 * MM

EXAMPLES = """\b
Examples:
  cardgen poster
  cardgen poster lower-back --format a1 --orientation landscape
  cardgen poster quick-10 lower-back --format a1
  cardgen poster --tile a4 -o to-glue.pdf
  cardgen poster back-routine --format 24x36in --tile letter --overlap 15mm
  cardgen poster --clinic "Quiet Hands" --logo logo.png --qr https://example.org
"""


@click.command("poster", epilog=EXAMPLES)
@click.argument("routines", metavar="[ROUTINE | FILE.yaml]...", nargs=-1)
@with_changes
@click.option(
    "--format",
    "format_",
    metavar="FORMAT",
    help=f"Size of the poster: `cardgen list formats`.  [default: {DEFAULT_POSTER}]",
)
@click.option(
    "--orientation",
    type=click.Choice(get_args(Orientation)),
    default="portrait",
    show_default=True,
    help="Upright or on its side.",
)
@click.option("--tile", type=click.Choice(SHEETS), help="Part the poster onto sheets of this paper, to glue together.")
@click.option(
    "--overlap",
    type=Length(MOST_OVERLAP),
    metavar="LENGTH",
    help=f"Width of the glue edges.  [default: {OVERLAP / MM:g}mm]",
)
@click.option(
    "--margin",
    type=Length(MOST_MARGIN),
    metavar="LENGTH",
    help="White that your printer leaves along each edge of a tile's sheet.  "
    f"[default: the --printer's, or {MARGIN / MM:g}mm]",
)
@with_printer
@with_names
@with_extras
@with_destination("ROUTINE-poster.pdf")
@with_person
@with_sources
def command(
    *,
    given: Given,
    person: PersonGiven,
    changes: Changes,
    names: Names,
    extras: Extras,
    press: PressGiven,
    destination: Destination,
    routines: tuple[str, ...],
    format_: str | None,
    orientation: Orientation,
    tile: str | None,
    overlap: float | None,
    margin: float | None,
    printer: str | None,
) -> None:
    """Write a poster for the wall.

    Name routines of `cardgen list routines` or files of your own; several stand side by side, and with nothing at all
    it is lower-back. The title and the figure in the band are read from five metres, the steps from three, their text
    from two. The whole safety core stands on every page that has steps; steps that have no room go on on another page.

    With --tile the file has sheets to print at home, cut along the dashed lines and glue together; the last one shows
    where each belongs. Without it the PDF is tagged for screen readers.
    """
    _need_tiles(tile, {"--overlap": overlap, "--margin": margin, PRINTER: printer})
    left_white = _margin(margin, printer_named(printer, no_config=given.no_config))
    tiles = Tiles(PAPERS[tile], OVERLAP if overlap is None else overlap, left_white) if tile else None
    with given.settled(names.settings) as settled:
        named = names.added_to(settled.request(clock(names.date)))
        asked = person.added_to(extras.added_to(changes.added_to(named)))
        card = press.added_to(replace(asked, format=format_ or DEFAULT_POSTER))
        with referring(card, person, destination):
            poster = make_poster(PosterRequest(card, routines, orientation, tiles))
            hand_over(poster, destination, partial(as_data, poster))


def _need_tiles(tile: str | None, options: Mapping[str, object]) -> None:
    """Refuse options that say something about tiles where there are none.

    Raises:
        click.UsageError: Naming them.
    """
    told = [name for name, value in options.items() if value is not None]
    if told and not tile:
        raise click.UsageError(f"without --tile there are no tiles for {' and '.join(told)}; add it, or leave them out")


def _margin(told: float | None, printer: Printer) -> float:
    """Return the white along a tile's edges, in points: as told, else the printer's, else what most printers leave."""
    return (printer.margin or MARGIN) if told is None else told


def as_data(poster: PosterResult, path: Path) -> Mapping[str, object]:
    """Describe a poster as ``--json`` prints it.

    Args:
        poster: The poster.
        path: Where it was written.

    Returns:
        Names and plain values.
    """
    first = poster.plans[0]
    return {
        "output": str(path),
        "pages": poster.pages,
        "posters": poster.posters,
        "format": poster.format,
        "title": poster.poster.title,
        "screening": first.screening.kind,
        "routines": [
            {"routine": plan.routine_id, "title": plan.title, "minutes": plan.minutes} for plan in poster.plans
        ],
        "warnings": list(poster.warnings),
        "notices": list(poster.notices),
        "catalogue": first.screening.catalog.edition.version,
    }
