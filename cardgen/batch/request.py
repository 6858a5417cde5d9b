"""What a user asks of a batch: one frozen record, and who is told how far it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from cardgen.batch.names import Pattern
from cardgen.request import CardRequest
from cardgen.units import Size


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchRequest:
    """A batch.

    Attributes:
        data: The roster.
        name: Its name in messages.
        beside: What paths in the roster start from.
        base: What holds for every card where its row says nothing; its clock is that of the whole run.
        clock_given: Whether somebody said what time it is; else a run that goes on keeps the time of the first one. The
            printed date of the first one is kept unless ``base`` has another.
        folder: Where files go; None for a dry run.
        pattern: How the files of cards are called.
        worksheet: Which sheet of a workbook is the roster.
        ignore_extra: Whether columns that are unknown may be passed over.
        strict: Whether nothing is written if one row has to be corrected.
        resume: Whether this goes on with an earlier run.
        referrals: Whether a person who is refused gets a slip for the doctor.
        shared: Whether whoever makes a file writes it into the folder, too.
        one_file: One file for all cards, instead of one for each.
        sheet: Paper to put all cards onto, too.
    """

    data: bytes
    name: str
    beside: Path
    base: CardRequest
    clock_given: bool = False
    folder: Path | None = None
    pattern: Pattern = field(default_factory=Pattern)
    worksheet: str | None = None
    ignore_extra: bool = False
    strict: bool = False
    resume: bool = False
    referrals: bool = False
    shared: bool = True
    one_file: Path | None = None
    sheet: Size | None = None

    @property
    def card_files(self) -> bool:
        """Whether each card gets a file of its own."""
        return self.folder is not None and self.one_file is None


class Progress(Protocol):
    """Is told how far a run is."""

    def begin(self, what: str, total: int) -> None:
        """Begin a part of the run with so many steps."""
        ...

    def step(self) -> None:
        """Do one of them."""
        ...
