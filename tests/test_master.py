"""A card from the master is the card that is made alone, byte for byte, whatever the client is called."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cardgen.content.place import Place
from cardgen.content.told import PersonInput, Told
from cardgen.errors import ContentError
from cardgen.fonts import metrics
from cardgen.loading import Material, load
from cardgen.master import Master, master_of
from cardgen.pipeline import make_card
from cardgen.request import CardRequest, Sources

CLOCK = dt.datetime(2026, 11, 20, 9, 30, 15, tzinfo=dt.UTC)
LETTERS = sorted(c for c in metrics("regular").advances if c.isalpha() and ord(c) < 0x500)
NAMES = st.text(st.sampled_from([*LETTERS, *"    '’-.(\\"]), min_size=1, max_size=24).filter(lambda name: name.strip())
FORMATS = ("a5", "a6", "id1", "letter")


@pytest.fixture(scope="module")
def material() -> Material:
    return load(Sources())


@pytest.fixture(scope="module")
def masters(material: Material) -> dict[str, Master]:
    made = {form: master_of(request(form), material) for form in FORMATS}
    assert None not in made.values()
    return made  # type: ignore[return-value]


def request(form: str = "a5", **told: object) -> CardRequest:
    return replace(CardRequest(clock=CLOCK, routine="quick-10", format=form, ticklist=False), **told)  # type: ignore[arg-type]


@settings(max_examples=12)
@given(name=NAMES, form=st.sampled_from(FORMATS))
def test_it_is_the_card_made_alone(masters: dict[str, Master], material: Material, name: str, form: str) -> None:
    card = make_card(request(form, client=name), material)
    assert masters[form].make(name) == card.pdf
    printed = masters[form].client(name)
    assert printed is not None
    assert masters[form].document(printed) == card.document
    assert masters[form].result.notices == card.notices


@pytest.mark.parametrize(
    "told",
    [
        {"clinic": "Quiet Hands", "therapist": "Ana", "note": "Drink water.\nRest.", "qr": "https://example.org/x"},
        {
            "person": PersonInput(
                conditions=(Told("bruise@lumbar-left", Place("--condition")), Told("period", Place("--condition"))),
                screened_by="Ana",
                screened_on=CLOCK.date(),
            )
        },
        {"routine": "lower-back", "minutes": 20, "date": CLOCK.date()},
    ],
    ids=["imprint", "screened", "minutes"],
)
def test_whatever_else_the_card_says(material: Material, told: dict[str, object]) -> None:
    master = master_of(request(**told), material)
    assert master is not None
    for name in ("Zoë Żółć", "Ana", "Łukasz (\\)"):
        assert master.make(name) == make_card(request(client=name, **told), material).pdf


def test_a_long_name_gets_pages_of_its_own(masters: dict[str, Master]) -> None:
    assert masters["a6"].make("W" * 60) is None


def test_a_name_that_is_none_and_one_that_cannot_be_set(masters: dict[str, Master]) -> None:
    assert masters["a5"].make("  ") is None
    with pytest.raises(ContentError, match="--client"):
        masters["a5"].make("漢")


def test_the_mark_is_no_letter_of_the_card(masters: dict[str, Master], material: Material) -> None:
    """Even a client who is called like the mark gets their card."""
    master = masters["a5"]
    assert master.make(master.mark[:1]) == make_card(request(client=master.mark[:1]), material).pdf


def test_the_mark_is_gone(masters: dict[str, Master]) -> None:
    master = masters["a5"]
    document = master.document("Ana")
    assert master.mark not in str(document)
    assert document.for_client == "For Ana"
