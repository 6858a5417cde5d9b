"""All cards of a batch in one file, one after the other, the tick-list at the end; written as they are made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Final

from cardgen.document import Document
from cardgen.errors import CardgenError, Problem
from cardgen.layout.boxes import Page
from cardgen.paperwork import compose_ticklist
from cardgen.pdf.metadata import Metadata
from cardgen.pdf.pattern import Pattern, Typed
from cardgen.pdf.volume import Volume
from cardgen.phrasing import LANGUAGE
from cardgen.pipeline import compose_card
from cardgen.plan import Plan
from cardgen.provenance import made_from, massage_made
from cardgen.request import CardRequest
from cardgen.workshop import Workshop

TITLE: Final = "Massage cards"

_PATTERNS: Final = 24
"""Patterns that are kept for cards of the same master."""


@dataclass(frozen=True, slots=True)
class OneFile:
    """What came of the file.

    Attributes:
        sha256: Its digest; empty if no card could be made: what was written is then no file.
        failed: Why there is no card, by the index of its request.
    """

    sha256: str
    failed: dict[int, tuple[Problem, ...]]


def write_cards(
    file: BinaryIO,
    requests: Iterable[tuple[int, CardRequest]],
    workshop: Workshop,
    common: CardRequest,
    *,
    ticklist: bool,
) -> OneFile:
    """Write one file of many cards.

    Args:
        file: Where it goes, empty.
        requests: What to print, each with an index of its own.
        workshop: Of their sources.
        common: What they have in common, for the tick-list and the clock.
        ticklist: Whether the tick-list follows at the end.

    Returns:
        What came of it. Each card is what it is alone.

    Raises:
        CardgenError: The tick-list cannot be made, or the file would be larger than a PDF/A file may be.
        OSError: The file cannot be written.
    """
    sheaf = _Sheaf(file, workshop)
    failed: dict[int, tuple[Problem, ...]] = {}
    for index, request in requests:
        try:
            card = _made(request, workshop)
        except CardgenError as error:
            failed[index] = error.problems
        else:
            sheaf.add(card, request)
    if not sheaf.count:
        return OneFile("", failed)
    if ticklist:
        sheaf.add_ticklist(common)
    return OneFile(sheaf.finish(common.clock), failed)


@dataclass(frozen=True, slots=True)
class _Card:
    """A card that can be added.

    Attributes:
        pages: Its pages.
        document: What it says.
        plan: What was composed.
        kind: What cards that have these pages have in common; none if there is only this one.
        typed: The client's name, if the pages have a mark for it.
    """

    pages: Sequence[Page]
    document: Document
    plan: Plan
    kind: CardRequest | None = None
    typed: Typed | None = None


def _made(request: CardRequest, workshop: Workshop) -> _Card:
    master = workshop.master(request)
    client = master.client(request.client) if master and request.client else None
    if master is None or client is None:
        card = compose_card(request, workshop.material)
        return _Card(card.pages, card.document, card.plan)
    typed = Typed(master.mark, client)
    return _Card(master.pages, master.document(client), master.result.plan, master.request, typed)


class _Sheaf:
    """Cards that are being written into one file, and what they are made from, each thing once."""

    def __init__(self, file: BinaryIO, workshop: Workshop) -> None:
        self.count = 0
        self._material = workshop.material
        self._volume = Volume(file, workshop.material.theme)
        self._patterns: dict[CardRequest, Pattern] = {}
        self._plans: dict[object, Plan] = {}
        self._formats: dict[str, None] = {}
        self._review: dt.date | None = None

    def add(self, card: _Card, request: CardRequest) -> None:
        """Add a card."""
        self.count += 1
        words = (str(self.count), card.document.title, card.document.for_client)
        self._volume.add(self._pattern(card), " · ".join(filter(None, words)), card.typed)
        self._plans.setdefault((massage_made(card.plan), card.plan.screening.kind), card.plan)
        self._formats[request.format] = None
        if request.review_date:
            self._review = min(self._review or request.review_date, request.review_date)

    def add_ticklist(self, request: CardRequest) -> None:
        """Add the tick-list."""
        questions = compose_ticklist(request, self._material)
        self._volume.add(self._volume.pattern(questions.pages), questions.metadata.title)

    def finish(self, clock: dt.datetime) -> str:
        """End the file; return its digest."""
        catalog, theme = self._material.catalog, self._material.theme
        formats = ", ".join(self._formats)
        plans = list(self._plans.values())
        record = made_from(catalog, "card", plans, format_=formats, theme=theme.name, review_date=self._review)
        return self._volume.finish(Metadata(TITLE, f"{self.count} cards", LANGUAGE, clock, record.text))

    def _pattern(self, card: _Card) -> Pattern:
        if card.kind is None:
            return self._volume.pattern(card.pages)
        if card.kind not in self._patterns:
            self._patterns[card.kind] = self._volume.pattern(card.pages)
            if len(self._patterns) > _PATTERNS:
                del self._patterns[next(iter(self._patterns))]
        return self._patterns[card.kind]
