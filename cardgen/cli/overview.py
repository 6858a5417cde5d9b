"""What ``cardgen list`` shows: a table for each kind of entry, and an overview of the kinds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from cardgen.cli.spoken import levels, millimetres, spoken
from cardgen.content.facts import Citation
from cardgen.content.model import Catalog
from cardgen.pouches import POUCHES
from cardgen.theme import Listed, Theme


@dataclass(frozen=True, slots=True)
class Listing:
    """A table: a heading for each column, and as many cells in every row."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str | int, ...], ...]

    def as_data(self) -> list[dict[str, str | int]]:
        """Return the rows with the headings as names."""
        return [dict(zip(self.headings, row, strict=True)) for row in self.rows]


@dataclass(frozen=True, slots=True)
class Stock:
    """Where the entries are: techniques and the like, formats, and themes."""

    catalog: Catalog
    theme: Theme
    themes: tuple[Listed, ...]


def listing(stock: Stock, what: str | None) -> Listing:
    """Make the table of one kind of entry.

    Args:
        stock: Where the entries are.
        what: A name of ``LISTINGS``; ``None`` for the overview.

    Returns:
        The table.
    """
    return _overview(stock) if what is None else LISTINGS[what](stock)


def _overview(stock: Stock) -> Listing:
    tables = {what: make(stock) for what, make in LISTINGS.items()}
    return Listing(
        ("list", "entries", "ids"),
        tuple((what, len(table.rows), " ".join(str(row[0]) for row in table.rows)) for what, table in tables.items()),
    )


def _techniques(stock: Stock) -> Listing:
    catalog = stock.catalog
    rows = (
        (
            id_,
            catalog.text.techniques[id_].name,
            technique.phase,
            levels(technique.pressure),
            spoken(technique.dose.source),
            spoken(technique.dose.limit),
            _letters(catalog, technique.sources),
        )
        for id_, technique in catalog.techniques.items()
    )
    return Listing(("id", "name", "phase", "pressure", "dose in the source", "limit", "sources"), tuple(rows))


def _routines(stock: Stock) -> Listing:
    catalog = stock.catalog
    rows = (
        (
            id_,
            catalog.text.routines[id_].title,
            routine.minutes,
            len(routine.steps),
            routine.audience,
            catalog.text.routines[id_].about,
        )
        for id_, routine in catalog.routines.items()
    )
    return Listing(("id", "title", "minutes", "steps", "for", "about"), tuple(rows))


def _warnings(stock: Stock) -> Listing:
    catalog = stock.catalog
    rules = (
        (id_, rule.kind, catalog.text.rules[id_].text, _letters(catalog, rule.sources))
        for id_, rule in catalog.rules.items()
    )
    flags = (
        (id_, flag.level, catalog.text.red_flags[id_].name, _letters(catalog, flag.sources))
        for id_, flag in catalog.red_flags.items()
    )
    return Listing(("id", "kind", "warning", "sources"), (*rules, *flags))


def _conditions(stock: Stock) -> Listing:
    catalog = stock.catalog
    rows = (
        (
            id_,
            catalog.text.conditions[id_].name,
            condition.effect,
            catalog.text.condition_groups[condition.group],
            condition.strength,
            _letters(catalog, condition.sources),
        )
        for id_, condition in catalog.conditions.items()
    )
    return Listing(("id", "name", "effect", "group", "strength", "sources"), tuple(rows))


def _formats(stock: Stock) -> Listing:
    rows = (
        (
            id_,
            millimetres(format_.size),
            format_.kind,
            f"{format_.type['body'].size:g} pt",
            format_.use or "",
        )
        for id_, format_ in stock.theme.formats.items()
    )
    return Listing(("id", "size", "kind", "body type", "use"), tuple(rows))


def _themes(stock: Stock) -> Listing:
    return Listing(("id", "about", "file"), tuple((theme.name, theme.about, theme.file) for theme in stock.themes))


def _pouches(_: Stock) -> Listing:
    rows = ((pouch.name, millimetres(pouch.size), millimetres(pouch.holds)) for pouch in POUCHES)
    return Listing(("id", "film", "holds up to"), tuple(rows))


def _letters(catalog: Catalog, citations: Iterable[Citation]) -> str:
    return " ".join(dict.fromkeys(catalog.sources[citation.doc].letter for citation in citations))


LISTINGS: Mapping[str, Callable[[Stock], Listing]] = MappingProxyType(
    {
        "techniques": _techniques,
        "routines": _routines,
        "warnings": _warnings,
        "conditions": _conditions,
        "formats": _formats,
        "themes": _themes,
        "pouches": _pouches,
    }
)
"""What can be listed, in the order of the overview."""
