"""From a request to its plan: the one way that every card, poster and booklet takes, so that none goes unscreened."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial

from cardgen.content.model import Catalog
from cardgen.content.told import PersonInput
from cardgen.errors import Collector, Problem, RequestError
from cardgen.intake import answers
from cardgen.plan import Plan, compose
from cardgen.request import CardRequest
from cardgen.screening import Screening, screen_told
from cardgen.selection import Selection, is_file_name, select


def plan_request(request: CardRequest, catalog: Catalog) -> Plan:
    """Select, screen and compose.

    Args:
        request: What was asked for, and what was told about a person.
        catalog: Where everything is looked up.

    Returns:
        The plan.

    Raises:
        RequestError, ContentError: Names, doses or what was told about a person cannot stand: every problem.
        FileError: A file cannot be read.
        Refused: The person must not be massaged, or too little of the massage is left.
    """
    found = Collector()
    selection = found.attempt(lambda: selected(request, catalog))
    unread = unread_files(found, [(request, selection)])
    screening = found.attempt(lambda: screened(request, catalog, selection, unread=unread))
    found.stop()
    if selection is None or screening is None:
        raise AssertionError("what is missing has left its error")
    return compose(screening, selection, request.minutes)


def plan_together(request: CardRequest, routines: Sequence[str], catalog: Catalog) -> tuple[Plan, ...]:
    """Plan several massages for one person; what any of their files tells about the person counts for all of them.

    Args:
        request: What was asked for, but for its routine, and what was told about a person.
        routines: Ids of routines or paths of files; none is what the request alone asks for.
        catalog: Where everything is looked up.

    Returns:
        A plan for each routine, all of the same screening.

    Raises:
        CardgenError: As ``plan_request``, with the problems of all routines.
    """
    found = Collector()
    requests = [replace(request, routine=routine) for routine in routines] or [request]
    selections = [found.attempt(partial(selected, one, catalog)) for one in requests]
    unread = unread_files(found, zip(requests, selections, strict=True))
    screening = found.attempt(lambda: screened(request, catalog, *selections, unread=unread))
    found.stop()
    kept = [selection for selection in selections if selection is not None]
    if screening is None:
        raise AssertionError("what is missing has left its error")
    plans = [found.attempt(partial(compose, screening, one, request.minutes)) for one in kept]
    found.stop()
    return tuple(plan for plan in plans if plan is not None)


def check_routines(request: CardRequest, routines: Sequence[str], *, most: int, paper: str) -> None:
    """Check that a paper can have these massages, and that options which change one routine have one to change.

    Args:
        request: What was asked for, but for its routine.
        routines: Ids of routines or paths of files.
        most: How many the paper takes.
        paper: What messages call it: "a booklet".

    Raises:
        RequestError: Every problem.
    """
    problems: list[Problem] = []
    if len(routines) > 1:
        for option, given in (("-t", request.choices), ("--minutes", request.minutes)):
            if given:
                problems.append(Problem(option, 0, 0, "it changes one routine, and there are several; name one only"))
    if len(routines) > most:
        message = f"{len(routines)} routines are too many for {paper}; name at most {most}"
        problems.append(Problem("ROUTINE", 0, 0, message))
    if len(set(routines)) < len(routines):
        problems.append(Problem("ROUTINE", 0, 0, "a routine is named twice; name each once"))
    if problems:
        raise RequestError(problems)


def selected(request: CardRequest, catalog: Catalog) -> Selection:
    """Resolve the routine and the options that change it; see ``selection.select``."""
    return select(catalog, routine=request.routine, choices=request.choices, skip=request.skip)


def unread_files(found: Collector, tried: Iterable[tuple[CardRequest, Selection | None]]) -> tuple[Problem, ...]:
    """Return why nothing could be selected, if a file is among it that may tell about the person; else nothing.

    Args:
        found: What has gone wrong so far.
        tried: Requests, each with what was selected.
    """
    files = any(selection is None and is_file_name(request.routine or "") for request, selection in tried)
    return found.problems if files else ()


def screened(
    request: CardRequest, catalog: Catalog, *selections: Selection | None, unread: Sequence[Problem] = ()
) -> Screening:
    """Screen the person that the request, its file of answers and the files of routines tell about.

    Args:
        request: What was told, and the days that count.
        catalog: What each condition and red flag means.
        selections: They have what the files of routines tell; ``None`` for one that cannot be read.
        unread: Why files of routines cannot be read; told instead of what may stand in them.

    Returns:
        The screening: the general one if nothing was told about anybody.

    Raises:
        RequestError, ContentError: What was told cannot stand: every problem.
        FileError: The file of answers cannot be read.
        Refused: Something stands in the way of any massage.
    """
    inputs: list[PersonInput] = [request.person]
    inputs += [selection.person for selection in selections if selection is not None]
    if request.answers is not None:
        inputs.append(answers.read(request.answers, catalog))
    return screen_told(catalog, inputs, told_until=request.told_until, clear_until=request.clear_until, unread=unread)
