"""What a booklet says: its own blocks beside those that it shares with a card's document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from cardgen.content.base import Area, Id, Phase, Zone
from cardgen.content.dose import DoseKind
from cardgen.content.facts import Technique
from cardgen.document import Document, StepItem
from cardgen.person_record import ScreeningRecord


@dataclass(frozen=True, slots=True)
class PageOf:
    """The number of the page on which a part of the booklet begins; known once the pages are laid out.

    Attributes:
        key: The part's.
    """

    key: str


Said: TypeAlias = tuple[str | PageOf, ...]
"""Text with the numbers of pages in it."""


def read(said: Said, pages: Mapping[str, int]) -> str:
    """Return a text with its page numbers filled in."""
    return "".join(part if isinstance(part, str) else str(pages[part.key]) for part in said)


def page_of(technique_id: Id) -> str:
    """Return the key of the part that explains a technique."""
    return f"technique {technique_id}"


@dataclass(frozen=True, slots=True)
class MotionStep:
    """One motion of a technique, for a small figure.

    Attributes:
        technique: The technique with this motion alone.
        caption: What it is called.
        alt: The figure in words.
    """

    technique: Technique
    caption: str
    alt: str


@dataclass(frozen=True, slots=True)
class Dose:
    """A dose as printed.

    Attributes:
        value: For the badge: ``4 min``.
        kind: What it counts.
        from_source: Whether the source gives it; None if nobody has set a dose.
        told: Where it belongs and where it comes from.
    """

    value: str
    kind: DoseKind
    from_source: bool | None
    told: str


@dataclass(frozen=True, slots=True)
class NoteItem:
    """An editorial record about a technique: a bold lead, and what it opens."""

    lead: str
    said: Said


@dataclass(frozen=True, slots=True)
class TechniquePage:
    """Everything that the booklet says about a technique.

    Attributes:
        technique_id: Its id.
        number: On the tab and in the contents.
        place: Where it stands: ``Step 4 of 7``.
        timing: Its phase, and when it comes where the booklet has one massage.
        step: Its words and facts as a step has them: the person's limits are in them.
        audience: For whom it is, if not for everybody.
        term: Its standard term, announced.
        motions: Its motions one by one; none if the large figure shows the only one.
        lone: Caption of the large figure if it shows the only motion.
        doses: At least one.
        where: The areas that it works.
        rules: Its safety rules, that of the spine first.
        notes: Where sources disagree, then what was made safer.
        source: Where it comes from.
    """

    technique_id: Id
    number: int
    place: str
    timing: str
    step: StepItem
    audience: str | None
    term: str
    motions: tuple[MotionStep, ...]
    lone: str | None
    doses: tuple[Dose, ...]
    where: str
    rules: tuple[str, ...]
    notes: tuple[NoteItem, ...]
    source: str

    @property
    def key(self) -> str:
        """The part's key, for references to its page."""
        return page_of(self.technique_id)

    @property
    def phase(self) -> Phase:
        """When it comes in a massage."""
        return self.step.phase

    @property
    def hatched(self) -> frozenset[Zone]:
        """Zones that the person is not massaged on."""
        return self.step.hatched


@dataclass(frozen=True, slots=True)
class Glance:
    """A massage at a glance: its title, for whom it is, and its steps, each with the part that explains it."""

    key: str
    title: str
    subtitle: str
    audience: str | None
    steps: tuple[StepItem, ...]
    screening: ScreeningRecord | None


@dataclass(frozen=True, slots=True)
class ManualLabels:
    """Fixed words that only a booklet needs."""

    contents: str
    setup: str
    screening: str
    glossary: str
    notes: str
    how: str
    hands: str
    pressure: str
    dose: str
    where: str
    source: str
    read_first: Said
    figure: str


@dataclass(frozen=True, slots=True)
class Manual:
    """A booklet, whole.

    Attributes:
        title: Of the booklet.
        subtitle: Under it.
        audience: For whom it is, if not for everybody.
        document: The blocks that a card has too: safety core, pain table, checklist, fields, tick-list, sources.
        glances: The massages, at least one.
        techniques: In the order of their first step, then those of no massage; at least one.
        glossary: Terms with their meanings, in alphabetical order.
        sources: A paragraph for each source document, then the edition.
        labels: Fixed words.
        areas: Names of the areas of the back.
    """

    title: str
    subtitle: str
    audience: str | None
    document: Document
    glances: tuple[Glance, ...]
    techniques: tuple[TechniquePage, ...]
    glossary: tuple[tuple[str, str], ...]
    sources: tuple[Said, ...]
    labels: ManualLabels
    areas: Mapping[Area, str]

    @property
    def warnings(self) -> tuple[str, ...]:
        """Every warning in the booklet, each once, in reading order."""
        rules = (rule for page in self.techniques for rule in page.rules)
        return tuple(dict.fromkeys((*self.document.warnings, *rules)))
