"""What the screening of the person on the table says: its panel, and its limits in short."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from cardgen.layout.boxes import Box, Laid, Part, grouped, stack
from cardgen.layout.bullets import bullet_height, bullet_room, bulleted, bullets_height
from cardgen.layout.flow import Taken, column_height, fits
from cardgen.layout.panels import lead_and_text
from cardgen.layout.setting import Setting
from cardgen.layout.text import Line, Paragraph
from cardgen.person_record import RecordPart, ScreeningRecord
from cardgen.shapes import Path, Stroke, rounded
from cardgen.theme import Role
from cardgen.units import Rect

HEADER = 1.6
"""Height of the panel's header as a multiple of its heading's size."""

NAME = "person"
"""What the block is called."""

IN_PANEL = (Part("Sect", NAME),)
"""The group that everything of it stands in."""


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
        if fits(_unbroken_height(self, setting.typed, width), room):
            return Taken((_whole if self.bulleted else _running)(setting, self.record, width))
        return _part(setting, self, width, room)

    def measure(self, setting: Setting, width: float, room: float) -> float | None:
        """See ``flow.WholeBlock``."""
        if not self.again:
            height = _unbroken_height(self, setting.typed, width)
            if fits(height, room):
                return height
        return _last_part_height(setting, self.record, width, room)

    def __hash__(self) -> int:
        """Tell blocks apart by what differs most: enough for a cache, and quick."""
        return hash((self.bulleted, self.again, self.record.cautions.items, self.record.status))


@lru_cache(maxsize=32)
def _unbroken_height(block: PersonBlock, setting: Setting, width: float) -> float:
    return (_whole_height if block.bulleted else _running_height)(setting, block.record, width)


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


def limits_height(setting: Setting, text: str, width: float) -> float:
    """Return how high a person's limits in short are."""
    return setting.height(text, "strong", width - _bar_room(setting))


def _bar_room(setting: Setting) -> float:
    return 0.9 * setting.type("strong").size


def _barred(setting: Setting, lines: tuple[Line, ...], role: Role, width: float) -> Laid:
    style, indent = setting.type(role), _bar_room(setting)
    place = Rect(indent, 0, width - indent, 0)
    text = setting.set_lines(lines, style, place, NAME, role=role, within=IN_PANEL, personal=True)
    bar = Rect(0, 0, 0.36 * style.size, text.rect.height)
    mark = Box(bar, "Artifact", NAME, (Path(rounded(bar), fill="teal900"),), within=IN_PANEL)
    return Laid(text.rect.height, (mark, text))


def _joined(lines: Iterable[Line]) -> str:
    return "".join(line.text + " " * line.space_after for line in lines).strip()


# ------------------------------------------------------------------ the whole panel
@dataclass(frozen=True, slots=True)
class _Column:
    """Leads with bullets under them: where they stand in the panel's body, and the gap between two of them."""

    parts: tuple[RecordPart, ...]
    left: float
    width: float
    bullets: int
    gap: float = 0.0

    def height(self, setting: Setting) -> float:
        return column_height([_list_height(setting, part, self.width, self.bullets) for part in self.parts], self.gap)

    def boxes(self, setting: Setting, body: Rect) -> Iterator[Box]:
        top = body.y
        for part in self.parts:
            yield from _list(setting, part, Rect(body.x + self.left, top, self.width, 0), self.bullets)
            top += _list_height(setting, part, self.width, self.bullets) + self.gap


def _whole(setting: Setting, record: ScreeningRecord, width: float) -> Laid:
    """The panel on one side; who asked stands in its header where both take one line."""
    height = _whole_height(setting, record, width)
    body = _body(setting, width)
    beside = _status_beside(setting, record, body.width)
    boxes = _panel(setting, record.title, record.status if beside else None, Rect(0, 0, width, height))
    for column in _columns(setting, record, body.width):
        boxes += column.boxes(setting, body)
    if not beside:
        bottom = height - _inset(setting) - setting.height(record.status, "body", body.width)
        boxes.append(_status(setting, record.status, Rect(body.x, bottom, body.width, 0), IN_PANEL))
    return Laid(height, tuple(boxes))


def _whole_height(setting: Setting, record: ScreeningRecord, width: float) -> float:
    inner = _body(setting, width).width
    heights = [max(column.height(setting) for column in _columns(setting, record, inner))] if record.parts else []
    if not _status_beside(setting, record, inner):
        heights.append(setting.height(record.status, "body", inner))
    return _panel_height(setting, column_height(heights, _part_gap(setting)))


def _status_beside(setting: Setting, record: ScreeningRecord, width: float) -> bool:
    used = setting.width(record.title, "heading") + setting.width(record.status, "body")
    return used + 2 * setting.format.panel.padding <= width


def _columns(setting: Setting, record: ScreeningRecord, width: float) -> tuple[_Column, ...]:
    """The changes stand beside the rest where the format has two columns."""
    others = tuple(part for part in record.parts if part is not record.changes)
    count, gap = setting.format.columns, setting.format.gap.column
    if count == 1 or not record.changes.items or not others:
        return (_Column(record.parts, 0.0, width, count, _part_gap(setting)),)
    half = (width - gap) / 2
    return _Column(others, 0.0, half, 1), _Column((record.changes,), half + gap, half, 1)


