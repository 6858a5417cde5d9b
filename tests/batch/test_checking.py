"""A row is checked as a whole: whatever is wrong with it is told at once, each thing once, in its column."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardgen.batch.checking import Checked, Checker
from cardgen.batch.columns import known_headings, match
from cardgen.batch.csv_table import read_csv
from cardgen.batch.digests import Digests
from cardgen.batch.rows import Reader
from cardgen.batch.table import Table
from cardgen.request import CardRequest
from cardgen.workshop import Workshop

NOW = dt.datetime(2026, 11, 20, 9, 30, tzinfo=dt.UTC)
RIGHT = {
    "client": "Zoë",
    "routine": "lower-back",
    "techniques": "",
    "skip": "",
    "minutes": "20",
    "format": "a5",
    "conditions": "bruise@lumbar-left",
    "age": "44",
    "screened by": "Mia",
    "screened on": "2026-11-19",
    "clearances": "",
    "date": "2026-11-20",
    "review date": "2027-02-20",
    "note": "",
    "qr": "",
    "row": "7",
}
WRONG = {
    "client": ("😀", "Zo\ue000", "مريم"),
    "routine": ("nope", "no-such-file.yaml", "#REF!"),
    "techniques": ("stroking:three", "nonsense:3min"),
    "skip": ("nonsense",),
    "minutes": ("20 min", "x", "#N/A"),
    "format": ("b9",),
    "conditions": ("nonsense", "x", "bruise@nowhere", "#REF!"),
    "age": ("44 y", "1000"),
    "screened by": ("yes", "-"),
    "screened on": ("19.11.2026", "2026-11-21"),
    "clearances": ("Dr X", "nonsense:Dr X:2026-11-01"),
    "date": ("1.12.2026", "#N/A"),
    "review date": ("1.12.2026",),
    "note": ("so 😀", "#NAME?"),
    "qr": ("no address",),
    "row": ("first", "0"),
}


@pytest.fixture(scope="module")
def real(workshop: Workshop) -> Workshop:
    return workshop


def check(workshop: Workshop, cells: dict[str, str]) -> Checked:
    text = f"{'|'.join(cells)}\n{'|'.join(cells.values())}\n".replace("|", "\t")
    table = read_csv(text.encode(), "r.csv", known_headings())
    base = CardRequest(clock=NOW, today=NOW.date())
    indices = match(table, workshop.material.catalog, ignore_extra=False).indices
    checker = Checker(Reader(table, indices, base, Path("here")), workshop.material, Digests(""))
    return checker.check(table.rows[0])


def told(found: Checked) -> list[tuple[int, str]]:
    return sorted((problem.column, problem.message) for problem in found.problems)


def columns(found: Checked) -> set[str]:
    return {list(RIGHT)[problem.column - 1] for problem in found.problems}


def test_a_row_that_is_right_has_no_problem(real: Workshop) -> None:
    assert told(check(real, RIGHT)) == []


def test_everything_that_can_be_wrong_is_told_at_once(real: Workshop) -> None:
    found = check(real, {column: wrong[0] for column, wrong in WRONG.items()})
    assert columns(found) >= set(WRONG) - {"clearances"}  # which cannot be judged without the conditions and the age
    assert len(set(told(found))) == len(found.problems)
    assert found.bad


@given(st.data())
def test_no_mistake_hides_another_one(real: Workshop, data: st.DataObject) -> None:
    chosen = data.draw(st.lists(st.sampled_from(sorted(WRONG)), min_size=1, max_size=5, unique=True))
    wrong = {column: data.draw(st.sampled_from(WRONG[column])) for column in chosen}
    found = check(real, RIGHT | wrong)
    assert len(set(told(found))) == len(found.problems)
    not_judged = {"clearances"} if {"age", "conditions"} & set(wrong) else set()
    assert set(wrong) - not_judged <= columns(found) <= set(wrong)


@pytest.mark.parametrize("column", sorted(WRONG))
def test_each_mistake_is_told_in_its_column_and_once(real: Workshop, column: str) -> None:
    for wrong in WRONG[column]:
        found = check(real, RIGHT | {column: wrong})
        assert columns(found) == {column}, wrong
        assert len(found.problems) == 1, wrong


def test_minutes_that_cannot_be_kept_are_told_beside_an_unknown_condition(real: Workshop) -> None:
    found = check(real, RIGHT | {"minutes": "500", "conditions": "nonsense"})
    assert columns(found) == {"minutes", "conditions"}


def test_a_refusal_stands_if_all_that_decides_about_it_can_be_read(real: Workshop) -> None:
    found = check(real, RIGHT | {"conditions": "fever", "minutes": "20 min", "note": "😀"})
    assert found.refused
    assert columns(found) == {"conditions", "minutes", "note"}


@pytest.mark.parametrize(("column", "text"), [("age", "44 y"), ("clearances", "#REF!"), ("row", "x")])
def test_nobody_is_refused_for_what_cannot_be_read(real: Workshop, column: str, text: str) -> None:
    found = check(real, RIGHT | {"conditions": "epilepsy", column: text})
    assert found.decision is None
    assert not found.refused


@pytest.mark.parametrize(("column", "text"), [("format", "b9"), ("minutes", "20 min")])
def test_a_massage_of_which_nothing_is_left_is_refused_beside_a_mistake(real: Workshop, column: str, text: str) -> None:
    found = check(real, RIGHT | {"conditions": "open wound", column: text})
    assert found.refused
    assert column in columns(found)
    assert "no massage is left" in " ".join(problem.message for problem in found.problems)


def test_a_review_date_is_not_compared_with_a_date_that_cannot_be_read(real: Workshop) -> None:
    assert columns(check(real, RIGHT | {"date": "", "review date": "2026-06-01"})) == {"review date"}
    assert columns(check(real, RIGHT | {"date": "20.11.2025", "review date": "2026-06-01"})) == {"date"}


def rows_of(real: Workshop, rows: list[dict[str, str]]) -> tuple[Table, Callable[[], Checker]]:
    """Return a roster of rows, and what makes a checker of it that has seen none of them."""
    lines = ("\t".join(cells) for cells in (RIGHT, *(row.values() for row in rows)))
    table = read_csv("\n".join(lines).encode(), "r.csv", known_headings())
    indices = match(table, real.material.catalog, ignore_extra=False).indices
    base = CardRequest(clock=NOW, today=NOW.date())
    return table, lambda: Checker(Reader(table, indices, base, Path("here")), real.material, Digests(""))


@given(st.data())
def test_rows_that_say_the_same_are_checked_once_and_told_each_at_its_own_place(
    real: Workshop, data: st.DataObject
) -> None:
    refused, several = {"conditions": "fever"}, {"client": "Ann", "row": "8"}
    other = st.sampled_from([{}, {}, several, refused, refused | several, {"note": "so"}])
    wrong = st.sampled_from(sorted(WRONG)).map(lambda column: {column: WRONG[column][0]})
    drawn = data.draw(st.lists(other | wrong, min_size=2, max_size=6))
    table, checker = rows_of(real, [RIGHT | changed for changed in drawn])
    shared = checker()
    assert [shared.check(row) for row in table.rows] == [checker().check(row) for row in table.rows]


def test_rows_that_say_the_same_share_a_request_and_no_other_row_does(real: Workshop) -> None:
    own = {"client": "Ann", "row": "8"}
    table, _ = rows_of(real, [RIGHT, RIGHT | own, RIGHT | {"minutes": "25"}, RIGHT | {"routine": "mine.yaml"}] * 2)
    indices = match(table, real.material.catalog, ignore_extra=False).indices
    reader = Reader(table, indices, CardRequest(clock=NOW, today=NOW.date()), Path("here"))
    read = [reader.alike(row) for row in table.rows]
    assert read == [reader.asked(row) for row in table.rows]
    assert len({id(one.common) for one in read}) == 4  # a file may tell more: each row keeps its own place for it
    assert [one.common.person.place.line for one in read] == [2, 2, 4, 5, 2, 2, 4, 9]


def test_what_counts_with_the_age_is_not_asked_for_again(real: Workshop) -> None:
    alone = check(real, RIGHT | {"conditions": "new back pain", "age": ""})
    assert "tell the age, too" in told(alone)[0][1]
    assert columns(check(real, RIGHT | {"conditions": "new back pain", "age": "44 y"})) == {"age"}


def test_a_cell_too_many_makes_the_row_wrong_and_hides_nothing(real: Workshop) -> None:
    text = "client,minutes,conditions\nSmith,20 min,Bob,fever\n"
    table = read_csv(text.encode(), "r.csv", known_headings())
    indices = match(table, real.material.catalog, ignore_extra=False).indices
    reader = Reader(table, indices, CardRequest(clock=NOW, today=NOW.date()), Path())
    found = Checker(reader, real.material, Digests("")).check(table.rows[0])
    assert [problem.column for problem in found.problems] == [2, 3, 4]
    assert found.bad


def test_what_is_wrong_whatever_the_headings_should_be_is_told_with_them(real: Workshop) -> None:
    text = "client,rutine,minutes,conditions,clearances\n😀,quick-10,500,nonsense,epilepsy:Dr X:2026-11-01\n"
    table = read_csv(text.encode(), "r.csv", known_headings())
    matched = match(table, real.material.catalog, ignore_extra=False)
    reader = Reader(table, matched.indices, CardRequest(clock=NOW, today=NOW.date()), Path())
    found = Checker(reader, real.material, Digests("")).mistakes(table.rows)
    assert [problem.column for problem in matched.problems] == [2]
    assert [problem.column for problem in found] == [4, 1]  # the minutes may be right for the routine that is meant
