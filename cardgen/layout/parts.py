"""Small parts: dose badge, pressure dots, step number, phase strip and phase patterns."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from cardgen.figures.icons import clock, loop
from cardgen.fonts import CAP_HEIGHT
from cardgen.layout.boxes import Box
from cardgen.layout.setting import Setting
from cardgen.shapes import (
    Clip,
    Mark,
    Path,
    Point,
    Repeated,
    Segments,
    Stroke,
    TextRun,
    circle,
    moved,
    polyline,
    rounded,
)
from cardgen.theme import PhaseStyle
from cardgen.units import MM, Rect

BADGE_HEIGHT = 1.51
"""Height of a badge as a multiple of its type size."""

PRESSURE_LEVELS = 5

BADGE_END = 0.36
"""White at each end of a dose badge, as a share of its height; likewise the next two."""

BADGE_ICON = 0.24
"""Radius of its icon."""

BADGE_GAP = 0.2
"""White between icon and text."""

TILE_CORNER = 0.1
"""Radius of a figure tile's corners as a share of its side."""

NUMBER_RING = 1.14
"""Outer radius of the white ring about a step's number, as a multiple of the circle's."""

STRIP_PATTERN = 0.36
"""Share of a phase strip's width that its pattern takes, on the right."""

DESCENT = 0.24
"""Reach of g, p and y below the baseline, in em."""


def badge_height(setting: Setting) -> float:
    """Return the height of a dose badge in points."""
    return BADGE_HEIGHT * setting.type("badge").size


def badge_width(setting: Setting, value: str) -> float:
    """Return the width of a dose badge in points."""
    return badge_height(setting) * (2 * BADGE_END + 2 * BADGE_ICON + BADGE_GAP) + setting.width(value, "badge")


def badge(
    setting: Setting, right: float, middle: float, value: str, kind: str, *, from_source: bool, block: str
) -> tuple[Box, ...]:
    """Lay out a dose badge: filled if the source gives the dose, outlined if the routine sets it.

    Args:
        setting: The setting.
        right: Right edge.
        middle: Its middle line.
        value: For example ``3 min``.
        kind: ``minutes`` (round ends, clock) or ``times`` (square ends, loop).
        from_source: Whether the source gives the dose.
        block: Name of the block.

    Returns:
        The ground and the text.
    """
    high = badge_height(setting)
    wide = badge_width(setting, value)
    rect = Rect(right - wide, middle - high / 2, wide, high)
    radius = high / 2 if kind == "minutes" else high * 0.22
    line = high * 0.07
    icon_radius = high * BADGE_ICON
    colour = "white" if from_source else "teal900"
    if from_source:
        ground = Path(rounded(rect, radius), fill="teal900")
    else:
        ground = Path(rounded(rect.inset(line / 2), radius - line / 2), fill="white", stroke=Stroke("teal900", line))
    icon = (clock if kind == "minutes" else loop)(2 * icon_radius, colour, high * 0.06)
    left = rect.x + high * BADGE_END
    marks = tuple(moved(m, left, middle - icon_radius) for m in icon)
    text = setting.centred(
        value, "badge", left + 2 * icon_radius + high * BADGE_GAP, middle, block, colour=colour, over=True
    )
    return Box(rect, "Artifact", block, (ground, *marks)), text


def dots_width(setting: Setting) -> float:
    """Return the width of the pressure dots in points."""
    dots = setting.format.dots
    return PRESSURE_LEVELS * dots.diameter + (PRESSURE_LEVELS - 1) * dots.gap


