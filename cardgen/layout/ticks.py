"""Lines with boxes to tick: one box a line, or one for each answer."""

from __future__ import annotations

from cardgen.layout.boxes import Box, Laid, Part
from cardgen.layout.setting import ENDLESS, Setting
from cardgen.shapes import Path, Stroke, rounded
from cardgen.units import MM, Rect

TICK = Stroke("teal900", 0.3 * MM)


def tick_line(setting: Setting, text: str, width: float, block: str) -> Laid:
    """Lay out a tick box and its text."""
    return _ticked(setting, (text,), text, width, block)


def answer_line(setting: Setting, answers: tuple[str, str], text: str, width: float, block: str) -> Laid:
    """Lay out a box for each answer, then the text."""
    return _ticked(setting, tuple(f"{answer}: {text}" for answer in answers), text, width, block)


def answer_names(setting: Setting, answers: tuple[str, str], block: str) -> Laid:
    """Set the answers' names, each over the column of its boxes."""
    boxes: list[Box] = []
    right = 0.0
    for i, answer in enumerate(answers):
        middle = 0.2 * setting.unit + i * _pitch(setting) + setting.format.tick / 2
        left = max(right, middle - setting.width(answer, "label") / 2)
        box = setting.paragraph(answer, "label", Rect(left, 0, ENDLESS, 0), block, colour="teal600")
        boxes.append(box)
        right = box.rect.right + 0.5 * setting.unit
    return Laid(boxes[0].rect.height, tuple(boxes))


def _pitch(setting: Setting) -> float:
    """From one answer's boxes to the next one's: their names stand over them."""
    return setting.format.tick + 2.2 * setting.unit


def _ticked(setting: Setting, alts: tuple[str, ...], text: str, width: float, block: str) -> Laid:
    side, left = setting.format.tick, _tick_left(setting, len(alts))
    within = (Part("LI", text), Part("LBody", text))
    place = Rect(left, 0, width - left, 0)
    body = setting.paragraph(text, "body", place, block, tag="LBody", within=within)
    top = _tick_top(setting)
    boxes: list[Box] = []
    for i, alt in enumerate(alts):
        rect = Rect(0.2 * setting.unit + i * _pitch(setting), top, side, side)
        square = Path(rounded(rect, side * 0.14), fill="white", stroke=TICK)
        boxes.append(Box(rect, "Form", block, (square,), alt=alt, rank=1, takes="tick", within=within))
    return Laid(tick_height(setting, text, width, len(alts)), (*boxes, body))


def tick_height(setting: Setting, text: str, width: float, answers: int) -> float:
    """Return the height of a line with so many boxes to tick."""
    left = _tick_left(setting, answers)
    return max(setting.height(text, "body", width - left), setting.format.tick + _tick_top(setting))


def _tick_left(setting: Setting, answers: int) -> float:
    return (answers - 1) * _pitch(setting) + setting.format.tick + 1.7 * setting.unit


def _tick_top(setting: Setting) -> float:
    return max(0.0, (setting.type("body").leading - setting.format.tick) / 2)
