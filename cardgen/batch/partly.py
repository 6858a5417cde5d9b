"""What else is wrong with a row of which a part cannot be read: only what is wrong whatever that part says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Set
from dataclasses import replace
from functools import partial

from cardgen.batch.columns import CONDITIONS
from cardgen.batch.rows import Asked
from cardgen.content.findings import FindingNames
from cardgen.content.folding import folded
from cardgen.content.model import Catalog
from cardgen.content.names import technique_named
from cardgen.content.told import PersonInput
from cardgen.errors import CardgenError, Collector, ContentError, Problem, SafetyRefusal
from cardgen.intake import answers
from cardgen.person import resolve
from cardgen.plan import compose
from cardgen.planning import screened, selected, unread_files
from cardgen.request import CardRequest
from cardgen.screening import Screening, general
from cardgen.selection import Selection, select

_STEPS = frozenset({"routine", "techniques", "skip"})
"""Columns that say which steps there are."""
_PERSON = frozenset({"routine", CONDITIONS, "age", "screened by", "screened on", "clearances", "answers", "date"})
"""Columns that say whether the person may be massaged; a routine's file may tell about a person, too."""
_AGE = frozenset({"age", CONDITIONS})
"""Columns on which it depends what a word means, or whether it may stand there."""
_SOMEBODY = "Somebody"
"""Stands for whoever asked, where that is not known."""


def check_parts(asked: Asked, catalog: Catalog, found: Collector) -> None:
    """Check the parts of a request that do not depend on what cannot be read, each for itself; then what they make.

    Args:
        asked: What a row asks for.
        catalog: Where everything is looked up.
        found: Collects what is wrong. It is a refusal for safety only if all that decides about it can be read.
    """
    request, unreadable = asked.request, asked.unreadable
    selection = _steps(request, unreadable, catalog, found)
    screening = _person(request, unreadable, catalog, found, selection)
    if selection is not None:
        steps = selection
        found.attempt(lambda: _compose(screening or general(catalog), steps, request, unreadable))


def printable(request: CardRequest, unreadable: Set[str]) -> CardRequest:
    """Return a request without the date that could be wrong only because another one cannot be read."""
    return replace(request, review_date=None) if "date" in unreadable else request


def _steps(request: CardRequest, unreadable: Set[str], catalog: Catalog, found: Collector) -> Selection | None:
    """Return the selection; where there is none or a part of it cannot be read, look each part up for itself."""
    if not unreadable & _STEPS:
        selection = found.attempt(lambda: selected(request, catalog))
        if selection is not None:
            return selection
    if request.routine is not None:
        found.attempt(lambda: select(catalog, routine=request.routine))
    found.attempt(lambda: _look_up(catalog, "-t", (choice.technique for choice in request.choices)))
    found.attempt(lambda: _look_up(catalog, "--skip", request.skip))
    return None


def _person(
    request: CardRequest, unreadable: Set[str], catalog: Catalog, found: Collector, selection: Selection | None
) -> Screening | None:
    """Return the screening; where a part of what decides about it cannot be read, only look the rest up."""
    if not unreadable & _PERSON:
        unread = unread_files(found, [(request, selection)])
        return found.attempt(lambda: screened(request, catalog, selection, unread=unread))
    found.attempt(lambda: resolve(catalog, [_told(request, unreadable, catalog)], request.told_until))
    if request.answers is not None:
        found.attempt(partial(answers.read, request.answers, catalog))
    return None


def _compose(screening: Screening, selection: Selection, request: CardRequest, unreadable: Set[str]) -> None:
    """Compose, for what is wrong then: doses depend on no person, and what is left of a massage on no minutes."""
    try:
        compose(screening, selection, request.minutes)
    except SafetyRefusal:
        raise
    except CardgenError:
        if "minutes" not in unreadable:
            raise


def _look_up(catalog: Catalog, option: str, words: Iterable[str]) -> None:
    problems: list[Problem] = []
    for word in words:
        try:
            technique_named(catalog, word)
        except ValueError as error:
            problems.append(Problem(option, 0, 0, str(error)))
    if problems:
        raise ContentError(problems)


def _told(request: CardRequest, unreadable: Set[str], catalog: Catalog) -> PersonInput:
    """Return what is told about a person, with something harmless where it cannot be read or is not decided yet."""
    person = request.person
    if unreadable & _AGE:
        at_age = FindingNames.of(catalog).at_age
        known = (one for one in person.conditions if folded(one.text.partition("@")[0]) not in at_age)
        person = replace(person, conditions=tuple(known), clearances=())
    day: dt.date = request.told_until
    return replace(person, screened_by=person.screened_by or _SOMEBODY, screened_on=person.screened_on or day)
