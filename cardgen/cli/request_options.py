"""The options that several commands share: which steps are wanted, and what the user adds to the paper."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import click

from cardgen.cli.values import Day, TechniqueDose
from cardgen.config import Settings
from cardgen.request import CardRequest
from cardgen.selection import Choice


@dataclass(frozen=True, slots=True)
class Changes:
    """What is changed about the steps of a routine, or which there are without one, as typed.

    Attributes:
        choices: Techniques with doses, in order.
        skip: Techniques to leave out.
        minutes: The total to spread.
    """

    choices: tuple[Choice, ...] = ()
    skip: tuple[str, ...] = ()
    minutes: int | None = None

    def added_to(self, request: CardRequest) -> CardRequest:
        """Return a request with these changes."""
        return replace(request, choices=self.choices, skip=self.skip, minutes=self.minutes)


def with_changes(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that change steps to a command, which gets them as one record, ``changes``."""

    @click.option(
        "-t",
        "--technique",
        "choices",
        multiple=True,
        type=TechniqueDose(),
        help="A technique and its dose, 4min or 20x; repeat it, the order is kept. With a ROUTINE: a step's new dose.",
    )
    @click.option("--skip", multiple=True, metavar="ID", help="Leave the steps of this technique out; may be repeated.")
    @click.option("--minutes", type=click.IntRange(min=1), metavar="N", help="Spread the steps over exactly N minutes.")
    @functools.wraps(command)
    def wrapped(*, choices: tuple[Choice, ...], skip: tuple[str, ...], minutes: int | None, **own: Any) -> None:
        command(changes=Changes(choices, skip, minutes), **own)

    return wrapped


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which steps are wanted, as typed.

    Attributes:
        routine: Id of a routine, or path of its file.
        changes: What is different in it.
    """

    routine: str | None = None
    changes: Changes = field(default_factory=Changes)

    def added_to(self, request: CardRequest) -> CardRequest:
        """Return a request for these steps."""
        return replace(self.changes.added_to(request), routine=self.routine)


def with_steps(command: Callable[..., None]) -> Callable[..., None]:
    """Add the routine and the options that change it to a command, which gets them as one record, ``wanted``."""

    @click.argument("routine", metavar="[ROUTINE | FILE.yaml]", required=False)
    @with_changes
    @functools.wraps(command)
    def wrapped(*, routine: str | None, changes: Changes, **own: Any) -> None:
        command(wanted=Wanted(routine, changes), **own)

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


@dataclass(frozen=True, slots=True)
class Extras:
    """What else the user wants on the paper, as typed.

    Attributes:
        review_date: When it should be looked at again.
        note: A note of the user's own.
        qr: A web address to print as a QR code.
    """

    review_date: dt.date | None = None
    note: str | None = None
    qr: str | None = None

    def added_to(self, request: CardRequest) -> CardRequest:
        """Return a request with these extras."""
        return replace(request, review_date=self.review_date, note=self.note, qr=self.qr)


def with_extras(command: Callable[..., None]) -> Callable[..., None]:
    """Add review date, note and QR code to a command, which gets them as one record, ``extras``."""

    @click.option("--review-date", type=Day(), help="Printed day on which the paper should be looked at again.")
    @click.option("--note", metavar="TEXT", help="A note of your own.")
    @click.option("--qr", metavar="URL", help="A web address to print as a QR code.")
    @functools.wraps(command)
    def wrapped(*, review_date: dt.date | None, note: str | None, qr: str | None, **own: Any) -> None:
        command(extras=Extras(review_date, note, qr), **own)

    return wrapped
