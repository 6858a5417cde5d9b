"""Checks of the safety core: complete, of the right signal words, short enough, and covering everything."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain
from types import MappingProxyType

from cardgen.content.facts import CorePanel
from cardgen.content.model import Catalog
from cardgen.content.place import Fault, Location, unknown
from cardgen.content.suggest import nearest

SIGNALS = MappingProxyType(
    {
        "emergency": None,
        "warning": "WARNING",
        "caution": "CAUTION",
        "notice": "NOTICE",
        "always": None,
        "spine": None,
        "stop": None,
    }
)
"""The panels in printing order, each with its signal word (ANSI Z535.4) or none."""


def _panels_in_order(catalog: Catalog) -> Iterator[Fault]:
    for index, (panel, wanted) in enumerate(zip(catalog.core.panels, SIGNALS, strict=True)):
        if panel.id != wanted:
            yield Fault(
                ("core", "panels", index, "id"), f"panel {index + 1} is '{wanted}', not '{panel.id}'; change it"
            )


def _signal_words(catalog: Catalog) -> Iterator[Fault]:
    for index, panel in enumerate(catalog.core.panels):
        wanted = SIGNALS[panel.id]
        if panel.signal != wanted:
            todo = f"write signal: {wanted}" if wanted else "remove the signal"
            yield Fault(
                ("core", "panels", index, "signal"), f"the panel '{panel.id}' has the wrong signal word; {todo}"
            )


def _phrases_once(catalog: Catalog) -> Iterator[Fault]:
    first: dict[str, str] = {}
    for index, panel in enumerate(catalog.core.panels):
        for number, phrase in enumerate(panel.phrases):
            if phrase in first:
                message = f"the phrase '{phrase}' already stands in the panel '{first[phrase]}'; remove one of them"
                yield Fault(("core", "panels", index, "phrases", number), message)
            first.setdefault(phrase, panel.id)


def _words_of_panels(catalog: Catalog) -> Iterator[Fault]:
    panels: dict[str, CorePanel] = {panel.id: panel for panel in catalog.core.panels}
    words = catalog.text.core
    for id_ in panels:
        if id_ not in words:
            yield Fault(("text", "core"), f"missing words for the panel '{id_}'; add them")
    for id_ in words:
        yield from unknown("panel", id_, panels, ("text", "core", id_))
    for index, panel in enumerate(catalog.core.panels):
        if panel.id in words:
            yield from _words_of_phrases(("core", "panels", index), panel, catalog)


def _words_of_phrases(location: Location, panel: CorePanel, catalog: Catalog) -> Iterator[Fault]:
    words = catalog.text.core[panel.id]
    for index, phrase in enumerate(panel.phrases):
        if phrase not in words.phrases:
            message = f"missing words for the phrase '{phrase}' in the core.yaml of the words; add them there"
            yield Fault((*location, "phrases", index), message)
    for phrase in words.phrases:
        if phrase not in panel.phrases:
            message = f"words for '{phrase}', which facts/core.yaml does not have here{nearest(phrase, panel.phrases)}"
            yield Fault(("text", "core", panel.id, "phrases", phrase), message, of_key=True)
    for index, phrase in enumerate(words.sentences):
        yield from unknown("phrase", phrase, words.phrases, ("text", "core", panel.id, "sentences", index))


def _short_enough(catalog: Catalog) -> Iterator[Fault]:
    count = word_count(catalog)
    most = catalog.core.max_words
    if count > most:
        yield Fault(("core", "max_words"), f"the safety core has {count} words, more than {most}; shorten its phrases")


def word_count(catalog: Catalog) -> int:
    """Return how many words the safety core takes: what stands between spaces in all leads and phrases."""
    panels = catalog.text.core.values()
    return sum(len(text.split()) for panel in panels for text in (panel.lead or "", *panel.phrases.values()))


def _covered(catalog: Catalog) -> Iterator[Fault]:
    phrases = [phrase for panel in catalog.core.panels for phrase in panel.phrases]
    for id_, condition in catalog.conditions.items():
        yield from unknown("phrase of the safety core", condition.core, phrases, ("conditions", id_, "core"))
    for id_, flag in catalog.red_flags.items():
        yield from unknown("phrase of the safety core", flag.core, phrases, ("red_flags", id_, "core"))
    for id_, rule in catalog.rules.items():
        if rule.core is not None:
            yield from unknown("phrase of the safety core", rule.core, phrases, ("rules", id_, "core"))


def _strong_enough(catalog: Catalog) -> Iterator[Fault]:
    """Emergencies stand among the emergency signs; refusals there or under WARNING."""
    phrases = {panel.id: frozenset(panel.phrases) for panel in catalog.core.panels}
    every = frozenset(chain.from_iterable(phrases.values()))
    too_weak_for_emergency = every - phrases["emergency"]
    too_weak_for_refusal = too_weak_for_emergency - phrases["warning"]
    for id_, flag in catalog.red_flags.items():
        if flag.level == "emergency" and flag.core in too_weak_for_emergency:
            message = f"an emergency sign needs a phrase of the panel 'emergency'; '{flag.core}' is of another"
            yield Fault(("red_flags", id_, "core"), message)
    for id_, condition in catalog.conditions.items():
        if condition.effect == "refuse" and condition.core in too_weak_for_refusal:
            message = (
                f"a refusal needs a phrase of the panel 'warning' or 'emergency'; '{condition.core}' is of another"
            )
            yield Fault(("conditions", id_, "core"), message)


ALL: tuple[Callable[[Catalog], Iterator[Fault]], ...] = (
    _panels_in_order,
    _signal_words,
    _phrases_once,
    _words_of_panels,
    _short_enough,
    _covered,
    _strong_enough,
)
"""Every check of the safety core."""
