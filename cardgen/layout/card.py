"""Cards: how many, and what stands on every side; pages of frozen boxes.

A set is: the step cards (front: steps; back: the safety core, the rules of these steps, and what else fits), then the
record sides with what left the backs, then the tick-list. Steps that fit on no rung of the ladder continue on another
card.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from cardgen.document import Document, StepItem
from cardgen.errors import FitError, Problem
from cardgen.layout.band import BandText
from cardgen.layout.boxes import Page
from cardgen.layout.flow import Filled, FlowBlock, column, fill, must_start
from cardgen.layout.fronts import Groups, front, shares
from cardgen.layout.record import ValueBlock
from cardgen.layout.safety import RulesBlock, core_choices
from cardgen.layout.setting import Fit, Setting
from cardgen.layout.sheaf import Sheaf, arrange, keep, sheaf_of
from cardgen.layout.sides import Side, area_below, pages
from cardgen.layout.steps import short_texts
from cardgen.layout.ticklist import TickBlock
from cardgen.theme import Format, Theme
from cardgen.units import Rect

SPREAD = 2.2
"""How far spare height may stretch the gaps between blocks, as a multiple."""

BACK_RUNGS = (Fit(), Fit(gaps=True), Fit(gaps=True, tight=True), Fit(gaps=True, tight=True, small=True))
"""The rungs that change a safety side: preferred, smaller gaps, tightest leading, type at its floor."""


def lay_out(document: Document, theme: Theme, form: Format) -> tuple[Page, ...]:
    """Lay a document out as a set of cards.

    Args:
        document: What to print.
        theme: Colours, phases, leaving order.
        form: The page format.

    Returns:
        The pages; fronts and backs alternate, beginning with a front.

    Raises:
        FitError: A block does not fit even alone on a side; long text alone never causes it.
    """
    setting = Setting(theme, form)
    groups, rung = _share_out(document, setting)
    fronts = setting.with_fit(rung)
    sheaf = sheaf_of(document, short=short_texts(fronts))
    sides: list[Side] = []
    for index, group in enumerate(groups):
        back, sheaf = _back(document, setting, group, sheaf)
        sides += [front(document, fronts, groups, index), back]
    sides += _records(document, setting, sheaf, len(sides), len(_ticklist(document, setting, len(sides))))
    sides += _ticklist(document, setting, len(sides))
    return pages(document, sides, form)


def _share_out(document: Document, setting: Setting) -> tuple[Groups, Fit]:
    """Take the first way to share out the steps in which every card's safety side holds the core and its rules."""
    for groups, rung in shares(document, setting):
        if all(any(True for _ in _bare_backs(document, setting, group)) for group in groups):
            return groups, rung
    raise FitError(Problem("layout", 0, 0, "not even one step and its warnings fit on a card; use a larger format"))


@dataclass(frozen=True, slots=True)
class _BareBack:
    """A safety side with only what must stand on it."""

    setting: Setting
    filled: Filled
    area: Rect


def _bare_backs(document: Document, setting: Setting, group: tuple[StepItem, ...]) -> Iterator[_BareBack]:
    """Yield every way to set core and rules on one side, the most readable first."""
    for core in core_choices(document.core, setting.format.columns):
        for running in (False, True):
            for rung in BACK_RUNGS:
                tried = setting.with_fit(rung)
                area = area_below(document, tried, _back_text(document), 1)
                filled = fill(tried, (core, *_rules(document, group, running=running)), area.width, area.height)
                if not filled.rest:
                    yield _BareBack(tried, filled, area)


def _rules(document: Document, group: tuple[StepItem, ...], *, running: bool) -> tuple[FlowBlock, ...]:
    numbers = {s.number for s in group}
    of_these = tuple(replace(r, steps=tuple(n for n in r.steps if n in numbers)) for r in document.step_rules)
    rules = tuple(r for r in of_these if r.steps)
    return (RulesBlock(rules, document.labels, running),) if rules else ()


def _back_text(document: Document) -> BandText:
    return BandText(document.labels.safety, (document.title,))


