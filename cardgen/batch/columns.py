"""The columns of a roster: the options of ``cardgen card``, whatever a heading calls them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from cardgen.batch.table import Table
from cardgen.content.excerpt import excerpt
from cardgen.content.findings import names_of
from cardgen.content.folding import folded
from cardgen.content.model import Catalog
from cardgen.content.suggest import nearest
from cardgen.errors import ContentError, Problem


@dataclass(frozen=True, slots=True)
class Column:
    """What may stand in a column.

    Attributes:
        name: Its usual heading.
        option: The option of ``cardgen card`` that says the same, as messages name it.
        aliases: Other headings, whatever their case, plural and spelling.
        about: What to write, for the template.
    """

    name: str
    option: str
    aliases: tuple[str, ...]
    about: str


ROW = "row"
PROBLEM = "problem"
CONDITIONS = "conditions"

COLUMNS: Mapping[str, Column] = MappingProxyType(
    {
        column.name: column
        for column in (
            Column("client", "--client", ("client name", "name", "full name", "person", "patient", "guest"), "A name"),
            Column("routine", "ROUTINE", ("massage", "card", "programme", "program"), "A routine's id, or its file"),
            Column("techniques", "-t", ("technique", "steps"), "Techniques with doses: stroking:3min; kneading"),
            Column("skip", "--skip", ("skip techniques", "leave out", "without"), "Techniques to leave out"),
            Column("minutes", "--minutes", ("duration", "min", "length", "total minutes"), "Whole minutes in all"),
            Column("format", "--format", ("size", "card size", "page format", "paper"), "Size of the card"),
            Column(
                CONDITIONS,
                "--condition",
                ("condition", "findings", "health conditions", "medical conditions", "contraindications", "diagnoses"),
                "Ids or names, parted by semicolons: bruise@lumbar-left; weak bones",
            ),
            Column("age", "--age", ("age in years", "years"), "Whole years"),
            Column("screened by", "--screened-by", ("screener", "asked by", "interviewed by"), "Who asked the person"),
            Column("screened on", "--screened-on", ("screening date", "asked on", "date of screening"), "2026-11-20"),
            Column("clearances", "--clear", ("clear", "cleared", "cleared by"), "ID:WHO:DATE, parted by semicolons"),
            Column("answers", "--answers", ("answers file", "intake", "intake form"), "File of answers to the form"),
            Column("date", "--date", ("card date", "day", "date of card"), "Printed date: 2026-11-20"),
            Column("review date", "--review-date", ("review", "review by", "review on"), "2027-02-20"),
            Column("therapist", "--therapist", ("therapist name", "masseur", "practitioner"), "A name"),
            Column("clinic", "--clinic", ("clinic name", "practice", "studio"), "A name"),
            Column(
                "clinic contact", "--clinic-contact", ("contact", "clinic phone", "clinic address"), "How to reach it"
            ),
            Column("logo", "--logo", ("logo file", "picture"), "Picture file"),
            Column("note", "--note", ("notes", "remark", "comment"), "A note to print"),
            Column("qr", "--qr", ("qr code", "url", "link", "web address", "website"), "A web address"),
            Column(ROW, ROW, ("row number", "number", "no", "nr"), "Number of the card, if not that of the row"),
            Column(PROBLEM, PROBLEM, (), "What cardgen found; not read"),
        )
    }
)
"""Every column by its usual heading; the last two are what ``problems.csv`` has."""

_ABOUT_HEALTH = frozenset(
    folded(word)
    for word in (
        *("allergy", "anamnesis", "condition", "contraindication", "diagnosis", "disability", "disease", "disorder"),
        *("doctor", "drugs", "flag", "health", "history", "illness", "infection", "injury", "medical", "medication"),
        *("medicine", "operation", "pain", "pregnancy", "pregnant", "sick", "sickness", "surgery", "symptom"),
        *("therapy", "treatment", "wound"),
    )
)
"""Words of a heading under which somebody may have written what a person has."""
_MOST_WORDS = 6
"""Words of the longest name of a condition that a heading is searched for."""


@dataclass(frozen=True, slots=True)
class Matched:
    """What the columns of a roster are.

    Attributes:
        indices: Where each known column stands, from 0, by its usual heading.
        known: What each heading was taken for, in order.
        ignored: Headings that are not read.
    """

    indices: Mapping[str, int]
    known: tuple[tuple[str, str], ...]
    ignored: tuple[str, ...]


@cache
def _headings() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for column in COLUMNS.values():
        for heading in (column.name, *column.aliases):
            if found.setdefault(folded(heading), column.name) != column.name:
                raise ValueError(f"{heading} stands for two columns")
    return MappingProxyType(found)


def known_headings() -> Collection[str]:
    """Return every heading that is understood, folded."""
    return _headings().keys()


def match(table: Table, catalog: Catalog, *, ignore_extra: bool) -> Matched:
    """Find out what each column is.

    Args:
        table: The roster.
        catalog: The names of conditions: a column that is called after one is never ignored.
        ignore_extra: Whether columns that are unknown may be passed over.

    Returns:
        The columns.

    Raises:
        ContentError: A heading is unknown or missing, two mean the same, or one names a condition: every problem.
    """
    known = _headings()
    problems: list[Problem] = []
    indices: dict[str, int] = {}
    taken: list[tuple[str, str]] = []
    ignored: list[str] = []
    conditions = {folded(name) for _, names in names_of(catalog) for name in names}
    for index, heading in enumerate(table.headings):
        place = table.heading_place(index)
        name = known.get(folded(heading)) if folded(heading) else None
        if not heading:
            continue
        if name is None:
            wrong = _unknown(heading, conditions, ignore_extra=ignore_extra)
            if wrong is None:
                ignored.append(heading)
            else:
                problems.append(place.problem(wrong))
        elif name in indices:
            other = table.headings[indices[name]]
            wrong = f"{excerpt(heading)} and {excerpt(other)} are both taken for '{name}'; keep one of the columns"
            problems.append(place.problem(wrong))
        else:
            indices[name] = index
            taken.append((heading, name))
    if not indices and not problems:
        problems.append(table.heading_place(0).problem(f"no column is known{nearest('', COLUMNS)}"))
    if problems:
        raise ContentError(problems)
    return Matched(indices, tuple(taken), tuple(ignored))


def _unknown(heading: str, conditions: Collection[str], *, ignore_extra: bool) -> str | None:
    """Return what is wrong with an unknown heading; None if it may be passed over."""
    if _about_health(heading, conditions):
        return (
            f"{excerpt(heading)} looks like a condition, and would not be read; write what the person has into the "
            f"column '{CONDITIONS}', and remove this one"
        )
    if ignore_extra:
        return None
    return (
        f"no column is called {excerpt(heading)}{nearest(heading.casefold(), COLUMNS)} (--ignore-extra passes it over)"
    )


def _about_health(heading: str, conditions: Collection[str]) -> bool:
    words = re.findall(r"\w+", heading)
    if any(folded(word) in _ABOUT_HEALTH for word in words):
        return True
    return any(folded(part) in conditions for part in _parts(words))


def _parts(words: Sequence[str]) -> Iterator[str]:
    for first in range(len(words)):
        for last in range(first + 1, min(len(words), first + _MOST_WORDS) + 1):
            yield " ".join(words[first:last])
