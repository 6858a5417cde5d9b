"""What each cell says becomes a request, and what it cannot say is a problem at its place."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from cardgen.batch.columns import known_headings, match
from cardgen.batch.csv_table import read_csv
from cardgen.batch.rows import Reader
from cardgen.content.dose import Amount
from cardgen.content.model import Catalog
from cardgen.errors import Problem, RequestError
from cardgen.request import CardRequest
from cardgen.selection import Choice

CLOCK = dt.datetime(2026, 11, 20, tzinfo=dt.UTC)
BASE = CardRequest(clock=CLOCK, clinic="Quiet Hands", format="a6", routine="quick-10")


def reader(catalog: Catalog, text: str, folder: str = "rosters") -> Reader:
    table = read_csv(text.encode(), "r.csv", known_headings())
    return Reader(table, match(table, catalog, ignore_extra=False).indices, BASE, Path(folder))


def request(catalog: Catalog, text: str) -> CardRequest:
    read = reader(catalog, text)
    return read.request(read.table.rows[0])


def problems(catalog: Catalog, text: str) -> list[str]:
    with pytest.raises(RequestError) as caught:
        request(catalog, text)
    return [str(problem) for problem in caught.value.problems]


def test_every_column_counts(catalog: Catalog) -> None:
    found = request(
        catalog,
        "client;routine;techniques;skip;minutes;format;age;screened by;screened on;date;review date;therapist;clinic;"
        "clinic contact;logo;note;qr;answers;conditions;clearances\n"
        'Zoë;lower-back;"stroking:3min; fan:20x";"kneading;feathering";25.0;A5;44;Mia;2026-11-19;2026-11-20;2027-02-20;'
        "Ada;Own;tel;logo.png;A note;https://example.org;a.yaml;"
        '"bruise@lumbar-left; epilepsy";epilepsy:Dr X:2026-11-01\n',
    )
    person = found.person
    assert found == CardRequest(
        clock=CLOCK,
        client="Zoë",
        routine="lower-back",
        choices=(Choice("stroking", Amount(3, "minutes")), Choice("fan", Amount(20, "times"))),
        skip=("kneading", "feathering"),
        minutes=25,
        format="a5",
        date=dt.date(2026, 11, 20),
        review_date=dt.date(2027, 2, 20),
        therapist="Ada",
        clinic="Own",
        clinic_contact="tel",
        logo=Path("rosters/logo.png"),
        note="A note",
        qr="https://example.org",
        answers=Path("rosters/a.yaml"),
        person=person,
    )
    assert (person.age, person.screened_by, person.screened_on) == (44, "Mia", dt.date(2026, 11, 19))
    assert [told.text for told in person.conditions] == ["bruise@lumbar-left", "epilepsy"]
    assert [told.text for told in person.clearances] == ["epilepsy:Dr X:2026-11-01"]
    assert str(person.conditions[1].place.problem("m")) == "r.csv:2:19: m"


def test_a_blank_cell_leaves_what_holds_for_all(catalog: Catalog) -> None:
    found = request(catalog, "client,clinic,format,routine\nZoë,,,\n")
    assert (found.clinic, found.format, found.routine) == ("Quiet Hands", "a6", "quick-10")
    assert not found.person.told


def test_a_routine_file_lies_beside_the_roster(catalog: Catalog) -> None:
    assert request(catalog, "routine\nmine.yaml\n").routine == "rosters/mine.yaml"


def test_every_cell_that_cannot_be_read_is_told(catalog: Catalog) -> None:
    found = problems(
        catalog,
        "minutes,age,date,techniques,review date\n1,5000,20.11.2026,stroking:three; :4min,tomorrow\n".replace(
            "1,5", "x,5"
        ),
    )
    assert [one.partition(": ")[0] for one in found] == [f"r.csv:2:{column}" for column in (1, 2, 3, 4, 4, 5)]


@pytest.mark.parametrize("minutes", ["0", "-5", "1,000", "1.000", "1e3", "2.5", "20 min", "٣", "9" * 30])
def test_a_number_that_may_be_read_in_two_ways_is_refused(catalog: Catalog, minutes: str) -> None:
    assert "no whole number" in problems(catalog, f"client;minutes\nZoe;{minutes}\n")[0]


@pytest.mark.parametrize("date", ["20.11.2026", "11/20/2026", "2026-11-31", "45000", "2026-11-20 09:30:00"])
def test_a_date_that_may_be_read_in_two_ways_is_refused(catalog: Catalog, date: str) -> None:
    assert "no date" in problems(catalog, f"date\n{date}\n")[0]


def test_problems_stand_in_the_column_that_they_are_about(catalog: Catalog) -> None:
    read = reader(catalog, "note,client,conditions\nx,Zoë,fever\n")
    row = read.table.rows[0]
    found = read.told(
        row,
        [
            Problem("--client", 0, 0, "a"),
            Problem("screening", 0, 0, "b"),
            Problem("layout", 0, 0, "c"),
            Problem("mine.yaml", 3, 4, "d"),
            Problem("r.csv", 2, 3, "e"),
            Problem("--qr", 0, 0, "f"),
        ],
    )
    assert [str(one) for one in found] == [
        "r.csv:2:2: a",
        "r.csv:2:3: b",
        "r.csv:2:1: c",
        "r.csv:2:1: mine.yaml:3:4: d",
        "r.csv:2:3: e",
        "r.csv:2:1: f",
    ]


def test_the_number_of_a_card_may_be_written(catalog: Catalog) -> None:
    read = reader(catalog, "row,client\n7,Zoë\n,Ann\nx,Bob\n")
    assert [read.number(row) for row in read.table.rows[:2]] == [7, 3]
    with pytest.raises(RequestError, match=r"r\.csv:4:1"):
        read.number(read.table.rows[2])
