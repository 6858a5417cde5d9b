"""The parts of a booklet between its covers, each on pages of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from cardgen.document import Field
from cardgen.layout.booklet.core import core_panels
from cardgen.layout.booklet.flowing import Opening, flow, heading
from cardgen.layout.booklet.leaf import Body, Leaf
from cardgen.layout.booklet.lists import Entry, IndexBlock, ParagraphsBlock
from cardgen.layout.booklet.technique import RUNGS, technique_bodies
from cardgen.layout.boxes import Laid, stack
from cardgen.layout.checklist import ChecklistBlock
from cardgen.layout.core_block import core_choices
from cardgen.layout.flow import FlowBlock, fill
from cardgen.layout.person import PersonBlock
from cardgen.layout.record import LogBlock, ValueBlock, value_blocks
from cardgen.layout.safety import PainBlock
from cardgen.layout.text import Span
from cardgen.layout.ticklist import TickBlock
from cardgen.layout.timebar import timebar
from cardgen.manual import Dose, Glance, Manual
from cardgen.manual.model import page_of, read
from cardgen.units import Rect

Pages = Mapping[str, int]
"""Where every part begins."""


@dataclass(frozen=True, slots=True)
class BookPart:
    """A part of the booklet.

    Attributes:
        key: What references call it.
        title: In the contents.
        lay: Lays out its pages, given where every part begins.
        technique: Index of the technique that it explains.
        left: Whether it must begin on a left-hand page.
    """

    key: str
    title: str
    lay: Callable[[Pages], tuple[Body, ...]]
    technique: int | None = None
    left: bool = False


def book_parts(leaf: Leaf, manual: Manual) -> tuple[BookPart, ...]:
    """Return everything between contents and back cover, in reading order: safety before any technique."""
    document, labels = manual.document, manual.labels

    def part(key: str, title: str, *blocks: FlowBlock) -> BookPart:
        return BookPart(key, title, lambda _: _flowed(leaf, manual, title, blocks))

    ticks = document.ticklist
    return (
        part("setup", labels.setup, _checklist(manual)),
        *_screenings(leaf, manual),
        BookPart("safety", document.labels.safety, lambda _: _safety(leaf, manual), left=leaf.style.facing),
        *(BookPart(one.key, one.title, partial(_glance, leaf, manual, one)) for one in manual.glances),
        *(_technique(leaf, manual, index) for index in range(len(manual.techniques))),
        part("pain", document.labels.pain_side, PainBlock(document.pain, document.labels.continued)),
        part("record", document.labels.record, *_record(leaf, manual)),
        *((part("ticklist", ticks.title, TickBlock(ticks, ticks.groups, document.labels.continued)),) if ticks else ()),
        BookPart("glossary", labels.glossary, lambda _: _glossary(leaf, manual)),
        BookPart("sources", document.labels.sources, partial(_sources, leaf, manual)),
    )


def contents(leaf: Leaf, manual: Manual, parts: tuple[BookPart, ...], pages: Pages) -> tuple[Body, ...]:
    """Lay out what stands on which page."""
    entries = tuple(_listed(manual, part, pages[part.key]) for part in parts)
    return _flowed(leaf, manual, manual.labels.contents, (IndexBlock(entries),))


def notes(leaf: Leaf, manual: Manual) -> Body:
    """Lay out a page to write on."""
    title = manual.labels.notes
    block = ValueBlock(
        (Field(manual.document.labels.notes, None),), 0.0, manual.document.labels.continued, name="notes"
    )
    return _flowed(leaf, manual, title, (block,))[0]


def _listed(manual: Manual, part: BookPart, page: int) -> Entry:
    if part.technique is None:
        return Entry(part.title, page)
    technique = manual.techniques[part.technique]
    return Entry(part.title, page, (technique.number, technique.phase))


def _flowed(leaf: Leaf, manual: Manual, title: str, blocks: tuple[FlowBlock, ...]) -> tuple[Body, ...]:
    """Let blocks flow over as few pages as the rungs that keep the type's size allow."""
    opening = heading(leaf, title, manual.document.labels.continued)
    like = Body(title, (), _foot(leaf, manual))
    tries = (replace(leaf, setting=leaf.setting.with_fit(rung)) for rung in RUNGS[:3])
    return min((tuple(flow(tried, opening, blocks, like)) for tried in tries), key=len)


