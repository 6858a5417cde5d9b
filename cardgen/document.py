"""What a card says, in reading order and in final words; no measure of a page in it.

``build`` turns a plan into blocks: heading, steps, safety core, table, checklist, fields, sources. Layout only arranges
them. Every string of the reader's language comes from the catalogue's words or from the user; nothing is parsed.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Literal

from cardgen.content.base import Phase
from cardgen.content.dose import Amount
from cardgen.content.facts import Technique
from cardgen.content.model import Catalog
from cardgen.figures.alt import describe
from cardgen.images import Logo
from cardgen.plan import Plan, PlannedStep
from cardgen.qr import Matrix

NBSP = "\u00a0"


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
    logo: Logo | None = None
    date: dt.date | None = None
    review_date: dt.date | None = None
    qr: Matrix | None = None


@dataclass(frozen=True, slots=True)
class StepItem:
    """A step as printed."""

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


@dataclass(frozen=True, slots=True)
class Field:
    """A write-on field; printed when there is a value, left free for the pen otherwise."""

    label: str
    value: str | None
    half: bool = False


@dataclass(frozen=True, slots=True)
class TickGroup:
    """A group of the tick-list."""

    title: str
    flag: bool
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TickList:
    """Everything to ask before the massage; its own page(s) at the end of the file."""

    title: str
    lead: str
    status: str
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
    words_side: str
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
    steps_of: str
    step_of: str
    continued: str
    minutes: str
    time_bar: str
    phases: dict[Phase, str]


@dataclass(frozen=True, slots=True)
class Document:
    """A card, whole. ``language`` is a BCP 47 tag."""

    language: str
    title: str
    subtitle: str
    audience: str | None
    for_client: str | None
    clinic: str | None
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
    ticklist: TickList
    labels: Labels

    @property
    def warnings(self) -> tuple[str, ...]:
        """Every warning on the card, in reading order."""
        core = tuple(" ".join(filter(None, (c.lead, c.running))) for c in self.core)
        return core + tuple(text for rule in self.step_rules for text in rule.texts)


def build(plan: Plan, imprint: Imprint) -> Document:
    """Put a plan into words.

    Args:
        plan: The screened, ordered and dosed steps.
        imprint: What the user adds.

    Returns:
        The document, complete: layout may move its blocks but never leave one out.
    """
    catalog = plan.screening.catalog
    steps = tuple(_step(catalog, s) for s in plan.steps)
    audience = catalog.label("professional") if plan.audience == "professional" else None
    return Document(
        language="en",
        title=plan.title,
        subtitle=_subtitle(catalog, plan),
        audience=audience,
        for_client=catalog.label("for-client").format(client=imprint.client) if imprint.client else None,
        clinic=imprint.clinic,
        logo=imprint.logo,
        steps=steps,
        core=tuple(_core_item(catalog, index) for index in range(len(catalog.core.panels))),
        step_rules=_step_rules(catalog, plan),
        pain=_pain(catalog),
        checklist=tuple(CheckItem(w.text, w.short) for w in (catalog.text.setup[i] for i in catalog.setup)),
        fields=_fields(catalog, imprint),
        note=imprint.note,
        qr=imprint.qr,
        glossary=_glossary(catalog, plan),
        sources=_sources(catalog, plan),
        ticklist=_ticklist(catalog),
        labels=_labels(catalog),
    )


def spoken_date(day: dt.date) -> str:
    """Return a date that no reader takes for another: ``20 Nov 2026``."""
    month = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")[day.month - 1]
    return f"{day.day}{NBSP}{month}{NBSP}{day.year}"


def _subtitle(catalog: Catalog, plan: Plan) -> str:
    key = "minutes-total-one" if len(plan.steps) == 1 else "minutes-total"
    return catalog.label(key).format(minutes=plan.minutes, steps=len(plan.steps))


def _step(catalog: Catalog, step: PlannedStep) -> StepItem:
    words = catalog.text.techniques[step.technique_id]
    scale = catalog.text.interface.pressure
    low, high = step.technique.pressure.min, step.decision.pressure_max
    counted = step.amount.kind == "times"
    unit = catalog.label("times" if counted else "min")
    return StepItem(
        number=step.number,
        technique_id=step.technique_id,
        technique=step.technique,
        phase=step.technique.phase,
        name=words.name,
        term=words.term,
        hands=words.hands,
        pressure=(low, high),
        pressure_words=scale[str(low)]
        if low == high
        else catalog.label("pressure-rising").format(low=scale[str(low)], high=scale[str(high)]),
        amount=step.amount,
        badge=f"{step.amount.count}{NBSP}{unit}",
        from_source=step.from_source,
        about=catalog.label("about").format(minutes=step.minutes).replace(" ", NBSP) if counted else None,
        minutes=step.minutes,
        full=words.full,
        short=words.short,
        alt=describe(step.technique, catalog.text.alt),
    )


def _core_item(catalog: Catalog, index: int) -> CoreItem:
    panel = catalog.core.panels[index]
    words = catalog.text.core[panel.id]
    return CoreItem(
        id=panel.id,
        title=words.title,
        signal=panel.signal,
        lead=words.lead,
        phrases=tuple(words.phrases[p] for p in panel.phrases if p not in words.sentences),
        sentences=tuple(words.phrases[p] for p in panel.phrases if p in words.sentences),
    )


def _step_rules(catalog: Catalog, plan: Plan) -> tuple[StepRule, ...]:
    """Rules of the chosen techniques that the safety core does not already say; those of the same steps together."""
    grouped: dict[tuple[int, ...], list[str]] = {}
    for rule_id in plan.rule_ids:
        if catalog.rules[rule_id].core is None:
            steps = tuple(s.number for s in plan.steps if rule_id in s.technique.rules)
            grouped.setdefault(steps, []).append(rule_id)
    return tuple(
        StepRule(tuple(ids), steps, tuple(catalog.text.rules[i].text for i in ids)) for steps, ids in sorted(grouped.items())
    )


def _pain(catalog: Catalog) -> Table:
    rows = tuple((w.felt, w.points_to) for w in (catalog.text.pain[i] for i in catalog.pain))
    lead = f"{catalog.label('pain-lead')} {catalog.label('pain-not-diagnosis')}"
    return Table(catalog.label("pain-title"), lead, (catalog.label("pain-felt"), catalog.label("pain-points")), rows)


def _fields(catalog: Catalog, imprint: Imprint) -> tuple[Field, ...]:
    clinic = "\n".join(filter(None, (imprint.clinic, imprint.clinic_contact))) or None
    day = spoken_date(imprint.date) if imprint.date else None
    review = spoken_date(imprint.review_date) if imprint.review_date else None
    return (
        Field(catalog.label("client"), imprint.client),
        Field(catalog.label("therapist"), imprint.therapist),
        Field(catalog.label("clinic"), clinic),
        Field(catalog.label("date"), day, half=True),
        Field(catalog.label("review-date"), review, half=True),
    )


def _glossary(catalog: Catalog, plan: Plan) -> tuple[tuple[str, str], ...]:
    """The terms that the steps, the rules, the core and the pain table use, each with its meaning, in alphabetical order."""
    text = catalog.text
    said = [t for step in plan.steps for t in text.techniques[step.technique_id].model_dump().values() if isinstance(t, str)]
    said += [text.rules[rule].text for rule in plan.rule_ids]
    said += [phrase for panel in text.core.values() for phrase in panel.phrases.values()]
    said += [phrase for row in text.pain.values() for phrase in (row.felt, row.points_to)]
    pool = " ".join(said).casefold()
    used = (entry for entry in text.glossary.values() if re.search(rf"\b{re.escape(entry.term.casefold())}\b", pool))
    return tuple(sorted((entry.term, entry.meaning) for entry in used))


def _sources(catalog: Catalog, plan: Plan) -> tuple[str, ...]:
    """One line for each source document with the steps it stands behind and the headings, then the edition."""
    used: dict[str, dict[str, list[int]]] = {}
    for step in plan.steps:
        for cited in step.technique.sources:
            used.setdefault(cited.doc, {}).setdefault(cited.under, []).append(step.number)
    lines = []
    for doc in (d for d in catalog.sources if d in used):
        letter, title = catalog.sources[doc].letter, catalog.text.sources[doc].title
        places = "; ".join(f"{under} ({_numbers(catalog, tuple(numbers))})" for under, numbers in used[doc].items())
        lines.append(f"{letter}: {title}. {places}.")
    edition = catalog.edition
    lines.append(
        catalog.label("edition").format(
            version=edition.version, reviewed=spoken_date(edition.reviewed), review_by=spoken_date(edition.review_by)
        )
        + "."
    )
    return tuple(lines)


def _numbers(catalog: Catalog, numbers: tuple[int, ...]) -> str:
    key = "step-number" if len(numbers) == 1 else "step-numbers"
    return catalog.label(key).format(numbers=", ".join(map(str, numbers)))


def step_numbers(labels: Labels, numbers: tuple[int, ...]) -> str:
    """Return ``Step 3`` or ``Steps 3, 6``."""
    return (labels.step_of if len(numbers) == 1 else labels.steps_of).format(numbers=", ".join(map(str, numbers)))


def _ticklist(catalog: Catalog) -> TickList:
    flags = tuple(
        TickGroup(
            catalog.label(f"red-flags-{level}"),
            True,
            tuple(catalog.text.red_flags[i].name for i, flag in catalog.red_flags.items() if flag.level == level),
        )
        for level in ("emergency", "urgent", "check-up")
    )
    grouped: dict[str, list[str]] = {}
    for key, condition in catalog.conditions.items():
        grouped.setdefault(condition.group, []).append(catalog.text.conditions[key].name)
    groups = tuple(TickGroup(catalog.text.condition_groups[g], False, tuple(items)) for g, items in grouped.items())
    return TickList(
        title=catalog.label("screening-title"),
        lead=catalog.label("asked-no"),
        status=catalog.label("not-screened"),
        groups=tuple(g for g in flags + groups if g.items),
    )


def _labels(catalog: Catalog) -> Labels:
    label = catalog.label
    return Labels(
        safety=label("safety-title"),
        record=label("record-title"),
        notes=label("notes"),
        log=label("session-log"),
        scan=label("scan"),
        sources=label("sources-title"),
        checklist=label("checklist-title"),
        steps_in_full=label("steps-in-full"),
        step_rules=label("step-rules-title"),
        pain_side=label("pain-side-title"),
        words_side=label("words-side-title"),
        legend=label("legend"),
        legend_short=label("legend-short"),
        glossary=label("glossary-title"),
        dots=label("legend-dots"),
        see_back=label("foot-back"),
        spine=" ".join(catalog.text.core["spine"].phrases.values()),
        spine_more=label("foot-spine"),
        stop=label("foot-stop"),
        next_card=label("foot-next"),
        card_of=label("card-of"),
        steps_of=label("step-numbers"),
        step_of=label("step-number"),
        continued=label("continued"),
        minutes=label("min"),
        time_bar=label("time-bar"),
        phases=catalog.text.interface.phases,
    )
