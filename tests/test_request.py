import datetime as dt
from dataclasses import FrozenInstanceError

import pytest

from cardgen.request import DEFAULT_FORMAT, CardRequest
from cardgen.theme import default_theme

CLOCK = dt.datetime(2026, 11, 20, tzinfo=dt.UTC)


def test_only_the_clock_has_no_default() -> None:
    with pytest.raises(TypeError, match="clock"):
        CardRequest()  # type: ignore[call-arg]
    asked = CardRequest(clock=CLOCK)
    typed = ("routine", "choices", "skip", "minutes", "on", "client", "therapist", "clinic", "clinic_contact", "logo")
    typed += ("note", "date", "review_date", "qr")
    assert not any(getattr(asked, name) for name in typed)
    assert asked.format == DEFAULT_FORMAT


def test_the_default_format_is_one_of_the_theme() -> None:
    assert DEFAULT_FORMAT in default_theme().formats


def test_a_request_is_frozen_and_can_be_a_key() -> None:
    asked = CardRequest(clock=CLOCK, client="Ann")
    with pytest.raises(FrozenInstanceError):
        asked.client = "Bob"  # type: ignore[misc]
    assert {asked: 1}[CardRequest(clock=CLOCK, client="Ann")] == 1