def _foot(leaf: Leaf, manual: Manual) -> str:
    """The booklet's title, where it has room beside the page number."""
    return manual.title if leaf.setting.width(manual.title, "caption") <= leaf.foot_room else ""


def _checklist(manual: Manual) -> FlowBlock:
    labels = manual.document.labels
    items = manual.document.checklist
    return ChecklistBlock(labels.checklist, items, columns=1, short=False, continued=labels.continued)


def _screenings(leaf: Leaf, manual: Manual) -> Iterator[BookPart]:
    """What the screening of the person changed, for every massage that it changed differently."""
    records = dict.fromkeys(one.screening for one in manual.glances if one.screening is not None)
    if records:
        continued = manual.document.labels.continued
        blocks = tuple(PersonBlock(record, continued) for record in records)
        title = manual.labels.screening
        yield BookPart("screening", title, lambda _: _flowed(leaf, manual, title, blocks))


def _safety(leaf: Leaf, manual: Manual) -> tuple[Body, ...]:
    """The safety core as lists on one page; on a page that is too small for that, panel by panel on several."""
    title = manual.document.labels.safety
    opening = heading(leaf, title, manual.document.labels.continued)
    core = core_choices(manual.document.core, leaf.setting.format.columns)[0]
    for rung in RUNGS:
        tried = replace(leaf, setting=leaf.setting.with_fit(rung))
        room = leaf.area.height - opening.first.height
        if not fill(tried.setting, (core,), leaf.area.width, room).rest:
            return tuple(flow(tried, opening, (core,), Body(title, (), _foot(leaf, manual))))
    return _flowed(leaf, manual, title, core_panels(manual.document.core))


def _glance(leaf: Leaf, manual: Manual, glance: Glance, pages: Pages) -> tuple[Body, ...]:
    """A massage at a glance: time bar, and its steps with their doses and pages."""
    setting, wide = leaf.setting, leaf.area.width
    title = heading(leaf, glance.title, manual.document.labels.continued)
    told = ". ".join(filter(None, (glance.subtitle, glance.audience)))
    subtitle = setting.paragraph(told, "subtitle", Rect(0, 0, wide, 0), "subtitle", colour="grey")
    numbers = range(1, len(glance.steps) + 1)
    bar = timebar(setting, glance.steps, numbers, manual.document.labels, wide)
    head = stack((title.first, Laid(subtitle.rect.height, (subtitle,)), bar), 1.5 * setting.unit)
    first = Laid(head.height + 2 * setting.unit, head.boxes)
    entries = tuple(
        Entry(
            step.name,
            pages[page_of(step.technique_id)],
            (step.number, step.phase),
            Dose(step.badge, step.amount.kind, step.from_source, ""),
        )
        for step in glance.steps
    )
    body = Body(glance.title, (), _foot(leaf, manual))
    legend = ParagraphsBlock(
        ((Span(manual.document.labels.legend, setting.type("caption").face),),), "legend", "caption"
    )
    return tuple(flow(leaf, Opening(first, title.again), (IndexBlock(entries, name="steps"), legend), body))


def _technique(leaf: Leaf, manual: Manual, index: int) -> BookPart:
    page = manual.techniques[index]
    lay = partial(technique_bodies, leaf, manual, index)
    return BookPart(page.key, page.step.name, lay, technique=index, left=leaf.style.facing)


def _record(leaf: Leaf, manual: Manual) -> tuple[FlowBlock, ...]:
    """Fields, log and notes to write on."""
    document, form = manual.document, leaf.setting.format
    labels = document.labels
    note = ValueBlock((Field(labels.notes, document.note),), form.field.note, labels.continued, name="notes")
    return (*value_blocks(document.fields, form.field.height, labels.continued), LogBlock(labels.log), note)


def _glossary(leaf: Leaf, manual: Manual) -> tuple[Body, ...]:
    bold, regular = leaf.setting.type("strong").face, leaf.setting.type("body").face
    terms = tuple((Span(f"{term}: ", bold), Span(f"{meaning}.", regular)) for term, meaning in manual.glossary)
    return _flowed(leaf, manual, manual.labels.glossary, (ParagraphsBlock(terms, "glossary", gap=0.7),))


def _sources(leaf: Leaf, manual: Manual, pages: Pages) -> tuple[Body, ...]:
    regular = leaf.setting.type("body").face
    told = tuple((Span(read(said, pages), regular),) for said in manual.sources)
    return _flowed(leaf, manual, manual.document.labels.sources, (ParagraphsBlock(told, "sources", gap=1.6),))
