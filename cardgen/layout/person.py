"""What the screening of the person on the table says: its panel, and its limits in short."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from cardgen.layout.boxes import Box, Laid, grouped, stack
from cardgen.layout.flow import Taken, fits, whole
from cardgen.layout.panels import bullet, bullet_room, bullets, lead_and_text
from cardgen.layout.setting import Setting
from cardgen.layout.text import Line
from cardgen.person_record import RecordPart, ScreeningRecord
from cardgen.shapes import Path, Stroke, rounded
from cardgen.theme import Role
from cardgen.units import Rect

HEADER = 1.6
"""Height of the panel's header as a multiple of its heading's size."""

NAME = "person"
"""What the block is called."""


@dataclass(frozen=True, slots=True)
class PersonBlock:
    """The panel of a screening: cautions, changes, check-ups, and who asked when.

    It is no signal panel: those are for everybody, and in the colours of a standard.

    Attributes:
        record: What it says.
        continued: Title of a continuation, with the placeholder ``{title}``.
        bulleted: A panel with one item under the other; a paragraph otherwise. What continues is always a panel.
        again: Whether this is the continuation of an earlier side: then the record is what is left.
    """

    record: ScreeningRecord
    continued: str
    bulleted: bool = True
    again: bool = False
    name: str = NAME

    def lay(self, setting: Setting, width: float, room: float) -> Taken | None:
        """Lay out the whole panel, or as many items as fit; of an item that fits on no side, as many lines."""
        if self.again:
            return _part(setting, self, width, room)
        return whole(_unbroken(self, setting, width), room) or _part(setting, self, width, room)


@lru_cache(maxsize=32)
def _unbroken(block: PersonBlock, setting: Setting, width: float) -> Laid:
    return (_whole if block.bulleted else _running)(setting, block.record, width)


@dataclass(frozen=True, slots=True)
class LimitsBlock:
    """What the giver must not do, in short, on a card with steps whose safety side has no room for the panel."""

    text: str
    name: str = NAME

    def lay(self, setting: Setting, width: float, room: float) -> Taken | None:
        """Lay out a bold paragraph with a bar on its left, or as many of its lines as fit."""
        lines = setting.lines(self.text, "strong", width - _bar_room(setting))
        count = min(len(lines), int((room + 0.01) / setting.type("strong").leading))
        if not count:
            return None
        rest = replace(self, text=_joined(lines[count:])) if count < len(lines) else None
        return Taken(_barred(setting, lines[:count], "strong", width), rest)


def limits(setting: Setting, text: str, width: float) -> Laid:
    """Lay out a person's limits in short, whole."""
    return _barred(setting, setting.lines(text, "strong", width - _bar_room(setting)), "strong", width)


def _bar_room(setting: Setting) -> float:
    return 0.9 * setting.type("strong").size


def _barred(setting: Setting, lines: tuple[Line, ...], role: Role, width: float) -> Laid:
    style, indent = setting.type(role), _bar_room(setting)
    text = setting.set_lines(lines, style, Rect(indent, 0, width - indent, 0), NAME, role=role)
    bar = Rect(0, 0, 0.36 * style.size, text.rect.height)
    mark = Box(bar, "Artifact", NAME, (Path(rounded(bar), fill="teal900"),))
    return Laid(text.rect.height, grouped((mark, _personal(text)), "Sect", NAME))


def _joined(lines: Iterable[Line]) -> str:
    return "".join(line.text + " " * line.space_after for line in lines).strip()


# ------------------------------------------------------------------ the whole panel
def _whole(setting: Setting, record: ScreeningRecord, width: float) -> Laid:
    """The panel on one side; who asked stands in its header where both take one line."""
    pad = setting.format.panel.padding
    inner = width - 2 * pad
    used = setting.width(record.title, "heading") + setting.width(record.status, "body")
    beside = used + 2 * pad <= inner
    parts = _columns(setting, record, inner)
    if not beside:
        parts = (*parts, _plain(setting, record.status, inner))
    body = stack(parts, 0.35 * setting.type("body").size)
    return _panel(setting, record.title, record.status if beside else None, body, width)


def _columns(setting: Setting, record: ScreeningRecord, width: float) -> tuple[Laid, ...]:
    """Leads with bullets under them; the changes beside the rest where the format has two columns."""
    others = tuple(part for part in record.parts if part is not record.changes)
    gap = setting.format.gap.column
    if setting.format.columns == 1 or not record.changes.items or not others:
        return tuple(_list(setting, part, width, setting.format.columns) for part in record.parts)
    half = (width - gap) / 2
    left, right = (stack([_list(setting, part, half, 1) for part in side], 0.0) for side in (others, (record.changes,)))
    return (Laid(max(left.height, right.height), (*left.boxes, *right.at(half + gap, 0))),)


def _list(setting: Setting, part: RecordPart, width: float, columns: int) -> Laid:
    listed = bullets(setting, part.items, width, columns, f"{NAME} / {part.lead}")
    return stack((_lead(setting, part.lead, width), replace(listed, boxes=tuple(map(_personal, listed.boxes)))), 0.0)


def _running(setting: Setting, record: ScreeningRecord, width: float) -> Laid:
    """Everything in one paragraph with a bar on its left."""
    spans = list(lead_and_text(setting, f"{record.title}.", " "))
    for part in record.parts:
        spans += lead_and_text(setting, part.lead, f"{'; '.join(part.items)}. ")
    spans += lead_and_text(setting, None, record.status)
    lines = setting.lines(tuple(spans), "body", width - _bar_room(setting))
    return _barred(setting, lines, "body", width)


