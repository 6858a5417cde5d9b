"""Entries that nobody would miss, and warnings that nobody answers for."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from pydantic import BaseModel

from cardgen.content.checks import CITING
from cardgen.content.mention import mentions
from cardgen.content.model import Catalog
from cardgen.content.place import Fault
from cardgen.content.suggest import nearest

_WARNING_PANELS = ("emergency", "warning", "caution")
"""Panels whose phrases stand for conditions, red flags or rules."""


def unused(catalog: Catalog) -> Iterator[Fault]:
    """Find rules that no technique names, phrases and sources that no entry names, and terms that no text uses."""
    yield from _rules(catalog)
    yield from _phrases(catalog)
    yield from _sources(catalog)
    yield from _terms(catalog)


def unread_labels(catalog: Catalog, read: Collection[str]) -> Iterator[Fault]:
    """Find labels that no card prints.

    Args:
        catalog: The catalogue.
        read: The labels of the shipped catalogue; each of them is printed.
    """
    for key in catalog.text.interface.labels:
        if key not in read:
            message = f"no card prints a label '{key}'{nearest(key, read)}"
            yield Fault(("text", "interface", "labels", key), message, of_key=True)


def _rules(catalog: Catalog) -> Iterator[Fault]:
    named = {rule for technique in catalog.techniques.values() for rule in technique.rules}
    for id_, rule in catalog.rules.items():
        if rule.core is None and id_ not in named:
            message = f"no technique names the rule '{id_}', so no card prints it; add it to one, or give it families"
            yield Fault(("rules", id_), message, of_key=True)


def _phrases(catalog: Catalog) -> Iterator[Fault]:
    named = {entry.core for kind in ("conditions", "red_flags", "rules") for entry in getattr(catalog, kind).values()}
    for index, panel in enumerate(catalog.core.panels):
        for number, phrase in enumerate(panel.phrases if panel.id in _WARNING_PANELS else ()):
            if phrase not in named:
                message = f"the warning '{phrase}' has no source; add the condition, red flag or rule it stands for"
                yield Fault(("core", "panels", index, "phrases", number), message)


def _sources(catalog: Catalog) -> Iterator[Fault]:
    cited = {citation.doc for kind in CITING for entry in getattr(catalog, kind).values() for citation in entry.sources}
    for id_ in catalog.sources:
        if id_ not in cited:
            yield Fault(("sources", id_), f"no entry cites the source '{id_}'; cite it or remove it", of_key=True)


def _terms(catalog: Catalog) -> Iterator[Fault]:
    """Look everywhere but in the term's own meaning; ids count, as they name zones."""
    said = " ".join(
        text
        for name in type(catalog.text).model_fields
        if name != "glossary"
        for text in _texts(getattr(catalog.text, name))
    )
    meanings = {id_: words.meaning for id_, words in catalog.text.glossary.items()}
    for id_, words in catalog.text.glossary.items():
        others = " ".join(meaning for other, meaning in meanings.items() if other != id_)
        if not mentions(f"{said} {others}", words.term):
            message = f"no text uses the term '{words.term}'; remove it from the glossary"
            yield Fault(("text", "glossary", id_), message, of_key=True)


def _texts(value: object) -> Iterator[str]:
    """Yield every text and every id below a value of the catalogue."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _texts(getattr(value, name))
    elif isinstance(value, dict):
        for key, below in value.items():
            yield key
            yield from _texts(below)
    elif isinstance(value, tuple):
        for below in value:
            yield from _texts(below)
