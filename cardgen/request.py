"""What a user asks for: one frozen record, filled by the command line or by a row of a roster."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from cardgen.person import NOBODY, PersonInput
from cardgen.printers import ANY_PRINTER, Printer
from cardgen.selection import Choice

Sheet: TypeAlias = Literal["a4", "letter"]

DEFAULT_FORMAT = "a5"
DEFAULT_THEME = "default"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What a card is made from beside the request itself.

    Attributes:
        theme: Name of a theme, or path of its file.
        libraries: Folders of libraries, in the order in which they apply.
        gray: Whether every colour is printed as the gray of its luminance.
    """

    theme: str | Path = DEFAULT_THEME
    libraries: tuple[Path, ...] = ()
    gray: bool = False


@dataclass(frozen=True, slots=True)
class Press:
    """A second file, for a press.

    Attributes:
        icc: File with the profile of the press; without one the inks are the theme's, and mean what the printer says.
    """

    icc: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CardRequest:
    """A card.

    Attributes:
        clock: When the file is made (UTC); fixes its metadata.
        routine: Id of a shipped routine or path of a routine file; None composes from ``choices``, or takes the default
            routine.
        choices: Techniques with doses, in order.
        skip: Ids of techniques to leave out.
        minutes: The total to spread, if given.
        format: Name of a format of the theme.
        on: Sheet to put the finished cards on, front and back in register.
        printer: What it does that those sheets have to allow for.
        press: Whether a file for a press is made too, and for which.
        client, therapist, clinic, clinic_contact, note: Text of the user, unchecked.
        logo: Picture file.
        date, review_date: Printed dates.
        qr: Address for the QR code.
        emergency_number: Number of the local emergency services, unchecked.
        person: What is told about the person on the table, not yet looked up.
        answers: File with the person's answers to the intake form; they count beside ``person``.
        today: The day of the request; the clock's if nobody says. No option and no environment variable sets it back.
        ticklist: Whether a card for nobody in particular carries the tick-list. A batch writes it once, and each card
            says that it is a paper of its own.
        sources: Theme and libraries.
    """

    clock: dt.datetime
    routine: str | None = None
    choices: tuple[Choice, ...] = ()
    skip: tuple[str, ...] = ()
    minutes: int | None = None
    format: str = DEFAULT_FORMAT
    on: Sheet | None = None
    printer: Printer = ANY_PRINTER
    press: Press | None = None
    client: str | None = None
    therapist: str | None = None
    clinic: str | None = None
    clinic_contact: str | None = None
    note: str | None = None
    logo: Path | None = None
    date: dt.date | None = None
    review_date: dt.date | None = None
    qr: str | None = None
    emergency_number: str | None = None
    person: PersonInput = NOBODY
    answers: Path | None = None
    today: dt.date | None = None
    ticklist: bool = True
    sources: Sources = Sources()

    @property
    def told_until(self) -> dt.date:
        """The last day of a screening or a clearance: today, or the card's date if that is earlier."""
        return self.told_until_at(self.date)

    def told_until_at(self, date: dt.date | None) -> dt.date:
        """Return what ``told_until`` would be if the card had this date."""
        today = self.today or self.clock.date()
        return min(today, date or today)

    @property
    def clear_until(self) -> dt.date:
        """The day on which a clearance must still hold: today, or the card's date if that is later."""
        today = self.today or self.clock.date()
        return max(today, self.date or today)
