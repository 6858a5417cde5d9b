"""The option that names one of the user's printers, for every command that makes sheets to print at home."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import click

from cardgen import config
from cardgen.content.library_folder import CONFIG
from cardgen.content.suggest import nearest
from cardgen.errors import ContentError, Problem
from cardgen.printers import ANY_PRINTER, Printer

OPTION: Final = "--printer"


def with_printer(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the option to a command, which gets the name as ``printer``."""
    return click.option(OPTION, metavar="NAME", help=f"Allow for what {CONFIG} says about this printer.")(command)


def printer_named(name: str | None, *, no_config: bool = False) -> Printer:
    """Return what the configuration says about a printer; without a name, one that does nothing wrong.

    Args:
        name: As the configuration has it.
        no_config: Whether no configuration is looked for.

    Raises:
        ContentError: There is no such printer, or the configuration is invalid.
        FileError: The configuration cannot be read.
    """
    if name is None:
        return ANY_PRINTER
    path = None if no_config else config.find()
    known = config.read(path).printers if path else {}
    if name not in known:
        if no_config:
            wrong = f"no printer {name!r} in {CONFIG} (--no-config leaves it out); leave out --no-config, or {OPTION}"
            raise ContentError(Problem(OPTION, 0, 0, wrong))
        where = config.shown(path) if path else f"{CONFIG} (there is none)"
        listed = nearest(name, known) if known else "; measure one with cardgen sheet --calibrate, and write it there"
        raise ContentError(Problem(OPTION, 0, 0, f"no printer {name!r} in {where}{listed}"))
    return known[name]
