"""Safety panels after ANSI Z535.4, the flagged emergency signs, and the strip at the foot of side 1."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from cardgen.document import CoreItem
from cardgen.figures.icons import ALERT_WIDTH, alert, flag, no_go
from cardgen.layout.boxes import Box, Laid, Part, grouped
from cardgen.layout.bullets import bulleted as listed
from cardgen.layout.bullets import bullets_height
from cardgen.layout.setting import ENDLESS, Setting
from cardgen.layout.text import Paragraph, Span
from cardgen.shapes import Mark, Path, Stroke, moved, polyline, rounded
from cardgen.theme import Role
from cardgen.units import Rect

HEADER = 1.41
"""Height of a panel's header as a multiple of its signal word's size."""

EMERGENCY_INDENT = 2.05
"""Room for bar and flag left of the emergency signs, likewise of the text's size."""


def panel_inset(setting: Setting) -> float:
    """Return the white above and below a panel's text."""
    return setting.format.panel.padding * 0.62


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
    setting: Setting,
    rect: Rect,
    item: CoreItem,
    radius: float | tuple[float, float, float, float],
    within: tuple[Part, ...] = (),
) -> tuple[Box, ...]:
    """Lay out the coloured header with triangle and signal word, centred; ``within`` are the groups it stands in.

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
        within=within,
    )
    left = rect.x + (rect.width - wide - text.rect.width) / 2
    middle = rect.y + rect.height / 2
    marks: list[Mark] = [Path(rounded(rect, radius), fill=look.ground)]
    if look.alert:
        marks += [moved(m, left, middle - high * 0.53) for m in alert(high, look.word, look.ground)]
    return Box(rect, "Artifact", block, tuple(marks), within=within), text.moved(left + wide, middle)


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
    inset = panel_inset(setting)
    place = Rect(pad, head + inset, width - 2 * pad, 0)
    body = _body_height(setting, item, place.width, bulleted=bulleted, columns=columns)
    frame = Rect(0, 0, width, max(head + body + 2 * inset, least))
    rule = Stroke("black", style.rule, cap="butt")
    within = (Part("Sect", block),)
    outline = Path(rounded(frame, style.radius), stroke=rule)
    boxes = (
        Box(frame, "Artifact", block, (Path(outline.shape, fill="white"),), within=within),
        *header(setting, Rect(0, 0, width, head), item, (style.radius, style.radius, 0.0, 0.0), within),
        Box(
            frame, "Artifact", block, (Path(polyline([(0, head), (width, head)]), stroke=rule), outline), within=within
        ),
        *_body(setting, item, place, within, bulleted=bulleted, columns=columns),
    )
    return Laid(frame.height, boxes)


def signal_panel_height(setting: Setting, item: CoreItem, width: float, *, bulleted: bool, columns: int = 1) -> float:
    """Return the height of a panel with its signal word on top; arguments as ``signal_panel``."""
    pad = setting.format.panel.padding
    body = _body_height(setting, item, width - 2 * pad, bulleted=bulleted, columns=columns)
    return HEADER * setting.type("signal").size + body + 2 * panel_inset(setting)


def side_panel(setting: Setting, item: CoreItem, extra: tuple[str, ...], width: float) -> Laid:
    """Lay out a panel with its signal word on the left; ``extra`` sentences follow its own."""
    style = setting.format.panel
    block = item.title
    pad, word_width = style.padding, style.side_word
    content = _said(setting, item, extra)
    text_width = width - word_width - 2 * pad
    text_height = setting.height(content, "body", text_width)
    total = side_panel_height(setting, item, extra, width)
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


def side_panel_height(setting: Setting, item: CoreItem, extra: tuple[str, ...], width: float) -> float:
    """Return the height of a panel with its signal word on the left; arguments as ``side_panel``."""
    style = setting.format.panel
    text_width = width - style.side_word - 2 * style.padding
    text_height = setting.height(_said(setting, item, extra), "body", text_width)
    return max(text_height + 1.2 * style.padding, HEADER * setting.type("signal").size)


def _said(setting: Setting, item: CoreItem, extra: tuple[str, ...]) -> Paragraph:
    return lead_and_text(setting, item.lead, " ".join((item.running, *extra)).strip())


def _body(
    setting: Setting, item: CoreItem, place: Rect, within: tuple[Part, ...], *, bulleted: bool, columns: int
) -> tuple[Box, ...]:
    if not bulleted:
        running = lead_and_text(setting, item.lead, item.running)
        return (setting.paragraph(running, "body", place, item.title, within=within),)
    boxes: list[Box] = []
    if item.lead:
        boxes.append(setting.paragraph(item.lead, "strong", place, item.title, within=within))
        place = place.moved(dy=boxes[0].rect.height)
    boxes += listed(setting, item.phrases, place, columns, item.title, within=within)
    if item.sentences:
        place = place.moved(dy=bullets_height(setting, item.phrases, place.width, columns))
        boxes.append(setting.paragraph(" ".join(item.sentences), "body", place, item.title, within=within))
    return tuple(boxes)


def _body_height(setting: Setting, item: CoreItem, width: float, *, bulleted: bool, columns: int) -> float:
    if not bulleted:
        return setting.height(lead_and_text(setting, item.lead, item.running), "body", width)
    lead = setting.height(item.lead, "strong", width) if item.lead else 0.0
    tail = setting.height(" ".join(item.sentences), "body", width) if item.sentences else 0.0
    return lead + bullets_height(setting, item.phrases, width, columns) + tail


def emergency_height(setting: Setting, item: CoreItem, width: float) -> float:
    """Return the height of the emergency signs."""
    text = lead_and_text(setting, item.lead, item.running)
    return setting.height(text, "body", width - EMERGENCY_INDENT * setting.type("body").size)


@lru_cache(maxsize=16)
def emergency(setting: Setting, item: CoreItem, width: float) -> Laid:
    """Lay out the emergency signs: red bar, flag, bold lead, running text."""
    style = setting.type("body")
    indent = style.size * EMERGENCY_INDENT
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
