"""A whole batch: what is written, what is told, what is refused."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from pathlib import Path

import pytest
from openpyxl import Workbook
from pypdf import PdfReader

from cardgen.batch import run as runs
from cardgen.batch.digests import digest
from cardgen.batch.executors import Serial
from cardgen.batch.names import Pattern
from cardgen.batch.request import BatchRequest
from cardgen.batch.run import run_batch
from cardgen.errors import ContentError, FileError, PartlyDone, RequestError, SafetyRefusal
from cardgen.impose.papers import PAPERS
from cardgen.pipeline import make_card
from cardgen.request import CardRequest, Sources
from cardgen.workshop import Workshop

CLOCK = dt.datetime(2026, 11, 20, 9, 30, 15, tzinfo=dt.UTC)
UNFIT = "cannot be laid out"

MIXED = """client,routine,minutes,conditions,screened by,screened on,note
Zoë,quick-10,,,,,
Ann,quick-10,,bruise@lumbar-left,Mia,2026-11-20,
Bob,quick-10,,fever,Mia,2026-11-20,
Eve,quick-20,,,,,=1+1
Kim,quick-10,,,Mia,2026-11-20,
Lea,quick-10,x,,,,
"""


def listed(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def manifest(folder: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / "manifest.jsonl").read_text(encoding="ascii").splitlines()]


def test_the_good_rows_are_written_and_the_others_told(batch, tmp_path: Path) -> None:
    report = batch(MIXED)
    folder = tmp_path / "cards"
    assert listed(folder) == [
        "2-quick-10.pdf", "3-quick-10.pdf", "6-quick-10.pdf", "manifest.jsonl", "problems.csv", "tick-list.pdf"
    ]  # fmt: skip
    assert report.decisions == {"not-screened": 1, "adapted": 1, "as-asked": 1, "refused": 1}
    assert [(one.row, one.refused) for one in report.without] == [(4, True), (5, False), (7, False)]
    told = [str(problem) for one in report.without for problem in one.problems]
    assert told[0].startswith("roster.csv:4:4: refused: Fever")
    assert told[1].startswith("roster.csv:5:2: 'quick-20' is no routine")
    assert told[2].startswith("roster.csv:7:3: 'x' is no whole number")
    assert isinstance(report.error(), PartlyDone)


def test_the_manifest_says_what_every_file_is(batch, tmp_path: Path) -> None:
    batch(MIXED)
    folder = tmp_path / "cards"
    records = manifest(folder)
    assert [(one["row"], one["file"], one["decision"]) for one in records] == [
        (0, "problems.csv", "all"),
        (0, "tick-list.pdf", "all"),
        (2, "2-quick-10.pdf", "not-screened"),
        (3, "3-quick-10.pdf", "adapted"),
        (4, None, "refused"),
        (6, "6-quick-10.pdf", "as-asked"),
    ]
    for one in records:
        assert one["catalogue"] == "2026.1"
        assert one["sha256"] == (digest((folder / str(one["file"])).read_bytes()) if one["file"] else None)
    assert not {"Ann", "bruise", "fever"} & set((folder / "manifest.jsonl").read_text(encoding="ascii").split('"'))


def test_problems_can_be_corrected_and_be_a_roster(batch, tmp_path: Path) -> None:
    batch(MIXED)
    path = tmp_path / "cards" / "problems.csv"
    data = path.read_bytes()
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert [(row["row"], row["client"], row["note"]) for row in rows] == [("5", "Eve", "'=1+1"), ("7", "Lea", "")]
    assert "no routine" in rows[0]["problem"]
    fixed = data.decode("utf-8-sig").replace("quick-20", "quick-10").replace(",x,", ",,").encode()
    report = batch(fixed, folder=tmp_path / "again")
    assert report.error() is None
    assert listed(tmp_path / "again") == ["5-quick-10.pdf", "7-quick-10.pdf", "manifest.jsonl", "tick-list.pdf"]


def test_a_row_that_is_given_back_uncorrected_stays_wrong(batch, tmp_path: Path) -> None:
    roster = "client,screened by,screened on,conditions\nAnn,Mia,2026-11-20,bruise@lumbar-left, fever\nZoë,,,#REF!\n"
    batch(roster)
    assert not list((tmp_path / "cards").glob("*lower-back.pdf"))
    data = (tmp_path / "cards" / "problems.csv").read_bytes()
    again = batch(data, folder=tmp_path / "again")
    assert [one.row for one in again.bad] == [2, 3]
    told = (tmp_path / "again" / "problems.csv").read_bytes()
    assert b"fever" in told
    assert b"#REF!" in told


def test_a_refused_person_with_a_mistake_gets_the_slip_as_well(batch, tmp_path: Path) -> None:
    roster = MIXED.replace("Bob,quick-10,,fever", "Bob,quick-10,20 min,fever")
    report = batch(roster, referrals=True)
    assert report.refused[0].slip == "4-referral.pdf"
    assert {problem.column for problem in report.refused[0].problems} == {3, 4}
    assert (tmp_path / "cards" / "4-referral.pdf").exists()


def test_a_cell_of_a_workbook_that_cannot_be_read_costs_its_row_alone(batch, tmp_path: Path) -> None:
    book = Workbook()
    assert book.active is not None
    for row in (["client", "minutes"], ["Zoë", "=10+10"], ["Ann", "#REF!"], ["Kim", 20]):
        book.active.append(row)
    book.save(tmp_path / "r.xlsx")
    report = batch((tmp_path / "r.xlsx").read_bytes(), name="r.xlsx")
    assert [(one.row, str(one.problems[0]).partition(": ")[0]) for one in report.bad] == [
        (2, "r.xlsx:2:2"),
        (3, "r.xlsx:3:2"),
    ]
    assert "4-lower-back.pdf" in listed(tmp_path / "cards")


def test_headings_and_rows_are_told_together_and_nothing_is_written(batch, tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        batch("client,Minuten,format\nZoë,20,b9\nAnn,20,a5\n")
    assert [(problem.line, problem.column) for problem in caught.value.problems] == [(1, 2), (2, 3)]
    assert listed(tmp_path) == []


def test_the_note_of_a_corrected_row_is_what_was_meant(batch, workshop, tmp_path: Path) -> None:
    batch(MIXED)
    data = (tmp_path / "cards" / "problems.csv").read_bytes().replace(b"quick-20", b"quick-10").replace(b",x,", b",,")
    batch(data, folder=tmp_path / "again")
    assert [request.note for request in workshop.made] == ["=1+1", None]


def test_rows_that_tell_the_same_ask_for_the_same(batch, workshop) -> None:
    batch("conditions,screened by,screened on\n" + "bruise@lumbar-left,Mia,2026-11-20\n" * 2)
    assert len(workshop.made) == 2
    assert len(set(workshop.made)) == 1


def test_rows_with_the_same_mistake_have_their_own_places(batch) -> None:
    head = "client,conditions,screened by,screened on\n"
    report = batch(head + "Ann,nonsense,Mia,2026-11-20\n" * 2)
    told = [str(one.problems[0]).partition(" is no ")[0] for one in report.bad]
    assert told == ["roster.csv:2:2: 'nonsense'", "roster.csv:3:2: 'nonsense'"]


def test_only_refused_people_are_no_mistake_of_the_roster(batch, tmp_path: Path) -> None:
    report = batch("client,conditions,screened by,screened on\nBob,fever,Mia,2026-11-20\nAnn,,,\n")
    assert isinstance(report.error(), SafetyRefusal)
    assert listed(tmp_path / "cards") == ["3-lower-back.pdf", "manifest.jsonl", "tick-list.pdf"]


def test_a_refused_person_gets_a_slip_if_asked_for(batch, tmp_path: Path) -> None:
    report = batch(MIXED, referrals=True)
    slip = tmp_path / "cards" / "4-referral.pdf"
    assert report.refused[0].slip == slip.name
    text = PdfReader(slip).pages[0].extract_text()
    assert "Bob" in text
    assert "Fever" not in text  # it names no condition


def test_strict_writes_nothing_if_a_row_is_bad(batch, tmp_path: Path) -> None:
    report = batch(MIXED, strict=True)
    assert report.nothing_written
    assert not (tmp_path / "cards").exists()
    assert isinstance(report.error(), PartlyDone)


def test_strict_takes_back_what_was_written_if_a_card_does_not_fit(batch, tmp_path: Path) -> None:
    report = batch(f"client,note\nZoë,\nAnn,{UNFIT}\nKim,\n", strict=True)
    assert listed(tmp_path / "cards") == []
    assert report.nothing_written
    assert report.written == 0
    assert [one.row for one in report.bad] == [3]


def test_strict_does_not_mind_a_refusal(batch, tmp_path: Path) -> None:
    batch("client,conditions,screened by,screened on\nBob,fever,Mia,2026-11-20\nAnn,,,\n", strict=True)
    assert "3-lower-back.pdf" in listed(tmp_path / "cards")


def test_a_card_that_does_not_fit_is_a_row_to_correct(batch, tmp_path: Path) -> None:
    report = batch(f"client,note\nZoë,\nAnn,{UNFIT}\n")
    assert [str(one.problems[0]) for one in report.bad] == ["roster.csv:3:1: the note does not fit; shorten it"]
    assert b"Ann" in (tmp_path / "cards" / "problems.csv").read_bytes()
    assert [one["row"] for one in manifest(tmp_path / "cards") if one["row"]] == [2]


def test_a_dry_run_writes_nothing_and_tells_all(batch, tmp_path: Path) -> None:
    report = batch(MIXED, folder=None)
    assert listed(tmp_path) == []
    assert len(report.without) == 3


def test_a_folder_with_a_batch_is_not_written_to_again(batch, tmp_path: Path) -> None:
    batch("client\nZoë\n")
    with pytest.raises(RequestError, match="--resume"):
        batch("client\nAnn\n")


@pytest.mark.parametrize("name", ["2-lower-back.pdf", "tick-list.pdf", "problems.csv"])
def test_a_file_that_is_not_of_the_batch_is_not_written_over(batch, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "cards"
    folder.mkdir()
    (folder / name).write_text("mine", encoding="ascii")
    with pytest.raises(RequestError, match="not of this batch"):
        batch("client\nZoë\n")
    assert (folder / name).read_text(encoding="ascii") == "mine"
    assert listed(folder) == [name]


def test_a_run_that_was_killed_before_it_began_is_no_obstacle(batch, tmp_path: Path) -> None:
    folder = tmp_path / "cards"
    folder.mkdir()
    for name in (".cardgen-batch.lock", ".cardgen-0123456789abcdef.tmp"):
        (folder / name).write_bytes(b"")
    batch("client\nZoë\n")
    assert listed(folder) == ["2-lower-back.pdf", "manifest.jsonl", "tick-list.pdf"]


def test_nothing_is_written_through_a_link(batch, tmp_path: Path) -> None:
    batch("client,note\nZoë,\n")
    card, outside = tmp_path / "cards" / "2-lower-back.pdf", tmp_path / "outside.pdf"
    before = card.read_bytes()
    outside.write_bytes(before)
    card.unlink()
    card.symlink_to(outside)
    batch("client,note\nZoë,another\n", resume=True)
    assert outside.read_bytes() == before
    assert not card.is_symlink()
    assert card.read_bytes() != before


def test_a_manifest_cannot_lead_out_of_the_folder(batch, tmp_path: Path) -> None:
    batch("client\nZoë\n")
    outside = tmp_path / "outside.pdf"
    outside.write_bytes(b"mine")
    lines = (tmp_path / "cards" / "manifest.jsonl").read_text(encoding="ascii")
    wrong = {**json.loads(lines.splitlines()[0]), "file": "../outside.pdf", "sha256": digest(b"mine"), "row": 2}
    (tmp_path / "cards" / "manifest.jsonl").write_text(lines + json.dumps(wrong) + "\n", encoding="ascii")
    report = batch("client\nZoë\n", resume=True)
    assert outside.read_bytes() == b"mine"
    assert report.error() is None


def test_one_folder_is_for_one_run_at_a_time(batch, tmp_path: Path, workshop) -> None:
    class Meanwhile(Serial):
        def run(self, jobs):
            with pytest.raises(FileError, match="another batch is writing here"):
                batch("client\nZoë\n", resume=True)
            return super().run(jobs)

    batch("client\nZoë\n", Meanwhile(workshop))
    assert (tmp_path / "cards" / "manifest.jsonl").exists()


def test_a_run_that_ended_here_meanwhile_is_not_written_over(
    batch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = runs.opened

    def after_another(folder: Path):
        with monkeypatch.context() as patch:
            patch.setattr(runs, "opened", opened)
            batch("client\nAnn\n")
        return opened(folder)

    monkeypatch.setattr(runs, "opened", after_another)
    with pytest.raises(FileError, match="another batch has written here"):
        batch("client\nZoë\n")
    assert [one["row"] for one in manifest(tmp_path / "cards")] == [0, 2]


def test_two_rows_with_one_number_are_told(batch) -> None:
    report = batch("row,client\n5,Zoë\n5,Ann\n")
    assert [str(one.problems[0]) for one in report.bad] == [
        "roster.csv:3:1: row 2 has the number 5, too; give each its own"
    ]


def test_names_follow_the_pattern(batch, tmp_path: Path) -> None:
    batch("client,date\nZoë,2026-11-20\nzoë,2026-11-20\n../x,\n", pattern=Pattern("{date}-{client}"))
    names = [name for name in listed(tmp_path / "cards") if name.endswith(".pdf")]
    assert names == ["2026-11-20-Zoë.pdf", "2026-11-20-zoë-2.pdf", "tick-list.pdf", "x.pdf"]


def test_an_unreadable_roster_is_an_error_of_its_own(batch, tmp_path: Path) -> None:
    with pytest.raises(ContentError):
        batch("shoe size\n40\n")
    assert not (tmp_path / "cards").exists()


REAL = """client,routine,format,conditions,screened by,screened on
Zoë Żółć,quick-10,a6,,,
Ann,quick-10,a6,bruise@lumbar-left,Mia,2026-11-20
"""


@pytest.fixture(scope="module")
def real() -> Workshop:
    return Workshop(Sources())


def real_batch(real: Workshop, folder: Path, **options: object) -> None:
    base = CardRequest(clock=CLOCK, today=CLOCK.date())
    request = BatchRequest(
        data=REAL.encode(),
        name="r.csv",
        beside=folder,
        base=base,
        folder=folder,
        **options,  # type: ignore[arg-type]
    )

    class Quiet:
        def begin(self, what: str, total: int) -> None: ...
        def step(self) -> None: ...

    run_batch(request, real, Serial(real), Quiet())


def test_a_card_is_the_same_as_one_made_alone(real: Workshop, tmp_path: Path) -> None:
    real_batch(real, tmp_path / "cards", sheet=PAPERS["a4"])
    alone = make_card(
        CardRequest(clock=CLOCK, today=CLOCK.date(), client="Zoë Żółć", routine="quick-10", format="a6", ticklist=False)
    )
    assert (tmp_path / "cards" / "2-quick-10.pdf").read_bytes() == alone.pdf
    assert "Not recorded: ask the tick-list" in " ".join(
        " ".join(page.extract_text() for page in PdfReader(tmp_path / "cards" / "2-quick-10.pdf").pages).split()
    )
    card = PdfReader(tmp_path / "cards" / "2-quick-10.pdf")
    assert "Ask before the massage" not in " ".join(page.extract_text() for page in card.pages)
    questions = " ".join(page.extract_text() for page in PdfReader(tmp_path / "cards" / "tick-list.pdf").pages)
    catalog = real.material.catalog
    for words in (*catalog.text.conditions.values(), *catalog.text.red_flags.values()):
        assert words.name in " ".join(questions.split())
    sheets = PdfReader(tmp_path / "cards" / "sheets-a6.pdf")
    assert round(float(sheets.pages[0].mediabox.width) / 72 * 25.4) in {210, 297}


def test_one_file_has_every_card_and_the_questions_at_the_end(real: Workshop, tmp_path: Path) -> None:
    target = tmp_path / "all.pdf"
    real_batch(real, tmp_path / "cards", one_file=target)
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(target).pages]
    whole = " ".join(pages)
    assert whole.index("Zoë Żółć") < whole.index("Ann")
    assert "Ask before the massage" in pages[-1]
    assert listed(tmp_path / "cards") == ["manifest.jsonl"]
    assert [one["file"] for one in manifest(tmp_path / "cards")] == ["all.pdf"] * 3
    before = target.stat().st_mtime_ns
    real_batch(real, tmp_path / "cards", one_file=target, resume=True)
    assert target.stat().st_mtime_ns == before
