"""The slip for the doctor: it says where to go and how urgent it is, and nothing about what the person has."""

from __future__ import annotations

import datetime as dt
import itertools
import re

import pytest

from cardgen.content.days import spoken_day
from cardgen.content.model import Catalog
from cardgen.document import Imprint
from cardgen.papers.slip import Slip, Urgency, build_slip, urgency_of

CLOCK = dt.datetime(2026, 11, 20, tzinfo=dt.UTC)
DAY = dt.date(2026, 11, 20)
URGENCIES: tuple[Urgency, ...] = ("emergency", "refuse", "refer", "remnant")


def slip(catalog: Catalog, urgency: Urgency, number: str | None = None) -> Slip:
    return build_slip(catalog, Imprint(clock=CLOCK, emergency_number=number), urgency, DAY)


def said(slip: Slip) -> str:
    """Return everything that the slip says but the emergency signs, which stand on every slip."""
    fields = (*slip.fields, slip.reply.limits, *slip.reply.fields)
    passages = (text for one in slip.passages for text in (one.title, one.text))
    return " ".join((slip.title, slip.subtitle, *passages, slip.reply.question, *(one.label for one in fields)))


def test_the_gravest_barrier_says_how_urgent_it_is() -> None:
    assert urgency_of(["refer", "emergency", "refuse"]) == "emergency"
    assert urgency_of(["refer", "refuse"]) == "refuse"
    assert urgency_of(["refer"]) == "refer"
    assert urgency_of([]) == "remnant"


@pytest.mark.parametrize("urgency", URGENCIES)
def test_it_names_no_condition(catalog: Catalog, urgency: Urgency) -> None:
    text = said(slip(catalog, urgency)).casefold().replace("emergency services", "")
    for words in catalog.text.conditions.values():
        for name in (words.name, words.short or words.name, *words.synonyms):
            assert not re.search(rf"\b{re.escape(name.casefold())}\b", text), name
    for flag in catalog.text.red_flags.values():
        assert flag.name.casefold() not in text
    assert catalog.label("slip-no-diagnosis").casefold() in text


def test_each_urgency_says_something_else(catalog: Catalog) -> None:
    for one, other in itertools.combinations(URGENCIES, 2):
        assert slip(catalog, one).passages != slip(catalog, other).passages


@pytest.mark.parametrize("urgency", URGENCIES)
def test_the_emergency_signs_stand_on_every_slip(catalog: Catalog, urgency: Urgency) -> None:
    signs = slip(catalog, urgency, "112").signs
    assert signs.phrases == tuple(catalog.text.core["emergency"].phrases.values())
    assert signs.lead is not None
    assert "112" in signs.lead


def test_an_emergency_says_first_and_in_bold_whom_to_call(catalog: Catalog) -> None:
    first = slip(catalog, "emergency", "112").passages[0]
    assert first.strong
    assert "Call emergency services (112) now" in first.text
    assert "Call emergency services now" in slip(catalog, "emergency").passages[0].text


def test_names_and_day_are_filled_in_and_the_answer_is_left_free(catalog: Catalog) -> None:
    imprint = Imprint(clock=CLOCK, client="Zoë", therapist="Mia", clinic="Quiet", clinic_contact="Tel 1\nStreet 2")
    made = build_slip(catalog, imprint, "refer", DAY)
    assert [field.value for field in made.fields] == ["Zoë", "Quiet\nTel 1\nStreet 2", "Mia", spoken_day(catalog, DAY)]
    assert all(field.value is None for field in (made.reply.limits, *made.reply.fields))
    assert made.reply.answers == (catalog.label("answer-no"), catalog.label("answer-yes"))
