"""From what the user typed to what may be printed: characters, logo, QR code, dates; every problem at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from cardgen.document import Imprint
from cardgen.errors import CardgenError, ContentError, Problem
from cardgen.fonts import check_text
from cardgen.images import load_logo
from cardgen.qr import encode
from cardgen.request import CardRequest

T = TypeVar("T")


def check_imprint(request: CardRequest) -> Imprint:
    """Check and normalise everything that the user adds to a card.

    Args:
        request: Texts, logo, address and dates as they were typed.

    Returns:
        The imprint.

    Raises:
        ContentError: A text has characters that cannot be set, the address is none, the dates are out of order.
        FileError: The logo cannot be read.
        FitError: The address is longer than any QR code holds.
    """
    problems: list[Problem] = []

    def text(value: str | None, option: str, *, multiline: bool = False) -> str | None:
        return _try(lambda: check_text(value, option, multiline=multiline) or None if value else None, problems)

    if request.date and request.review_date and request.review_date <= request.date:
        problems.append(Problem("--review-date", 0, 0, "the review date is not after the date; choose a later day"))
    client = text(request.client, "--client")
    therapist = text(request.therapist, "--therapist")
    clinic = text(request.clinic, "--clinic")
    contact = text(request.clinic_contact, "--clinic-contact", multiline=True)
    note = text(request.note, "--note", multiline=True)
    if problems:
        raise ContentError(problems)
    return Imprint(
        clock=request.clock,
        client=client,
        therapist=therapist,
        clinic=clinic,
        clinic_contact=contact,
        note=note,
        logo=load_logo(request.logo) if request.logo else None,
        date=request.date,
        review_date=request.review_date,
        qr=encode(request.qr) if request.qr else None,
    )


def _try(check: Callable[[], T], problems: list[Problem]) -> T | None:
    try:
        return check()
    except CardgenError as error:
        problems.extend(error.problems)
        return None
