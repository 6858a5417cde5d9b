"""The master of cards that differ in the client's name only: everything else is laid out, painted and packed once.

A mark stands for the name while the card is laid out. A narrow mark and a wide one that give the same pages show that
every name of a width between them gives these pages, too: layout asks of a name only how many lines it takes, and a
wider one never takes fewer. A card is then the packed file with the name's codes in the place of the mark's; it has
the same bytes as the card that is made alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from cardgen.document import Document
from cardgen.fonts import advance, check_text, metrics
from cardgen.layout.boxes import Box, Page
from cardgen.loading import Material
from cardgen.pdf.typeface import codes
from cardgen.pdf.write import Imprintable, prepare_pdf
from cardgen.pipeline import CardResult, Composed, compose_card, result_of
from cardgen.request import CardRequest
from cardgen.shapes import Clip, Face, Mark, TextRun

_NARROW = 3
"""Letters of the narrow mark: as few as no other text has in a row."""

_WIDE = (36, 24, 16, 10)
"""Letters of the wide mark, from what a long name takes down to what every band has room for."""


@dataclass(frozen=True, slots=True)
class Master:
    """A card without its client.

    Attributes:
        request: What was asked for; its client is the mark.
        result: What was made of it, with the mark for a client; its file is empty.
        pages: Its pages, with the mark.
        file: Its file, with the mark.
        widest: The advance of the widest name that the pages hold, by face, in 1/1000 em.
    """

    request: CardRequest
    result: CardResult
    pages: tuple[Page, ...]
    file: Imprintable
    widest: Mapping[Face, float]

    @property
    def mark(self) -> str:
        """What stands for the client's name."""
        assert self.request.client is not None
        return self.request.client

    def make(self, typed: str) -> bytes | None:
        """Make the file of a client's card.

        Args:
            typed: The name as it was typed.

        Returns:
            The file, the same bytes as ``pipeline.make_card`` makes; None if the name needs pages of its own.

        Raises:
            ContentError: The name has characters that cannot be printed.
        """
        client = self.client(typed)
        return None if client is None else self.file.retyped(self.mark, client).file()

    def client(self, typed: str) -> str | None:
        """Return a client's name as it is printed, or None if it needs pages of its own; arguments as ``make``.

        Raises:
            ContentError: The name has characters that cannot be printed.
        """
        client = check_text(typed, "--client")
        wide = any(advance(client, face) > most for face, most in self.widest.items())
        return client if client and not wide else None

    def document(self, client: str) -> Document:
        """Return what the card of a client says."""
        return _renamed(self.result.document, self.mark, client)


def master_of(request: CardRequest, material: Material) -> Master | None:
    """Lay out a card for any client.

    Args:
        request: What to print; its client does not count.
        material: What its sources hold.

    Returns:
        The master; None if even a short name changes more than itself.

    Raises:
        CardgenError: As ``pipeline.make_card``.
    """
    letter = _unused(compose_card(replace(request, client="x"), material))
    mark = letter * _NARROW
    marked = replace(request, client=mark)
    narrow = compose_card(marked, material)
    shape = list(_shape(narrow.pages, mark))
    for count in _WIDE:
        wide = compose_card(replace(request, client=letter * count), material)
        if list(_shape(wide.pages, letter * count)) == shape:
            file = prepare_pdf(narrow.pages, material.theme, narrow.metadata(request))
            if not _stands_alone(narrow.pages, file.contents, mark):
                return None
            widest = {face: advance(letter * count, face) for face in _faces(narrow.pages, mark)}
            return Master(marked, result_of(marked, narrow, b"", len(narrow.pages)), narrow.pages, file, widest)
    return None


def _unused(composed: Composed) -> str:
    """Return a letter that no text of the card has."""
    used = set().union(*(run.text for run in _runs(box for page in composed.pages for box in page.boxes)))
    return next(c for c in sorted(metrics("regular").advances, reverse=True) if c.isalpha() and c not in used)


def _shape(pages: Sequence[Page], mark: str) -> Iterator[object]:
    """Yield what pages are but for the name: where its own boxes end is all that may differ."""
    for page in pages:
        yield page.size, page.bleed, page.side, page.title
        for box in page.boxes:
            plain = _box(box, mark, "")
            yield plain._replace(rect=plain.rect._replace(width=0.0)) if plain != box else box


def _stands_alone(pages: Sequence[Page], late: Sequence[bytes], mark: str) -> bool:
    """Say whether the mark's codes stand in the streams exactly where the mark stands in the texts."""
    boxes = [box for page in pages for box in page.boxes]
    if any(mark in (box.alt or "") or mark in (box.url or "") for box in boxes):
        return False
    drawn = sum(run.text.count(mark) for run in _runs(box for box in boxes if box.personal))
    found = sum(content.count(codes(mark).encode("latin-1")) for content in late)
    return drawn == found and not any(mark in run.text for run in _runs(box for box in boxes if not box.personal))


def _faces(pages: Sequence[Page], mark: str) -> set[Face]:
    return {run.face for run in _runs(box for page in pages for box in page.boxes) if mark in run.text}


def _runs(boxes: Iterable[Box]) -> Iterator[TextRun]:
    marks = [mark for box in boxes for mark in box.marks]
    while marks:
        mark = marks.pop()
        if isinstance(mark, TextRun):
            yield mark
        elif isinstance(mark, Clip):
            marks.extend(mark.marks)


def _box(box: Box, mark: str, client: str) -> Box:
    if not box.personal or not any(mark in run.text for run in _runs((box,))):
        return box
    return box._replace(marks=tuple(_text(drawn, mark, client) for drawn in box.marks))


def _text(drawn: Mark, mark: str, client: str) -> Mark:
    return drawn._replace(text=drawn.text.replace(mark, client)) if isinstance(drawn, TextRun) else drawn


def _renamed(document: Document, mark: str, client: str) -> Document:
    fields = tuple(one._replace(value=one.value.replace(mark, client)) if one.value else one for one in document.fields)
    for_client = document.for_client and document.for_client.replace(mark, client)
    return replace(document, for_client=for_client, fields=fields)
