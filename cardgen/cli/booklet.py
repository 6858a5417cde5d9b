"""``cardgen booklet``: massages explained step by step, a page for each technique, to read or to fold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Literal, cast, get_args

import click

from cardgen.booklets import ALL, BookletRequest, BookletResult, make_booklet
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
from cardgen.impose.register import Flip
from cardgen.impose.saddle import MOST_SHEETS
from cardgen.impose.stitched import OFFICE_PAPER, Creep, Stitching
from cardgen.request import DEFAULT_FORMAT
from cardgen.units import MM, Size, parse_length

DEFAULT_SHEETS: Mapping[str, str] = {"half-letter": "letter"}
"""Sheets of formats that are not folded from A4."""

MOST_CREEP = 20 * MM
THICKEST = 1 * MM

EXAMPLES = """\b
Examples:
  cardgen booklet
  cardgen booklet lower-back quick-10 --format a6
  cardgen booklet back-routine --impose saddle -o to-fold.pdf
  cardgen booklet --impose saddle --sheet a3 --duplex short --creep off
  cardgen booklet lower-back --techniques all --impose saddle --signature 4
  cardgen booklet --techniques hacking,clapping --clinic "Quiet Hands"
"""


class CreepWidth(click.ParamType[Creep]):
    """``auto``, ``off``, or a length in all: ``1.5mm``."""

    name = "auto|LENGTH|off"

    def convert(self, value: str | float, param: click.Parameter | None, ctx: click.Context | None) -> Creep:
        """Read the text; see ``click.ParamType``."""
        if isinstance(value, float):
            return value
        if value in {"auto", "off"}:
            return cast("Creep", value)
        try:
            length = parse_length(value)
        except ValueError:
            self.fail(f"{value!r} is no creep; write auto, off, or a length in all, for example 1.5mm", param, ctx)
        if not 0 <= length <= MOST_CREEP:
            self.fail(f"{value!r} is out of range; write 0mm to {MOST_CREEP / MM:g}mm", param, ctx)
        return length


@click.command("booklet", epilog=EXAMPLES)
@click.argument("routines", metavar="[ROUTINE | FILE.yaml]...", nargs=-1)
@with_changes
@click.option(
    "--techniques",
    multiple=True,
    metavar="all|ID,…",
    help="Explain these techniques, too; all for every one of the catalogue; may be repeated.",
)
@click.option(
    "--format", "format_", metavar="FORMAT", help=f"Size of a page: a5, half-letter or a6.  [default: {DEFAULT_FORMAT}]"
)
@click.option(
    "--impose",
    type=click.Choice(("saddle", "none")),
    default="none",
    help="saddle: two pages beside each other, to print on both sides, fold and staple. none: single pages to read.",
)
@click.option(
    "--sheet", type=click.Choice(SHEETS), help="Paper to print on.  [default: letter for half-letter, else a4]"
)
@click.option(
    "--signature", type=click.IntRange(1, MOST_SHEETS), metavar="N", help="Sheets folded into each other at most."
)
@click.option(
    "--creep",
    type=CreepWidth(),
    metavar="auto|LENGTH|off",
    help="How far inner pages move to the fold, in all.  [default: auto]",
)
@click.option(
    "--paper-thickness",
    type=Length(THICKEST),
    metavar="LENGTH",
    help=f"Of a sheet.  [default: {OFFICE_PAPER / MM:g}mm]",
)
@click.option("--duplex", type=click.Choice(get_args(Flip)), help="Edge that your printer flips on.  [default: long]")
@with_printer
@with_names
@with_extras
@with_destination("ROUTINE-booklet.pdf")
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
    techniques: tuple[str, ...],
    format_: str | None,
    impose: Literal["saddle", "none"],
    sheet: str | None,
    signature: int | None,
    creep: Creep | None,
    paper_thickness: float | None,
    duplex: Flip | None,
    printer: str | None,
) -> None:
    """Write a booklet that explains massages step by step.

    Name routines of `cardgen list routines` or files of your own; with nothing at all it is lower-back. The booklet has
    a cover, contents, how to set up, the safety rules before any technique, a page for each technique, pain signs, a
    record, the list to ask before the massage, words explained, and sources. The warnings come by themselves.

    The PDF has single pages in reading order, tagged for screen readers. With --impose saddle it has sheets to print on
    both sides, to fold and to staple; more than 15 sheets become several signatures.
    """
    options = {"--sheet": sheet, "--signature": signature, "--creep": creep, "--paper-thickness": paper_thickness}
    _need_saddle(impose, {**options, "--duplex": duplex, PRINTER: printer})
    wide = format_ or DEFAULT_FORMAT
    stitching = Stitching(
        sheet=_paper(sheet, wide),
        signature=signature,
        creep="auto" if creep is None else creep,
        thickness=OFFICE_PAPER if paper_thickness is None else paper_thickness,
        flip=duplex or "long",
        printer=printer_named(printer, no_config=given.no_config),
    )
    with given.settled(names.settings) as settled:
        named = names.added_to(settled.request(clock(names.date)))
        asked = person.added_to(extras.added_to(changes.added_to(named)))
        card = press.added_to(replace(asked, format=wide))
        request = BookletRequest(card, routines, _split(techniques), stitching if impose == "saddle" else None)
        with referring(card, person, destination):
            booklet = make_booklet(request)
            hand_over(booklet, destination, partial(as_data, booklet))


def _need_saddle(impose: str, options: Mapping[str, object]) -> None:
    """Refuse options that say how to fold, or print on sheets, what is not folded.

    Raises:
        click.UsageError: Naming them.
    """
    told = [name for name, value in options.items() if value is not None]
    if not told or impose == "saddle":
        return
    folding = [name for name in told if name != PRINTER]
    clauses = [f"{', '.join(folding)} {'says' if len(folding) == 1 else 'say'} how to fold"] if folding else []
    if PRINTER in told:
        clauses.append(f"{PRINTER} says what the sheets have to allow for")
    them = "it" if len(told) == 1 else "them"
    raise click.UsageError(f"{', and '.join(clauses)}; add --impose saddle, or leave {them} out")


def _paper(sheet: str | None, format_: str) -> Size:
    return PAPERS[sheet or DEFAULT_SHEETS.get(format_, SHEETS[0])]


def _split(techniques: tuple[str, ...]) -> tuple[str, ...]:
    """Return the techniques of ``--techniques hacking,clapping`` one by one."""
    words = (word.strip() for told in techniques for word in told.split(","))
    return tuple(ALL if word.casefold() == ALL else word for word in words if word)


def as_data(booklet: BookletResult, path: Path) -> dict[str, object]:
    """Describe a booklet as ``--json`` prints it.

    Args:
        booklet: The booklet.
        path: Where it was written.

    Returns:
        Names and plain values.
    """
    first = booklet.plans[0]
    sheets = booklet.stitched.sheets if booklet.stitched else None
    return {
        "output": str(path),
        "pages": booklet.pages,
        "format": booklet.format,
        "title": booklet.manual.title,
        "screening": first.screening.kind,
        "routines": [
            {"routine": plan.routine_id, "title": plan.title, "minutes": plan.minutes} for plan in booklet.plans
        ],
        "techniques": [page.technique_id for page in booklet.manual.techniques],
        "signatures": list(sheets) if sheets else None,
        "warnings": list(booklet.manual.warnings),
        "notices": list(booklet.notices),
        "catalogue": first.screening.catalog.edition.version,
    }
