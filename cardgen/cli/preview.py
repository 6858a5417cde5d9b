"""``cardgen preview``: a picture of every page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from cardgen import files
from cardgen.cli import output
from cardgen.cli.person_options import PersonGiven
from cardgen.cli.refusing import referring
from cardgen.cli.sources import Given, with_format, with_sources
from cardgen.cli.values import clock
from cardgen.config import Settings
from cardgen.pipeline import make_card
from cardgen.preview import DPI_LEAST, DPI_MOST, DPI_USUAL, render

EXAMPLES = """\b
Examples:
  cardgen preview lower-back.pdf
  cardgen preview quick-10 -o pictures --dpi 300
  cardgen preview quick-10 --format a4 --theme mono
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
@with_format
@with_sources
def command(*, given: Given, source: str, folder: Path, dpi: int, format_: str | None) -> None:
    """Turn a PDF or a routine into pictures, one for each page.

    The pictures are named NAME-1.png, NAME-2.png and so on, after the PDF or the routine; existing ones are
    replaced. Their paths go to standard output. Format, theme and libraries are those of a routine's card; a PDF is
    drawn as it is.
    """
    pdf, name = _pdf(source, given, Settings(format=format_))
    folder.mkdir(parents=True, exist_ok=True)
    for number, picture in enumerate(render(pdf, source, dpi), start=1):
        path = folder / f"{name}-{number}.png"
        files.write_atomically(path, picture)
        output.path(str(path))


def _pdf(source: str, given: Given, options: Settings) -> tuple[bytes, str]:
    if source.lower().endswith(".pdf"):
        return files.read(Path(source)), Path(source).stem
    with given.settled(options) as settled:
        request = replace(settled.request(clock(None)), routine=source)
        with referring(request, PersonGiven()):
            card = make_card(request)
    return card.pdf, Path(card.default_name).stem
