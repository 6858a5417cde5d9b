"""A workshop makes the card that is made alone."""

from __future__ import annotations

import datetime as dt
import gc

import pytest

from cardgen.pipeline import make_card
from cardgen.request import CardRequest, Sources
from cardgen.workshop import Workshop, uninterrupted

CLOCK = dt.datetime(2026, 11, 20, 9, 30, 15, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def workshop() -> Workshop:
    return Workshop(Sources())


def test_a_card_is_the_same_as_one_made_alone(workshop: Workshop) -> None:
    request = CardRequest(clock=CLOCK, routine="quick-10", format="a6", client="Zoë", ticklist=False)
    alone = make_card(request)
    assert [workshop.make(request).pdf for _ in range(5)] == [alone.pdf] * 5


def test_a_request_for_other_sources_is_refused(workshop: Workshop) -> None:
    with pytest.raises(ValueError, match="other sources"):
        workshop.make(CardRequest(clock=CLOCK, sources=Sources(gray=True)))


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
