"""Safety panels after ANSI Z535.4, the flagged emergency signs, and the strip at the foot of side 1."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from cardgen.document import CoreItem
from cardgen.figures.icons import ALERT_WIDTH, alert, flag, no_go
from cardgen.layout.boxes import Box, Laid, grouped, stack
from cardgen.layout.setting import ENDLESS, Setting
from cardgen.layout.text import Paragraph, Span
from cardgen.shapes import Mark, Path, Stroke, circle, moved, polyline, rounded
from cardgen.theme import Role
from cardgen.units import Rect

HEADER = 1.41
"""Height of a panel's header as a multiple of its signal word's size."""


def lead_and_text(setting: Setting, lead: str | None, text: str) -> Paragraph:
    """Return bold lead plus text as spans, either of which may be missing."""
    regular, bold = setting.type("body").face, setting.type("strong").face
    spans = []
    if lead:
        spans.append(Span(lead + (" " if text else ""), bold))
    if text:
        spans.append(Span(text, regular))
    return tuple(spans)


def header(
    setting: Setting, rect: Rect, item: CoreItem, radius: float | tuple[float, float, float, float]
) -> tuple[Box, ...]:
    """Lay out the coloured header with triangle and signal word, centred.

    Raises:
        ValueError: The panel has no signal word.
    """
    word, block = item.signal, item.title
    if word is None:
        raise ValueError(f"the panel {item.id} has no signal word")
    look = setting.theme.signals[word]
    style = setting.type("signal")
    high = style.size * 0.75 if look.alert else 0.0
    wide = high * ALERT_WIDTH + style.size * 0.45 if look.alert else 0.0
    text = setting.set_lines(
        setting.lines((Span(word, look.face),), "signal", ENDLESS),
        style,
        Rect(0, -style.leading / 2, 0, 0),
        block,
        role="signal",
        tag="H2",
        colour=look.word,
    )
    left = rect.x + (rect.width - wide - text.rect.width) / 2
    middle = rect.y + rect.height / 2
    marks: list[Mark] = [Path(rounded(rect, radius), fill=look.ground)]
    if look.alert:
        marks += [moved(m, left, middle - high * 0.53) for m in alert(high, look.word, look.ground)]
    return Box(rect, "Artifact", block, tuple(marks)), text.moved(left + wide, middle)


def signal_panel(
    setting: Setting, item: CoreItem, width: float, *, bulleted: bool, columns: int = 1, least: float = 0.0
) -> Laid:
    """Lay out a panel with its signal word on top.

    Args:
        setting: The setting.
        item: The panel; it must have a signal word.
        width: Points.
        bulleted: Phrases one under the other with bullets; as running text otherwise.
        columns: Columns of bullets.
        least: Least height, so that panels side by side end level.

    Returns:
        The panel.
    """
    style = setting.format.panel
    block = item.title
    pad, head = style.padding, HEADER * setting.type("signal").size
    body = _body(setting, item, width - 2 * pad, bulleted=bulleted, columns=columns)
    inset = pad * 0.62
    total = max(head + body.height + 2 * inset, least)
    frame = Rect(0, 0, width, total)
    rule = Stroke("black", style.rule, cap="butt")
    boxes = (
        Box(frame, "Artifact", block, (Path(rounded(frame, style.radius), fill="white"),)),
        *header(setting, Rect(0, 0, width, head), item, (style.radius, style.radius, 0.0, 0.0)),
        Box(
            frame,
            "Artifact",
            block,
            (Path(polyline([(0, head), (width, head)]), stroke=rule), Path(rounded(frame, style.radius), stroke=rule)),
        ),
        *body.at(pad, head + inset),
    )
    return Laid(total, grouped(boxes, "Sect", block))


def side_panel(setting: Setting, item: CoreItem, extra: tuple[str, ...], width: float) -> Laid:
    """Lay out a panel with its signal word on the left; ``extra`` sentences follow its own."""
    style = setting.format.panel
    block = item.title
    pad, word_width = style.padding, style.side_word
    content = lead_and_text(setting, item.lead, " ".join((item.running, *extra)).strip())
    text_width = width - word_width - 2 * pad
    text_height = setting.height(content, "body", text_width)
    total = max(text_height + 1.2 * pad, HEADER * setting.type("signal").size)
    frame = Rect(0, 0, width, total)
    rule = Stroke("black", style.rule, cap="butt")
    edge = Path(polyline([(word_width, 0), (word_width, total)]), stroke=rule)
    boxes = (
        Box(frame, "Artifact", block, (Path(rounded(frame, style.radius), fill="white"),)),
        *header(setting, Rect(0, 0, word_width, total), item, (style.radius, 0.0, 0.0, style.radius)),
        Box(frame, "Artifact", block, (edge, Path(rounded(frame, style.radius), stroke=rule))),
        setting.paragraph(content, "body", Rect(word_width + pad, (total - text_height) / 2, text_width, 0), block),
    )
    return Laid(total, grouped(boxes, "Sect", block))


def _body(setting: Setting, item: CoreItem, width: float, *, bulleted: bool, columns: int) -> Laid:
    if not bulleted:
        box = setting.paragraph(
            lead_and_text(setting, item.lead, item.running), "body", Rect(0, 0, width, 0), item.title
        )
        return Laid(box.rect.height, (box,))
    boxes: list[Box] = []
    y = 0.0
    if item.lead:
        lead = setting.paragraph(item.lead, "strong", Rect(0, y, width, 0), item.title)
        boxes.append(lead)
        y += lead.rect.height
    listed = bullets(setting, item.phrases, width, columns, item.title)
    boxes += listed.at(0, y)
    y += listed.height
    if item.sentences:
        tail = setting.paragraph(" ".join(item.sentences), "body", Rect(0, y, width, 0), item.title)
        boxes.append(tail)
        y += tail.rect.height
    return Laid(y, tuple(boxes))


def bullets(setting: Setting, items: tuple[str, ...], width: float, columns: int, block: str) -> Laid:
    """Lay out a bulleted list in one column, or in two of heights as even as can be."""
    gap = setting.format.gap.column
    column = (width - gap * (columns - 1)) / columns
    laid = [bullet(setting, item, column, block) for item in items]
    laid = [replace(one, boxes=grouped(one.boxes, "LI", item)) for one, item in zip(laid, items, strict=True)]
    heights = [one.height for one in laid]
    cut = (
        min(range(len(laid) + 1), key=lambda i: max(sum(heights[:i]), sum(heights[i:]))) if columns == 2 else len(laid)
    )
    stacks = [stack(part, 0.0) for part in (laid[:cut], laid[cut:])]
    boxes = tuple(box for i, part in enumerate(stacks) for box in part.at(i * (column + gap), 0))
    return Laid(max(part.height for part in stacks), grouped(boxes, "L", block))


def bullet_room(setting: Setting, width: float) -> float:
    """Return the width that a bullet leaves to its text."""
    return width - setting.type("body").size * 0.9


def bullet(setting: Setting, text: str, width: float, block: str) -> Laid:
    """Lay out an item of a bulleted list."""
    style = setting.type("body")
    room = bullet_room(setting, width)
    r = style.size * 0.155
    dot = Path(circle(r + style.size * 0.1, style.leading / 2, r), fill="ink")
    body = setting.paragraph(text, "body", Rect(width - room, 0, room, 0), block, tag="LBody")
    mark = Box(Rect(0, style.leading / 2 - r, 2 * r + style.size * 0.1, 2 * r), "Artifact", block, (dot,))
    return Laid(body.rect.height, (mark, body))


def emergency(setting: Setting, item: CoreItem, width: float) -> Laid:
    """Lay out the emergency signs: red bar, flag, bold lead, running text."""
    style = setting.type("body")
    indent = style.size * 2.05
    text = setting.paragraph(
        lead_and_text(setting, item.lead, item.running), "body", Rect(indent, 0, width - indent, 0), item.title
    )
    bar = Rect(0, 0, style.size * 0.3, text.rect.height)
    high = style.size
    marks = (
        Path(rounded(bar), fill="red"),
        *(moved(m, style.size * 0.72, style.leading * 0.12) for m in flag(high, "red")),
    )
    ground = Box(Rect(0, 0, style.size * 0.72 + high, text.rect.height), "Artifact", item.title, marks)
    return Laid(text.rect.height, grouped((ground, text), "Sect", item.title))


@dataclass(frozen=True, slots=True)
class FootText:
    """What the strip at the foot of side 1 says.

    Attributes:
        spine: The spine rule.
        more: What follows it where there is room.
        stop: The stop rule.
        notes: Legends of dots and badges, in full, and shorter.
        pointer: Where to read on: "Safety: see back".
    """

    spine: str
    more: str
    stop: str
    notes: tuple[str, str]
    pointer: str


@lru_cache(maxsize=64)
def foot(setting: Setting, text: FootText, width: float) -> Laid:
    """Lay out the strip at the foot of side 1; it is on every card with steps and is never dropped.

    Args:
        setting: The setting.
        text: What it says.
        width: Points.

    Returns:
        Two lines where they fit; it grows where a text needs more.
    """
    measures = setting.format.foot
    pad = 1.5 * setting.unit
    left = measures.sign + 2 * pad
    room = width - left - pad
    bold, caption = setting.type("strong").face, setting.type("caption").face
    stop, pointer = (Span(text.stop, bold),), (Span(text.pointer, "semibold"),)
    full, brief = text.notes
    pointer_width = setting.width(pointer, "caption")
    note = full if setting.width(full, "caption") + pointer_width + 2 * setting.unit <= room else brief
    below = setting.width(note, "caption") + pointer_width + 2 * setting.unit <= room
    rows: tuple[tuple[Paragraph, Paragraph, Role, str], ...] = (
        (
            _spine(setting, text, room),
            stop if below else (*stop, Span(f"  {text.pointer}", "semibold")),
            "strong",
            "ink",
        ),
        ((Span(note, caption),), pointer if below else (), "caption", "grey"),
    )
    boxes: list[Box] = []
    y = pad * 0.55
    for one, other, role, colour in rows:
        laid = _foot_row(setting, one, other, role, colour, Rect(left, y, room, 0))
        boxes += laid
        y = max(box.rect.bottom for box in laid)
    total = max(measures.height, y + pad * 0.55)
    shift = (total - y - pad * 0.55) / 2
    ground, sign_top = Rect(0, 0, width, total), (total - measures.sign) / 2
    sign = tuple(moved(m, pad, sign_top) for m in no_go(measures.sign))
    grounds = (
        Box(ground, "Artifact", "foot", (Path(rounded(ground, 1.6 * setting.unit), fill="warm"),)),
        Box(Rect(pad, sign_top, measures.sign, measures.sign), "Artifact", "foot", sign),
    )
    return Laid(total, grouped((*grounds, *(b.moved(0, shift) for b in boxes)), "Sect", "foot"))


def _spine(setting: Setting, text: FootText, room: float) -> Paragraph:
    """The spine rule, with its second sentence where both take one line."""
    whole = lead_and_text(setting, text.spine, text.more)
    rule = setting.width(whole, "strong")
    beside = rule + setting.width(text.stop, "strong") + 2 * setting.unit <= room
    return whole if beside else lead_and_text(setting, text.spine, "")


def _foot_row(
    setting: Setting, one: Paragraph, other: Paragraph, role: Role, colour: str, rect: Rect
) -> tuple[Box, ...]:
    """Two texts on one line, left and right; below each other where they need more."""
    other_width = setting.width(other, role)
    beside = setting.width(one, role) + other_width + 2 * setting.unit <= rect.width
    first = setting.paragraph(one, role, rect, "foot", colour=colour)
    if not other:
        return (first,)
    top = rect.y if beside else first.rect.bottom
    return first, setting.paragraph(other, role, Rect(rect.x, top, rect.width, 0), "foot", align="right")
