"""``cardgen sheet``: finished pages onto sheets of paper, for the printer, the knife and the pouch."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final, Literal, get_args

import click

from cardgen import files
from cardgen.cli import output
from cardgen.cli.delivery import PDF_MARK, STDOUT_MARK, Destination
from cardgen.cli.paper_values import AUTO, Length, Offset, Paper, Up
from cardgen.cli.printer_option import printer_named, with_printer
from cardgen.cli.values import clock
from cardgen.impose.calibration import calibration_sheet
from cardgen.impose.grid import Count
from cardgen.impose.lamination import Lamination, Way
from cardgen.impose.marks import Style
from cardgen.impose.nup import Order
from cardgen.impose.register import Flip
from cardgen.impose.sheet import USUAL_BLEED, USUAL_GAP, SheetRequest, SheetResult, make_sheets
from cardgen.pouches import POUCHES, SEAL
from cardgen.units import MM, Size

NO_DUPLEX: Final = "none"
DEFAULT_NAME = "sheets.pdf"
CALIBRATION_NAME = "calibration.pdf"
SVG_MARK = b"<?xml"
MOST_GAP, MOST_BLEED, MOST_SEAL = 50 * MM, 10 * MM, 10 * MM

EXAMPLES = """\b
Examples:
  cardgen sheet cards.pdf
  cardgen sheet cards.pdf --sheet letter --up 2x5 --gap 0mm -o to-print.pdf
  cardgen sheet cards.pdf --order cut-stack --copies 4
  cardgen sheet anna.pdf ben.pdf --sheet a3 --duplex short --marks corners
  cardgen sheet --calibrate --sheet a4
  cardgen sheet cards.pdf --printer office
  cardgen sheet cards.pdf --cutter cards.svg
  cardgen sheet cards.pdf --laminate cut-first --pouch a4
