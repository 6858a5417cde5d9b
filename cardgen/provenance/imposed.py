"""The record of sheets: which papers are on them, each with the record that its own file carries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Annotated, Literal, TypeAlias

from pydantic import AfterValidator, Field

from cardgen.content.base import Entry

Run: TypeAlias = tuple[int, int]
"""Numbers that follow each other: the first and the last of them."""

_Runs: TypeAlias = Annotated[tuple[Run, ...], Field(min_length=1)]

Trust: TypeAlias = Literal["as-written", "altered", "no-record", "not-ours"]
"""What a file was when it was put onto sheets: byte for byte what cardgen wrote; saved anew by another program; made by
cardgen without a record; made by somebody else."""


def _printable(title: str) -> str:
    """Check a title that anybody may have written and ``cardgen verify`` shows.

    Raises:
        ValueError: It has signs that are not shown but obeyed.
    """
    if not title.isprintable():
        raise ValueError("has signs that cannot be printed; leave them out")
    return title


class Part(Entry):
    """Papers on sheets that were made from the same.

    Attributes:
        cards: Which of the finished cards, counted from 1 as the pile lies once it is cut; one copy of them all.
        sheets: Which sheets of paper they are on, from 1.
        trust: What their file was.
        title: The file's, if it was as written.
        record: What they were made from, as their file carries it: not read here, so that a newer cardgen still can.
    """

    cards: _Runs
    sheets: _Runs
    trust: Trust
    title: Annotated[str, AfterValidator(_printable)] | None = None
    record: str | None = None


class OnSheets(Entry):
    """What is on sheets. It never has the name of a file, as that may be a client's.

    Attributes:
        on_sheets: Every paper on them; at least one.
    """

    on_sheets: Annotated[tuple[Part, ...], Field(min_length=1)]

    @property
    def text(self) -> str:
        """The record as JSON, in one line: what a file carries."""
        return self.model_dump_json(exclude_defaults=True)


def spoken_runs(kind: str, numbers: Sequence[Run], verbs: tuple[str, str] | None = None) -> str:
    """Return numbers as a message has them: ``cards 1 to 4, 6``, or ``card 3 is``.

    Args:
        kind: What is counted, one of them.
        numbers: Which.
        verbs: What follows one, and what follows several.
    """
    single = len(numbers) == 1 and numbers[0][0] == numbers[0][1]
    listed = ", ".join(str(first) if first == last else f"{first} to {last}" for first, last in numbers)
    verb = () if verbs is None else (verbs[0 if single else 1],)
    return " ".join((kind if single else f"{kind}s", listed, *verb))


def runs(numbers: Iterable[int]) -> tuple[Run, ...]:
    """Return numbers as runs, ascending, each number once.

    Args:
        numbers: In any order.
    """
    found = sorted(set(numbers))
    gaps = [(before, after) for before, after in pairwise(found) if after != before + 1]
    starts, ends = [after for _, after in gaps], [before for before, _ in gaps]
    return tuple(zip([*found[:1], *starts], [*ends, *found[-1:]], strict=True))
