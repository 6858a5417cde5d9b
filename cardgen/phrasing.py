"""From a plan to a document: every block in the reader's words.

Every string comes from the catalogue's words or from the user; a placeholder is filled, nothing is parsed.
"""

from __future__ import annotations

from typing import NamedTuple

from cardgen import standing
from cardgen.content.base import Id, Level, Zone
from cardgen.content.days import NBSP, spoken_day
from cardgen.content.dose import Amount
from cardgen.content.facts import Technique
from cardgen.content.mention import mentioned
from cardgen.content.model import Catalog
from cardgen.document import Document, Field, Imprint, StepItem, StepRule
from cardgen.figures.alt import describe
from cardgen.kept import kept
from cardgen.person_record import ScreeningRecord
from cardgen.plan import Plan, PlannedStep
from cardgen.screening_record import hatched, opening, screening_record

LANGUAGE = "en"
"""BCP 47 tag of the shipped words."""


def build(plan: Plan, imprint: Imprint, *, with_ticklist: bool = True) -> Document:
    """Put a plan into words.

    Args:
        plan: The screened, ordered and dosed steps.
        imprint: What the user adds.
        with_ticklist: Whether the questions belong to the card, if nobody was screened; else the card says that they
            are a paper of their own.

    Returns:
        The document, complete: layout may move its blocks but never leave one out.
    """
    catalog = plan.screening.catalog
    record, off = screening_record(plan), hatched(plan)
    steps = tuple(_step(catalog, s, off) for s in plan.steps)
    applying = frozenset(one.entry(catalog).core for one in plan.screening.applied)
    audience = catalog.label("professional") if plan.audience == "professional" else None
    return Document(
        language=LANGUAGE,
        title=plan.title,
        subtitle=_subtitle(catalog, plan),
        audience=audience,
        for_client=catalog.label("for-client").format(client=imprint.client) if imprint.client else None,
        clinic=imprint.clinic,
        clinic_contact=imprint.clinic_contact,
        logo=imprint.logo,
        steps=steps,
        core=standing.core_items(catalog, imprint.emergency_number, applying),
        step_rules=_step_rules(catalog, plan),
        pain=standing.pain(catalog),
        checklist=standing.checklist(catalog),
        fields=_fields(catalog, imprint, apart=record is None and not with_ticklist),
        note=imprint.note,
        qr=imprint.qr,
        glossary=_glossary(catalog, plan, record),
        sources=_sources(catalog, plan),
        screening=record,
        ticklist=standing.ticklist(catalog) if record is None and with_ticklist else None,
        labels=standing.labels(catalog),
    )


def _subtitle(catalog: Catalog, plan: Plan) -> str:
    key = "minutes-total-one" if len(plan.steps) == 1 else "minutes-total"
    return catalog.label(key).format(minutes=plan.minutes, steps=len(plan.steps))


class _Doing(NamedTuple):
    """A step as it is done: all that its words depend on.

    Attributes:
        most: The greatest pressure that may be used.
        avoided: Zones that the technique works and that must be left out.
        off: Zones that the person is not massaged on at all.
    """

    number: int
    technique_id: Id
    amount: Amount
    minutes: int
    from_source: bool
    most: Level
    avoided: frozenset[Zone]
    off: frozenset[Zone]


def _step(catalog: Catalog, step: PlannedStep, off: frozenset[Zone]) -> StepItem:
    most, avoided = step.decision.pressure_max, step.decision.avoided
    doing = _Doing(step.number, step.technique_id, step.amount, step.minutes, step.from_source, most, avoided, off)
    return _step_item(catalog, doing)


@kept(most=2048)
def _step_item(catalog: Catalog, doing: _Doing) -> StepItem:
    technique = _capped(catalog, doing.technique_id, doing.most)
    words = catalog.text.techniques[doing.technique_id]
    counted = doing.amount.kind == "times"
    unit = catalog.label("times" if counted else "min")
    full, short = _instructions(catalog, doing.technique_id, doing.most, doing.avoided)
    return StepItem(
        number=doing.number,
        technique_id=doing.technique_id,
        technique=technique,
        phase=technique.phase,
        name=words.name,
        term=words.term,
        hands=words.hands,
        pressure=(technique.pressure.min, doing.most),
        pressure_words=_pressure(catalog, technique.pressure.min, doing.most),
        amount=doing.amount,
        badge=f"{doing.amount.count}{NBSP}{unit}",
        from_source=doing.from_source,
        about=catalog.label("about").format(minutes=doing.minutes).replace(" ", NBSP) if counted else None,
        minutes=doing.minutes,
        full=full,
        short=short,
        alt=_alt(catalog, doing.technique_id, doing.off),
        avoided=doing.avoided,
        hatched=doing.off,
    )


