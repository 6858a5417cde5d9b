"""From plans to a booklet in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cardgen.content.base import Id
from cardgen.content.composition import audience_of
from cardgen.content.model import Catalog
from cardgen.content.zones import spoken_zones
from cardgen.document import Document, Imprint, StepItem
from cardgen.manual.doses import open_dose, set_dose, step_dose
from cardgen.manual.model import (
    Dose,
    Glance,
    Manual,
    ManualLabels,
    MotionStep,
    NoteItem,
    PageOf,
    Said,
    TechniquePage,
    page_of,
)
from cardgen.manual.motions import motion_steps
from cardgen.manual.references import glossary, sources
from cardgen.phrasing import build as build_document
from cardgen.plan import Plan

NOTE_LEADS = {"disagreement": "sources-differ", "made-safer": "made-safer"}
"""The editorial records that stand with a technique, in this order, and the label that opens each."""


def build(plans: Sequence[Plan], imprint: Imprint, extra: Plan | None = None) -> Manual:
    """Put plans into words as a booklet.

    Args:
        plans: The massages, at least one, all of one screening.
        imprint: What the user adds.
        extra: Techniques that are explained beside those of the massages, as a plan whose doses nobody prints.

    Returns:
        The booklet, complete: layout may move its blocks but never leave one out.
    """
    catalog = plans[0].screening.catalog
    documents = tuple(build_document(plan, imprint) for plan in plans)
    alone = len(plans) == 1 and extra is None
    used = tuple(_used(documents, build_document(extra, imprint).steps if extra else ()))
    pages = tuple(_page(catalog, used, index, alone=alone) for index in range(len(used)))
    one = documents[0]
    return Manual(
        title=one.title if len(plans) == 1 else catalog.label("booklet-title"),
        subtitle=one.subtitle
        if alone
        else catalog.label("booklet-subtitle").format(routines=len(plans), techniques=len(pages)),
        audience=next((page.audience for page in pages if page.audience), one.audience),
        document=one,
        glances=tuple(_glance(index, document) for index, document in enumerate(documents)),
        techniques=pages,
        glossary=glossary(catalog, one, pages),
        sources=sources(catalog, pages, one.sources[-1]),
        labels=_labels(catalog),
        areas=catalog.text.interface.areas,
    )


@dataclass(frozen=True, slots=True)
class _Use:
    """A step of a massage, and when it comes: minutes from ``first`` to ``last``."""

    routine: str
    step: StepItem
    of: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Technique:
    """A technique with its steps; none for one that is in no massage. ``step`` has its words."""

    step: StepItem
    uses: tuple[_Use, ...]


def _used(documents: Sequence[Document], extra: Sequence[StepItem]) -> Iterator[_Technique]:
    found: dict[Id, list[_Use]] = {}
    for document in documents:
        elapsed = 0
        for step in document.steps:
            use = _Use(document.title, step, len(document.steps), elapsed, elapsed + step.minutes)
            found.setdefault(step.technique_id, []).append(use)
            elapsed += step.minutes
    yield from (_Technique(uses[0].step, tuple(uses)) for uses in found.values())
    yield from (_Technique(step, ()) for step in extra if step.technique_id not in found)


def _glance(index: int, document: Document) -> Glance:
    key = f"massage {index + 1}"
    return Glance(key, document.title, document.subtitle, document.audience, document.steps, document.screening)


def _page(catalog: Catalog, techniques: tuple[_Technique, ...], index: int, *, alone: bool) -> TechniquePage:
    technique = techniques[index]
    step, uses = technique.step, technique.uses
    motions = motion_steps(catalog, step)
    explained = {one.step.technique_id for one in techniques}
    return TechniquePage(
        technique_id=step.technique_id,
        number=step.number if alone else index + 1,
        place=_place(catalog, uses) if alone else _ordinal(catalog, index, len(techniques)),
        timing=_timing(catalog, step, uses if alone else ()),
        step=step,
        audience=_audience(catalog, step.technique_id),
        term=catalog.label("standard-term").format(term=step.term),
        motions=motions if len(motions) > 1 else (),
        lone=_lone(motions),
        doses=_doses(catalog, technique, alone=alone),
        where=_where(catalog, step),
        rules=_rules(catalog, step),
        notes=tuple(_notes(catalog, step.technique_id, explained)),
        source="; ".join(
            catalog.label("source-of").format(letter=catalog.sources[cited.doc].letter, under=cited.under)
            for cited in step.technique.sources
        ),
    )


def _audience(catalog: Catalog, technique_id: Id) -> str | None:
    trained = audience_of((technique_id,), catalog.techniques) == "professional"
    return catalog.label("professional") if trained else None


def _place(catalog: Catalog, uses: tuple[_Use, ...]) -> str:
    key = "step-of-count" if len(uses) == 1 else "steps-of-count"
    return catalog.label(key).format(numbers=", ".join(str(use.step.number) for use in uses), count=uses[0].of)


def _ordinal(catalog: Catalog, index: int, count: int) -> str:
    return catalog.label("technique-of").format(number=index + 1, count=count)


def _timing(catalog: Catalog, step: StepItem, uses: tuple[_Use, ...]) -> str:
    """The phase; with the minutes where it comes once in the only massage."""
    phase = catalog.text.interface.phases[step.phase]
    if len(uses) != 1:
        return phase
    return catalog.label("phase-minutes").format(phase=phase, first=uses[0].first, last=uses[0].last)


def _lone(motions: tuple[MotionStep, ...]) -> str | None:
    return motions[0].caption if len(motions) == 1 else None


def _doses(catalog: Catalog, technique: _Technique, *, alone: bool) -> tuple[Dose, ...]:
    if not technique.uses:
        return (open_dose(catalog, technique.step.technique.dose),)
    if alone and len(technique.uses) == 1:
        return (set_dose(catalog, technique.step),)
    return tuple(
        step_dose(catalog, use.step, use.routine, first=index == 0) for index, use in enumerate(technique.uses)
    )


def _where(catalog: Catalog, step: StepItem) -> str:
    """Name the areas that are worked; then what of them is left out for the person."""
    areas = catalog.text.alt.listed.join(catalog.text.interface.areas[area] for area in step.technique.zones)
    said = areas[:1].upper() + areas[1:]
    if not step.avoided:
        return said
    kept_off = catalog.label("keep-off").format(zones=spoken_zones(step.avoided, catalog.text.alt))
    return f"{said}. {kept_off}."


def _rules(catalog: Catalog, step: StepItem) -> tuple[str, ...]:
    """The texts of the technique's rules, that of the spine first."""
    spine = {phrase for panel in catalog.core.panels if panel.id == "spine" for phrase in panel.phrases}
    ids = sorted(step.technique.rules, key=lambda rule: catalog.rules[rule].core not in spine)
    return tuple(catalog.text.rules[rule].text for rule in ids)


