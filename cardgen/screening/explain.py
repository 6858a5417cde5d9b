"""What stands in the way of a massage, in words: what it is, what to do, whom to see, and who says so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import assert_never

from cardgen.content.base import Id
from cardgen.content.model import Catalog
from cardgen.screening.effects import Barrier, BarrierLevel

GRAVEST_FIRST: tuple[BarrierLevel, ...] = ("emergency", "refuse", "refer")


@dataclass(frozen=True, slots=True)
class Explanation:
    """A barrier in words.

    Attributes:
        entry_id: Id of the condition or red flag.
        level: What to do instead of massaging.
        name: What it is called.
        next_step: What to do, and whom to see.
        sources: Who says so: letter and title of each document, with the heading it stands under.
    """

    entry_id: Id
    level: BarrierLevel
    name: str
    next_step: str
    sources: tuple[str, ...]

    @property
    def message(self) -> str:
        """All of it on one line."""
        return f"{self.name}: {self.next_step}. Sources: {'; '.join(self.sources)}"


def explain(
    catalog: Catalog, barriers: Iterable[Barrier], emergency_number: str | None = None
) -> tuple[Explanation, ...]:
    """Put barriers into words.

    Args:
        catalog: The words and the sources.
        barriers: What stands in the way.
        emergency_number: Number of the local emergency services, if it is known.

    Returns:
        An explanation of each, the gravest first, else in the order given.
    """
    in_order = sorted(barriers, key=lambda barrier: GRAVEST_FIRST.index(barrier.level))
    return tuple(_explanation(catalog, barrier, emergency_number) for barrier in in_order)


def _explanation(catalog: Catalog, barrier: Barrier, emergency_number: str | None) -> Explanation:
    words = catalog.text.red_flags if barrier.flag else catalog.text.conditions
    return Explanation(
        entry_id=barrier.entry_id,
        level=barrier.level,
        name=words[barrier.entry_id].name,
        next_step=_next_step(catalog, barrier, emergency_number),
        sources=tuple(
            f"{catalog.sources[cited.doc].letter} ({catalog.text.sources[cited.doc].title}: {cited.under})"
            for cited in barrier.sources
        ),
    )


def _next_step(catalog: Catalog, barrier: Barrier, emergency_number: str | None) -> str:
    match barrier.level:
        case "emergency":
            number = f" ({emergency_number})" if emergency_number else ""
            return f"do not massage; call emergency services{number} now"
        case "refuse":
            return "do not massage; the person sees a doctor, who says when massage is safe again"
        case "refer":
            return _referred(catalog, barrier)
        case _:
            assert_never(barrier.level)


def _referred(catalog: Catalog, barrier: Barrier) -> str:
    days = (catalog.red_flags if barrier.flag else catalog.conditions)[barrier.entry_id].clearance_days
    if days is None:
        return "do not massage yet; the person sees a doctor first"
    given = f"--clear {barrier.entry_id}:WHO:DATE (it holds {days} days)"
    if barrier.lapsed is not None:
        before = f"the clearance by {barrier.lapsed.by} of {barrier.lapsed.on} does not hold on this day"
        return f"do not massage yet; {before}; ask a doctor again, then give {given}"
    return f"do not massage yet; ask a doctor or whoever treats it, then give {given}"
