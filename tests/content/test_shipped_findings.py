"""Every condition and red flag does what a page written by hand says, and the loss of any of them is noticed."""

from __future__ import annotations

import re
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
    "pacemaker": "heart-disease",
    "defibrillator": "heart-disease",
    "stent": "heart-disease",
    "stents": "heart-disease",
    "bypass": "heart-disease",
    "heart surgery": "heart-disease",
    "heart transplant": "heart-disease",
    "heart murmur": "heart-disease",
    "palpitations": "heart-disease",
    "AFib": "heart-disease",
    "poor circulation": "heart-disease",
    "Raynaud's": "heart-disease",
    "heart attack": "unstable-heart-disease",
    "recent stent": "unstable-heart-disease",
    "cardiac arrest": "unstable-heart-disease",
    "TIA": "stroke",
    "mini-stroke": "stroke",
    "bleeding in the brain": "stroke",
    "brain aneurysm": "aortic-aneurysm",
    "high BP": "high-blood-pressure",
    "blood thinner": "blood-thinners",
    "baby aspirin": "blood-thinners",
    "swollen leg": "blood-clot",
    "swollen calf": "blood-clot",
    "thrombophilia": "clotting-disorder",
    "bleeds easily": "clotting-disorder",
    "covid": "infection",
    "hepatitis": "infection",
    "UTI": "infection",
    "cystitis": "infection",
    "food poisoning": "infection",
    "TB": "infection",
    "discitis": "infection",
    "shingles": "skin-infection",
    "athlete's foot": "skin-infection",
    "cold sore": "skin-infection",
    "warts": "skin-infection",
    "lice": "skin-infection",
    "implant": "back-surgery",
    "hip replacement": "back-surgery",
    "knee replacements": "back-surgery",
    "artificial joint": "back-surgery",
    "metal plate": "back-surgery",
    "morphine pump": "back-surgery",
    "recent surgery": "back-surgery",
    "broken tailbone": "spinal-fracture",
    "osteoporotic fracture": "spinal-fracture",
    "bone metastasis": "spinal-tumour",
    "cancer of the spine": "spinal-tumour",
    "breast cancer": "cancer",
    "brain tumor": "cancer",
    "leukemia": "cancer",
    "gout": "arthritis-flare",
    "psoriasis": "rash",
    "eczema": "rash",
    "hives": "rash",
    "fresh tattoo": "open-wound",
    "lump": "lump-or-shape",
    "insulin": "diabetes",
    "gestational hypertension": "pre-eclampsia",
    "may be pregnant": "pregnancy",
    "kidney transplant": "weak-immune-system",
    "immunocompromised": "weak-immune-system",
    "recent covid": "recent-infection",
    "had cancer": "cancer-history",
    "urinary incontinence": "bladder-bowel",
    "constant pain": "rest-or-night-pain",
    "persistent pain": "see-a-professional",
    "alcohol": "intoxicated",
    "another illness": "other-condition",
    "not on the list": "other-condition",
    "medicine": "other-condition",
    "pills": "other-condition",
    "tablets": "other-condition",
}


@pytest.mark.parametrize("word", TYPED)
def test_what_is_typed_is_understood(catalog: Catalog, word: str) -> None:
    assert FindingNames.of(catalog).find(word, None) == (TYPED[word],)


