"""Cards of the same routine, each for somebody else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from cardgen.request import CardRequest

CLOCK = dt.datetime(2026, 11, 20, 9, 30, tzinfo=dt.UTC)
FIRST = ("Ana", "Zoë", "Jürgen", "Chloé", "Mia", "Omar", "Łucja", "Tom", "Inês", "Björn", "Sara", "Noah", "Elif", "Ida")
LAST = ("Martin", "García", "Nowak", "O’Brien", "Sørensen", "Yılmaz", "Silva", "Kovács", "Smith", "Rossi", "Lee", "Öz")


def clients(count: int) -> Iterator[str]:
    """Yield so many names, no two alike."""
    for number in range(count):
        yield f"{FIRST[number % len(FIRST)]} {LAST[number // len(FIRST) % len(LAST)]} {number + 1}"


def personalised(count: int, form: str = "a5") -> Iterator[CardRequest]:
    """Yield requests for the same routine, each for another client."""
    for client in clients(count):
        yield CardRequest(clock=CLOCK, client=client, format=form)
