"""Reading a roster, whatever kind of file it is."""

from __future__ import annotations

from cardgen.batch.columns import known_headings
from cardgen.batch.csv_table import read_csv
from cardgen.batch.table import Table
from cardgen.batch.yaml_table import read_yaml
from cardgen.errors import Problem, RequestError

ZIP_MARK = b"PK\x03\x04"
"""What every XLSX file begins with: it is a ZIP archive."""
_WORKBOOKS = (".xlsx", ".xlsm", ".xls")


def read_roster(data: bytes, name: str, worksheet: str | None = None) -> Table:
    """Read a roster.

    Args:
        data: The file: a workbook by how it begins, YAML by its name, else CSV.
        name: Its name in messages.
        worksheet: Which sheet of a workbook to read.

    Returns:
        The table.

    Raises:
        ContentError: It cannot be read: every problem.
        RequestError: A sheet is named for what is no workbook.
    """
    if data.startswith(ZIP_MARK) or name.casefold().endswith(_WORKBOOKS):
        from cardgen.batch.xlsx_table import read_xlsx  # noqa: PLC0415 - openpyxl takes long to import

        return read_xlsx(data, name, worksheet)
    if worksheet is not None:
        raise RequestError(Problem("--worksheet", 0, 0, f"{name} has no worksheets; leave the option out"))
    if name.casefold().endswith((".yaml", ".yml")):
        return read_yaml(data, name)
    return read_csv(data, name, known_headings())
