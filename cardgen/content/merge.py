"""Laying a library over a catalogue: entries are added, or replace those of the same id; order is kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel

from cardgen.content.base import Entry, Id
from cardgen.content.facts import MOST_CORE_WORDS, Core, CorePanel, PanelId, Rule, Technique
from cardgen.content.library import CorePart, Library, PanelWordsPart, TextPart
from cardgen.content.model import Catalog
from cardgen.content.words import PanelWords, Text

TABLES = tuple(name for name in Library.model_fields if name not in {"core", "text"})
"""The kinds of entries that a library adds or replaces one by one."""
WORD_TABLES = tuple(name for name in TextPart.model_fields if name not in {"core", "alt", "interface"})
"""The kinds of words that it adds or replaces one by one."""
GROWING = ("icd10", "synonyms", "at_age", "also_called")
"""Fields to which a library that replaces the entry adds."""
INHERITED = ("short", "below_age", "anywhere", "instead", "unlisted", "ages")
"""Fields that stay as they were if a library that replaces the entry does not give them."""

_Words = TypeVar("_Words", bound=Entry)
_Word = TypeVar("_Word", Entry, str)


def merged(catalog: Catalog, library: Library) -> Catalog:
    """Lay a library over a catalogue.

    Whether the library may do that is for ``stricter`` and ``guarded`` to say.

    Args:
        catalog: A catalogue, valid entry by entry.
        library: A library, valid entry by entry.

    Returns:
        The catalogue with the library's entries. What stood there keeps its place in the order; what is new follows
        in its own. Techniques that were there before take the library's rules along where these apply to them.
    """
    tables = {kind: getattr(catalog, kind) | _kept_facts(catalog, library, kind) for kind in TABLES}
    before = {id_: technique for id_, technique in catalog.techniques.items() if id_ not in library.techniques}
    tables["techniques"] |= _ruled(before, library.rules)
    return catalog.model_copy(
        update={**tables, "core": _core(catalog.core, library.core), "text": _text(catalog.text, library.text)}
    )


def _ruled(techniques: Mapping[Id, Technique], rules: Mapping[Id, Rule]) -> dict[Id, Technique]:
    ruled: dict[Id, Technique] = {}
    for id_, technique in techniques.items():
        more = [name for name, rule in rules.items() if name not in technique.rules and rule.binds(technique)]
        if more:
            ruled[id_] = technique.model_copy(update={"rules": (*technique.rules, *more)})
    return ruled


def _core(core: Core, part: CorePart) -> Core:
    if not part.panels:
        return core
    added = tuple(_panel(panel, part) for panel in core.panels)
    return core.model_copy(update={"max_words": part.max_words or MOST_CORE_WORDS, "panels": added})


def _panel(panel: CorePanel, part: CorePart) -> CorePanel:
    for own in (own for own in part.panels if own.id == panel.id):
        signal = own.signal if "signal" in own.model_fields_set else panel.signal
        panel = panel.model_copy(update={"signal": signal, "phrases": _joined(panel.phrases, own.phrases)})
    return panel


def _joined(first: tuple[Id, ...], more: tuple[Id, ...]) -> tuple[Id, ...]:
    return (*first, *(id_ for id_ in dict.fromkeys(more) if id_ not in first))


def _text(text: Text, part: TextPart) -> Text:
    tables = {kind: getattr(text, kind) | _filled(getattr(text, kind), getattr(part, kind)) for kind in WORD_TABLES}
    whole = {"alt": _overlaid(text.alt, part.alt), "interface": _overlaid(text.interface, part.interface)}
    return text.model_copy(update={**tables, **whole, "core": _panel_words(text.core, part.core)})


def _kept_facts(catalog: Catalog, library: Library, kind: str) -> dict[Id, Any]:
    """Return a library's entries with what a library only adds to: codes, and the ages at which an entry counts."""
    before, own = getattr(catalog, kind), getattr(library, kind)
    return {id_: _grown(before[id_], entry) if id_ in before else entry for id_, entry in own.items()}


def _filled(before: Mapping[Id, _Word], part: Mapping[Id, _Word]) -> dict[Id, _Word]:
    """Return a library's words with what it does not say: a short name, and other names, which it only adds to."""
    return {id_: _grown(before[id_], words) if id_ in before else words for id_, words in part.items()}


def _grown(old: _Word, new: _Word) -> _Word:
    if isinstance(old, str) or isinstance(new, str):
        return new
    lists = {name: _joined(getattr(old, name), getattr(new, name)) for name in GROWING if hasattr(old, name)}
    given = new.model_fields_set
    kept = {name: getattr(old, name) for name in INHERITED if hasattr(old, name) and name not in given}
    return new.model_copy(update=lists | kept)


def _panel_words(words: Mapping[Id, PanelWords], part: Mapping[PanelId, PanelWordsPart]) -> dict[Id, PanelWords]:
    return {**words, **{id_: _with_phrases(words[id_], own) for id_, own in part.items()}}


def _with_phrases(words: PanelWords, own: PanelWordsPart) -> PanelWords:
    given = {name: value for name in ("title", "lead") if (value := getattr(own, name)) is not None}
    joined = {"phrases": words.phrases | own.phrases, "sentences": _joined(words.sentences, own.sentences)}
    return words.model_copy(update={**given, **joined})


def _overlaid(words: _Words, part: BaseModel) -> _Words:
    """Replace single words and add to tables of words."""
    update: dict[str, Any] = {}
    for name in part.model_fields_set:
        value = getattr(part, name)
        update[name] = getattr(words, name) | value if isinstance(value, dict) else value
    return words.model_copy(update={name: value for name, value in update.items() if value is not None})