def _lead(setting: Setting, text: str, width: float) -> Laid:
    box = setting.paragraph(text, "strong", Rect(0, 0, width, 0), NAME)
    return Laid(box.rect.height, (box,))


def _plain(setting: Setting, text: str, width: float) -> Laid:
    box = setting.paragraph(text, "body", Rect(0, 0, width, 0), NAME)
    return Laid(box.rect.height, (_personal(box),))


def _personal(box: Box) -> Box:
    return replace(box, personal=True)


def _header_height(setting: Setting) -> float:
    return HEADER * setting.type("heading").size


def _inset(setting: Setting) -> float:
    """White above and below the panel's text."""
    return setting.format.panel.padding * 0.62


def _panel(setting: Setting, title: str, status: str | None, body: Laid, width: float) -> Laid:
    style, high = setting.format.panel, _header_height(setting)
    pad, total = style.padding, high + body.height + 2 * _inset(setting)
    frame, head = Rect(0, 0, width, total), Rect(0, 0, width, high)
    ground = Path(rounded(head, (style.radius, style.radius, 0.0, 0.0)), fill="teal900")
    outline = Path(rounded(frame, style.radius), stroke=Stroke("teal900", style.rule, cap="butt"))
    middle = high / 2
    boxes = [
        Box(frame, "Artifact", NAME, (Path(rounded(frame, style.radius), fill="white"),)),
        Box(head, "Artifact", NAME, (ground,)),
        setting.centred(title, "heading", pad, middle, NAME, tag="H2", colour="white"),
    ]
    if status:
        told = setting.centred(status, "body", width - pad, middle, NAME, colour="white", align="right")
        boxes.append(_personal(told))
    boxes += [Box(frame, "Artifact", NAME, (outline,)), *body.at(pad, high + _inset(setting))]
    return Laid(total, grouped(boxes, "Sect", NAME))


# ------------------------------------------------------------------ a panel that continues
def _part(setting: Setting, block: PersonBlock, width: float, room: float) -> Taken | None:
    """As many items of the panel as fit; who asked stands under the last one."""
    record = block.record
    inner = width - 2 * setting.format.panel.padding
    free = room - _header_height(setting) - 2 * _inset(setting)
    shown, count = _items(setting, record, inner, free)
    if count == _count(record):
        status = _plain(setting, record.status, inner)
        if fits(_total(shown) + status.height, free):
            return Taken(_continued(setting, block, (*shown, status), width))
    if shown:
        return Taken(_continued(setting, block, shown, width), replace(block, record=_after(record, count), again=True))
    return _lines(setting, block, width, free)


def _items(setting: Setting, record: ScreeningRecord, width: float, room: float) -> tuple[tuple[Laid, ...], int]:
    """Lay out leads and items from the first on, and say how many items fit."""
    shown: tuple[Laid, ...] = ()
    count = 0
    for part in record.parts:
        for index, item in enumerate(part.items):
            lead = () if index else (_lead(setting, part.lead, width),)
            tried = (*shown, *lead, _item(setting, item, width, part.lead))
            if not fits(_total(tried), room):
                return shown, count
            shown, count = tried, count + 1
    return shown, count


def _lines(setting: Setting, block: PersonBlock, width: float, room: float) -> Taken | None:
    """As many lines as fit of an item that is too long for a whole side."""
    record, inner = block.record, width - 2 * setting.format.panel.padding
    part = record.parts[0] if record.parts else RecordPart("", (record.status,))
    lead = (_lead(setting, part.lead, inner),) if part.lead else ()
    lines = setting.lines(part.items[0], "body", bullet_room(setting, inner))
    count = int((room - _total(lead)) / setting.type("body").leading)
    if not 0 < count < len(lines):
        return None
    first, left = _joined(lines[:count]), _joined(lines[count:])
    one = _item(setting, first, inner, part.lead) if part.lead else _plain(setting, first, inner)
    rest = replace(block, record=_with_first(record, left), again=True)
    return Taken(_continued(setting, block, (*lead, one), width), rest)


def _item(setting: Setting, text: str, width: float, lead: str) -> Laid:
    block = f"{NAME} / {lead}"
    laid = bullet(setting, text, width, block)
    return replace(laid, boxes=tuple(map(_personal, grouped(grouped(laid.boxes, "LI", text), "L", block))))


def _continued(setting: Setting, block: PersonBlock, shown: Sequence[Laid], width: float) -> Laid:
    record = block.record
    title = block.continued.format(title=record.title) if block.again else record.title
    return _panel(setting, title, None, stack(shown, 0.0), width)


def _total(laid: Iterable[Laid]) -> float:
    return sum(one.height for one in laid)


def _count(record: ScreeningRecord) -> int:
    return sum(len(part.items) for part in record.parts)


def _after(record: ScreeningRecord, count: int) -> ScreeningRecord:
    """Return a record without its first ``count`` items."""
    left: list[RecordPart] = []
    for part in (record.cautions, record.changes, record.check_ups):
        left.append(replace(part, items=part.items[count:]))
        count = max(0, count - len(part.items))
    return replace(record, cautions=left[0], changes=left[1], check_ups=left[2])


def _with_first(record: ScreeningRecord, text: str) -> ScreeningRecord:
    """Return a record whose first item, or what is left of its status, is ``text``."""
    if not record.parts:
        return replace(record, status=text)
    first, *_ = record.parts

    def begun(part: RecordPart) -> RecordPart:
        return replace(part, items=(text, *part.items[1:])) if part is first else part

    parts = begun(record.cautions), begun(record.changes), begun(record.check_ups)
    return replace(record, cautions=parts[0], changes=parts[1], check_ups=parts[2])
