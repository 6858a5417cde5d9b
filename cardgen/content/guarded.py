"""Words that keep people safe: a library adds to them in the language they are in, and never replaces them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from string import Formatter
from typing import Any, TypeVar

from cardgen.content.base import Entry
from cardgen.content.library import Library
from cardgen.content.merge import GROWING
from cardgen.content.model import Catalog
from cardgen.content.place import Fault, Location

TABLES = (
    "rules",
    "conditions",
    "condition_groups",
    "red_flags",
    "pain",
    "setup",
    "sources",
    "background",
    "notes",
    "glossary",
)
"""Kinds of words that are guarded entry by entry."""
WITH_FACTS = ("techniques", "routines")
"""Kinds of words that a library replaces only together with the facts of the same id."""
OWN_LABELS = frozenset(
    {
        "client",
        "clinic",
        "contact",
        "date",
        "for-client",
        "logo",
        "notes",
        "record-title",
        "scan",
        "session-log",
        "therapist",
    }
)
"""The labels that a library may replace: they name what users write themselves. All others say how a massage is done,
how much of it, or what is safe."""

_Key = TypeVar("_Key", bound=str)
_Owner = Callable[[Location], str]


def replaced(before: Catalog, library: Library, owner: _Owner) -> Iterator[Fault]:
    """Find guarded words that a library replaces, and labels that it would break.

    Args:
        before: The catalogue without the library, in the same language.
        library: The library.
        owner: Names the entry that stood at a location before.

    Yields:
        Faults in the library's words.
    """
    yield from _sources(before, library, owner)
    for kind in TABLES:
        yield from _table(("text", kind), getattr(before.text, kind), getattr(library.text, kind), owner)
    for kind in WITH_FACTS:
        new = {id_: words for id_, words in getattr(library.text, kind).items() if id_ not in getattr(library, kind)}
        yield from _table(("text", kind), getattr(before.text, kind), new, owner)
    for id_, part in library.text.core.items():
        yield from _panel(("text", "core", id_), before.text.core[id_], part, owner)
    labels = before.text.interface.labels
    yield from _single(("text", "alt"), before.text.alt, library.text.alt, owner)
    yield from _single(("text", "interface"), before.text.interface, library.text.interface, owner)
    yield from _placeholders(("text", "interface", "labels"), labels, library.text.interface.labels)


def _sources(before: Catalog, library: Library, owner: _Owner) -> Iterator[Fault]:
    """A source that facts are traced to stays what it is."""
    for id_, source in library.sources.items():
        if before.sources.get(id_, source) != source:
            yield _fault(("sources", id_), owner)


def _table(way: Location, old: Mapping[_Key, Any], new: Mapping[_Key, Any], owner: _Owner) -> Iterator[Fault]:
    for id_, entry in new.items():
        if id_ in old and not _kept(old[id_], entry):
            yield _fault((*way, id_), owner)


def _single(way: Location, old: Entry, part: Entry, owner: _Owner) -> Iterator[Fault]:
    """Find what a library replaces of words that there is one of: single phrases, and tables of them."""
    for name in sorted(part.model_fields_set):
        was, now = getattr(old, name), getattr(part, name)
        if isinstance(now, Mapping):
            guarded = {key: words for key, words in was.items() if name != "labels" or key not in OWN_LABELS}
            yield from _table((*way, name), guarded, now, owner)
        elif now not in {None, was}:
            yield _fault((*way, name), owner)


def _kept(old: object, new: object) -> bool:
    """Say whether words are the same, but for fields that a library adds to, or that it does not give."""
    if not (isinstance(old, Entry) and isinstance(new, Entry)):
        return old == new
    return all(getattr(new, name) == getattr(old, name) for name in new.model_fields_set - set(GROWING))


def _panel(way: Location, old: Any, new: Any, owner: _Owner) -> Iterator[Fault]:
    for name in ("title", "lead"):
        if getattr(new, name) not in {None, getattr(old, name)}:
            yield _fault((*way, name), owner)
    yield from _table((*way, "phrases"), old.phrases, new.phrases, owner)
    for index, phrase in enumerate(new.sentences):
        if phrase in old.phrases and phrase not in old.sentences:
            message = f"the phrase '{phrase}' completes the opening of its panel; remove it from the sentences"
            yield Fault((*way, "sentences", index), message)


def _placeholders(way: Location, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Fault]:
    for key in (key for key in new if key in old):
        wanted = _fields(old[key])
        if _fields(new[key]) != wanted:
            names = " and ".join(f"{{{name}}}" for name in sorted(wanted)) or "no placeholder"
            yield Fault((*way, key), f"the label '{key}' is filled in with {names}; write it with the same")


def _fields(text: str) -> frozenset[str]:
    try:
        return frozenset(name for _, name, _, _ in Formatter().parse(text) if name is not None)
    except ValueError:  # braces that do not pair, which the checks of words report
        return frozenset()


def _fault(location: Location, owner: _Owner) -> Fault:
    kind, *way = location[1:] if location[0] == "text" else location
    what = f"{kind} '{'.'.join(map(str, way))}': this would replace {owner(location)}, which people's safety rests on"
    return Fault(location, f"{what}; remove it, or choose another id", of_key=True)
