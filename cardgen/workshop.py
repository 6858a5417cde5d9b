"""A workshop: what cards are made from, read once for as many cards as a process makes."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from cardgen.loading import Material, load
from cardgen.master import Master, master_of
from cardgen.pipeline import card_in_stages
from cardgen.request import CardRequest, Sources
from cardgen.stages import Stages, alone

_WORTH = 3
"""Cards for which a master is worth its making: it is laid out about as often."""

_MASTERS = 24
"""Masters that a workshop keeps; the one that was made first goes first."""

_WATCHED = 1000
"""Kinds of cards that are counted until they are worth a master: all cards of a roster may differ."""


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Keep Python's collector away while cards are made.

    What a card is made of has no cycles and is freed without it (a test sees to that). The collector would only go,
    again and again, through what is kept for other cards.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


@dataclass(frozen=True, slots=True)
class CardFile:
    """The file of a card.

    Attributes:
        pdf: Its bytes.
        notices: What the person who prints it should know, a sentence each.
    """

    pdf: bytes
    notices: tuple[str, ...]


class Workshop:
    """Makes cards of the same sources.

    Attributes:
        sources: Theme and libraries.
        material: What they hold.

    Raises:
        ContentError: Every problem of the libraries and of the theme.
        FileError: A file or folder cannot be read.
    """

    def __init__(self, sources: Sources) -> None:
        self.sources = sources
        self.material: Material = load(sources)
        self._seen: Counter[CardRequest] = Counter()
        self._masters: dict[CardRequest, Master | None] = {}

    def make(self, request: CardRequest) -> CardFile:
        """Make the file of a card, at once; arguments, result and errors as ``file_in_stages``."""
        with uninterrupted():
            return alone(self.file_in_stages(replace(request, client=None), request.client))

    def file_in_stages(self, common: CardRequest, client: str | None) -> Stages[CardFile]:
        """Make the file of a card and pause after each stage; a card like some before only takes on another name.

        Args:
            common: What to print, of this workshop's sources, but for the client.
            client: Whom it is for.

        Returns:
            The file, the same bytes as ``make_card`` makes, and what the person who prints it should know.

        Raises:
            CardgenError: As ``make_card``.
            ValueError: The request has other sources.
        """
        if common.sources != self.sources:
            raise ValueError("the request is for other sources; make it in a workshop of theirs")
        master = self._shared(common) if client else None
        named = master.make(client) if master and client else None
        if master is None or named is None:
            card = yield from card_in_stages(replace(common, client=client), self.material)
            return CardFile(card.pdf, card.notices)
        return CardFile(named, master.result.notices)

    def master(self, request: CardRequest) -> Master | None:
        """Return the master of a card.

        Args:
            request: What to print.

        Returns:
            The master; None if the card is the first of its kind or differs from others in more than the client's name.

        Raises:
            CardgenError: As ``make_card``.
        """
        return None if request.client is None else self._shared(replace(request, client=None))

    def _shared(self, request: CardRequest) -> Master | None:
        """Return the master of the cards that have this in common, as ``master``."""
        if request.on or request.press:
            return None
        if request not in self._masters:
            self._seen[request] += 1
            if len(self._seen) > _WATCHED:
                del self._seen[next(iter(self._seen))]
            if self._seen[request] < _WORTH:
                return None
            del self._seen[request]
            self._masters[request] = master_of(request, self.material)
            if len(self._masters) > _MASTERS:
                del self._masters[next(iter(self._masters))]
        return self._masters[request]
