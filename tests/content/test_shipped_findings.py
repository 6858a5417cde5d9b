"""Every condition and red flag does what a page written by hand says, and the loss of any of them is noticed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from cardgen.content.catalog import load
from cardgen.content.conditions import Condition, RedFlag
from cardgen.content.findings import FindingNames
from cardgen.content.model import Catalog

EXPECTED: dict[str, dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "data" / "expected_findings.yaml").read_text(encoding="utf-8")
)
SHIPPED = load()
IDS = [*SHIPPED.conditions, *SHIPPED.red_flags]


def differences(catalog: Catalog) -> set[str]:
    """Return the ids of entries that are not what they should be, or are missing or unexpected."""
    entries: dict[str, Condition | RedFlag] = {**catalog.conditions, **catalog.red_flags}
    found = {id_: _plain(entry) for id_, entry in entries.items()}
    return {id_ for id_ in found.keys() | EXPECTED.keys() if found.get(id_) != EXPECTED.get(id_)}


def _plain(entry: Condition | RedFlag) -> dict[str, Any]:
    changes = entry.changes
    ages = entry.ages if isinstance(entry, RedFlag) else None
    facts: dict[str, Any] = {"effect": entry.effect, "days": entry.clearance_days}
    if changes is not None:
        assert not changes.avoid, "no shipped entry avoids an area wherever the person has it"
        facts |= {
            "drop": list(changes.drop) or None,
            "pressure": changes.pressure_max,
            "low_back": changes.lumbar_pressure_max,
            "position": changes.position,
            "affected": changes.avoid_affected or None,
            "anywhere": getattr(entry, "anywhere", None) or None,
        }
    if ages is not None:
        facts |= {"below": ages.below, "above": ages.above}
    return {name: value for name, value in facts.items() if value is not None}


def test_every_entry_does_what_it_should(catalog: Catalog) -> None:
    assert differences(catalog) == set()


@pytest.mark.parametrize("id_", IDS)
def test_the_loss_of_an_entry_is_noticed(catalog: Catalog, id_: str) -> None:
    kind = "conditions" if id_ in catalog.conditions else "red_flags"
    fewer = {other: entry for other, entry in getattr(catalog, kind).items() if other != id_}
    assert differences(catalog.model_copy(update={kind: fewer})) == {id_}


@pytest.mark.parametrize("id_", [id_ for id_ in IDS if "days" in EXPECTED.get(id_, {}) or "drop" in EXPECTED[id_]])
def test_the_loss_of_any_part_of_an_entry_is_noticed(catalog: Catalog, id_: str) -> None:
    kind = "conditions" if id_ in catalog.conditions else "red_flags"
    entry = getattr(catalog, kind)[id_]
    field = "adapt" if getattr(entry, "adapt", None) else "when_cleared"
    for name in entry.changes.model_fields_set:
        weaker = entry.changes.model_copy(update={name: type(entry.changes).model_fields[name].default})
        changed = entry.model_copy(update={field: weaker})
        assert differences(catalog.model_copy(update={kind: {**getattr(catalog, kind), id_: changed}})) == {id_}, name


def test_a_child_is_known_by_age_alone_and_nothing_else_is(catalog: Catalog) -> None:
    assert {id_: one.below_age for id_, one in catalog.conditions.items() if one.below_age is not None} == {"child": 18}


# What a therapist types, and what it must be. The stricter entry stands for a word that could be two.
TYPED = {
    "blood thinners": "blood-thinners",
    "Blood Thinner": "blood-thinners",
    "anticoagulants": "blood-thinners",
    "anti-coagulants": "blood-thinners",
    "warfarin": "blood-thinners",
    "Eliquis": "blood-thinners",
    "aspirin": "blood-thinners",
    "slipped disc": "herniated-disc",
    "slipped disk": "herniated-disc",
    "herniated discs": "herniated-disc",
    "flu": "infection",
    "the flu": "infection",
    "influenza": "infection",
    "heart trouble": "heart-disease",
    "heart": "heart-disease",
    "heart condition": "heart-disease",
    "cardiovascular disease": "heart-disease",
    "stable heart disease": "stable-heart-disease",
    "hypertension": "high-blood-pressure",
    "high blood pressure": "high-blood-pressure",
    "controlled hypertension": "stable-heart-disease",
    "osteoporosis": "osteoporosis",
    "brittle bones": "osteoporosis",
    "weak bones": "osteoporosis",
    "hemophilia": "clotting-disorder",
    "haemophilia": "clotting-disorder",
    "DVT": "blood-clot",
    "edema": "swelling",
    "oedema": "swelling",
    "malignant tumor": "cancer",
    "stitches": "back-surgery",
    "treated high blood pressure": "high-blood-pressure",
    "badly controlled hypertension": "high-blood-pressure",
    "uncontrolled heart disease": "unstable-heart-disease",
    "spinal tumor": "spinal-tumour",
    "chemo": "cancer",
    "pregnant": "pregnancy",
    "preeclampsia": "pre-eclampsia",
    "toxemia of pregnancy": "pre-eclampsia",
    "seizures": "epilepsy",
    "scoliosis": "spinal-curvature",
    "diabetes": "diabetes",
    "prednisone": "steroids",
    "bruises": "bruise",
    "rashes": "rash",
    "sunburn": "burn",
    "arthritis": "arthritis-flare",
    "surgery": "back-surgery",
    "period": "menstruation",
    "cauda equina": "saddle-numbness",
    "incontinence": "bladder-bowel",
    "chest pain": "chest-pain",
    "car accident": "serious-accident",
    "night pain": "rest-or-night-pain",
    "chronic pain": "see-a-professional",
    "HIV": "weak-immune-system",
    "history of cancer": "cancer-history",
    "icd10:M81": "osteoporosis",
    "icd10:M81.0": "osteoporosis",
    "ICD10:m810": "osteoporosis",
    "icd10:J11": "infection",
    "icd10:M51.2": "herniated-disc",
    "icd10:C50.9": "cancer",
    "icd10:C41.2": "spinal-tumour",
    "icd10:I21": "unstable-heart-disease",
    "icd10:Z92.1": "blood-thinners",
    "icd10:G83.4": "saddle-numbness",
}


@pytest.mark.parametrize("word", TYPED)
def test_what_is_typed_is_understood(catalog: Catalog, word: str) -> None:
    assert FindingNames.of(catalog).find(word, None) == (TYPED[word],)


@pytest.mark.parametrize("word", ["fracture", "broken bone", "tumour", "metastasis"])
def test_a_word_that_may_be_something_graver_is_no_name_of_the_milder(catalog: Catalog, word: str) -> None:
    with pytest.raises(ValueError, match=f"{word}' is no condition and no red flag; did you mean"):
        FindingNames.of(catalog).find(word, None)


@pytest.mark.parametrize("start", ["un", "not "])
def test_nobody_is_led_from_a_word_to_its_opposite(catalog: Catalog, start: str) -> None:
    names = FindingNames.of(catalog)
    for name in names.names["stable-heart-disease"][1:]:
        if name.startswith(("stable", "controlled")):
            try:
                assert names.find(f"{start}{name}", None) in {("unstable-heart-disease",), ("high-blood-pressure",)}
            except ValueError as error:
                assert not str(error).endswith(f"did you mean {name}?")