"""


@click.command("sheet", epilog=EXAMPLES)
@click.argument("sources", metavar="[FILE.pdf]...", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--sheet", type=Paper(), default="a4", show_default=True, help="The paper: a name, or its measures: 330x483mm."
)
@click.option("--up", type=Up(), default=AUTO, show_default=True, help="How many cards on a sheet.")
@click.option(
    "--gap",
    type=Length(MOST_GAP),
    help=f"White between two cards.  [default: {USUAL_GAP / MM:g}mm, or none if that would cost a card]",
)
@click.option(
    "--duplex",
    type=click.Choice((*get_args(Flip), NO_DUPLEX)),
    default="long",
    show_default=True,
    help="The edge that your printer flips the sheets on; none prints one side.",
)
@click.option("--marks", type=click.Choice(get_args(Style)), default="crop", show_default=True, help="For the knife.")
@click.option(
    "--bleed",
    type=Length(MOST_BLEED),
    default=f"{USUAL_BLEED / MM:g}mm",
    show_default=True,
    help="How much of the pages' bleed shows.",
)
@click.option(
    "--order",
    type=click.Choice(get_args(Order)),
    default="pages",
    show_default=True,
    help="cut-stack: once the pile is cut, the piles put on each other are in order.",
)
@click.option("--copies", type=click.IntRange(1, 1000), default=1, metavar="N", help="Print the whole set N times.")
@click.option("--offset-back", type=Offset(), help="Move the back right and down: 0.5mm,-1mm.")
@with_printer
@click.option("--calibrate", is_flag=True, help="Make the page that measures a printer, for both sides of one sheet.")
@click.option("--cutter", type=click.Path(path_type=Path), metavar="FILE.svg", help="Write cut lines for a plotter.")
@click.option("--laminate", type=click.Choice(get_args(Way)), help="Say which pouch to buy, and what to look out for.")
@click.option(
    "--seal",
    type=Length(MOST_SEAL),
    default=f"{SEAL / MM:g}mm",
    show_default=True,
    help="Film around what is laminated.",
)
@click.option(
    "--pouch", type=click.Choice([pouch.name for pouch in POUCHES]), help="The pouch at hand: `cardgen list pouches`."
)
@click.option(
    "-o",
    "--output",
    "target",
    metavar="FILE|-",
    help=f"Where to write; - is standard output.  [default: {DEFAULT_NAME}, or {CALIBRATION_NAME}]",
)
@click.option("--json", "as_json", is_flag=True, help="Print what was made as JSON instead of the path.")
def command(
    *,
    sources: tuple[Path, ...],
    sheet: Size,
    up: Count | int | str,
    gap: float | None,
    duplex: Flip | Literal["none"],
    marks: Style,
    bleed: float,
    order: Order,
    copies: int,
    offset_back: tuple[float, float] | None,
    printer: str | None,
    calibrate: bool,
    cutter: Path | None,
    laminate: Way | None,
    seal: float,
    pouch: str | None,
    target: str | None,
    as_json: bool,
) -> None:
    """Put the pages of PDF files onto sheets, front and back in register.

    The files may be cardgen's or anybody's; their pages have one size. Every odd page is a front, the next one its
    back, and each file begins with a front. Colours stay as they are. The sheets are for the printer and have no tags:
    the file to read, also with a screen reader, is the one you put onto them.
    """
    if bool(sources) is calibrate:
        raise click.UsageError("name PDF files to put onto sheets, or ask for --calibrate without any")
    destination = Destination.of(target, as_json)
    _spare(sources, Path(target or DEFAULT_NAME))
    if calibrate:
        if duplex == NO_DUPLEX:
            raise click.UsageError("--calibrate measures both sides; choose --duplex long or short")
        _write(calibration_sheet(sheet, duplex, clock(None)), destination, CALIBRATION_NAME)
        return
    if (pouch is not None) and laminate is None:
        raise click.UsageError("--pouch says what to laminate in; say how with --laminate")
    measured = printer_named(printer)
    result = make_sheets(
        SheetRequest(
            files=sources,
            sheet=sheet,
            up=None if isinstance(up, str) else up,
            gap=gap,
            flip=None if duplex == NO_DUPLEX else duplex,
            marks=marks,
            bleed=bleed,
            order=order,
            copies=copies,
            printer=measured if offset_back is None else replace(measured, offset_back=offset_back),
            cutter=cutter is not None,
            lamination=_lamination(laminate, seal, pouch),
        )
    )
    if cutter is not None and result.cut_file is not None:
        files.write_atomically(cutter, result.cut_file, over=SVG_MARK)
    _write(result.pdf, destination, DEFAULT_NAME, _as_data(result, cutter))
    for notice in result.notices:
        output.message(f"note: {notice}")


def _spare(sources: tuple[Path, ...], target: Path) -> None:
    """Refuse to write the sheets over what they are made from.

    Raises:
        click.UsageError: They would be.
    """
    if any(source.resolve() == target.resolve() for source in sources):
        raise click.UsageError(f"{target} would be written over itself; choose another name with -o")


def _lamination(way: Way | None, seal: float, pouch: str | None) -> Lamination | None:
    if way is None:
        return None
    return Lamination(way, seal, next((each for each in POUCHES if each.name == pouch), None))


def _write(pdf: bytes, destination: Destination, default: str, described: dict[str, object] | None = None) -> None:
    """Write a file and say where it is.

    Raises:
        FileError: It cannot be written.
    """
    if destination.target == STDOUT_MARK:
        output.binary(pdf)
        return
    path = Path(destination.target or default)
    files.write_atomically(path, pdf, over=PDF_MARK)
    if destination.as_json:
        output.data({"output": str(path), **(described or {})})
    else:
        output.path(str(path))


def _as_data(result: SheetResult, cutter: Path | None) -> dict[str, object]:
    """Describe the sheets as ``--json`` prints it; lengths in millimetres."""
    cells = result.cells
    return {
        "pages": result.pages,
        "cards": result.cards,
        "columns": cells.columns,
        "rows": cells.rows,
        "turned": cells.turned,
        "gap": round(cells.gap / MM, 2),
        "card": [round(result.card.width / MM, 2), round(result.card.height / MM, 2)],
        "sheet": [round(cells.sheet.width / MM, 2), round(cells.sheet.height / MM, 2)],
        "cutter": str(cutter) if cutter else None,
        "notices": list(result.notices),
    }