# What a code must be, by the titles of the World Health Organization's list. Where the code does not tell the place
# (bone, fracture in weak bones), or the state (angina), the stricter entry has it.
CODED = {
    "infection": "A00 A15 A40 B01 B15 B27 B34 B37 B50 B99 G00 G06 J00 J06 J09 J18 J20 J22 J85 M00 M46.2 M46.3 M46.4 "
    "M46.5 M49.0 M86 N30.0 N39.0 O23 O85 O86 O98 T81.4 U07.1",
    "skin-infection": "A46 B00 B02 B07 B35 B36 B85 B86 L00 L01 L02 L03 L04 L08",
    "fever": "R50",
    "kidney-infection": "N10 N11 N12 N15.1",
    "clotting-disorder": "D65 D66 D67 D68 D69",
    "blood-clot": "I26 I74 I80 I81 I82 O22.3 O87.1 O88",
    "blood-thinners": "Z79.01 Z79.02 Z92.1",
    "heart-disease": "I01 I05 I09 I25 I27 I30 I33 I34 I38 I40 I42 I44 I45 I47 I48 I49 I50 I51 I70 I73 O99.4 Q21 Z94.1 "
    "Z95",
    "unstable-heart-disease": "I20 I20.0 I20.9 I21 I22 I23 I24 I46",
    "stroke": "G45 G46 I60 I61 I62 I63 I64 I65 I66 I67 I69",
    "high-blood-pressure": "I10 I11 I12 I13 I15 I16",
    "aortic-aneurysm": "I71 I72",
    "hypothermia": "R68.0 T68",
    "medical-emergency": "G41 R40.2 R57 T78.2",
    "intoxicated": "F10.0 F11.0 F19.0",
    "epilepsy": "G40 R56",
    "pregnancy": "O00 O03 O12 O20 O22.0 O24 O26 O30 O36 O42 O60 O80 O84 O92 O99.0 Z32.1 Z33 Z34 Z35 Z36",
    "pre-eclampsia": "O10 O11 O13 O14 O15 O16",
    "menstruation": "N94.4 N94.5 N94.6",
    "spinal-fracture": "M48.4 M48.5 M80 M80.9 M84.4 S12 S22.0 S22.1 S32 S32.0 S32.2 T08",
    "spinal-tumour": "C41.2 C41.4 C41.9 C70.1 C72.0 C72.1 C79.4 C79.5 C79.9 D16.6 D32.1 D33.4 D43.4",
    "herniated-disc": "M50 M51",
    "displaced-vertebra": "M43.1 M43.5 Q76.2 S33.1",
    "spinal-cord-injury": "G82 S14.1 S24.1 S34.1 S34.3 T09.3 T91.3",
    "osteochondrosis": "M42 M47",
    "back-surgery": "M96.1 T84 Z45.1 Z96.6 Z98.1",
    "spinal-curvature": "M40 M41",
    "osteoporosis": "M81 M82",
    "arthritis-flare": "L40.5 M05 M06 M07 M08 M10 M13 M45 M46.0 M46.1 M46.8 M46.9",
    "fracture-elsewhere": "S22.3 S42 S52 S62 S72 S82 S92 T10 T12",
    "numb-skin": "R20",
    "leg-weakness": "G57.3 G83.1 M21.3",
    "diabetes": "E10 E11 E12 E13 E14 G63.2",
    "cancer": "C00 C15 C26 C34 C40 C41.0 C43 C50 C61 C69 C71 C72.2 C73 C76 C77 C78 C79.0 C79.3 C79.8 C80 C81 C90 C97 "
    "D05 Z51.0 Z51.1",
    "steroids": "E24.2 Z79.52",
    "open-wound": "L89 L97 S21 S31 S81 T14.1 T81.3",
    "burn": "L55 T20 T21 T24 T30",
    "rash": "L20 L23 L30 L40.0 L40.9 L42 L50 L70 R21",
    "bruise": "S20.2 S30.0 T14.0",
    "varicose-veins": "I83",
    "swelling": "R60.0",
    "fragile-skin": "R23.3",
    "saddle-numbness": "G83.4",
    "bladder-bowel": "R15 R32 R33 N39.4",
    "chest-pain": "R07.1 R07.2 R07.3 R07.4",
    "weight-loss": "R63.4 R64",
    "lump-or-shape": "R22.1 R22.2 R22.9",
    "see-a-professional": "R52.1 R52.2",
    "cancer-history": "Z85",
    "weak-immune-system": "B20 B24 D70 D80 D84 Z21 Z94.0 Z94.4",
}


@pytest.mark.parametrize("id_", CODED)
def test_a_code_is_what_its_title_says(catalog: Catalog, id_: str) -> None:
    names = FindingNames.of(catalog)
    assert {code: names.find(f"icd10:{code}", None) for code in CODED[id_].split()} == dict.fromkeys(
        CODED[id_].split(), (id_,)
    )


def test_every_entry_with_codes_is_on_the_page_above(catalog: Catalog) -> None:
    entries = {**catalog.conditions, **catalog.red_flags}
    assert {id_ for id_, entry in entries.items() if entry.icd10} == set(CODED)


