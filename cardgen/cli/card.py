"""``cardgen card``: a routine, or techniques of one's own choice, as a PDF card."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import click

from cardgen.cli.delivery import Destination, deliver
from cardgen.cli.destination_options import with_destination
from cardgen.cli.person_options import PersonGiven, with_person
from cardgen.cli.press_options import PressGiven
from cardgen.cli.printer_option import OPTION as PRINTER
from cardgen.cli.printer_option import printer_named, with_printer
from cardgen.cli.refusing import referring
from cardgen.cli.request_options import Extras, Names, Wanted, with_extras, with_names, with_steps
from cardgen.cli.sources import Given, with_format, with_sources
from cardgen.cli.values import clock
from cardgen.pipeline import make_card
from cardgen.request import Sheet

EXAMPLES = """\b
Examples:
  cardgen card
  cardgen card quick-10 --format a6 -o quick.pdf
  cardgen card lower-back --minutes 25 --skip fan
  cardgen card back-routine -t percussion:3min
  cardgen card -t stroking:3min -t deep-stroking:20x -t clapping:2min
  cardgen card my-routine.yaml --clinic "Quiet Hands" --logo logo.png
  cardgen card --client "Zoë Żółć" --date 2026-11-20 --review-date 2027-02-20
  cardgen card --condition bruise@lumbar-left --screened-by Mia --screened-on 2026-11-20
  cardgen card --answers answers.yaml --referral slip.pdf
  cardgen card --on a4 -o to-print.pdf
  cardgen card --press print-shop.pdf --icc coated.icc
  cardgen card --theme high-contrast --format a4-large
  cardgen card --library my-library --gray
  cardgen card -o - | lp
"""


@click.command("card", epilog=EXAMPLES)
@with_steps
@with_format
@click.option(
    "--on", type=click.Choice(get_args(Sheet)), help="Put both sides on sheets with cut lines, for your printer."
)
@with_printer
@with_names
@with_extras
@with_destination("ROUTINE.pdf, or card.pdf for one of your own")
@with_person
@with_sources
def command(
    *,
    given: Given,
    person: PersonGiven,
    wanted: Wanted,
    names: Names,
    extras: Extras,
    press: PressGiven,
    destination: Destination,
    format_: str | None,
    on: Sheet | None,
    printer: str | None,
) -> None:
    """Write a massage card as a PDF.

    Give a routine that `cardgen list routines` names, a routine file of your own, or techniques with -t; with nothing
    at all it is lower-back. The warnings that belong to the techniques come by themselves, and no option takes them
    away. What the person has is told with --condition or --answers; a massage that is not safe for them is refused.
    The path of the card goes to standard output, notes about it to standard error.

    What cardgen.yaml in the working folder says (clinic, contact, logo, format, theme, libraries, emergency number)
    counts where no option says otherwise.
    """
    if printer and not on:
        raise click.UsageError(f"{PRINTER} says what the sheets have to allow for; add --on, or leave it out")
    measured = printer_named(printer, no_config=given.no_config)
    with given.settled(replace(names.settings, format=format_)) as settled:
        named = names.added_to(settled.request(clock(names.date)))
        asked = person.added_to(extras.added_to(wanted.added_to(named)))
        request = press.added_to(replace(asked, on=on, printer=measured))
        with referring(request, person, destination):
            deliver(make_card(request), destination)
