"""What ``cardgen screen`` tells: each step with its decision, why and who says so; and why there would be no card."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cardgen.cli import refusing
from cardgen.content.base import Id
from cardgen.content.facts import Citation
from cardgen.content.findings import short_name
from cardgen.content.model import Catalog
from cardgen.content.zones import spoken_zones
from cardgen.errors import Collector, Problem, SafetyRefusal
from cardgen.person import Person
from cardgen.plan import Plan
from cardgen.planning import plan_request, selected
from cardgen.request import CardRequest
from cardgen.screening import Applied, Decision, Explanation, Refused, Screening
from cardgen.selection import Selection

HEADINGS = ("step", "technique", "decision", "reason", "sources")


@dataclass(frozen=True, slots=True)
class StepAccount:
    """What the screening says about a step that was asked for.

    Attributes:
        number: From 1, in the order asked for.
        technique_id: Id of the technique.
        decision: ``allowed``, ``adapted``, ``refused``, or ``no massage`` where something stands in the way of any.
        changes: What is different, in words.
        reasons: Ids of the entries that say so.
        pressure_max: The greatest pressure that may be used; none without a massage.
        avoided: Zones to leave out.
    """

    number: int
    technique_id: Id
    decision: str
    changes: tuple[str, ...]
    reasons: tuple[Id, ...]
    pressure_max: int | None
    avoided: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """The whole account.

    Attributes:
        catalog: The words.
        selection: What was asked for; none if it is refused and cannot be read.
        plan: What a card would have; none if it is refused.
        refusal: Why there would be no card.
        explained: What stands in the way of any massage.
        problems: The same, and whatever else keeps a card from being made, as messages.
    """

    catalog: Catalog
    selection: Selection | None
    plan: Plan | None
    refusal: SafetyRefusal | None
    explained: tuple[Explanation, ...]
    problems: tuple[Problem, ...]

    @property
    def screening(self) -> Screening | None:
        """What the steps were judged by; none if there are barriers."""
        if self.plan is not None:
            return self.plan.screening
        return self.refusal.assessment.screening if isinstance(self.refusal, Refused) else None

    @property
    def person(self) -> Person | None:
        """Who was screened."""
        if isinstance(self.refusal, Refused):
            return self.refusal.assessment.person
        return self.screening.person if self.screening else None

    @property
    def steps(self) -> tuple[StepAccount, ...]:
        """The steps asked for."""
        steps = self.selection.steps if self.selection else ()
        return tuple(self._step(number, step.technique_id) for number, step in enumerate(steps, start=1))

    def _step(self, number: int, technique_id: Id) -> StepAccount:
        if self.screening is None:
            reasons = tuple(one.entry_id for one in self.explained)
            return StepAccount(number, technique_id, "no massage", (), reasons, None, ())
        decision = self.screening.decisions[technique_id]
        refused = decision.outcome == "refused"
        return StepAccount(
            number,
            technique_id,
            decision.outcome,
            () if refused else tuple(_changes(self.catalog, technique_id, decision)),
            tuple(reason.entry_id for reason in decision.reasons),
            None if refused else decision.pressure_max,
            tuple(sorted(decision.avoided)),
        )


def account_of(request: CardRequest, catalog: Catalog) -> Account:
    """Screen what a card would be made from, and keep a refusal as part of the account.

    Args:
        request: What would be made.
        catalog: Where everything is looked up.

    Returns:
        The account.

    Raises:
        CardgenError: The request is invalid, or a file cannot be read.
    """
    try:
        plan = plan_request(request, catalog)
    except SafetyRefusal as refusal:
        explained = refusing.explanations(catalog, refusal, request.emergency_number)
        problems = tuple(refusing.told(catalog, refusal, explained))
        selection = Collector().attempt(lambda: selected(request, catalog))  # its problems stand with the refusal
        return Account(catalog, selection, None, refusal, explained, problems)
    return Account(catalog, selected(request, catalog), plan, None, (), ())


def rows(account: Account) -> Iterator[Sequence[str]]:
    """Yield a row of the table for each step."""
    catalog = account.catalog
    for step in account.steps:
        yield (
            str(step.number),
            catalog.text.techniques[step.technique_id].name,
            "; ".join((step.decision, *step.changes)),
            ", ".join(short_name(catalog, reason) for reason in step.reasons),
            " ".join(_letters(catalog, step.reasons)),
        )


def notes(account: Account) -> Iterator[str]:
    """Yield what else there is to know, a sentence each."""
    catalog, screening = account.catalog, account.screening
    if screening is not None and screening.kind == "general":
        yield "nobody in particular was screened: the card says so, and carries the questions to ask"
    for one in screening.applied if screening else ():
        if one.clearance is not None:
            yield f"{short_name(catalog, one.entry_id)}: cleared by {one.clearance.by} on {one.clearance.on}"
        elif one.effect == "check-up":
            yield f"{short_name(catalog, one.entry_id)}: get it checked; the massage goes on"
    for told in account.person.noted if account.person else ():
        yield f"{told}: told; at this age nothing on the list follows from it"
    if account.plan is not None:
        yield from account.plan.notices


def as_data(account: Account) -> dict[str, object]:
    """Describe the account as ``--json`` prints it."""
    plan, screening, catalog = account.plan, account.screening, account.catalog
    return {
        **refusing.as_data(account.explained, account.problems),
        "refused": account.refusal is not None,
        "screening": "general" if account.person is None else "person",
        "person": _person(account.person),
        "routine": account.selection.routine_id if account.selection else None,
        "title": account.selection.title if account.selection else None,
        "minutes": None if plan is None else plan.minutes,
        "steps": [_step_data(catalog, step) for step in account.steps],
        "applied": [_applied(catalog, one) for one in (screening.applied if screening else ())],
        "notices": list(notes(account)),
        "catalogue": catalog.edition.version,
    }


def _changes(catalog: Catalog, technique_id: Id, decision: Decision) -> Iterator[str]:
    if decision.pressure_max < catalog.techniques[technique_id].pressure.max:
        level = str(decision.pressure_max)
        yield f"pressure up to {level} ({catalog.text.interface.pressure[level]})"
    if decision.avoided:
        yield f"not on {spoken_zones(decision.avoided, catalog.text.alt)}"


def _cited(catalog: Catalog, entry_id: Id) -> tuple[Citation, ...]:
    entries = catalog.red_flags if entry_id in catalog.red_flags else catalog.conditions
    return entries[entry_id].sources


def _letters(catalog: Catalog, entries: Sequence[Id]) -> tuple[str, ...]:
    letters = (catalog.sources[cited.doc].letter for entry in entries for cited in _cited(catalog, entry))
    return tuple(dict.fromkeys(letters))


def _person(person: Person | None) -> dict[str, object] | None:
    if person is None:
        return None
    return {
        "findings": [{"id": one.id, "zones": sorted(one.zones), "elsewhere": one.elsewhere} for one in person.findings],
        "age": person.age,
        "noted": list(person.noted),
        "screened_by": person.screened_by,
        "screened_on": person.screened_on.isoformat(),
    }


def _step_data(catalog: Catalog, step: StepAccount) -> dict[str, object]:
    return {
        "number": step.number,
        "technique": step.technique_id,
        "name": catalog.text.techniques[step.technique_id].name,
        "decision": step.decision,
        "pressure_max": step.pressure_max,
        "avoided": list(step.avoided),
        "reasons": [
            {"id": entry, "name": short_name(catalog, entry), "sources": list(_letters(catalog, (entry,)))}
            for entry in step.reasons
        ],
    }


def _applied(catalog: Catalog, one: Applied) -> dict[str, object]:
    clearance = one.clearance
    return {
        "id": one.entry_id,
        "name": short_name(catalog, one.entry_id),
        "effect": one.effect,
        "zones": sorted(one.zones),
        "cleared_by": clearance.by if clearance else None,
        "cleared_on": clearance.on.isoformat() if clearance else None,
    }
