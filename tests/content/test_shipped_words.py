"""The words of the shipped catalogue: easy to read, short enough, our own, explained, without brands."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from statistics import mean

import pytest
import textstat
from pydantic import BaseModel

from cardgen.content.model import Catalog

TARGET, CEILING = 6.0, 8.0
"""US reading grades: the mean of all texts, and the most for any (AMA 6, NIH 6 to 8)."""
POOL = 30
"""Words that a text must have for its grade to mean something; shorter neighbours are pooled."""
LETTERS = {"name": 20, "term": 26, "hands": 26, "full": 116, "short": 85}
"""What the rows of a card have room for; the full text fills two lines of an A5 card."""
BRANDS = ("finalgon", "fastum", "dolobene")
RUN = 6
"""So many words in a row that also stand in a source document count as copied."""
SOURCE_RUNS = Path(__file__).parent / "data" / "source_runs.txt"
"""Every run of ``RUN`` words of the two source documents, hashed as ``_hash`` does: enough to tell a copy."""
COMMON = {
    "accident", "afterwards", "allergies", "circular", "comfortable", "dangerously", "directions", "dizziness",
    "emergency", "injury", "medical", "moderate", "opposite", "period", "pregnancy", "serious", "services",
    "tingling", "together",
}  # fmt: skip
"""Long words of the cards that everybody knows; any other of three syllables stands in the glossary."""


def test_reading_grade_of_every_technique(catalog: Catalog) -> None:
    grades = {
        id_: _grade((words.name, words.hands, words.full, words.short))
        for id_, words in catalog.text.techniques.items()
    }
    assert max(grades.values()) <= CEILING, grades
    assert mean(grades.values()) <= TARGET, grades


def test_reading_grade_of_every_panel(catalog: Catalog) -> None:
    panels = [
        (id_, [part for part in (words.lead, *words.phrases.values()) if part])
        for id_, words in catalog.text.core.items()
    ]
    panels.append(("checklist", [words.text for words in catalog.text.setup.values()]))
    panels.append(("small checklist", [words.short for words in catalog.text.setup.values()]))
    panels.append(("pain", [part for words in catalog.text.pain.values() for part in (words.felt, words.points_to)]))
    grades = {name: _grade(parts) for name, parts in _pooled(panels)}
    assert set(grades) >= {"emergency", "warning", "caution"}
    assert max(grades.values()) <= CEILING, grades
    assert mean(grades.values()) <= TARGET, grades


def test_reading_grade_of_rules_and_questions(catalog: Catalog) -> None:
    asked = [(id_, words.ask) for id_, words in catalog.text.conditions.items()]
    asked += [(id_, words.ask) for id_, words in catalog.text.red_flags.items()]
    texts = [(id_, [words.text]) for id_, words in catalog.text.rules.items()]
    texts += [(f"ask {id_}", [question]) for id_, question in asked]
    grades = {name: _grade(parts) for name, parts in _pooled(texts)}
    assert max(grades.values()) <= CEILING, grades
    assert mean(grades.values()) <= TARGET, grades


def test_the_grade_tells_hard_text_from_easy() -> None:
    hard = ["Contraindicated in individuals exhibiting unstable cardiovascular pathology or coagulation abnormalities"]
    assert _grade(hard) > 2 * CEILING
    assert _grade(["The cat sat on the mat"]) < 1


@pytest.mark.parametrize("field", LETTERS)
def test_length_of_a_techniques_words(catalog: Catalog, field: str) -> None:
    too_long = {
        id_: len(getattr(words, field))
        for id_, words in catalog.text.techniques.items()
        if len(getattr(words, field)) > LETTERS[field]
    }
    assert not too_long


def test_the_short_form_is_shorter(catalog: Catalog) -> None:
    assert all(len(words.short) < len(words.full) for words in catalog.text.techniques.values())
    assert all(len(words.short) <= len(words.text) for words in catalog.text.setup.values())


def test_nothing_is_copied_from_the_source_documents(catalog: Catalog) -> None:
    known = set(SOURCE_RUNS.read_text("ascii").split())
    cited = {words.title for words in catalog.text.sources.values()}
    copied = [
        " ".join(run)
        for text in _texts(catalog.text)
        if text not in cited
        for run in _runs(text)
        if _hash(run) in known
    ]
    assert not copied


def test_a_copied_sentence_would_be_found() -> None:
    known = set(SOURCE_RUNS.read_text("ascii").split())
    title_of_a = "How to massage to relieve back pain"
    assert all(_hash(run) in known for run in _runs(title_of_a))


def test_no_brand_outside_the_note_on_the_source(catalog: Catalog) -> None:
    allowed = catalog.text.notes["not-carried-brands"].source_says
    named = [text for text in _texts(catalog.text) if any(brand in text.lower() for brand in BRANDS)]
    assert named == [allowed]


def test_long_words_of_the_cards_are_common_or_explained(catalog: Catalog) -> None:
    explained = {
        word for words in catalog.text.glossary.values() for word in (*_words(words.term), *_words(words.term + "s"))
    }
    text = " ".join(_card_texts(catalog))
    long_words = {word for word in _words(text) if textstat.syllable_count(word) > 2}
    assert long_words - COMMON - explained == set()
    assert long_words >= COMMON, "remove what no card says any more"


@pytest.mark.parametrize(
    "term",
    [
        "effleurage", "petrissage", "friction", "vibration", "tapotement", "wringing", "sacrum", "sacral", "lumbar",
        "contraindication", "hernia", "osteoporosis",
    ],
)  # fmt: skip
def test_terms_of_massage_are_explained(catalog: Catalog, term: str) -> None:
    assert term in {words.term for words in catalog.text.glossary.values()}


def test_content_never_diagnoses(catalog: Catalog) -> None:
    assert not [text for text in _texts(catalog.text) if re.search(r"\byou have (a|an|the)\b(?!.*\?)", text.lower())]


def _grade(parts: Iterable[str]) -> float:
    """Flesch-Kincaid grade; every item of a list counts as a sentence, as it stands on a line of its own."""
    text = " ".join(f"{part.rstrip('.:;?')}." for part in parts)
    return float(textstat.flesch_kincaid_grade(text))


def _pooled(texts: Iterable[tuple[str, list[str]]]) -> Iterator[tuple[str, list[str]]]:
    """Join neighbours until each pool has enough words; a short rest joins the last pool."""
    pools: list[tuple[str, list[str]]] = []
    for name, parts in texts:
        if pools and _count(pools[-1][1]) < POOL:
            pools[-1] = (f"{pools[-1][0]} + {name}", [*pools[-1][1], *parts])
        else:
            pools.append((name, list(parts)))
    if len(pools) > 1 and _count(pools[-1][1]) < POOL:
        (before, first), (name, rest) = pools[-2:]
        pools[-2:] = [(f"{before} + {name}", [*first, *rest])]
    yield from pools


def _count(parts: Iterable[str]) -> int:
    return sum(len(part.split()) for part in parts)


def _card_texts(catalog: Catalog) -> Iterator[str]:
    """Yield what a card prints beside its user's own words."""
    words = catalog.text
    for technique in words.techniques.values():
        yield from (technique.name, technique.term, technique.hands, technique.full, technique.short)
    yield from (phrase for panel in words.core.values() for phrase in (panel.lead or "", *panel.phrases.values()))
    yield from (text for row in words.pain.values() for text in (row.felt, row.points_to))
    yield from (text for item in words.setup.values() for text in (item.text, item.short))
    yield from words.interface.phases.values()
    yield from words.interface.pressure.values()


def _texts(value: object) -> Iterator[str]:
    """Yield every text below a value, ids left out."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _texts(getattr(value, name))
    elif isinstance(value, dict):
        for below in value.values():
            yield from _texts(below)
    elif isinstance(value, tuple):
        for below in value:
            yield from _texts(below)


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower().replace("’", "").replace("'", ""))


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    words = _words(text)
    for start in range(len(words) - RUN + 1):
        yield tuple(words[start : start + RUN])


def _hash(run: Iterable[str]) -> str:
    return hashlib.blake2b(" ".join(run).encode(), digest_size=5).hexdigest()
