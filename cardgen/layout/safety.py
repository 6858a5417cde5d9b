"""The safety side beside its core: the rules of the steps, and the table of pain signs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from cardgen.document import Labels, StepRule, Table, step_numbers
from cardgen.layout.boxes import Box, Laid, Part, Placed, Several, Tag, grouped
from cardgen.layout.flow import Taken, fits, fitting, whole
from cardgen.layout.setting import Setting
from cardgen.layout.text import Paragraph, Span
from cardgen.shapes import Face, Path, Stroke, rounded
from cardgen.units import MM, Rect

CELL_PAD = 1.6
"""White left and right of a table cell's text: a multiple of the format's unit."""


@dataclass(frozen=True, slots=True)
class RulesBlock:
    """Safety rules of the steps on this card, each with its step numbers; never split.

    Attributes:
        rules: In the order of their steps.
        labels: Fixed words.
        running: As one paragraph; under a heading, a line for each rule otherwise.
    """

    rules: tuple[StepRule, ...]
    labels: Labels
    running: bool
    name: str = "rules of the steps"

    def lay(self, setting: Setting, width: float, room: float) -> Taken | None:
        """Lay out the rules; None if the room is too low for all of them."""
        return whole(_rules(self, setting.typed, width), room)

    def measure(self, setting: Setting, width: float, room: float) -> float | None:
        """See ``flow.WholeBlock``."""
        return fitting(_rules_height(self, setting.typed, width), room)

    def __hash__(self) -> int:
        """Tell blocks apart by what differs most: enough for a cache, and quick."""
        return hash((self.running, tuple([rule.ids for rule in self.rules])))

    def height(self, setting: Setting, width: float) -> float:
        """Return how high the rules are."""
        if not self.running:
            return _rules(self, setting, width).height
        (text,) = self._texts(setting)
        return setting.height(text, "body", width)

    def set(self, setting: Setting, width: float) -> Laid | Several:
        """Lay out the rules, whatever room there is."""
        return self._paragraph(setting, width) if self.running else self._list(setting, width)

    def _list(self, setting: Setting, width: float) -> Several:
        head = _head(setting, self.labels.step_rules, width, self.name)
        blocks, bottom = [Placed(head)], head.height
        for rule, text in zip(self.rules, self._texts(setting), strict=True):
            block = f"rules {', '.join(rule.ids)}"
            laid = _rule(setting, text, block, width)
            blocks.append(Placed(laid, 0.0, bottom, (Part("L", self.name), Part("LI", block))))
            bottom += laid.height
        return Several(bottom, tuple(blocks))

    def _paragraph(self, setting: Setting, width: float) -> Laid:
        (text,) = self._texts(setting)
        box = setting.paragraph(text, "body", Rect(0, 0, width, 0), self.name)
        return Laid(box.rect.height, (box,))

    def _texts(self, setting: Setting) -> tuple[Paragraph, ...]:
        return _texts(self, setting.type("strong").face, setting.type("body").face)

    def texts(self, strong: Face, body: Face) -> tuple[Paragraph, ...]:
        """Return a text for each rule, or one for all."""
        leads = [f"{step_numbers(self.labels, rule.steps)}: " for rule in self.rules]
        said = [" ".join(rule.texts) for rule in self.rules]
        if not self.running:
            return tuple((Span(lead, strong), Span(text, body)) for lead, text in zip(leads, said, strict=True))
        spans = [Span(f"{self.labels.step_rules}. ", strong)]
        for lead, text in zip(leads, said, strict=True):
            spans += Span(lead, strong), Span(f"{text} ", body)
        return (tuple(spans),)


@lru_cache(maxsize=8)
def _texts(block: RulesBlock, strong: Face, body: Face) -> tuple[Paragraph, ...]:
    return block.texts(strong, body)


@lru_cache(maxsize=16)
def _rules(block: RulesBlock, setting: Setting, width: float) -> Laid | Several:
    return block.set(setting, width)


@lru_cache(maxsize=16)
def _head(setting: Setting, text: str, width: float, block: str) -> Laid:
    box = heading(setting, text, width, block)
    return Laid(box.rect.height, (box,))


@lru_cache(maxsize=256)
def _rule(setting: Setting, text: Paragraph, block: str, width: float) -> Laid:
    box = setting.paragraph(text, "body", Rect(0, 0, width, 0), block, tag="LBody")
    return Laid(box.rect.height, (box,))


@lru_cache(maxsize=32)
def _rules_height(block: RulesBlock, setting: Setting, width: float) -> float:
    return block.height(setting, width)


def heading(setting: Setting, text: str, width: float, block: str) -> Box:
    """Set the heading of a block."""
    return setting.paragraph(text, "heading", Rect(0, 0, width, 0), block, tag="H2", colour="teal900")


def pain_opening(setting: Setting, table: Table, title: str, width: float, block: str) -> tuple[Box, Box]:
    """Set the title and the opening, which says on every side that the list is no diagnosis."""
    head = heading(setting, title, width, block)
    return head, setting.paragraph(table.lead, "body", Rect(0, head.rect.bottom, width, 0), block)


@dataclass(frozen=True, slots=True)
class PainBlock:
    """The table of pain during the massage; a table that continues repeats its header."""

    table: Table
    continued: str
    again: bool = False
    name: str = "pain signs"

    def lay(self, setting: Setting, width: float, room: float) -> Taken | None:
        """Lay out title, opening and as many rows as fit, at least one."""
        count = len(self.table.rows)
        shown = next((n for n in range(count, 0, -1) if fits(_pain_height(self, setting.typed, width, n), room)), 0)
        if not shown:
            return None
        rest = replace(self, table=replace(self.table, rows=self.table.rows[shown:]), again=True)
        return Taken(_pain(self, setting.typed, width, shown), rest if shown < count else None)

    def measure(self, setting: Setting, width: float, room: float) -> float | None:
        """See ``flow.WholeBlock``."""
        return fitting(_pain_height(self, setting.typed, width, len(self.table.rows)), room)

    def __hash__(self) -> int:
        """Tell blocks apart by what differs most: enough for a cache, and quick."""
        return hash((self.table.title, len(self.table.rows), self.again))

    def first_rows(self, setting: Setting, width: float, shown: int) -> Laid:
        """Lay out title, opening and the first rows, whatever room there is."""
        head, lead = pain_opening(setting, self.table, self._head, width, self.name)
        top = lead.rect.bottom + 0.6 * setting.unit
        columns = _Columns.of(setting, width, self._split(setting, width))
        header = _row(setting, columns, self.table.columns, header=True)
        rows = [header, *(_row(setting, columns, row) for row in self.table.rows[:shown])]
        return Laid(top + sum(row.height for row in rows), (head, lead, *_framed(setting, rows, width, top)))

    def height(self, setting: Setting, width: float, shown: int) -> float:
        """Return how high title, opening and the first rows are."""
        columns = _Columns.of(setting, width, self._split(setting, width))
        opening = setting.height(self._head, "heading", width) + setting.height(self.table.lead, "body", width)
        rows = sum(_row_height(setting, columns, row) for row in self.table.rows[:shown])
        return opening + 0.6 * setting.unit + _row_height(setting, columns, self.table.columns, header=True) + rows

    @property
    def _head(self) -> str:
        return self.continued.format(title=self.table.title) if self.again else self.table.title

    def _split(self, setting: Setting, width: float) -> float:
        """Width of the first column: what the second leaves when its cells take one line each, within reason."""
        cells = (self.table.columns[1], *(row[1] for row in self.table.rows))
        second = max(setting.width(cell, "strong") for cell in cells) + 2.2 * CELL_PAD * setting.unit
        return min(max(width - second, 0.5 * width), 0.72 * width)


@lru_cache(maxsize=16)
def _pain(block: PainBlock, setting: Setting, width: float, shown: int) -> Laid:
    return block.first_rows(setting, width, shown)


@lru_cache(maxsize=128)
def _pain_height(block: PainBlock, setting: Setting, width: float, shown: int) -> float:
    return block.height(setting, width, shown)


@dataclass(frozen=True, slots=True)
class _Columns:
    """Left edges and widths of the texts in the two columns of a table."""

    lefts: tuple[float, float]
    widths: tuple[float, float]

    @classmethod
    def of(cls, setting: Setting, width: float, split: float) -> _Columns:
        pad = CELL_PAD * setting.unit
        return cls((pad, split + pad), (split - 1.6 * pad, width - split - 2 * pad))


def _row(setting: Setting, columns: _Columns, cells: tuple[str, str], *, header: bool = False) -> Laid:
    space, colour = _cell_space(setting), "white" if header else "ink"
    tag: Tag = "TH" if header else "TD"
    within = (Part("TR", cells[0]),)
    boxes = tuple(
        setting.paragraph(
            text, "body", Rect(x, space, wide, 0), "pain signs", tag=tag, colour=colour, balance=True, within=within
        )
        for text, x, wide in zip(_cells(cells, header=header), columns.lefts, columns.widths, strict=True)
    )
    return Laid(_row_height(setting, columns, cells, header=header), boxes)


def _row_height(setting: Setting, columns: _Columns, cells: tuple[str, str], *, header: bool = False) -> float:
    texts = zip(_cells(cells, header=header), columns.widths, strict=True)
    return max(setting.height(text, "body", wide) for text, wide in texts) + 2 * _cell_space(setting)


def _cell_space(setting: Setting) -> float:
    """White above and below a cell's text."""
    return 0.28 * setting.unit


def _cells(cells: tuple[str, str], *, header: bool) -> tuple[Paragraph, Paragraph]:
    first, second = cells
    return (Span(first, "bold" if header else "regular"),), (Span(second, "bold" if header else "semibold"),)


def _framed(setting: Setting, rows: list[Laid], width: float, top: float) -> tuple[Box, ...]:
    radius = 1.2 * setting.unit
    grounds: list[Path] = []
    content: list[Box] = []
    y = top
    for i, row in enumerate(rows):
        corners = (radius if i == 0 else 0.0,) * 2 + (radius if i == len(rows) - 1 else 0.0,) * 2
        if i == 0 or i % 2:
            grounds.append(Path(rounded(Rect(0, y, width, row.height), corners), fill="stripe" if i else "teal900"))
        content += row.at(0, y)
        y += row.height
    frame = Rect(0, top, width, y - top)
    outline = Path(rounded(frame, radius), stroke=Stroke("box", 0.2 * MM))
    return (Box(frame, "Artifact", "pain signs", (*grounds, outline)), *grouped(content, "Table", "pain signs"))
