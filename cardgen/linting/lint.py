"""Everything that could be better about a catalogue or about the libraries on top of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from cardgen.content.catalog import LANGUAGE, Reading
from cardgen.content.place import Fault
from cardgen.errors import Problem
from cardgen.figures.ink import motion_ink
from cardgen.linting import grades
from cardgen.linting.lengths import too_long
from cardgen.linting.reviews import overdue
from cardgen.linting.unused import unread_labels, unused
from cardgen.units import MM, Size

_TILE = Size(20 * MM, 20 * MM)
"""A tile in which a figure must show something: that of an A5 card."""


def lint(
    reading: Reading, today: dt.date, *, language: str = LANGUAGE, theme_problems: Iterable[Problem] = ()
) -> tuple[Problem, ...]:
    """Find what is valid and could be better.

    Args:
        reading: A catalogue. With libraries only their entries are judged, by themselves or with what they change.
        today: The day to judge reviews by.
        language: The language of the words; only English is graded.
        theme_problems: What the caller found in themes.

    Returns:
        The findings in the order of their places.
    """
    found = [*_structure(reading, today), *_words(reading, language)]
    placed = (_placed(reading, fault) for fault in found if _judged(reading, fault))
    return tuple(sorted({*theme_problems, *(problem for problem in placed if problem)}))


def _structure(reading: Reading, today: dt.date) -> Iterator[Fault]:
    catalog = reading.catalog
    yield from overdue(catalog, today)
    yield from unused(catalog)
    if reading.shipped is not catalog:
        yield from unread_labels(catalog, reading.shipped.text.interface.labels)
    for id_, technique in catalog.techniques.items():
        if not motion_ink(technique, _TILE):
            message = "the figure shows no movement; give a motion that it can draw"
            yield Fault(("techniques", id_, "motion"), message, of_key=True)


def _words(reading: Reading, language: str) -> Iterator[Fault]:
    catalog = reading.catalog
    yield from too_long(catalog)
    if language != LANGUAGE:
        return
    for passage in _own(reading, grades.techniques(catalog)):
        yield from grades.too_hard([passage])
    yield from grades.too_hard(_own(reading, grades.panels(catalog)))
    yield from grades.too_hard(_own(reading, grades.sayings(catalog)))
    yield from grades.too_hard(_own(reading, grades.names(catalog)))


def _own(reading: Reading, passages: Iterable[grades.Passage]) -> list[grades.Passage]:
    return [passage for passage in passages if _judged(reading, Fault(passage.location, ""))]


def _judged(reading: Reading, fault: Fault) -> bool:
    return len(reading.stack.shelves) == 1 or reading.stack.level(fault.location) > 0


def _placed(reading: Reading, fault: Fault) -> Problem | None:
    place = reading.stack.place(fault.location, of_key=fault.of_key)
    return place.problem(fault.message) if place else None
