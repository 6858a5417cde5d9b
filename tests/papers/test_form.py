"""The words of the intake form."""

from __future__ import annotations

import datetime as dt

from cardgen.content.days import spoken_day
from cardgen.content.model import Catalog
from cardgen.content.zone_names import PLACES
from cardgen.document import Imprint
from cardgen.intake.questions import topics
from cardgen.papers.form import build_form

CLOCK = dt.datetime(2026, 11, 20, tzinfo=dt.UTC)


def test_it_asks_what_the_catalogue_knows(catalog: Catalog) -> None:
    assert build_form(catalog, Imprint(clock=CLOCK)).topics == topics(catalog)


def test_the_places_on_the_back_are_those_that_an_answer_may_name(catalog: Catalog) -> None:
    assert set(build_form(catalog, Imprint(clock=CLOCK)).back.zones) <= set(PLACES)


def test_what_is_known_is_filled_in(catalog: Catalog) -> None:
    day = dt.date(2026, 11, 20)
    form = build_form(catalog, Imprint(clock=CLOCK, client="Zoë", therapist="Mia", clinic="Quiet", date=day))
    assert [field.value for field in form.person] == ["Zoë", None, spoken_day(catalog, day)]
    assert [field.value for field in form.signatures] == [None, None, "Mia"]
    assert form.clinic == "Quiet"
    assert form.sender is not None
    assert form.sender.value == "Quiet"
