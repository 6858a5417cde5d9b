"""CSV as spreadsheets write it: UTF-8 with or without a mark, UTF-16, commas, semicolons or tabs, quoted line breaks.

An encoding that is not marked and not UTF-8 is refused and not guessed: a wrong guess prints wrong names.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Collection, Iterator, Sequence

from cardgen.batch import table
from cardgen.batch.table import Line, Table
from cardgen.content.folding import folded
from cardgen.errors import ContentError, Problem

DELIMITERS = (",", ";", "\t")

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_HINT = "sep="
"""What Excel may write into the first line, to say what parts the cells."""
_SAVE_AS = "save it as UTF-8 (in Excel: CSV UTF-8)"


def read_csv(data: bytes, name: str, known: Collection[str]) -> Table:
    """Read a roster from CSV (RFC 4180).

    Args:
        data: The file.
        name: Its name in messages.
        known: Folded headings that a roster may have: the delimiter is the one that shows the most of them.

    Returns:
        The table.

    Raises:
        ContentError: It is no text, a quote is not closed, or it is no table: every problem.
    """
    text = _decoded(data, name)
    hinted, skipped = _hinted(text)
    delimiter = hinted or _delimiter(text, known)
    return table.build(name, _lines(text, delimiter, name, skipped), delimiter)


def _decoded(data: bytes, name: str) -> str:
    mark, encoding = next(((mark, encoding) for mark, encoding in _MARKS if data.startswith(mark)), (b"", "utf-8"))
    try:
        text = data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: len(mark) + error.start].count(b"\n") + 1
        at = len(mark) + error.start
        wrong = f"byte {at + 1} (0x{data[at]:02X}) is not {encoding.upper()}; {_SAVE_AS}"
        raise ContentError(Problem(name, line, 1, wrong)) from None
    if "\0" in text:
        line = text.partition("\0")[0].count("\n") + 1
        raise ContentError(Problem(name, line, 1, f"there is a zero byte, as in no text; {_SAVE_AS}"))
    return text


def _hinted(text: str) -> tuple[str | None, int]:
    """Return the delimiter that the first line names, if it does, and how many lines that takes."""
    first = text.split("\n", 1)[0].rstrip("\r").casefold()
    hint = first.removeprefix(_HINT)
    return (hint, 1) if first.startswith(_HINT) and hint in DELIMITERS else (None, 0)


def _delimiter(text: str, known: Collection[str]) -> str:
    def worth(delimiter: str) -> tuple[int, int]:
        headings = _first(text, delimiter)
        return sum(folded(heading) in known for heading in headings), len(headings)

    return max(DELIMITERS, key=worth)


def _first(text: str, delimiter: str) -> Sequence[str]:
    """Return the first line that is not blank, as a delimiter parts it."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        return next((cells for cells in reader if any(cell.strip() for cell in cells)), [])
    except csv.Error:
        return []


def _lines(text: str, delimiter: str, name: str, skipped: int) -> Iterator[Line]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for line, cells in enumerate(reader, start=1):
            if line > skipped:
                yield Line(line, cells)
    except csv.Error as error:
        wrong = f"the quotes do not close properly ({error}); correct them here or above"
        raise ContentError(Problem(name, reader.line_num, 1, wrong)) from None
