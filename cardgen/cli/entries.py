"""Every entry that ``list`` and ``show`` know, by kind and id."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cardgen.content.base import Entry
from cardgen.content.model import Catalog
from cardgen.content.suggest import nearest
from cardgen.errors import ContentError, Problem
from cardgen.theme import Theme

KIND_MARK = ":"
"""Parts a kind from an id, where an id alone would not say which entry is meant: ``rules:not-on-spine``."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """All entries of one kind.

    Attributes:
        kind: What they are, in the plural, as in ``cardgen list``.
        singular: What one of them is.
        facts: Facts by id.
        words: Words by id.
    """

    kind: str
    singular: str
    facts: Mapping[str, Entry]
    words: Mapping[str, Entry]

    @property
    def ids(self) -> tuple[str, ...]:
        """Every id, in the catalogue's order."""
        return tuple(dict.fromkeys((*self.facts, *self.words)))

    def called(self, name: str) -> tuple[str, ...]:
        """Return the ids of the entries that people call so: plain name, term, title or synonym, in capitals or not."""
        sought = name.strip().casefold()
        return tuple(id_ for id_, words in self.words.items() if sought in _names(words))


def _names(words: Entry) -> set[str]:
    given = words.model_dump(include={"name", "term", "title", "synonyms", "also_called"})
    return {each.casefold() for value in given.values() for each in ((value,) if isinstance(value, str) else value)}


@dataclass(frozen=True, slots=True)
class Found:
    """One entry: its kind, its id, and what the catalogue holds of it; at least one of facts and words."""

    kind: str
    singular: str
    id: str
    facts: Entry | None
    words: Entry | None


def shelves(catalog: Catalog, theme: Theme) -> tuple[Shelf, ...]:
    """Return all entries by kind, the kinds most asked for first."""
    text = catalog.text
    return (
        Shelf("techniques", "technique", catalog.techniques, text.techniques),
        Shelf("routines", "routine", catalog.routines, text.routines),
        Shelf("conditions", "condition", catalog.conditions, text.conditions),
        Shelf("red-flags", "red flag", catalog.red_flags, text.red_flags),
        Shelf("rules", "safety rule", catalog.rules, text.rules),
        Shelf("pain", "pain sign", catalog.pain, text.pain),
        Shelf("setup", "set-up item", catalog.setup, text.setup),
        Shelf("notes", "editorial note", catalog.notes, text.notes),
        Shelf("background", "background fact", catalog.background, text.background),
        Shelf("sequences", "fixed sequence", catalog.sequences, {}),
        Shelf("sources", "source", catalog.sources, text.sources),
        Shelf("glossary", "glossary term", {}, text.glossary),
        Shelf("formats", "format", theme.formats, {}),
    )


def find(catalog: Catalog, theme: Theme, wanted: str) -> Found:
    """Find an entry.

    Args:
        catalog: Where to look.
        theme: Where the formats are.
        wanted: An id, or a kind and an id (``rules:not-on-spine``).

    Returns:
        The entry.

    Raises:
        ContentError: There is none of that name, or there are several and the kind is missing.
    """
    kind, _, id_ = wanted.rpartition(KIND_MARK)
    searched = [shelf for shelf in shelves(catalog, theme) if kind in {"", shelf.kind}]
    if not searched:
        known = [shelf.kind for shelf in shelves(catalog, theme)]
        raise ContentError(Problem("ID", 0, 0, f"there is no kind {kind!r}{nearest(kind, known)}"))
    matches = _matches(searched, id_)
    if not matches:
        known = [each for shelf in searched for each in shelf.ids]
        raise ContentError(Problem("ID", 0, 0, f"there is no entry {id_!r}{nearest(id_, known)}"))
    if len(matches) > 1:
        full = " or ".join(f"{shelf.kind}{KIND_MARK}{each}" for shelf, each in matches)
        raise ContentError(Problem("ID", 0, 0, f"{id_!r} is the name of several entries; write {full}"))
    shelf, found = matches[0]
    return Found(shelf.kind, shelf.singular, found, shelf.facts.get(found), shelf.words.get(found))


def _matches(searched: Sequence[Shelf], wanted: str) -> list[tuple[Shelf, str]]:
    """Entries of this id, else entries that people call so; a term of the glossary only if nothing else matches.

    A technique's own name is often a term of the glossary too; whoever asks for it means the technique.
    """
    by_id = [(shelf, wanted) for shelf in searched if wanted in shelf.ids]
    by_name = [(shelf, each) for shelf in searched for each in shelf.called(wanted)]
    for matches in (by_id, by_name):
        if matches:
            return [match for match in matches if match[0].kind != "glossary"] or matches
    return []
