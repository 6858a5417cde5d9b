"""The safety content of the shipped catalogue: rules, conditions, red flags and the safety core."""

from __future__ import annotations

import pytest

from cardgen.content.catalog import load
from cardgen.content.checks import check
from cardgen.content.conditions import Adaptation
from cardgen.content.core_checks import word_count
from cardgen.content.facts import Citation
from cardgen.content.model import Catalog

RULES = {
    "not-on-spine": ("always", "source", "A"),
    "short-term-only": ("always", "source", "A"),
    "mild-side-effects": ("always", "source", "A"),
    "ask-first": ("precondition", "editorial", "OURS"),
    "diagnosis-first": ("precondition", "source", "A A B"),
    "pain-during-massage": ("stop", "safer", "B OURS"),
    "stop-signals": ("stop", "editorial", "OURS"),
    "ointment-is-the-doctors-call": ("ointment", "safer", "B OURS"),
    "ointment-pregnancy": ("ointment", "source", "B"),
    "lumbar-no-heavy-blows": ("technique", "source", "B"),
    "light-percussion": ("technique", "source", "A"),
    "percussion-keeps-off": ("technique", "safer", "OURS B"),
    "above-the-buttocks": ("technique", "safer", "OURS"),
    "pressure-to-feet": ("technique", "source", "A"),
    "no-weight-on-spine": ("technique", "safer", "OURS"),
    "ease-over-sacrum": ("technique", "safer", "OURS"),
    "ease-over-spine": ("technique", "safer", "OURS"),
    "only-to-comfort": ("technique", "safer", "OURS YIN"),
    "neck-lightly": ("technique", "safer", "OURS YIN"),
    "no-pinching": ("technique", "editorial", "OURS"),
    "test-the-oil": ("technique", "safer", "OURS"),
    "ask-about-oil": ("technique", "safer", "OURS"),
}

# Every condition: its effect, and the words of the safety core by which a reader recognises it.
CONDITIONS = {
    "infection": ("refuse", "any infection"),
    "skin-infection": ("refuse", "any infection"),
    "fever": ("refuse", "fever"),
    "kidney-infection": ("refuse", "any infection"),
    "clotting-disorder": ("refuse", "poor clotting"),
    "blood-clot": ("refuse", "blood clot"),
    "heart-disease": ("refuse", "heart, blood-vessel"),
    "unstable-heart-disease": ("refuse", "heart"),
    "stroke": ("refuse", "stroke"),
    "high-blood-pressure": ("refuse", "blood-pressure"),
    "aortic-aneurysm": ("refuse", "blood-vessel"),
    "hypothermia": ("refuse", "dangerously cold"),
    "medical-emergency": ("refuse", "dangerously cold or ill"),
    "intoxicated": ("refuse", "drink, drugs"),
    "no-consent": ("refuse", "no consent"),
    "pre-eclampsia": ("refuse", "blood-pressure"),
    "spinal-fracture": ("refuse", "spine fracture"),
    "spinal-tumour": ("refuse", "spine fracture or tumour"),
    "stable-heart-disease": ("refer", "heart, blood-vessel"),
    "blood-thinners": ("refer", "blood thinners"),
    "child": ("refer", "child"),
    "epilepsy": ("refer", "epilepsy"),
    "pregnancy": ("refer", "pregnancy"),
    "herniated-disc": ("refer", "spine problem"),
    "displaced-vertebra": ("refer", "spine problem"),
    "spinal-cord-injury": ("refer", "spine problem"),
    "osteochondrosis": ("refer", "spine problem"),
    "back-surgery": ("refer", "surgery, implant"),
    "osteoporosis": ("refer", "weak bones"),
    "arthritis-flare": ("refer", "inflamed joints"),
    "numb-skin": ("refer", "numbness"),
    "leg-weakness": ("refer", "weak leg"),
    "diabetes": ("refer", "diabetes"),
    "cancer": ("refer", "cancer"),
    "steroids": ("refer", "steroids"),
    "other-condition": ("refer", "other illness"),
    "fracture-elsewhere": ("avoid-area", "fractures"),
    "open-wound": ("avoid-area", "wounds"),
    "burn": ("avoid-area", "burns"),
    "rash": ("avoid-area", "rashes"),
    "surgery-elsewhere": ("avoid-area", "wounds"),
    "bruise": ("avoid-area", "bruises"),
    "varicose-veins": ("avoid-area", "varicose veins"),
    "swelling": ("avoid-area", "swelling"),
    "cannot-lie-face-down": ("adapt", "face down"),
    "menstruation": ("adapt", "period"),
    "spinal-curvature": ("adapt", "curved spine"),
    "fragile-skin": ("adapt", "bruising skin"),
}

