"""The rest of what the source documents say: pain table, checklist, background, the editors' record, sources."""

from __future__ import annotations

import pytest

from cardgen.content.facts import Citation
from cardgen.content.model import Catalog

PAIN = {
    "spinal-injury": ("nagging / spine / spread / centre", "spine injury"),
    "spinal-curvature": ("during the massage", "curved spine"),
    "inflamed-muscle": ("pulling / pressed / moving", "inflamed muscle"),
    "kidney-infection": ("low back / fever", "kidney infection"),
    "prostatitis": ("pulling / low back / tailbone / groin", "inflamed prostate"),
    "gynaecological-illness": ("women / aching / lower back", "gynaecological illness"),
    "pneumonia": ("back / lower ribs", "pneumonia"),
}

SETUP = {
    "surface": ("A B", "source", "massage table / non-slip / floor mat / sofa / bed / wide, sturdy kitchen table"),
    "stable": ("OURS", "safer", "firm / weight"),
    "height": ("A", "source", "lean over"),
    "to-hand": ("B", "source", "towels / oil"),
    "oil": ("A B", "source", "warm / without fragrance"),
    "oil-test": ("OURS", "safer", "wrist"),
    "oil-allergy": ("OURS", "safer", "allergies / nut oils"),
    "position": ("B A", "source", "face down / arms along the body / at ease"),
    "area": ("B", "source", "ribs / top of the buttocks / most work"),
    "stop-sign": ("OURS", "editorial", "stop sign"),
    "rise-slowly": ("OURS", "safer", "rise slowly"),
}

BACKGROUND = {
    "cause-fatigue": "tired",
    "cause-long-position": "one position",
    "cause-overexertion": "straining",
    "cause-spinal-cord-injury": "spinal cord",
    "cause-curvature": "curved spine",
    "cause-inflammation": "inflammation",
    "cause-displaced-vertebrae": "out of place",
    "cause-hernia": "hernia",
    "cause-arthritis": "arthritis",
    "cause-osteochondrosis": "osteochondrosis",
    "cause-tumour": "tumour in the spine",
    "cause-hormones": "hormonal",
    "benefit-circulation": "blood flow",
    "benefit-heart-and-lungs": "breathing",
    "benefit-nervous-system": "nerves",
    "benefit-reflexes": "reflexes",
    "benefit-posture": "posture",
    "caveat-other-illnesses": "only make things worse",
    "caveat-hidden-disease": "dangerous disease",
    "caveat-fever-or-cold": "fever",
    "caveat-who-massages": "Hospitals",
    "caveat-serious-harm": "torn artery",
    "caveat-lists-disagree": "between 3 and 86",
    "caveat-pressure-scale": "five levels",
    "caveat-signal-words": "WARNING",
}

NOTES = {
    "kneading-variants": ("disagreement", "A B", "kneading-circular kneading-picking-up"),
    "stroking-direction": ("disagreement", "A B", "effleurage-oil deep-stroking"),
    "hacking-is-not-effleurage": ("disagreement", "A B", "hacking effleurage-oil"),
    "strong-or-lasting": ("disagreement", "A", "see-a-professional"),
    "ointment-contradiction": ("disagreement", "B", "ointment-is-the-doctors-call"),
    "age-of-new-pain": ("disagreement", "AHCPR IFOMPT", "new-pain-over-55"),
    "heart-clearance": ("disagreement", "B A10", "heart-disease stable-heart-disease"),
    "fever-cut-off": ("disagreement", "A10 O", "fever"),
    "safer-deep-stroking": ("made-safer", "B", "deep-stroking ease-over-sacrum"),
    "safer-friction": ("made-safer", "B", "friction-thumbs only-to-comfort"),
    "safer-percussion": (
        "made-safer",
        "A B",
        "percussion hacking clapping percussion-keeps-off above-the-buttocks",
    ),
    "safer-neck": ("made-safer", "A", "effleurage-oil neck-lightly"),
    "safer-thumbs": ("made-safer", "A B", "fan stroking no-weight-on-spine"),
    "safer-oil": ("made-safer", "A B", "effleurage-oil oil-test oil-allergy test-the-oil ask-about-oil"),
    "safer-surface": ("made-safer", "A", "surface stable rise-slowly"),
    "safer-stop": ("made-safer", "B", "pain-during-massage"),
    "reading-kneading-upward": ("reading", "A", "kneading-circular"),
    "reading-picking-up": ("reading", "B", "kneading-picking-up"),
    "reading-lifting-count": ("reading", "A", "muscle-lifting"),
    "reading-curvature-pain": ("reading", "B", "spinal-curvature"),
    "not-carried-gel-before": ("not-carried", "B", "ointment-is-the-doctors-call"),
    "not-carried-brands": ("not-carried", "B", "ointment-is-the-doctors-call"),
    "not-carried-massage-always": ("not-carried", "B B", "pregnancy menstruation see-a-professional"),
    "not-carried-blood-flow": ("not-carried", "A", "effleurage-oil"),
    "not-carried-toronto": ("not-carried", "A", ""),
}


