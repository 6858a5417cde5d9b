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


@pytest.mark.parametrize(
    ("today", "date", "told_until", "clear_until"),
    [
        (None, None, "2026-11-20", "2026-11-20"),
        ("2026-11-23", None, "2026-11-23", "2026-11-23"),
        ("2026-11-23", "2026-11-20", "2026-11-20", "2026-11-23"),
        ("2026-11-23", "2026-12-24", "2026-11-23", "2026-12-24"),
    ],
)
def test_the_days_that_count_cannot_be_set_to_advantage(
    today: str | None, date: str | None, told_until: str, clear_until: str
) -> None:
    """A card of another day needs clearances that hold until then, and today; and no word from the future."""
    asked = CardRequest(
        clock=CLOCK,
        today=dt.date.fromisoformat(today) if today else None,
        date=dt.date.fromisoformat(date) if date else None,
    )
    assert (str(asked.told_until), str(asked.clear_until)) == (told_until, clear_until)


def test_the_default_format_is_one_of_the_theme() -> None:
    assert DEFAULT_FORMAT in default_theme().formats


def test_a_request_is_frozen_and_can_be_a_key() -> None:
    asked = CardRequest(clock=CLOCK, client="Ann")
    with pytest.raises(FrozenInstanceError):
        asked.client = "Bob"  # type: ignore[misc]
    assert {asked: 1}[CardRequest(clock=CLOCK, client="Ann")] == 1
