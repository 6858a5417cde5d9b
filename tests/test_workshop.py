"""A workshop makes the card that is made alone."""

from __future__ import annotations

import datetime as dt
import gc
from contextlib import suppress
from dataclasses import replace

import pytest

from cardgen.content.place import Place
from cardgen.errors import CardgenError
from cardgen.person import PersonInput, Told
from cardgen.pipeline import make_card
from cardgen.request import CardRequest, Sources
from cardgen.stages import alone, together
from cardgen.workshop import CardFile, Workshop, uninterrupted

CLOCK = dt.datetime(2026, 11, 20, 9, 30, 15, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def workshop() -> Workshop:
    return Workshop(Sources())


def made(workshop: Workshop, common: CardRequest, client: str | None) -> CardFile:
    return alone(workshop.file_in_stages(common, client))


def test_a_card_is_the_same_as_one_made_alone(workshop: Workshop) -> None:
    request = CardRequest(clock=CLOCK, routine="quick-10", format="a6", client="Zoë", ticklist=False)
    card = make_card(request)
    assert [workshop.make(request) for _ in range(5)] == [CardFile(card.pdf, card.notices)] * 5
    common = replace(request, client=None)
    assert [made(workshop, common, "Zoë") for _ in range(5)] == [CardFile(card.pdf, card.notices)] * 5
    nobody = make_card(common)
    assert [made(workshop, common, None) for _ in range(5)] == [CardFile(nobody.pdf, nobody.notices)] * 5


def test_a_name_that_the_common_pages_do_not_hold_gets_its_own(workshop: Workshop) -> None:
    common, long = CardRequest(clock=CLOCK, routine="quick-10", format="a6", ticklist=False), "Wilhelmina " * 12
    card = make_card(replace(common, client=long))
    assert [made(workshop, common, name).pdf for name in ("Zoë", "Ana", "Zoë", long)][3] == card.pdf


ANSWERED = PersonInput(
    conditions=(Told("bruise@lumbar-left", Place("--condition")),),
    age=40,
    screened_by="A. Smith",
    screened_on=CLOCK.date(),
)


@pytest.mark.parametrize(
    "request_",
    [
        CardRequest(clock=CLOCK, client="Zoë"),
        CardRequest(clock=CLOCK, format="id1", ticklist=False, person=ANSWERED),
        CardRequest(clock=CLOCK, person=replace(ANSWERED, conditions=(Told("fracture", Place("--condition")),))),
        CardRequest(clock=CLOCK, routine="nowhere", format="nothing"),
    ],
    ids=["general", "screened", "refused", "wrong"],
)
def test_a_card_leaves_nothing_to_the_collector(workshop: Workshop, request_: CardRequest) -> None:
    """A batch keeps it away for thousands of cards, so that what it would have to find would stay."""

    def attempt() -> None:
        with suppress(CardgenError):
            make_card(request_, workshop.material)
        together([workshop.file_in_stages(request_, None), workshop.file_in_stages(request_, None)])

    attempt()
    gc.collect()
    with uninterrupted():
        attempt()
        assert gc.collect() == 0


def test_a_request_for_other_sources_is_refused(workshop: Workshop) -> None:
    with pytest.raises(ValueError, match="other sources"):
        workshop.make(CardRequest(clock=CLOCK, sources=Sources(gray=True)))
    with pytest.raises(ValueError, match="other sources"):
        made(workshop, CardRequest(clock=CLOCK, sources=Sources(gray=True)), "Zoë")


@pytest.mark.parametrize("collecting", [True, False])
def test_the_collector_is_left_as_it_was(*, collecting: bool) -> None:
    before = gc.isenabled()
    (gc.enable if collecting else gc.disable)()
    try:
        with pytest.raises(KeyError), uninterrupted():
            assert not gc.isenabled()
            raise KeyError
        assert gc.isenabled() is collecting
    finally:
        (gc.enable if before else gc.disable)()
