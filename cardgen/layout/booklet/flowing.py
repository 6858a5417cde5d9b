"""How blocks become the pages of a part: an opening on the first page, its title again on every other one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from cardgen.layout.booklet.leaf import Body, Leaf
from cardgen.layout.boxes import Box, Laid, flat
from cardgen.layout.flow import Filled, FlowBlock, column, fill, must_start
from cardgen.layout.record import ValueBlock
from cardgen.layout.setting import Setting, Type
from cardgen.layout.text import Span, wrap
from cardgen.theme import Role
from cardgen.units import Rect

BELOW_HEADING = 2.4
"""White below the heading of a page: a multiple of the format's unit."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What stands at the head of a part's pages: all of it on the first one, the title alone on the others.

    Attributes:
        first: Laid out for the first page.
        again: For every other page.
    """

    first: Laid
    again: Laid


def heading(leaf: Leaf, title: str, continued: str) -> Opening:
    """Lay out a part's heading, and the smaller one of the pages on which it continues."""
    first = one_line(leaf.setting, title, "title", leaf.area.width, "heading")
    return Opening(_below(leaf, first), running_head(leaf, title, continued))


def running_head(leaf: Leaf, title: str, continued: str) -> Laid:
    """Lay out the heading of a page on which a part continues: to a reader, one below that of the part."""
    box = leaf.setting.paragraph(
        continued.format(title=title), "hands", Rect(0, 0, leaf.area.width, 0), "heading", tag="H2", colour="teal600"
    )
    return _below(leaf, box)


def _below(leaf: Leaf, box: Box) -> Laid:
    return Laid(box.rect.bottom + BELOW_HEADING * leaf.setting.unit, (box,))


def one_line(setting: Setting, text: str, role: Role, width: float, block: str, colour: str = "ink") -> Box:
    """Set a heading in the largest size, down to its floor, in which it takes one line; more lines where none does."""
    style = setting.type(role)
    floor = setting.format.type[role].floor
    wide = setting.width(text, role)
    size = max(floor, style.size * width / wide * 0.999) if wide > width else style.size
    fitted = Type(style.face, size, style.leading * size / style.size)
    lines = wrap((Span(text, style.face),), width, size)
    return setting.set_lines(lines, fitted, Rect(0, 0, width, 0), block, role=role, tag="H1", colour=colour)


def flow(
    leaf: Leaf, opening: Opening, blocks: tuple[FlowBlock, ...], like: Body, spread: float = 1.8
) -> Iterator[Body]:
    """Let blocks flow over as many pages as they need.

    Args:
        leaf: The page.
        opening: Its headings.
        blocks: In order; none makes one page with the opening alone.
        like: Title, foot and tab of every page; its boxes are replaced.
        spread: How far spare height may stretch the gaps between blocks, as a multiple.

    Yields:
        The pages.

    Raises:
        FitError: A block does not fit even alone on a page; long text alone never causes it.
    """
    head, setting = opening.first, leaf.setting
    while True:
        room = leaf.area.height - head.height
        filled = fill(setting, blocks, leaf.area.width, room)
        if blocks and not filled.parts and head is opening.first and head.height > opening.again.height:
            yield replace(like, boxes=head.boxes)
            head = opening.again
            continue
        must_start(filled, blocks, "on a page")
        filled = _grown(leaf, filled, blocks, room)
        gaps = len(filled.parts) - 1
        gap = min(setting.block_gap * spread, (room - filled.height(0)) / gaps) if gaps else 0.0
        area = Rect(0, head.height, leaf.area.width, room)
        yield replace(like, boxes=(*head.boxes, *flat(column(filled.parts, area, gap))))
        blocks, head = filled.rest, opening.again
        if not blocks:
            return


def _grown(leaf: Leaf, filled: Filled, blocks: tuple[FlowBlock, ...], room: float) -> Filled:
    """Let free notes take the spare height of the page on which they end."""
    spare = room - filled.height(leaf.setting.block_gap)
    for i, block in enumerate(blocks[: len(filled.parts)]):
        if isinstance(block, ValueBlock) and block.name == "notes" and not any(r.name == "notes" for r in filled.rest):
            high = filled.parts[i].height + spare
            taken = replace(block, least=high).lay(leaf.setting, leaf.area.width, high)
            if taken is not None:
                return Filled((*filled.parts[:i], taken.laid, *filled.parts[i + 1 :]), filled.rest)
    return filled
