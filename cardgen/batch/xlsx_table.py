"""A worksheet as a table: what the cells show, formulas by their stored values; what would be lost is refused."""

from __future__ import annotations

import datetime as dt
import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Any, Final
from xml.etree import ElementTree

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook

from cardgen.batch import table
from cardgen.batch.table import Table
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
        The table.

    Raises:
        ContentError: It is no workbook or has no such sheet; a cell holds an error, a formula without a stored value,
            or is merged with others: every problem.
    """
    if data.startswith(_OLD_MARK):
        wrong = "this is an old or protected workbook; save it as .xlsx without a password"
        raise ContentError(Problem(name, 0, 0, wrong))
    problems: list[Problem] = []
    try:
        _check_size(data, name)
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore"
            )  # about dates, which come as errors, and drop-down lists, which do not matter
            lines = _read(data, name, worksheet, problems)
    except _DAMAGED as error:
        wrong = f"this cannot be read as a workbook ({type(error).__name__}: {excerpt(str(error))}); save it again"
        raise ContentError(Problem(name, 0, 0, wrong)) from None
    if problems:
        raise ContentError(problems)
    return table.build(name, lines)


def _read(data: bytes, name: str, worksheet: str | None, problems: list[Problem]) -> list[tuple[int, Sequence[str]]]:
    shown = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    written = load_workbook(io.BytesIO(data), read_only=True)
    title = _title(shown, worksheet, name)
    lines = list(_lines(shown[title], written[title], name, problems))
    problems += _merged(shown[title], name)
    return lines


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


def _lines(shown: Any, written: Any, name: str, problems: list[Problem]) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield the rows of a sheet, read twice at once: what its cells show, and what is written in them."""
    for sheet in (shown, written):
        sheet.reset_dimensions()  # some programs write a wrong size, and what lies beyond it would be lost
    for line, (cells, sources) in enumerate(zip_longest(shown.iter_rows(), written.iter_rows()), start=1):
        texts = []
        for column, (cell, source) in enumerate(zip_longest(cells, sources), start=1):
            fault = _fault(cell, source)
            if fault:
                problems.append(Problem(name, line, column, fault))
            texts.append("" if fault else _text(cell.value))
        yield line, texts


def _fault(cell: Any, source: Any) -> str | None:
    if cell.data_type == "e":
        return f"the cell shows the error {cell.value}; correct it"
    if source.data_type == "f" and cell.value is None and cell.data_type == "n":
        return "the formula has no stored value; open the file in a spreadsheet program and save it, or write the value"
    return None


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


def _merged(sheet: Any, name: str) -> Iterator[Problem]:
    """Find merged cells: only the first of them has a value, and the others would be blank."""
    with sheet._get_source() as source:  # openpyxl's reader of large files leaves merged cells out
        for _, element in ElementTree.iterparse(source):
            if element.tag.endswith("}mergeCell"):
                cells = element.get("ref", "")
                wrong = f"the cells {cells} are merged, and only the first has a value; unmerge them and fill each"
                yield Problem(name, 0, 0, wrong)
            elif element.tag.endswith("}row"):
                element.clear()
