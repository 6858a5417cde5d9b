"""Lists to look things up in: what stands on which page, terms with their meanings, sources."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from cardgen.content.base import Phase
from cardgen.layout.booklet.leaf import WIDEST_PAGE
from cardgen.layout.boxes import Box, Laid, grouped
from cardgen.layout.flow import Taken, fits
from cardgen.layout.parts import badge, badge_width, hairline, number
from cardgen.layout.setting import Setting
from cardgen.layout.text import Paragraph
from cardgen.manual import Dose
from cardgen.units import Rect

PAD = 0.8
"""White above and below a line's text: a multiple of the format's unit."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line that points to a page.

    Attributes:
        text: What stands there.
        page: Where.
        number: A technique's number, and its phase, in a circle before the text.
        dose: A badge before the page's number.
    """

    text: str
    page: int
    number: tuple[int, Phase] | None = None
    dose: Dose | None = None


@dataclass(frozen=True, slots=True)
class IndexBlock:
    """Lines with page numbers, hairlines between them; continues between two lines."""

    entries: tuple[Entry, ...]
    name: str = "index"

    def lay(self, setting: Setting, width: float, room: float) -> Taken | None:
        """Lay out as many lines as fit, at least one."""
        boxes: list[Box] = []
        y = 0.0
        for index, entry in enumerate(self.entries):
            laid = self._line(setting, entry, width, index)
            if not fits(y + laid.height, room):
                return Taken(Laid(y, tuple(boxes)), replace(self, entries=self.entries[index:])) if index else None
            boxes += laid.at(0, y)
            y += laid.height
        return Taken(Laid(y, tuple(boxes)))

    def _line(self, setting: Setting, entry: Entry, width: float, index: int) -> Laid:
        style, pad = setting.type("body"), PAD * setting.unit
        circle = setting.type("number").size * 1.7
        high = max(style.leading, circle) if entry.number else style.leading
        middle = pad + high / 2
        indent = circle + 2.2 * setting.unit if entry.number else 0.0
        page = setting.centred(str(entry.page), "strong", width, middle, self.name, colour="teal900", align="right")
        right = width - setting.width(str(WIDEST_PAGE), "strong") - 2 * setting.unit
        dosed: tuple[Box, ...] = ()
        if entry.dose is not None:
            dose, right_of_badge = entry.dose, right
            dosed = badge(
                setting,
                right_of_badge,
                middle,
                dose.value,
                dose.kind,
                from_source=bool(dose.from_source),
                block=self.name,
            )
            right -= badge_width(setting, dose.value) + 2 * setting.unit
        top = middle - style.leading / 2
        text = setting.paragraph(entry.text, "body", Rect(indent, top, right - indent, 0), self.name)
        mark: tuple[Box, ...] = ()
        if entry.number:
            value, phase = entry.number
            mark = number(setting, circle / 2, middle, value, setting.theme.phases[phase], self.name)
        bottom = max(text.rect.bottom, middle + high / 2) + pad
        line = Box(Rect(0, bottom, width, 0), "Artifact", self.name, (hairline(0, width, bottom),))
        content = grouped((text, *dosed, page), "LBody", "entry")
        return Laid(bottom, (*grouped(grouped((*mark, *content), "LI", f"{index} {entry.text}"), "L", self.name), line))


@dataclass(frozen=True, slots=True)
class ParagraphsBlock:
    """Paragraphs below each other, a list to a reader; continues between two of them.

    Attributes:
        paragraphs: From the top.
        role: How they are set.
        gap: Between two, as a multiple of the format's unit.
    """

    paragraphs: tuple[Paragraph, ...]
    name: str
    role: Literal["body", "caption"] = "body"
    gap: float = 0.9

    def lay(self, setting: Setting, width: float, room: float) -> Taken | None:
        """Lay out as many whole paragraphs as fit, at least one."""
        boxes: list[Box] = []
        y = 0.0
        for index, paragraph in enumerate(self.paragraphs):
            shrunk = setting.format.gap.floor if setting.fit.gaps else 1.0
            top = y + (self.gap * shrunk * setting.unit if index else 0.0)
            box = setting.paragraph(paragraph, self.role, Rect(0, top, width, 0), self.name, tag="LBody")
            if not fits(box.rect.bottom, room):
                if not index:
                    return None
                return Taken(Laid(y, tuple(boxes)), replace(self, paragraphs=self.paragraphs[index:]))
            boxes += grouped(grouped((box,), "LI", str(index)), "L", self.name)
            y = box.rect.bottom
        return Taken(Laid(y, tuple(boxes)))
