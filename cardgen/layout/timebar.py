"""The time bar: one segment for each phase, proportional to minutes, divided by step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from cardgen.content.base import Phase
from cardgen.document import Labels, StepItem
from cardgen.fonts import width as width_of
from cardgen.layout.boxes import Box, Laid, Part
from cardgen.layout.flow import fits
from cardgen.layout.parts import pattern
from cardgen.layout.setting import Setting
from cardgen.layout.text import Align, Span
from cardgen.shapes import Clip, Face, Mark, Path, Stroke, polyline, rounded
from cardgen.units import Rect

PATTERN_SHARE = 0.32
"""The pattern's strip at the foot of the bar, as a share of its height."""

NAME = "time bar"
"""What the block is called."""

IN_FIGURE = (Part("Figure", NAME),)
"""The figure that everything of it is a piece of."""

ELAPSED = 1.2
"""Height of the elapsed minutes under the bar, as a multiple of their size."""


class Segment(NamedTuple):
    """Neighbouring steps of one phase: where they start and how long they take, in minutes."""

    phase: Phase
    start: int
    minutes: int


def segments(steps: tuple[StepItem, ...]) -> tuple[Segment, ...]:
    """Join neighbouring steps of the same phase.

    Args:
        steps: In order.

    Returns:
        The segments; their minutes add up to the routine's.
    """
    out: list[Segment] = []
    elapsed = 0
    for step in steps:
        if out and out[-1].phase == step.phase:
            out[-1] = Segment(step.phase, out[-1].start, out[-1].minutes + step.minutes)
        else:
            out.append(Segment(step.phase, elapsed, step.minutes))
        elapsed += step.minutes
    return tuple(out)


@lru_cache(maxsize=8)
def timebar(setting: Setting, steps: tuple[StepItem, ...], current: range, labels: Labels, width: float) -> Laid:
    """Lay out the time bar.

    Args:
        setting: The setting.
        steps: Every step of the routine, whatever card it is on.
        current: Numbers of the steps on this card; only these stand in full colour.
        labels: Fixed words.
        width: Points.

    Returns:
        Phase names with minutes, the bar, and the elapsed minutes where the format has them: all pieces of one figure,
        whose description says it in words.
    """
    parts = segments(steps)
    scale = width / sum(s.minutes for s in steps)
    said = _said(setting, parts, labels, width)
    rect = Rect(0, _names_height(setting, said, width), width, setting.format.bar.height)
    names, bar = _name_boxes(setting, said, width), _bar(setting, steps, parts, current, labels, rect, scale)
    elapsed = _elapsed(setting, parts, labels, rect, scale) if setting.format.bar.elapsed else ()
    return Laid(timebar_height(setting, steps, labels, width), (*names, *bar, *elapsed))


def timebar_height(setting: Setting, steps: tuple[StepItem, ...], labels: Labels, width: float) -> float:
    """Return how high the time bar is; arguments as ``timebar``."""
    return _height(setting.typed, steps, labels, width)


@lru_cache(maxsize=8)
def _height(setting: Setting, steps: tuple[StepItem, ...], labels: Labels, width: float) -> float:
    elapsed = setting.type("bar").size * ELAPSED if setting.format.bar.elapsed else 0.0
    names = _names_height(setting, _said(setting, segments(steps), labels, width), width)
    return names + setting.format.bar.height + elapsed


@dataclass(frozen=True, slots=True)
class _Names:
    """What is said over the bar: each segment's name and where it begins; a summary of the phases without ``lefts``."""

    texts: tuple[str, ...]
    lefts: tuple[float, ...] | None


def _said(setting: Setting, parts: tuple[Segment, ...], labels: Labels, width: float) -> _Names:
    style = setting.type("bar")
    return _names(style.face, style.size, parts, labels, width)


def _names_height(setting: Setting, names: _Names, width: float) -> float:
    return setting.type("bar").leading if names.lefts else setting.height(names.texts[0], "bar", width)


