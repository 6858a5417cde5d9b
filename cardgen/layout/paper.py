"""Papers that are no cards: blocks flow over as many pages as they need, each under the band of a front."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from cardgen.images import Logo
from cardgen.layout.band import BandText, front_band
from cardgen.layout.boxes import Laid, Page, Placed, stack
from cardgen.layout.flow import Filled, FlowBlock, Taken, column, fill, fits, must_start, whole
from cardgen.layout.record import ValueBlock
from cardgen.layout.safety import heading
from cardgen.layout.setting import Setting
from cardgen.layout.sides import WIDEST_NUMBER, paper
from cardgen.theme import Role
from cardgen.units import Rect


class Headed(Protocol):
    """The words of a paper, as far as its bands say them."""

    @property
    def title(self) -> str:
        """Heading of the paper."""
        ...

    @property
    def subtitle(self) -> str:
        """The line under it."""
        ...

    @property
    def page_of(self) -> str:
        """Which page it is, with the placeholders ``{number}`` and ``{count}``."""
        ...

    @property
    def clinic(self) -> str | None:
        """Name in the band."""
        ...

    @property
    def logo(self) -> Logo | None:
        """Picture in the band."""
        ...

    @property
    def logo_alt(self) -> str:
        """What the logo is to somebody who does not see it."""
        ...


@dataclass(frozen=True, slots=True)
class PaperHead:
    """What the band of every page says.

    Attributes:
        title: Heading of the paper.
        subtitle: The line under it.
        page_of: Which page it is, with the placeholders ``{number}`` and ``{count}``; left out on a single page.
        personal: Names in the band.
        logo: Picture in the band.
        logo_alt: What it is to somebody who does not see it.
    """

    title: str
    subtitle: str
    page_of: str
    personal: tuple[str, ...] = ()
    logo: Logo | None = None
    logo_alt: str = ""

    @classmethod
    def of(cls, paper: Headed) -> PaperHead:
        """Return the head of a paper."""
        names = (paper.clinic,) if paper.clinic else ()
        return cls(paper.title, paper.subtitle, paper.page_of, names, paper.logo, paper.logo_alt)

    def text(self, number: int, count: int) -> BandText:
        """Return the text of a page's band."""
        page = self.page_of.format(number=number, count=count).replace(" ", "\u00a0")
        lines = (self.subtitle, page) if count > 1 else (self.subtitle,)
        return BandText(self.title, lines, self.personal, self.logo, self.logo_alt)


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A paragraph, under a heading if it has a title; it never splits."""

    title: str | None
    text: str
    name: str
    role: Role = "body"

    def lay(self, setting: Setting, width: float, room: float) -> Taken | None:
        """Lay it out if it fits."""
        boxes = [heading(setting, self.title, width, self.name)] if self.title else []
        top = boxes[0].rect.height if boxes else 0.0
        boxes.append(setting.paragraph(self.text, self.role, Rect(0, top, width, 0), self.name))
        return whole(Laid(boxes[-1].rect.bottom, tuple(boxes)), room)


@dataclass(frozen=True, slots=True)
class Together:
    """Blocks that stand on one page; they never split."""

    blocks: tuple[FlowBlock, ...]
    name: str

    def lay(self, setting: Setting, width: float, room: float) -> Taken | None:
        """Lay all of them out if they fit."""
        filled = fill(setting, self.blocks, width, room)
        return None if filled.rest else whole(stack(filled.parts, setting.block_gap), room)


def paper_pages(setting: Setting, head: PaperHead, blocks: tuple[FlowBlock, ...], grows: str = "") -> tuple[Page, ...]:
    """Let blocks flow over pages.

    Args:
        setting: The setting.
        head: What the bands say.
        blocks: In order.
        grows: Name of a write-on field that takes the spare height of its page.

    Returns:
        The pages.

    Raises:
        FitError: A block does not fit even alone on a page.
    """
    area = _area(setting, head)
    columns: list[Filled] = []
    while blocks:
        filled = fill(setting, blocks, area.width, area.height)
        must_start(filled, blocks, "on a page")
        columns.append(_grown(setting, filled, blocks, area, grows))
        blocks = filled.rest
    return tuple(_page(setting, head.text(i, len(columns)), one, area) for i, one in enumerate(columns, start=1))


def _area(setting: Setting, head: PaperHead) -> Rect:
    """Return what the band leaves to the content, on every page the same."""
    band = front_band(setting, head.text(WIDEST_NUMBER, WIDEST_NUMBER))
    top, safe = band.height + setting.format.band.below, setting.format.safe_area
    return Rect(safe.x, top, safe.width, safe.bottom - top)


def _page(setting: Setting, text: BandText, filled: Filled, area: Rect) -> Page:
    form = setting.format
    band = front_band(setting, text, area.y - form.band.below)
    blocks = (paper(form), Placed(band), *column(filled.parts, area, setting.block_gap))
    return Page(form.size, form.bleed, "front", text.title, blocks)


def _grown(setting: Setting, filled: Filled, blocks: Sequence[FlowBlock], area: Rect, grows: str) -> Filled:
    spare = area.height - filled.height(setting.block_gap)
    for index, block in enumerate(blocks[: len(filled.parts)]):
        if isinstance(block, ValueBlock) and block.name == grows and fits(0, spare):
            high = filled.parts[index].height + spare
            taken = replace(block, least=high).lay(setting, area.width, high)
            if taken is not None:
                return Filled((*filled.parts[:index], taken.laid, *filled.parts[index + 1 :]), filled.rest)
    return filled
