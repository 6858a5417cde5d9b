"""What stands on every card is the same object on every card of a catalogue, and each catalogue's own."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from cardgen import standing
from cardgen.content.dose import Amount
from cardgen.content.model import Catalog
from cardgen.document import Document, Imprint
from cardgen.person import Finding, Person
from cardgen.phrasing import build
from cardgen.plan import compose
from cardgen.screening import general, screen
from cardgen.selection import Choice, select

CLOCK = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
IMPRINT = Imprint(clock=CLOCK, client="Ann", emergency_number="112")


def card(catalog: Catalog, *ids: str, client: str = "Ann") -> Document:
    rules = {id_: catalog.techniques[id_].dose for id_ in ids}
    choices = tuple(Choice(id_, Amount(rule.limit_range.min, rule.kind)) for id_, rule in rules.items())
    return build(compose(general(catalog), select(catalog, choices=choices)), replace(IMPRINT, client=client))


def with_label(catalog: Catalog, key: str, words: str) -> Catalog:
    """Return the catalogue with other words for one label."""
    interface = catalog.text.interface
    labels = interface.model_copy(update={"labels": {**interface.labels, key: words}})
    return catalog.model_copy(update={"text": catalog.text.model_copy(update={"interface": labels})})


@pytest.mark.parametrize("block", ["core", "pain", "checklist", "ticklist", "labels"])
def test_cards_that_differ_share_what_stands_on_all_of_them(catalog: Catalog, block: str) -> None:
    one, other = card(catalog, "effleurage-oil"), card(catalog, "effleurage-oil", "fan", client="Bea")
    assert one.steps != other.steps
    assert getattr(one, block) is getattr(other, block)


def test_the_same_step_is_the_same_object(catalog: Catalog) -> None:
    one, other = card(catalog, "effleurage-oil"), card(catalog, "effleurage-oil", "fan", client="Bea")
    assert one.steps[0] is other.steps[0]


def test_a_catalogue_never_says_what_another_one_does(catalog: Catalog) -> None:
    before = card(catalog, "effleurage-oil")
    mine = with_label(with_label(catalog, "min", "minutes long"), "pain-title", "Where it hurts")
    mine = with_label(with_label(mine, "foot-stop", "Stop then"), "edition", "Mine {version} {reviewed} {review_by}")
    after = card(mine, "effleurage-oil")
    assert after.steps[0].badge.endswith("minutes long")
    assert (after.pain.title, after.labels.stop) == ("Where it hurts", "Stop then")
    assert after.sources[-1].startswith("Mine")
    assert card(catalog, "effleurage-oil") == before


def test_a_panel_without_what_applies_is_that_of_everybody(catalog: Catalog) -> None:
    """Only the panels with a phrase that applies are made anew for a person."""
    applying = catalog.conditions["bruise"].core
    everybody = standing.core_items(catalog, "112")
    for panel, common in zip(catalog.core.panels, everybody, strict=True):
        own = standing.core_item(catalog, panel, "112", {applying})
        assert (own is common) is (applying not in panel.phrases)
        assert sorted((*own.phrases, *own.sentences)) == sorted((*common.phrases, *common.sentences))
        if applying in panel.phrases:
            phrase = catalog.text.core[panel.id].phrases[applying]
            assert phrase in (*own.phrases[:1], *own.sentences[:1])


def test_only_the_emergency_signs_name_the_number(catalog: Catalog) -> None:
    for panel in catalog.core.panels:
        numbers = [standing.core_item(catalog, panel, number) for number in (None, "112", "999")]
        assert len({item.lead for item in numbers}) == (3 if panel.id == "emergency" else 1)


def test_a_person_s_card_and_a_general_one_do_not_mix(catalog: Catalog) -> None:
    """A step that keeps off a place is another step than the same one for somebody else, whoever came first."""
    person = Person((Finding("bruise", frozenset({"lumbar-left"})),), 40, "Ann", CLOCK.date())
    selection = select(catalog)
    cards = [
        build(compose(screening, selection), IMPRINT)
        for screening in (general(catalog), screen(catalog, person, CLOCK.date()), general(catalog))
    ]
    assert cards[0] == cards[2]
    assert all(step.hatched == {"lumbar-left"} for step in cards[1].steps)
    assert not any(step.hatched or step.avoided for step in cards[2].steps)
    kept_off = [step for step in cards[1].steps if step.avoided]
    assert kept_off
    assert all("left low back" in step.full and "left low back" in step.alt for step in kept_off)
