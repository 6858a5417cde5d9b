"""The time bar: one segment for each phase, proportional to minutes, divided by step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from cardgen.content.base import Phase
from cardgen.document import Labels, StepItem
from cardgen.layout.boxes import Box, Laid, grouped
from cardgen.layout.flow import fits
from cardgen.layout.parts import pattern
from cardgen.layout.setting import Setting
from cardgen.layout.text import Span
from cardgen.shapes import Clip, Mark, Path, Stroke, polyline, rounded
from cardgen.units import Rect

PATTERN_SHARE = 0.32
"""The pattern's strip at the foot of the bar, as a share of its height."""


@dataclass(frozen=True, slots=True)
class Segment:
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


@lru_cache(maxsize=64)
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
    names = _names(setting, parts, labels, width, scale)
    bar_top = names.height
    bar = _bar(setting, steps, parts, current, labels, Rect(0, bar_top, width, setting.format.bar.height), scale)
    boxes = names.boxes + bar
    bottom = bar_top + setting.format.bar.height
    if setting.format.bar.elapsed:
        below = _elapsed(setting, parts, labels, width, scale)
        boxes += below.at(0, bottom)
        bottom += below.height
    return Laid(bottom, grouped((replace(box, tag="Figure") for box in boxes), "Figure", "time bar"))


def _names(setting: Setting, parts: tuple[Segment, ...], labels: Labels, width: float, scale: float) -> Laid:
    """Phase names over their segments; where they do not all fit, one line (or more) that sums up each phase."""
    style = setting.type("bar")
    texts = [f"{labels.phases[p.phase]}\u00a0{p.minutes}" for p in parts]
    gap = style.size * 0.5
    units = [f"{t}\u00a0{labels.minutes}" for t in texts]
    if all(p.minutes * scale > setting.width(u, "bar") + gap for p, u in zip(parts, units, strict=True)):
        texts = units
    elif setting.width(units[0], "bar") + gap < parts[0].minutes * scale + _room(setting, parts, texts, width, scale):
        texts[0] = units[0]
    lefts = _lefts(setting, parts, texts, width, scale, gap)
    if lefts is not None:
        boxes = tuple(
            setting.centred(text, "bar", left, style.leading * 0.42, "time bar")
            for text, left in zip(texts, lefts, strict=True)
        )
        return Laid(style.leading, boxes)
    totals: dict[Phase, int] = {}
    for part in parts:
        totals[part.phase] = totals.get(part.phase, 0) + part.minutes
    summary = " · ".join(f"{labels.phases[p]}\u00a0{m}\u00a0{labels.minutes}" for p, m in totals.items())
    box = setting.paragraph(summary, "bar", Rect(0, 0, width, 0), "time bar")
    return Laid(box.rect.height, (box,))


def _room(setting: Setting, parts: tuple[Segment, ...], texts: list[str], width: float, scale: float) -> float:
    """How far the first label may run past its segment."""
    if len(parts) == 1:
        return width - parts[0].minutes * scale
    lefts = _lefts(setting, parts, texts, width, scale, setting.type("bar").size * 0.5)
    return lefts[1] - parts[1].start * scale if lefts else 0.0


def _lefts(
    setting: Setting, parts: tuple[Segment, ...], texts: list[str], width: float, scale: float, gap: float
) -> list[float] | None:
    """Left ends of the labels, each over its segment as far as its neighbours allow; None if they do not fit a line.

    A label that is too wide moves left until it clears its right neighbour; where that would push the first one out of
    the bar, labels move right again, but never past their segment.
    """
    wide = [setting.width(text, "bar") for text in texts]
    lefts: list[float] = []
    right = width
    for part, own in reversed(list(zip(parts, wide, strict=True))):
        lefts.insert(0, min(part.start * scale, right - own))
        right = lefts[0] - gap
    right = -gap
    for i, (part, own) in enumerate(zip(parts, wide, strict=True)):
        lefts[i] = max(lefts[i], right + gap)
        right = lefts[i] + own
        if not fits(right, width) or lefts[i] > (part.start + part.minutes) * scale:
            return None
    return lefts


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
    inside: list[Mark] = []
    texts: list[Box] = []
    elapsed = 0
    for step in steps:
        here = Rect(rect.x + elapsed * scale, rect.y, step.minutes * scale, rect.height)
        lit = step.number in current
        inside += _ground(setting, step, here, lit=lit)
        if elapsed:
            inside.append(_edge(setting, here, lit=lit, starts_phase=elapsed in starts))
        texts += _number(setting, step, here, lit=lit)
        elapsed += step.minutes
    frame = Path(rounded(rect, radius), stroke=Stroke("teal900", 0.18 * unit))
    alt = labels.time_bar.format(
        steps=", ".join(f"{labels.phases[p.phase]} {p.minutes} {labels.minutes}" for p in parts), minutes=elapsed
    )
    return Box(rect, "Figure", "time bar", (Clip(rounded(rect, radius), tuple(inside)), frame), alt=alt), *texts


def _ground(setting: Setting, step: StepItem, here: Rect, *, lit: bool) -> Iterator[Mark]:
    """Yield the colour of a step, with the pattern of its phase at the foot if it is on this card."""
    look = setting.theme.phases[step.phase]
    yield Path(rounded(here), fill=look.fill if lit else "tile")
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
    said = str(step.number)
    if setting.width(said, "bar") > here.width:
        return
    yield setting.centred(
        (Span(said, setting.type("strong").face),),
        "bar",
        here.centre[0],
        here.y + (here.height - _strip_height(setting, step, here, lit=lit)) / 2,
        "time bar",
        tag="Figure",
        colour=setting.theme.phases[step.phase].text if lit else "grey",
        align="centre",
        over=True,
    )


def _elapsed(setting: Setting, parts: tuple[Segment, ...], labels: Labels, width: float, scale: float) -> Laid:
    """Minutes at the phases' ends; the first and the last always, the others where they clear both neighbours."""
    style = setting.type("bar")
    middle = style.size * 0.72
    total = parts[-1].start + parts[-1].minutes
    first = setting.centred(f"0\u00a0{labels.minutes}", "bar", 0, middle, "time bar", colour="grey")
    last = setting.centred(str(total), "bar", width, middle, "time bar", colour="grey", align="right")
    boxes = [first]
    for part in parts[1:]:
        box = setting.centred(
            str(part.start), "bar", part.start * scale, middle, "time bar", colour="grey", align="centre"
        )
        if box.rect.x > boxes[-1].rect.right + setting.unit and box.rect.right < last.rect.x - setting.unit:
            boxes.append(box)
    return Laid(style.size * 1.2, (*boxes, last))
