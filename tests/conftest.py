"""What tests of every part share."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from functools import cache

import pytest
from hypothesis import settings

from cardgen.content.catalog import load
from cardgen.content.model import Catalog
from cardgen.pipeline import CardResult, make_card
from cardgen.request import CardRequest

settings.register_profile("cardgen", deadline=None)  # a time limit would fail on a busy machine, not on a wrong result
settings.register_profile("ci", settings.get_profile("cardgen"), derandomize=True)  # a change is judged by itself
settings.load_profile("ci" if os.environ.get("CI") else "cardgen")

CLOCK = dt.datetime(2026, 11, 20, 9, 30, 15, tzinfo=dt.UTC)


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """The shipped catalogue; frozen, so that tests may share it."""
    return load()


@pytest.fixture(scope="session")
def make() -> Callable[..., CardResult]:
    """Make a card of ``CardRequest``'s fields, at a fixed time; the same card is made once."""
    cached = cache(make_card)

    def call(**fields: object) -> CardResult:
        return cached(CardRequest(**{"clock": CLOCK, **fields}))  # type: ignore[arg-type]

    return call
