"""The record of what a paper was made from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from cardgen.content.base import Date, Entry, Id, Level, Zone
from cardgen.content.dose import Dose
from cardgen.content.model import Catalog
from cardgen.plan import Plan
from cardgen.provenance.entries import DigestKind, Digests, Paper, Told, entries


class StepMade(Entry):
    """A step as it is printed.

    Attributes:
        technique: Id of the technique.
        dose: Minutes or repetitions.
        pressure_max: The greatest level that may be used, if the screening lowered it.
        avoided: Zones that the step must leave out.
    """

    technique: Id
    dose: Dose
    pressure_max: Level | None = None
    avoided: tuple[Zone, ...] = ()


class MassageMade(Entry):
    """A massage as it is printed.

    Attributes:
        routine: Id of the catalogue's routine; none for a user's own.
        steps: In order.
        left_out: Techniques that the screening took out, in order.
    """

    routine: Id | None = None
    steps: tuple[StepMade, ...]
    left_out: tuple[Id, ...] = ()


class MadeFrom(Entry):
    """What a paper was made from.

    Attributes:
        paper: What it is.
        catalogue: Version of the catalogue.
        review_by: Until when that may be used without a new review.
        review_date: When the user wants the paper to be looked at again.
        format: Name of the format.
        theme: Name of the theme.
        screened: Whether it is for a person who was asked.
        cleared_until: The last day on which every clearance holds that it relies on, if it relies on any.
        massages: What is printed of them, each once; none on a paper of questions.
        explained: Techniques that a booklet explains beside its massages.
        told: What the catalogue said.
        digests: Digests of what else it said, by kind.
    """

    paper: Paper
    catalogue: str
    review_by: Date
    review_date: Date | None = None
    format: str
    theme: str
    screened: bool = False
    cleared_until: Date | None = None
    massages: tuple[MassageMade, ...] = ()
    explained: tuple[Id, ...] = ()
    told: Told
    digests: dict[DigestKind, Digests]

    @property
    def text(self) -> str:
        """The record as JSON, in one line: what a file carries."""
        return self.model_dump_json(exclude_defaults=True)

    @property
    def techniques(self) -> tuple[Id, ...]:
        """Techniques that the paper shows, each once."""
        steps = (step.technique for massage in self.massages for step in massage.steps)
        return tuple(dict.fromkeys((*steps, *self.explained)))

    @property
    def routines(self) -> tuple[Id, ...]:
        """Routines of the catalogue that the paper shows, each once."""
        return tuple(dict.fromkeys(massage.routine for massage in self.massages if massage.routine))


def made_from(
    catalog: Catalog,
    paper: Paper,
    plans: Sequence[Plan],
    *,
    format_: str,
    theme: str,
    review_date: dt.date | None = None,
    explained: Plan | None = None,
) -> MadeFrom:
    """Record what a paper is made from.

    Args:
        catalog: What its words and facts are taken from.
        paper: What it is.
        plans: Its massages.
        format_: Name of the format.
        theme: Name of the theme.
        review_date: When the user wants it to be looked at again.
        explained: Techniques that are explained beside the massages.

    Returns:
        The record.
    """
    beside = tuple(step.technique_id for step in explained.steps) if explained else ()
    techniques = dict.fromkeys((*(step.technique_id for plan in plans for step in plan.steps), *beside))
    found = entries(catalog, paper, techniques, [plan.routine_id for plan in plans if plan.routine_id])
    return MadeFrom(
        paper=paper,
        catalogue=catalog.edition.version,
        review_by=catalog.edition.review_by,
        review_date=review_date,
        format=format_,
        theme=theme,
        screened=any(plan.screening.kind == "person" for plan in plans),
        cleared_until=min(filter(None, _ends(catalog, plans)), default=None),
        massages=tuple(dict.fromkeys(map(massage_made, plans))),
        explained=beside,
        told=found.told,
        digests={kind: frozenset(digests.values()) for kind, digests in found.digests.items()},
    )


def _ends(catalog: Catalog, plans: Sequence[Plan]) -> Iterator[dt.date | None]:
    return (one.cleared_until(catalog) for plan in plans for one in plan.screening.applied)


def massage_made(plan: Plan) -> MassageMade:
    """Record what is printed of a massage."""
    steps = (
        StepMade(
            technique=step.technique_id,
            dose=step.amount,
            pressure_max=cap if (cap := step.decision.pressure_max) < step.technique.pressure.max else None,
            avoided=tuple(sorted(step.decision.avoided)),
        )
        for step in plan.steps
    )
    left_out = tuple(step.technique_id for step in plan.left_out)
    return MassageMade(routine=plan.routine_id, steps=tuple(steps), left_out=left_out)
