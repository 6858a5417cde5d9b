"""What each cell says becomes a request, and what it cannot say is a problem at its place."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from cardgen.batch.columns import COLUMNS, known_headings, match
from cardgen.batch.csv_table import read_csv
from cardgen.batch.rows import Asked, Reader
from cardgen.content.dose import Amount
from cardgen.content.excerpt import excerpt
from cardgen.content.model import Catalog
from cardgen.errors import Problem
from cardgen.request import CardRequest
from cardgen.selection import Choice

CLOCK = dt.datetime(2026, 11, 20, tzinfo=dt.UTC)
BASE = CardRequest(clock=CLOCK, clinic="Quiet Hands", format="a6", routine="quick-10")


def reader(catalog: Catalog, text: str, folder: str = "rosters") -> Reader:
    table = read_csv(text.encode(), "r.csv", known_headings())
    return Reader(table, match(table, catalog, ignore_extra=False).indices, BASE, Path(folder))


def asked(catalog: Catalog, text: str, row: int = 0) -> Asked:
    read = reader(catalog, text)
    return read.asked(read.table.rows[row])


def request(catalog: Catalog, text: str) -> CardRequest:
    found = asked(catalog, text)
    assert found.problems == ()
    return found.request


def problems(catalog: Catalog, text: str) -> list[str]:
    return sorted(map(str, asked(catalog, text).problems))


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
        "minutes,age,date,techniques,review date\nx,5000,20.11.2026,stroking:three; :4min,tomorrow\n",
    )
    assert [one.partition(": ")[0] for one in found] == [f"r.csv:2:{column}" for column in (1, 2, 3, 4, 4, 5)]


@pytest.mark.parametrize("minutes", ["0", "-5", "1,000", "1.000", "1e3", "2.5", "20 min", "٣", "9" * 30])
def test_a_number_that_may_be_read_in_two_ways_is_refused(catalog: Catalog, minutes: str) -> None:
    found = asked(catalog, f"client;minutes\nZoe;{minutes}\n")
    assert [problem.message.partition("; ")[0] for problem in found.problems] == [
        f"{excerpt(minutes)} is no whole number from 1 to 1440"
    ]
    assert (found.unreadable, found.request.minutes) == ({"minutes"}, None)


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
    text = "row,client\n7,Zoë\n,Ann\nx,Bob\n"
    assert [asked(catalog, text, row).number for row in range(3)] == [7, 3, None]


@pytest.mark.parametrize("word", ["x", "Yes", "✓", "1", "TRUE"])
def test_a_tick_is_no_condition_as_it_does_not_say_which(catalog: Catalog, word: str) -> None:
    told = problems(catalog, f"conditions\nbruise; {word}\n")
    assert told == [
        f"r.csv:2:1: {word!r} does not say which condition; write its name (cardgen list conditions)",
    ]


@pytest.mark.parametrize("word", ["none", "No", "n/a", "-", "0"])
def test_nothing_is_told_by_a_blank_cell(catalog: Catalog, word: str) -> None:
    advice = "leave the cell blank if the person was asked and has none"
    assert problems(catalog, f"conditions\n{word}\n") == [f"r.csv:2:1: {word!r} is no condition; {advice}"]


@pytest.mark.parametrize("word", ["yes", "no", "x", "-"])
def test_who_asked_is_somebody(catalog: Catalog, word: str) -> None:
    found = asked(catalog, f"screened by,screened on\n{word},2026-11-20\n")
    assert [problem.column for problem in found.problems] == [1]
    assert f"{word!r} names nobody; write who asked" in found.problems[0].message
    assert found.request.person.screened_by is None


def test_what_is_missing_is_told_where_it_is_missing(catalog: Catalog) -> None:
    head = "screened by,screened on,conditions"
    rows = ("Mia,,bruise", ",2026-11-20,bruise", "Mia,2026-11-21,bruise", "Mia,2026-11-20,bruise")
    found = [asked(catalog, f"{head}\n{row}\n").request.person.place.column for row in rows]
    assert found == [2, 1, 2, 1]


def test_a_message_names_the_column_instead_of_the_option(catalog: Catalog) -> None:
    read = reader(catalog, "client\nZoë\n")
    told = "say it with -t, --screened-by or --no-such-option, not self-made"
    found = read.told(read.table.rows[0], [Problem("--skip", 0, 0, told)])
    assert found[0].message == "say it with 'techniques', 'screened by' or --no-such-option, not self-made"


def test_a_name_of_signs_alone_is_to_be_said_in_letters(catalog: Catalog) -> None:
    read = reader(catalog, "client,note\n😀😀,so 😀\n")
    cannot = "the font has no '😀' (U+1F600); leave it out or say it in words"
    found = read.told(read.table.rows[0], [Problem(option, 0, 0, cannot) for option in ("--client", "--note")])
    assert [str(one) for one in found] == [
        "r.csv:2:1: '😀😀' cannot be printed; say it in letters, or leave the cell blank",
        f"r.csv:2:2: {cannot}",
    ]


def test_a_row_is_about_who_it_names_or_else_about_whom_it_tells(catalog: Catalog) -> None:
    def whose(text: str) -> str:
        read = reader(catalog, text)
        return read.whose(read.table.rows[0])

    assert whose("client,note\nZoë  ŻÓŁĆ,a\n") == whose("note,row,client\nb,7,zoë żółć\n")
    assert whose("client\nZoë\n") != whose("client\nAnn\n")
    assert whose("conditions,format\nbruise,a5\n") == whose("format,conditions\na6,bruise\n")
    assert whose("conditions,age\nbruise,44\n") != whose("conditions,age\nbruise,45\n")


def test_a_fault_is_told_unless_its_column_is_not_read(catalog: Catalog) -> None:
    found = asked(catalog, "client,problem,minutes\n#REF!,#REF!,20,x\n")
    assert [(one.column, one.message) for one in found.problems] == [
        (1, "the cell shows the error #REF!; write the value"),
        (4, "this cell has no heading; give it one, or put text with a comma, semicolon or tab in quotes"),
    ]
    assert found.unreadable == set(COLUMNS)
    assert (found.request.client, found.request.minutes) == (None, 20)
