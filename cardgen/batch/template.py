"""An example of a roster: a workbook with a heading for every column and drop-down lists of what is valid."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from cardgen.batch.columns import COLUMNS, PROBLEM, ROW
from cardgen.content.findings import names_of
from cardgen.loading import Material
from cardgen.selection import DEFAULT_ROUTINE

SHEET: Final = "Roster"
LISTS: Final = "Lists"
_LAST_ROW: Final = 2000
_WIDTH: Final = 18
_DATES: Final = ("screened on", "date", "review date")
_EXAMPLE: Final = {"client": "Zoë Żółć", "routine": DEFAULT_ROUTINE, "format": "a5"}


def template(material: Material) -> bytes:
    """Make the workbook.

    Args:
        material: Its routines, techniques, conditions and formats are the valid values.

    Returns:
        An XLSX file with a first row for a card to write over.
    """
    book = Workbook()
    roster: Any = book.active
    roster.title = SHEET
    names = [name for name in COLUMNS if name not in {ROW, PROBLEM}]
    for column, name in enumerate(names, start=1):
        cell = roster.cell(1, column, name)
        cell.font = Font(bold=True)
        cell.comment = Comment(COLUMNS[name].about, "cardgen")
        roster.column_dimensions[get_column_letter(column)].width = _WIDTH
        roster.cell(2, column, _EXAMPLE.get(name))
    roster.freeze_panes = "A2"
    lists: Any = book.create_sheet(LISTS)
    for index, (name, values) in enumerate(_values(material).items(), start=1):
        letter = get_column_letter(index)
        lists.cell(1, index, name).font = Font(bold=True)
        for line, value in enumerate(values, start=2):
            lists.cell(line, index, value)
        last = len(values) + 1
        _offer(roster, names.index(name) + 1, f"{LISTS}!${letter}$2:${letter}${last}", strict=name == "format")
    for name in _DATES:
        _dates(roster, names.index(name) + 1)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _values(material: Material) -> dict[str, list[str]]:
    catalog = material.catalog
    return {
        "routine": sorted(catalog.routines),
        "techniques": sorted(catalog.techniques),
        "skip": sorted(catalog.techniques),
        "format": list(material.theme.cards),
        "conditions": [id_ for id_, _ in names_of(catalog)],
    }


def _offer(sheet: Any, column: int, cells: str, *, strict: bool) -> None:
    """Offer a list for a column; a cell may hold something else (several ids, a file) unless it is ``strict``."""
    offered = DataValidation(type="list", formula1=cells, allow_blank=True, showErrorMessage=strict)
    sheet.add_data_validation(offered)
    offered.add(_range(column))


def _dates(sheet: Any, column: int) -> None:
    days = DataValidation(type="date", operator="greaterThan", formula1="1", allow_blank=True, showErrorMessage=True)
    days.error = f"Write a date, such as {dt.date(2026, 11, 20).isoformat()}"
    sheet.add_data_validation(days)
    days.add(_range(column))
    for (cell,) in sheet[_range(column)]:
        cell.number_format = "yyyy-mm-dd"


def _range(column: int) -> str:
    letter = get_column_letter(column)
    return f"{letter}2:{letter}{_LAST_ROW}"
