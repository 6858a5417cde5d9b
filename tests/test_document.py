"""What a card says: every warning, source, term and label, whatever the techniques."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import fields

import pytest

from cardgen.content.days import spoken_day
from cardgen.content.dose import Amount
from cardgen.content.model import Catalog
from cardgen.document import Document, Imprint, Labels, step_numbers
from cardgen.phrasing import build
from cardgen.plan import Plan, compose
from cardgen.screening import general
from cardgen.selection import Choice, select

CLOCK = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
ROUTINES = ("lower-back", "back-routine", "lumbar-routine", "quick-10")


def plan_of(catalog: Catalog, routine: str | None = None, choices: Sequence[Choice] = ()) -> Plan:
    return compose(general(catalog), select(catalog, routine=routine, choices=choices))


def chosen(catalog: Catalog, *ids: str) -> Plan:
    """Plan techniques, each with the least dose that it may have."""
    rules = {id_: catalog.techniques[id_].dose for id_ in ids}
    doses = {id_: Amount(rule.limit_range.min, rule.kind) for id_, rule in rules.items()}
    return plan_of(catalog, choices=[Choice(id_, doses[id_]) for id_ in ids])


def said(plan: Plan, imprint: Imprint | None = None) -> Document:
    return build(plan, imprint or Imprint(clock=CLOCK))


@pytest.fixture(params=[*ROUTINES, "every technique"])
def plan(request: pytest.FixtureRequest, catalog: Catalog) -> Plan:
    return (
        chosen(catalog, *catalog.techniques) if request.param == "every technique" else plan_of(catalog, request.param)
    )


# --- Warnings


def test_every_rule_of_every_technique_is_a_warning_of_the_card(catalog: Catalog, plan: Plan) -> None:
    document = said(plan)
    warnings = " ".join(document.warnings)
    for step in plan.steps:
        for rule_id in step.technique.rules:
            core = catalog.rules[rule_id].core
            phrases = (panel.phrases for panel in catalog.text.core.values())
            text = next(of[core] for of in phrases if core in of) if core else catalog.text.rules[rule_id].text
            assert text in warnings
    for panel in catalog.core.panels:
        assert all(catalog.text.core[panel.id].phrases[phrase] in warnings for phrase in panel.phrases)


def test_a_rule_names_exactly_the_steps_whose_techniques_have_it(catalog: Catalog, plan: Plan) -> None:
    named = {id_: rule.steps for rule in said(plan).step_rules for id_ in rule.ids}
    for id_, numbers in named.items():
        assert numbers == tuple(step.number for step in plan.steps if id_ in step.technique.rules)
        assert catalog.rules[id_].core is None
    assert set(named) == {id_ for id_ in plan.rule_ids if catalog.rules[id_].core is None}


def test_rules_of_the_same_steps_stand_together_once(plan: Plan) -> None:
    rules = said(plan).step_rules
    assert len({rule.steps for rule in rules}) == len(rules)
    assert [rule.steps for rule in rules] == sorted(rule.steps for rule in rules)
    assert all(len(rule.ids) == len(rule.texts) for rule in rules)


def test_the_core_has_the_panels_of_the_catalogue_in_its_order(catalog: Catalog, plan: Plan) -> None:
    document = said(plan)
    assert [item.id for item in document.core] == [panel.id for panel in catalog.core.panels]
    for item, panel in zip(document.core, catalog.core.panels, strict=True):
        assert len(item.phrases) + len(item.sentences) == len(panel.phrases)
        assert all(text in item.running for text in (*item.phrases, *item.sentences))


# --- Steps


def test_steps_are_said_as_planned(catalog: Catalog, plan: Plan) -> None:
    for step, item in zip(plan.steps, said(plan).steps, strict=True):
        words = catalog.text.techniques[step.technique_id]
        assert (item.number, item.technique_id, item.minutes) == (step.number, step.technique_id, step.minutes)
        assert (item.name, item.term, item.hands) == (words.name, words.term, words.hands)
        assert (item.full, item.short) == (words.full, words.short)
        assert item.badge.split("\u00a0")[0] == str(step.amount.count)
        assert (item.about is not None) is (step.amount.kind == "times")
        assert item.from_source is step.from_source
        assert item.alt.endswith(".")


def test_pressure_is_said_as_a_level_or_as_a_climb(catalog: Catalog) -> None:
    steps = {step.technique_id: step for step in said(chosen(catalog, *catalog.techniques)).steps}
    assert (steps["fan"].pressure, steps["fan"].pressure_words) == ((2, 2), "gentle")
    assert (steps["effleurage-oil"].pressure, steps["effleurage-oil"].pressure_words) == ((1, 3), "light to moderate")


@pytest.mark.parametrize(("times", "minutes"), [(20, 3), (10, 2)])
def test_repetitions_have_an_estimate_in_minutes(catalog: Catalog, times: int, minutes: int) -> None:
    choices = [Choice("stroking", Amount(3, "minutes")), Choice("deep-stroking", Amount(times, "times"))]
    document = said(plan_of(catalog, choices=choices))
    badge, about = f"{times}\u00a0times", f"about\u00a0{minutes}\u00a0min"
    assert (document.steps[1].badge, document.steps[1].about) == (badge, about)
    assert (document.steps[0].badge, document.steps[0].about) == ("3\u00a0min", None)


def test_a_card_of_one_step_says_so(catalog: Catalog) -> None:
    assert said(chosen(catalog, "stroking")).subtitle.endswith("in 1 step")
    assert said(plan_of(catalog, "lower-back")).subtitle == "20-minute massage in 7 steps"


def test_percussion_is_for_trained_therapists(catalog: Catalog) -> None:
    assert said(plan_of(catalog, "back-routine")).audience == "For trained therapists"
    assert said(plan_of(catalog, "lower-back")).audience is None


# --- Sources, words, labels


def test_sources_name_document_and_heading_for_every_step(catalog: Catalog, plan: Plan) -> None:
    *lines, edition = said(plan).sources
    for step in plan.steps:
        for cited in step.technique.sources:
            title = catalog.text.sources[cited.doc].title
            (line,) = (line for line in lines if line.startswith(f"{catalog.sources[cited.doc].letter}: {title}. "))
            place = re.search(rf"{re.escape(cited.under)} \(Steps? ([0-9, ]+)\)", line)
            assert place is not None
            assert str(step.number) in place[1].split(", ")
    assert catalog.edition.version in edition
    assert spoken_day(catalog, catalog.edition.reviewed) in edition
    assert spoken_day(catalog, catalog.edition.review_by) in edition


def test_every_term_that_a_card_uses_is_explained_and_no_other(catalog: Catalog, plan: Plan) -> None:
    document = said(plan)
    used = [text for step in document.steps for text in (step.name, step.term, step.hands, step.full, step.short)]
    used += [*document.warnings, *(cell for row in document.pain.rows for cell in row)]
    words = " ".join(used).casefold()
    explained = dict(document.glossary)
    for entry in catalog.text.glossary.values():
        if re.search(rf"\b{re.escape(entry.term.casefold())}\b", words):
            assert explained[entry.term] == entry.meaning
    assert list(explained) == sorted(explained)
    names = " ".join(name for step in plan.steps for name in catalog.text.techniques[step.technique_id].also_called)
    assert all(re.search(rf"\b{re.escape(term.casefold())}\b", f"{words} {names.casefold()}") for term in explained)


def test_every_label_has_words(plan: Plan) -> None:
    labels = said(plan).labels
    for field in fields(Labels):
        value = getattr(labels, field.name)
        assert value
        assert all(value.values()) if isinstance(value, dict) else value.strip()
    assert set(labels.phases) == {"warm-up", "main", "percussion", "finish"}


def test_the_tick_list_asks_for_every_sign_and_every_condition_once(catalog: Catalog, plan: Plan) -> None:
    ticks = said(plan).ticklist
    assert ticks is not None
    asked = [item for group in ticks.groups for item in group.items]
    expected = [catalog.text.red_flags[id_].name for id_ in catalog.red_flags]
    expected += [catalog.text.conditions[id_].name for id_ in catalog.conditions]
    assert sorted(asked) == sorted(expected)
    assert [group.flag for group in ticks.groups[:4]] == [True, True, False, False]


# --- What the user adds


def test_the_user_s_texts_stand_in_their_fields(catalog: Catalog) -> None:
    imprint = Imprint(
        clock=CLOCK,
        client="Zoë {minutes} Żółć",
        therapist="T",
        clinic="C",
        clinic_contact="one\ntwo",
        note="<b>n</b>",
        date=dt.date(2026, 11, 2),
        review_date=dt.date(2027, 1, 31),
    )
    document = said(plan_of(catalog), imprint)
    values = {field.label: field.value for field in document.fields}
    assert values == {
        "Client": "Zoë {minutes} Żółć",
        "Therapist": "T",
        "Clinic": "C\none\ntwo",
        "Date": "2\u00a0Nov\u00a02026",
        "Review by": "31\u00a0Jan\u00a02027",
    }
    assert document.for_client == "For Zoë {minutes} Żółć"
    assert (document.clinic, document.note) == ("C", "<b>n</b>")


def test_fields_without_a_value_are_there_for_the_pen(catalog: Catalog) -> None:
    document = said(plan_of(catalog))
    assert [field.label for field in document.fields] == ["Client", "Therapist", "Clinic", "Date", "Review by"]
    assert {field.value for field in document.fields} == {None}
    assert (document.for_client, document.clinic, document.note) == (None, None, None)


def test_a_contact_without_a_clinic_is_printed_too(catalog: Catalog) -> None:
    document = said(plan_of(catalog), Imprint(clock=CLOCK, clinic_contact="0123 456"))
    assert [field.value for field in document.fields if field.label == "Clinic"] == ["0123 456"]


def test_step_numbers_are_said_in_the_singular_and_the_plural(catalog: Catalog) -> None:
    labels = said(plan_of(catalog)).labels
    assert step_numbers(labels, (3,)) == "Step 3"
    assert step_numbers(labels, (3, 6)) == "Steps 3, 6"
