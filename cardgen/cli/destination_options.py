"""The options that say where a paper goes, for every command that writes one to print."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import click

from cardgen.cli.delivery import Destination
from cardgen.cli.press_options import PressGiven, with_press


def with_destination(usual: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return a decorator that adds the options to a command.

    The command gets a checked ``destination``, and ``press`` for its request.

    Args:
        usual: What the file is called if nobody says, for the help.
    """

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        @click.option(
            "-o",
            "--output",
            "target",
            metavar="FILE|-",
            help=f"Where to write; - is standard output.  [default: {usual}]",
        )
        @with_press
        @click.option("--json", "as_json", is_flag=True, help="Print what was made as JSON instead of the path.")
        @functools.wraps(command)
        def wrapped(*, target: str | None, as_json: bool, press: PressGiven, **own: Any) -> None:
            command(destination=Destination.of(target, as_json, press.file), press=press, **own)

        return wrapped

    return decorate