def dots(setting: Setting, x: float, middle: float, pressure: tuple[int, int], alt: str, block: str) -> Box:
    """Lay out five pressure dots: full to the start, ringed points for a climb, empty above."""
    low, high = pressure
    d, gap = setting.format.dots.diameter, setting.format.dots.gap
    ring = Stroke("teal900", d * 0.14)
    marks: list[Mark] = []
    for level in range(1, PRESSURE_LEVELS + 1):
        cx = x + (level - 1) * (d + gap) + d / 2
        if level <= low:
            marks.append(Path(circle(cx, middle, d / 2), fill="teal900"))
            continue
        marks.append(Path(circle(cx, middle, d / 2 - d * 0.07), fill="white", stroke=ring))
        if level <= high:
            marks.append(Path(circle(cx, middle, d * 0.24), fill="teal900"))
    return Box(Rect(x, middle - d / 2, dots_width(setting), d), "Figure", block, tuple(marks), alt=alt)


def number_reach(setting: Setting, value: int) -> float:
    """Return the outer radius of a step number's ring in points; two digits make it grow."""
    size = setting.type("number").size
    corner = math.hypot(setting.width(str(value), "number") / 2, CAP_HEIGHT / 2 * size)
    return NUMBER_RING * max(0.675 * size, corner + 0.12 * size)


def number(setting: Setting, cx: float, cy: float, value: int, phase: PhaseStyle, block: str) -> tuple[Box, ...]:
    """Lay out a step's number in a ringed circle on its figure tile."""
    reach = number_reach(setting, value)
    r = reach / NUMBER_RING
    marks = (
        Path(circle(cx, cy, reach), fill="white"),
        Path(circle(cx, cy, r), fill=phase.fill, stroke=Stroke("teal900", r * 0.1)),
    )
    ground = Box(Rect(cx - reach, cy - reach, 2 * reach, 2 * reach), "Artifact", block, marks, over=True)
    text = setting.centred(str(value), "number", cx, cy, block, tag="Lbl", colour=phase.text, align="centre", over=True)
    return ground, text._replace(rank=-1)


def phase_strip(
    setting: Setting,
    rect: Rect,
    phase: PhaseStyle,
    label: str | None,
    block: str,
    bare: tuple[tuple[float, float], ...] = (),
) -> tuple[Box, ...]:
    """Lay out the strip that joins the steps of a phase; the label reads upward, if it is given and fits.

    The pattern leaves out the heights of ``bare`` (top and bottom of each, from above), where a wide number stands.
    """
    radius = rect.width * 0.28
    patterned = phase.pattern != "solid"
    strip = rect.width * STRIP_PATTERN if patterned else 0.0
    marks: list[Mark] = [Path(rounded(rect, radius), fill=phase.fill)]
    if patterned:
        upright = {"ticks": "rungs", "waves": "columns"}.get(phase.pattern, phase.pattern)
        tops = (rect.y, *(bottom for _, bottom in bare))
        bottoms = (*(top for top, _ in bare), rect.bottom)
        areas = (Rect(rect.right - strip, a, strip, b - a) for a, b in zip(tops, bottoms, strict=True) if b > a)
        patterns = tuple(m for area in areas for m in pattern(area, upright, phase.mark, setting.format.module))
        marks.append(Clip(rounded(rect, radius), patterns))
    marks.append(Path(rounded(rect, radius), stroke=Stroke("teal900", 0.16 * setting.format.module)))
    boxes = [Box(rect, "Artifact", block, tuple(marks))]
    if label and setting.width(label, "phase") <= rect.height - radius:
        clear = DESCENT * setting.type("phase").size / 2 if patterned else 0.0
        middle = rect.x + (rect.width - strip) / 2 - clear
        boxes.append(_upright(setting, middle, rect.y + rect.height / 2, label, phase.text, block))
    return tuple(boxes)


def _upright(setting: Setting, cx: float, cy: float, text: str, colour: str, block: str) -> Box:
    """Set text that reads upward, centred on ``cx``, ``cy``."""
    style = setting.type("phase")
    width = setting.width(text, "phase")
    half = CAP_HEIGHT / 2 * style.size
    run = TextRun(cx + half, cy + width / 2, text, style.face, style.size, colour, turn=90.0)
    rect = Rect(cx - half, cy - width / 2, 2 * half + DESCENT * style.size, width)
    return Box(rect, "P", block, (run,), role="phase", over=True)


