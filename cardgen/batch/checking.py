"""Checking a row before anything is laid out: can a card be made of it, may the person be massaged?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Literal, TypeAlias

from cardgen.batch.columns import COLUMNS
from cardgen.batch.digests import Digests, digest_for
from cardgen.batch.partly import check_parts, printable
from cardgen.batch.rows import Asked, Reader
from cardgen.batch.table import Row
from cardgen.content.model import Catalog
from cardgen.errors import CardgenError, Collector, ContentError, Problem, RequestError, SafetyRefusal
from cardgen.fonts import check_text
from cardgen.imprint import check_imprint
from cardgen.loading import Material
from cardgen.plan import Plan
from cardgen.planning import plan_request
from cardgen.request import DEFAULT_FORMAT, CardRequest
from cardgen.screening import Refused, explain
from cardgen.theme import format_of

Decision: TypeAlias = Literal["not-screened", "as-asked", "adapted", "refused"]
"""What the screening says about a row: nobody was screened; nothing was changed; something was; no massage."""


_PLANS = 256
"""Plans that are kept for rows that ask for the same."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A row that was checked.

    Attributes:
        row: The row.
        number: Number of its card; None if its cell cannot be read.
        decision: What the screening says; None if it could not be asked.
        input: Digest of what the card, or the slip of a refused person, is made from.
        problems: Why there is no card: what is wrong with the row, or the reasons of the refusal.
        whose: Digest of whom it is for.
        fields: What the file's name may say.
    """

    row: Row
    number: int | None
    decision: Decision | None
    input: str
    problems: tuple[Problem, ...]
    whose: str
    fields: Mapping[str, str] = field(default_factory=dict)

    @property
    def refused(self) -> bool:
        """Whether the person must not be massaged."""
        return self.decision == "refused"

    @property
    def bad(self) -> bool:
        """Whether the row has to be corrected."""
        return bool(self.problems) and not self.refused


@dataclass(frozen=True, slots=True)
class _Right:
    """What rows have in common that ask for the same, for any client, and of which a card can be made.

    Attributes:
        decision: What the screening says.
        input: Digest of it.
        fields: What the files' names may say, but for client and number.
    """

    decision: Decision
    input: str
    fields: Mapping[str, str]


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
        self._shared_right = lru_cache(maxsize=_PLANS)(self._right)

    def check(self, row: Row) -> Checked:
        """Check a row: everything that is wrong with it at once; nothing is raised for that."""
        asked = self._reader.alike(row)
        right = None if asked.problems or not _prints(asked.client) else self._shared_right(asked.common)
        if right is None or asked.number is None:
            return self._check_anew(row)
        fields = {**right.fields, **_own_fields(asked.number, asked.client)}
        made_from, whose = digest_for(right.input, asked.client), self._reader.whose(row)
        return Checked(row, asked.number, right.decision, made_from, (), whose, fields)

    def _right(self, common: CardRequest) -> _Right | None:
        """Check what rows have in common, once for all of them; None if there is anything to tell about any of them."""
        plan = self._plan(common)
        if plan is None:
            return None
        try:
            check_imprint(common, format_of(self._material.theme, common.format))
            made_from = self._digests.common(common)
        except CardgenError:
            return None
        return _Right(_decision(plan), made_from, _fields(common, plan))

    def _check_anew(self, row: Row) -> Checked:
        """Check a row for itself: what is told stands at the places of its own cells."""
        asked = self._reader.asked(row)
        request, number, whose = asked.request, asked.number, self._reader.whose(row)
        try:
            plan = self._checked(asked)
            digest = self._digests.of(request)
        except SafetyRefusal as refusal:
            told = explained(self._material.catalog, refusal, request.emergency_number)
            problems = self._reader.told(row, told)
            if number is None:
                return Checked(row, None, None, "", problems, whose)
            fields = {**_fields(request, None), **_own_fields(number, request.client)}
            return Checked(row, number, "refused", self._slip_digest(request), problems, whose, fields)
        except CardgenError as error:
            return Checked(row, number, None, "", self._reader.told(row, error.problems), whose)
        assert number is not None  # else there would have been a problem
        fields = {**_fields(request, plan), **_own_fields(number, request.client)}
        return Checked(row, number, _decision(plan), digest, (), whose, fields)

    def told(self, row: Row, problem: Problem) -> tuple[Problem, ...]:
        """Return a problem at the place of its cell."""
        return self._reader.told(row, (problem,))

    def mistakes(self, rows: Iterable[Row]) -> Iterator[Problem]:
        """Yield what is wrong with rows whatever the columns say whose headings have to be corrected first."""
        for row in rows:
            asked = self._reader.asked(row)
            _, found = self._found(replace(asked, unreadable=frozenset(COLUMNS)))
            yield from self._reader.told(row, (problem for error in found.errors for problem in error.problems))

    def _checked(self, asked: Asked) -> Plan:
        plan, found = self._found(asked)
        found.stop()
        if plan is None:
            raise AssertionError("what is missing has left its error")
        return plan

    def _found(self, asked: Asked) -> tuple[Plan | None, Collector]:
        """Do what ``pipeline.check_card`` does, and tell more at once; a plan that several rows have is made once."""
        request, theme = asked.request, self._material.theme
        found = Collector([RequestError(asked.problems)] if asked.problems else [])
        form = found.attempt(lambda: format_of(theme, request.format)) or theme.formats[DEFAULT_FORMAT]
        plan = None if asked.unreadable else self._plan(request)
        if plan is None:
            check_parts(asked, self._material.catalog, found)
        found.attempt(lambda: check_imprint(printable(request, asked.unreadable), form))
        return plan, found

    def _plan(self, request: CardRequest) -> Plan | None:
        """Return a plan; None if there is none: the error would tell the places of another row."""
        try:
            return self._shared_plan(_plan_only(request))
        except CardgenError:
            return None

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


def _fields(request: CardRequest, plan: Plan | None) -> Mapping[str, str]:
    """Return what the name of a file may say about the request; for a refused person nothing about a massage."""
    return {
        "routine": (plan.routine_id or plan.title) if plan else "",
        "therapist": request.therapist or "",
        "format": request.format if plan else "",
        "date": request.date.isoformat() if request.date else "",
        "minutes": str(plan.minutes) if plan else "",
        "screening": plan.screening.kind if plan else "refused",
    }


def _own_fields(number: int, client: str | None) -> Mapping[str, str]:
    """Return what else it may say, which is another for each row."""
    return {"row": str(number), "client": client or ""}


def _prints(client: str | None) -> bool:
    """Say whether a client's name can be printed."""
    try:
        check_text(client or "", "--client")
    except ContentError:
        return False
    return True
