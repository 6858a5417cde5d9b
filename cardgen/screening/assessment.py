"""Judging a person: the screening that a plan is composed from, or everything that stands in the way of one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cardgen.content.model import Catalog
from cardgen.errors import Problem, SafetyRefusal
from cardgen.person import Person, PersonInput, resolve
from cardgen.screening.decision import decide
from cardgen.screening.effects import Barrier, weigh
from cardgen.screening.explain import explain
from cardgen.screening.screening import Screening, general


@dataclass(frozen=True, slots=True)
class Assessment:
    """What the screening of a person came to.

    Attributes:
        person: The person; none if nobody in particular was screened.
        barriers: What stands in the way of any massage, in the catalogue's order.
        screening: What to compose a plan from; none if and only if there are barriers.

    Raises:
        ValueError: Barriers and a screening, or neither.
    """

    person: Person | None
    barriers: tuple[Barrier, ...]
    screening: Screening | None

    def __post_init__(self) -> None:
        if bool(self.barriers) == (self.screening is not None):
            raise ValueError("an assessment has barriers or a screening, and never both")


class Refused(SafetyRefusal):
    """A person must not be massaged, or not yet.

    Attributes:
        assessment: What led to it; its barriers are empty if the massage itself was left without steps.
    """

    def __init__(self, problems: Problem | Iterable[Problem] | str, assessment: Assessment) -> None:
        if isinstance(problems, str):
            problems = Problem("screening", 0, 0, problems)
        told = (problems,) if isinstance(problems, Problem) else tuple(dict.fromkeys(problems))
        super().__init__(told)
        self.problems = told  # as given: the gravest stands first
        self.assessment = assessment

    def telling(self, problems: Iterable[Problem]) -> Refused:
        """Return the same refusal with other problems."""
        return Refused(problems, self.assessment)


def barriers_of(refusal: SafetyRefusal) -> tuple[Barrier, ...]:
    """Return what stands in the way; nothing if the massage itself was left without steps."""
    return refusal.assessment.barriers if isinstance(refusal, Refused) else ()


def assess(catalog: Catalog, person: Person, today: dt.date) -> Assessment:
    """Judge what a person has.

    Args:
        catalog: What each condition and red flag means.
        person: The person.
        today: The day at which clearances must hold.

    Returns:
        The barriers, or the screening.

    Raises:
        ValueError: The person has something that the catalogue does not know.
    """
    barriers, applied = weigh(catalog, person, today)
    if barriers:
        return Assessment(person, barriers, None)
    screening = Screening("person", catalog, decide(catalog, applied), person, applied, today)
    return Assessment(person, (), screening)


def screen(catalog: Catalog, person: Person, today: dt.date) -> Screening:
    """Judge what a person has, and go on only if they may be massaged.

    Args:
        catalog: What each condition and red flag means.
        person: The person.
        today: The day at which clearances must hold.

    Returns:
        The screening to compose a plan from.

    Raises:
        Refused: Something stands in the way: every barrier.
        ValueError: The person has something that the catalogue does not know.
    """
    assessment = assess(catalog, person, today)
    if assessment.screening is None:
        told = explain(catalog, assessment.barriers)
        raise Refused([Problem("screening", 0, 0, one.message) for one in told], assessment)
    return assessment.screening


def screen_told(
    catalog: Catalog,
    inputs: Sequence[PersonInput],
    *,
    told_until: dt.date,
    clear_until: dt.date,
    unread: Sequence[Problem] = (),
) -> Screening:
    """Screen the person that somebody told about, or nobody in particular if nothing was told.

    Args:
        catalog: What each condition and red flag means.
        inputs: Every account of the person.
        told_until: The day up to which somebody can have been screened or cleared.
        clear_until: The day at which clearances must hold.
        unread: Why an account could not be read; told instead of what the others lack.

    Returns:
        The screening to compose a plan from.

    Raises:
        RequestError: What was told is unknown, ambiguous, contradictory, incomplete or in the future: every problem.
        Refused: Something stands in the way: every barrier.
    """
    person = resolve(catalog, inputs, told_until, unread)
    return general(catalog) if person is None else screen(catalog, person, clear_until)
