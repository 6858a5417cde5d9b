"""``cardgen preview``: a picture of every page."""

from __future__ import annotations

from pathlib import Path

import click

from cardgen import files
from cardgen.cli import output
from cardgen.cli.values import clock
from cardgen.pipeline import make_card
from cardgen.preview import DPI_LEAST, DPI_MOST, DPI_USUAL, render
from cardgen.request import CardRequest

EXAMPLES = """\b
Examples:
  cardgen preview lower-back.pdf
  cardgen preview quick-10 -o pictures --dpi 300
"""


@click.command("preview", epilog=EXAMPLES)
@click.argument("source", metavar="FILE.pdf|ROUTINE")
@click.option(
    "-o",
    "--output",
    "folder",
    type=click.Path(path_type=Path),
    default=".",
    metavar="DIR",
    help="Where the pictures go; made if it is not there.  [default: the working folder]",
)
@click.option(
    "--dpi", type=click.IntRange(DPI_LEAST, DPI_MOST), default=DPI_USUAL, show_default=True, help="Dots for each inch."
)
def command(source: str, folder: Path, dpi: int) -> None:
    """Turn a PDF or a routine into pictures, one for each page.

    The pictures are named NAME-1.png, NAME-2.png and so on, after the PDF or the routine; existing ones are
    replaced. Their paths go to standard output.
    """
    pdf, name = _pdf(source)
    folder.mkdir(parents=True, exist_ok=True)
    for number, picture in enumerate(render(pdf, source, dpi), start=1):
        path = folder / f"{name}-{number}.png"
        files.write_atomically(path, picture)
        output.path(str(path))


def _pdf(source: str) -> tuple[bytes, str]:
    if source.lower().endswith(".pdf"):
        return files.read(Path(source)), Path(source).stem
    card = make_card(CardRequest(routine=source, clock=clock(None)))
    return card.pdf, Path(card.default_name).stem
