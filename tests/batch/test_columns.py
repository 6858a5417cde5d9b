"""Headings: understood in many ways, never guessed, and never ignored where they name a condition."""

from __future__ import annotations

import pytest

from cardgen.batch.columns import COLUMNS, Matched, match
from cardgen.batch.csv_table import read_csv
from cardgen.content.model import Catalog


def matched(catalog: Catalog, text: str, *, ignore_extra: bool = False) -> Matched:
    return match(read_csv(f"{text}\n".encode(), "r.csv", ()), catalog, ignore_extra=ignore_extra)


def wrong(catalog: Catalog, text: str, *, ignore_extra: bool = False) -> list[str]:
    return [str(problem) for problem in matched(catalog, text, ignore_extra=ignore_extra).problems]


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("Client name", "client"),
        ("CLIENT", "client"),
        ("client_name", "client"),
        ("Screened-on", "screened on"),
        ("screenedBy", "screened by"),
        ("Health conditions", "conditions"),
        ("Condition", "conditions"),
        ("QR code", "qr"),
        ("Review-date", "review date"),
    ],
)
def test_a_heading_is_understood(catalog: Catalog, heading: str, column: str) -> None:
    assert matched(catalog, heading).known == ((heading, column),)


def test_every_column_is_understood_by_its_own_name(catalog: Catalog) -> None:
    assert list(matched(catalog, ",".join(COLUMNS)).indices) == list(COLUMNS)


def test_an_unknown_heading_is_an_error_unless_it_may_be_passed_over(catalog: Catalog) -> None:
    assert wrong(catalog, "client,Shoe size")[0].startswith(
        "r.csv:1:2: no column is called 'Shoe size'; known: client,"
    )
    passed_over = matched(catalog, "client,Shoe size", ignore_extra=True)
    assert (passed_over.ignored, passed_over.problems) == (("Shoe size",), ())


@pytest.mark.parametrize(
    "heading",
    [
        "Pregnant",
        "Is she pregnant?",
        "epilepsy",
        "Blood thinners",
        "Medical history",
        "Allergies",
        "fever or infection",
    ],
)
def test_a_condition_is_never_passed_over(catalog: Catalog, heading: str) -> None:
    told = wrong(catalog, f"client,{heading}", ignore_extra=True)
    assert len(told) == 1
    assert "looks like a condition" in told[0]


def test_two_columns_that_mean_the_same_are_an_error(catalog: Catalog) -> None:
    told = "r.csv:1:2: 'Name' and 'Client' are both taken for 'client'; keep one of the columns"
    assert wrong(catalog, "Client,Name") == [told]


def test_every_problem_is_told_at_once(catalog: Catalog) -> None:
    assert [problem.column for problem in matched(catalog, "Client,Name,foo,epilepsy").problems] == [2, 3, 4]


def test_parts_of_a_name_belong_into_one_column(catalog: Catalog) -> None:
    told = wrong(catalog, "First name,Last name,Massage")
    assert told == [
        "r.csv:1:1: 'First name' is a part of a name; write whole names into one column 'client'",
        "r.csv:1:2: 'Last name' is a part of a name; write whole names into one column 'client'",
    ]


def test_a_title_above_the_headings_is_told_once_with_where_they_stand(catalog: Catalog) -> None:
    assert wrong(catalog, "Course in April,,\n,,\nName,Massage,Size\nZoë,lower-back,a5") == [
        "r.csv:1:1: 'Course in April' is no heading; the headings seem to stand in row 3: remove the rows above it"
    ]


def test_a_roster_without_headings_is_told_once(catalog: Catalog) -> None:
    told = wrong(catalog, "Zoë,lower-back,20,x\nAnn,lower-back,20,x", ignore_extra=True)
    assert len(told) == 1
    assert told[0].startswith("r.csv:1:1: no heading is known among 'Zoë', 'lower-back', '20'; write headings such as")
