"""Files for all cards of a batch together: one file of all, the tick-list, the sheets, the rows to correct."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from cardgen import files
from cardgen.batch.columns import Matched
from cardgen.batch.digests import Digests, digest
from cardgen.batch.folder import TICKLIST
from cardgen.batch.one_file import write_cards
from cardgen.batch.planned import Planned, by_format
from cardgen.batch.problems_file import PROBLEMS, problems_csv
from cardgen.batch.rows import Reader
from cardgen.batch.writing import Writing
from cardgen.errors import Problem
from cardgen.impose.sheet import SheetRequest, make_sheets
from cardgen.paperwork import compose_ticklist
from cardgen.pdf.write import write_pdf
from cardgen.request import CardRequest
from cardgen.units import Size
from cardgen.workshop import Workshop


@dataclass(frozen=True, slots=True)
class Together:
    """What the files for all cards are made from.

    Attributes:
        reader: Makes the requests.
        workshop: Of their sources.
        digests: Digests what a card is made from.
        planned: What there is to make, row by row.
        writing: Where it goes.
    """

    reader: Reader
    workshop: Workshop
    digests: Digests
    planned: tuple[Planned, ...]
    writing: Writing

    @property
    def cards(self) -> tuple[Planned, ...]:
        """The rows that have a card."""
        return tuple(one for one in self.planned if one.has_card and one.index not in self.writing.failed)

    @property
    def input(self) -> str:
        """Digest of what the cards are made from."""
        return _joined(one.input for one in self.cards)

    @property
    def unscreened(self) -> bool:
        """Whether there is a card for a person whom nobody has asked."""
        return any(one.decision == "not-screened" for one in self.cards)


def write_one_file(together: Together, path: Path, step: Callable[[], None], *, strict: bool) -> bool:
    """Write all cards into one file, the tick-list at the end; what cannot be made is noted as failed.

    Args:
        together: What it is made from.
        path: The file.
        step: Called for each card.
        strict: Whether no file is written if a card cannot be made.

    Returns:
        Whether there is a file.

    Raises:
        CardgenError: It cannot be made or written.
    """
    writing = together.writing
    sha256 = writing.kept(path.parent, path.name, together.input)
    if sha256 is None:
        with files.replacing(path, over=b"%PDF-") as new:
            requests, base = _requests(together, step), together.reader.base
            made = write_cards(new.file, requests, together.workshop, base, ticklist=together.unscreened)
            writing.failed.update(made.failed)
            if not made.sha256 or (strict and made.failed):
                return False
            writing.note_extra(path.name, made.sha256, together.input)
            new.take_over()
        sha256 = made.sha256
    for card in together.cards:
        writing.without_file(card, path.name, sha256)
    return True


def _requests(together: Together, step: Callable[[], None]) -> Iterator[tuple[int, CardRequest]]:
    for one in together.cards:
        yield one.index, together.reader.alike(together.reader.table.rows[one.index]).request
        step()


def write_ticklist(together: Together) -> str | None:
    """Write the tick-list if there is a card that needs it; returns its name.

    Raises:
        CardgenError: It cannot be made or written.
    """
    if not together.unscreened:
        return None
    base = together.reader.base

    def make() -> bytes:
        material = together.workshop.material
        questions = compose_ticklist(base, material)
        return write_pdf(questions.pages, material.theme, questions.metadata)

    together.writing.extra(TICKLIST, together.digests.of(base), make)
    return TICKLIST


def write_sheets(together: Together, sheet: Size) -> Iterator[str]:
    """Put the cards onto sheets, those of each format into a file of their own.

    Yields:
        The name of each file.

    Raises:
        CardgenError: A sheet does not hold a card, or a file cannot be written.
    """
    folder = together.writing.folder
    made = {record.file: str(record.sha256) for record in together.writing.records}
    formats = by_format(together.cards)
    for form, names in formats.items():
        name = sheets_name(form)
        paths = tuple(folder / card for card in names)
        make = partial(_sheets, SheetRequest(files=paths, sheet=sheet))
        together.writing.extra(name, _joined((str(sheet), *(made[card] for card in names))), make)
        yield name


def sheets_name(form: str) -> str:
    """Return the name of the file with the sheets for the cards of a format."""
    return f"sheets-{form}.pdf"


def _sheets(request: SheetRequest) -> bytes:
    return make_sheets(request).pdf


def write_problems(together: Together, columns: Matched, bad: dict[int, tuple[Problem, ...]]) -> str | None:
    """Write the rows to correct, if there are any; returns the file's name.

    Args:
        together: What there is.
        columns: What the headings were taken for.
        bad: What is wrong, by the index of the row.

    Raises:
        FileError: It cannot be written.
    """
    if not bad:
        return None
    table = together.reader.table
    rows = ((table.rows[one.index], one.number, bad[one.index]) for one in together.planned if one.index in bad)
    data = problems_csv(table, columns, rows)
    time = together.writing.time
    together.writing.extra(PROBLEMS, _joined((digest(data), time.clock, str(time.date))), lambda: data)
    return PROBLEMS


def _joined(digests: Iterable[str]) -> str:
    return digest("\n".join(digests).encode())
