"""Tables of the catalogue for the documentation, so that a page never differs from the data.

A page marks the place of a table with ``<!-- begin: NAME -->`` and ``<!-- end: NAME -->``; ``fill`` writes what stands
between. To bring a page up to date: ``python -m cardgen.content.tables docs/safety.md``.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from cardgen.content.catalog import load
from cardgen.content.conditions import FLAG_LABELS, Adaptation, Condition, RedFlag
from cardgen.content.facts import Citation
from cardgen.content.model import Catalog

_PLACE = re.compile(r"(?P<begin><!-- begin: (?P<name>[a-z-]+) -->\n)(?P<old>.*?)(?P<end><!-- end: (?P=name) -->)", re.S)


def conditions(catalog: Catalog) -> str:
    """Return the table of all conditions: effect, adaptation, codes, strength, source, phrase of the safety core."""
    rows = [
        (
            catalog.text.conditions[id_].name,
            f"`{id_}`",
            catalog.label(f"effect-{condition.effect}"),
            _change(condition, catalog),
            _codes(condition),
            condition.strength,
            _letters(condition.sources, catalog),
            _phrase(condition.core, catalog),
        )
        for id_, condition in catalog.conditions.items()
    ]
    head = ("Condition", "Id", "Effect", "What changes", "ICD-10", "Strength", "Source", "On every card as")
    return _table(head, rows)


def red_flags(catalog: Catalog) -> str:
    """Return the table of all red flags: level, clearance, codes, strength, source, phrase of the safety core."""
    rows = [
        (
            catalog.text.red_flags[id_].name,
            f"`{id_}`",
            catalog.label(FLAG_LABELS[flag.level]),
            _flag_change(flag, catalog),
            _codes(flag),
            flag.strength,
            _letters(flag.sources, catalog),
            _phrase(flag.core, catalog),
        )
        for id_, flag in catalog.red_flags.items()
    ]
    head = ("Red flag", "Id", "Level", "What changes", "ICD-10", "Strength", "Source", "On every card as")
    return _table(head, rows)


def core(catalog: Catalog) -> str:
    """Return the safety core, a line for each panel, as its phrases run."""
    rows = []
    for panel in catalog.core.panels:
        words = catalog.text.core[panel.id]
        listed = "; ".join(words.phrases[id_] for id_ in panel.phrases if id_ not in words.sentences)
        sentences = " ".join(words.phrases[id_] for id_ in panel.phrases if id_ in words.sentences)
        opening = f"{words.lead} {listed}." if words.lead else ""
        rows.append((panel.signal or words.title, f"{opening} {sentences}".strip()))
    return _table(("Panel", "Words"), rows)


def made_safer(catalog: Catalog) -> str:
    """Return the table of what is stricter than the two source documents."""
    rows = [
        (catalog.text.notes[id_].source_says, catalog.text.notes[id_].we_print, _letters(note.sources, catalog))
        for id_, note in catalog.notes.items()
        if note.kind == "made-safer"
    ]
    return _table(("The source says", "The card says", "Source"), rows)


def sources(catalog: Catalog) -> str:
    """Return the table of sources with their letters."""
    rows = [
        (source.letter, catalog.text.sources[id_].title, str(source.year or ""), source.locator or "")
        for id_, source in catalog.sources.items()
    ]
    return _table(("Letter", "Title", "Year", "Where"), rows)


TABLES: Mapping[str, Callable[[Catalog], str]] = MappingProxyType(
    {
        "conditions": conditions,
        "red-flags": red_flags,
        "core": core,
        "made-safer": made_safer,
        "sources": sources,
    }
)
"""Every table by the name that a page marks it with."""


def fill(page: str, catalog: Catalog) -> str:
    """Write every table that a page has a place for.

    Args:
        page: Markdown with marked places.
        catalog: Where the tables come from.

    Returns:
        The page with all tables as they are now.

    Raises:
        KeyError: A place names a table that does not exist.
    """
    return _PLACE.sub(lambda place: place["begin"] + TABLES[place["name"]](catalog) + place["end"], page)


def _change(condition: Condition, catalog: Catalog) -> str:
    if condition.adapt is not None:
        return _spoken(condition.adapt, catalog)
    return _when_cleared(condition, catalog) or "no massage"


def _flag_change(flag: RedFlag, catalog: Catalog) -> str:
    return "nothing" if flag.level == "check-up" else _when_cleared(flag, catalog) or "no massage"


def _when_cleared(entry: Condition | RedFlag, catalog: Catalog) -> str:
    if entry.when_cleared is None:
        return ""
    return f"after clearance (valid {entry.clearance_days} days): {_spoken(entry.when_cleared, catalog)}"


def _codes(entry: Condition | RedFlag) -> str:
    return ", ".join(written.replace("-", "–") for written in entry.icd10)


def _spoken(adaptation: Adaptation, catalog: Catalog) -> str:
    return ", ".join(_changes(adaptation, catalog))


def _changes(adaptation: Adaptation, catalog: Catalog) -> Iterator[str]:
    words = catalog.text.interface
    if adaptation.avoid_affected:
        yield "not on the place itself"
    if adaptation.avoid:
        yield "not on: " + ", ".join(words.areas[area] for area in adaptation.avoid)
    if adaptation.position is not None:
        yield words.positions[adaptation.position]
    if adaptation.drop:
        yield "no " + ", ".join(words.families[family] for family in adaptation.drop)
    if adaptation.pressure_max is not None:
        yield f"pressure up to {adaptation.pressure_max}"
    if adaptation.lumbar_pressure_max is not None:
        yield f"{words.areas['lumbar']} up to {adaptation.lumbar_pressure_max}"


def _letters(citations: Sequence[Citation], catalog: Catalog) -> str:
    return ", ".join(dict.fromkeys(catalog.sources[citation.doc].letter for citation in citations))


def _phrase(id_: str, catalog: Catalog) -> str:
    return next(words.phrases[id_] for words in catalog.text.core.values() if id_ in words.phrases)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)


def _main(paths: Sequence[str]) -> None:
    catalog = load()
    for path in map(Path, paths):
        path.write_text(fill(path.read_text("utf-8"), catalog), "utf-8")


if __name__ == "__main__":
    _main(sys.argv[1:])