def test_the_pain_table(catalog: Catalog) -> None:
    assert list(catalog.pain) == list(PAIN)
    for id_, (felt, points_to) in PAIN.items():
        words = catalog.text.pain[id_]
        assert [part for part in felt.split(" / ") if part not in words.felt.lower()] == [], id_
        assert words.points_to == points_to
        assert _letters(catalog.pain[id_].sources, catalog) == "B"


def test_the_pain_table_is_no_diagnosis(catalog: Catalog) -> None:
    assert catalog.label("pain-not-diagnosis") == "This is not a diagnosis. See a doctor."
    assert catalog.label("pain-points") == "May point to"


def test_the_checklist(catalog: Catalog) -> None:
    assert list(catalog.setup) == list(SETUP)
    for id_, (letters, basis, parts) in SETUP.items():
        item, text = catalog.setup[id_], catalog.text.setup[id_].text.lower()
        assert (_letters(item.sources, catalog), item.basis) == (letters, basis), id_
        assert [part for part in parts.split(" / ") if part not in text] == [], id_


def test_the_background(catalog: Catalog) -> None:
    assert list(catalog.background) == list(BACKGROUND)
    for id_, words in BACKGROUND.items():
        assert catalog.background[id_].topic == id_.split("-")[0]
        assert words in catalog.text.background[id_].text, id_


def test_benefits_are_said_to_be_and_no_claim(catalog: Catalog) -> None:
    for id_, entry in catalog.background.items():
        if entry.topic == "benefit":
            assert catalog.text.background[id_].text.startswith("Massage is said to"), id_


def test_the_editors_record(catalog: Catalog) -> None:
    record = {
        id_: (note.kind, _letters(note.sources, catalog), " ".join(note.about)) for id_, note in catalog.notes.items()
    }
    assert record == NOTES


@pytest.mark.parametrize("note_id", [id_ for id_, (kind, _, _) in NOTES.items() if kind == "not-carried"])
def test_what_is_not_carried_says_why(catalog: Catalog, note_id: str) -> None:
    assert catalog.text.notes[note_id].we_print.startswith("Not carried: ")


def test_every_level_below_the_source_is_on_record(catalog: Catalog) -> None:
    safer = {id_ for id_, technique in catalog.techniques.items() if technique.pressure.basis == "safer"}
    recorded = {about for note in catalog.notes.values() if note.kind == "made-safer" for about in note.about}
    assert safer <= recorded


def test_the_two_documents_come_first_and_every_source_is_cited(catalog: Catalog) -> None:
    letters = [source.letter for source in catalog.sources.values()]
    assert letters[:2] == ["A", "B"]
    kinds = ("techniques", "rules", "conditions", "red_flags", "pain", "setup", "background", "notes", "routines")
    cited = {citation.doc for kind in kinds for entry in getattr(catalog, kind).values() for citation in entry.sources}
    assert cited == set(catalog.sources)


def test_labels_stand_in_alphabetical_order(catalog: Catalog) -> None:
    labels = list(catalog.text.interface.labels)
    assert labels == sorted(labels)


def test_glossary_is_in_alphabetical_order_and_explains_each_term_once(catalog: Catalog) -> None:
    terms = [words.term.casefold() for words in catalog.text.glossary.values()]
    assert len(set(terms)) == len(terms)
    assert list(catalog.text.glossary) == sorted(catalog.text.glossary)


def _letters(citations: tuple[Citation, ...], catalog: Catalog) -> str:
    return " ".join(catalog.sources[citation.doc].letter for citation in citations)
