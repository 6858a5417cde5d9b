"""Sides that flow: reference and record, notes, the tick-list; and how a column of blocks becomes a side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from cardgen.document import Document
from cardgen.layout.band import BandText
from cardgen.layout.flow import Filled, FlowBlock, column, fill, must_start
from cardgen.layout.record import ValueBlock
from cardgen.layout.setting import Setting
from cardgen.layout.sheaf import Sheaf
from cardgen.layout.sides import Side, area_below
from cardgen.layout.ticklist import TickBlock
from cardgen.units import Rect

SPREAD = 2.2
"""How far spare height may stretch the gaps between blocks, as a multiple."""


def side_of(setting: Setting, text: BandText, filled: Filled, area: Rect) -> Side:
    """Place a column with its gaps stretched over the spare height, within reason."""
    gaps = len(filled.parts) - 1
    spread = min(setting.format.gap.block * SPREAD, (area.height - filled.height(0)) / gaps) if gaps else 0.0
    blocks = column(filled.parts, area, spread)
    return Side(text, area.y - setting.format.band.below, numbered=True, setting=setting, blocks=blocks)


def flow_sides(
    document: Document, setting: Setting, blocks: tuple[FlowBlock, ...], start: int, titles: Mapping[str, str]
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
        sides.append(side_of(setting, text, _grown(setting, filled, blocks, area), area))
        blocks = filled.rest
    return sides


def record_sides(document: Document, setting: Setting, sheaf: Sheaf, start: int, ticklist: int) -> list[Side]:
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
        "person": document.screening.title if document.screening else "",
        "checklist": labels.checklist,
        "pain signs": labels.pain_side,
        "steps in full": labels.steps_in_full,
        "glossary": labels.glossary,
        "": labels.record,
    }
    reference, record = sheaf.reference(setting), sheaf.record(setting)
    apart = flow_sides(document, setting, reference, start, titles)
    apart += flow_sides(document, setting, record, start + len(apart), titles)
    if (start + len(apart) + ticklist) % 2 == 0:  # joining saves one side at most, and here that leaves one empty
        return apart
    joined = flow_sides(document, setting, (*reference, *record), start, titles)
    return joined if len(joined) < len(apart) else apart


def ticklist_sides(document: Document, setting: Setting, start: int) -> list[Side]:
    """Lay out the tick-list, if there is one, on as many sides as it needs; arguments as ``record_sides``."""
    ticks = document.ticklist
    if ticks is None:
        return []
    block = TickBlock(ticks, ticks.groups, document.labels.continued)
    return flow_sides(document, setting, (block,), start, {"": ticks.title})


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
