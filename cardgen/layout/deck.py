"""A ring-bound deck of small cards: the safety core on the first ones, then a card for each step.

A card of this size holds neither the whole core on a side nor a routine. So the record of a person's screening and the
core flow over both sides of the first cards, every step card sends the reader there, and its back carries the person's
limits and the instruction in full with the rules of the step.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from cardgen.document import CoreItem, Document, Field, Labels, StepItem, StepRule, Table, rules_of
from cardgen.errors import FitError, Problem
from cardgen.figures.draw import figure
from cardgen.layout.band import BandText, small_band, small_title_fits
from cardgen.layout.boxes import Box, Laid, Placed, grouped
from cardgen.layout.checklist import ChecklistBlock
from cardgen.layout.flow import FlowBlock, Taken, fits, whole
from cardgen.layout.panels import HEADER, header, lead_and_text
from cardgen.layout.parts import TILE_CORNER, badge, badge_height, dots
from cardgen.layout.person import PersonBlock
from cardgen.layout.person_limits import LimitsBlock
from cardgen.layout.record import ValueBlock
from cardgen.layout.records import flow_sides, ticklist_sides
from cardgen.layout.reference import FullStepsBlock, LinesBlock
from cardgen.layout.safety import pain_opening
from cardgen.layout.setting import Fit, Setting
from cardgen.layout.sheaf import sheaf_of
from cardgen.layout.sides import Side, provisional, widest_place
from cardgen.layout.text import Paragraph, Span
from cardgen.shapes import Path, Stroke, rounded
from cardgen.units import Rect, Size

DECK_FIT = Fit(gaps=True, tight=True, short=True)
"""A card of this size is always set at its tightest leading, never below its floors."""


def deck_sides(document: Document, setting: Setting) -> list[Side]:
    """Lay out the deck: safety cards, step cards, record cards, tick-list cards.

    Args:
        document: What to print.
        setting: A theme and a format of kind ``deck``.

    Returns:
        The sides, fronts and backs in turn.

    Raises:
        FitError: A block does not fit even alone on a side.
    """
    tight = setting.with_fit(DECK_FIT)
    core = _core_sides(document, tight)
    sides = _even(document, tight, core + _checklist_sides(document, tight, len(core)))
    cards = (len(core) + 1) // 2
    for step in document.steps:
        card = [_step_front(document, tight, step, cards), *_step_back(document, tight, step, len(sides) + 1)]
        sides += _even(document, tight, card)
    sheaf = sheaf_of(document, short=False)
    titles = {"pain signs": document.labels.pain_side, "": document.labels.record}
    blocks = (PainLines(document.pain, document.labels.continued), *sheaf.record(tight))
    sides += flow_sides(document, tight, blocks, len(sides), titles)
    return sides + ticklist_sides(document, tight, len(sides))


def _even(document: Document, setting: Setting, sides: list[Side]) -> list[Side]:
    """Add a side for notes where the last card has no back, so that the next card begins with its front."""
    if len(sides) % 2 == 0:
        return sides
    notes = ValueBlock(_blank(document), setting.format.field.note, document.labels.continued, name="notes")
    return sides + flow_sides(document, setting, (notes,), len(sides), {"": document.labels.notes})


def _blank(document: Document) -> tuple[Field, ...]:
    return (Field(document.labels.notes, None),)


# ------------------------------------------------------------------ safety cards
def _core_sides(document: Document, setting: Setting) -> list[Side]:
    """Let the person's record and the core's panels flow; the first side bears the routine's title."""
    by_id = {item.id: item for item in document.core}
    notice = _joined(by_id["notice"], by_id["stop"])
    always = _joined(by_id["always"], by_id["spine"])
    panels = (by_id["emergency"], by_id["warning"], by_id["caution"], notice, always)
    blocks: tuple[FlowBlock, ...] = tuple(PanelBlock(item) for item in panels)
    if document.screening:
        blocks = (PersonBlock(document.screening, document.labels.continued, bulleted=False), *blocks)
    if small_title_fits(setting, document.title, widest_place(document, setting)):
        return flow_sides(document, setting, blocks, 0, {blocks[0].name: document.title, "": document.labels.safety})
    title = LinesBlock(document.labels.safety, (document.title,), "title", document.labels.continued)
    return flow_sides(document, setting, (title, *blocks), 0, {"": document.labels.safety})


