"""Step rows on a side: how they share its height, and their tiles, numbers and phase strips."""

from __future__ import annotations

from dataclasses import replace

from cardgen.document import Labels, StepItem
from cardgen.figures.draw import figure
from cardgen.layout.boxes import Box, Laid, grouped
from cardgen.layout.flow import fits
from cardgen.layout.parts import STRIP_PATTERN, TILE_CORNER, hairline, number, number_reach, phase_strip
from cardgen.layout.row import STRIP_GAP, Row, heights, text_left
from cardgen.layout.setting import Setting
from cardgen.shapes import moved
from cardgen.units import MM, Rect, Size

GROWTH = 0.3 * MM
"""Step in which tiles grow into spare height."""


def least_tile(setting: Setting) -> float:
    """Return the smallest side of a figure tile on this rung of the ladder."""
    return setting.format.step.tile_floor if setting.fit.small_tile else setting.format.step.tile


def place_rows(setting: Setting, rows: tuple[Row, ...], width: float, pitch_gap: float, labels: Labels) -> Laid:
    """Put rows under one another with their tiles, numbers and phase strips.

    Args:
        setting: The setting.
        rows: In order; all with tiles of the same side.
        width: Points.
        pitch_gap: White space between two rows.
        labels: Fixed words.

    Returns:
        The block of rows; to a reader, for each phase its name, where it is printed, and a list of its steps.
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
        items: list[Box] = []
        for i in range(first, last + 1):
            if i:
                items.append(_rule_above(setting, rows[i], tops[i] - pitch_gap / 2, width))
            items += _row_boxes(setting, rows[i], tops[i])
        boxes += grouped(items, "L", f"steps from {rows[first].step.number}")
    return Laid(total, tuple(boxes))


def _rule_above(setting: Setting, row: Row, y: float, width: float) -> Box:
    left = text_left(setting, row.tile)
    return Box(Rect(left, y, width - left, 0), "Artifact", f"step {row.step.number}", (hairline(left, width, y),))


def rows_fit(setting: Setting, steps: tuple[StepItem, ...], width: float, room: float) -> bool:
    """Say whether the rows fit ``room`` with the least tiles."""
    least = least_tile(setting)
    total = sum(heights(setting, step, least, width).row for step in steps)
    return fits(total + setting.row_gap * (len(steps) - 1), room)


def fitting_tile(setting: Setting, steps: tuple[StepItem, ...], width: float, room: float) -> float | None:
    """Return the largest tile side with which the rows fit ``room``, or None if not even the least one does.

    A tile never grows so far that a name needs another line.
    """
    if not rows_fit(setting, steps, width, room):
        return None
    tile, most = least_tile(setting), setting.format.step.tile_most
    free = room - setting.row_gap * (len(steps) - 1)
    first = [heights(setting, s, tile, width) for s in steps]
    while tile + GROWTH <= most:
        rows = [heights(setting, s, tile + GROWTH, width) for s in steps]
        wraps = any(not fits(new.name, old.name) for new, old in zip(rows, first, strict=True))
        if wraps or not fits(sum(one.row for one in rows), free):
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
    """Figure, number and text of one row, in the order in which they are painted; as an item of a list."""
    step, measures = row.step, setting.format.step
    block = f"step {step.number}"
    phase = setting.theme.phases[step.phase]
    left = measures.strip + STRIP_GAP * setting.unit
    tile_top = top + (row.height - row.tile) / 2 if row.height - row.tile < 2 * setting.unit else top
    tile = Rect(left, tile_top, row.tile, row.tile)
    drawn = figure(
        step.technique,
        Size(row.tile, row.tile),
        TILE_CORNER * row.tile,
        show_key=row.tile >= 16 * MM,
        avoided=step.hatched,
    )
    picture = Box(tile, "Figure", block, tuple(moved(m, tile.x, tile.y) for m in drawn.marks), alt=step.alt, rank=1)
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
        label = tuple(replace(box, rank=-1) for box in label)
    text_top = (
        top + max(0.0, min(row.height - row.text.height, row.tile - row.text.height)) / 2
        if row.text.height < row.tile - 3 * setting.unit
        else top
    )
    text = row.text.at(text_left(setting, row.tile), text_top)
    body = grouped((picture, *text), "LBody", block)
    return grouped((body[0], *label, *body[1:]), "LI", block)
