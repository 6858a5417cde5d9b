"""Conditions and red flags by what people type: forgiving about spelling, never about meaning."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardgen.content.findings import FindingNames, short_name
from cardgen.content.folding import folded
from cardgen.content.icd10 import codes_of
from cardgen.content.model import Catalog


def problem(catalog: Catalog, word: str, age: int | None = None) -> str:
    with pytest.raises(ValueError) as caught:
        FindingNames.of(catalog).find(word, age)
    return str(caught.value)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Blood thinners", "blood-thinner"),
        ("haemophilia", "hemophilia"),
        ("oedema", "Edema"),
        ("tumours", "tumor"),
        ("slipped disc", "slipped-disks"),
        ("bruises", "bruise"),
        ("rashes", "Rash"),
        ("viruses", "virus"),
        ("allergies", "allergy"),
        ("immunised", "immunized"),
        ("paralysed", "paralyzed"),
        ("pre-eclampsia", "preeclampsia"),
        ("the flu", "flu"),
        ("Ménière", "meniere"),
        ("athlete's foot", "athletes foot"),
    ],
)
def test_spelling_habits_make_no_difference(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(("one", "other"), [("osteoporosis", "osteochondrosis"), ("fit", "fat"), ("disc", "disease")])
def test_other_words_stay_others(one: str, other: str) -> None:
    assert folded(one) != folded(other)


@given(st.text(max_size=30))
def test_folding_is_done_once(text: str) -> None:
    assert folded(text).isalnum() or folded(text) == ""


def test_every_name_of_every_entry_finds_it_in_capitals_and_with_hyphens(catalog: Catalog) -> None:
    names = FindingNames.of(catalog)
    for id_, own in names.names.items():
        for name in own:
            assert names.find(name, None) == names.find(name.upper(), None) == (id_,)
            assert names.find(name.replace(" ", "-"), None) == (id_,)


def test_every_code_finds_its_entry_and_so_does_what_begins_with_it(catalog: Catalog) -> None:
    names = FindingNames.of(catalog)
    codes = [
        (code, id_) for id_, entry in names.entries.items() for written in entry.icd10 for code in codes_of(written)
    ]
    assert len(codes) > 700
    for code, id_ in codes:
        assert names.find(f"icd10:{code}", None) == (id_,)
        assert names.find(f"icd10:{code.lower()}{'' if '.' in code else '.'}9", None) == (id_,)


UNJUDGED = "ask a doctor and tell other-condition (off the back: other-condition@elsewhere): nobody has judged it"


def test_what_is_unknown_is_told_with_what_comes_near(catalog: Catalog) -> None:
    assert problem(catalog, "osteoprosis") == (
        f"'osteoprosis' is no condition and no red flag; did you mean osteoporosis? If not, {UNJUDGED}"
    )
    assert "; did you mean flu? If" in problem(catalog, "flue")
    assert "; did you mean herniated-disc or osteochondrosis or back-surgery? If" in problem(catalog, "disc")
    assert "; did you mean leg-weakness or both-legs? If" in problem(catalog, "weak legs")


def test_what_many_names_have_as_a_part_is_told_with_some_of_them(catalog: Catalog) -> None:
    said = problem(catalog, "back pain")
    named = said.partition("; did you mean ")[2].partition(" more? If not, ")[0].split(" or ")
    assert len(named) == 5
    assert {"kidney-infection", "serious-accident", "see-a-professional"} < {*named}


@pytest.mark.parametrize(
    ("told", "first"),
    [
        ("had a stroke", "stroke"),
        ("stroke in 2019", "stroke"),
        ("had a fever", "fever"),
        ("had a blood clot", "blood-clot"),
        ("fever and a bruise", "fever"),
        ("a bruise, and fever since Monday", "fever"),
        ("no cancer", "cancer"),
    ],
)
def test_a_name_that_stands_in_what_is_told_is_suggested_and_the_strictest_first(
    catalog: Catalog, told: str, first: str
) -> None:
    said = problem(catalog, told).partition("; did you mean ")[2]
    assert said.startswith((f"{first} or ", f"{first}? If not, "))


@pytest.mark.parametrize("told", ["pain medicine", "liver disease"])
def test_what_stands_for_all_the_rest_is_not_what_somebody_may_have_meant(catalog: Catalog, told: str) -> None:
    assert "did you mean other-condition" not in problem(catalog, told)


@pytest.mark.parametrize("word", ["qqqq", "", "asthma", "lupus", "ibuprofen"])
def test_what_no_entry_names_is_told_with_what_to_do(catalog: Catalog, word: str) -> None:
    what = "no condition and no red flag; write another name of it (cardgen list conditions)"
    assert problem(catalog, word) == f"{word!r} is {what}, or {UNJUDGED}"


# A milder entry whose name is alike: whoever follows the suggestion has told something else.
@pytest.mark.parametrize(
    ("word", "alike"),
    [("asthma", "arrhythmia"), ("lupus", "lump"), ("hysterectomy", "discectomy"), ("vertigo", "impetigo")],
)
def test_nobody_is_led_from_an_illness_to_another_that_sounds_alike(catalog: Catalog, word: str, alike: str) -> None:
    assert FindingNames.of(catalog).find(alike, None)
    assert alike not in problem(catalog, word)


def test_a_catalogue_without_an_entry_for_all_the_rest_sends_nobody_to_it(mini_catalog: Catalog) -> None:
    assert problem(mini_catalog, "asthma").endswith("; write another name of it (cardgen list conditions)")
    assert problem(mini_catalog, "fevr").endswith("; did you mean fever?")
    assert problem(mini_catalog, "icd10:Q99").endswith("; write it by its name")


def test_nothing_is_suggested_where_nobody_asks_for_it(catalog: Catalog) -> None:
    with pytest.raises(ValueError, match=r"^'osteoprosis' is no condition and no red flag; write another name of it"):
        FindingNames.of(catalog).find("osteoprosis", None, suggesting=False)


def test_codes_that_are_no_code_unknown_or_too_wide_are_told(catalog: Catalog) -> None:
    assert problem(catalog, "icd10:weak").startswith("'weak' is no code of ICD-10")
    assert problem(catalog, "icd10:q99") == (
        f"icd10:Q99 is the code of no condition here; write it by its name, or {UNJUDGED}"
    )
    assert problem(catalog, "icd10:S22") == (
        "icd10:S22 may be spinal-fracture or fracture-elsewhere; write the one that you mean"
    )
    assert problem(catalog, "icd10:C79") == "icd10:C79 may be spinal-tumour or cancer; write the one that you mean"
    assert problem(catalog, "icd10:M43") == "icd10:M43 may be displaced-vertebra; write the one that you mean"


@pytest.mark.parametrize("word", ["new pain", "New back pain"])
def test_new_pain_counts_together_with_the_age(catalog: Catalog, word: str) -> None:
    names = FindingNames.of(catalog)
    assert names.find(word, 19) == ("new-pain-under-20",)
    assert names.find(word, 20) == names.find(word, 55) == ()
    assert names.find(word, 56) == ("new-pain-over-55",)
    assert problem(catalog, word) == f"{word!r} counts together with the age; tell the age, too"


def test_an_age_can_contradict_what_is_told(catalog: Catalog) -> None:
    names = FindingNames.of(catalog)
    assert not names.fits("new-pain-over-55", 55)
    assert names.fits("new-pain-over-55", 56)
    assert not names.fits("child", 18)
    assert names.fits("child", 17)
    assert names.fits("osteoporosis", 0)


def test_names_in_running_text(catalog: Catalog) -> None:
    assert short_name(catalog, "osteoporosis") == "weak bones"
    assert short_name(catalog, "chest-pain") == "Chest pain"


# --- What a catalogue must not have ---


def _edit(root: Path, file: str, old: str, new: str) -> None:
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_names_and_codes_of_two_entries_are_told(mini_root: Path, problems_of: Callable[[], list[str]]) -> None:
    _edit(mini_root, "facts/conditions.yaml", "fever:\n", "fever:\n  icd10: [M81.2]\n")
    _edit(mini_root, "facts/conditions.yaml", "weak-bones:\n", "weak-bones:\n  icd10: [M80-M82]\n")
    words = "{name: Fevers, ask: Is it?, at_age: [weak bone]}"
    (mini_root / "text" / "en" / "red_flags.yaml").write_text(f"both-legs: {words}\n", encoding="utf-8")
    assert problems_of() == [
        "facts/conditions.yaml:2:11: the code M81.2 is one of 'weak-bones' (M81); remove one of them",
        "text/en/red_flags.yaml:1:1: the name 'Fevers' already stands for 'fever'; "
        "remove it here, or write a name of its own",
        "text/en/red_flags.yaml:1:49: the name 'weak bone' already stands for 'weak-bones'; remove one of them",
        "text/en/red_flags.yaml:1:49: this means the sign at certain ages, and the sign has no ages; make it a synonym",
    ]


def test_a_red_flag_has_no_id_of_a_condition(mini_root: Path, problems_of: Callable[[], list[str]]) -> None:
    for file in ("facts/red_flags.yaml", "text/en/red_flags.yaml"):
        _edit(mini_root, file, "both-legs:", "fever:")
    assert any("'fever' is a condition, too; choose another id" in line for line in problems_of())
