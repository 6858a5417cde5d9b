"""Headings: understood in many ways, never guessed, and never ignored where they name a condition."""

from __future__ import annotations

import pytest

from cardgen.batch.columns import COLUMNS, Matched, match
from cardgen.batch.csv_table import read_csv
from cardgen.content.model import Catalog
from cardgen.errors import ContentError


def matched(catalog: Catalog, headings: str, *, ignore_extra: bool = False) -> Matched:
    return match(read_csv(f"{headings}\n".encode(), "r.csv", ()), catalog, ignore_extra=ignore_extra)


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
    with pytest.raises(ContentError, match=r"r\.csv:1:2: no column is called 'Shoe size'"):
        matched(catalog, "client,Shoe size")
    assert matched(catalog, "client,Shoe size", ignore_extra=True).ignored == ("Shoe size",)


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
    with pytest.raises(ContentError, match="looks like a condition"):
        matched(catalog, f"client,{heading}", ignore_extra=True)


def test_two_columns_that_mean_the_same_are_an_error(catalog: Catalog) -> None:
    with pytest.raises(ContentError, match=r"r\.csv:1:2: 'Name' and 'Client' are both taken for 'client'"):
        matched(catalog, "Client,Name")


def test_every_problem_is_told_at_once(catalog: Catalog) -> None:
    with pytest.raises(ContentError) as caught:
        matched(catalog, "Client,Name,foo,epilepsy")
    assert [problem.column for problem in caught.value.problems] == [2, 3, 4]
