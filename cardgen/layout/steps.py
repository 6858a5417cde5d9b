"""Step rows: figure, number, name, dose, hands, pressure and instruction, and how they share the height of a side."""

from __future__ import annotations

from dataclasses import dataclass

from cardgen.document import Labels, StepItem
from cardgen.figures.draw import figure
from cardgen.figures.hands import hand
from cardgen.layout.boxes import Box, Laid
from cardgen.layout.parts import (
    STRIP_PATTERN,
    badge,
    badge_height,
    badge_width,
    dots,
    dots_width,
    hairline,
    number,
    number_reach,
    phase_strip,
)
from cardgen.layout.setting import Setting
from cardgen.layout.text import Paragraph, Span
from cardgen.shapes import moved
from cardgen.units import MM, Rect, Size

STRIP_GAP = 1.6
"""Between the phase strip and the figure tile: a multiple of the format's unit."""

GROWTH = 0.3 * MM
"""Step in which tiles grow into spare height."""


@dataclass(frozen=True, slots=True)
class Row:
    """A step's text, laid out beside a tile of some side; ``height`` holds both."""

    step: StepItem
    tile: float
    text: Laid

    @property
    def height(self) -> float:
        """The taller of tile and text."""
        return max(self.tile, self.text.height)

    @property
    def name_height(self) -> float:
        """The height of the step's name, which is the first box of the text."""
        return self.text.boxes[0].rect.height


def short_texts(setting: Setting) -> bool:
    """Say whether steps are printed with their short text and the hands as a run-in."""
    return setting.fit.short or setting.format.step.hands == "run-in"


def least_tile(setting: Setting) -> float:
    """Return the smallest side of a figure tile on this rung of the ladder."""
    return setting.format.step.tile_floor if setting.fit.small_tile else setting.format.step.tile


def make_row(setting: Setting, step: StepItem, tile: float, width: float) -> Row:
    """Lay out a step's text beside a tile.

    Args:
        setting: The setting.
        step: The step.
        tile: Side of the figure tile in points.
        width: Of the whole row, strip and tile included.

    Returns:
        The row; its height depends on the tile, as a larger tile leaves less width to the text.
    """
    room = width - text_left(setting, tile)
    block = f"step {step.number}"
    lay = _compact if short_texts(setting) else _full
    return Row(step, tile, lay(setting, step, room, block))


def text_left(setting: Setting, tile: float) -> float:
    """Return where a row's text begins."""
    return setting.format.step.strip + STRIP_GAP * setting.unit + tile + setting.format.step.text_gap


def place_rows(setting: Setting, rows: tuple[Row, ...], width: float, pitch_gap: float, labels: Labels) -> Laid:
    """Put rows under one another with their tiles, numbers and phase strips.

    Args:
        setting: The setting.
        rows: In order; all with tiles of the same side.
        width: Points.
        pitch_gap: White space between two rows.
        labels: Fixed words.

    Returns:
        The block of rows.
    """
    tops: list[float] = []
    y = 0.0
    for row in rows:
        tops.append(y)
        y += row.height + pitch_gap
    total = y - pitch_gap
    boxes: list[Box] = []
    for first, last in _phase_runs(rows):
        rect = Rect(0, tops[first], setting.format.step.strip, tops[last] + rows[last].height - tops[first])
        bare = _bare_heights(setting, rows[first : last + 1], tops[first : last + 1])
        boxes += _strip(setting, rect, rows[first].step, labels, bare)
    for i, (row, top) in enumerate(zip(rows, tops, strict=True)):
        if i:
            left = text_left(setting, row.tile)
            line = hairline(left, width, top - pitch_gap / 2)
            boxes.append(
                Box(Rect(left, top - pitch_gap / 2, width - left, 0), "Artifact", f"step {row.step.number}", (line,))
            )
        boxes += _row_boxes(setting, row, top)
    return Laid(total, tuple(boxes))


def fitting_tile(setting: Setting, steps: tuple[StepItem, ...], width: float, room: float) -> float | None:
    """Return the largest tile side with which the rows fit ``room``, or None if not even the least one does.

    A tile never grows so far that a name needs another line.
    """
    tile, most = least_tile(setting), setting.format.step.tile_most
    free = room - setting.row_gap * (len(steps) - 1) + 0.01
    first = rows = [make_row(setting, s, tile, width) for s in steps]
    if sum(row.height for row in rows) > free:
        return None
    while tile + GROWTH <= most:
        rows = [make_row(setting, s, tile + GROWTH, width) for s in steps]
        wraps = any(new.name_height > old.name_height + 0.01 for new, old in zip(rows, first, strict=True))
        if wraps or sum(row.height for row in rows) > free:
            break
        tile += GROWTH
    return tile