def _checklist_sides(document: Document, setting: Setting, start: int) -> list[Side]:
    labels = document.labels
    checklist = ChecklistBlock(labels.checklist, document.checklist, 1, short=True, continued=labels.continued)
    return flow_sides(document, setting, (checklist,), start, {"": labels.checklist})


def _joined(item: CoreItem, other: CoreItem) -> CoreItem:
    return replace(item, sentences=(*item.sentences, *other.phrases, *other.sentences))


@dataclass(frozen=True, slots=True)
class PanelBlock:
    """A panel of the core in its smallest form.

    One with a signal word may continue on another side, between two phrases and never within one; signal word and lead
    are repeated there, so that every side can be read alone.
    """

    item: CoreItem

    @property
    def name(self) -> str:
        """The panel's title."""
        return self.item.title

    def lay(self, setting: Setting, width: float, room: float) -> Taken | None:
        """Lay out as many phrases as fit, at least one; the whole panel where it has no signal word."""
        for count in range(_phrases(self.item), 0, -1):
            part, rest = _cut(self.item, count)
            laid = _panel(setting, part, width)
            if fits(laid.height, room):
                return Taken(laid, PanelBlock(rest) if rest else None)
            if not self.item.signal:
                break
        return None


def _phrases(item: CoreItem) -> int:
    return len(item.phrases) + len(item.sentences)


def _cut(item: CoreItem, count: int) -> tuple[CoreItem, CoreItem | None]:
    """Cut a panel after ``count`` phrases; the rest keeps the lead only if there are phrases for it to open."""
    listed = min(count, len(item.phrases))
    told = count - listed
    if count == _phrases(item):
        return item, None
    rest = replace(item, phrases=item.phrases[listed:], sentences=item.sentences[told:])
    part = replace(item, phrases=item.phrases[:listed], sentences=item.sentences[:told])
    return part, rest if rest.phrases else replace(rest, lead=None)


def _panel(setting: Setting, item: CoreItem, width: float) -> Laid:
    block, content = item.title, lead_and_text(setting, item.lead, item.running)
    if not item.signal:
        size = setting.type("body").size
        text = setting.paragraph(content, "body", Rect(0.75 * size, 0, width - 0.75 * size, 0), block)
        bar = Rect(0, 0, 0.3 * size, text.rect.height)
        mark = Path(rounded(bar), fill="red" if item.id == "emergency" else "teal900")
        return Laid(text.rect.height, grouped((Box(bar, "Artifact", block, (mark,)), text), "Sect", block))
    style = setting.format.panel
    pad, head = style.padding, HEADER * setting.type("signal").size
    text = setting.paragraph(content, "body", Rect(pad, head + pad * 0.5, width - 2 * pad, 0), block)
    frame = Rect(0, 0, width, text.rect.bottom + pad * 0.5)
    outline = Path(rounded(frame, style.radius), stroke=Stroke("black", style.rule, cap="butt"))
    ground = Path(rounded(frame, style.radius), fill="white")
    boxes = (
        Box(frame, "Artifact", block, (ground,)),
        *header(setting, Rect(0, 0, width, head), item, (style.radius, style.radius, 0.0, 0.0)),
        Box(frame, "Artifact", block, (outline,)),
        text,
    )
    return Laid(frame.height, grouped(boxes, "Sect", block))


# ------------------------------------------------------------------ step cards
def _step_front(document: Document, setting: Setting, step: StepItem, safety_cards: int) -> Side:
    """Figure, dose, pressure, hands and the short instruction; the rule and where to read on at the foot."""
    labels = document.labels
    text = BandText(f"{step.number}  {step.name}", (document.title,))
    band = small_band(setting, provisional(document, setting, text), front=True)
    safe = setting.format.safe_area
    foot = _foot(setting, labels, safety_cards, safe.width)
    top = band.height + setting.format.band.below
    bottom = safe.bottom - foot.height - setting.unit
    for side in _sides_of_tile(setting, bottom - top):
        laid = _step_body(setting, step, side, safe.width)
        if fits(laid.height, bottom - top):
            blocks = (Placed(laid, safe.x, top), Placed(foot, safe.x, safe.bottom - foot.height))
            return Side(text, band.height, numbered=True, setting=setting, blocks=blocks)
    raise FitError(Problem("layout", 0, 0, f"step {step.number} does not fit on a card; use a larger format"))


def _sides_of_tile(setting: Setting, most: float) -> tuple[float, ...]:
    """Sides of the figure tile to try, the largest first."""
    least = setting.format.step.tile_floor
    steps = 12
    return tuple(most - (most - least) * i / steps for i in range(steps + 1)) if most > least else (least,)


