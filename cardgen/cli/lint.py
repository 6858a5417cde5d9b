"""``cardgen lint``: what is valid and could be better."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import click

from cardgen.cli import output
from cardgen.cli.sources import Given, with_sources
from cardgen.cli.values import clock
from cardgen.content import catalog as content
from cardgen.errors import ContentError, Problem
from cardgen.linting.lint import lint
from cardgen.request import Sources
from cardgen.theme import findings
from cardgen.theme.files import listed

EXAMPLES = """\b
Examples:
  cardgen lint
  cardgen lint my-library
"""

SHIPPED = "shipped content"
"""What is judged where no library is named."""


@click.command("lint", epilog=EXAMPLES)
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@with_sources
def command(*, given: Given, folder: Path | None) -> None:
    """Find what is valid and could be better.

    Judges a library, or what cardgen ships if there is none: how hard and how long texts are, warnings without a
    source, entries past their review, missing words, entries that nothing uses, floors and contrast of themes. Every
    finding is a line on standard error, FILE:LINE:COLUMN: what is wrong; what to do.
    """
    named = given if folder is None else replace(given, libraries=(*given.libraries, folder))
    with named.settled() as settled:
        sources = settled.sources
        found = _found(sources, clock(None).date())
        if found:
            raise ContentError(found)
    output.lines(f"{judged}: ok" for judged in sources.libraries or (SHIPPED,))


def _found(sources: Sources, today: dt.date) -> tuple[Problem, ...]:
    in_themes = tuple(_in_themes(sources))
    try:
        reading = content.read(libraries=sources.libraries)
    except ContentError as error:
        return (*in_themes, *error.problems)
    return lint(reading, today, theme_problems=in_themes)


def _in_themes(sources: Sources) -> Iterator[Problem]:
    """Find what is wrong with the theme that is named, and with all themes that have a name."""
    yield from findings(sources.theme, sources.libraries)
    for file in listed(sources.libraries):
        yield from findings(file.name, sources.libraries)
