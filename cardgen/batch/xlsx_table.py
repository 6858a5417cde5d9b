"""A worksheet as a table: what the cells show, formulas by their stored values; what would be lost is a fault."""

from __future__ import annotations

import datetime as dt
import io
import warnings
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, Final
from xml.etree import ElementTree

from openpyxl import load_workbook
from openpyxl.utils import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook

from cardgen.batch import table
from cardgen.batch.table import MOST_COLUMNS, NO_VALUE, Line, Table
from cardgen.content.excerpt import excerpt
from cardgen.content.suggest import nearest
from cardgen.errors import ContentError, Problem

_OLD_MARK = b"\xd0\xcf\x11\xe0"
"""What a file of Excel 97 begins with, and one that is protected by a password."""

MOST_BYTES: Final = 1024 * 1024 * 1024
"""Size of the largest workbook once unpacked."""

_DAMAGED = (
    AttributeError,
    EOFError,
    ElementTree.ParseError,
    IndexError,
    InvalidFileException,
    KeyError,
    NotImplementedError,
    TypeError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
)
"""What openpyxl raises for a file that is damaged or no workbook; it has no class of its own for that."""


def read_xlsx(data: bytes, name: str, worksheet: str | None) -> Table:
    """Read a roster from a workbook.

    Args:
        data: The file.
        name: Its name in messages.
        worksheet: Name of the sheet; the first one if not given.

    Returns:
        The table. A cell with an error, a formula without a stored value, or a part of merged cells without a value of
        its own is a fault of its row alone.

    Raises:
        ContentError: It is no workbook, has no such sheet, or is no table.
    """
    if data.startswith(_OLD_MARK):
        wrong = "this is an old or protected workbook; save it as .xlsx without a password"
        raise ContentError(Problem(name, 0, 0, wrong))
    try:
        _check_size(data, name)
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore"
            )  # about dates, which come as errors, and drop-down lists, which do not matter
            lines, others = _read(data, name, worksheet)
    except _DAMAGED as error:
        wrong = f"this cannot be read as a workbook ({type(error).__name__}: {excerpt(str(error))}); save it again"
        raise ContentError(Problem(name, 0, 0, wrong)) from None
    return table.build(name, lines, others=others)


def _read(data: bytes, name: str, worksheet: str | None) -> tuple[list[Line], list[str]]:
    """Return the lines of a sheet, and the names of the others."""
    shown = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    written = load_workbook(io.BytesIO(data), read_only=True)
    title = _title(shown, worksheet, name)
    lines = list(_lines(shown[title], written[title], _merged(shown[title])))
    return lines, [sheet.title for sheet in shown.worksheets if sheet.title != title]


def _check_size(data: bytes, name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > MOST_BYTES:
            wrong = f"the workbook unpacks to more than {MOST_BYTES // 2**20} MiB; keep only the roster in it"
            raise ContentError(Problem(name, 0, 0, wrong))


def _title(book: Workbook, wanted: str | None, name: str) -> str:
    titles = [sheet.title for sheet in book.worksheets]
    if wanted is not None and wanted not in titles:
        wrong = f"{name} has no worksheet {excerpt(wanted)}{nearest(wanted, titles)}"
        raise ContentError(Problem("--worksheet", 0, 0, wrong))
    if not titles:
        raise ContentError(Problem(name, 0, 0, "the workbook has no worksheet; add one"))
    return wanted or titles[0]


def _lines(shown: Any, written: Any, merged: Mapping[int, Sequence[_Merged]]) -> Iterator[Line]:
    """Yield the rows of a sheet, read twice at once: what its cells show, and what is written in them."""
    for sheet in (shown, written):
        sheet.reset_dimensions()  # some programs write a wrong size, and what lies beyond it would be lost
    open_: list[_Merged] = []
    for number, (cells, sources) in enumerate(zip_longest(shown.iter_rows(), written.iter_rows()), start=1):
        open_ = [one for one in (*open_, *merged.get(number, ())) if number <= one.bottom]
        texts: list[str] = []
        faults: dict[int, str] = {}
        for index, (cell, source) in enumerate(zip_longest(cells, sources)):
            fault = _fault(cell, source)
            texts.append(NO_VALUE if fault else _text(cell.value))
            if fault:
                faults[index] = fault
        if any(texts):
            _cover(number, texts, faults, open_)
        yield Line(number, texts, faults)


def _fault(cell: Any, source: Any) -> str | None:
    if cell.data_type == "e":
        return f"the cell shows the error {cell.value}; write the value"
    if source.data_type == "f" and cell.value is None and cell.data_type == "n":
        return "the formula has no stored value; open the file in a spreadsheet program and save it, or write the value"
    return None


def _cover(number: int, texts: list[str], faults: dict[int, str], merged: Sequence[_Merged]) -> None:
    """Note the cells of a row whose value stands in another one that they are merged with, or nowhere."""
    for one in merged:
        fault = f"the cells {one.name} are merged, and only the first has a value; unmerge them and fill each"
        for index in range(one.left, min(one.right + 1, MOST_COLUMNS)):
            texts += [""] * (index + 1 - len(texts))
            if not texts[index] and (number, index) != (one.top, one.left):
                texts[index], faults[index], fault = NO_VALUE, fault, ""


def _text(value: object) -> str:
    """Return what a cell shows, as a person would type it."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


@dataclass(frozen=True, slots=True)
class _Merged:
    """Cells that are merged: rows from 1, columns from 0, the last ones included."""

    name: str
    left: int
    top: int
    right: int
    bottom: int


def _merged(sheet: Any) -> Mapping[int, Sequence[_Merged]]:
    """Find merged cells, by their first row: only the first cell has a value, and the others would be blank."""
    found: dict[int, list[_Merged]] = defaultdict(list)
    with sheet._get_source() as source:  # openpyxl's reader of large files leaves merged cells out
        for _, element in ElementTree.iterparse(source):
            if element.tag.endswith("}mergeCell"):
                name = element.get("ref", "")
                left, top, right, bottom = range_boundaries(name)
                found[top].append(_Merged(name, left - 1, top, right - 1, bottom))
            elif element.tag.endswith("}row"):
                element.clear()
    return found
