"""What of a poster's texts has no room beside the steps: it flows over pages of its own."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cardgen.layout.boxes import Box, Laid, flat
from cardgen.layout.flow import FlowBlock, Taken, column, fill, fits, must_start
from cardgen.layout.poster_band import small_poster_band
from cardgen.layout.safety import heading
from cardgen.layout.setting import Setting
from cardgen.units import Rect


@dataclass(frozen=True, slots=True)
class PassageBlock:
    """A text under a heading; continues between two lines.

    Attributes:
        title: The heading.
        text: May have line breaks.
        continued: Title of a continuation, with the placeholder ``{title}``.
        skip: How many lines stand on an earlier page.
    """

    title: str
    text: str
    continued: str
    skip: int = 0
    name: str = "note"

    def lay(self, setting: Setting, width: float, room: float) -> Taken | None:
        """Lay out the heading and as many lines as fit, at least one."""
        title = self.continued.format(title=self.title) if self.skip else self.title
        head = heading(setting, title, width, self.name)
        style = setting.type("body")
        lines = setting.lines(self.text, "body", width)[self.skip :]
        count = sum(fits(head.rect.height + (i + 1) * style.leading, room) for i in range(len(lines)))
        if not count:
            return None
        text = setting.set_lines(lines[:count], style, Rect(0, head.rect.bottom, width, 0), self.name, role="body")
        rest = replace(self, skip=self.skip + count) if count < len(lines) else None
        return Taken(Laid(text.rect.bottom, (head, text._replace(personal=True))), rest)


def rest_pages(setting: Setting, blocks: tuple[FlowBlock, ...], title: str, place: str) -> list[tuple[Box, ...]]:
    """Let blocks flow over pages in columns.

    Args:
        setting: The setting.
        blocks: In order; none makes no page.
        title: Heading of every page.
        place: The widest text that may say which page of the poster it is.

    Returns:
        The boxes below the band of each page.

    Raises:
        FitError: A block cannot even begin on an empty page.
    """
    form = setting.format
    inner = form.content
    top = small_poster_band(setting, title, place).height + form.band.below
    count = max(1, int((inner.width + form.gap.column) / (form.wall.panel + form.gap.column)))
    wide = (inner.width - form.gap.column * (count - 1)) / count
    out: list[tuple[Box, ...]] = []
    while blocks:
        boxes: list[Box] = []
        for i in range(count):
            filled = fill(setting, blocks, wide, inner.bottom - top)
            must_start(filled, blocks, "on a poster")
            area = Rect(inner.x + i * (wide + form.gap.column), top, wide, inner.bottom - top)
            boxes += flat(column(filled.parts, area, setting.block_gap))
            blocks = filled.rest
            if not blocks:
                break
        out.append(tuple(boxes))
    return out
