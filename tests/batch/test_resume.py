"""A run that ends at any moment can go on, and ends as if nothing had happened."""

from __future__ import annotations

import datetime as dt
import os
import random
import signal
import time
import traceback
from collections.abc import Iterable
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest

from cardgen import files
from cardgen.batch.executors import Results, Serial
from cardgen.batch.folder import LOCK
from cardgen.batch.jobs import Job
from cardgen.batch.writing import Writing
from cardgen.errors import FileError, RequestError
from cardgen.request import CardRequest

ROSTER = "client,conditions,screened by,screened on\n" + "".join(
    f"Person {n},{'fever' if n % 7 == 0 else ''},{'Mia' if n % 7 == 0 else ''},{'2026-11-20' if n % 7 == 0 else ''}\n"
    for n in range(16)
)
KILLS = 100


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the runs that are killed are forks: Windows has none")
def test_killed_a_hundred_times_it_ends_as_if_nothing_had_happened(
    batch, workshop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workshop, "pause", 0.003)  # so that most of the time is spent where there is most to lose
    whole = tmp_path / "whole"
    began = time.monotonic()
    batch(ROSTER, folder=whole, referrals=True)
    lasts = time.monotonic() - began
    expected = contents(whole)
    chance = random.Random(7)
    killed, finished = 0, 0
    while killed < KILLS:
        folder = tmp_path / f"killed-{finished}"
        child = os.fork()
        if not child:
            try:
                batch(ROSTER, folder=folder, resume=True, referrals=True)
                os._exit(0)
            finally:  # whatever went wrong: a fork must not go on with the tests
                traceback.print_exc()
                os._exit(1)
        time.sleep(chance.uniform(0, lasts * 1.2))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        killed += os.WIFSIGNALED(status)
        if folder.exists():
            for name, data in contents(folder).items():
                assert name.startswith(".cardgen-") or data == expected[name], name
        if os.WIFEXITED(status):
            assert os.WEXITSTATUS(status) == 0
            assert contents(folder) == expected
            finished += 1
    batch(ROSTER, folder=folder, resume=True, referrals=True)
    assert contents(folder) == expected


def test_only_what_is_missing_or_differs_is_made_again(batch, workshop, tmp_path: Path) -> None:
    batch("client\nZoë\nAnn\nKim\nLea\n")
    folder = tmp_path / "cards"
    expected = contents(folder)
    (folder / "3-lower-back.pdf").unlink()
    (folder / "4-lower-back.pdf").write_bytes(b"%PDF-damaged")
    report = batch("client\nZoë\nAnn\nKim\nLea\n", resume=True)
    assert [request.client for request in workshop.made] == ["Ann", "Kim"]
    assert (report.written, report.kept) == (2, 2)
    assert contents(folder) == expected


def test_a_row_that_changed_is_made_again(batch, workshop, tmp_path: Path) -> None:
    batch("client\nZoë\nAnn\n")
    batch("client\nZoë\nAnna\n", resume=True)
    assert [request.client for request in workshop.made] == ["Anna"]


def test_the_time_of_the_first_run_is_kept(batch, workshop, tmp_path: Path) -> None:
    early = CardRequest(clock=dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC), today=dt.date(2026, 11, 20))
    late = replace(early, clock=dt.datetime(2026, 11, 20, 17, tzinfo=dt.UTC))
    batch("client\nZoë\n", base=early)
    batch("client\nZoë\nAnn\n", base=late, resume=True)
    assert [(request.client, request.clock) for request in workshop.made] == [("Ann", early.clock)]
    batch("client\nZoë\nAnn\n", base=late, resume=True, clock_given=True)
    assert len(workshop.made) == 2


def test_the_card_of_a_person_who_is_refused_now_is_removed(batch, tmp_path: Path) -> None:
    head = "client,conditions,screened by,screened on\n"
    batch(f"{head}Zoë,,Mia,2026-11-20\nAnn,,,\n")
    assert (tmp_path / "cards" / "2-lower-back.pdf").exists()
    report = batch(f"{head}Zoë,fever,Mia,2026-11-20\nAnn,,,\n", resume=True)
    assert not (tmp_path / "cards" / "2-lower-back.pdf").exists()
    assert report.removed == 1


def test_a_part_of_the_roster_does_not_cost_the_cards_of_the_other_rows(batch, tmp_path: Path) -> None:
    batch("row,client,format\n1,Zoë,a5\n2,Ann,nope\n3,Kim,a5\n")
    kept = {path.name: path.read_bytes() for path in (tmp_path / "cards").glob("*.pdf")}
    with pytest.raises(RequestError, match=r"rows that are not here \(1, 3\); give the whole roster"):
        batch("row,client,format\n2,Ann,a5\n", resume=True)
    assert {path.name: path.read_bytes() for path in (tmp_path / "cards").glob("*.pdf")} == kept
    assert batch("row,client,format\n2,Ann,a5\n", folder=tmp_path / "corrected").error() is None


COURSE = "client,note\n" + "".join(f"Person {n},\n" for n in range(6))
OTHER = "client,note\n" + "".join(f"Guest {n},\n" for n in range(6))


