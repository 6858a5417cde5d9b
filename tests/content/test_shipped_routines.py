"""The shipped routines: their steps and doses, and what holds for all of them."""

from __future__ import annotations

import pytest

from cardgen.content.model import Catalog

ROUTINES = {
    "lower-back": (
        20,
        "lay",
        "effleurage-oil:3min stroking:2min deep-stroking:20x kneading-circular:3min friction-thumbs:3min "
        "kneading-picking-up:3min fan:3min",
    ),
    "back-routine": (
        20,
        "professional",
        "effleurage-oil:5min percussion:3min kneading-circular:5min muscle-lifting:3x fan:3min opposite-direction:3x",
    ),
    "lumbar-routine": (
        18,
        "professional",
        "stroking:3min deep-stroking:20x friction-thumbs:4min kneading-picking-up:4min hacking:2min clapping:2min",
    ),
    "quick-10": (10, "lay", "effleurage-oil:3min stroking:2min kneading-circular:3min fan:2min"),
}


def test_the_routines(catalog: Catalog) -> None:
    shipped = {
        id_: (routine.minutes, routine.audience, " ".join(f"{step.technique}:{step.dose}" for step in routine.steps))
        for id_, routine in catalog.routines.items()
    }
    assert shipped == ROUTINES


@pytest.mark.parametrize("routine_id", ROUTINES)
def test_doses_stay_within_the_range_of_the_source(catalog: Catalog, routine_id: str) -> None:
    for step in catalog.routines[routine_id].steps:
        given = catalog.techniques[step.technique].dose.source_range
        assert step.dose is not None
        assert given is None or given.holds(step.dose.count), step.technique


@pytest.mark.parametrize("routine_id", [id_ for id_, (_, audience, _) in ROUTINES.items() if audience == "lay"])
def test_routines_for_lay_people_have_no_tapotement(catalog: Catalog, routine_id: str) -> None:
    steps = catalog.routines[routine_id].steps
    assert not [step.technique for step in steps if catalog.techniques[step.technique].percussive]


@pytest.mark.parametrize(("routine_id", "letter"), [("back-routine", "A"), ("lumbar-routine", "B")])
def test_two_routines_are_a_source_document_complete(catalog: Catalog, routine_id: str, letter: str) -> None:
    of_document = {
        id_
        for id_, technique in catalog.techniques.items()
        if {catalog.sources[citation.doc].letter for citation in technique.sources} == {letter}
    }
    routine = catalog.routines[routine_id]
    assert [step.technique for step in routine.steps if step.technique not in of_document] == []
    assert {step.technique for step in routine.steps} == of_document
    assert routine.basis == "source"


@pytest.mark.parametrize("routine_id", ROUTINES)
def test_titles_say_massage_and_make_no_claim(catalog: Catalog, routine_id: str) -> None:
    words = catalog.text.routines[routine_id]
    assert "massage" in words.title
    for claim in ("relie", "cure", "heal", "treat", "therap", "eas"):
        assert claim not in words.title.lower()