def _back(document: Document, setting: Setting, group: tuple[StepItem, ...], sheaf: Sheaf) -> tuple[Side, Sheaf]:
    """Lay out the safety side on which most of what may leave can stay; the more readable one among equals."""
    order = setting.theme.leaves_first

    def kept_beside(bare: _BareBack) -> tuple[Sheaf, Sheaf]:
        gap = bare.setting.block_gap
        return keep(bare.setting, sheaf, order, bare.area.width, bare.area.height - bare.filled.height(gap) - gap)

    choices = [(bare, *kept_beside(bare)) for bare in _bare_backs(document, setting, group)]
    bare, kept, left = max(
        choices, key=lambda c: (not c[0].setting.fit.small, [name in c[1].names for name in reversed(order)])
    )
    extra = fill(bare.setting, arrange(bare.setting, kept), bare.area.width, bare.area.height)
    filled = Filled((*bare.filled.parts, *extra.parts), ())
    return _side(bare.setting, _back_text(document), filled, bare.area), left


def _side(setting: Setting, text: BandText, filled: Filled, area: Rect) -> Side:
    """Place a column with its gaps stretched over the spare height, within reason."""
    gaps = len(filled.parts) - 1
    spread = min(setting.format.gap.block * SPREAD, (area.height - filled.height(0)) / gaps) if gaps else 0.0
    boxes = column(filled.parts, area, spread)
    return Side(text, area.y - setting.format.band.below, numbered=True, setting=setting, boxes=boxes)


def _flow(
    document: Document, setting: Setting, blocks: tuple[FlowBlock, ...], start: int, titles: dict[str, str]
) -> list[Side]:
    """Let blocks flow over as many sides as they need; a side is called after its first block.

    Raises:
        FitError: A block does not fit even alone on a side.
    """
    sides: list[Side] = []
    while blocks:
        text = BandText(titles.get(blocks[0].name, titles[""]), (document.title,))
        area = area_below(document, setting, text, start + len(sides))
        filled = fill(setting, blocks, area.width, area.height)
        must_start(filled, blocks, "on a side")
        sides.append(_side(setting, text, _grown(setting, filled, blocks, area), area))
        blocks = filled.rest
    return sides


def _records(document: Document, setting: Setting, sheaf: Sheaf, start: int, ticklist: int) -> list[Side]:
    """Reference and record on sides of their own; on one side together where that saves a card.

    Args:
        document: The document.
        setting: The setting.
        sheaf: What left the safety sides.
        start: How many sides stand before these.
        ticklist: How many sides the tick-list will take.
    """
    labels = document.labels
    titles = {
        "checklist": labels.checklist,
        "pain signs": labels.pain_side,
        "steps in full": labels.steps_in_full,
        "glossary": labels.glossary,
        "": labels.record,
    }
    reference, record = sheaf.reference(setting), sheaf.record(setting)
    apart = _flow(document, setting, reference, start, titles)
    apart += _flow(document, setting, record, start + len(apart), titles)
    joined = _flow(document, setting, (*reference, *record), start, titles)
    return joined if _cards(start + len(joined) + ticklist) < _cards(start + len(apart) + ticklist) else apart


def _cards(sides: int) -> int:
    return (sides + 1) // 2


def _ticklist(document: Document, setting: Setting, start: int) -> list[Side]:
    ticks = document.ticklist
    return _flow(
        document, setting, (TickBlock(ticks, ticks.groups, document.labels.continued),), start, {"": ticks.title}
    )


def _grown(setting: Setting, filled: Filled, blocks: tuple[FlowBlock, ...], area: Rect) -> Filled:
    """Let the free notes take the spare height of the side on which they end."""
    spare = area.height - filled.height(setting.block_gap)
    for i, block in enumerate(blocks[: len(filled.parts)]):
        if isinstance(block, ValueBlock) and block.name == "notes" and not any(r.name == "notes" for r in filled.rest):
            high = filled.parts[i].height + spare
            taken = replace(block, least=high).lay(setting, area.width, high)
            if taken is not None:
                return Filled((*filled.parts[:i], taken.laid, *filled.parts[i + 1 :]), filled.rest)
    return filled
