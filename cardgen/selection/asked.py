"""What was asked for: techniques in their order and dose, with every name resolved."""

from __future__ import annotations

from dataclasses import dataclass

from cardgen.content.base import Id
from cardgen.content.composition import Audience
from cardgen.content.dose import Amount, parse_dose
from cardgen.content.place import Place
from cardgen.content.told import NOBODY, PersonInput

DOSE_MARK = ":"
"""What stands between a technique and its dose."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A technique as typed after ``-t``: an id, a name or a synonym, and the dose if one was given."""

    technique: str
    dose: Amount | None = None

    @classmethod
    def read(cls, text: str) -> Choice:
        """Read ``ID`` or ``ID:DOSE``, for example ``deep-stroking:20x``.

        Raises:
            ValueError: It names no technique, or what stands behind the colon is no dose.
        """
        technique, mark, dose = text.partition(DOSE_MARK)
        if not technique.strip():
            raise ValueError(f"{text!r} names no technique; write for example stroking:3min")
        return cls(technique.strip(), parse_dose(dose.strip()) if mark else None)


@dataclass(frozen=True, slots=True)
class SelectedStep:
    """A technique that was asked for.

    Attributes:
        technique_id: Id of the technique; the catalogue has it.
        amount: The dose asked for; ``None`` leaves it to the plan.
        place: Where it was asked for.
        dose_place: Where its dose was asked for, or would have been.
        chosen: Whether the dose was given with ``-t``: ``--minutes`` does not change it then.
    """

    technique_id: Id
    amount: Amount | None
    place: Place
    dose_place: Place
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Target:
    """A total to spread minutes up to.

    Attributes:
        minutes: The total.
        place: Where it was asked for.
        every_step: Whether timed steps that have a dose get another one (unless it was chosen), too.
    """

    minutes: int
    place: Place
    every_step: bool = False


@dataclass(frozen=True, slots=True)
class Selection:
    """What was asked for, with every name resolved, not yet checked against the rules of a plan.

    Attributes:
        routine_id: Id of the catalogue's routine; ``None`` for a user's own file and for a composed routine.
        title: The routine's title, for a reader.
        audience: Whom the routine is meant for.
        steps: At least one, in order.
        target: The total that the routine's file asks for: the sum of its doses, or what the steps without a dose
            must fill up to.
        notices: What was understood, a sentence each, for the person at the command line.
        person: What the routine's file tells about the person on the table.

    Raises:
        ValueError: There is no step.
    """

    routine_id: Id | None
    title: str
    audience: Audience
    steps: tuple[SelectedStep, ...]
    target: Target | None = None
    notices: tuple[str, ...] = ()
    person: PersonInput = NOBODY

    def __post_init__(self) -> None:
        if not self.steps:
            raise ValueError("a selection needs a step")

    @property
    def name(self) -> str:
        """What a message calls it."""
        return self.routine_id or self.title

    @property
    def dosed(self) -> bool:
        """Whether every step has a dose."""
        return all(step.amount is not None for step in self.steps)
