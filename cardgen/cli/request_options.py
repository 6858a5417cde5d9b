"""The options that several commands share: which steps are wanted, and the names that stand on the paper."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from cardgen.cli.values import Day, TechniqueDose
from cardgen.config import Settings
from cardgen.request import CardRequest
from cardgen.selection import Choice


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which steps are wanted, as typed.

    Attributes:
        routine: Id of a routine, or path of its file.
        choices: Techniques with doses, in order.
        skip: Techniques to leave out.
        minutes: The total to spread.
    """

    routine: str | None = None
    choices: tuple[Choice, ...] = ()
    skip: tuple[str, ...] = ()
    minutes: int | None = None

    def added_to(self, request: CardRequest) -> CardRequest:
        """Return a request for these steps."""
        return replace(request, routine=self.routine, choices=self.choices, skip=self.skip, minutes=self.minutes)


def with_steps(command: Callable[..., None]) -> Callable[..., None]:
    """Add the routine and the options that change it to a command, which gets them as one record, ``wanted``."""

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
    @functools.wraps(command)
    def wrapped(
        *, routine: str | None, choices: tuple[Choice, ...], skip: tuple[str, ...], minutes: int | None, **own: Any
    ) -> None:
        command(wanted=Wanted(routine, choices, skip, minutes), **own)

    return wrapped


@dataclass(frozen=True, slots=True)
class Names:
    """Who the paper is for and from, and its date, as typed.

    Attributes:
        settings: Clinic, contact and logo, which a configuration completes.
        client, therapist: Names.
        date: The printed date.
    """

    settings: Settings
    client: str | None = None
    therapist: str | None = None
    date: dt.date | None = None

    def added_to(self, request: CardRequest) -> CardRequest:
        """Return a request with these names; what the settings say is in it already."""
        return replace(request, client=self.client, therapist=self.therapist, date=self.date)


def with_names(command: Callable[..., None]) -> Callable[..., None]:
    """Add the names and the date to a command, which gets them as one record, ``names``."""

    @click.option("--client", metavar="TEXT", help="Name of the person it is for; it stays out of the file's name.")
    @click.option("--therapist", metavar="TEXT", help="Name of the therapist.")
    @click.option("--clinic", metavar="TEXT", help="Name of the clinic, in the coloured band.")
    @click.option("--clinic-contact", metavar="TEXT", help="Telephone, address or web page of the clinic.")
    @click.option(
        "--logo", type=click.Path(path_type=Path), metavar="FILE", help="Picture for the band: PNG, JPEG or WebP."
    )
    @click.option("--date", type=Day(), help="Printed date, 2026-11-20; the file is then the same whenever it is made.")
    @functools.wraps(command)
    def wrapped(
        *,
        client: str | None,
        therapist: str | None,
        clinic: str | None,
        clinic_contact: str | None,
        logo: Path | None,
        date: dt.date | None,
        **own: Any,
    ) -> None:
        settings = Settings(clinic=clinic, contact=clinic_contact, logo=logo)
        command(names=Names(settings, client, therapist, date), **own)

    return wrapped
