"""The columns of a roster: the options of ``cardgen card``, whatever a heading calls them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from types import MappingProxyType

from cardgen.batch.table import Table, another
from cardgen.content.excerpt import excerpt
from cardgen.content.findings import names_of
from cardgen.content.folding import folded
from cardgen.content.model import Catalog
from cardgen.content.suggest import nearest
from cardgen.errors import Problem


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
_PARTS_OF_A_NAME = frozenset(
    folded(heading)
    for heading in ("first name", "forename", "given name", "middle name", "last name", "surname", "family name")
)
_SOUGHT = 20
"""Rows below the first one in which headings are looked for, to tell where they seem to stand."""
_SHOWN = 3
"""Headings that a message about all of them shows."""
_MOST_WORDS = 6
"""Words of the longest name of a condition that a heading is searched for."""


@dataclass(frozen=True, slots=True)
class Matched:
    """What the columns of a roster are.

    Attributes:
        indices: Where each known column stands, from 0, by its usual heading.
        known: What each heading was taken for, in order.
        ignored: Headings that are not read.
        problems: Headings that are unknown or unreadable, mean the same as another one, or name a condition.
    """

    indices: Mapping[str, int]
    known: tuple[tuple[str, str], ...]
    ignored: tuple[str, ...]
    problems: tuple[Problem, ...]


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
        The columns, with every problem of the headings.
    """
    known = _headings()
    problems: list[Problem] = []
    indices: dict[str, int] = {}
    taken: list[tuple[str, str]] = []
    ignored: list[str] = []
    conditions = {folded(name) for _, names in names_of(catalog) for name in names}
    faults = dict(table.faults)
    for index, heading in enumerate(table.headings):
        name = known.get(folded(heading)) if folded(heading) else None
        wrong: str | None = None
        if index in faults:
            wrong = faults[index] or None
        elif name in indices:
            other = table.headings[indices[name]]
            wrong = f"{excerpt(heading)} and {excerpt(other)} are both taken for '{name}'; keep one of the columns"
        elif name is not None:
            indices[name] = index
            taken.append((heading, name))
        elif heading:
            wrong = _unknown(heading, conditions, ignore_extra=ignore_extra)
            ignored += [] if wrong else [heading]
        if wrong is not None:
            problems.append(table.heading_place(index).problem(wrong))
    if not indices and not any(_about_health(heading, conditions) for heading in table.headings):
        problems = [table.heading_place(0).problem(_no_headings(table))]
    return Matched(indices, tuple(taken), tuple(ignored), tuple(problems))


def _no_headings(table: Table) -> str:
    """Return what is wrong with a first row of which nothing is a known heading."""
    faults = dict(table.faults)
    written = (heading for index, heading in enumerate(table.headings) if heading and index not in faults)
    shown = ", ".join(map(excerpt, islice(written, _SHOWN)))
    for row in table.rows[:_SOUGHT]:
        filled = [folded(cell) for cell in row.cells if cell]
        if 2 * sum(cell in _headings() for cell in filled) > len(filled):
            return f"{shown} is no heading; the headings seem to stand in row {row.line}: remove the rows above it"
    advice = "write headings such as client, routine, minutes and conditions over the columns"
    return f"no heading is known among {shown}; {advice} (--template makes an example){another(table.others)}"


def _unknown(heading: str, conditions: Collection[str], *, ignore_extra: bool) -> str | None:
    """Return what is wrong with an unknown heading; None if it may be passed over."""
    if _about_health(heading, conditions):
        return (
            f"{excerpt(heading)} looks like a condition, and would not be read; write what the person has into the "
            f"column '{CONDITIONS}', and remove this one"
        )
    if ignore_extra:
        return None
    if folded(heading) in _PARTS_OF_A_NAME:
        return f"{excerpt(heading)} is a part of a name; write whole names into one column 'client'"
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
