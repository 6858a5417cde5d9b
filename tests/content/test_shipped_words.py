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
from cardgen.linting import grades

BRANDS = ("finalgon", "fastum", "dolobene")
RUN = 6
"""So many words in a row that also stand in a source document count as copied."""
SOURCE_RUNS = Path(__file__).parent / "data" / "source_runs.txt"
"""Every run of ``RUN`` words of the two source documents, hashed as ``_hash`` does: enough to tell a copy."""
MOST_ON_AVERAGE = 6.0
"""Reading grade that the American Medical Association recommends."""
COMMON = {
    "accident", "afterwards", "allergies", "circular", "comfortable", "dangerously", "directions", "dizziness",
    "emergency", "injury", "medical", "moderate", "opposite", "period", "pregnancy", "serious", "services",
    "tingling", "together",
}  # fmt: skip
"""Long words of the cards that everybody knows; any other of three syllables stands in the glossary."""


def test_reading_grades_are_low_on_average(catalog: Catalog) -> None:
    """No single text is above the ceiling either: ``tests/linting`` asks the linter, which finds nothing."""
    for group in (grades.techniques, grades.panels, grades.sayings, grades.names):
        reached = [grades.grade(part for one in pool for part in one.parts) for pool in grades.pools(group(catalog))]
        assert mean(reached) <= MOST_ON_AVERAGE


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