def test_cards_of_another_roster_are_not_replaced(batch, tmp_path: Path) -> None:
    batch(COURSE)
    before = contents(tmp_path / "cards")
    mostly = OTHER.replace("Guest 0", "Person 0").replace("Guest 1", "Person 1")
    for roster in (OTHER, OTHER.replace("client,note", "client,therapist"), mostly):
        with pytest.raises(RequestError, match=r"has the cards of another roster: .*; choose another folder") as caught:
            batch(roster, resume=True)
        assert str(tmp_path / "cards") in str(caught.value)
        assert contents(tmp_path / "cards") == before


def test_people_without_names_are_told_apart_by_what_they_have(batch, tmp_path: Path) -> None:
    head = "conditions,age,screened by,screened on\n"
    batch(f"{head}bruise,44,Mia,2026-11-20\nepilepsy,51,Mia,2026-11-20\n,30,Mia,2026-11-20\n")
    before = contents(tmp_path / "cards")
    with pytest.raises(RequestError, match="another roster"):
        batch(f"{head},61,Ada,2026-11-19\n,62,Ada,2026-11-19\nbruise,63,Ada,2026-11-19\n", resume=True)
    assert contents(tmp_path / "cards") == before


def test_a_roster_in_which_cells_were_corrected_goes_on(batch, workshop) -> None:
    batch(COURSE)
    fixed = COURSE.replace("Person 1,", "Person One,").replace("Person 2,", "Person 2,new") + "Person 6,\n"
    report = batch(fixed, resume=True)
    assert sorted(str(request.client) for request in workshop.made) == ["Person 2", "Person 6", "Person One"]
    assert report.replaced == (3,)


def test_a_roster_that_was_sorted_goes_on(batch) -> None:
    batch(COURSE)
    head, *rows = COURSE.splitlines(keepends=True)
    report = batch("".join((head, *reversed(rows))), resume=True)
    assert (report.written, report.replaced) == (6, ())


def test_the_corrected_problems_of_a_roster_are_told_apart_from_another_roster(batch, tmp_path: Path) -> None:
    batch(COURSE.replace("Person 3,", "Person 3,cannot be laid out"))
    fixed = (tmp_path / "cards" / "problems.csv").read_bytes().replace(b"cannot be laid out", b"")
    with pytest.raises(RequestError, match="give the whole roster"):
        batch(fixed, resume=True)


DAY = dt.date(2026, 11, 20)


def dated(today: dt.date, date: dt.date | None = None) -> CardRequest:
    """Return what a run of a day begins with; it happens in the morning if no date is given."""
    clock = dt.datetime.combine(date or today, dt.time() if date else dt.time(9), dt.UTC)
    return CardRequest(clock=clock, today=today, date=date)


def test_the_printed_date_of_the_first_run_is_kept(batch, workshop, tmp_path: Path) -> None:
    whole = batch(COURSE, base=dated(DAY, DAY), folder=tmp_path / "whole")
    with pytest.raises(KeyboardInterrupt):
        batch(COURSE, Interrupted(workshop), base=dated(DAY, DAY))
    tomorrow = DAY + dt.timedelta(days=1)
    report = batch(COURSE, base=dated(tomorrow), resume=True)
    assert report.kept_date == DAY
    assert whole.kept_date is None
    assert {request.date for request in workshop.made} == {DAY}
    assert contents(tmp_path / "cards") == contents(tmp_path / "whole")
    again = batch(COURSE, base=dated(tomorrow), resume=True, clock_given=True)  # --date wins over SOURCE_DATE_EPOCH
    assert (again.written, again.kept, again.kept_date) == (0, 6, DAY)


def test_a_date_that_is_given_counts(batch, workshop, tmp_path: Path) -> None:
    batch(COURSE.replace("Person 3,", "Person 3,cannot be laid out"), base=dated(DAY, DAY))
    tomorrow = DAY + dt.timedelta(days=1)
    roster = COURSE.replace("Person 3,", "Person 3,cannot be laid out")
    report = batch(roster, base=dated(tomorrow, tomorrow), resume=True)
    assert (report.written, report.kept_date) == (5, None)
    batch(roster, base=dated(tomorrow, tomorrow), folder=tmp_path / "whole")
    assert contents(tmp_path / "cards") == contents(tmp_path / "whole")


def test_the_real_day_decides_whether_a_clearance_holds(batch, tmp_path: Path) -> None:
    roster = (
        "client,conditions,screened by,screened on,clearances\n"
        "Ann,,,,\nZoë,epilepsy,Mia,2026-11-20,epilepsy:Dr X:2026-11-01\n"
    )
    batch(roster, base=dated(DAY, DAY))
    assert (tmp_path / "cards" / "3-lower-back.pdf").exists()
    report = batch(roster, base=dated(DAY + dt.timedelta(days=400)), resume=True)
    assert report.kept_date == DAY
    assert [one.row for one in report.refused] == [3]
    assert not (tmp_path / "cards" / "3-lower-back.pdf").exists()


