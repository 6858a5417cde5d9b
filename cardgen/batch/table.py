"""A roster as a table: headings and rows of plain text, whatever file it came from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from sys import intern

from cardgen.content.place import Place
from cardgen.errors import ContentError, Problem

MOST_ROWS = 100_000
"""Rows of the longest roster: beyond any course, and still little memory."""

MOST_COLUMNS = 200

FORMULA_SIGNS = tuple("=+-@\t\r")
GUARD = "'"
"""What stands before a cell that begins with one of these signs, in the CSV files that are written."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row.

    Attributes:
        line: Its number in the file as a spreadsheet counts, the headings being row 1; in YAML, its number from 1.
        cells: Text for each heading; empty where nothing is written.
        places: Where each cell stands, if not at ``line`` and its column.
    """

    line: int
    cells: tuple[str, ...]
    places: tuple[Place, ...] | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A roster as read.

    Attributes:
        name: The file's name in messages.
        headings: What stands over the columns.
        rows: Rows in which anything is written, in order.
        delimiter: What parts the cells of a CSV file of the same kind.
        number_of_headings: Row of the headings; 0 where there is none.
    """

    name: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    delimiter: str = ","
    number_of_headings: int = 1

    def place(self, row: Row, column: int | None) -> Place:
        """Return where a cell stands; for no column in particular, where its row begins."""
        if row.places is not None:
            return row.places[column or 0]
        return Place(self.name, row.line, 1 if column is None else column + 1)

    def heading_place(self, column: int) -> Place:
        """Return where a heading stands."""
        return Place(self.name, self.number_of_headings, column + 1 if self.number_of_headings else 0)


def build(name: str, lines: Iterable[tuple[int, Sequence[str]]], delimiter: str = ",") -> Table:
    """Make a table of numbered lines, the first of which that is not blank has the headings.

    Args:
        name: The file's name in messages.
        lines: Numbers and cells.
        delimiter: See ``Table``.

    Returns:
        The table; cells are stripped, blank rows and blank columns at the right are left out.

    Raises:
        ContentError: There are no headings, a cell has none, or there are too many rows or columns: every problem.
    """
    numbered = ((line, tuple(intern(_plain(cell)) for cell in cells)) for line, cells in lines)
    filled = ((line, cells) for line, cells in numbered if any(cells))
    first = next(filled, None)
    if first is None:
        raise ContentError(Problem(name, 0, 0, "the roster is empty; write headings and a row for each card"))
    top, written = first
    headings = _without_blanks(written)
    if len(headings) > MOST_COLUMNS:
        raise ContentError(Problem(name, top, 1, f"{len(headings)} columns are more than {MOST_COLUMNS}; remove some"))
    rows: list[Row] = []
    problems: list[Problem] = []
    for line, cells in filled:
        if len(rows) == MOST_ROWS:
            raise ContentError(Problem(name, line, 1, f"there are more than {MOST_ROWS} rows; split the roster"))
        problems += _stray(name, line, cells, headings)
        rows.append(Row(line, (*cells, *("",) * (len(headings) - len(cells)))[: len(headings)]))
    if problems:
        raise ContentError(problems)
    return Table(name, headings, tuple(rows), delimiter, top)


def guarded(cell: str) -> str:
    """Return a cell as it may stand in a CSV file: no program takes it for a formula (CWE-1236)."""
    return GUARD + cell if cell[:1] in FORMULA_SIGNS else cell


def _plain(cell: str) -> str:
    """Return what was written, without spaces around it and without the guard of ``guarded``."""
    text = cell.lstrip()
    return (text[1:] if text[:1] == GUARD and text[1:2] in FORMULA_SIGNS else text).strip()


def _without_blanks(cells: tuple[str, ...]) -> tuple[str, ...]:
    last = max(i for i, cell in enumerate(cells) if cell)
    return cells[: last + 1]


def _stray(name: str, line: int, cells: Sequence[str], headings: Sequence[str]) -> Iterator[Problem]:
    """Find cells without a heading: a comma too many moves all that follows, and a condition with it."""
    for column, cell in enumerate(cells):
        if cell and (column >= len(headings) or not headings[column]):
            wrong = "this cell has no heading; give it one, or put text with a comma, semicolon or tab in quotes"
            yield Problem(name, line, column + 1, wrong)
