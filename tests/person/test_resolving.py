"""From words to a person: united, and every problem told at its place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cardgen.content import findings
from cardgen.content.base import Zone
from cardgen.content.model import Catalog
from cardgen.content.place import Place
from cardgen.errors import Problem, RequestError
from cardgen.person import NOBODY, Clearance, Finding, Person, PersonInput, Told, resolve

TODAY = dt.date(2026, 11, 20)
OPTION, FILE = Place("--condition"), Place("mine.yaml", 3, 1)


def told(*words: str, place: Place = OPTION) -> tuple[Told, ...]:
    return tuple(Told(word, place) for word in words)


def account(*conditions: str, place: Place = OPTION, clear: Sequence[str] = (), **known: object) -> PersonInput:
    """An account by Ann of today, of these conditions and clearances."""
    given_: dict[str, object] = {"screened_by": "Ann", "screened_on": TODAY} | known
    return PersonInput(
        conditions=told(*conditions, place=place),
        clearances=told(*clear, place=Place("--clear")),
        place=place,
        **given_,  # type: ignore[arg-type]
    )


def person(catalog: Catalog, *inputs: PersonInput) -> Person:
    resolved = resolve(catalog, inputs, TODAY)
    assert resolved is not None
    return resolved


def problems(catalog: Catalog, *inputs: PersonInput) -> list[str]:
    with pytest.raises(RequestError) as caught:
        resolve(catalog, inputs, TODAY)
    assert caught.value.exit_code == 3
    return str(caught.value).splitlines()


def test_nothing_told_is_nobody(catalog: Catalog) -> None:
    assert resolve(catalog, (), TODAY) is None
    assert resolve(catalog, (NOBODY, PersonInput(place=FILE)), TODAY) is None


def test_a_screened_person_may_have_nothing(catalog: Catalog) -> None:
    assert person(catalog, account()) == Person((), None, "Ann", TODAY)


def test_an_age_of_none_is_an_age(catalog: Catalog) -> None:
    assert PersonInput(age=0).told
    assert person(catalog, account(age=0)).age == 0


def test_findings_are_looked_up_and_stand_in_the_catalogues_order(catalog: Catalog) -> None:
    found = person(catalog, account("night pain", "Bruise@left low back,sacrum", "warfarin")).findings
    assert found == (
        Finding("blood-thinners"),
        Finding("bruise", frozenset({"lumbar-left", "sacral"})),
        Finding("rest-or-night-pain"),
    )


def test_accounts_are_united_and_the_stricter_wins(catalog: Catalog) -> None:
    united = person(
        catalog,
        account("bruise@neck", "rash@sacral"),
        PersonInput(conditions=told("bruises@lumbar-left", "rash", "flu"), age=30, place=FILE),
    )
    assert united.findings == (
        Finding("infection"),
        Finding("rash"),
        Finding("bruise", frozenset({"neck", "lumbar-left"})),
    )
    assert (united.age, united.screened_by) == (30, "Ann")


@pytest.mark.parametrize(
    ("typed", "finding"),
    [
        (["bruise@elsewhere"], Finding("bruise", elsewhere=True)),
        (["bruise@Elsewhere", "bruise@neck"], Finding("bruise", frozenset({"neck"}))),
        (["bruise@neck, elsewhere"], Finding("bruise", frozenset({"neck"}))),
        (["bruise@elsewhere", "bruise"], Finding("bruise")),
        (["osteoporosis@elsewhere"], Finding("osteoporosis", elsewhere=True)),
    ],
)
def test_what_lies_away_from_the_back_may_be_told_so(catalog: Catalog, typed: list[str], finding: Finding) -> None:
    assert person(catalog, account(*typed)).findings == (finding,)


def test_the_latest_clearance_of_a_condition_counts(catalog: Catalog) -> None:
    cleared = ("warfarin:Dr. Old:2026-01-01", "blood-thinners:Dr. New: Lee:2026-11-01", "icd10:M81:Dr. Bone:2026-11-02")
    assert person(catalog, account("heparin", "osteoporosis", clear=cleared)).clearances == (
        Clearance("blood-thinners", "Dr. New: Lee", dt.date(2026, 11, 1)),
        Clearance("osteoporosis", "Dr. Bone", dt.date(2026, 11, 2)),
    )


def test_a_child_is_told_by_the_age_and_can_be_cleared(catalog: Catalog) -> None:
    child = person(catalog, account(age=9, clear=["child:Dr. Kid:2026-11-01"]))
    assert child.findings == ()
    assert child.clearances == (Clearance("child", "Dr. Kid", dt.date(2026, 11, 1)),)


@pytest.mark.parametrize(("age", "findings"), [(19, ("new-pain-under-20",)), (20, ()), (56, ("new-pain-over-55",))])
def test_new_pain_counts_with_the_age_only(catalog: Catalog, age: int, findings: tuple[str, ...]) -> None:
    assert tuple(one.id for one in person(catalog, account("new back pain", age=age)).findings) == findings
    assert person(catalog, account(age=age)).findings == ()


@pytest.mark.parametrize("typed", ["new back pain", "New Pain", "new-back-pain"])
def test_what_counts_at_other_ages_only_leaves_its_trace(catalog: Catalog, typed: str) -> None:
    told_at = {age: person(catalog, account(typed, "new pain", age=age)) for age in (19, 20, 55, 56)}
    assert {age: one.noted for age, one in told_at.items()} == {
        19: (),
        20: ("new back pain",),
        55: ("new back pain",),
        56: (),
    }
    assert person(catalog, account("rash", age=40)).noted == ()


@pytest.mark.parametrize("known", [{"age": 40}, {"conditions": told("flu")}, {"clearances": told("flu:D:2026-11-01")}])
def test_who_asked_and_when_must_be_told(catalog: Catalog, known: dict[str, object]) -> None:
    found = problems(catalog, PersonInput(place=OPTION, **known))  # type: ignore[arg-type]
    assert "--condition: it is not said who screened the person; give --screened-by, or screened_by in a file" in found
    assert (
        "--condition: it is not said when the person was screened; give --screened-on, or screened_on in a file"
        in found
    )


@pytest.mark.parametrize("half", [{"screened_by": "Ann"}, {"screened_on": TODAY}])
def test_half_a_screening_is_none(catalog: Catalog, half: dict[str, object]) -> None:
    assert len(problems(catalog, PersonInput(**half))) == 1  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given_", "problem"),
    [
        (account("plague"), "--condition: 'plague' is no condition and no red flag"),
        (account("bruise@knee"), "--condition: 'knee' is no place of the back"),
        (account("bruise@"), "--condition: '' is no place of the back"),
        (account("bruise@left knee"), "; if it lies away from the back, write bruise@elsewhere"),
        (account("fracture@neck"), "'fracture' is no condition and no red flag; did you mean spinal-fracture or"),
        (account("slipped disc@elsewhere"), "herniated-disc does not lie away from the back; tell where on it"),
        (account("icd10:S22"), "--condition: icd10:S22 may be spinal-fracture or fracture-elsewhere"),
        (account("new pain"), "--condition: 'new pain' counts together with the age"),
        (account("child", age=18), "--condition: child does not go with the age of 18; correct one of the two"),
        (account("new-pain-over-55", age=55), "new-pain-over-55 does not go with the age of 55"),
        (account(age=121), "--condition: 121 is no age; write whole years from 0 to 120"),
        (account(age=-1), "-1 is no age"),
        (account(screened_on=TODAY + dt.timedelta(days=1)), "the screening on 2026-11-21 is after 2026-11-20"),
        (account(screened_by=" "), "screened_by is empty; write a name"),
        (account(screened_by="1."), "screened_by is '1.', which names nobody; write a name"),
        (account("warfarin", clear=["warfarin:-:2026-11-01"]), "WHO is '-', which names nobody; write a name"),
        (account(screened_by="A" * 121), "screened_by has 121 letters; write at most 120"),
        (account(screened_by="\u4e2d"), "--condition: "),
        (account("warfarin", clear=["warfarin"]), "--clear: 'warfarin' is no clearance; write CONDITION:WHO:DATE"),
        (account("warfarin", clear=["warfarin::2026-11-01"]), "is no clearance"),
        (account("warfarin", clear=["warfarin:Lee:1.11.2026"]), "'1.11.2026' is no day; write"),
        (account("warfarin", clear=["warfarin:Lee:2026-02-30"]), "'2026-02-30' is no day"),
        (
            account("warfarin", clear=["warfarin:Lee:2026-11-21"]),
            "the clearance of blood-thinners on 2026-11-21 is after",
        ),
        (account("warfarin", clear=["warfarin@neck:Lee:2026-11-01"]), "a clearance counts for the whole condition"),
        (account("warfarin", clear=["osteoporosis:Lee:2026-11-01"]), "osteoporosis is cleared and was not told"),
        (account("warfarin", clear=["plague:Lee:2026-11-01"]), "'plague' is no condition and no red flag"),
        (account("flu", clear=["flu:Lee:2026-11-01"]), "nobody can clear infection; remove its clearance"),
        (account("bruise", clear=["bruise:Lee:2026-11-01"]), "nobody can clear bruise"),
        (account("chest pain", clear=["chest pain:Lee:2026-11-01"]), "nobody can clear chest-pain"),
        (account("chills", clear=["chills:Lee:2026-11-01"]), "nobody can clear hot-and-cold"),
        (account("new pain", age=60, clear=["new pain:Lee:2026-11-01"]), "nobody can clear new-pain-over-55"),
        (account(age=40, clear=["new pain:Lee:2026-11-01"]), "'new pain' is nothing to clear"),
    ],
)
def test_what_cannot_stand_is_told(catalog: Catalog, given_: PersonInput, problem: str) -> None:
    found = problems(catalog, given_)
    assert len(found) == 1
    assert problem in found[0]


def test_accounts_that_contradict_each_other_are_told(catalog: Catalog) -> None:
    other = PersonInput(age=41, screened_by="Bob", screened_on=TODAY - dt.timedelta(days=1), place=FILE)
    assert problems(catalog, account("flu", age=40), other) == [
        "mine.yaml:3:1: there are two ages, 40 and 41; give one",
        "mine.yaml:3:1: there are two days of screening, 2026-11-20 and 2026-11-19; give one",
        "mine.yaml:3:1: there are two screeners, Ann and Bob; give one",
    ]
    same = PersonInput(age=40, screened_by=" Ann ", screened_on=TODAY, place=FILE)
    assert person(catalog, account(age=40), same).age == 40


def test_all_problems_come_together(catalog: Catalog) -> None:
    assert len(problems(catalog, account("plague", "bruise@knee", clear=["x"], age=150))) == 4


UNREAD = Place("ann.yaml", 5, 16).problem("'2026-13-20' is no date; write it as year-month-day")


@pytest.mark.parametrize(
    "known",
    [
        {"conditions": told("rash")},
        {"conditions": told("rash"), "screened_by": "Ann"},
        {"conditions": told("rash"), "screened_on": TODAY},
        {"conditions": told("new pain"), "screened_by": "Ann", "screened_on": TODAY},
        {"clearances": told("warfarin:Lee:2026-11-01"), "screened_by": "Ann", "screened_on": TODAY},
    ],
)
def test_what_may_stand_in_an_account_that_cannot_be_read_is_not_missed(
    catalog: Catalog, known: dict[str, object]
) -> None:
    given_ = PersonInput(place=OPTION, **known)  # type: ignore[arg-type]
    assert UNREAD not in _problems(catalog, given_)
    assert _problems(catalog, given_, UNREAD) == (UNREAD,)


def test_what_is_wrong_whatever_another_account_says_is_told(catalog: Catalog) -> None:
    found = _problems(catalog, PersonInput(conditions=told("plague", "bruise@knee"), place=OPTION), UNREAD)
    assert UNREAD in found
    assert [problem.file for problem in found] == ["--condition", "--condition", "ann.yaml"]


def _problems(catalog: Catalog, given_: PersonInput, *unread: Problem) -> tuple[Problem, ...]:
    with pytest.raises(RequestError) as caught:
        resolve(catalog, (given_,), TODAY, unread)
    return caught.value.problems


def test_of_many_unknown_words_all_are_told_and_some_with_what_comes_near(
    catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Looking for what comes near takes some milliseconds, so that thousands of words would take a minute."""
    sought: list[str] = []
    monkeypatch.setattr(findings, "likely", lambda word, *_: sought.append(word) or ["flu"])
    found = problems(catalog, account(*(f"plague{number}" for number in range(3000)), clear=["x:Lee:2026-11-01"] * 30))
    assert len(found) == 3001
    assert len(sought) == 20
    assert sum("did you mean flu" in line for line in found) == 20


