"""What a card says, in reading order and in final words; no measure of a page in it.

Blocks: heading, steps, safety core, table, checklist, fields, sources. ``cardgen.phrasing`` makes them from a plan;
layout only arranges them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from cardgen.content.base import Phase, Zone
from cardgen.content.dose import Amount
from cardgen.content.facts import Technique
from cardgen.images import Logo
from cardgen.person_record import ScreeningRecord

if TYPE_CHECKING:
    from cardgen.qr import Matrix


@dataclass(frozen=True, slots=True)
class Imprint:
    """What the user adds to a card; every text already checked for characters that can be set.

    Attributes:
        clock: When the file is made, for its metadata.
    """

    clock: dt.datetime
    client: str | None = None
    therapist: str | None = None
    clinic: str | None = None
    clinic_contact: str | None = None
    note: str | None = None
    emergency_number: str | None = None
    logo: Logo | None = None
    date: dt.date | None = None
    review_date: dt.date | None = None
    qr: Matrix | None = None

    @property
    def sender(self) -> str | None:
        """The clinic and how to reach it, a line each; none if neither is known."""
        return "\n".join(filter(None, (self.clinic, self.clinic_contact))) or None


@dataclass(frozen=True, slots=True)
class StepItem:
    """A step as printed.

    Attributes:
        pressure: Least and greatest level that may be used, the person's own cap counted in.
        full: The instruction in full; it begins with the area to keep off, if the step works one.
        short: The same for small cards.
        avoided: Zones that the technique works and that must be left out.
        hatched: Zones that the person is not massaged on at all: the figure shows them hatched.
    """

    number: int
    technique_id: str
    technique: Technique
    phase: Phase
    name: str
    term: str
    hands: str
    pressure: tuple[int, int]
    pressure_words: str
    amount: Amount
    badge: str
    from_source: bool
    about: str | None
    minutes: int
    full: str
    short: str
    alt: str
    avoided: frozenset[Zone] = frozenset()
    hatched: frozenset[Zone] = frozenset()

    def __hash__(self) -> int:
        """Tell steps apart by what differs most: enough for a cache, and quick."""
        return hash((self.number, self.technique_id, self.badge, self.full))


@dataclass(frozen=True, slots=True)
class CoreItem:
    """A panel of the safety core: bold lead, the phrases that complete it, sentences after them."""

    id: Literal["emergency", "warning", "caution", "notice", "always", "spine", "stop"]
    title: str
    signal: Literal["WARNING", "CAUTION", "NOTICE"] | None
    lead: str | None
    phrases: tuple[str, ...]
    sentences: tuple[str, ...]

    @property
    def running(self) -> str:
        """Everything but the lead, as running text."""
        listed = "; ".join(self.phrases) + "." if self.phrases else ""
        return " ".join(filter(None, (listed, *self.sentences)))


@dataclass(frozen=True, slots=True)
class StepRule:
    """Safety rules of chosen techniques, with the numbers of the steps they belong to: one text for each rule id."""

    ids: tuple[str, ...]
    steps: tuple[int, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of two columns with a heading, an opening and its column titles."""

    title: str
    lead: str
    columns: tuple[str, str]
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class CheckItem:
    """A line to tick, and its short form."""

    text: str
    short: str


class Field(NamedTuple):
    """A write-on field; printed when there is a value, left free for the pen otherwise."""

    label: str
    value: str | None
    half: bool = False


@dataclass(frozen=True, slots=True)
class TickGroup:
    """A group of the tick-list: its title says what a yes means."""

    title: str
    flag: bool
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TickList:
    """Everything to ask before the massage; its own page(s) at the end of the file.

    Attributes:
        answers: "No" and "Yes": a box for each, as a lone tick would not say which.
    """

    title: str
    lead: str
    status: str
    answers: tuple[str, str]
    groups: tuple[TickGroup, ...]


@dataclass(frozen=True, slots=True)
class Labels:
    """Fixed words that layout needs beside the blocks."""

    safety: str
    record: str
    notes: str
    log: str
    scan: str
    sources: str
    checklist: str
    steps_in_full: str
    step_rules: str
    pain_side: str
    legend: str
    legend_short: str
    glossary: str
    dots: str
    see_back: str
    spine: str
    spine_more: str
    stop: str
    next_card: str
    card_of: str
    card_short: str
    steps_of: str
    step_of: str
    read_card: str
    read_cards: str
    continued: str
    logo: str
    minutes: str
    time_bar: str
    phases: dict[Phase, str]

    def __hash__(self) -> int:
        """Tell labels apart by a few of them: enough for a cache, and quick."""
        return hash((self.safety, self.minutes, self.see_back))


@dataclass(frozen=True, slots=True)
class Document:
    """A card, whole.

    Attributes:
        language: A BCP 47 tag.
        screening: For a person who was screened; none on a general card.
        ticklist: For a general card, on which nobody has asked yet; none for a person who was screened.
    """

    language: str
    title: str
    subtitle: str
    audience: str | None
    for_client: str | None
    clinic: str | None
    clinic_contact: str | None
    logo: Logo | None
    steps: tuple[StepItem, ...]
    core: tuple[CoreItem, ...]
    step_rules: tuple[StepRule, ...]
    pain: Table
    checklist: tuple[CheckItem, ...]
    fields: tuple[Field, ...]
    note: str | None
    qr: Matrix | None
    glossary: tuple[tuple[str, str], ...]
    sources: tuple[str, ...]
    screening: ScreeningRecord | None
    ticklist: TickList | None
    labels: Labels

    @property
    def warnings(self) -> tuple[str, ...]:
        """Every warning on the card, in reading order."""
        person = self.screening.warnings if self.screening else ()
        core = tuple(" ".join(filter(None, (c.lead, c.running))) for c in self.core)
        return person + core + tuple(text for rule in self.step_rules for text in rule.texts)


def rules_of(rules: Iterable[StepRule], numbers: frozenset[int]) -> tuple[StepRule, ...]:
    """Return the rules of some of the steps: those of the same steps together, in the order of the steps.

    Args:
        rules: The document's.
        numbers: Numbers of the steps.

    Returns:
        The rules with only these numbers; the others left out.
    """
    grouped: dict[tuple[int, ...], StepRule] = {}
    for rule in rules:
        steps = tuple(n for n in rule.steps if n in numbers)
        if steps:
            same = grouped.get(steps, StepRule((), steps, ()))
            grouped[steps] = StepRule(same.ids + rule.ids, steps, same.texts + rule.texts)
    return tuple(grouped[steps] for steps in sorted(grouped))


def step_numbers(labels: Labels, numbers: tuple[int, ...]) -> str:
    """Return ``Step 3`` or ``Steps 3, 6``."""
    return (labels.step_of if len(numbers) == 1 else labels.steps_of).format(numbers=", ".join(map(str, numbers)))
