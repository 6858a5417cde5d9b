"""The same digest, the same card; whatever a card depends on changes it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from cardgen.batch.digests import Digests, sources_digest
from cardgen.content.dose import Amount
from cardgen.content.place import Place
from cardgen.content.told import PersonInput, Told
from cardgen.errors import FileError
from cardgen.request import CardRequest, Sources
from cardgen.selection import Choice

CLOCK = dt.datetime(2026, 11, 20, 9, 30, 15, tzinfo=dt.UTC)
BASE = CardRequest(
    clock=CLOCK, today=CLOCK.date(), person=PersonInput(conditions=(Told("rash", Place("r.csv", 2, 3)),))
)


def digest(request: CardRequest, sources: str = "s") -> str:
    return Digests(sources).of(request)


@pytest.mark.parametrize(
    "change",
    [
        {"clock": CLOCK + dt.timedelta(seconds=1)},
        {"routine": "quick-10"},
        {"choices": (Choice("fan"),)},
        {"choices": (Choice("fan", Amount(3, "minutes")),)},
        {"skip": ("fan",)},
        {"minutes": 20},
        {"format": "a6"},
        {"client": "Zoë"},
        {"client": "Zoe"},
        {"note": "Zoe"},
        {"date": CLOCK.date()},
        {"ticklist": False},
        {"emergency_number": "112"},
        {"person": PersonInput(conditions=(Told("bruise", Place("r.csv", 2, 3)),))},
        {"person": PersonInput(conditions=BASE.person.conditions, age=40)},
    ],
)
def test_whatever_a_card_depends_on_counts(change: dict[str, object]) -> None:
    assert digest(replace(BASE, **change)) != digest(BASE)  # type: ignore[arg-type]


def test_what_it_does_not_depend_on_does_not_count() -> None:
    elsewhere = replace(BASE.person, conditions=(Told("rash", Place("other.csv", 9, 9)),), place=Place("x"))
    assert digest(replace(BASE, person=elsewhere, today=dt.date(2027, 1, 1))) == digest(BASE)


def test_files_count_by_what_is_in_them(tmp_path: Path) -> None:
    logo, routine = tmp_path / "logo.png", tmp_path / "mine.yaml"
    logo.write_bytes(b"one")
    routine.write_bytes(b"one")
    request = replace(BASE, logo=logo, routine=str(routine))
    first = digest(request)
    for path in (logo, routine):
        path.write_bytes(b"two")
        assert digest(request) != first
        path.write_bytes(b"one")
        assert digest(request) == first
    logo.unlink()
    with pytest.raises(FileError):
        digest(request)


def test_the_sources_count(tmp_path: Path) -> None:
    assert digest(BASE, "other") != digest(BASE)
    theme = tmp_path / "mine.yaml"
    theme.write_text("a", encoding="ascii")
    first = sources_digest(Sources(theme=theme))
    theme.write_text("b", encoding="ascii")
    assert sources_digest(Sources(theme=theme)) != first
    assert sources_digest(Sources(gray=True)) != sources_digest(Sources())
