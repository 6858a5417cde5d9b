"""Conditions and red flags by what people type: an id, a name, another name, or a code of ICD-10."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from types import MappingProxyType
from typing import Final

from cardgen.content.base import Id
from cardgen.content.conditions import Condition, RedFlag
from cardgen.content.excerpt import excerpt
from cardgen.content.folding import folded, folded_words
from cardgen.content.icd10 import compared, typed_code
from cardgen.content.model import Catalog
from cardgen.content.suggest import likely
from cardgen.content.zone_names import ELSEWHERE
from cardgen.kept import kept

ICD10 = "icd10:"
"""What a code begins with: ``icd10:M81``."""
_MOST_NAMED = 4
_STRICTEST: Final = ("emergency", "refuse", "urgent", "refer", "avoid-area", "adapt", "check-up")
"""Levels of red flags and effects of conditions, the strictest first."""
_MISSPELT = 0.8
"""Least similarity of a name that somebody may have misspelt. Illnesses have names that are alike (hepatitis and
dermatitis): whoever means one that has no entry must not be led to another."""


class Lacking(ValueError):
    """What was told counts only together with something that was not."""


@dataclass(frozen=True, slots=True)
class FindingNames:
    """Every name of every condition and red flag.

    Attributes:
        entries: Conditions, then red flags, by id.
        names: The names of each entry: its id, its name, and its other names.
        ids: The one entry that a folded name stands for.
        at_age: The red flags that a folded name stands for together with an age.
        codes: The one entry that a code of ICD-10 without its dot stands for, and all that begin with it.
    """

    entries: Mapping[Id, Condition | RedFlag]
    names: Mapping[Id, tuple[str, ...]]
    ids: Mapping[str, Id]
    at_age: Mapping[str, tuple[Id, ...]]
    codes: Mapping[str, Id]

    @classmethod
    def of(cls, catalog: Catalog) -> FindingNames:
        """Collect the names of a catalogue, in which no name stands for two entries."""
        return _collected(catalog)

    def find(self, word: str, age: int | None, *, suggesting: bool = True) -> tuple[Id, ...]:
        """Find what a word stands for.

        Args:
            word: An id, a name or another name, whatever its case, hyphens, plural and spelling; or ``icd10:`` and a
                code, which stands for the entry that has the code or the beginning of it.
            age: The person's age, if it is known.
            suggesting: Whether to say what comes near an unknown word; looking for it takes some milliseconds.

        Returns:
            One id. None only for what counts at certain ages (new back pain), and not at this one.

        Raises:
            Lacking: The word counts at certain ages, and the age is not known.
            ValueError: The word is unknown or ambiguous; says what comes near, and what to do if nothing does.
        """
        if word.strip().casefold().startswith(ICD10):
            return (self._by_code(word.strip()[len(ICD10) :]),)
        name = folded(word)
        if name in self.ids:
            return (self.ids[name],)
        if name in self.at_age:
            if age is None:
                raise Lacking(f"{excerpt(word)} counts together with the age; tell the age, too")
            return tuple(id_ for id_ in self.at_age[name] if self.fits(id_, age))
        near = self._near(word) if suggesting else ()
        raise ValueError(f"{excerpt(word)} is no condition and no red flag{self._what_to_do(near)}")

    def fits(self, id_: Id, age: int) -> bool:
        """Say whether a person of an age can have what an id stands for."""
        entry = self.entries[id_]
        if isinstance(entry, RedFlag):
            return entry.ages is None or entry.ages.holds(age)
        return entry.below_age is None or age < entry.below_age

    def _by_code(self, typed: str) -> Id:
        code = typed_code(typed)
        if code is None:
            raise ValueError(f"{excerpt(typed)} is no code of ICD-10; write it like icd10:M81 or icd10:M81.0")
        for end in range(len(code), 0, -1):
            if code[:end] in self.codes:
                return self.codes[code[:end]]
        narrower = tuple(dict.fromkeys(id_ for own, id_ in self.codes.items() if own.startswith(code)))
        shown = f"{ICD10}{typed.strip().upper()}"
        if narrower:
            raise ValueError(f"{shown} may be {' or '.join(narrower)}; write the one that you mean")
        raise ValueError(f"{shown} is the code of no condition here; write it by its name{self._otherwise(', or')}")

    def _near(self, word: str) -> list[str]:
        """Return what a word may mean.

        Entries of which a whole name stands in it, the strictest first (who had a stroke once must not be led past it
        to something milder); then entries that have all of it in a name, the shortest name first; or names like it.
        """
        sought = frozenset(folded_words(word))
        whole: dict[Id, int] = {}
        parts: dict[Id, int] = {}
        for id_, name in ((id_, frozenset(folded_words(name))) for id_, own in self.names.items() for name in own):
            if self._is_for_the_rest(id_):
                continue  # what to do about what nobody has judged is told beside
            if name and name <= sought:
                whole[id_] = self._rank(id_)
            elif sought and sought <= name:
                parts[id_] = min(parts.get(id_, len(name)), len(name))
        found = dict.fromkeys((*sorted(whole, key=whole.__getitem__), *sorted(parts, key=parts.__getitem__)))
        others = (name for id_, own in self.names.items() for name in own[1:] if name.casefold() != id_)
        return list(found) or likely(word, (*self.entries, *others), _MISSPELT)

    def _rank(self, id_: Id) -> int:
        """Return how strict an entry is, from 0."""
        entry = self.entries[id_]
        return _STRICTEST.index(entry.level if isinstance(entry, RedFlag) else entry.effect)

    def _is_for_the_rest(self, id_: Id) -> bool:
        """Say whether an entry stands for all that nobody has judged."""
        entry = self.entries[id_]
        return isinstance(entry, Condition) and entry.unlisted

    def _what_to_do(self, near: Sequence[str]) -> str:
        """Return the end of a message about an unknown word."""
        if not near:
            return f"; write another name of it (cardgen list conditions){self._otherwise(', or')}"
        more = (f"{len(near) - _MOST_NAMED} more",) if len(near) > _MOST_NAMED else ()
        return f"; did you mean {' or '.join((*near[:_MOST_NAMED], *more))}?{self._otherwise(' If not,')}"

    def _otherwise(self, lead: str) -> str:
        """Return what to do about something that no entry names; nothing if the catalogue has no entry for that."""
        told = (f"{id_} (off the back: {id_}@{ELSEWHERE})" for id_ in self.entries if self._is_for_the_rest(id_))
        return "".join(f"{lead} ask a doctor and tell {one}: nobody has judged it" for one in islice(told, 1))


@kept()
def _collected(catalog: Catalog) -> FindingNames:
    at_age: dict[str, tuple[Id, ...]] = defaultdict(tuple)
    for id_ in catalog.red_flags:
        for name in catalog.text.red_flags[id_].at_age:
            at_age[folded(name)] += (id_,)
    names = dict(names_of(catalog))
    return FindingNames(
        entries=MappingProxyType({**catalog.conditions, **catalog.red_flags}),
        names=MappingProxyType(names),
        ids=MappingProxyType({folded(name): id_ for id_, own in names.items() for name in own}),
        at_age=MappingProxyType(dict(at_age)),
        codes=MappingProxyType(
            {
                code: id_
                for table in (catalog.conditions, catalog.red_flags)
                for id_, entry in table.items()
                for code in compared(entry.icd10)
            }
        ),
    )


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
