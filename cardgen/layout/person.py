"""What the screening of the person on the table says: its panel, whole or on several sides, or one paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from cardgen.layout.boxes import Laid, grouped, stack
from cardgen.layout.bullets import bullet_height, bullet_room, bulleted
from cardgen.layout.flow import Taken, fits
from cardgen.layout.panels import lead_and_text
from cardgen.layout.person_limits import bar_room, barred, joined
from cardgen.layout.person_panel import (
    NAME,
    body_place,
    empty_panel,
    list_height,
    panel_height,
    status_text,
    whole_panel,
    whole_panel_height,
)
from cardgen.layout.setting import Setting
from cardgen.layout.text import Paragraph
from cardgen.person_record import RecordPart, ScreeningRecord
from cardgen.units import Rect


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
            return Taken(_unbroken(self, setting.typed, width))
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


@lru_cache(maxsize=64)
def _unbroken(block: PersonBlock, setting: Setting, width: float) -> Laid:
    return (whole_panel if block.bulleted else _running)(setting, block.record, width)


@lru_cache(maxsize=256)
def _unbroken_height(block: PersonBlock, setting: Setting, width: float) -> float:
    return (whole_panel_height if block.bulleted else _running_height)(setting, block.record, width)


# ------------------------------------------------------------------ one paragraph
def _running(setting: Setting, record: ScreeningRecord, width: float) -> Laid:
    """Everything in one paragraph with a bar on its left."""
    lines = setting.lines(_running_text(setting, record), "body", width - bar_room(setting))
    return barred(setting, lines, "body", width)


def _running_height(setting: Setting, record: ScreeningRecord, width: float) -> float:
    return setting.height(_running_text(setting, record), "body", width - bar_room(setting))


def _running_text(setting: Setting, record: ScreeningRecord) -> Paragraph:
    spans = list(lead_and_text(setting, f"{record.title}.", " "))
    for part in record.parts:
        spans += lead_and_text(setting, part.lead, f"{'; '.join(part.items)}. ")
    return (*spans, *lead_and_text(setting, None, record.status))


# ------------------------------------------------------------------ a panel that continues
def _part(setting: Setting, block: PersonBlock, width: float, room: float) -> Taken | None:
    """As many items of the panel as fit; who asked stands under the last one."""
    record = block.record
    inner = body_place(setting, width).width
    free = room - panel_height(setting, 0.0)
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
    inner = body_place(setting, width).width
    items = sum(list_height(setting, part, inner, 1) for part in record.parts)
    height = items + setting.height(record.status, "body", inner)
    return panel_height(setting, height) if fits(height, room - panel_height(setting, 0.0)) else None


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
    record, inner = block.record, body_place(setting, width).width
    part = record.parts[0] if record.parts else RecordPart("", (record.status,))
    lead = (_lead(setting, part.lead, inner),) if part.lead else ()
    lines = setting.lines(part.items[0], "body", bullet_room(setting, inner))
    count = int((room - _total(lead)) / setting.type("body").leading)
    if not 0 < count < len(lines):
        return None
    first, left = joined(lines[:count]), joined(lines[count:])
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
    box = status_text(setting, text, Rect(0, 0, width, 0))
    return Laid(box.rect.height, (box,))


def _continued(setting: Setting, block: PersonBlock, shown: Sequence[Laid], width: float) -> Laid:
    record = block.record
    title = block.continued.format(title=record.title) if block.again else record.title
    items, body = stack(shown, 0.0), body_place(setting, width)
    height = panel_height(setting, items.height)
    panel = empty_panel(setting, title, None, Rect(0, 0, width, height))
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
