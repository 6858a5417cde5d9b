"""The warm box of a technique: its safety rules with the spine sign, where sources disagree, what was made safer."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cardgen.figures.icons import no_go
from cardgen.layout.boxes import Box, Laid, grouped, stack
from cardgen.layout.flow import Taken, fits
from cardgen.layout.setting import Setting
from cardgen.layout.text import Line, Paragraph, Span
from cardgen.shapes import Path, moved, rounded
from cardgen.units import Rect

SIGN = 2.1
"""Height of the sign as a multiple of the leading."""

WHOLE_PARAGRAPH = 0.6
"""Share of the page's height that is free where a paragraph that needs more may be cut."""

PAD = 1.7
"""White in the box: a multiple of the format's unit."""


@dataclass(frozen=True, slots=True)
class WarmBlock:
    """Paragraphs on a warm ground, set as body; continues between two of them.

    Attributes:
        paragraphs: From the top.
        sign: Whether the spine sign stands beside them.
    """

    paragraphs: tuple[Paragraph, ...]
    sign: bool
    name: str

    def lay(self, setting: Setting, width: float, room: float) -> Taken | None:
        """Lay out as many whole paragraphs as fit, at least one."""
        for count in range(len(self.paragraphs), 0, -1):
            laid = self._box(setting, self.paragraphs[:count], width)
            if fits(laid.height, room):
                left = self.paragraphs[count:]
                return Taken(laid, replace(self, paragraphs=left, sign=False) if left else None)
        return self._cut(setting, width, room)

    def _cut(self, setting: Setting, width: float, room: float) -> Taken | None:
        """As many lines of the first paragraph as fit, where a page has just been begun; one that fits is never cut."""
        if room < WHOLE_PARAGRAPH * setting.format.size.height:
            return None
        first = self.paragraphs[0]
        lines = setting.lines(first, "body", width - self._left(setting) - PAD * setting.unit)
        count = min(len(lines) - 1, int((room - 2 * PAD * setting.unit) / setting.type("body").leading))
        if count < 1:
            return None
        laid = self._box(setting, (_joined(lines[:count]),), width)
        left = (_joined(lines[count:]), *self.paragraphs[1:])
        return Taken(laid, replace(self, paragraphs=left, sign=False))

    def _left(self, setting: Setting) -> float:
        """Return where the text begins."""
        pad = PAD * setting.unit
        return 2 * pad + SIGN * setting.type("body").leading if self.sign else 1.4 * pad

    def _box(self, setting: Setting, paragraphs: tuple[Paragraph, ...], width: float) -> Laid:
        pad, side = PAD * setting.unit, SIGN * setting.type("body").leading
        left = self._left(setting)
        texts = stack((self._text(setting, one, width - left - pad) for one in paragraphs), 0.5 * pad)
        high = max(texts.height, side if self.sign else 0.0) + 2 * pad
        rect = Rect(0, 0, width, high)
        ground = Box(rect, "Artifact", self.name, (Path(rounded(rect, 2 * setting.unit), fill="warm"),))
        first = self._text(setting, paragraphs[0], width - left - pad).height
        top = pad + max(0.0, (min(first, texts.height) - side) / 2) if len(paragraphs) > 1 else (high - side) / 2
        sign = (self._sign(pad, top, side),) if self.sign else ()
        content = texts.at(left, (high - texts.height) / 2)
        return Laid(high, grouped((ground, *sign, *content), "Sect", self.name))

    def _text(self, setting: Setting, paragraph: Paragraph, width: float) -> Laid:
        box = setting.paragraph(paragraph, "body", Rect(0, 0, width, 0), self.name)
        return Laid(box.rect.height, (box,))

    def _sign(self, x: float, y: float, side: float) -> Box:
        marks = tuple(moved(mark, x, y) for mark in no_go(side))
        return Box(Rect(x, y, side, side), "Artifact", self.name, marks)


def _joined(lines: tuple[Line, ...]) -> Paragraph:
    """Return lines as a paragraph again."""
    return tuple(
        Span(f"{run.text} " if line.space_after and run is line.runs[-1] else run.text, run.face)
        for line in lines
        for run in line.runs
    )
