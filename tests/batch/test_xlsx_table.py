"""Workbooks: what their cells show; what would be lost is refused."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable, Sequence

import pytest
from openpyxl import Workbook

from cardgen.batch.roster import read_roster
from cardgen.batch.table import Table
from cardgen.batch.template import SHEET, template
from cardgen.errors import ContentError, RequestError
from cardgen.workshop import Workshop


def workbook(rows: Sequence[Sequence[object]], change: Callable[[Workbook], None] = lambda book: None) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    change(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def edited(data: bytes, part: str, old: str, new: str) -> bytes:
    """Change the text of a part of a workbook."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(buffer, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            if name == part:
                assert old.encode() in content
                content = content.replace(old.encode(), new.encode())
            after.writestr(name, content)
    return buffer.getvalue()


def read(data: bytes, worksheet: str | None = None) -> Table:
    return read_roster(data, "r.xlsx", worksheet)


PART = "xl/worksheets/sheet1.xml"


def test_cells_are_what_they_show() -> None:
    day = dt.datetime(2026, 11, 20)
    table = read(
        workbook([["client", "minutes", "date", "note"], ["Zoë", 20.0, day, 1.5], [None], ["Ann", 3, None, True]])
    )
    assert table.headings == ("client", "minutes", "date", "note")
    assert [row.cells for row in table.rows] == [("Zoë", "20", "2026-11-20", "1.5"), ("Ann", "3", "", "true")]
    assert [row.line for row in table.rows] == [2, 4]


def test_a_formula_counts_by_its_stored_value() -> None:
    plain = workbook([["client", "minutes"], ["Zoë", "=10+10"]])
    stored = edited(plain, PART, "<f>10+10</f><v />", "<f>10+10</f><v>20</v>")
    assert read(stored).rows[0].cells == ("Zoë", "20")
    with pytest.raises(ContentError, match=r"r\.xlsx:2:2: the formula has no stored value"):
        read(plain)


def test_a_formula_that_shows_nothing_is_blank() -> None:
    plain = workbook([["client", "note"], ["Zoë", '=IF(1,"","x")']])
    old = '<c r="B2"><f>IF(1,"","x")</f><v /></c>'
    assert read(edited(plain, PART, old, old.replace('r="B2"', 'r="B2" t="str"'))).rows[0].cells == ("Zoë", "")


def test_an_error_in_a_cell_is_told() -> None:
    plain = workbook([["client", "note"], ["Zoë", "#N/A"]])
    with pytest.raises(ContentError, match=r"r\.xlsx:2:2: the cell shows the error #N/A"):
        read(plain)


def test_merged_cells_are_told_as_only_the_first_has_a_value() -> None:
    def merge(book: Workbook) -> None:
        assert book.active is not None
        book.active.merge_cells("B2:B3")

    with pytest.raises(ContentError, match="B2:B3 are merged"):
        read(workbook([["client", "conditions"], ["Zoë", "fever"], ["Ann", None]], merge))


def test_a_wrong_size_in_the_file_loses_no_row() -> None:
    plain = workbook([["client", "note"], ["Zoë", "x"], ["Ann", "y"]])
    cut = edited(plain, PART, '<dimension ref="A1:B3" />', '<dimension ref="A1:A2" />')
    assert [row.cells for row in read(cut).rows] == [("Zoë", "x"), ("Ann", "y")]


def test_a_sheet_is_found_by_its_name() -> None:
    def second(book: Workbook) -> None:
        book.create_sheet("Course").append(["client"])
        book["Course"].append(["Ann"])

    data = workbook([["client"], ["Zoë"]], second)
    assert read(data).rows[0].cells == ("Zoë",)
    assert read(data, "Course").rows[0].cells == ("Ann",)
    with pytest.raises(ContentError, match="did you mean Course"):
        read(data, "Cours")


def test_only_a_workbook_has_sheets() -> None:
    with pytest.raises(RequestError, match="has no worksheets"):
        read_roster(b"client\nZoe\n", "r.csv", "Course")


@pytest.mark.parametrize("data", [b"", b"client\n", b"PK\x03\x04", b"\xd0\xcf\x11\xe0 old", workbook([["a"]])[:-90]])
def test_what_is_no_workbook_is_one_clear_line(data: bytes) -> None:
    with pytest.raises(ContentError) as caught:
        read(data)
    assert len(caught.value.problems) == 1


def test_the_template_is_a_roster_itself(workshop: Workshop) -> None:
    table = read(template(workshop.material), SHEET)
    assert len(table.rows) == 1
    assert "conditions" in table.headings
