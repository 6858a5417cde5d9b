"""What ``cardgen list`` shows: a table for each kind of entry, and an overview of the kinds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from cardgen.cli.spoken import levels, spoken
from cardgen.content.facts import Citation
from cardgen.content.model import Catalog
from cardgen.theme import Theme
from cardgen.units import MM


@dataclass(frozen=True, slots=True)
class Listing:
    """A table: a heading for each column, and as many cells in every row."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str | int, ...], ...]

    def as_data(self) -> list[dict[str, str | int]]:
        """Return the rows with the headings as names."""
        return [dict(zip(self.headings, row, strict=True)) for row in self.rows]


def listing(catalog: Catalog, theme: Theme, what: str | None) -> Listing:
    """Make the table of one kind of entry.

    Args:
        catalog: Where the entries are.
        theme: Where the formats are.
        what: A name of ``LISTINGS``; ``None`` for the overview.

    Returns:
        The table.
    """
    return _overview(catalog, theme) if what is None else LISTINGS[what](catalog, theme)


def _overview(catalog: Catalog, theme: Theme) -> Listing:
    tables = {what: make(catalog, theme) for what, make in LISTINGS.items()}
    return Listing(
        ("list", "entries", "ids"),
        tuple((what, len(table.rows), " ".join(str(row[0]) for row in table.rows)) for what, table in tables.items()),
    )


def _techniques(catalog: Catalog, _: Theme) -> Listing:
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


def _routines(catalog: Catalog, _: Theme) -> Listing:
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


def _warnings(catalog: Catalog, _: Theme) -> Listing:
    rules = (
        (id_, rule.kind, catalog.text.rules[id_].text, _letters(catalog, rule.sources))
        for id_, rule in catalog.rules.items()
    )
    flags = (
        (id_, flag.level, catalog.text.red_flags[id_].name, _letters(catalog, flag.sources))
        for id_, flag in catalog.red_flags.items()
    )
    return Listing(("id", "kind", "warning", "sources"), (*rules, *flags))


def _conditions(catalog: Catalog, _: Theme) -> Listing:
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


def _formats(_: Catalog, theme: Theme) -> Listing:
    rows = (
        (id_, f"{format_.trim.width / MM:.0f} by {format_.trim.height / MM:.0f} mm", format_.type["body"].size)
        for id_, format_ in theme.formats.items()
    )
    return Listing(("id", "size", "body type"), tuple((id_, size, f"{body:g} pt") for id_, size, body in rows))


def _letters(catalog: Catalog, citations: Iterable[Citation]) -> str:
    return " ".join(dict.fromkeys(catalog.sources[citation.doc].letter for citation in citations))


LISTINGS: Mapping[str, Callable[[Catalog, Theme], Listing]] = MappingProxyType(
    {
        "techniques": _techniques,
        "routines": _routines,
        "warnings": _warnings,
        "conditions": _conditions,
        "formats": _formats,
    }
)
"""What can be listed, in the order of the overview."""
