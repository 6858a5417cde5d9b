"""Words that keep people safe: a library adds to them in the language they are in, and never replaces them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from string import Formatter
from typing import Any

from cardgen.content.base import Entry
from cardgen.content.library import Library
from cardgen.content.model import Catalog
from cardgen.content.place import Fault, Location

TABLES = ("rules", "conditions", "condition_groups", "red_flags", "pain", "setup", "sources")
"""Kinds of words that are guarded entry by entry."""
GROWING = ("synonyms",)
"""Fields of guarded words that may get more entries."""
LABELS = frozenset(
    {
        "answer-no",
        "answer-yes",
        "ask-each",
        "edition",
        "effect-adapt",
        "effect-avoid-area",
        "effect-refer",
        "effect-refuse",
        "emergency-lead",
        "foot-back",
        "foot-spine",
        "foot-stop",
        "not-screened",
        "pain-felt",
        "pain-lead",
        "pain-not-diagnosis",
        "pain-points",
        "pain-side-title",
        "pain-title",
        "professional",
        "red-flags-check-up",
        "red-flags-emergency",
        "safety-title",
        "screening-title",
        "step-rules-title",
    }
)
"""Labels of the interface that say something about safety."""
ALT = ("bare", "spine")
"""Sentences of alt text that say what must not be touched."""

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
    for id_, part in library.text.core.items():
        yield from _panel(("text", "core", id_), before.text.core[id_], part, owner)
    words, own = before.text.interface, library.text.interface
    levels, labels = ("text", "interface", "pressure"), ("text", "interface", "labels")
    yield from _table(levels, words.pressure, own.pressure, owner)
    guarded = {key: label for key, label in words.labels.items() if key in LABELS}
    yield from _table(labels, guarded, own.labels, owner)
    yield from _placeholders(labels, words.labels, own.labels)
    for name in ALT:
        if getattr(library.text.alt, name) not in {None, getattr(before.text.alt, name)}:
            yield _fault(("text", "alt", name), owner)


def _sources(before: Catalog, library: Library, owner: _Owner) -> Iterator[Fault]:
    """A source that facts are traced to stays what it is."""
    for id_, source in library.sources.items():
        if before.sources.get(id_, source) != source:
            yield _fault(("sources", id_), owner)


def _table(way: Location, old: Mapping[str, Any], new: Mapping[str, Any], owner: _Owner) -> Iterator[Fault]:
    for id_, entry in new.items():
        if id_ in old and not _kept(old[id_], entry):
            yield _fault((*way, id_), owner)


def _kept(old: str | Entry, new: str | Entry) -> bool:
    """Say whether words are the same, but for fields that may grow and have done so."""
    if isinstance(old, str) or isinstance(new, str):
        return old == new
    was, now = old.model_dump(), new.model_dump()
    return all(set(was[name]) <= set(now[name]) if name in GROWING else was[name] == now[name] for name in was)


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