def _notes(catalog: Catalog, technique_id: Id, explained: set[Id]) -> Iterator[NoteItem]:
    for kind, label in NOTE_LEADS.items():
        for id_, note in catalog.notes.items():
            if note.kind == kind and technique_id in note.about:
                others = tuple(one for one in note.about if one in explained and one != technique_id)
                yield NoteItem(catalog.label(label), (_both(catalog, id_), *_see(catalog, others)))


def _both(catalog: Catalog, note_id: Id) -> str:
    words = catalog.text.notes[note_id]
    return f"{words.source_says} {catalog.label('in-print')} {words.we_print}"


def _see(catalog: Catalog, others: tuple[Id, ...]) -> Said:
    """Point to the pages of the other techniques that a record is about."""
    before, _, after = catalog.label("page-of").partition("{page}")
    said: list[str | PageOf] = []
    for id_ in others:
        name = catalog.text.techniques[id_].name
        said += (", " if said else " (", f"{name}: {before}", PageOf(page_of(id_)), after)
    return (*said, ").") if said else ()


def _labels(catalog: Catalog) -> ManualLabels:
    label = catalog.label
    before, _, after = label("read-first").partition("{page}")
    return ManualLabels(
        contents=label("booklet-contents"),
        setup=label("setup-title"),
        screening=label("booklet-screening"),
        glossary=label("booklet-glossary"),
        notes=label("booklet-notes"),
        how=label("part-how"),
        hands=label("part-hands"),
        pressure=label("part-pressure"),
        dose=label("part-dose"),
        where=label("part-where"),
        source=label("part-source"),
        read_first=(before, PageOf("safety"), after),
        figure=label("booklet-figure"),
    )
