"""The options of a second file for a press, for every command that makes pages to print."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from cardgen.cli.delivery import STDOUT_MARK
from cardgen.request import CardRequest, Press


@dataclass(frozen=True, slots=True)
class PressGiven:
    """What is told about a press, as typed.

    Attributes:
        file: Where the file for it goes; None makes none.
        icc: Profile of the press.
    """

    file: Path | None = None
    icc: Path | None = None

    def added_to(self, request: CardRequest) -> CardRequest:
        """Return a request with a file for this press."""
        return replace(request, press=Press(self.icc)) if self.file else request


def with_press(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options to a command, which gets them as one record, ``press``."""

    @click.option(
        "--press",
        "file",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="Write a second PDF for a print shop: CMYK, bleed, crop marks. It is untagged; the one to read is tagged.",
    )
    @click.option(
        "--icc",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="CMYK profile of the press, from the print shop: the output intent of --press.",
    )
    @functools.wraps(command)
    def wrapped(*, file: Path | None, icc: Path | None, **own: Any) -> None:
        if icc and not file:
            raise click.UsageError("--icc says what the file for a press is for; add --press FILE, or leave it out")
        if str(file) == STDOUT_MARK:
            raise click.UsageError("--press - cannot go to standard output; name a file")
        command(press=PressGiven(file, icc), **own)

    return wrapped