def test_a_person_has_nothing_twice() -> None:
    with pytest.raises(ValueError, match="flu stands twice"):
        Person((Finding("flu"), Finding("flu", frozenset({"neck"}))), None, "Ann", TODAY)
    with pytest.raises(ValueError, match="flu stands twice"):
        Person((), None, "Ann", TODAY, (Clearance("flu", "A", TODAY), Clearance("flu", "B", TODAY)))


words = st.sampled_from(
    ["warfarin", "flu", "bruise@neck", "bruises@sacral", "rash", "rash@neck", "icd10:M81", "Night pain", "osteoporosis"]
)
zones: list[Zone] = ["neck", "sacral"]


@settings(max_examples=40, deadline=None)
@given(data=st.data(), typed=st.lists(words, max_size=6))
def test_neither_order_nor_the_way_it_is_told_matters(catalog: Catalog, data: st.DataObject, typed: list[str]) -> None:
    cut = data.draw(st.integers(0, len(typed)))
    shuffled = data.draw(st.permutations(typed))
    once = person(catalog, account(*typed))
    assert person(catalog, account(*shuffled[:cut]), account(*shuffled[cut:], *typed, place=FILE)) == once


@pytest.mark.parametrize(
    ("typed", "tell"),
    [
        ("fracture-elsewhere@sacral", "spinal-fracture"),
        ("fracture-elsewhere@thoracic-left,neck", "spinal-fracture"),
        ("surgery-elsewhere@lumbar-left", "back-surgery"),
    ],
)
def test_what_is_graver_at_the_spine_is_told_by_its_own_name(catalog: Catalog, typed: str, tell: str) -> None:
    told = PersonInput(conditions=(Told(typed, Place("--condition")),), screened_by="Ana", screened_on=TODAY)
    with pytest.raises(RequestError, match=f"another condition there: tell {tell}"):
        resolve(catalog, (told,), TODAY)


def test_a_broken_rib_keeps_its_name(catalog: Catalog) -> None:
    told = PersonInput(
        conditions=(Told("fracture-elsewhere@thoracic-left", Place("--condition")),), screened_by="A", screened_on=TODAY
    )
    person = resolve(catalog, (told,), TODAY)
    assert person is not None
    assert person.findings == (Finding("fracture-elsewhere", frozenset({"thoracic-left"})),)