def _name_boxes(setting: Setting, names: _Names, width: float) -> Iterator[Box]:
    if names.lefts:
        middle = setting.type("bar").leading * 0.42
        for text, left in zip(names.texts, names.lefts, strict=True):
            yield _label(setting.typed, text).moved(left, middle)
    else:
        yield setting.paragraph(names.texts[0], "bar", Rect(0, 0, width, 0), NAME, tag="Figure", within=IN_FIGURE)


@lru_cache(maxsize=8)
def _names(face: Face, size: float, parts: tuple[Segment, ...], labels: Labels, width: float) -> _Names:
    """Phase names over their segments; where they do not all fit, one line (or more) that sums up each phase."""
    scale = width / sum(part.minutes for part in parts)
    ends = tuple((part.start * scale, (part.start + part.minutes) * scale) for part in parts)
    gap = size * 0.5

    texts = [f"{labels.phases[p.phase]}\u00a0{p.minutes}" for p in parts]
    units = [f"{t}\u00a0{labels.minutes}" for t in texts]
    widths = [width_of(text, face, size) for text in texts]
    unit_widths = [width_of(unit, face, size) for unit in units]
    if all(p.minutes * scale > w + gap for p, w in zip(parts, unit_widths, strict=True)):
        texts, widths = units, unit_widths
    elif unit_widths[0] + gap < parts[0].minutes * scale + _room(ends, widths, width, gap):
        texts[0], widths[0] = units[0], unit_widths[0]
    lefts = _lefts(ends, widths, width, gap)
    if lefts is not None:
        return _Names(tuple(texts), lefts)
    totals: dict[Phase, int] = {}
    for part in parts:
        totals[part.phase] = totals.get(part.phase, 0) + part.minutes
    summary = " · ".join(f"{labels.phases[p]}\u00a0{m}\u00a0{labels.minutes}" for p, m in totals.items())
    return _Names((summary,), None)


def _room(ends: tuple[tuple[float, float], ...], widths: list[float], width: float, gap: float) -> float:
    """How far the first label may run past its segment; arguments as ``_lefts``."""
    if len(ends) == 1:
        return width - ends[0][1]
    lefts = _lefts(ends, widths, width, gap)
    return lefts[1] - ends[1][0] if lefts else 0.0


def _lefts(
    ends: tuple[tuple[float, float], ...], widths: list[float], width: float, gap: float
) -> tuple[float, ...] | None:
    """Left ends of the labels, each over its segment as far as its neighbours allow; None if they do not fit a line.

    A label that is too wide moves left until it clears its right neighbour; where that would push the first one out of
    the bar, labels move right again, but never past their segment.

    Args:
        ends: Where each segment begins and ends.
        widths: Of the labels.
        width: Of the bar.
        gap: Least room between two labels.
    """
    lefts: list[float] = []
    right = width
    for (start, _), own in zip(reversed(ends), reversed(widths), strict=True):
        lefts.insert(0, min(start, right - own))
        right = lefts[0] - gap
    right = -gap
    for i, ((_, end), own) in enumerate(zip(ends, widths, strict=True)):
        lefts[i] = max(lefts[i], right + gap)
        right = lefts[i] + own
        if not fits(right, width) or lefts[i] > end:
            return None
    return tuple(lefts)


