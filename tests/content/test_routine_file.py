from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from cardgen.content.dose import Amount
from cardgen.content.model import Catalog
from cardgen.content.place import Place
from cardgen.content.routine_file import RoutineFile, RoutineFileStep, read
from cardgen.content.told import PersonInput, Told
from cardgen.errors import ContentError, FileError


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "mine.yaml"


def refused(path: Path, text: str, catalog: Catalog) -> list[str]:
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        read(path, catalog)
    return [str(problem).removeprefix(f"{path}:") for problem in caught.value.problems]


def test_every_step_keeps_its_place(path: Path, mini_catalog: Catalog) -> None:
    path.write_text(
        "title: Zoë's evening\n"
        "for: professional\n"
        "minutes: 12\n"
        "steps:\n"
        "  - {technique: glide, dose: 3min}\n"
        "  - technique: press\n"
        "    dose: 20x\n"
        "  - technique: glide\n",
        encoding="utf-8",
    )
    name = str(path)
    assert read(path, mini_catalog) == RoutineFile(
        "Zoë's evening",
        "professional",
        12,
        Place(name, 3, 10),
        (
            RoutineFileStep("glide", Amount(3, "minutes"), Place(name, 5, 17), Place(name, 5, 30)),
            RoutineFileStep("press", Amount(20, "times"), Place(name, 6, 16), Place(name, 7, 11)),
            RoutineFileStep("glide", None, Place(name, 8, 16), Place(name, 8, 16)),
        ),
    )


def test_who_it_is_for_and_the_total_may_be_left_out(path: Path, mini_catalog: Catalog) -> None:
    path.write_text("title: '  A title '\nsteps: [{technique: knead}]")
    routine = read(path, mini_catalog)
    assert (routine.title, routine.audience, routine.minutes) == ("A title", "lay", None)


def test_every_problem_is_told_at_its_place(path: Path, mini_catalog: Catalog) -> None:
    text = """\
titel: Evening
for: layman
minutes: 0
steps:
  - {technique: glied, dose: 3}
  - {technique: knead, does: 3min}
  - press
  - {dose: 3min}
"""
    assert refused(path, text, mini_catalog) == [
        "1:1: missing key 'title'; add it",
        "1:1: unknown key 'titel'; did you mean title?",
        "2:6: unknown value 'layman'; did you mean lay?",
        "3:10: 0 is too small; write 1 or more",
        "5:17: unknown technique 'glied'; did you mean glide?",
        "5:30: 3 is no dose; write whole minutes such as 4min, or repetitions such as 20x",
        "6:24: unknown key 'does'; did you mean dose?",
        "7:5: found the text 'press'; write a mapping of keys and values",
        "8:5: missing key 'technique'; add it",
    ]


@pytest.mark.parametrize(
    ("title", "message"),
    [
        ('""', "1:8: the title is empty; write one"),
        ('"  "', "1:8: the title is empty; write one"),
        ('"two\\nlines"', "1:8: the title has several lines; write one line"),
        ("x" * 121, "1:8: the text is too long; write at most 120 letters"),
        ("12", "1:8: found the number 12; write text, in quotes"),
    ],
)
def test_a_title_is_one_line(path: Path, mini_catalog: Catalog, title: str, message: str) -> None:
    assert refused(path, f"title: {title}\nsteps: [{{technique: knead}}]", mini_catalog) == [message]


def test_the_longest_title_and_the_most_steps_are_read(path: Path, mini_catalog: Catalog) -> None:
    path.write_text(f"title: {'x' * 120}\nsteps: [{'{technique: knead}, ' * 40}]")
    assert len(read(path, mini_catalog).steps) == 40
    text = f"title: x\nsteps: [{'{technique: knead}, ' * 41}]"
    assert refused(path, text, mini_catalog) == ["2:8: too many entries; write at most 40"]
    assert refused(path, "title: x\nsteps: []", mini_catalog) == ["2:8: found no entries; write at least 1"]


def test_an_unreadable_file_is_no_fault_of_its_content(path: Path, mini_catalog: Catalog) -> None:
    with pytest.raises(FileError):
        read(path, mini_catalog)


PERSON = """\
title: For Ann
person:
  conditions: [osteoporosis, bruise@lumbar-left]
  age: 60
  screened_by: Ann Lee
  screened_on: "2026-11-20"
  clearances:
    - {condition: "icd10:M81", by: "Dr. Kim: clinic", date: "2026-11-01"}
steps: [{technique: glide}]
"""


def test_a_file_may_tell_about_a_person(path: Path, mini_catalog: Catalog) -> None:
    path.write_text(PERSON, encoding="utf-8")
    name = str(path)
    assert read(path, mini_catalog).person == PersonInput(
        conditions=(Told("osteoporosis", Place(name, 3, 16)), Told("bruise@lumbar-left", Place(name, 3, 30))),
        age=60,
        screened_by="Ann Lee",
        screened_on=dt.date(2026, 11, 20),
        clearances=(Told("icd10:M81:Dr. Kim: clinic:2026-11-01", Place(name, 8, 7)),),
        place=Place(name, 2, 1),
    )


def test_without_one_nobody_is_told_about(path: Path, mini_catalog: Catalog) -> None:
    for person in ("", "person: {}\n", "person: null\n"):
        path.write_text(f"title: Mine\n{person}steps: [{{technique: glide}}]\n", encoding="utf-8")
        assert not read(path, mini_catalog).person.told


def test_a_wrong_word_about_a_person_is_told_at_its_place(path: Path, mini_catalog: Catalog) -> None:
    text = """\
title: For Ann
person:
  conditions: osteoporosis
  age: 121
  screened_on: 20 November
  clearances: [{condition: "bruise:all", by: Kim, date: "2026-11-01"}, {condition: rash}]
  weight: 60
steps: [{technique: glide}]
"""
    found = refused(path, text, mini_catalog)
    assert [line.split(":")[0] for line in found] == ["3", "4", "5", "6", "6", "6", "7"]
    assert any("known: conditions, age, screened_by, screened_on, clearances" in line for line in found)