def _phase_runs(rows: tuple[Row, ...]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for i, row in enumerate(rows):
        if runs and rows[runs[-1][0]].step.phase == row.step.phase:
            runs[-1] = (runs[-1][0], i)
        else:
            runs.append((i, i))
    return runs


def _strip(
    setting: Setting, rect: Rect, step: StepItem, labels: Labels, bare: tuple[tuple[float, float], ...]
) -> tuple[Box, ...]:
    label = labels.phases[step.phase] if setting.format.step.numbers == "tile" else None
    return phase_strip(setting, rect, setting.theme.phases[step.phase], label, f"phase from step {step.number}", bare)


def _bare_heights(setting: Setting, rows: tuple[Row, ...], tops: list[float]) -> tuple[tuple[float, float], ...]:
    """Where the strip's pattern makes room for numbers that are too wide to stand beside it."""
    if setting.format.step.numbers == "tile":
        return ()
    half = setting.type("number").leading / 2
    middles = [top + row.height / 2 for row, top in zip(rows, tops, strict=True) if not _beside_pattern(setting, row)]
    return tuple((middle - half, middle + half) for middle in middles)


def _beside_pattern(setting: Setting, row: Row) -> bool:
    room = (1 - STRIP_PATTERN) * setting.format.step.strip
    return setting.width(str(row.step.number), "number") <= room


def _row_boxes(setting: Setting, row: Row, top: float) -> tuple[Box, ...]:
    """Number, figure and text of one row, in reading order."""
    step, measures = row.step, setting.format.step
    block = f"step {step.number}"
    phase = setting.theme.phases[step.phase]
    left = measures.strip + STRIP_GAP * setting.unit
    tile_top = top + (row.height - row.tile) / 2 if row.height - row.tile < 2 * setting.unit else top
    tile = Rect(left, tile_top, row.tile, row.tile)
    drawn = figure(step.technique, Size(row.tile, row.tile), 0.1 * row.tile, show_key=row.tile >= 16 * MM)
    picture = Box(tile, "Figure", block, tuple(moved(m, tile.x, tile.y) for m in drawn.marks), alt=step.alt)
    if measures.numbers == "tile":
        inside = 1.9 * setting.unit
        # The ring stands out above the tile, but never so far that it meets what is printed over the first row.
        below = max(inside, number_reach(setting, step.number) - 0.8 * setting.block_gap)
        label = number(setting, tile.x + inside, tile.y + below, step.number, phase, block)
    else:
        patterned = phase.pattern != "solid"
        middle = measures.strip * ((1 - STRIP_PATTERN) / 2 if patterned and _beside_pattern(setting, row) else 0.5)
        label = (
            setting.centred(
                str(step.number),
                "number",
                middle,
                top + row.height / 2,
                block,
                tag="Lbl",
                colour=phase.text,
                align="centre",
                over=True,
            ),
        )
    text_top = (
        top + max(0.0, min(row.height - row.text.height, row.tile - row.text.height)) / 2
        if row.text.height < row.tile - 3 * setting.unit
        else top
    )
    return (picture, *label, *row.text.at(text_left(setting, row.tile), text_top))


def _full(setting: Setting, step: StepItem, width: float, block: str) -> Laid:
    """Name line, hands line, full text: the row of the larger cards."""
    name = _name_line(setting, step, width, block, with_dots=False)
    hands = _hands_line(setting, step, width, block)
    said = step.full + _estimate(step, name)
    text = setting.paragraph(
        said, "body", Rect(0, name.height + hands.height, width, 0), f"{block} / text", tag="LBody", balance=True
    )
    boxes = (*name.boxes, *hands.at(0, name.height), text)
    return Laid(text.rect.bottom, boxes)


def _compact(setting: Setting, step: StepItem, width: float, block: str) -> Laid:
    """Name, dots and badge on one line, then hands as a bold run-in with the short text: the row of small cards."""
    name = _name_line(setting, step, width, block, with_dots=True)
    hands, body = setting.type("strong").face, setting.type("body").face
    text: Paragraph = (Span(f"{step.hands}: ", hands), Span(step.short + _estimate(step, name), body))
    box = setting.paragraph(text, "body", Rect(0, name.height, width, 0), f"{block} / text", tag="LBody", balance=True)
    return Laid(box.rect.bottom, (*name.boxes, box))


def _estimate(step: StepItem, name: Laid) -> str:
    """Return the estimated minutes of repetitions as a sentence, where the name line has no room for them."""
    if not step.about or any(box.block.endswith("/ about") for box in name.boxes):
        return ""
    return f" {step.about[0].upper()}{step.about[1:]}."


def _name_line(setting: Setting, step: StepItem, width: float, block: str, *, with_dots: bool) -> Laid:
    """Name, standard term if there is room, pressure dots if asked, estimated minutes, dose badge."""
    style = setting.type("name")
    gap = 1.9 * setting.unit
    line = max(badge_height(setting), style.leading)
    middle = line / 2
    right = width - badge_width(setting, step.badge)
    boxes = list(
        badge(
            setting, width, middle, step.badge, step.amount.kind, from_source=step.from_source, block=f"{block} / dose"
        )
    )
    name_width = setting.width(step.name, "name")
    if with_dots:
        right = _dots_left(setting, name_width + gap, right - gap, width)
        boxes.insert(0, dots(setting, right, middle, step.pressure, step.pressure_words, f"{block} / pressure"))
        right -= gap
    elif step.about and name_width + setting.width(step.about, "term") + 2 * gap <= right:
        about = setting.centred(
            step.about, "term", right - gap, middle, f"{block} / about", colour="grey", align="right"
        )
        boxes.insert(0, about)
        right = about.rect.x
    lines = setting.lines(step.name, "name", right - gap if not with_dots else right)
    top = middle - style.leading / 2
    name = setting.set_lines(lines, style, Rect(0, top, right, 0), f"{block} / name", role="name", tag="H3")
    term_width = setting.width(step.term, "term")
    if setting.fit.extras and not with_dots and name.rect.width + term_width + 2 * gap <= right:
        baseline_shift = (style.size - setting.type("term").size) * 0.357
        term = setting.centred(
            step.term, "term", name.rect.width + gap, middle + baseline_shift, f"{block} / term", colour="grey"
        )
        boxes.insert(0, term)
    return Laid(max(line, name.rect.bottom), (name, *boxes))


def _dots_left(setting: Setting, least: float, right: float, width: float) -> float:
    """Left end of the pressure dots: in one column on every row, unless the name or the badge needs the room."""
    wide = dots_width(setting)
    column = width - 6.8 * setting.type("badge").size - wide
    return min(max(column, min(least, right - wide)), right - wide)


def _hands_line(setting: Setting, step: StepItem, width: float, block: str) -> Laid:
    """Hand icon and label on the left, pressure words and dots on the right."""
    style = setting.type("hands")
    icon = setting.format.step.icon
    line = max(icon, style.leading)
    middle = line / 2
    boxes: list[Box] = []
    left = 0.0
    if icon >= 4.5 * MM:
        place = Rect(-0.6 * setting.unit, middle - icon / 2, icon, icon)
        marks = tuple(moved(m, place.x, place.y) for m in hand(step.technique.hand, icon))
        boxes.append(Box(place, "Artifact", f"{block} / hands", marks))
        left = icon
    pressure = dots(
        setting, width - dots_width(setting), middle, step.pressure, step.pressure_words, f"{block} / pressure"
    )
    room = pressure.rect.x - left - 1.9 * setting.unit
    label = setting.set_lines(
        setting.lines(step.hands, "hands", room),
        style,
        Rect(left, middle - style.leading / 2, room, 0),
        f"{block} / hands",
        role="hands",
        colour="teal600",
    )
    boxes.append(label)
    words = setting.width(step.pressure_words, "body")
    if setting.fit.extras and label.rect.right + words + 3.8 * setting.unit <= pressure.rect.x:
        right = pressure.rect.x - 1.8 * setting.unit
        box = setting.centred(step.pressure_words, "body", right, middle, f"{block} / pressure", align="right")
        boxes.append(box)
    return Laid(max(line, label.rect.bottom), (*boxes, pressure))
