"""How a technique is dosed: what its source gives, and how far a routine may go."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from cardgen.content.base import Basis, Entry


class Range(Entry):
    """A least and a greatest number, ``about`` if the source says so."""

    min: int = Field(ge=1, le=120)
    max: int = Field(ge=1, le=120)
    about: bool = False

    @model_validator(mode="after")
    def _ordered(self) -> Range:
        if self.min > self.max:
            raise ValueError(f"min {self.min} is greater than max {self.max}; swap them")
        return self

    def holds(self, count: int) -> bool:
        """Say whether ``count`` lies within, ends included."""
        return self.min <= count <= self.max


class SourceDose(Entry):
    """What the source gives: minutes, repetitions, or nothing (``unspecified``), never both."""

    minutes: Range | None = None
    times: Range | None = None
    unspecified: Literal[True] | None = None
    note: Literal["inferred"] | None = None

    @model_validator(mode="after")
    def _one(self) -> SourceDose:
        if sum(x is not None for x in (self.minutes, self.times, self.unspecified)) != 1:
            raise ValueError("give exactly one of minutes, times or unspecified: true")
        return self


class LimitDose(Entry):
    """The widest dose that cardgen prints for the technique, in minutes or in repetitions."""

    minutes: Range | None = None
    times: Range | None = None
    basis: Basis

    @model_validator(mode="after")
    def _one(self) -> LimitDose:
        if (self.minutes is None) == (self.times is None):
            raise ValueError("give exactly one of minutes or times")
        return self


class SecondsEach(Entry):
    """How long one repetition takes, so that repetitions have a place in the time bar."""

    value: int = Field(ge=1, le=300)
    basis: Basis


class DoseRule(Entry):
    """Dosage of a technique: what the source gives and how far a routine may go."""

    source: SourceDose
    limit: LimitDose
    seconds_each: SecondsEach | None = None

    @model_validator(mode="after")
    def _same_kind(self) -> DoseRule:
        counted = self.limit.times is not None
        if (self.source.minutes and counted) or (self.source.times and not counted):
            raise ValueError("source and limit must both be minutes or both be times")
        if counted != (self.seconds_each is not None):
            raise ValueError("seconds_each is needed with times, and only there")
        given, limit = self.source_range, self.limit_range
        if given and not (limit.holds(given.min) and limit.holds(given.max)):
            raise ValueError(
                f"the limit {limit.min} to {limit.max} does not hold the source's {given.min} to {given.max}"
            )
        return self

    @property
    def kind(self) -> Literal["minutes", "times"]:
        """What the dose counts."""
        return "times" if self.limit.times is not None else "minutes"

    @property
    def source_range(self) -> Range | None:
        """The source's range, if it gives one."""
        return self.source.minutes or self.source.times

    @property
    def limit_range(self) -> Range:
        """The widest range that may be printed."""
        chosen = self.limit.minutes or self.limit.times
        assert chosen is not None  # _one has checked it
        return chosen
