"""Conditions and red flags by what people type: an id, a name, another name, or a code of ICD-10."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cardgen.content.base import Id
from cardgen.content.conditions import Condition, RedFlag
from cardgen.content.excerpt import excerpt
from cardgen.content.folding import folded, folded_words
from cardgen.content.model import Catalog
from cardgen.content.suggest import nearest

ICD10 = "icd10:"
"""What a code begins with: ``icd10:M81``."""
_CODE = re.compile(r"[A-Z][0-9][0-9A-Z](\.?[0-9A-Z]{1,4})?\Z")
_MOST_NAMED = 4


@dataclass(frozen=True, slots=True)
class FindingNames:
    """Every name of every condition and red flag.

    Attributes:
        entries: Conditions, then red flags, by id.
        names: The names of each entry: its id, its name, and its other names.
        ids: The one entry that a folded name stands for.
        at_age: The red flags that a folded name stands for together with an age.
    """

    entries: Mapping[Id, Condition | RedFlag]
    names: Mapping[Id, tuple[str, ...]]
    ids: Mapping[str, Id]
    at_age: Mapping[str, tuple[Id, ...]]

    @classmethod
    def of(cls, catalog: Catalog) -> FindingNames:
        """Collect the names of a catalogue, in which no name stands for two entries."""
        at_age: dict[str, tuple[Id, ...]] = defaultdict(tuple)
        for id_ in catalog.red_flags:
            for name in catalog.text.red_flags[id_].at_age:
                at_age[folded(name)] += (id_,)
        names = dict(names_of(catalog))
        return cls(
            entries={**catalog.conditions, **catalog.red_flags},
            names=names,
            ids={folded(name): id_ for id_, own in names.items() for name in own},
            at_age=dict(at_age),
        )

    def find(self, word: str, age: int | None) -> tuple[Id, ...]:
        """Find what a word stands for.

        Args:
            word: An id, a name or another name, whatever its case, hyphens, plural and spelling; or ``icd10:`` and a
                code, which stands for the entry that has the code or the beginning of it.
            age: The person's age, if it is known.

        Returns:
            One id. None only for what counts at certain ages (new back pain), and not at this one.

        Raises:
            ValueError: The word is unknown or ambiguous, or counts at an age that is not known; says what comes near.
        """
        if word.strip().casefold().startswith(ICD10):
            return (self._by_code(word.strip()[len(ICD10) :]),)
        name = folded(word)
        if name in self.ids:
            return (self.ids[name],)
        if name in self.at_age:
            if age is None:
                raise ValueError(f"{excerpt(word)} counts together with the age; tell the age, too")
            return tuple(id_ for id_ in self.at_age[name] if self.fits(id_, age))
        raise ValueError(f"{excerpt(word)} is no condition and no red flag{self._near(word)}")

    def fits(self, id_: Id, age: int) -> bool:
        """Say whether a person of an age can have what an id stands for."""
        entry = self.entries[id_]
        if isinstance(entry, RedFlag):
            return entry.ages is None or entry.ages.holds(age)
        return entry.below_age is None or age < entry.below_age

    def _by_code(self, typed: str) -> Id:
        code = typed.strip().upper()
        if not _CODE.match(code):
            raise ValueError(f"{excerpt(typed)} is no code of ICD-10; write it like icd10:M81 or icd10:M81.0")
        plain = code.replace(".", "")
        codes = [(own.replace(".", ""), id_) for id_, entry in self.entries.items() for own in entry.icd10]
        exact = dict.fromkeys(id_ for own, id_ in codes if plain.startswith(own))
        if len(exact) == 1:
            return next(iter(exact))
        narrower = dict.fromkeys(id_ for own, id_ in codes if own.startswith(plain))
        candidates = tuple(exact or narrower)
        if candidates:
            raise ValueError(f"icd10:{code} may be {' or '.join(candidates)}; write the one that you mean")
        raise ValueError(f"icd10:{code} is the code of no condition here; write the condition by its name")

    def _near(self, word: str) -> str:
        """Return the end of a message: the entries that the word may mean."""
        sought = set(folded_words(word))
        parts = [id_ for id_, own in self.names.items() if sought and any(sought <= {*folded_words(n)} for n in own)]
        if 0 < len(parts) <= _MOST_NAMED:
            return f"; did you mean {' or '.join(parts)}?"
        others = (name for id_, own in self.names.items() for name in own[1:] if name.casefold() != id_)
        return nearest(word, (*self.entries, *others), listed=self.entries)


def short_name(catalog: Catalog, id_: Id) -> str:
    """Return what a condition or red flag is called in running text, as the reason for a change."""
    if id_ in catalog.conditions:
        words = catalog.text.conditions[id_]
        return words.short or words.name
    return catalog.text.red_flags[id_].name


def names_of(catalog: Catalog) -> Iterator[tuple[Id, tuple[str, ...]]]:
    """Yield the names of every condition and red flag that has words: its id, its name, its other names."""
    for entries, words in (
        (catalog.conditions, catalog.text.conditions),
        (catalog.red_flags, catalog.text.red_flags),
    ):
        for id_ in entries:
            if id_ in words:
                yield id_, (id_, words[id_].name, *words[id_].synonyms)
