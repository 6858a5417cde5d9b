"""How hard a text is to read: the Flesch-Kincaid grade, in years of school in the United States."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cardgen.content.model import Catalog
from cardgen.content.place import Fault, Location

CEILING = 8.0
"""The most for any text (NIH: 6 to 8)."""
POOL = 30
"""Words that a text must have for its grade to mean something; shorter neighbours are pooled."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A text that is read in one go.

    Attributes:
        name: What a message calls it.
        parts: Its sentences, and the items of its lists.
        location: Where it stands in the catalogue.
    """

    name: str
    parts: tuple[str, ...]
    location: Location

    @property
    def words(self) -> int:
        """How many words it has."""
        return sum(len(part.split()) for part in self.parts)


def grade(parts: Iterable[str]) -> float:
    """Return the Flesch-Kincaid grade of English text.

    Args:
        parts: Sentences and items of lists; every item counts as a sentence, as it stands on a line of its own.

    Returns:
        The grade; below 0 for the simplest texts.
    """
    import textstat  # noqa: PLC0415 - its dictionary takes half a second to load, and no card needs it

    text = " ".join(f"{part.rstrip('.:;?')}." for part in parts)
    return float(textstat.flesch_kincaid_grade(text))


def pools(passages: Iterable[Passage]) -> list[tuple[Passage, ...]]:
    """Join neighbours until each pool has enough words; a short rest joins the last pool.

    Returns:
        The pools; a single one may still be too short to be graded.
    """
    found: list[tuple[Passage, ...]] = []
    for passage in passages:
        if found and _count(found[-1]) < POOL:
            found[-1] = (*found[-1], passage)
        else:
            found.append((passage,))
    if len(found) > 1 and _count(found[-1]) < POOL:
        found[-2:] = [(*found[-2], *found[-1])]
    return found


def techniques(catalog: Catalog) -> list[Passage]:
    """Return the words of every technique as one passage each."""
    return [
        Passage(id_, (words.name, words.hands, words.full, words.short), ("text", "techniques", id_))
        for id_, words in catalog.text.techniques.items()
    ]


def panels(catalog: Catalog) -> list[Passage]:
    """Return the panels of the safety core, the checklists and the pain table."""
    text = catalog.text
    core = [
        Passage(id_, tuple(part for part in (words.lead, *words.phrases.values()) if part), ("text", "core", id_))
        for id_, words in text.core.items()
    ]
    setup, pain = text.setup.values(), text.pain.values()
    return [
        *core,
        Passage("checklist", tuple(words.text for words in setup), ("text", "setup")),
        Passage("small checklist", tuple(words.short for words in setup), ("text", "setup")),
        Passage("pain", tuple(part for words in pain for part in (words.felt, words.points_to)), ("text", "pain")),
    ]


def sayings(catalog: Catalog) -> list[Passage]:
    """Return every rule, and every question about a condition or a red flag."""
    text = catalog.text
    rules = [Passage(id_, (words.text,), ("text", "rules", id_)) for id_, words in text.rules.items()]
    asked = [Passage(f"ask {id_}", (words.ask,), ("text", "conditions", id_)) for id_, words in text.conditions.items()]
    signs = [Passage(f"ask {id_}", (words.ask,), ("text", "red_flags", id_)) for id_, words in text.red_flags.items()]
    return [*rules, *asked, *signs]


def names(catalog: Catalog) -> list[Passage]:
    """Return what the printed tick-list calls every condition and every red flag."""
    text = catalog.text
    conditions = [Passage(id_, (words.name,), ("text", "conditions", id_)) for id_, words in text.conditions.items()]
    signs = [Passage(id_, (words.name,), ("text", "red_flags", id_)) for id_, words in text.red_flags.items()]
    return [*conditions, *signs]


def too_hard(passages: Iterable[Passage]) -> Iterator[Fault]:
    """Find passages, or pools of short ones, whose grade is too high.

    Args:
        passages: English text; what is too short to be graded even together is passed over.

    Yields:
        A fault for each pool, at its first passage.
    """
    for pool in pools(passages):
        if _count(pool) < POOL:
            continue
        reached = grade(part for passage in pool for part in passage.parts)
        if reached > CEILING:
            which = ", ".join(passage.name for passage in pool)
            message = f"reading grade {reached:.1f} of {which} is above {CEILING:g}; use shorter words and sentences"
            yield Fault(pool[0].location, message)


def _count(pool: Iterable[Passage]) -> int:
    return sum(passage.words for passage in pool)
