"""Checking a row before anything is laid out: can a card be made of it, may the person be massaged?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal, TypeAlias

from cardgen.batch.digests import Digests
from cardgen.batch.rows import Reader
from cardgen.batch.table import Row
from cardgen.content.model import Catalog
from cardgen.errors import CardgenError, Collector, Problem, SafetyRefusal
from cardgen.imprint import check_imprint
from cardgen.loading import Material
from cardgen.plan import Plan
from cardgen.planning import plan_request
from cardgen.request import CardRequest
from cardgen.screening import Refused, explain
from cardgen.theme import format_of

Decision: TypeAlias = Literal["not-screened", "as-asked", "adapted", "refused"]
"""What the screening says about a row: nobody was screened; nothing was changed; something was; no massage."""


_PLANS = 1024
"""Plans that are kept for rows that ask for the same."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A row that was checked.

    Attributes:
        row: The row.
        number: Number of its card.
        decision: What the screening says; None if it could not be asked.
        input: Digest of what the card, or the slip of a refused person, is made from.
        problems: Why there is no card: what is wrong with the row, or the reasons of the refusal.
        fields: What the file's name may say.
    """

    row: Row
    number: int
    decision: Decision | None
    input: str
    problems: tuple[Problem, ...]
    fields: tuple[tuple[str, str], ...] = ()

    @property
    def refused(self) -> bool:
        """Whether the person must not be massaged."""
        return self.decision == "refused"

    @property
    def bad(self) -> bool:
        """Whether the row has to be corrected."""
        return bool(self.problems) and not self.refused


class Checker:
    """Checks the rows of a roster.

    Args:
        reader: Makes requests of them.
        material: What their sources hold.
        digests: Digests what a card is made from.
    """

    def __init__(self, reader: Reader, material: Material, digests: Digests) -> None:
        self._reader = reader
        self._material = material
        self._digests = digests
        self._shared_plan = lru_cache(maxsize=_PLANS)(self._planned)

    def check(self, row: Row) -> Checked:
        """Check a row; nothing is raised for what is wrong with it."""
        number = row.line
        try:
            number = self._reader.number(row)
            request = self._reader.request(row)
            plan = self._checked(request)
            digest = self._digests.of(request)
        except SafetyRefusal as refusal:
            told = explained(self._material.catalog, refusal, request.emergency_number)
            problems = self._reader.told(row, told)
            return Checked(row, number, "refused", self._slip_digest(request), problems, _fields(number, request, None))
        except CardgenError as error:
            return Checked(row, number, None, "", self._reader.told(row, error.problems))
        return Checked(row, number, _decision(plan), digest, (), _fields(number, request, plan))

    def _checked(self, request: CardRequest) -> Plan:
        """Do what ``pipeline.check_card`` does; a plan that several rows have is made once."""
        found = Collector()
        form = found.attempt(lambda: format_of(self._material.theme, request.format))
        plan = found.attempt(lambda: self._plan(request))
        if form is not None:
            found.attempt(lambda: check_imprint(request, form))
        found.stop()
        if plan is None:
            raise AssertionError("what is missing has left its error")
        return plan

    def _plan(self, request: CardRequest) -> Plan:
        try:
            return self._shared_plan(_plan_only(request))
        except CardgenError:
            return self._planned(request)  # the same error, at the places of this row

    def _planned(self, request: CardRequest) -> Plan:
        return plan_request(request, self._material.catalog)

    def _slip_digest(self, request: CardRequest) -> str:
        try:
            return self._digests.of(request)
        except CardgenError:  # a file of the row is missing beside the refusal; the slip then tells why it fails
            return ""


def explained(catalog: Catalog, refusal: SafetyRefusal, emergency_number: str | None) -> Iterator[Problem]:
    """Yield the problems of a refusal as such, with the number of the local emergency services."""
    barriers = refusal.assessment.barriers if isinstance(refusal, Refused) else ()
    plain, numbered = explain(catalog, barriers), explain(catalog, barriers, emergency_number)
    better = {before.message: after.message for before, after in zip(plain, numbered, strict=True)}
    for problem in refusal.problems:
        message = better.get(problem.message, problem.message)
        yield replace(problem, message=f"refused: {message}") if problem.file == "screening" else problem


def _plan_only(request: CardRequest) -> CardRequest:
    """Return a request without what a plan does not depend on, so that many cards share one."""
    return replace(
        request,
        client=None,
        therapist=None,
        clinic=None,
        clinic_contact=None,
        note=None,
        logo=None,
        review_date=None,
        qr=None,
        emergency_number=None,
    )


def _decision(plan: Plan) -> Decision:
    if plan.screening.kind == "general":
        return "not-screened"
    changed = plan.left_out or any(step.decision.outcome != "allowed" for step in plan.steps)
    return "adapted" if changed else "as-asked"


def _fields(number: int, request: CardRequest, plan: Plan | None) -> tuple[tuple[str, str], ...]:
    """Return what the name of a file may say; for a refused person nothing about a massage."""
    return tuple(
        {
            "row": str(number),
            "routine": (plan.routine_id or plan.title) if plan else "",
            "client": request.client or "",
            "therapist": request.therapist or "",
            "format": request.format if plan else "",
            "date": request.date.isoformat() if request.date else "",
            "minutes": str(plan.minutes) if plan else "",
            "screening": plan.screening.kind if plan else "refused",
        }.items()
    )