def pattern(area: Rect, kind: str, colour: str, unit: float) -> tuple[Mark, ...]:
    """Draw a phase pattern into ``area``; measures are multiples of ``unit`` points.

    Args:
        area: Where; the caller clips what runs over the corners.
        kind: ``waves``, ``ticks``, ``dots`` (lying) or ``columns``, ``rungs`` (upright), ``solid`` for none.
        colour: Palette name.
        unit: The pattern's module, 1 mm on A5.

    Returns:
        One shape again and again (the period of a wave, a stroke, a dot), or nothing for ``solid``.
    """
    if kind == "solid":
        return ()
    if kind == "dots":
        return (Repeated(Path(_dot(unit), fill=colour), tuple(_dots(area, unit)), area.x, area.y),)
    shape, places = {"waves": _waves, "columns": _columns, "ticks": _ticks, "rungs": _rungs}[kind](area, unit)
    waving = kind in {"waves", "columns"}
    stroke = Stroke(colour, (0.22 if waving else 0.26) * unit, cap="round" if waving else "butt")
    return (Repeated(Path(shape, stroke=stroke), tuple(places), area.x, area.y),)


def _rows(length: float, pitch: float) -> list[float]:
    n = max(1, round(length / pitch))
    return [length * (i + 0.5) / n for i in range(n)]


def _periods(length: float, unit: float) -> tuple[int, float]:
    """Return how many whole periods of a wave a length has, and how long each is then."""
    count = max(1, round(length / (2.6 * unit)))
    return count, length / count


_SINES: Final = tuple(math.sin(i * math.pi / 4) for i in range(9))


def _period(length: float, unit: float) -> list[Point]:
    """One period of a sine wave: along the first coordinate, and how far off its axis."""
    return [(length * i / 8, 0.26 * unit * sine) for i, sine in enumerate(_SINES)]


def _waves(area: Rect, unit: float) -> tuple[Segments, list[Point]]:
    count, length = _periods(area.width, unit)
    places = [(length * i, y) for y in _rows(area.height, 1.25 * unit) for i in range(count)]
    return polyline(_period(length, unit)), places


def _columns(area: Rect, unit: float) -> tuple[Segments, list[Point]]:
    count, length = _periods(area.height, unit)
    places = [(x, length * i) for x in _rows(area.width, 1.25 * unit) for i in range(count)]
    return polyline([(off, along) for along, off in _period(length, unit)]), places


def _ticks(area: Rect, unit: float) -> tuple[Segments, list[Point]]:
    stroke = polyline([(0.0, 0.14 * area.height), (0.0, 0.86 * area.height)])
    return stroke, [(x, 0.0) for x in _rows(area.width, 0.95 * unit)]


def _rungs(area: Rect, unit: float) -> tuple[Segments, list[Point]]:
    stroke = polyline([(0.14 * area.width, 0.0), (0.86 * area.width, 0.0)])
    return stroke, [(0.0, y) for y in _rows(area.height, 0.95 * unit)]


@lru_cache(maxsize=16)
def _dot(unit: float) -> Segments:
    return circle(0.0, 0.0, 0.26 * unit)


def _dots(area: Rect, unit: float) -> Iterator[Point]:
    rows, columns = _rows(area.height, 1.15 * unit), _rows(area.width, 1.15 * unit)
    pitch = area.width / len(columns)
    for j, y in enumerate(rows):
        shift = pitch * (0.25 if j % 2 else -0.25) if len(rows) > 1 else 0.0
        for x in columns:
            yield x + shift, y


def hairline(x0: float, x1: float, y: float) -> Path:
    """Return a thin level rule, 0.2 mm."""
    return Path(polyline([(x0, y), (x1, y)]), stroke=Stroke("line", 0.2 * MM, cap="butt"))