def _bar(
    setting: Setting,
    steps: tuple[StepItem, ...],
    parts: tuple[Segment, ...],
    current: range,
    labels: Labels,
    rect: Rect,
    scale: float,
) -> tuple[Box, ...]:
    unit, radius = setting.format.module, rect.height * 0.28
    starts = {part.start for part in parts}
    grounds: list[Mark] = []
    patterns: list[Mark] = []
    edges: list[Mark] = []
    texts: list[Box] = []
    elapsed = 0
    for step in steps:
        here = Rect(rect.x + elapsed * scale, rect.y, step.minutes * scale, rect.height)
        lit = step.number in current
        grounds.append(Path(rounded(here), fill=setting.theme.phases[step.phase].fill if lit else "tile"))
        patterns += _pattern(setting, step, here, lit=lit)
        if elapsed:
            edges.append(_edge(setting, here, lit=lit, starts_phase=elapsed in starts))
        texts += _number(setting, step, here, lit=lit)
        elapsed += step.minutes
    frame = Path(rounded(rect, radius), stroke=Stroke("teal900", 0.18 * unit))
    alt = labels.time_bar.format(
        steps=", ".join(f"{labels.phases[p.phase]} {p.minutes} {labels.minutes}" for p in parts), minutes=elapsed
    )
    marks = (Clip(frame.shape, (*grounds, *patterns, *edges)), frame)
    return Box(rect, "Figure", NAME, marks, alt=alt, within=IN_FIGURE), *texts


def _pattern(setting: Setting, step: StepItem, here: Rect, *, lit: bool) -> Iterator[Mark]:
    """Yield the pattern of a step's phase, at the foot of its colour, if it is on this card."""
    look = setting.theme.phases[step.phase]
    strip = _strip_height(setting, step, here, lit=lit)
    if strip:
        foot = Rect(here.x, here.bottom - strip, here.width, strip)
        yield from pattern(foot, look.pattern, look.mark, setting.format.module)


def _strip_height(setting: Setting, step: StepItem, here: Rect, *, lit: bool) -> float:
    patterned = lit and setting.theme.phases[step.phase].pattern != "solid"
    return here.height * PATTERN_SHARE if patterned else 0.0


def _edge(setting: Setting, here: Rect, *, lit: bool, starts_phase: bool) -> Path:
    """A line before a step, heavier where a phase begins."""
    width = (0.5 if starts_phase else 0.3) * setting.format.module
    line = polyline([(here.x, here.y), (here.x, here.bottom)])
    return Path(line, stroke=Stroke("white" if lit else "box", width, cap="butt"))


def _number(setting: Setting, step: StepItem, here: Rect, *, lit: bool) -> Iterator[Box]:
    """Yield the number of a step in the middle of its colour, if it has room."""
    said, style = str(step.number), setting.type("bar")
    if width_of(said, style.face, style.size) > here.width:
        return
    colour = setting.theme.phases[step.phase].text if lit else "grey"
    middle = here.y + (here.height - _strip_height(setting, step, here, lit=lit)) / 2
    yield _number_label(setting.typed, said, colour).moved(here.centre[0], middle)


@lru_cache(maxsize=128)
def _number_label(setting: Setting, said: str, colour: str) -> Box:
    """Set the number of a step about the origin."""
    bold = (Span(said, setting.type("strong").face),)
    return setting.centred(
        bold, "bar", 0, 0, NAME, tag="Figure", colour=colour, align="centre", over=True, within=IN_FIGURE
    )


@lru_cache(maxsize=512)
def _label(setting: Setting, said: str, colour: str = "ink", align: Align = "left") -> Box:
    """Set a text on the line through the origin."""
    return setting.centred(said, "bar", 0, 0, NAME, tag="Figure", colour=colour, align=align, within=IN_FIGURE)


def _elapsed(setting: Setting, parts: tuple[Segment, ...], labels: Labels, bar: Rect, scale: float) -> tuple[Box, ...]:
    """Minutes at the phases' ends; the first and the last always, the others where they clear both neighbours."""
    middle = bar.bottom + setting.type("bar").size * 0.72

    def label(text: str, x: float, align: Align) -> Box:
        return _label(setting.typed, text, "grey", align).moved(x, middle)

    last = label(str(parts[-1].start + parts[-1].minutes), bar.right, "right")
    boxes = [label(f"0\u00a0{labels.minutes}", bar.x, "left")]
    for part in parts[1:]:
        box = label(str(part.start), part.start * scale, "centre")
        if box.rect.x > boxes[-1].rect.right + setting.unit and box.rect.right < last.rect.x - setting.unit:
            boxes.append(box)
    return (*boxes, last)
