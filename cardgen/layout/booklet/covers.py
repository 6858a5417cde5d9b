"""The outside of a booklet: front cover and back cover."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cardgen.content.zones import ZONES, zones_of
from cardgen.figures.overview import SHAPE, overview
from cardgen.images import fit
from cardgen.layout.booklet.flowing import one_line
from cardgen.layout.booklet.leaf import Body, Leaf
from cardgen.layout.boxes import Box
from cardgen.layout.panels import FootText, foot
from cardgen.layout.record import QrBlock
from cardgen.layout.setting import ENDLESS
from cardgen.manual import Manual
from cardgen.manual.model import read
from cardgen.shapes import Path, Picture, moved, rounded
from cardgen.units import MM, Rect, Size

PLATE = 1.6 * MM
"""White around a logo or a code, so that it reads on the cover's ground."""

FIGURE_LEAST = 35 * MM
"""Height below which the cover has no figure: a long title needs the room."""

NAME_LINES = 2
"""Lines that the client's or the clinic's name may take on the cover; a longer one stands in the record only."""


def front_cover(leaf: Leaf, manual: Manual, pages: Mapping[str, int]) -> Body:
    """Lay out the front cover: title, the back that is worked, and what is never pressed.

    Args:
        leaf: The page.
        manual: The booklet.
        pages: Where every part begins.
    """
    safe = _safe(leaf)
    logo, top = _logo(leaf, manual, safe)
    title = one_line(leaf.setting, manual.title, "title", safe.width, "cover / title", colour="white")
    boxes = (*logo, title.moved(safe.x, top))
    lines = tuple(_lines(leaf, manual, Rect(safe.x, boxes[-1].rect.bottom + 1.5 * leaf.setting.unit, safe.width, 0)))
    bottom = (*boxes, *lines)[-1].rect.bottom
    strip = _strip(leaf, manual, pages, safe)
    picture = _picture(leaf, manual, Rect(safe.x, bottom, safe.width, strip[0].rect.y - bottom))
    return Body(manual.title, (_ground(leaf), *boxes, *lines, *picture, *strip), plain=True)


def back_cover(leaf: Leaf, manual: Manual, pages: Mapping[str, int]) -> Body:
    """Lay out the back cover: clinic, code, the catalogue's edition, and once more what is never pressed.

    Whatever of the clinic has no room stands in the record.

    Args:
        leaf: The page.
        manual: The booklet.
        pages: Where every part begins.
    """
    setting, document, safe = leaf.setting, manual.document, _safe(leaf)
    place = Rect(safe.x, safe.y + 4 * setting.unit, safe.width, 0)
    title = setting.paragraph(manual.title, "hands", place, "cover / title", tag="H1", colour="white")
    strip = _strip(leaf, manual, pages, safe)
    edition = setting.paragraph(
        document.sources[-1], "caption", Rect(safe.x, 0, safe.width, 0), "cover / edition", colour="white"
    )
    edition = edition.moved(0, strip[0].rect.y - 3 * setting.unit - edition.rect.height)
    whose = _clinic(leaf, manual, Rect(safe.x, title.rect.bottom + 3 * setting.unit, safe.width, 0))
    gap = 6 * setting.unit
    code = _code(leaf, manual, Rect(safe.x, (title, *whose)[-1].rect.bottom + gap, safe.width, 0))
    if whose and (*whose, *code)[-1].rect.bottom + gap > edition.rect.y:
        whose, code = (), _code(leaf, manual, Rect(safe.x, title.rect.bottom + gap, safe.width, 0))
    return Body(manual.title, (_ground(leaf), title, *whose, *code, edition, *strip), plain=True)


def _clinic(leaf: Leaf, manual: Manual, place: Rect) -> tuple[Box, ...]:
    """Lay out the clinic's name and how to reach it."""
    document = manual.document
    told = "\n".join(filter(None, (document.clinic, document.clinic_contact)))
    boxes: list[Box] = []
    for line in told.splitlines():
        boxes.append(leaf.setting.paragraph(line, "subtitle", place, "cover / clinic", colour="white"))
        place = place.moved(0, boxes[-1].rect.height)
    return tuple(boxes)


def _safe(leaf: Leaf) -> Rect:
    form = leaf.setting.format
    return form.safe_area.inset(max(0.0, (leaf.style.outer + leaf.style.gutter) / 2 - form.safe))