def _step_body(setting: Setting, step: StepItem, tile: float, width: float) -> Laid:
    block = f"step {step.number}"
    drawn = figure(step.technique, Size(tile, tile), TILE_CORNER * tile, show_key=False, avoided=step.hatched)
    picture = Box(Rect(0, 0, tile, tile), "Figure", block, drawn.marks, alt=step.alt, rank=1)
    left = tile + setting.format.step.text_gap
    room = width - left
    line = badge_height(setting)
    dose = badge(
        setting, width, line / 2, step.badge, step.amount.kind, from_source=step.from_source, block=f"{block} / dose"
    )
    pressure = dots(setting, left, line / 2, step.pressure, step.pressure_words, f"{block} / pressure")
    strong, body = setting.type("strong").face, setting.type("body").face
    words: Paragraph = (Span(f"{step.hands}: ", strong), Span(step.short, body))
    if step.about:
        words = (*words, Span(f" {step.about[0].upper()}{step.about[1:]}.", body))
    text = setting.paragraph(words, "body", Rect(left, line + setting.unit, room, 0), f"{block} / text")
    return Laid(max(tile, text.rect.bottom), grouped((picture, pressure, *dose, text), "Div", block))


def _foot(setting: Setting, labels: Labels, safety_cards: int, width: float) -> Laid:
    pad = setting.unit
    key = labels.read_card if safety_cards == 1 else labels.read_cards
    said = f"{labels.spine} {labels.stop} {key.format(last=safety_cards)}"
    text = setting.paragraph(said, "strong", Rect(pad, pad * 0.4, width - 2 * pad, 0), "foot")
    ground = Rect(0, 0, width, text.rect.height + 0.8 * pad)
    return Laid(ground.height, (Box(ground, "Artifact", "foot", (Path(rounded(ground, pad), fill="warm"),)), text))


def _step_back(document: Document, setting: Setting, step: StepItem, start: int) -> list[Side]:
    """The person's limits, the instruction in full, then the rules of this step."""
    labels = document.labels
    full = FullStepsBlock(labels.steps_in_full, (step,), labels.continued, titled=False)
    rules = rules_of(document.step_rules, frozenset({step.number}))
    told = (LimitsBlock(document.screening.limits),) if document.screening else ()
    blocks: tuple[FlowBlock, ...] = (*told, full, *(RuleLines(rule, labels) for rule in rules))
    return flow_sides(document, setting, blocks, start, {"": step.name})


@dataclass(frozen=True, slots=True)
class RuleLines:
    """The rules of a step as one paragraph."""

    rule: StepRule
    labels: Labels
    name: str = "rules of the steps"

    def lay(self, setting: Setting, width: float, room: float) -> Taken | None:
        """Lay out the paragraph; it never splits."""
        text = lead_and_text(setting, f"{self.labels.step_rules}:", " ".join(self.rule.texts))
        box = setting.paragraph(text, "body", Rect(0, 0, width, 0), f"rules {', '.join(self.rule.ids)}")
        return whole(Laid(box.rect.height, (box,)), room)


@dataclass(frozen=True, slots=True)
class PainLines:
    """The pain signs as lines instead of a table; the opening, which says that this is no diagnosis, on every side."""

    table: Table
    continued: str
    again: bool = False
    name: str = "pain signs"

    def lay(self, setting: Setting, width: float, room: float) -> Taken | None:
        """Lay out the opening and as many lines as fit, at least one."""
        title = self.continued.format(title=self.table.title) if self.again else self.table.title
        head, lead = pain_opening(setting, self.table, title, width, self.name)
        boxes, y = [head, lead], lead.rect.bottom
        for i, (felt, points_to) in enumerate(self.table.rows):
            text = (Span(f"{felt}: ", setting.type("body").face), Span(f"{points_to}.", setting.type("hands").face))
            box = setting.paragraph(text, "body", Rect(0, y, width, 0), self.name, tag="LBody")
            if not fits(box.rect.bottom, room):
                rest = replace(self, table=replace(self.table, rows=self.table.rows[i:]), again=True)
                return Taken(Laid(y, tuple(boxes)), rest) if i else None
            boxes += grouped(grouped((box,), "LI", felt), "L", self.name)
            y = box.rect.bottom
        return Taken(Laid(y, tuple(boxes)))
