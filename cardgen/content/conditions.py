"""The facts of conditions and red flags: what each means for a massage, and for how long a clinician may clear it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Literal, TypeAlias

from pydantic import Field, model_validator

from cardgen.content.base import Area, Date, Entry, Family, Id, Level, Position
from cardgen.content.facts import Sourced, Strength
from cardgen.content.icd10 import Icd10

OLDEST = 120
Age: TypeAlias = Annotated[int, Field(ge=0, le=OLDEST)]
"""Whole years."""
ClearanceDays: TypeAlias = Annotated[int, Field(ge=1, le=366)]


class Adaptation(Entry):
    """What a condition does to a massage that goes on."""

    drop: tuple[Family, ...] = ()
    pressure_max: Level | None = None
    position: Position | None = None
    avoid: tuple[Area, ...] = ()
    avoid_affected: bool = False
    lumbar_pressure_max: Level | None = None


EFFECTS: Mapping[str, int] = MappingProxyType({"adapt": 0, "avoid-area": 0, "refer": 1, "refuse": 2})
"""How strict each effect is; the two that let a massage go on do different things, neither less."""


class Instead(Entry):
    """Where the same thing is graver: told of one of these areas, it is another condition, which must be told.

    Attributes:
        at: The areas.
        tell: The condition that it is there.
    """

    at: tuple[Area, ...] = Field(min_length=1)
    tell: Id


class Condition(Sourced):
    """Something the client has, and what it means for the massage.

    Attributes:
        adapt: What it changes, for ``avoid-area`` and ``adapt``.
        when_cleared: What it changes after a named clinician's clearance; for ``refer`` only, and required there.
        clearance_days: How long a clearance holds.
        below_age: Everybody younger than this has it, told or not.
        anywhere: Whether it can lie away from the back, so that nothing of the back need be avoided.
        instead: Where on the back it is another condition.
        unlisted: Whether it stands for whatever no entry names, so that nothing need be left untold.
        icd10: Codes of ICD-10 that mean nothing else: a code stands for all that begin with it.
        core: The phrase of the safety core that stands for the condition.
    """

    group: Id
    effect: Literal["refuse", "refer", "avoid-area", "adapt"]
    adapt: Adaptation | None = None
    when_cleared: Adaptation | None = None
    clearance_days: ClearanceDays | None = None
    below_age: Age | None = None
    anywhere: bool = False
    instead: Instead | None = None
    unlisted: bool = False
    icd10: tuple[Icd10, ...] = ()
    core: Id
    strength: Strength
    reviewed: Date

    @model_validator(mode="after")
    def _complete(self) -> Condition:
        if (self.effect == "refer") != (self.when_cleared is not None):
            raise ValueError("when_cleared belongs to effect: refer, and is needed there")
        if (self.effect == "refer") != (self.clearance_days is not None):
            raise ValueError("clearance_days belongs to effect: refer, and is needed there")
        if (self.effect in {"avoid-area", "adapt"}) != (self.adapt is not None):
            raise ValueError("adapt belongs to the effects avoid-area and adapt, and is needed there")
        return self

    @property
    def changes(self) -> Adaptation | None:
        """What it changes in a massage that goes on."""
        return self.adapt or self.when_cleared

    def applies_at(self, age: int | None) -> bool:
        """Say whether an age alone means that a person has it."""
        return self.below_age is not None and age is not None and age < self.below_age

    def cleared(self, on: dt.date, day: dt.date) -> bool:
        """Say whether a clearance from ``on`` holds on ``day``."""
        return _holds(self.clearance_days, on, day)


FlagLevel: TypeAlias = Literal["emergency", "urgent", "check-up"]
FLAG_LABELS: Mapping[FlagLevel, Id] = MappingProxyType(
    {"emergency": "red-flags-emergency", "urgent": "effect-refer", "check-up": "red-flags-check-up"}
)
"""The label that says what a red flag of a level means; an urgent one means what a condition to refer does."""


class Ages(Entry):
    """Ages below or above a number of years, the number itself left out."""

    below: Age | None = None
    above: Age | None = None

    @model_validator(mode="after")
    def _one(self) -> Ages:
        if (self.below is None) == (self.above is None):
            raise ValueError("write below or above, one of the two")
        return self

    def holds(self, age: int) -> bool:
        """Say whether an age is among them."""
        return age < self.below if self.below is not None else self.above is not None and age > self.above


class RedFlag(Sourced):
    """A sign that needs a doctor: at once (``emergency``), before any massage (``urgent``), or a check-up.

    Attributes:
        ages: Of whom it is a sign; of everybody if there are none.
        when_cleared: What it changes once a named clinician has cleared it; for ``urgent`` only. An urgent sign without
            it cannot be cleared.
        clearance_days: How long a clearance holds.
        icd10: As for a condition.
        core: The phrase of the safety core that stands for the sign.
    """

    level: FlagLevel
    ages: Ages | None = None
    when_cleared: Adaptation | None = None
    clearance_days: ClearanceDays | None = None
    icd10: tuple[Icd10, ...] = ()
    core: Id
    strength: Strength
    reviewed: Date

    @model_validator(mode="after")
    def _complete(self) -> RedFlag:
        if (self.when_cleared is None) != (self.clearance_days is None):
            raise ValueError("when_cleared and clearance_days belong together; write both or neither")
        if self.when_cleared is not None and self.level != "urgent":
            raise ValueError("when_cleared belongs to level: urgent")
        return self

    @property
    def effect(self) -> Literal["emergency", "refer", "check-up"]:
        """What it means for the massage: an urgent sign is referred."""
        return "refer" if self.level == "urgent" else self.level

    @property
    def changes(self) -> Adaptation | None:
        """What it changes in a massage that goes on."""
        return self.when_cleared

    def cleared(self, on: dt.date, day: dt.date) -> bool:
        """Say whether a clearance from ``on`` holds on ``day``."""
        return _holds(self.clearance_days, on, day)


def _holds(days: int | None, on: dt.date, day: dt.date) -> bool:
    return days is not None and 0 <= (day - on).days <= days
