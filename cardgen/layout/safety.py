"""The safety side: the core's panels, the rules of the steps, and the table of pain signs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from cardgen.document import CoreItem, Labels, StepRule, Table, step_numbers
from cardgen.layout.boxes import Box, Laid, grouped, stack
from cardgen.layout.flow import Taken, fits, whole
from cardgen.layout.panels import emergency, lead_and_text, side_panel, signal_panel
from cardgen.layout.setting import Setting
from cardgen.layout.text import Span
from cardgen.shapes import Face, Path, Stroke, rounded
from cardgen.units import MM, Rect

CELL_PAD = 1.6
"""White left and right of a table cell's text: a multiple of the format's unit."""


@dataclass(frozen=True, slots=True)
class CoreBlock:
    """Emergency signs, WARNING, CAUTION, NOTICE with the stop rule, and the facts always printed: never split.

    Attributes:
        items: The safety core's panels.
        bulleted: Phrases of WARNING and CAUTION as bullets; as running text otherwise.
        beside: WARNING and CAUTION side by side.
    """

    items: tuple[CoreItem, ...]
    bulleted: bool
    beside: bool = False
    name: str = "safety core"

    def lay(self, setting: Setting, width: float, room: float) -> Taken | None:
        """Lay out the core; None if the room is too low for the whole of it."""
        return whole(_core(self, setting, width), room)

    def panels(self, setting: Setting, width: float) -> Laid:
        """Lay out the core, whatever room there is."""
        by_id = {item.id: item for item in self.items}
        warning, caution = by_id["warning"], by_id["caution"]
        panels = (
            self._beside(setting, warning, caution, width)
            if self.beside
            else self._stacked(setting, warning, caution, width)
        )
        always = " ".join(by_id[key].running for key in ("always", "spine"))
        parts = (
            emergency(setting, by_id["emergency"], width),
            *panels,
            side_panel(setting, by_id["notice"], (by_id["stop"].running,), width),
            _plain(setting, always, width, by_id["always"].title),
        )
        return stack(parts, setting.block_gap)

    def _stacked(self, setting: Setting, warning: CoreItem, caution: CoreItem, width: float) -> tuple[Laid, ...]:
        columns = 2 if self.bulleted else 1
        return tuple(
            signal_panel(setting, item, width, bulleted=self.bulleted, columns=columns) for item in (warning, caution)
        )

    def _beside(self, setting: Setting, warning: CoreItem, caution: CoreItem, width: float) -> tuple[Laid, ...]:
        """WARNING in one third, CAUTION in two: their lists differ in length by about that."""
        gap = setting.format.gap.column
        left = (width - gap) * 0.36
        right = width - gap - left
        second = signal_panel(setting, caution, right, bulleted=self.bulleted, columns=2)
        first = signal_panel(setting, warning, left, bulleted=self.bulleted, least=second.height)
        if first.height > second.height:
            second = signal_panel(setting, caution, right, bulleted=self.bulleted, columns=2, least=first.height)
        return (Laid(max(first.height, second.height), first.boxes + second.at(left + gap, 0)),)


@lru_cache(maxsize=64)
def _core(block: CoreBlock, setting: Setting, width: float) -> Laid:
    return block.panels(setting, width)


def _plain(setting: Setting, text: str, width: float, block: str) -> Laid:
    box = setting.paragraph(text, "strong", Rect(0, 0, width, 0), block)
    return Laid(box.rect.height, (box,))


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
        return whole(_rules(self, setting, width), room)

    def set(self, setting: Setting, width: float) -> Laid:
        """Lay out the rules, whatever room there is."""
        return self._paragraph(setting, width) if self.running else self._list(setting, width)

    def _list(self, setting: Setting, width: float) -> Laid:
        parts: list[Laid] = []
        head = heading(setting, self.labels.step_rules, width, self.name)
        parts.append(Laid(head.rect.height, (head,)))
        for rule in self.rules:
            text = lead_and_text(setting, f"{step_numbers(self.labels, rule.steps)}:", " ".join(rule.texts))
            block = f"rules {', '.join(rule.ids)}"
            box = setting.paragraph(text, "body", Rect(0, 0, width, 0), block, tag="LBody")
            parts.append(Laid(box.rect.height, grouped(grouped((box,), "LI", block), "L", self.name)))
        return stack(parts, 0.0)

    def _paragraph(self, setting: Setting, width: float) -> Laid:
        spans = [Span(f"{self.labels.step_rules}. ", setting.type("strong").face)]
        for i, rule in enumerate(self.rules):
            end = " " if i + 1 < len(self.rules) else ""
            spans += lead_and_text(setting, f"{step_numbers(self.labels, rule.steps)}:", " ".join(rule.texts) + end)
        box = setting.paragraph(tuple(spans), "body", Rect(0, 0, width, 0), self.name)
        return Laid(box.rect.height, (box,))


@lru_cache(maxsize=64)
def _rules(block: RulesBlock, setting: Setting, width: float) -> Laid:
    return block.set(setting, width)


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
        shown = next((n for n in range(count, 0, -1) if fits(_pain(self, setting, width, n).height, room)), 0)
        if not shown:
            return None
        rest = replace(self, table=replace(self.table, rows=self.table.rows[shown:]), again=True)
        return Taken(_pain(self, setting, width, shown), rest if shown < count else None)

    def first_rows(self, setting: Setting, width: float, shown: int) -> Laid:
        """Lay out title, opening and the first rows, whatever room there is."""
        title = self.continued.format(title=self.table.title) if self.again else self.table.title
        head, lead = pain_opening(setting, self.table, title, width, self.name)
        top = lead.rect.bottom + 0.6 * setting.unit
        split = self._split(setting, width)
        header = _row(setting, self.table.columns, width, split, header=True)
        rows = [header, *(_row(setting, row, width, split) for row in self.table.rows[:shown])]
        return Laid(top + sum(row.height for row in rows), (head, lead, *_framed(setting, rows, width, top)))

    def _split(self, setting: Setting, width: float) -> float:
        """Width of the first column: what the second leaves when its cells take one line each, within reason."""
        cells = (self.table.columns[1], *(row[1] for row in self.table.rows))
        second = max(setting.width(cell, "strong") for cell in cells) + 2.2 * CELL_PAD * setting.unit
        return min(max(width - second, 0.5 * width), 0.72 * width)


@lru_cache(maxsize=64)
def _pain(block: PainBlock, setting: Setting, width: float, shown: int) -> Laid:
    return block.first_rows(setting, width, shown)


def _row(setting: Setting, cells: tuple[str, str], width: float, split: float, *, header: bool = False) -> Laid:
    pad, space = CELL_PAD * setting.unit, 0.28 * setting.unit
    widths = (split - 1.6 * pad, width - split - 2 * pad)
    faces: tuple[Face, Face] = ("bold", "bold") if header else ("regular", "semibold")
    colour = "white" if header else "ink"
    boxes = tuple(
        setting.paragraph(
            (Span(cell, face),),
            "body",
            Rect(x, space, cell_width, 0),
            "pain signs",
            tag="TH" if header else "TD",
            colour=colour,
            balance=True,
        )
        for cell, face, x, cell_width in zip(cells, faces, (pad, split + pad), widths, strict=True)
    )
    return Laid(max(b.rect.bottom for b in boxes) + space, grouped(boxes, "TR", cells[0]))


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


def core_choices(items: tuple[CoreItem, ...], columns: int) -> tuple[CoreBlock, ...]:
    """Return the ways to set the core, the most readable first."""
    first = CoreBlock(items, bulleted=True, beside=columns == 2)
    return first, CoreBlock(items, bulleted=False)
