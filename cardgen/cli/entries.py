"""Every entry that ``list`` and ``show`` know, by kind and id."""

from __future__ import annotations

from collections.abc import Mapping
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
    holding = [shelf for shelf in searched if id_ in shelf.ids]
    if not holding:
        known = [each for shelf in searched for each in shelf.ids]
        raise ContentError(Problem("ID", 0, 0, f"there is no entry {id_!r}{nearest(id_, known)}"))
    # A technique's own name is often a term of the glossary too; whoever asks for it means the technique.
    holding = [shelf for shelf in holding if shelf.kind != "glossary"] or holding
    if len(holding) > 1:
        full = " or ".join(f"{shelf.kind}{KIND_MARK}{id_}" for shelf in holding)
        raise ContentError(Problem("ID", 0, 0, f"{id_!r} is the name of several entries; write {full}"))
    shelf = holding[0]
    return Found(shelf.kind, shelf.singular, id_, shelf.facts.get(id_), shelf.words.get(id_))
