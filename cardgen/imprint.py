"""From what the user typed to what may be printed: characters, logo, QR code, dates; every problem at once."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from cardgen.document import Imprint
from cardgen.errors import Collector, ContentError, Problem
from cardgen.fonts import check_text
from cardgen.images import load_logo
from cardgen.request import CardRequest
from cardgen.theme import Format

if TYPE_CHECKING:
    from cardgen.qr import Matrix


def check_imprint(request: CardRequest, form: Format) -> Imprint:
    """Check and normalise everything that the user adds to a card.

    Args:
        request: Texts, logo, address and dates as they were typed.
        form: The page format; it says how large a QR code is printed.

    Returns:
        The imprint.

    Raises:
        ContentError: A text has characters that cannot be set, the address is none, the logo no usable image, the dates
            are out of order; or problems of several kinds.
        FileError: The only problem is that the logo cannot be read.
        FitError: The only problem is that the address is too long for the QR code of this format.
    """
    found = Collector()

    def text(value: str | None, option: str, *, multiline: bool = False) -> str | None:
        if not value:
            return None
        return found.attempt(lambda: check_text(value, option, multiline=multiline)) or None

    imprint = Imprint(
        clock=request.clock,
        client=text(request.client, "--client"),
        therapist=text(request.therapist, "--therapist"),
        clinic=text(request.clinic, "--clinic"),
        clinic_contact=text(request.clinic_contact, "--clinic-contact", multiline=True),
        note=text(request.note, "--note", multiline=True),
        emergency_number=text(request.emergency_number, "emergency_number"),
        logo=found.attempt(lambda: load_logo(request.logo) if request.logo else None),
        date=request.date,
        review_date=found.attempt(lambda: _review_date(request)),
        qr=found.attempt(lambda: _qr(request.qr, form)),
    )
    found.stop()
    return imprint


def _review_date(request: CardRequest) -> dt.date | None:
    written = request.date or request.clock.date()
    if request.review_date and request.review_date <= written:
        wrong = f"the review date is not after the card's date ({written}); choose a later day"
        raise ContentError(Problem("--review-date", 0, 0, wrong))
    return request.review_date


def _qr(url: str | None, form: Format) -> Matrix | None:
    if not url:
        return None
    from cardgen.qr import encode, module_size  # noqa: PLC0415 - segno takes long to import

    matrix = encode(url)
    module_size(matrix, form.qr.side)
    return matrix