def _list(setting: Setting, part: RecordPart, place: Rect, columns: int) -> Iterator[Box]:
    lead = setting.paragraph(part.lead, "strong", place, NAME, within=IN_PANEL)
    yield lead
    below, block = place.moved(dy=lead.rect.height), f"{NAME} / {part.lead}"
    yield from bulleted(setting, part.items, below, columns, block, within=IN_PANEL, personal=True)


def _list_height(setting: Setting, part: RecordPart, width: float, columns: int) -> float:
    return setting.height(part.lead, "strong", width) + bullets_height(setting, part.items, width, columns)


def _running(setting: Setting, record: ScreeningRecord, width: float) -> Laid:
    """Everything in one paragraph with a bar on its left."""
    lines = setting.lines(_running_text(setting, record), "body", width - _bar_room(setting))
    return _barred(setting, lines, "body", width)


def _running_height(setting: Setting, record: ScreeningRecord, width: float) -> float:
    return setting.height(_running_text(setting, record), "body", width - _bar_room(setting))


def _running_text(setting: Setting, record: ScreeningRecord) -> Paragraph:
    spans = list(lead_and_text(setting, f"{record.title}.", " "))
    for part in record.parts:
        spans += lead_and_text(setting, part.lead, f"{'; '.join(part.items)}. ")
    return (*spans, *lead_and_text(setting, None, record.status))


def _status(setting: Setting, text: str, place: Rect, within: tuple[Part, ...] = ()) -> Box:
    return setting.paragraph(text, "body", place, NAME, within=within, personal=True)


def _part_gap(setting: Setting) -> float:
    return 0.35 * setting.type("body").size


def _header_height(setting: Setting) -> float:
    return HEADER * setting.type("heading").size


def _inset(setting: Setting) -> float:
    """White above and below the panel's text."""
    return setting.format.panel.padding * 0.62


def _body(setting: Setting, width: float) -> Rect:
    """Where the panel's text begins, and how wide it may be."""
    pad = setting.format.panel.padding
    return Rect(pad, _header_height(setting) + _inset(setting), width - 2 * pad, 0)


def _panel_height(setting: Setting, body: float) -> float:
    return _header_height(setting) + body + 2 * _inset(setting)


def _panel(setting: Setting, title: str, status: str | None, frame: Rect) -> list[Box]:
    """The panel, still empty."""
    style, high = setting.format.panel, _header_height(setting)
    pad, head = style.padding, Rect(0, 0, frame.width, high)
    ground = Path(rounded(head, (style.radius, style.radius, 0.0, 0.0)), fill="teal900")
    outline = Path(rounded(frame, style.radius), stroke=Stroke("teal900", style.rule, cap="butt"))
    boxes = [
        Box(frame, "Artifact", NAME, (Path(outline.shape, fill="white"),), within=IN_PANEL),
        Box(head, "Artifact", NAME, (ground,), within=IN_PANEL),
        setting.centred(title, "heading", pad, high / 2, NAME, tag="H2", colour="white", within=IN_PANEL),
    ]
    if status:
        right = frame.width - pad
        boxes.append(
            setting.centred(
                status, "body", right, high / 2, NAME, colour="white", align="right", within=IN_PANEL, personal=True
            )
        )
    boxes.append(Box(frame, "Artifact", NAME, (outline,), within=IN_PANEL))
    return boxes


# ------------------------------------------------------------------ a panel that continues
def _part(setting: Setting, block: PersonBlock, width: float, room: float) -> Taken | None:
    """As many items of the panel as fit; who asked stands under the last one."""
    record = block.record
    inner = _body(setting, width).width
    free = room - _panel_height(setting, 0.0)
    shown, count = _items(setting, record, inner, free)
    if count == _count(record):
        status = _plain(setting, record.status, inner)
        if fits(_total(shown) + status.height, free):
            return Taken(_continued(setting, block, (*shown, status), width))
    if shown:
        return Taken(_continued(setting, block, shown, width), replace(block, record=_after(record, count), again=True))
    return _lines(setting, block, width, free)


def _last_part_height(setting: Setting, record: ScreeningRecord, width: float, room: float) -> float | None:
    """Return how high the panel is with every item and who asked, or None if it takes more than the room."""
    inner = _body(setting, width).width
    items = sum(_list_height(setting, part, inner, 1) for part in record.parts)
    height = items + setting.height(record.status, "body", inner)
    return _panel_height(setting, height) if fits(height, room - _panel_height(setting, 0.0)) else None


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
    record, inner = block.record, _body(setting, width).width
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
    boxes = bulleted(setting, (text,), Rect(0, 0, width, 0), 1, f"{NAME} / {lead}", personal=True)
    return Laid(bullet_height(setting, text, width), boxes)


def _lead(setting: Setting, text: str, width: float) -> Laid:
    box = setting.paragraph(text, "strong", Rect(0, 0, width, 0), NAME)
    return Laid(box.rect.height, (box,))


def _plain(setting: Setting, text: str, width: float) -> Laid:
    box = _status(setting, text, Rect(0, 0, width, 0))
    return Laid(box.rect.height, (box,))


def _continued(setting: Setting, block: PersonBlock, shown: Sequence[Laid], width: float) -> Laid:
    record = block.record
    title = block.continued.format(title=record.title) if block.again else record.title
    items, body = stack(shown, 0.0), _body(setting, width)
    height = _panel_height(setting, items.height)
    panel = _panel(setting, title, None, Rect(0, 0, width, height))
    return Laid(height, (*panel, *grouped(items.at(body.x, body.y), "Sect", NAME)))


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
