"""The end of a booklet: terms explained, and where everything comes from, with the pages that it stands behind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cardgen.content.facts import Citation
from cardgen.content.mention import mentions
from cardgen.content.model import Catalog
from cardgen.document import Document
from cardgen.manual.model import PageOf, Said, TechniquePage


def glossary(catalog: Catalog, document: Document, pages: Iterable[TechniquePage]) -> tuple[tuple[str, str], ...]:
    """Return the terms that the booklet uses, each with its meaning, in alphabetical order."""
    pool = " ".join(_said(document, pages))
    used = (entry for entry in catalog.text.glossary.values() if mentions(pool, entry.term))
    return tuple(sorted((entry.term, entry.meaning) for entry in used))


def _said(document: Document, pages: Iterable[TechniquePage]) -> Iterator[str]:
    for page in pages:
        yield from (page.step.name, page.term, page.step.hands, page.step.full, page.where, *page.rules)
        yield from (part for note in page.notes for part in note.said if isinstance(part, str))
    yield from document.warnings
    yield from (cell for row in document.pain.rows for cell in row)
    yield from (item.text for item in document.checklist)
    if document.ticklist:
        yield from (item for group in document.ticklist.groups for item in group.items)
    if document.screening:
        yield from (item for part in document.screening.parts for item in part.items)


def sources(catalog: Catalog, pages: Iterable[TechniquePage], edition: str) -> tuple[Said, ...]:
    """Return a paragraph for each source document of the catalogue: title, year, and its headings with their pages.

    Args:
        catalog: The catalogue.
        pages: The techniques of the booklet.
        edition: What is said about the catalogue's edition; it comes last.
    """
    headings: dict[str, dict[str, list[str]]] = {}
    for page in pages:
        for cited in page.step.technique.sources:
            headings.setdefault(cited.doc, {}).setdefault(cited.under, []).append(page.key)
    used = {*headings, *(cited.doc for cited in _cited_elsewhere(catalog))}
    listed = (_source(catalog, doc, headings.get(doc, {})) for doc in catalog.sources if doc in used)
    return (*listed, (edition,))


def _cited_elsewhere(catalog: Catalog) -> Iterator[Citation]:
    """Yield what stands behind the safety content, the checklist and the editors' record: all of it is printed."""
    tables = (catalog.rules, catalog.conditions, catalog.red_flags, catalog.pain, catalog.setup, catalog.notes)
    for table in tables:
        for entry in table.values():
            yield from entry.sources


def _source(catalog: Catalog, doc: str, headings: dict[str, list[str]]) -> Said:
    source = catalog.sources[doc]
    facts = (catalog.text.sources[doc].title, str(source.year) if source.year else "", source.locator or "")
    said: list[str | PageOf] = [f"{source.letter}: {', '.join(filter(None, facts))}."]
    for index, (under, keys) in enumerate(headings.items()):
        said += (";" if index else "", f" {under}, ", *_pages(catalog, keys))
    return (*said, ".") if headings else tuple(said)


def _pages(catalog: Catalog, keys: list[str]) -> Said:
    name, placeholder = ("page-of", "{page}") if len(keys) == 1 else ("pages-of", "{pages}")
    before, _, after = catalog.label(name).partition(placeholder)
    numbers: list[str | PageOf] = []
    for key in keys:
        numbers += (", ", PageOf(key))
    return (before, *numbers[1:], after)