RED_FLAGS = {
    "saddle-numbness": ("emergency", "numb or tingling genitals or buttocks"),
    "bladder-bowel": ("emergency", "trouble peeing, lost bladder or bowel control"),
    "both-legs": ("emergency", "pain, tingling, weakness or numbness in both legs"),
    "chest-pain": ("emergency", "chest pain"),
    "serious-accident": ("emergency", "serious accident"),
    "hot-and-cold": ("urgent", "fever"),
    "weight-loss": ("urgent", "weight loss"),
    "lump-or-shape": ("urgent", "lump"),
    "rest-or-night-pain": ("urgent", "night pain"),
    "see-a-professional": ("urgent", "strong, lasting"),
    "cancer-history": ("urgent", "cancer"),
    "weak-immune-system": ("urgent", "weak immunity"),
    "recent-infection": ("urgent", "any infection"),
    "steroid-use": ("urgent", "steroids"),
    "drug-injection": ("urgent", "drugs"),
    "new-pain-under-20": ("check-up", "new pain before 20"),
    "new-pain-over-55": ("check-up", "after 55"),
}

# What the panels say that no condition and no red flag stands behind.
UNMEANT = {
    "notice": ("Ask first.", "Comfortable face down?", "Agree a stop sign."),
    "always": ("May help short-term pain. Cannot replace treatment.", "Can have mild side effects."),
    "spine": ("Never press on the spine.",),
    "stop": ("Stop at pain, numbness, dizziness, “stop”.", "Pain? See a doctor."),
}
SHIPPED = load()

BARRED_BY_DOCUMENT_B = {"hypothermia", "heart-disease", "skin-infection", "clotting-disorder", "infection"}


def test_the_rules(catalog: Catalog) -> None:
    assert _rules(catalog) == RULES


@pytest.mark.parametrize("id_", SHIPPED.rules)
def test_the_loss_of_a_rule_is_noticed(catalog: Catalog, id_: str) -> None:
    """Either the rule is missed where it is named, or by the page above, which was written by hand."""
    fewer = {other: rule for other, rule in catalog.rules.items() if other != id_}
    text = {other: words for other, words in catalog.text.rules.items() if other != id_}
    smaller = catalog.model_copy(update={"rules": fewer, "text": catalog.text.model_copy(update={"rules": text})})
    assert _rules(smaller) != RULES
    named = any(id_ in technique.rules for technique in catalog.techniques.values())
    assert named == bool(
        [fault for fault in check(smaller, "en") if f"'{id_}'" in fault.message and "rule" in fault.message]
    )


@pytest.mark.parametrize(
    ("panel", "phrase"), [(panel.id, phrase) for panel in SHIPPED.core.panels for phrase in panel.phrases]
)
def test_the_loss_of_a_phrase_of_the_core_is_noticed(catalog: Catalog, panel: str, phrase: str) -> None:
    panels = tuple(
        one.model_copy(update={"phrases": tuple(other for other in one.phrases if other != phrase)})
        for one in catalog.core.panels
    )
    smaller = catalog.model_copy(update={"core": catalog.core.model_copy(update={"panels": panels})})
    missed = any(f"'{phrase}'" in fault.message for fault in check(smaller, "en"))
    assert _unmeant(smaller) != UNMEANT if panel in UNMEANT else missed


def test_what_the_core_says_beyond_conditions_and_signs(catalog: Catalog) -> None:
    assert _unmeant(catalog) == UNMEANT


def test_what_is_printed_always_and_what_stops_a_massage_stands_in_the_core(catalog: Catalog) -> None:
    phrases = _phrases(catalog)
    for id_, rule in catalog.rules.items():
        assert (rule.core in phrases) == (rule.kind != "technique"), id_


