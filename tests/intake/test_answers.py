"""The file of answers: every question has its answer; whatever else stands there is a problem at its place."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from cardgen.content.model import Catalog
from cardgen.content.told import PersonInput
from cardgen.errors import ContentError
from cardgen.intake.answers import read
from cardgen.intake.blank import blank
from cardgen.intake.questions import questions, topics

UNANSWERED = re.compile(r"^(  [a-z0-9-]+:)$", re.MULTILINE)
Read = Callable[..., PersonInput]


def answered(catalog: Catalog, **changes: str) -> str:
    """Return the file with "no" everywhere, but for ``changes`` (underscores stand for hyphens)."""
    text = UNANSWERED.sub(r"\1 false", blank(catalog))
    for key, value in {"screened_by": "Mia", "screened_on": '"2026-11-19"', "age": "40"}.items():
        text = re.sub(rf"^{key}:.*$", f"{key}: {value}", text, flags=re.MULTILINE)
    for key, value in changes.items():
        id_ = key.replace("_", "-")
        text, count = re.subn(rf"^  {id_}: false$", f"  {id_}: {value}", text, flags=re.MULTILINE)
        assert count == 1, id_
    return text


@pytest.fixture
def read_text(catalog: Catalog, tmp_path: Path) -> Read:
    def call(text: str) -> PersonInput:
        path = tmp_path / "answers.yaml"
        path.write_text(text, encoding="utf-8")
        return read(path, catalog)

    return call


def problems(read_text: Read, text: str) -> dict[str, tuple[int, int]]:
    """Return the messages with their places; there must be some."""
    with pytest.raises(ContentError) as caught:
        read_text(text)
    return {problem.message: (problem.line, problem.column) for problem in caught.value.problems}


def line_of(text: str, start: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), start=1) if line.startswith(start))


def test_no_to_everything_is_a_person_with_nothing(catalog: Catalog, read_text: Read) -> None:
    told = read_text(answered(catalog))
    assert (told.conditions, told.clearances) == ((), ())
    assert (told.age, told.screened_by, told.screened_on) == (40, "Mia", dt.date(2026, 11, 19))
    assert told.told


def test_each_yes_is_a_finding_at_its_place(catalog: Catalog, read_text: Read) -> None:
    text = answered(catalog, fever="true", bruise="[lumbar-left, neck]", chest_pain="true")
    told = read_text(text)
    assert [one.text for one in told.conditions] == ["chest-pain", "fever", "bruise@lumbar-left,neck"]
    assert [one.place.line for one in told.conditions] == [
        line_of(text, f"  {id_}:") for id_ in ("chest-pain", "fever", "bruise")
    ]


def test_a_clearance_keeps_who_and_when(catalog: Catalog, read_text: Read) -> None:
    text = answered(catalog, epilepsy="true")
    text = text.replace("clearances: []", 'clearances:\n  - {condition: epilepsy, by: "Dr A: B", date: "2026-11-01"}')
    assert [one.text for one in read_text(text).clearances] == ["epilepsy:Dr A: B:2026-11-01"]


def test_nothing_answered_is_a_problem_for_every_question(catalog: Catalog, read_text: Read) -> None:
    text = blank(catalog)
    with pytest.raises(ContentError) as caught:
        read_text(text)
    unanswered = [one for one in caught.value.problems if "not answered" in one.message]
    assert [one.line for one in unanswered] == [line_of(text, f"  {id_}:") for id_ in questions(topics(catalog))]
    assert len(caught.value.problems) == len(unanswered) + len(("screened_by", "screened_on", "age"))


@pytest.mark.parametrize("id_", ["saddle-numbness", "fever", "fragile-skin"])
def test_a_question_that_is_missing_is_never_a_no(catalog: Catalog, read_text: Read, id_: str) -> None:
    text = answered(catalog)
    cut = text.replace(f"  {id_}: false\n", "")
    assert cut != text
    assert problems(read_text, cut) == {
        f"{id_} is not answered; add it with true or false": (line_of(cut, "answers"), 1)
    }


def test_an_unknown_id_is_told_with_the_nearest(catalog: Catalog, read_text: Read) -> None:
    text = answered(catalog).replace("  bruise:", "  brusie:")
    found = problems(read_text, text)
    assert found["unknown question 'brusie'; did you mean bruise?"] == (line_of(text, "  brusie"), 3)
    assert "bruise is not answered; add it with true or false" in found


@pytest.mark.parametrize(
    ("id_", "answer", "message"),
    [
        ("rash", "[nek]", "'nek' is no place of the back; did you mean neck?"),
        ("rash", "[]", "the list of places is empty; write true, false, or where"),
        ("rash", "1", "an answer is true, false or a list of places; write one of them"),
        ("rash", "lumbar", "an answer is true, false or a list of places; write one of them"),
        ("rash", "null", "this question is not answered; write true or false"),
        ("fever", "[neck]", "fever is not asked with a place; write true or false"),
    ],
)
def test_a_wrong_answer_is_told_at_its_place(
    catalog: Catalog, read_text: Read, id_: str, answer: str, message: str
) -> None:
    text = answered(catalog, **{id_: answer})
    assert problems(read_text, text) == {message: (line_of(text, f"  {id_}:"), len(f"  {id_}: ") + 1)}


@pytest.mark.parametrize(
    ("line", "change"),
    [("screened_by: Mia", 'screened_by: ""'), ("age: 40", "age: 130"), ("age: 40", "years: 40"), ("age: 40", "")],
)
def test_who_asked_when_and_the_age_are_needed(catalog: Catalog, read_text: Read, line: str, change: str) -> None:
    text = answered(catalog)
    assert line in text
    assert problems(read_text, text.replace(line, change))


def test_yes_and_no_as_yaml_1_1_has_them_are_refused(catalog: Catalog, read_text: Read) -> None:
    text = answered(catalog, fever="no")
    assert any("'no' may be read as false" in message for message in problems(read_text, text))


def test_a_question_answered_twice_is_refused(catalog: Catalog, read_text: Read) -> None:
    text = answered(catalog, fever="true").replace("  rash: false", "  rash: false\n  fever: false")
    assert any("fever" in message for message in problems(read_text, text))


def test_all_problems_are_told_at_once(catalog: Catalog, read_text: Read) -> None:
    text = answered(catalog, fever="[neck]", rash="[nek]").replace("  bruise:", "  brusie:").replace("age: 40", "age:")
    assert len(problems(read_text, text)) == len(("fever", "rash", "brusie", "bruise", "age"))
