"""``cardgen watch``: the card of a routine file, always up to date."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import click

from cardgen import config, files
from cardgen.cli import output
from cardgen.cli.delivery import STDOUT_MARK, Destination, deliver
from cardgen.cli.person_options import PersonGiven
from cardgen.cli.refusing import referring
from cardgen.cli.sources import Given, with_format, with_sources
from cardgen.cli.values import as_file, clock
from cardgen.config import Settings
from cardgen.errors import CardgenError, SafetyRefusal
from cardgen.pipeline import make_card
from cardgen.watch import follow, sources_of

EXAMPLES = """\b
Examples:
  cardgen watch my-routine.yaml -o my-routine.pdf
  cardgen watch my-routine.yaml -o card.pdf --format a6 --theme templates/clinic.yaml
"""


@click.command("watch", epilog=EXAMPLES)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("-o", "--output", "target", metavar="OUT.pdf", required=True, help="Where to write the card.")
@with_format
@with_sources
def command(*, given: Given, file: Path, target: str, format_: str | None) -> None:
    """Make the card of a routine file, and again whenever something changes.

    What is watched: the file, cardgen.yaml, the libraries, the theme and the logo. Each time the path of the card goes
    to standard output; problems go to standard error, and the last good card stays as it is. Ctrl-C ends it.
    """
    if target == STDOUT_MARK:
        raise click.UsageError("a card that changes needs a file; name one with -o")
    files.read(file)  # a path with a slip of the pen would be waited for in vain
    output.message(f"watching {file}; Ctrl-C ends it")
    options = Settings(format=format_)
    follow(
        paths=lambda: _watched(given, options, file),
        build=lambda: _make(given, options, file, Destination(target, as_json=False)),
        failed=lambda error: _tell(error, Path(target)),
    )


def _watched(given: Given, options: Settings, file: Path) -> Iterator[Path]:
    yield file
    if not given.no_config:
        yield from config.candidates()
    with suppress(CardgenError), replace(given, quiet=True).settled(options) as settled:  # broken settings name nothing
        yield from sources_of(settled.sources)
        if settled.settings.logo:
            yield settled.settings.logo


def _make(given: Given, options: Settings, file: Path, destination: Destination) -> None:
    with given.settled(options) as settled:
        request = replace(settled.request(clock(None)), routine=as_file(file))
        with referring(request, PersonGiven()):
            deliver(make_card(request), destination)


def _tell(error: CardgenError, target: Path) -> None:
    for problem in error.problems:
        output.message(str(problem))
    if isinstance(error, SafetyRefusal) and target.exists():
        output.message(f"{target} is the card of before, which is not safe for this person; do not use it")
