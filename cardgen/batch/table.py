"""A roster as a table: headings and rows of plain text, whatever file it came from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from cardgen.content.excerpt import excerpt
from cardgen.content.place import Place
from cardgen.errors import ContentError, Problem

MOST_ROWS = 100_000
"""Rows of the longest roster: beyond any course, and still little memory."""

MOST_COLUMNS = 200

FORMULA_SIGNS = tuple("=+-@\t\r")
GUARD = "'"
"""What stands before a cell that begins with one of these signs, in the CSV files that are written."""

NO_VALUE: Final = "#N/A"
"""What a cell says whose value is not known; never blank, so that a row that is given back uncorrected stays wrong."""
_ERROR = re.compile(
    r"#(?:N/A|GETTING_DATA|NAME\?|(?:DIV/0|NULL|NUM|REF|VALUE|SPILL|CALC|FIELD|BLOCKED|CONNECT|UNKNOWN|BUSY)!)\Z"
    r"|Err:[0-9]+\Z"
)
"""What Excel and LibreOffice show, and save as text, where a formula has no result (ECMA-376 part 1, 18.17.3)."""
_TOO_NARROW = re.compile(r"#{2,}\Z")
"""What Excel saves as text of a number or a date for which the column was too narrow."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file.

    Attributes:
        number: Counted as a spreadsheet does, from 1.
        cells: What is written.
        faults: Why a cell cannot be read, by its index, and what to do; empty if that of a cell to the left says it.
            What such a cell says is ``NO_VALUE``.
    """

    number: int
    cells: Sequence[str]
    faults: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Row:
    """A row.

    Attributes:
        line: Its number in the file as a spreadsheet counts, the headings being row 1; in YAML, its number from 1.
        cells: Text for each heading, empty where nothing is written; then what is written beyond the headings.
        places: Where each cell stands, if not at ``line`` and its column.
        faults: Cells that cannot be read, in order, each by its index with what is wrong; see ``Line``.
    """

    line: int
    cells: tuple[str, ...]
    places: tuple[Place, ...] | None = None
    faults: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A roster as read.

    Attributes:
        name: The file's name in messages.
        headings: What stands over the columns.
        rows: Rows in which anything is written, in order.
        delimiter: What parts the cells of a CSV file of the same kind.
        number_of_headings: Row of the headings; 0 where there is none.
        faults: Headings that cannot be read, as ``Row.faults``.
        others: Names of the workbook's other sheets.
    """

    name: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    delimiter: str = ","
    number_of_headings: int = 1
    faults: tuple[tuple[int, str], ...] = ()
    others: tuple[str, ...] = ()

    def place(self, row: Row, column: int | None) -> Place:
        """Return where a cell stands; for no column in particular, where its row begins."""
        if row.places is not None:
            return row.places[column or 0]
        return Place(self.name, row.line, 1 if column is None else column + 1)

    def heading_place(self, column: int) -> Place:
        """Return where a heading stands."""
        return Place(self.name, self.number_of_headings, column + 1 if self.number_of_headings else 0)


def build(name: str, lines: Iterable[Line], delimiter: str = ",", others: Sequence[str] = ()) -> Table:
    """Make a table of lines, the first of which that is not blank has the headings.

    Args:
        name: The file's name in messages.
        lines: What is written.
        delimiter: See ``Table``.
        others: See ``Table``.

    Returns:
        The table; cells are stripped, blank rows and blank columns at the right are left out. A cell that cannot be
        read, or has no heading, is a fault of its row alone.

    Raises:
        ContentError: There are no headings, or too many rows or columns.
    """
    filled = (line for line in map(_tidied(), lines) if any(line.cells))
    first = next(filled, None)
    if first is None:
        wrong = f"the roster is empty; write headings and a row for each card{another(others)}"
        raise ContentError(Problem(name, 0, 0, wrong))
    headings = _without_blanks(first.cells)
    if len(headings) > MOST_COLUMNS:
        wrong = f"{len(headings)} columns are more than {MOST_COLUMNS}; remove some"
        raise ContentError(Problem(name, first.number, 1, wrong))
    rows: list[Row] = []
    for line in filled:
        if len(rows) == MOST_ROWS:
            raise ContentError(Problem(name, line.number, 1, f"there are more than {MOST_ROWS} rows; split the roster"))
        rows.append(_row(line, headings))
    faults = tuple((index, fault) for index, fault in first.faults.items() if index < len(headings))
    return Table(name, headings, tuple(rows), delimiter, first.number, faults, tuple(others))


def another(sheets: Sequence[str]) -> str:
    """Return the end of a message about a sheet that is not the roster: which others there are."""
    return f", or name the sheet with --worksheet: {', '.join(map(excerpt, sheets))}" if sheets else ""


def guarded(cell: str) -> str:
    """Return a cell as it may stand in a CSV file: no program takes it for a formula (CWE-1236)."""
    return GUARD + cell if cell[:1] in FORMULA_SIGNS else cell


def _tidied() -> Callable[[Line], Line]:
    """Return what tidies the lines of a file: cells are plain text, equal ones are kept once."""
    once: dict[str, str] = {}

    def tidy(line: Line) -> Line:
        cells = tuple(once.setdefault(cell, cell) for cell in map(_plain, line.cells))
        errors = {index: fault for index, cell in enumerate(cells) if (fault := _error(cell))}
        return Line(line.number, cells, {**errors, **line.faults} if errors else line.faults)

    return tidy


def _plain(cell: str) -> str:
    """Return what was written, without spaces around it and without the guard of ``guarded``."""
    text = cell.lstrip()
    return (text[1:] if text[:1] == GUARD and text[1:2] in FORMULA_SIGNS else text).strip()


def _error(cell: str) -> str | None:
    """Return what is wrong with a cell that shows an error instead of its value."""
    if cell[:1] not in {"#", "E"}:
        return None
    if _TOO_NARROW.match(cell):
        return "the column was too narrow for this cell when the file was saved; widen it and save the file again"
    return f"the cell shows the error {cell}; write the value" if _ERROR.match(cell) else None


def _without_blanks(cells: Sequence[str]) -> tuple[str, ...]:
    last = max(i for i, cell in enumerate(cells) if cell)
    return tuple(cells[: last + 1])


def _row(line: Line, headings: Sequence[str]) -> Row:
    cells = (*line.cells, *("",) * (len(headings) - len(line.cells)))
    beyond = any(cells[len(headings) :])
    faults = {**dict(_stray(cells, headings)), **line.faults}
    kept = _without_blanks(cells) if beyond else cells[: len(headings)]
    return Row(line.number, kept, faults=tuple(sorted(faults.items())))


def _stray(cells: Sequence[str], headings: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Find cells without a heading: a comma too many moves all that follows, and a condition with it."""
    for column, cell in enumerate(cells):
        if cell and (column >= len(headings) or not headings[column]):
            yield column, "this cell has no heading; give it one, or put text with a comma, semicolon or tab in quotes"
