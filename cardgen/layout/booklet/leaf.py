"""A booklet's page without its content: mirrored margins, head band, thumb index, page number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cardgen.content.base import Phase
from cardgen.fonts import CAP_HEIGHT
from cardgen.layout.boxes import Box, Page, one_block
from cardgen.layout.setting import Setting
from cardgen.shapes import Path, rounded
from cardgen.theme.formats import BookletStyle
from cardgen.units import MM, Rect, Size

TAB_RADIUS = 1.6 * MM
"""Round corners of a tab, on the side of the text."""

TAB_TEXT = 1.15
"""Least height of a tab as a multiple of its number's capitals; with more tabs than that only the open one shows."""

WIDEST_PAGE = 888
"""Stands for the numbers of pages while they are not known: as wide as any number of three digits."""


@dataclass(frozen=True, slots=True)
class Tab:
    """The tab of a technique: its number and its phase."""

    number: int
    phase: Phase


@dataclass(frozen=True, slots=True)
class Body:
    """What stands on a page between its margins.

    Attributes:
        title: What the page is called.
        boxes: In reading order; placed from the top left corner of the content.
        foot: Said beside the page number, towards the fold; empty for nothing.
        tab: Index of the technique that the page explains.
        plain: A cover: no page number, no band and no tabs; its boxes are placed from the corner of the page.
    """

    title: str
    boxes: tuple[Box, ...]
    foot: str = ""
    tab: int | None = None
    plain: bool = False


@dataclass(frozen=True)
class Leaf:
    """The setting of a booklet and the measures of its page.

    Attributes:
        setting: Theme, format and rung.
        style: The measures that only a booklet has.
        tabs: The thumb index, the same on every page that has one.
    """

    setting: Setting
    style: BookletStyle
    tabs: tuple[Tab, ...] = ()

    @property
    def area(self) -> Size:
        """What the margins leave to the content."""
        trim, style = self.setting.format.size, self.style
        return Size(trim.width - style.outer - style.gutter, trim.height - style.head - style.foot)

    @property
    def foot_room(self) -> float:
        """The width that is left beside a page number, whichever it is."""
        return self.area.width - self.setting.width(str(WIDEST_PAGE), "number") - 4 * self.setting.unit

    def page(self, body: Body, number: int) -> Page:
        """Return a page with its number, from 1; odd ones are right-hand pages."""
        form = self.setting.format
        boxes = (self._paper(), *(body.boxes if body.plain else self._framed(body, number)))
        return Page(form.size, form.bleed, "front" if number % 2 else "back", body.title, one_block(boxes))

    def _framed(self, body: Body, number: int) -> tuple[Box, ...]:
        left = self.style.gutter if number % 2 else self.style.outer
        content = tuple(box.moved(left, self.style.head) for box in body.boxes)
        opened = () if body.tab is None else self._tab_number(self.tabs[body.tab], body.tab, number)
        grounds = () if body.tab is None else tuple(self._grounds(body.tab, number))
        return (self._band(), *grounds, *content, *self._folio(body.foot, number, left), *opened)

    def _paper(self) -> Box:
        form = self.setting.format
        rect = Rect(0, 0, form.size.width, form.size.height).inset(-form.bleed)
        return Box(rect, "Artifact", "paper", (Path(rounded(rect), fill="white"),), bleeds=True)

    def _band(self) -> Box:
        form = self.setting.format
        rect = Rect(-form.bleed, -form.bleed, form.size.width + 2 * form.bleed, self.style.band + form.bleed)
        return Box(rect, "Artifact", "band", (Path(rounded(rect), fill="teal900"),), bleeds=True)

    def _folio(self, foot: str, number: int, left: float) -> Iterator[Box]:
        """The page number on the outside, what the foot says on the inside, on one line."""
        form, wide = self.setting.format, self.area.width
        middle = form.size.height - self.style.foot / 2
        right_page = number % 2 == 1
        outer, inner = (left + wide, left) if right_page else (left, left + wide)
        if foot:
            yield self.setting.centred(
                foot, "caption", inner, middle, "foot", colour="grey", align="left" if right_page else "right"
            )
        yield self.setting.centred(
            str(number),
            "number",
            outer,
            middle,
            "page number",
            colour="teal900",
            align="right" if right_page else "left",
        )

    # --- The thumb index ------------------------------------------------------------------------------------------

    def _tab(self, index: int) -> tuple[float, float]:
        """Return top and height of a tab."""
        tabs, count = self.style.tabs, len(self.tabs)
        pitch = min(tabs.pitch, tabs.reach / count)
        high = max(pitch * tabs.share, self._tab_least)
        return tabs.top + min(index * pitch, tabs.reach - high), high

    @property
    def _tab_least(self) -> float:
        return TAB_TEXT * CAP_HEIGHT * self.setting.type("number").size

    @property
    def _crowded(self) -> bool:
        tabs = self.style.tabs
        return tabs.reach / len(self.tabs) * tabs.share < self._tab_least

    def _grounds(self, opened: int, number: int) -> Iterator[Box]:
        tabs = self.style.tabs
        if self._crowded:
            yield self._ground(Rect(0, tabs.top, tabs.closed, tabs.reach), "tile", number)
        else:
            for index in range(len(self.tabs)):
                if index != opened:
                    top, high = self._tab(index)
                    yield self._ground(Rect(0, top, tabs.closed, high), "tile", number)
        top, high = self._tab(opened)
        fill = self.setting.theme.phases[self.tabs[opened].phase].fill
        yield self._ground(Rect(0, top, tabs.open, high), fill, number)

    def _ground(self, at: Rect, fill: str, number: int) -> Box:
        """A tab that runs into the bleed; ``at`` is measured from the outer edge."""
        form = self.setting.format
        wide, r = at.width + form.bleed, min(TAB_RADIUS, at.width / 2, at.height / 2)
        if number % 2:
            rect, corners = Rect(form.size.width - at.width, at.y, wide, at.height), (r, 0.0, 0.0, r)
        else:
            rect, corners = Rect(-form.bleed, at.y, wide, at.height), (0.0, r, r, 0.0)
        return Box(rect, "Artifact", "tab", (Path(rounded(rect, corners), fill=fill),), bleeds=True)

    def _tab_number(self, tab: Tab, index: int, number: int) -> tuple[Box, ...]:
        form, top_and_height = self.setting.format, self._tab(index)
        inward = (form.safe + self.style.tabs.open) / 2
        x = form.size.width - inward if number % 2 else inward
        middle = top_and_height[0] + top_and_height[1] / 2
        colour = self.setting.theme.phases[tab.phase].text
        said = self.setting.centred(
            str(tab.number), "number", x, middle, "tab", colour=colour, align="centre", over=True
        )
        return (said,)
