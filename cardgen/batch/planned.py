"""What is to be made of each row: checked, and named, before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from cardgen.batch.checking import Checked, Checker, Decision
from cardgen.batch.columns import ROW
from cardgen.batch.jobs import Kind
from cardgen.batch.names import Names
from cardgen.batch.table import Table
from cardgen.errors import Problem

SLIP_ENDING = "-referral.pdf"
CARD_ENDING = ".pdf"


@dataclass(frozen=True, slots=True)
class Planned:
    """What is to be made of a row.

    Attributes:
        index: Which row of the table, from 0.
        number: Number of its card.
        decision: What the screening says; None if the row has to be corrected.
        input: Digest of what its file is made from.
        kind: The card, or the slip of a person who is refused.
        name: Name of its file; None if it gets none of its own.
        format: Format of the card.
        problems: Why there is no card.
        whose: Digest of whom it is for.
    """

    index: int
    number: int
    decision: Decision | None
    input: str
    kind: Kind
    name: str | None
    format: str
    problems: tuple[Problem, ...]
    whose: str

    @property
    def has_card(self) -> bool:
        """Whether a card can be made of the row."""
        return not self.problems


def plan_rows(
    table: Table, checker: Checker, names: Names, *, cards: bool, slips: bool, checked: Callable[[], None]
) -> Iterator[Planned]:
    """Check every row and name its file.

    Args:
        table: The roster.
        checker: Checks a row.
        names: Gives the names.
        cards: Whether each card gets a file of its own.
        slips: Whether each person who is refused gets a slip.
        checked: Called after each row.

    Yields:
        What is to be made, row by row.
    """
    numbers: dict[int, int] = {}
    for index, row in enumerate(table.rows):
        found = checker.check(row)
        problems = (*found.problems, *_twice(checker, found, numbers))
        kind: Kind = "slip" if found.refused else "card"
        wanted = slips if found.refused else cards and not problems
        name = names.name(found.fields, SLIP_ENDING if found.refused else CARD_ENDING) if wanted else None
        decision = found.decision if found.refused or not problems else None
        number = row.line if found.number is None else found.number
        form = found.fields.get("format", "")
        yield Planned(index, number, decision, found.input, kind, name, form, problems, found.whose)
        checked()


def _twice(checker: Checker, found: Checked, numbers: dict[int, int]) -> Iterable[Problem]:
    """Find a number that another row has: its file or its line in the manifest would be taken for the other's."""
    if found.number is None:
        return
    first = numbers.setdefault(found.number, found.row.line)
    if first != found.row.line:
        wrong = f"row {first} has the number {found.number}, too; give each its own"
        yield from checker.told(found.row, Problem(ROW, 0, 0, wrong))


def by_format(planned: Iterable[Planned]) -> Mapping[str, list[str]]:
    """Return the names of the cards, in order, by their format."""
    found: dict[str, list[str]] = {}
    for one in planned:
        if one.name is not None and one.has_card:
            found.setdefault(one.format, []).append(one.name)
    return found