# Categories between the ends of the blocks below that the World Health Organization's list does not have.
NO_CATEGORIES = {
    "C42",
    "I29",
    "O17",
    "O18",
    "O19",
    "O27",
    "O37",
    "O38",
    "O39",
    "O49",
    "O76",
    "O77",
    "O78",
    "O79",
    "O93",
}
NO_CATEGORIES |= {f"O5{number}" for number in range(10)}


@pytest.mark.parametrize(
    ("first", "last", "ids"),
    [
        ("C00", "C97", {"cancer", "spinal-tumour"}),
        ("O00", "O94", {"pregnancy", "pre-eclampsia", "blood-clot", "infection", "heart-disease"}),
        ("I20", "I28", {"unstable-heart-disease", "heart-disease", "blood-clot"}),
        ("I60", "I69", {"stroke"}),
        ("I80", "I83", {"blood-clot", "varicose-veins"}),
        ("D65", "D69", {"clotting-disorder"}),
        ("E10", "E14", {"diabetes"}),
        ("M80", "M82", {"spinal-fracture", "osteoporosis"}),
    ],
)
def test_no_code_of_a_block_is_missing_or_milder(catalog: Catalog, first: str, last: str, ids: set[str]) -> None:
    names, missing = FindingNames.of(catalog), set()
    for category in (f"{first[0]}{number:02}" for number in range(int(first[1:]), int(last[1:]) + 1)):
        found = {id_ for code, id_ in names.codes.items() if code.startswith(category)}
        missing |= set() if found else {category}
        assert found <= ids, category
    assert missing <= NO_CATEGORIES


@pytest.mark.parametrize("word", ["fracture", "broken bone", "tumour", "metastasis", "transplant", "scar", "tattoo"])
def test_a_word_that_may_be_something_graver_is_no_name_of_the_milder(catalog: Catalog, word: str) -> None:
    with pytest.raises(ValueError, match=f"{word}' is no condition and no red flag; did you mean"):
        FindingNames.of(catalog).find(word, None)


# Everyday words of which no source says anything: no entry has them, and nobody is led to one that sounds alike.
UNJUDGED = [
    "asthma", "lupus", "ibuprofen", "painkillers", "migraine", "anxiety", "depression", "breastfeeding", "dialysis",
    "fibromyalgia", "COPD", "multiple sclerosis", "dementia", "kidney stones", "thyroid", "endometriosis", "vertigo",
    "C-section", "hysterectomy", "anaemia", "allergy", "sprain", "statins", "menopause",
]  # fmt: skip


@pytest.mark.parametrize("word", UNJUDGED)
def test_what_no_source_judges_goes_to_a_doctor(catalog: Catalog, word: str) -> None:
    told = re.escape("other-condition (off the back: other-condition@elsewhere)")
    with pytest.raises(ValueError, match=rf"ask a doctor and tell {told}: nobody has judged it$"):
        FindingNames.of(catalog).find(word, None)


def test_what_nobody_has_judged_is_no_milder_than_what_somebody_has(catalog: Catalog) -> None:
    """Whoever tells something as another condition gets no more massage than with the entry that it belonged to."""
    assert [id_ for id_, one in catalog.conditions.items() if one.unlisted] == ["other-condition"]
    other = catalog.conditions["other-condition"]
    assert other.when_cleared is not None
    for id_, entry in {**catalog.conditions, **catalog.red_flags}.items():
        judged = entry.changes
        if entry.effect == "refer" and judged is not None and judged.position is None:
            assert set(judged.drop) <= set(other.when_cleared.drop), id_
            assert other.when_cleared.pressure_max == 1 <= (judged.pressure_max or 5), id_
            assert other.when_cleared.avoid_affected >= judged.avoid_affected, id_
            assert (other.clearance_days or 0) <= (entry.clearance_days or 0), id_


@pytest.mark.parametrize("start", ["un", "not "])
def test_nobody_is_led_from_a_word_to_its_opposite(catalog: Catalog, start: str) -> None:
    names = FindingNames.of(catalog)
    for name in names.names["stable-heart-disease"][1:]:
        if name.startswith(("stable", "controlled")):
            try:
                assert names.find(f"{start}{name}", None) in {("unstable-heart-disease",), ("high-blood-pressure",)}
            except ValueError as error:
                assert f"did you mean {name}?" not in str(error)
