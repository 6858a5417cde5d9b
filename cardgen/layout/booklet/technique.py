"""A technique's page: figures, table, rules; a second page where they need one, or where two face each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from cardgen.fonts import CAP_HEIGHT
from cardgen.layout.booklet.figures import FigureBlock, MotionsBlock
from cardgen.layout.booklet.flowing import Opening, flow, one_line, running_head
from cardgen.layout.booklet.leaf import Body, Leaf
from cardgen.layout.booklet.rows import DoseCell, HandsCell, PressureCell, Row, RowsBlock, TextCell
from cardgen.layout.booklet.rules import WarmBlock
from cardgen.layout.boxes import Box, Laid
from cardgen.layout.flow import SLACK, FlowBlock
from cardgen.layout.setting import ENDLESS, Fit, Setting
from cardgen.layout.text import Paragraph, Span
from cardgen.manual import Manual, TechniquePage
from cardgen.manual.model import read
from cardgen.units import Rect

RUNGS = (Fit(), Fit(gaps=True), Fit(gaps=True, tight=True), Fit(gaps=True, tight=True, small=True))
"""Preferred, smaller gaps, tightest leading, type at its floor."""

SPINE_STOP = ". "
"""Ends the first sentence of the first rule, which is set in bold."""


def technique_bodies(leaf: Leaf, manual: Manual, index: int, pages: Mapping[str, int]) -> tuple[Body, ...]:
    """Lay out a technique.

    Args:
        leaf: The page.
        manual: The booklet.
        index: Which technique.
        pages: Where every part begins.

    Returns:
        At least one page; the table and the rules of the technique stand whole on the page that has its figure, or on
        the one that faces it, wherever a page can hold them.
    """
    page = manual.techniques[index]
    name = leaf.setting.paragraph(page.source, "caption", Rect(0, 0, ENDLESS, 0), "foot").rect.width
    beside = name <= leaf.foot_room
    body = Body(page.step.name, (), page.source if beside else "", index)
    parts = _Parts(manual, page, pages, source=not beside)
    return tuple(_facing(leaf, parts, body) if leaf.style.facing else _single(leaf, parts, body))


def _single(leaf: Leaf, parts: _Parts, body: Body) -> Iterator[Body]:
    """One page if it can be; else the editorial notes go on to the next one; else everything flows."""
    opening = parts.opening(leaf)
    for with_notes in (True, False):
        for rung in RUNGS:
            tried = replace(leaf, setting=leaf.setting.with_fit(rung))
            words = (*parts.motions(tried), *parts.words(tried, with_notes=with_notes))
            high = parts.spare(tried, opening, words)
            if high >= tried.style.figure_floor:
                blocks = (parts.figure(min(high, tried.style.figure_most)), *words)
                yield from flow(tried, opening, blocks, body)
                if not with_notes:
                    again = Opening(opening.again, opening.again)
                    yield from flow(leaf, again, parts.notes(leaf), body)
                return
    blocks = (parts.figure(leaf.style.figure), *parts.motions(leaf), *parts.words(leaf))
    yield from flow(leaf, opening, blocks, body)


def _facing(leaf: Leaf, parts: _Parts, body: Body) -> Iterator[Body]:
    """Figures on the left page, words on the right one."""
    opening = parts.opening(leaf)
    high = parts.spare(leaf, opening, parts.motions(leaf))
    high = min(max(high, leaf.style.figure_floor), leaf.style.figure_most)
    yield from flow(leaf, opening, (parts.figure(high), *parts.motions(leaf)), body)
    again = Opening(opening.again, opening.again)
    for rung in RUNGS:
        tried = replace(leaf, setting=leaf.setting.with_fit(rung))
        words = parts.words(tried)
        if parts.spare(tried, again, words, caption=False) >= 0:
            yield from flow(tried, again, words, body)
            return
    yield from flow(leaf, again, parts.words(leaf), body)


@dataclass(frozen=True, slots=True)
class _Parts:
    """What a technique's pages are made of; ``source`` if its origin needs a row of the table."""

    manual: Manual
    page: TechniquePage
    pages: Mapping[str, int]
    source: bool

    def opening(self, leaf: Leaf) -> Opening:
        """Lay out place and timing, name and standard term."""
        setting, wide = leaf.setting, leaf.area.width
        boxes = list(_pair(setting, self.page.place, self.page.timing, wide))
        y = max(box.rect.bottom for box in boxes) + 0.4 * setting.unit
        name = one_line(setting, self.page.step.name, "name", wide, "name")
        boxes.append(name.moved(0, y)._replace(rank=-1))
        boxes.append(_term(setting, self.page.term, name.moved(0, y), wide))
        if self.page.audience:
            top = Rect(0, max(box.rect.bottom for box in boxes), wide, 0)
            boxes.append(setting.paragraph(self.page.audience, "strong", top, "audience"))
        bottom = max(box.rect.bottom for box in boxes) + 1.2 * setting.unit
        title = f"{self.page.place}. {self.page.step.name}"
        again = running_head(leaf, title, self.manual.document.labels.continued)
        return Opening(Laid(bottom, tuple(boxes)), again)

    def figure(self, high: float) -> FigureBlock:
        """The large figure; ``high`` is its height, without its caption."""
        page = self.page
        return FigureBlock(page.step.technique, page.step.alt, page.hatched, high, page.lone)

    def spare(self, leaf: Leaf, opening: Opening, blocks: tuple[FlowBlock, ...], *, caption: bool = True) -> float:
        """Return the height that opening and blocks leave to the figure; less than none if they need more than a page.

        Without ``caption`` there is no figure on the page.
        """
        laid = [block.lay(leaf.setting, leaf.area.width, ENDLESS) for block in blocks]
        used = sum(one.laid.height + leaf.setting.block_gap for one in laid if one is not None)
        said = self.figure(0.0).caption_height(leaf.setting, leaf.area.width) if caption else 0.0
        return leaf.area.height - opening.first.height - used - said - SLACK

    def motions(self, leaf: Leaf) -> tuple[FlowBlock, ...]:
        """The motions one by one, where there are several."""
        page = self.page
        return (MotionsBlock(page.motions, page.hatched, leaf.style.motion),) if page.motions else ()

    def words(self, leaf: Leaf, *, with_notes: bool = True) -> tuple[FlowBlock, ...]:
        """Table and warm box, with the editorial notes or without them."""
        setting = leaf.setting
        paragraphs = (self._rules(setting), *(self._notes(setting) if with_notes else ()))
        return (RowsBlock(self._rows(), leaf.style.label), WarmBlock(paragraphs, sign=True, name="rules"))

    def notes(self, leaf: Leaf) -> tuple[FlowBlock, ...]:
        """The editorial notes on a page of their own."""
        return (WarmBlock(self._notes(leaf.setting), sign=False, name="notes on sources"),)

    def _rows(self) -> tuple[Row, ...]:
        step, labels = self.page.step, self.manual.labels
        doses = tuple(Row("" if i else labels.dose, DoseCell(dose)) for i, dose in enumerate(self.page.doses))
        rows = (
            Row(labels.how, TextCell(step.full)),
            Row(labels.hands, HandsCell(step.technique.hand, step.hands)),
            Row(labels.pressure, PressureCell(step.pressure, step.pressure_words)),
            *doses,
            Row(labels.where, TextCell(self.page.where)),
        )
        return (*rows, Row(labels.source, TextCell(self.page.source))) if self.source else rows

    def _rules(self, setting: Setting) -> Paragraph:
        """All rules as one paragraph, the first sentence in bold."""
        lead, stop, more = self.page.rules[0].partition(SPINE_STOP)
        rest = " ".join(filter(None, (more, *self.page.rules[1:])))
        bold, regular = setting.type("strong").face, setting.type("body").face
        return Span(f"{lead}{stop.strip()} ", bold), Span(rest, regular)

    def _notes(self, setting: Setting) -> tuple[Paragraph, ...]:
        bold, regular = setting.type("strong").face, setting.type("body").face
        return tuple(
            (Span(f"{note.lead} ", bold), Span(read(note.said, self.pages), regular)) for note in self.page.notes
        )


def _pair(setting: Setting, left: str, right: str, width: float) -> tuple[Box, Box]:
    """Two texts on one line, left and right; below each other where they need more."""
    one = setting.paragraph(left, "hands", Rect(0, 0, width, 0), "place", colour="teal600")
    beside = one.rect.width + setting.width(right, "subtitle") + 3 * setting.unit <= width
    top = Rect(0, 0 if beside else one.rect.bottom, width, 0)
    return one, setting.paragraph(right, "subtitle", top, "timing", colour="grey", align="right" if beside else "left")


def _term(setting: Setting, term: str, name: Box, width: float) -> Box:
    """The standard term on the name's line, right; below the name where that has no room."""
    free = width - name.rect.right - 3 * setting.unit
    run = name.marks[-1]
    baseline = getattr(run, "y", name.rect.bottom)
    if setting.width(term, "term") <= free:
        middle = baseline - CAP_HEIGHT / 2 * setting.type("term").size
        return setting.centred(term, "term", width, middle, "term", colour="grey", align="right")
    return setting.paragraph(term, "term", Rect(0, name.rect.bottom, width, 0), "term", colour="grey")