def test_rules_of_a_family_bind_all_of_its_techniques(catalog: Catalog) -> None:
    bound = {id_: rule.families for id_, rule in catalog.rules.items() if rule.families}
    assert bound == {
        "lumbar-no-heavy-blows": ("tapotement",),
        "light-percussion": ("tapotement",),
        "percussion-keeps-off": ("tapotement",),
        "only-to-comfort": ("friction",),
    }


def test_every_condition_has_its_effect(catalog: Catalog) -> None:
    shipped = {id_: condition.effect for id_, condition in catalog.conditions.items()}
    assert shipped == {id_: effect for id_, (effect, _) in CONDITIONS.items()}


def test_every_red_flag_has_its_level(catalog: Catalog) -> None:
    shipped = {id_: flag.level for id_, flag in catalog.red_flags.items()}
    assert shipped == {id_: level for id_, (level, _) in RED_FLAGS.items()}


@pytest.mark.parametrize("condition_id", CONDITIONS)
def test_a_reader_recognises_the_condition_in_the_core(catalog: Catalog, condition_id: str) -> None:
    assert CONDITIONS[condition_id][1] in _phrases(catalog)[catalog.conditions[condition_id].core].lower()


@pytest.mark.parametrize("flag_id", RED_FLAGS)
def test_a_reader_recognises_the_red_flag_in_the_core(catalog: Catalog, flag_id: str) -> None:
    assert RED_FLAGS[flag_id][1] in _phrases(catalog)[catalog.red_flags[flag_id].core].lower()


def test_what_document_b_bars_is_refused_on_its_word(catalog: Catalog) -> None:
    for id_ in BARRED_BY_DOCUMENT_B:
        condition = catalog.conditions[id_]
        assert condition.effect == "refuse", id_
        assert "B" in _letters(condition.sources, catalog).split(), id_
        assert condition.sources[0].under == "Advantages of massage", id_


@pytest.mark.parametrize(
    ("condition_id", "adaptation"),
    [
        ("blood-thinners", Adaptation(pressure_max=2, drop=("friction", "wringing", "tapotement"))),
        ("osteoporosis", Adaptation(pressure_max=2, drop=("tapotement", "wringing", "kneading"))),
        ("pregnancy", Adaptation(position="side-lying", lumbar_pressure_max=1, drop=("tapotement",))),
        ("stable-heart-disease", Adaptation(pressure_max=2, drop=("tapotement",))),
        (
            "cancer",
            Adaptation(
                pressure_max=1, avoid_affected=True, drop=("deep", "friction", "kneading", "wringing", "tapotement")
            ),
        ),
    ],
)
def test_adaptation_after_clearance(catalog: Catalog, condition_id: str, adaptation: Adaptation) -> None:
    assert catalog.conditions[condition_id].when_cleared == adaptation


@pytest.mark.parametrize(
    ("condition_id", "adaptation"),
    [
        ("fragile-skin", Adaptation(drop=("tapotement",), pressure_max=2)),
        ("menstruation", Adaptation(drop=("tapotement",), lumbar_pressure_max=2)),
        ("spinal-curvature", Adaptation(drop=("tapotement",), pressure_max=2)),
        ("cannot-lie-face-down", Adaptation(position="side-lying")),
    ],
)
def test_adaptation(catalog: Catalog, condition_id: str, adaptation: Adaptation) -> None:
    assert catalog.conditions[condition_id].adapt == adaptation


def test_an_avoided_area_is_the_affected_place(catalog: Catalog) -> None:
    for id_, condition in catalog.conditions.items():
        if condition.effect == "avoid-area":
            assert condition.adapt == Adaptation(avoid_affected=True), id_


def test_after_a_clearance_nothing_is_struck_and_the_pressure_never_rises_above_the_shipped_level(
    catalog: Catalog,
) -> None:
    for id_, condition in catalog.conditions.items():
        if condition.when_cleared is not None and id_ != "numb-skin":
            assert "tapotement" in condition.when_cleared.drop, id_
        if condition.when_cleared is not None and id_ not in {"epilepsy", "pregnancy"}:
            assert (condition.when_cleared.pressure_max or 5) <= 2, id_