def _lines(leaf: Leaf, manual: Manual, place: Rect) -> Iterator[Box]:
    """Yield what stands below the title."""
    setting = leaf.setting
    names = filter(None, (manual.document.for_client, manual.document.clinic))
    short = (one for one in names if len(setting.lines(one, "subtitle", place.width)) <= NAME_LINES)
    for line in (*filter(None, (manual.subtitle, manual.audience)), *short):
        box = setting.paragraph(line, "subtitle", place, "cover / line", colour="white")
        yield box
        place = place.moved(0, box.rect.height)


def _ground(leaf: Leaf) -> Box:
    form = leaf.setting.format
    rect = Rect(0, 0, form.size.width, form.size.height).inset(-form.bleed)
    return Box(rect, "Artifact", "cover", (Path(rounded(rect), fill="teal900"),), bleeds=True)


def _strip(leaf: Leaf, manual: Manual, pages: Mapping[str, int], safe: Rect) -> tuple[Box, ...]:
    """The strip at the foot of every card with steps: never press on the spine, stop at pain, read first."""
    labels = manual.document.labels
    pointer = read(manual.labels.read_first, pages)
    laid = foot(leaf.setting, FootText(labels.spine, labels.spine_more, labels.stop, ("", ""), pointer), safe.width)
    return laid.at(safe.x, safe.bottom - laid.height)


def _plated(picture: Box) -> tuple[Box, Box]:
    """Set a picture on white; its rectangle is that of the picture."""
    plate = picture.rect.inset(-PLATE)
    return Box(plate, "Artifact", picture.block, (Path(rounded(plate, PLATE), fill="white"),)), picture


def _logo(leaf: Leaf, manual: Manual, safe: Rect) -> tuple[tuple[Box, ...], float]:
    """Lay out the logo on its plate; return it and where the title begins."""
    top = safe.y + 4 * leaf.setting.unit
    if manual.document.logo is None:
        return (), top
    limit = leaf.setting.format.band.logo
    placed = fit(manual.document.logo, Size(1.3 * limit.width, 1.3 * limit.height))
    rect = Rect(safe.x + PLATE, safe.y + PLATE, placed.size.width, placed.size.height)
    marks = (Picture(rect, placed.data, placed.key),)
    boxes = _plated(Box(rect, "Figure", "cover / logo", marks, alt=manual.document.labels.logo))
    return boxes, boxes[0].rect.bottom + 4 * leaf.setting.unit


def _code(leaf: Leaf, manual: Manual, place: Rect) -> tuple[Box, ...]:
    """The code with its address on a white plate."""
    qr, pad = manual.document.qr, 2 * leaf.setting.unit
    if qr is None:
        return ()
    taken = QrBlock(qr, manual.document.labels.scan).lay(leaf.setting, place.width - 2 * pad, ENDLESS)
    if taken is None:
        raise AssertionError("an endless page holds a code")
    plate = Rect(place.x, place.y, place.width, taken.laid.height + 2 * pad)
    ground = Box(plate, "Artifact", "qr", (Path(rounded(plate, pad), fill="white"),))
    return (ground, *taken.laid.at(place.x + pad, place.y + pad))


def _picture(leaf: Leaf, manual: Manual, room: Rect) -> tuple[Box, ...]:
    """The back with the areas that the booklet works, those that the person keeps free hatched; none without room."""
    hatched = frozenset(zone for page in manual.techniques for zone in page.hatched)
    techniques = [page.step.technique for page in manual.techniques]
    pressed = [one for one in techniques if not one.percussive] or techniques  # blows land on parts of an area only
    areas = dict.fromkeys(area for one in pressed for area in one.zones)
    worked = zones_of(areas) - hatched
    gap = 5 * leaf.setting.unit
    high = min(room.height - 2 * gap, room.width / SHAPE)
    if high < FIGURE_LEAST or not worked:
        return ()
    drawn = overview(worked, hatched, high)
    x, y = room.x + (room.width - drawn.size.width) / 2, room.y + (room.height - high) / 2
    marks = tuple(moved(mark, x, y) for mark in drawn.marks)
    shown = ", ".join(manual.areas[area] for area in areas if ZONES[area] & worked)
    alt = manual.labels.figure.format(areas=shown)
    return (Box(Rect(x, y, drawn.size.width, high), "Figure", "cover / figure", marks, alt=alt),)
