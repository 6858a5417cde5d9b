"""One entry in full: its facts, its words, what belongs to it, where it comes from and what was changed about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cardgen.cli.entries import Found
from cardgen.cli.spoken import millimetres, parts, spoken
from cardgen.content.base import Entry
from cardgen.content.conditions import Condition, RedFlag
from cardgen.content.facts import Citation, Routine, Rule, Sequence, Technique
from cardgen.content.model import Catalog
from cardgen.theme import Format
from cardgen.units import MM


@dataclass(frozen=True, slots=True)
class CitedSource:
    """A source of the entry, with the heading under which the fact stands there."""

    id: str
    letter: str
    title: str
    under: str
    locator: str | None


@dataclass(frozen=True, slots=True)
class AboutNote:
    """An editorial record that concerns the entry."""

    id: str
    kind: str
    source_says: str
    we_print: str


@dataclass(frozen=True, slots=True)
class Related:
    """Another entry that belongs to this one: as what, its id, and what it says."""

    role: str
    id: str
    says: str


@dataclass(frozen=True, slots=True)
class Description:
    """Everything about one entry."""

    entry: Found
    lines: tuple[tuple[str, str], ...]
    related: tuple[Related, ...]
    sources: tuple[CitedSource, ...]
    notes: tuple[AboutNote, ...]


def describe(catalog: Catalog, entry: Found) -> Description:
    """Gather everything about an entry.

    Args:
        catalog: The catalogue that the entry is from.
        entry: The entry.

    Returns:
        Its description.
    """
    notes = (
        AboutNote(id_, note.kind, catalog.text.notes[id_].source_says, catalog.text.notes[id_].we_print)
        for id_, note in catalog.notes.items()
        if entry.id in note.about
    )
    citations: tuple[Citation, ...] = getattr(entry.facts, "sources", ())
    return Description(
        entry=entry,
        lines=tuple(_lines(entry)),
        related=tuple(_related(catalog, entry)),
        sources=tuple(_cited(catalog, citation) for citation in citations),
        notes=tuple(notes),
    )


def as_text(description: Description) -> Iterator[str]:
    """Lay a description out as lines of text.

    Yields:
        Lines without their ends.
    """
    entry = description.entry
    yield f"{entry.id} ({entry.singular})"
    rows = [
        *description.lines,
        *(
            (related.role, f"{related.id}: {related.says}" if related.says else related.id)
            for related in description.related
        ),
        *(("source", _source_line(source)) for source in description.sources),
        *((note.kind, f"{note.source_says} → {note.we_print} ({note.id})") for note in description.notes),
    ]
    width = max(len(label) for label, _ in rows)
    before = None
    for label, value in rows:
        yield f"  {'' if label == before else label:{width}}  {value}"
        before = label


def as_data(description: Description) -> dict[str, object]:
    """Turn a description into what ``--json`` prints.

    Returns:
        Names and plain values; facts as they stand in the catalogue's files.
    """
    entry = description.entry
    return {
        "kind": entry.kind,
        "id": entry.id,
        "facts": _dumped(entry.facts),
        "words": _dumped(entry.words),
        "related": [{"role": each.role, "id": each.id, "says": each.says} for each in description.related],
        "sources": [
            {"id": each.id, "letter": each.letter, "title": each.title, "under": each.under, "locator": each.locator}
            for each in description.sources
        ],
        "notes": [
            {"id": each.id, "kind": each.kind, "source_says": each.source_says, "we_print": each.we_print}
            for each in description.notes
        ],
    }


def _dumped(model: Entry | None) -> dict[str, object] | None:
    return None if model is None else model.model_dump(mode="json", by_alias=True, exclude_none=True)


def _source_line(source: CitedSource) -> str:
    where = f" ({source.locator})" if source.locator else ""
    return f"{source.letter}: {source.title}, under “{source.under}”{where}"


def _cited(catalog: Catalog, citation: Citation) -> CitedSource:
    source = catalog.sources[citation.doc]
    title = catalog.text.sources[citation.doc].title
    return CitedSource(citation.doc, source.letter, title, citation.under, source.locator)


def _lines(entry: Found) -> Iterator[tuple[str, str]]:
    if isinstance(entry.facts, Format):
        yield from _format_lines(entry.facts)
        return
    for model in (entry.words, entry.facts):
        for label, value in parts(model) if model else ():
            if label in {"sources", "rules"}:  # told in full elsewhere
                continue
            listed = isinstance(value, tuple) and any(isinstance(item, Entry) for item in value)
            for item in value if listed and isinstance(value, tuple) else (value,):
                yield label, spoken(item)


def _format_lines(format_: Format) -> Iterator[tuple[str, str]]:
    yield "size", f"{millimetres(format_.size)}, two sides"
    if format_.use:
        yield "use", format_.use
    yield "kind", format_.kind
    yield "bleed", f"{format_.bleed / MM:.0f} mm on every side"
    yield "safe margin", f"{format_.safe / MM:.0f} mm inside the edge"
    yield "hole", f"{format_.hole.diameter / MM:.0f} mm"
    yield "body type", f"{format_.type['body'].size:g} pt"
    yield "smallest type", f"{min(style.floor for style in format_.type.values()):g} pt"


def _related(catalog: Catalog, entry: Found) -> Iterator[Related]:
    match entry.facts:
        case Technique(rules=rules):
            yield from (Related("rule", rule, catalog.text.rules[rule].text) for rule in rules)
            yield from _routines_with(catalog, entry.id)
        case Rule(core=phrase):
            yield from _techniques("of technique", catalog, _named_by(catalog, entry.id))
            yield from _phrase(catalog, phrase)
        case Condition(core=phrase) | RedFlag(core=phrase):
            yield from _phrase(catalog, phrase)
        case Routine(steps=steps):
            yield from _techniques("technique", catalog, dict.fromkeys(step.technique for step in steps))
        case Sequence(order=order):
            yield from _techniques("technique", catalog, order)
        case _:
            return


def _techniques(role: str, catalog: Catalog, ids: Iterable[str]) -> Iterator[Related]:
    return (Related(role, id_, catalog.text.techniques[id_].name) for id_ in ids)


def _named_by(catalog: Catalog, rule: str) -> Iterator[str]:
    return (id_ for id_, technique in catalog.techniques.items() if rule in technique.rules)


def _routines_with(catalog: Catalog, technique: str) -> Iterator[Related]:
    for id_, routine in catalog.routines.items():
        if any(step.technique == technique for step in routine.steps):
            yield Related("in routine", id_, catalog.text.routines[id_].title)


def _phrase(catalog: Catalog, phrase: str | None) -> Iterator[Related]:
    for panel in catalog.text.core.values():
        if phrase in panel.phrases:
            yield Related("on the card", phrase, panel.phrases[phrase])
