"""The twelve techniques of the shipped catalogue against the source documents, row by row."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from cardgen.content.dosage import DoseRule
from cardgen.content.facts import Technique
from cardgen.content.model import Catalog


class Row(NamedTuple):
    families: str
    phase: str
    hand: str
    zones: str
    level: tuple[int, int]
    level_basis: str
    source_word: str | None
    dose: str  # as the source gives it
    limit: str
    source: str
    heading: str


B_STEPS = "Back massage for pain. Technique"
A_OIL, A_TECHNIQUES = "Distribute the oil correctly on the back", "Massage techniques to relieve back pain"
ROWS = {
    "effleurage-oil": Row(
        "effleurage", "warm-up", "palm", "neck shoulder thoracic lumbar", (1, 3), "editorial",
        "light, rising gradually", "3-5 minutes", "3-6 minutes", "A", A_OIL,
    ),
    "stroking": Row(
        "effleurage", "warm-up", "palm", "lumbar sacral", (1, 1), "source", "light, never press hard",
        "none", "1-6 minutes", "B", B_STEPS,
    ),
    "deep-stroking": Row(
        "effleurage deep", "main", "palm", "lumbar sacral", (3, 3), "safer", "more force",
        "about 20-20 times", "10-30 times, 9 s each", "B", B_STEPS,
    ),
    "friction-thumbs": Row(
        "friction vibration", "main", "thumbs", "lumbar", (3, 3), "safer", "strong",
        "none", "1-6 minutes", "B", B_STEPS,
    ),
    "kneading-circular": Row(
        "petrissage kneading", "main", "palm", "lumbar thoracic shoulder", (3, 3), "source", "firmer than the warm-up",
        "2-5 minutes", "2-6 minutes", "A", "1. Kneading technique",
    ),
    "kneading-picking-up": Row(
        "petrissage kneading", "main", "claw", "lumbar", (3, 3), "editorial", "firm grip, gentle move",
        "none", "1-6 minutes", "B", B_STEPS,
    ),
    "muscle-lifting": Row(
        "petrissage wringing", "main", "claw", "lumbar thoracic", (3, 3), "editorial", None,
        "inferred 2-3 times", "2-6 times, 40 s each", "A", "2. Muscle lifting technique",
    ),
    "fan": Row(
        "effleurage", "main", "thumbs", "shoulder thoracic lumbar", (2, 2), "source", "gentle",
        "none", "1-4 minutes", "A", "3. Fan technique",
    ),
    "opposite-direction": Row(
        "petrissage wringing", "main", "palm", "shoulder thoracic lumbar", (3, 3), "editorial", None,
        "3-3 times", "2-6 times, 40 s each", "A", "4. Massages in the opposite direction",
    ),
    "percussion": Row(
        "tapotement", "percussion", "fingertips", "shoulder thoracic", (1, 1), "safer", "not too much",
        "2-3 minutes", "2-3 minutes", "A", A_TECHNIQUES,
    ),
    "hacking": Row(
        "tapotement", "percussion", "edge", "lumbar", (1, 1), "safer", "gentle",
        "none", "1-2 minutes", "B", B_STEPS,
    ),
    "clapping": Row(
        "tapotement", "finish", "palm", "lumbar", (1, 1), "source", "soft",
        "none", "1-3 minutes", "B", B_STEPS,
    ),
}  # fmt: skip

RULES = {
    "effleurage-oil": "neck-lightly test-the-oil ask-about-oil",
    "stroking": "no-weight-on-spine",
    "deep-stroking": "ease-over-sacrum",
    "friction-thumbs": "only-to-comfort",
    "kneading-circular": "",
    "kneading-picking-up": "no-pinching",
    "muscle-lifting": "no-pinching",
    "fan": "pressure-to-feet no-weight-on-spine",
    "opposite-direction": "ease-over-spine",
    "percussion": "light-percussion lumbar-no-heavy-blows percussion-keeps-off",
    "hacking": "light-percussion lumbar-no-heavy-blows percussion-keeps-off above-the-buttocks",
    "clapping": "light-percussion lumbar-no-heavy-blows percussion-keeps-off above-the-buttocks",
}

MOTIONS = {
    "effleurage-oil": ["long-arrow lumbar>neck", "return-arrow shoulder>lumbar"],
    "stroking": ["long-arrow sacral<>lumbar", "long-arrow hip<>lumbar"],
    "deep-stroking": ["long-arrow lumbar>sacral", "return-arrow sacral>lumbar"],
    "friction-thumbs": ["circles lumbar>lumbar", "travel lumbar<>lumbar", "key up-down diagonal side-to-side"],
    "kneading-circular": ["circles lumbar>shoulder", "travel lumbar>shoulder"],
    "kneading-picking-up": ["grasp lumbar>lumbar", "travel lumbar>loin"],
    "muscle-lifting": ["twist lumbar>thoracic left", "wiper lumbar>thoracic right"],
    "fan": ["fan shoulder>hip"],
    "opposite-direction": ["opposed hip>shoulder across", "travel hip<>shoulder right"],
    "percussion": ["double-ticks shoulder>thoracic"],
    "hacking": ["ticks loin>loin"],
    "clapping": ["cups loin>loin"],
}

ELEMENTS = {
    "effleurage-oil": "palms / long / even / up / low back / gently out "
    "/ press more / shoulders / back of neck / lightly",
    "stroking": "hands / thumbs close / along the spine / fingers out to the sides / up and down / lightly / no weight",
    "deep-stroking": "palms / apart / press a bit more / down "
    "/ beside the spine / low back / ease off / tailbone / go back",
    "friction-thumbs": "thumbs / fingers together / shaking / circles / muscle "
    "/ up and down / slanted / sideways / comfort / never cross the spine",
    "kneading-circular": "palms / fingers / knuckles / waist / not the shoulders / short circles / up / firmer / bone",
    "kneading-picking-up": "fingers / firm / part of the muscle / upward / gently and quickly / from top to bottom",
    "muscle-lifting": "close your fingers / thumb out / claw / press / twist / wiper / taking turns",
    "fan": "straight thumbs / below the neck / each side of the spine / gently / hips / to the feet / not the table",
    "opposite-direction": "far hip / near hip / pull / push / up to the shoulders / back down",
    "percussion": "all parts of the hand / short / quick / light "
    "/ over and over / wrists / spine / sacrum / ribs / kidneys",
    "hacking": "edges / gently / one hand, then the other / above the buttocks / no heavy blows / spine / kidneys",
    "clapping": "open palms / soft / end / each side / above the buttocks / spine / kidneys / muscles relax",
}
"""What the sources and our stricter rules say of each technique, found in its full text and hands."""


def test_the_techniques_in_the_order_of_the_sources(catalog: Catalog) -> None:
    assert list(catalog.techniques) == list(ROWS)


@pytest.mark.parametrize("technique_id", ROWS)
def test_facts_of_a_technique(catalog: Catalog, technique_id: str) -> None:
    technique = catalog.techniques[technique_id]
    assert _row(technique, catalog) == ROWS[technique_id]
    assert technique.position == "face-down"


@pytest.mark.parametrize("technique_id", ROWS)
def test_rules_of_a_technique(catalog: Catalog, technique_id: str) -> None:
    assert catalog.techniques[technique_id].rules == ("not-on-spine", *RULES[technique_id].split())


@pytest.mark.parametrize("technique_id", ROWS)
def test_motion_of_a_technique(catalog: Catalog, technique_id: str) -> None:
    motions = catalog.techniques[technique_id].motion
    assert [_motion(motion.model_dump()) for motion in motions] == MOTIONS[technique_id]


@pytest.mark.parametrize("technique_id", ROWS)
def test_the_full_text_carries_every_element(catalog: Catalog, technique_id: str) -> None:
    words = catalog.text.techniques[technique_id]
    text = f"{words.hands}. {words.full}".lower()
    missing = [element for element in ELEMENTS[technique_id].split(" / ") if element not in text]
    assert not missing, text


def test_no_shipped_technique_presses_harder_than_level_3(catalog: Catalog) -> None:
    assert max(technique.pressure.max for technique in catalog.techniques.values()) == 3


def test_the_thumbs_of_friction_vibrate(catalog: Catalog) -> None:
    circles = catalog.techniques["friction-thumbs"].motion[0].model_dump()
    assert (circles["size"], circles["vibrate"]) == ("small", True)
    assert catalog.techniques["kneading-circular"].motion[0].model_dump()["size"] == "large"


def test_claps_are_given_with_open_palms(catalog: Catalog) -> None:
    assert "open palms" in catalog.text.alt.patterns["cups"]
    assert catalog.text.techniques["clapping"].hands == "Open palms"


def test_the_words_of_the_sources_are_kept_as_other_names(catalog: Catalog) -> None:
    words = catalog.text.techniques
    for technique_id, name in {
        "effleurage-oil": "spreading warm oil",
        "deep-stroking": "enhanced, focused stroking",
        "friction-thumbs": "rubbing",
        "kneading-circular": "kneading",
        "kneading-picking-up": "kneading",
        "fan": "fan technique",
        "opposite-direction": "massage in the opposite direction",
        "hacking": "effleurage with the edge of the palms",
        "clapping": "the finish",
    }.items():
        assert name in words[technique_id].also_called


def test_the_fixed_order_of_document_b(catalog: Catalog) -> None:
    (sequence,) = catalog.sequences.values()
    assert sequence.order == (
        "stroking",
        "deep-stroking",
        "friction-thumbs",
        "kneading-picking-up",
        "hacking",
        "clapping",
    )


def _row(technique: Technique, catalog: Catalog) -> Row:
    (citation,) = technique.sources
    pressure = technique.pressure
    return Row(
        " ".join(technique.families),
        technique.phase,
        technique.hand,
        " ".join(technique.zones),
        (pressure.min, pressure.max),
        pressure.basis,
        pressure.source_word,
        _source_dose(technique.dose),
        _limit(technique.dose),
        catalog.sources[citation.doc].letter,
        citation.under,
    )


def _source_dose(dose: DoseRule) -> str:
    given = dose.source_range
    if given is None:
        return "none"
    marks = [dose.source.note or "", "about" if given.about else ""]
    return " ".join(filter(None, [*marks, f"{given.min}-{given.max}", dose.kind]))


def _limit(dose: DoseRule) -> str:
    each = f", {dose.seconds_each.value} s each" if dose.seconds_each else ""
    return f"{dose.limit_range.min}-{dose.limit_range.max} {dose.kind}{each}"


def _motion(motion: dict[str, object]) -> str:
    if motion["pattern"] == "key":
        return " ".join(["key", *motion["directions"]])  # type: ignore[misc]
    way = "<>" if motion.get("heads") == "both" else ">"
    side = "" if motion["sides"] == "both" else f" {motion['sides']}"
    return f"{motion['pattern']} {motion['start']}{way}{motion['end']}{side}"
