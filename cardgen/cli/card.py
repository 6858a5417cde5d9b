"""``cardgen card``: a routine, or techniques of one's own choice, as a PDF card."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import get_args

import click

from cardgen.cli.delivery import Destination, deliver
from cardgen.cli.sources import Given, with_format, with_sources
from cardgen.cli.values import Day, TechniqueDose, clock
from cardgen.config import Settings
from cardgen.pipeline import make_card
from cardgen.request import Sheet
from cardgen.selection import Choice

EXAMPLES = """\b
Examples:
  cardgen card
  cardgen card quick-10 --format a6 -o quick.pdf
  cardgen card lower-back --minutes 25 --skip fan
  cardgen card back-routine -t percussion:3min
  cardgen card -t stroking:3min -t deep-stroking:20x -t clapping:2min
  cardgen card my-routine.yaml --clinic "Quiet Hands" --logo logo.png
  cardgen card --client "Zoë Żółć" --date 2026-11-20 --review-date 2027-02-20
  cardgen card --on a4 -o to-print.pdf
  cardgen card --theme high-contrast --format a4-large
  cardgen card --library my-library --gray
  cardgen card -o - | lp
"""


@click.command("card", epilog=EXAMPLES)
@click.argument("routine", metavar="[ROUTINE | FILE.yaml]", required=False)
@click.option(
    "-t",
    "--technique",
    "choices",
    multiple=True,
    type=TechniqueDose(),
    help="A technique and its dose, 4min or 20x; repeat it, the order is kept. With ROUTINE: a step's new dose.",
)
@click.option("--skip", multiple=True, metavar="ID", help="Leave the steps of this technique out; may be repeated.")
@click.option("--minutes", type=click.IntRange(min=1), metavar="N", help="Spread the steps over exactly N minutes.")
@with_format
@click.option(
    "--on", type=click.Choice(get_args(Sheet)), help="Put both sides on sheets with cut lines, for your printer."
)
@click.option("--client", metavar="TEXT", help="Name of the person the card is for; it stays out of the file's name.")
@click.option("--therapist", metavar="TEXT", help="Name of the therapist.")
@click.option("--clinic", metavar="TEXT", help="Name of the clinic, in the coloured band.")
@click.option("--clinic-contact", metavar="TEXT", help="Telephone, address or web page of the clinic.")
@click.option(
    "--logo", type=click.Path(path_type=Path), metavar="FILE", help="Picture for the band: PNG, JPEG or WebP."
)
@click.option("--date", type=Day(), help="Date on the card, 2026-11-20; the file is then the same whenever it is made.")
@click.option("--review-date", type=Day(), help="When the card should be looked at again.")
@click.option("--note", metavar="TEXT", help="A note of your own.")
@click.option("--qr", metavar="URL", help="A web address to print as a QR code.")
@click.option(
    "-o",
    "--output",
    "target",
    metavar="FILE|-",
    help="Where to write; - is standard output.  [default: ROUTINE.pdf, or card.pdf for one of your own]",
)
@click.option("--json", "as_json", is_flag=True, help="Print what was made as JSON instead of the path.")
@with_sources
def command(
    *,
    given: Given,
    routine: str | None,
    choices: tuple[Choice, ...],
    skip: tuple[str, ...],
    minutes: int | None,
    format_: str | None,
    on: Sheet | None,
    client: str | None,
    therapist: str | None,
    clinic: str | None,
    clinic_contact: str | None,
    logo: Path | None,
    date: dt.date | None,
    review_date: dt.date | None,
    note: str | None,
    qr: str | None,
    target: str | None,
    as_json: bool,
) -> None:
    """Write a massage card as a PDF.

    Give a routine that `cardgen list routines` names, a routine file of your own, or techniques with -t; with nothing
    at all it is lower-back. The warnings that belong to the techniques come by themselves, and no option takes them
    away. The path of the card goes to standard output, notes about it to standard error.

    What cardgen.yaml in the working folder says (clinic, contact, logo, format, theme, libraries, emergency number)
    counts where no option says otherwise.
    """
    destination = Destination.of(target, as_json)
    options = Settings(clinic=clinic, contact=clinic_contact, logo=logo, format=format_)
    with given.settled(options) as settled:
        request = replace(
            settled.request(clock(date)),
            routine=routine,
            choices=choices,
            skip=skip,
            minutes=minutes,
            on=on,
            client=client,
            therapist=therapist,
            date=date,
            review_date=review_date,
            note=note,
            qr=qr,
        )
        deliver(make_card(request), destination)
