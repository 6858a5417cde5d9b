"""Workbooks: what their cells show; what would be lost is refused."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable, Sequence

import pytest
from openpyxl import Workbook

from cardgen.batch.roster import read_roster
from cardgen.batch.table import NO_VALUE, Table
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
    ((index, told),) = read(plain).rows[0].faults
    assert index == 1
    assert told.startswith("the formula has no stored value; open the file in a spreadsheet program and save it")
    assert read(plain).rows[0].cells == ("Zoë", NO_VALUE)


def test_a_formula_that_shows_nothing_is_blank() -> None:
    plain = workbook([["client", "note"], ["Zoë", '=IF(1,"","x")']])
    old = '<c r="B2"><f>IF(1,"","x")</f><v /></c>'
    assert read(edited(plain, PART, old, old.replace('r="B2"', 'r="B2" t="str"'))).rows[0].cells == ("Zoë", "")


def test_an_error_in_a_cell_is_a_fault_of_its_row() -> None:
    rows = read(workbook([["client", "note"], ["Zoë", "#REF!"], ["Ann", "x"]])).rows
    assert [row.faults for row in rows] == [((1, "the cell shows the error #REF!; write the value"),), ()]


def merged(cells: str) -> Callable[[Workbook], None]:
    def merge(book: Workbook) -> None:
        assert book.active is not None
        book.active.merge_cells(cells)

    return merge


def test_merged_cells_are_a_fault_of_the_rows_that_would_be_blank() -> None:
    table = [["client", "conditions", "note"], ["Zoë", "fever", None], ["Ann", None, None], ["Kim", None, None]]
    rows = read(workbook(table, merged("B2:B3"))).rows
    told = "the cells B2:B3 are merged, and only the first has a value; unmerge them and fill each"
    assert [row.faults for row in rows] == [(), ((1, told),), ()]
    assert rows[1].cells == ("Ann", NO_VALUE, "")


def test_cells_that_are_merged_across_are_told_once() -> None:
    rows = read(workbook([["client", "conditions", "note"], ["Zoë", None, None], [None, None, None]], merged("A2:C3")))
    ((first, told), (second, silent)) = rows.rows[0].faults
    assert (first, second, silent) == (1, 2, "")
    assert told.startswith("the cells A2:C3 are merged")
    assert len(rows.rows) == 1  # the third row is blank, whatever it is merged with


def test_merged_headings_are_told_at_their_place() -> None:
    table = read(workbook([["client", "conditions", None], ["Zoë", "fever", "x"]], merged("B1:C1")))
    assert table.headings == ("client", "conditions", NO_VALUE)
    assert [index for index, _ in table.faults] == [2]
    assert table.rows[0].faults == ()


def test_a_blank_sheet_names_the_others() -> None:
    def second(book: Workbook) -> None:
        book.create_sheet("Course").append(["client"])

    with pytest.raises(ContentError, match=r"the roster is empty; .*, or name the sheet with --worksheet: 'Course'"):
        read(workbook([], second))


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
