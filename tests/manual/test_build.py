"""Plans as a booklet in words: doses with their origin, rules, records, references."""

from __future__ import annotations

import pytest
from making import BLANK, plan_of
from people import person_of

from cardgen.content.model import Catalog
from cardgen.content.motion import Key
from cardgen.manual import Manual, PageOf, TechniquePage, build
from cardgen.manual.model import page_of
from cardgen.plan import explained
from cardgen.screening import general


@pytest.fixture(scope="module")
def one(catalog: Catalog) -> Manual:
    return build([plan_of(catalog, "lower-back")], BLANK)


@pytest.fixture(scope="module")
def whole(catalog: Catalog) -> Manual:
    plans = [plan_of(catalog, "lower-back"), plan_of(catalog, "quick-10")]
    return build(plans, BLANK, explained(general(catalog), tuple(catalog.techniques)))


def page(manual: Manual, technique: str) -> TechniquePage:
    return next(one for one in manual.techniques if one.technique_id == technique)


def test_a_step_says_where_it_stands_and_when_it_comes(one: Manual) -> None:
    assert [found.place for found in one.techniques][3] == "Step 4 of 7"
    assert page(one, "kneading-circular").timing == "Main: minutes 8 to 11"
    assert page(one, "effleurage-oil").timing == "Warm-up: minutes 0 to 3"


@pytest.mark.parametrize(
    ("technique", "told"),
    [
        ("effleurage-oil", "the source gives 3 to 5 min"),
        ("stroking", "set by this routine; the source gives none"),
        ("deep-stroking", "about 3 min; from the source"),
    ],
)
def test_a_dose_says_who_sets_it(one: Manual, technique: str, told: str) -> None:
    (dose,) = page(one, technique).doses
    assert dose.told.replace("\u00a0", " ") == told
    assert dose.from_source is (technique != "stroking")


def test_several_massages_number_techniques_and_name_each_dose(whole: Manual) -> None:
    fan = page(whole, "fan")
    assert (fan.place, fan.timing) == ("Technique 7 of 12", "Main")
    assert [dose.told for dose in fan.doses] == [
        "Lower back massage, step 7; the source gives none",
        "Quick back massage, step 4",
    ]
    assert whole.title == "Massage booklet"
    assert [glance.title for glance in whole.glances] == ["Lower back massage", "Quick back massage"]


def test_a_technique_of_no_massage_has_the_sources_dose_or_none(whole: Manual) -> None:
    (lifting,) = page(whole, "muscle-lifting").doses
    assert (lifting.value.replace("\u00a0", " "), lifting.from_source) == ("2 to 3 times", True)
    (hacking,) = page(whole, "hacking").doses
    assert (hacking.value, hacking.from_source) == ("set dose", None)
    assert "the source gives none; at most 2\u00a0min" in hacking.told


def test_what_needs_trained_hands_says_so(whole: Manual, one: Manual) -> None:
    assert {found.technique_id for found in whole.techniques if found.audience} == {"percussion", "hacking", "clapping"}
    assert whole.audience == "For trained therapists"
    assert one.audience is None


def test_every_rule_and_record_of_a_technique_is_told(whole: Manual, catalog: Catalog) -> None:
    for found in whole.techniques:
        technique = catalog.techniques[found.technique_id]
        assert set(found.rules) == {catalog.text.rules[rule].text for rule in technique.rules}
        assert found.rules[0] == catalog.text.rules["not-on-spine"].text
        records = [
            catalog.text.notes[id_]
            for kind in ("disagreement", "made-safer")
            for id_, note in catalog.notes.items()
            if note.kind == kind and found.technique_id in note.about
        ]
        assert [note.said[0] for note in found.notes] == [
            f"{words.source_says} What we print: {words.we_print}" for words in records
        ]


def test_records_lead_to_the_other_techniques_that_are_explained(one: Manual, whole: Manual) -> None:
    def led_to(manual: Manual) -> set[str]:
        notes = page(manual, "effleurage-oil").notes
        return {part.key for note in notes for part in note.said if isinstance(part, PageOf)}

    assert led_to(one) == {page_of("deep-stroking")}
    assert led_to(whole) == {page_of("deep-stroking"), page_of("hacking")}


def test_motions_come_one_by_one_and_a_key_with_what_it_is_for(one: Manual) -> None:
    friction = page(one, "friction-thumbs")
    assert [motion.caption for motion in friction.motions] == [
        "Circles over the low back",
        "Move on over the low back",
        "Up and down, then on a slant, then from side to side",
    ]
    assert [len(motion.technique.motion) for motion in friction.motions] == [1, 1, 2]
    assert isinstance(friction.motions[2].technique.motion[1], Key)
    assert page(one, "fan").motions == ()
    assert page(one, "fan").lone == "Fan out from the shoulders down to the hips"


def test_motions_are_called_after_what_a_person_leaves_of_them(catalog: Catalog) -> None:
    plan = plan_of(catalog, "back-routine", person_of("bruise@neck", "burn@lumbar-left,lumbar-right,sacral"))
    manual = build([plan], BLANK)
    oil = [motion.caption for motion in page(manual, "effleurage-oil").motions]
    assert oil == ["Stroke from the middle back up to the shoulders", "The way back"]
    assert page(manual, "fan").lone == "Fan out from the shoulders down to the middle back"


def test_every_pattern_has_a_caption(catalog: Catalog) -> None:
    patterns = catalog.text.alt.patterns
    assert {f"motion-{pattern}" for pattern in patterns} <= catalog.text.interface.labels.keys()


def test_sources_lead_to_the_techniques_that_rest_on_them(one: Manual) -> None:
    named = {part.key for said in one.sources for part in said if isinstance(part, PageOf)}
    assert named == {found.key for found in one.techniques}
    assert one.sources[-1] == (one.document.sources[-1],)


def test_terms_of_all_parts_are_explained(one: Manual) -> None:
    terms = [term for term, _ in one.glossary]
    assert {"effleurage", "epilepsy", "prostate"} <= set(terms)  # of a technique, the tick-list, the pain table
    assert terms == sorted(terms)
    assert "tapotement" not in terms


def test_warnings_are_those_of_the_core_and_of_every_technique(whole: Manual) -> None:
    assert set(whole.document.warnings) < set(whole.warnings)
    assert all(rule in whole.warnings for found in whole.techniques for rule in found.rules)
