"""The record of sheets: which papers are on them, each with the record that its own file carries."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Literal, TypeAlias

from cardgen.content.base import Entry

Run: TypeAlias = tuple[int, int]
"""Numbers that follow each other: the first and the last of them."""

Trust: TypeAlias = Literal["as-written", "altered", "no-record", "not-ours"]
"""What a file was when it was put onto sheets: byte for byte what cardgen wrote; saved anew by another program; made by
cardgen without a record; made by somebody else."""


class Part(Entry):
    """Papers on sheets that were made from the same.

    Attributes:
        cards: Which of the finished cards, counted from 1 as the pile lies once it is cut; one copy of them all.
        sheets: Which sheets of paper they are on, from 1.
        trust: What their file was.
        title: The file's, if it was as written.
        record: What they were made from, as their file carries it: not read here, so that a newer cardgen still can.
    """

    cards: tuple[Run, ...]
    sheets: tuple[Run, ...]
    trust: Trust
    title: str | None = None
    record: str | None = None


class OnSheets(Entry):
    """What is on sheets. It never has the name of a file, as that may be a client's.

    Attributes:
        on_sheets: Every paper on them.
    """

    on_sheets: tuple[Part, ...]

    @property
    def text(self) -> str:
        """The record as JSON, in one line: what a file carries."""
        return self.model_dump_json(exclude_defaults=True)


def runs(numbers: Iterable[int]) -> tuple[Run, ...]:
    """Return numbers as runs, ascending, each number once.

    Args:
        numbers: In any order.
    """
    found = sorted(set(numbers))
    gaps = [(before, after) for before, after in pairwise(found) if after != before + 1]
    starts, ends = [after for _, after in gaps], [before for before, _ in gaps]
    return tuple(zip([*found[:1], *starts], [*ends, *found[-1:]], strict=True))