def test_a_day_of_screening_after_the_kept_date_is_told(batch) -> None:
    head = "client,screened by,screened on\n"
    batch(f"{head}Zoë,Mia,2026-11-20\nAnn,,\n", base=dated(DAY, DAY))
    report = batch(f"{head}Zoë,Mia,2026-11-21\nAnn,,\n", base=dated(DAY + dt.timedelta(days=1)), resume=True)
    assert [str(one.problems[0]) for one in report.bad] == [
        "roster.csv:2:3: the screening on 2026-11-21 is after 2026-11-20; correct the day"
    ]


class Interrupted(Serial):
    """Ends in the middle, after one file was written and before it was noted."""

    def run(self, jobs: Iterable[Job]) -> Results:
        for _ in islice(super().run(jobs), 1):
            raise KeyboardInterrupt
        yield from ()


def test_a_card_that_is_wrong_now_is_removed_before_others_are_made(batch, workshop, tmp_path: Path) -> None:
    head = "client,conditions,screened by,screened on\n"
    batch(f"{head}Zoë,,Mia,2026-11-20\nAnn,,,\n")
    with pytest.raises(KeyboardInterrupt):
        batch(f"{head}Zoë,fever,Mia,2026-11-20\nAnna,,,\n", Interrupted(workshop), resume=True)
    assert not (tmp_path / "cards" / "2-lower-back.pdf").exists()


def test_the_folder_is_left_only_when_nobody_works_in_it_any_more(
    batch, workshop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "cards"
    left: list[bool] = []

    class Working(Serial):
        def run(self, jobs: Iterable[Job]) -> Results:
            try:
                yield from super().run(jobs)
            finally:
                left.append((folder / LOCK).exists())
                (folder / ".cardgen-0123456789abcdef.tmp").write_bytes(b"half of a card, of a process that was killed")

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Writing, "take", interrupted)
    with pytest.raises(KeyboardInterrupt):
        batch("client\nZoë\nAnn\n", Working(workshop))
    assert left == [True]
    assert sorted(contents(folder)) == [".cardgen-journal.jsonl", "2-lower-back.pdf"]


def test_a_file_that_was_not_noted_any_more_is_of_the_batch(batch, workshop, tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        batch("client,note\nZoë,\nAnn,\n", Interrupted(workshop))
    orphan = tmp_path / "cards" / "2-lower-back.pdf"
    assert orphan.exists()
    report = batch("client,note\nZoë,cannot be laid out\nAnn,\n", resume=True)
    assert not orphan.exists()
    assert [one.row for one in report.bad] == [2]
    with pytest.raises(KeyboardInterrupt):
        batch("client,note\nKim,\nAnn,\n", Interrupted(workshop), resume=True)
    assert orphan.exists()
    with pytest.raises(RequestError, match=r"rows that are not here \(2\)"):
        batch("row,client\n3,Ann\n", resume=True)
    assert orphan.exists()


def test_a_card_that_fits_no_more_is_removed(batch, tmp_path: Path) -> None:
    batch("client,note\nZoë,\n")
    batch("client,note\nZoë,cannot be laid out\n", resume=True)
    assert sorted(contents(tmp_path / "cards")) == ["manifest.jsonl", "problems.csv"]


def test_a_file_that_somebody_changed_is_told_and_left(batch, tmp_path: Path) -> None:
    batch("client\nZoë\nAnn\n")
    old = tmp_path / "cards" / "3-lower-back.pdf"
    old.write_bytes(b"%PDF-with my notes")
    head = "client,conditions,screened by,screened on\n"
    report = batch(f"{head}Zoë,,,\nAnn,fever,Mia,2026-11-20\n", resume=True)
    assert old.exists()
    assert [problem.file for problem in report.failed] == [str(old)]


def test_a_full_disk_ends_the_run_and_leaves_nothing_half(
    batch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = batch("client\nZoë\nAnn\nKim\n", folder=tmp_path / "whole")
    write, count = files.write_inside, iter(range(100))

    def full(folder: Path, name: str, data: bytes) -> None:
        if next(count) == 3:
            raise files.explain(OSError(28, "No space left on device"), name)
        write(folder, name, data)

    with monkeypatch.context() as patch:
        patch.setattr(files, "write_inside", full)
        with pytest.raises(FileError, match="disk is full"):
            batch("client\nZoë\nAnn\nKim\n")
    batch("client\nZoë\nAnn\nKim\n", resume=True)
    assert contents(tmp_path / "cards") == contents(tmp_path / "whole")
    assert expected.written == 3


def test_a_damaged_journal_costs_only_time(batch, tmp_path: Path) -> None:
    batch("client\nZoë\nAnn\n")
    folder = tmp_path / "cards"
    expected = contents(folder)
    lines = expected["manifest.jsonl"].splitlines(keepends=True)
    (folder / "manifest.jsonl").unlink()
    (folder / ".cardgen-journal.jsonl").write_bytes(
        b'{"clock": "2026-11-20T09:30:15+00:00"}\n' + lines[1] + b"\xff\n[]\n{}\n" + lines[2][:40]
    )
    batch("client\nZoë\nAnn\n", resume=True)
    assert contents(folder) == expected
