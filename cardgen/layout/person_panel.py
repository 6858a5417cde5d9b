"""The panel of a screening, whole, on one side; and its frame and its parts, for one that continues."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cardgen.layout.boxes import Box, Laid, Part
from cardgen.layout.bullets import bulleted, bullets_height
from cardgen.layout.flow import column_height
from cardgen.layout.panels import panel_inset
from cardgen.layout.setting import Setting
from cardgen.person_record import RecordPart, ScreeningRecord
from cardgen.shapes import Path, Stroke, rounded
from cardgen.units import Rect

HEADER = 1.6
"""Height of the panel's header as a multiple of its heading's size."""

NAME = "person"
"""What the block is called."""

IN_PANEL = (Part("Sect", NAME),)
"""The group that everything of it stands in."""


@dataclass(frozen=True, slots=True)
class _Column:
    """Leads with bullets under them: where they stand in the panel's body, and the gap between two of them."""

    parts: tuple[RecordPart, ...]
    left: float
    width: float
    bullets: int
    gap: float = 0.0

    def height(self, setting: Setting) -> float:
        return column_height([list_height(setting, part, self.width, self.bullets) for part in self.parts], self.gap)

    def boxes(self, setting: Setting, body: Rect) -> Iterator[Box]:
        top = body.y
        for part in self.parts:
            yield from _list(setting, part, Rect(body.x + self.left, top, self.width, 0), self.bullets)
            top += list_height(setting, part, self.width, self.bullets) + self.gap


def whole_panel(setting: Setting, record: ScreeningRecord, width: float) -> Laid:
    """Lay out the panel on one side; who asked stands in its header where both take one line."""
    height = whole_panel_height(setting, record, width)
    body = body_place(setting, width)
    beside = _status_beside(setting, record, body.width)
    boxes = empty_panel(setting, record.title, record.status if beside else None, Rect(0, 0, width, height))
    for column in _columns(setting, record, body.width):
        boxes += column.boxes(setting, body)
    if not beside:
        bottom = height - panel_inset(setting) - setting.height(record.status, "body", body.width)
        boxes.append(status_text(setting, record.status, Rect(body.x, bottom, body.width, 0), IN_PANEL))
    return Laid(height, tuple(boxes))


def whole_panel_height(setting: Setting, record: ScreeningRecord, width: float) -> float:
    """Return the height of what ``whole_panel`` lays out."""
    inner = body_place(setting, width).width
    heights = [max(column.height(setting) for column in _columns(setting, record, inner))] if record.parts else []
    if not _status_beside(setting, record, inner):
        heights.append(setting.height(record.status, "body", inner))
    return panel_height(setting, column_height(heights, _part_gap(setting)))


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


def list_height(setting: Setting, part: RecordPart, width: float, columns: int) -> float:
    """Return the height of a lead and its bullets."""
    return setting.height(part.lead, "strong", width) + bullets_height(setting, part.items, width, columns)


# ------------------------------------------------------------------ frame and parts
def status_text(setting: Setting, text: str, place: Rect, within: tuple[Part, ...] = ()) -> Box:
    """Set who asked, and when, or a piece of that, at its place."""
    return setting.paragraph(text, "body", place, NAME, within=within, personal=True)


def _part_gap(setting: Setting) -> float:
    return 0.35 * setting.type("body").size


def _header_height(setting: Setting) -> float:
    return HEADER * setting.type("heading").size


def body_place(setting: Setting, width: float) -> Rect:
    """Where the panel's text begins, and how wide it may be."""
    pad = setting.format.panel.padding
    return Rect(pad, _header_height(setting) + panel_inset(setting), width - 2 * pad, 0)


def panel_height(setting: Setting, body: float) -> float:
    """Return how high the panel is around a body of this height."""
    return _header_height(setting) + body + 2 * panel_inset(setting)


def empty_panel(setting: Setting, title: str, status: str | None, frame: Rect) -> list[Box]:
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
