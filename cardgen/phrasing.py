"""From a plan to a document: every block in the reader's words.

Every string comes from the catalogue's words or from the user; a placeholder is filled, nothing is parsed.
"""

from __future__ import annotations

from collections.abc import Collection

from cardgen.content.base import Id, Zone
from cardgen.content.conditions import FLAG_LABELS
from cardgen.content.days import NBSP, spoken_day
from cardgen.content.facts import CorePanel, Technique
from cardgen.content.mention import mentions
from cardgen.content.model import Catalog
from cardgen.document import (
    CheckItem,
    CoreItem,
    Document,
    Field,
    Imprint,
    Labels,
    StepItem,
    StepRule,
    Table,
    TickGroup,
    TickList,
)
from cardgen.figures.alt import describe
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
    applying = {one.entry(catalog).core for one in plan.screening.applied}
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
        core=tuple(core_item(catalog, panel, imprint.emergency_number, applying) for panel in catalog.core.panels),
        step_rules=_step_rules(catalog, plan),
        pain=_pain(catalog),
        checklist=tuple(CheckItem(w.text, w.short) for w in (catalog.text.setup[i] for i in catalog.setup)),
        fields=_fields(catalog, imprint, apart=record is None and not with_ticklist),
        note=imprint.note,
        qr=imprint.qr,
        glossary=_glossary(catalog, plan, record),
        sources=_sources(catalog, plan),
        screening=record,
        ticklist=ticklist(catalog) if record is None and with_ticklist else None,
        labels=_labels(catalog),
    )


def _subtitle(catalog: Catalog, plan: Plan) -> str:
    key = "minutes-total-one" if len(plan.steps) == 1 else "minutes-total"
    return catalog.label(key).format(minutes=plan.minutes, steps=len(plan.steps))


def _capped(step: PlannedStep) -> Technique:
    """Return the technique as it is done: its figure draws firmer pressure with a heavier line."""
    technique, most = step.technique, step.decision.pressure_max
    if most == technique.pressure.max:
        return technique
    return technique.model_copy(update={"pressure": technique.pressure.model_copy(update={"max": most})})


def _step(catalog: Catalog, step: PlannedStep, off: frozenset[Zone]) -> StepItem:
    words = catalog.text.techniques[step.technique_id]
    scale = catalog.text.interface.pressure
    low, high = step.technique.pressure.min, step.decision.pressure_max
    counted = step.amount.kind == "times"
    unit = catalog.label("times" if counted else "min")
    return StepItem(
        number=step.number,
        technique_id=step.technique_id,
        technique=_capped(step),
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
        full=opening(catalog, step.technique, step.decision, words.full) + words.full,
        short=opening(catalog, step.technique, step.decision, words.short) + words.short,
        alt=describe(step.technique, catalog.text.alt, off),
        avoided=step.decision.avoided,
        hatched=off,
    )


def core_item(
    catalog: Catalog, panel: CorePanel, emergency_number: str | None, applying: Collection[Id] = ()
) -> CoreItem:
    """Put a panel of the safety core into words.

    Args:
        catalog: The words.
        panel: The panel.
        emergency_number: Number of the local emergency services, if it is known.
        applying: Ids of the phrases that apply to the person: they stand first, in the list and among the sentences.
    """
    words = catalog.text.core[panel.id]
    phrases = sorted(panel.phrases, key=lambda phrase: phrase not in applying)
    numbered = panel.id == "emergency" and emergency_number is not None
    return CoreItem(
        id=panel.id,
        title=words.title,
        signal=panel.signal,
        lead=catalog.label("emergency-lead").format(number=emergency_number) if numbered else words.lead,
        phrases=tuple(words.phrases[p] for p in phrases if p not in words.sentences),
        sentences=tuple(words.phrases[p] for p in phrases if p in words.sentences),
    )


def _step_rules(catalog: Catalog, plan: Plan) -> tuple[StepRule, ...]:
    """Rules of the chosen techniques that the safety core does not already say; those of the same steps together."""
    grouped: dict[tuple[int, ...], list[str]] = {}
    for rule_id in plan.rule_ids:
        if catalog.rules[rule_id].core is None:
            steps = tuple(s.number for s in plan.steps if rule_id in s.technique.rules)
            grouped.setdefault(steps, []).append(rule_id)
    return tuple(
        StepRule(tuple(ids), steps, tuple(catalog.text.rules[i].text for i in ids))
        for steps, ids in sorted(grouped.items())
    )


def _pain(catalog: Catalog) -> Table:
    rows = tuple((w.felt, w.points_to) for w in (catalog.text.pain[i] for i in catalog.pain))
    lead = f"{catalog.label('pain-lead')} {catalog.label('pain-not-diagnosis')}"
    return Table(catalog.label("pain-title"), lead, (catalog.label("pain-felt"), catalog.label("pain-points")), rows)


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
    text = catalog.text
    said = [
        t for step in plan.steps for t in text.techniques[step.technique_id].model_dump().values() if isinstance(t, str)
    ]
    said += [text.rules[rule].text for rule in plan.rule_ids]
    said += [phrase for panel in text.core.values() for phrase in panel.phrases.values()]
    said += [phrase for row in text.pain.values() for phrase in (row.felt, row.points_to)]
    said += record.warnings if record else ()
    pool = " ".join(said)
    used = (entry for entry in text.glossary.values() if mentions(pool, entry.term))
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
            version=edition.version,
            reviewed=spoken_day(catalog, edition.reviewed),
            review_by=spoken_day(catalog, edition.review_by),
        )
        + "."
    )
    return tuple(lines)


def _numbers(catalog: Catalog, numbers: tuple[int, ...]) -> str:
    key = "step-number" if len(numbers) == 1 else "step-numbers"
    return catalog.label(key).format(numbers=", ".join(map(str, numbers)))


def ticklist(catalog: Catalog) -> TickList:
    """Everything to ask, under what a yes means: the strictest first."""
    signs = {
        level: tuple(catalog.text.red_flags[key].name for key, sign in catalog.red_flags.items() if sign.level == level)
        for level in FLAG_LABELS
    }
    names = catalog.text.conditions
    conditions = {
        effect: tuple(names[key].name for key, one in catalog.conditions.items() if one.effect == effect)
        for effect in ("refuse", "refer", "avoid-area", "adapt")
    }
    groups = (
        TickGroup(title=catalog.label(FLAG_LABELS["emergency"]), flag=True, items=signs["emergency"]),
        TickGroup(title=catalog.label("effect-refuse"), flag=True, items=conditions["refuse"]),
        TickGroup(title=catalog.label(FLAG_LABELS["urgent"]), flag=False, items=signs["urgent"] + conditions["refer"]),
        TickGroup(title=catalog.label("effect-avoid-area"), flag=False, items=conditions["avoid-area"]),
        TickGroup(title=catalog.label("effect-adapt"), flag=False, items=conditions["adapt"]),
        TickGroup(title=catalog.label(FLAG_LABELS["check-up"]), flag=False, items=signs["check-up"]),
    )
    return TickList(
        title=catalog.label("screening-title"),
        lead=catalog.label("ask-each"),
        status=catalog.label("not-screened"),
        answers=(catalog.label("answer-no"), catalog.label("answer-yes")),
        groups=tuple(group for group in groups if group.items),
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
        card_short=label("card-short"),
        steps_of=label("step-numbers"),
        step_of=label("step-number"),
        read_card=label("read-card"),
        read_cards=label("read-cards"),
        continued=label("continued"),
        logo=label("logo"),
        minutes=label("min"),
        time_bar=label("time-bar"),
        phases=catalog.text.interface.phases,
    )