@kept(most=256)
def _capped(catalog: Catalog, technique_id: Id, most: Level) -> Technique:
    """Return a technique as it is done: its figure draws firmer pressure with a heavier line."""
    technique = catalog.techniques[technique_id]
    if most == technique.pressure.max:
        return technique
    return technique.model_copy(update={"pressure": technique.pressure.model_copy(update={"max": most})})


@kept(most=1024)
def _instructions(catalog: Catalog, technique_id: Id, most: Level, avoided: frozenset[Zone]) -> tuple[str, str]:
    """Return what to do, in full and for small cards; each begins with what the screening changes."""
    pressure, words = catalog.techniques[technique_id].pressure, catalog.text.techniques[technique_id]
    full, short = (opening(catalog, pressure, most, avoided, said) + said for said in (words.full, words.short))
    return full, short


@kept(most=1024)
def _alt(catalog: Catalog, technique_id: Id, off: frozenset[Zone]) -> str:
    return describe(catalog.techniques[technique_id], catalog.text.alt, off)


def _pressure(catalog: Catalog, low: Level, high: Level) -> str:
    scale = catalog.text.interface.pressure
    if low == high:
        return scale[str(low)]
    return catalog.label("pressure-rising").format(low=scale[str(low)], high=scale[str(high)])


def _step_rules(catalog: Catalog, plan: Plan) -> tuple[StepRule, ...]:
    """Rules of the chosen techniques that the safety core does not already say; those of the same steps together."""
    numbers: dict[Id, list[int]] = {}
    for step in plan.steps:
        for rule_id in _own_rules(catalog, step.technique_id):
            numbers.setdefault(rule_id, []).append(step.number)
    grouped: dict[tuple[int, ...], list[Id]] = {}
    for rule_id, steps in numbers.items():
        grouped.setdefault(tuple(steps), []).append(rule_id)
    return tuple(
        StepRule(tuple(ids), steps, tuple(catalog.text.rules[i].text for i in ids))
        for steps, ids in sorted(grouped.items())
    )


@kept(most=256)
def _own_rules(catalog: Catalog, technique_id: Id) -> tuple[Id, ...]:
    """Return the rules of a technique that the safety core does not say."""
    rules = dict.fromkeys(catalog.techniques[technique_id].rules)
    return tuple(rule_id for rule_id in rules if catalog.rules[rule_id].core is None)


def _fields(catalog: Catalog, imprint: Imprint, *, apart: bool) -> tuple[Field, ...]:
    day = spoken_day(catalog, imprint.date) if imprint.date else None
    review = spoken_day(catalog, imprint.review_date) if imprint.review_date else None
    screening = (Field(catalog.label("screening"), catalog.label("ticklist-apart")),) if apart else ()
    return (
        Field(catalog.label("client"), imprint.client),
        *screening,
        Field(catalog.label("therapist"), imprint.therapist),
        Field(catalog.label("clinic"), imprint.sender),
        Field(catalog.label("date"), day, half=True),
        Field(catalog.label("review-date"), review, half=True),
    )


def _glossary(catalog: Catalog, plan: Plan, record: ScreeningRecord | None) -> tuple[tuple[str, str], ...]:
    """The terms that the card uses, each with its meaning, in alphabetical order."""
    used = _always_used(catalog).union(
        *(_used_by(catalog, step.technique_id) for step in plan.steps),
        *(_used(catalog, text) for text in (record.warnings if record else ())),
    )
    return _explained(catalog, used)


@kept()
def _always_used(catalog: Catalog) -> frozenset[str]:
    """Return the terms of what stands on every card."""
    text = catalog.text
    core = (phrase for panel in text.core.values() for phrase in panel.phrases.values())
    pain = (phrase for row in text.pain.values() for phrase in (row.felt, row.points_to))
    return frozenset(term for said in (*core, *pain) for term in _used(catalog, said))


@kept(most=512)
def _used_by(catalog: Catalog, technique_id: Id) -> frozenset[str]:
    """Return the terms of a technique and of its rules."""
    words = catalog.text.techniques[technique_id]
    rules = (catalog.text.rules[rule].text for rule in catalog.techniques[technique_id].rules)
    texts = (words.name, words.term, words.hands, words.full, words.short, *rules)
    return frozenset(term for said in texts for term in _used(catalog, said))


def _used(catalog: Catalog, said: str) -> tuple[str, ...]:
    return mentioned(said, (entry.term for entry in catalog.text.glossary.values()))


@kept(most=512)
def _explained(catalog: Catalog, terms: frozenset[str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((one.term, one.meaning) for one in catalog.text.glossary.values() if one.term in terms))


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
    return (*lines, standing.edition(catalog))


def _numbers(catalog: Catalog, numbers: tuple[int, ...]) -> str:
    key = "step-number" if len(numbers) == 1 else "step-numbers"
    return catalog.label(key).format(numbers=", ".join(map(str, numbers)))
