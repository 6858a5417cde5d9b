"""The facts of the catalogue: numbers, areas, rules and sources; no words for a reader, nothing to translate.

Each class is one kind of entry of ``assets/catalog/facts/*.yaml``. What a reader sees of an entry stands under the
same id in ``text/<language>`` (``cardgen.content.words``).
"""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import Field, model_validator

from cardgen.content.base import (
    Area,
    Basis,
    Crop,
    Date,
    Entry,
    Family,
    HandPart,
    Id,
    Level,
    Phase,
    Position,
)
from cardgen.content.dosage import DoseRule
from cardgen.content.dose import Dose
from cardgen.content.motion import Motion

Strength: TypeAlias = Literal["guideline", "review", "secondary", "source", "practice"]
"""What stands behind a safety entry: a guideline or regulator, a review, secondary pages that agree, one of the two
source documents alone, or practice (ours)."""
PanelId: TypeAlias = Literal["emergency", "warning", "caution", "notice", "always", "spine", "stop"]

MAX_ROUTINE_MINUTES = 240
MAX_ROUTINE_STEPS = 40
MOST_CORE_WORDS = 180
"""Words of the longest safety core that every format has room for. The shipped core gives itself fewer
(``facts/core.yaml``), so that libraries can add to it."""
PRESSURE_FOR_ALL = 3
"""The greatest pressure (moderate) of what ships and of what lay people are given; more is for trained hands."""


class Citation(Entry):
    """Where a fact stands: the source's id in ``sources.yaml`` and the heading it stands under."""

    doc: Id
    under: str = Field(min_length=1)


class Source(Entry):
    """A document that facts come from."""

    letter: str = Field(pattern=r"^[A-Z][A-Z0-9]{0,6}$", examples=["A", "A10"])
    kind: Literal["seed", "guideline", "review", "page", "standard", "editorial"]
    year: int | None = None
    locator: str | None = None


class Sourced(Entry):
    """Every entry says where it comes from and on what basis."""

    sources: tuple[Citation, ...] = Field(min_length=1)
    basis: Basis


class Pressure(Entry):
    """Pressure on the five-level scale; from ``min`` to ``max`` if it rises during the step."""

    min: Level
    max: Level
    basis: Basis
    source_word: str | None = None

    @model_validator(mode="after")
    def _ordered(self) -> Pressure:
        if self.min > self.max:
            raise ValueError(f"min {self.min} is greater than max {self.max}; swap them")
        return self


class Technique(Entry):
    """One massage technique."""

    families: tuple[Family, ...] = Field(min_length=1)
    phase: Phase
    position: Position
    zones: tuple[Area, ...] = Field(min_length=1)
    hand: HandPart
    pressure: Pressure
    dose: DoseRule
    crop: Crop
    motion: tuple[Motion, ...] = Field(min_length=1)
    rules: tuple[Id, ...] = Field(min_length=1)
    sources: tuple[Citation, ...] = Field(min_length=1)

    def __hash__(self) -> int:
        """Tell techniques apart by what differs most: enough for a cache, and quick."""
        return hash((self.zones, self.hand, self.rules, self.pressure.max))

    @property
    def percussive(self) -> bool:
        """Whether the technique strikes the body: its figure leaves kidneys, lower ribs and sacrum bare."""
        return "tapotement" in self.families

    @property
    def firm(self) -> bool:
        """Whether the technique presses harder than lay people should."""
        return self.pressure.max > PRESSURE_FOR_ALL


class Rule(Sourced):
    """A safety fact that is printed: always, with the techniques that name it, or as a precondition.

    Attributes:
        families: Techniques of any of these families must name the rule; empty for the other kinds.
        core: The phrase of the safety core that says it, if one does.
    """

    kind: Literal["always", "technique", "precondition", "stop", "ointment"]
    families: tuple[Family, ...] = ()
    core: Id | None = None

    def binds(self, technique: Technique) -> bool:
        """Say whether a technique must name the rule.

        So must those of the rule's families, and all of them if the rule is printed always and not by the core.
        """
        if self.kind == "always" and self.core is None:
            return True
        return any(family in self.families for family in technique.families)


class PainSign(Sourced):
    """A row of the table of pain during the massage."""


class SetupItem(Sourced):
    """A line of the checklist before the massage."""


class Background(Sourced):
    """Something the sources say that no card prints: causes of back pain, said benefits."""

    topic: Literal["cause", "benefit", "caveat"]


class Note(Sourced):
    """An editorial record: a disagreement, our reading of an unclear place, what was made safer or not carried."""

    kind: Literal["disagreement", "reading", "made-safer", "not-carried"]
    about: tuple[Id, ...] = ()


class Sequence(Sourced):
    """An order that a source fixes; it is kept whenever all of its techniques are in the plan."""

    order: tuple[Id, ...] = Field(min_length=2)


class RoutineStep(Entry):
    """A step of a routine: the technique and its dose (``3min`` or ``20x``)."""

    technique: Id
    dose: Dose | None = None


class Routine(Entry):
    """A routine as shipped. ``minutes`` is the sum of its steps."""

    minutes: int = Field(ge=1, le=MAX_ROUTINE_MINUTES)
    audience: Literal["lay", "professional"] = Field(alias="for")
    steps: tuple[RoutineStep, ...] = Field(min_length=1, max_length=MAX_ROUTINE_STEPS)
    basis: Basis
    sources: tuple[Citation, ...] = Field(min_length=1)


class CorePanel(Entry):
    """A panel of the safety core and its phrases, in printing order.

    Attributes:
        signal: The ANSI Z535.4 word over the panel; none for the flagged emergency signs and for plain lines.
    """

    id: PanelId
    signal: Literal["WARNING", "CAUTION", "NOTICE"] | None = None
    phrases: tuple[Id, ...] = Field(min_length=1)


class Core(Entry):
    """The safety core: what stands on every card that has steps, and how many words it may take."""

    max_words: int = Field(ge=1, le=MOST_CORE_WORDS)
    panels: tuple[CorePanel, ...] = Field(min_length=7, max_length=7)


class Edition(Entry):
    """Which catalogue this is, and until when it may be used without a new review."""

    version: Annotated[str, Field(pattern=r"^[0-9]{4}\.[0-9]+(\.[0-9]+)?$", examples=['"2026.1"'])]
    reviewed: Date
    review_by: Date