def test_the_core_has_at_most_165_words(catalog: Catalog) -> None:
    assert catalog.core.max_words == 165
    assert word_count(catalog) <= 165


def test_the_panels_stand_in_their_order(catalog: Catalog) -> None:
    panels = [(panel.id, panel.signal) for panel in catalog.core.panels]
    assert panels == [
        ("emergency", None),
        ("warning", "WARNING"),
        ("caution", "CAUTION"),
        ("notice", "NOTICE"),
        ("always", None),
        ("spine", None),
        ("stop", None),
    ]


def test_the_emergency_panel_is_exactly_the_emergency_signs(catalog: Catalog) -> None:
    panel = catalog.core.panels[0]
    covered = [flag.core for flag in catalog.red_flags.values() if flag.level == "emergency"]
    assert list(panel.phrases) == covered
    assert len(covered) == 5
    assert catalog.text.core["emergency"].lead == "Call emergency services for back pain with:"


def test_no_phrase_of_warning_and_caution_stands_for_nothing(catalog: Catalog) -> None:
    meant: set[str | None] = {condition.core for condition in catalog.conditions.values()}
    meant |= {flag.core for flag in catalog.red_flags.values()} | {rule.core for rule in catalog.rules.values()}
    said = {phrase for panel in catalog.core.panels[:3] for phrase in panel.phrases}
    assert said <= meant


@pytest.mark.parametrize(
    ("panel", "words"),
    [
        ("caution", "Pain gel, ointment: doctor decides; never massage over it."),
        ("notice", "Ask first."),
        ("notice", "stop sign"),
        ("always", "May help short-term pain."),
        ("always", "Cannot replace treatment."),
        ("always", "mild side effects"),
        ("spine", "Never press on the spine."),
        ("stop", "Stop at pain, numbness, dizziness, “stop”."),
        ("stop", "See a doctor."),
    ],
)
def test_what_every_card_says(catalog: Catalog, panel: str, words: str) -> None:
    assert words in " ".join(catalog.text.core[panel].phrases.values())


def test_every_line_of_the_tick_list_is_a_question_of_its_own(catalog: Catalog) -> None:
    asked = [words.ask for words in catalog.text.conditions.values()]
    asked += [words.ask for words in catalog.text.red_flags.values()]
    assert [question for question in asked if not question.endswith("?")] == []
    assert len(set(asked)) == len(asked)


def test_names_and_synonyms_mean_one_condition_only(catalog: Catalog) -> None:
    seen: dict[str, str] = {}
    for id_, words in catalog.text.conditions.items():
        for name in {id_.casefold(), words.name.casefold(), *(synonym.casefold() for synonym in words.synonyms)}:
            assert seen.setdefault(name, id_) == id_, name


def _rules(catalog: Catalog) -> dict[str, tuple[str, str, str]]:
    return {id_: (rule.kind, rule.basis, _letters(rule.sources, catalog)) for id_, rule in catalog.rules.items()}


def _unmeant(catalog: Catalog) -> dict[str, tuple[str, ...]]:
    said = {
        panel.id: [catalog.text.core[panel.id].phrases[id_] for id_ in panel.phrases] for panel in catalog.core.panels
    }
    return {id_: tuple(said[id_]) for id_ in UNMEANT}


def _phrases(catalog: Catalog) -> dict[str, str]:
    return {id_: phrase for words in catalog.text.core.values() for id_, phrase in words.phrases.items()}


def _letters(citations: tuple[Citation, ...], catalog: Catalog) -> str:
    return " ".join(catalog.sources[citation.doc].letter for citation in citations)


def test_who_must_be_treated_gently_gets_no_blows(catalog: Catalog) -> None:
    """What caps the pressure leaves kneading out, and percussion would land on muscle that nothing has prepared."""
    changes = {id_: one.changes for id_, one in {**catalog.conditions, **catalog.red_flags}.items() if one.changes}
    capped = {id_ for id_, change in changes.items() if change.pressure_max or change.lumbar_pressure_max}
    assert len(capped) > 15
    assert {id_ for id_ in capped if "tapotement" not in changes[id_].drop} == set()
