"""CSV as spreadsheets write it, and what is refused instead of guessed."""

from __future__ import annotations

import codecs
import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cardgen.batch.columns import known_headings
from cardgen.batch.csv_table import DELIMITERS, read_csv
from cardgen.batch.table import FORMULA_SIGNS, Table, guarded
from cardgen.errors import ContentError


def read(text: str | bytes) -> Table:
    return read_csv(text if isinstance(text, bytes) else text.encode(), "r.csv", known_headings())


def rows(text: str | bytes) -> list[tuple[str, ...]]:
    return [row.cells for row in read(text).rows]


SMALL = "client,note\nZoë Żółć,x\n"


@pytest.mark.parametrize(
    "data",
    [
        SMALL.encode(),
        codecs.BOM_UTF8 + SMALL.encode(),
        codecs.BOM_UTF16_LE + SMALL.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + SMALL.encode("utf-16-be"),
        codecs.BOM_UTF16_LE + SMALL.replace(",", "\t").encode("utf-16-le"),
        SMALL.replace(",", ";").replace("\n", "\r\n").encode(),
        b"sep=;\r\n" + SMALL.replace(",", ";").encode(),
        b'"client","note"\n"Zo\xc3\xab \xc5\xbb\xc3\xb3\xc5\x82\xc4\x87","x"',
        b"\n,,\n" + SMALL.encode() + b"\n,\n",
    ],
)
def test_every_way_that_a_spreadsheet_writes(data: bytes) -> None:
    assert read(data).headings == ("client", "note")
    assert rows(data) == [("Zoë Żółć", "x")]


@pytest.mark.parametrize(
    ("data", "line", "said"),
    [
        ("client\nZo\xeb\n".encode("cp1252"), 2, "not UTF-8; save it as UTF-8"),
        (SMALL.encode("utf-16-le"), 1, "UTF-8"),
        (b'client,note\n"Zoe,x\n', 3, "quotes"),
        (b'client\n"Zoe"x\n', 2, "quotes"),
        (b"", 0, "empty"),
        (b"\n\n", 0, "empty"),
    ],
)
def test_what_is_no_roster_is_refused_at_its_place(data: bytes, line: int, said: str) -> None:
    with pytest.raises(ContentError) as caught:
        read(data)
    problem = caught.value.problems[0]
    assert said in problem.message
    assert abs(problem.line - line) <= 1


def test_rows_are_counted_as_a_spreadsheet_counts_them() -> None:
    table = read('client,note\nA,"two\nlines"\n\nB,x\n')
    assert [(row.line, row.cells) for row in table.rows] == [(2, ("A", "two\nlines")), (4, ("B", "x"))]
    assert str(table.place(table.rows[1], 1).problem("m")) == "r.csv:4:2: m"


def test_a_cell_without_a_heading_is_a_fault_of_its_row_as_it_shifts_what_follows() -> None:
    found = read("client,,conditions\nSmith, Bob,,fever\nZoe,,\nAnn,Lee,,,x,\n").rows
    assert [(row.line, [index for index, _ in row.faults]) for row in found] == [(2, [1, 3]), (3, []), (4, [1, 4])]
    assert found[2].cells == ("Ann", "Lee", "", "", "x")  # nothing is lost when the row is given back


@pytest.mark.parametrize("cell", ["#N/A", "#REF!", "#NAME?", "#DIV/0!", "Err:502", "########"])
def test_an_error_that_a_spreadsheet_saved_is_a_fault(cell: str) -> None:
    assert [index for index, _ in read(f"client,note\nZoe,{cell}\n").rows[0].faults] == [1]


@pytest.mark.parametrize("cell", ["#1!", "# N/A", "#REF! or so", "#", "Error", "Err: 502"])
def test_other_text_is_no_error(cell: str) -> None:
    assert read(f"client,note\nZoe,{cell}\n").rows[0].faults == ()


def test_a_short_row_is_blank_at_its_end() -> None:
    assert rows("client,note,age\nZoe\n") == [("Zoe", "", "")]


def test_the_delimiter_shows_the_most_known_headings() -> None:
    assert read("client;note, or so;age\na;b;3\n").delimiter == ";"
    assert read("client\na;b\n").delimiter == ","


TEXT = st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\0\r"), max_size=12)


@example([("", "\t")], ",")
@example([("'\t", "'=1")], ",")
@given(st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=6), st.sampled_from(DELIMITERS))
def test_what_is_written_is_read(cells: list[tuple[str, str]], delimiter: str) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerows([("client", "note"), *((guarded(a), guarded(b)) for a, b in cells)])
    plain = [tuple(one.lstrip()[1:].strip() if _is_guarded(one) else one.strip() for one in pair) for pair in cells]
    found = rows(text.getvalue())
    assert len(found) <= len(plain)
    assert found == [pair for pair in plain if any(pair)]


def _is_guarded(text: str) -> bool:
    plain = text.lstrip()
    return plain[:1] == "'" and plain[1:2] in FORMULA_SIGNS and plain[1:2] != ""


@given(TEXT)
def test_no_guarded_cell_is_a_formula(text: str) -> None:
    assert guarded(text)[:1] not in set(FORMULA_SIGNS)
