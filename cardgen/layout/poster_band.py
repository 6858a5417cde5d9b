"""The band of a poster, read from five metres: title, a back with what is worked on it, and two call-outs."""

from __future__ import annotations

from dataclasses import dataclass

from cardgen.figures.overview import SHAPE, Overview, overview
from cardgen.fonts import CAP_HEIGHT
from cardgen.images import fit
from cardgen.layout.boxes import Box, Laid
from cardgen.layout.parts import DESCENT
from cardgen.layout.setting import Setting, Type
from cardgen.layout.text import Line, Span, wrap
from cardgen.poster import Poster
from cardgen.shapes import Path, Picture, Point, Stroke, circle, moved, polyline, rounded
from cardgen.units import Rect, Size

TITLE_LINES = 2
"""Lines that a title takes at most before it is set smaller."""

FIGURE = 0.36
"""Share of the width that the figure takes at most; a higher band leaves room above it."""

GROWTH = 0.04
"""Step in which the band grows until its texts have room: a share of its height."""

STEPS_DOWN = 40
"""Sizes that are tried from a title's own down to its floor."""

LEAST_BESIDE = 1.5
"""Least width of a subtitle beside the title: a multiple of the title's size."""

CASING, LINE, DOT = 0.73, 0.27, 0.8
"""Widths of a call-out's line with its dark casing, and the radius of its end: multiples of the format's unit."""

SMALL_LOGO = 0.6
"""Of a logo beside the subtitle of a low band, as a share of the format's largest."""

PLATE = 0.8
"""White around a logo: a multiple of the format's unit."""


@dataclass(frozen=True, slots=True)
class BandLines:
    """What the band says.

    Attributes:
        title: Of the only routine on the page, or what all of them are.
        subtitle: Under the title, or beside its last line.
        more: Smaller lines: for whom it is written, that it is one of several, and which poster of how many it is.
        names: Names of people, in small lines too.
    """

    title: str
    subtitle: str
    more: tuple[str, ...]
    names: tuple[str, ...] = ()


def poster_band(setting: Setting, poster: Poster, lines: BandLines, least: float, *, low: bool = False) -> Laid:
    """Lay out the band; it grows with its text.

    Args:
        setting: A theme and a format of kind ``poster``.
        poster: Areas, call-outs and logo.
        lines: Title, and what stands below it.
        least: Least height in points.
        low: Whether the title is set smaller to take one line.

    Returns:
        Ground (into the bleed), figure, call-outs and texts; the height is the band's, measured from the trim.
    """
    high = least
    while True:
        inner = setting.format.content
        back = overview(poster.worked, poster.avoided, min(high - inner.y, FIGURE * inner.width / SHAPE))
        room = inner.width - back.size.width - 2 * setting.unit
        said = _texts(setting, poster, lines, room, most=1 if low else TITLE_LINES)
        placed = _call_outs(setting, poster, said, room, high)
        if placed:
            break
        high += max(setting.unit, GROWTH * high)
    left, top = inner.right - back.size.width, high - back.size.height
    picture = Box(
        Rect(left, top, back.size.width, back.size.height),
        "Figure",
        "band / figure",
        tuple(moved(mark, left, top) for mark in back.marks),
        alt=poster.words.figure,
    )
    leaders = _leaders(setting, placed, back, (left, top))
    return Laid(high, (_ground(setting, high), picture, *said.boxes, *placed, *leaders))


def small_poster_band(setting: Setting, title: str, place: str) -> Laid:
    """Lay out the band of a page that only continues texts; see ``poster_band``."""
    inner = setting.format.content
    style = setting.type("back_title")
    text = setting.paragraph(
        title,
        "back_title",
        Rect(inner.x, 0.6 * inner.x, inner.width, 0),
        "band / title",
        tag="H1",
        colour="white",
    )
    note = setting.paragraph(
        place, "back_note", Rect(inner.x, text.rect.bottom, inner.width, 0), "band / place", colour="white"
    )
    high = max(setting.format.band.back, note.rect.bottom + (style.leading - style.size) + setting.unit)
    return Laid(high, (_ground(setting, high), text, note))


def _ground(setting: Setting, high: float) -> Box:
    bleed, width = setting.format.bleed, setting.format.size.width
    rect = Rect(-bleed, -bleed, width + 2 * bleed, high + bleed)
    return Box(rect, "Artifact", "band", (Path(rounded(rect), fill="teal900"),), bleeds=True)


# ------------------------------------------------------------------ title and what stands below it
def _texts(setting: Setting, poster: Poster, lines: BandLines, room: float, *, most: int) -> Laid:
    inner = setting.format.content
    style, broken = _title(setting, lines.title, room, most)
    top = 0.8 * inner.x + CAP_HEIGHT * style.size / 2 - style.leading / 2
    title = setting.set_lines(
        broken,
        style,
        Rect(inner.x, top, room, 0),
        "band / title",
        role="title",
        tag="H1",
        colour="white",
    )
    subtitle = _subtitle(setting, lines.subtitle, title, style, room, beside=len(broken) == 1)
    boxes = [title, subtitle]
    y = max(_below(title, style), subtitle.rect.bottom)
    for text in (*lines.more, *lines.names):
        box = setting.paragraph(text, "back_note", Rect(inner.x, y, room, 0), "band / name", colour="white")
        boxes.append(box._replace(personal=text in lines.names))
        y = box.rect.bottom
    small = most < TITLE_LINES
    corner = (max(box.rect.right for box in boxes[1:]) + 2 * setting.unit, subtitle.rect.y)
    logo = _logo(setting, poster, corner if small else (inner.x, y + setting.unit), SMALL_LOGO if small else 1.0)
    return Laid(max(box.rect.bottom for box in (*boxes, *logo)), (*boxes, *logo))


def _title(setting: Setting, title: str, room: float, most: int) -> tuple[Type, tuple[Line, ...]]:
    """The largest size in which the title takes few lines and no word of it breaks, or else its floor."""
    style = setting.format.type["title"]
    sizes = [style.size - (style.size - style.floor) * step / STEPS_DOWN for step in range(STEPS_DOWN + 1)]
    tried = [(size, wrap((Span(title, style.face),), room, size)) for size in sizes]
    whole = [one for one in tried if all(line.space_after for line in one[1][:-1])]
    fitting = [one for count in (most, TITLE_LINES) for one in whole if len(one[1]) <= count]
    size, lines = (*fitting, *whole[-1:], tried[-1])[0]
    return Type(style.face, size, style.leading * size / style.size), lines


def _subtitle(setting: Setting, text: str, title: Box, style: Type, room: float, *, beside: bool) -> Box:
    """Beside a title of one line if it takes no more height there, under the title otherwise."""
    left = title.rect.width + 0.45 * style.size
    lines = setting.lines(text, "subtitle", max(room - left, setting.unit), balance=True)
    high = len(lines) * setting.type("subtitle").leading
    whole = all(line.space_after for line in lines[:-1])
    top = title.rect.centre[1] - high / 2
    if beside and whole and room - left > LEAST_BESIDE * style.size and high <= CAP_HEIGHT * style.size:
        rect = Rect(title.rect.x + left, top, room - left, 0)
        return setting.paragraph(text, "subtitle", rect, "band / subtitle", colour="white", balance=True)
    rect = Rect(title.rect.x, _below(title, style), room, 0)
    return setting.paragraph(text, "subtitle", rect, "band / subtitle", colour="white")


def _below(title: Box, style: Type) -> float:
    """Where what stands under the title begins: clear of its descenders."""
    return title.rect.bottom - style.leading / 2 + (CAP_HEIGHT / 2 + DESCENT) * style.size


def _logo(setting: Setting, poster: Poster, corner: Point, share: float) -> tuple[Box, ...]:
    """The logo on white, at most a share of the largest that the format has."""
    logo = poster.first.logo
    if logo is None:
        return ()
    white = PLATE * setting.unit
    limit = setting.format.band.logo
    placed = fit(logo, Size(share * limit.width - 2 * white, share * limit.height - 2 * white)).size
    plate = Rect(*corner, placed.width + 2 * white, placed.height + 2 * white)
    rect = plate.inset(white)
    picture = fit(logo, Size(rect.width, rect.height))
    return (
        Box(plate, "Artifact", "band / logo", (Path(rounded(plate, white), fill="white"),)),
        Box(rect, "Figure", "band / logo", (Picture(rect, picture.data, picture.key),), alt=poster.first.labels.logo),
    )


# ------------------------------------------------------------------ call-outs
def _call_outs(setting: Setting, poster: Poster, said: Laid, room: float, high: float) -> tuple[Box, Box] | None:
    """At the foot of the band, below the texts or right of them; None if the band is too low for that."""
    left, spine = setting.format.content.x, poster.core("spine")
    face = setting.type("strong").face
    work = setting.paragraph(poster.words.work, "back_note", Rect(0, 0, room, 0), "band / work here", colour="white")
    never = setting.paragraph(
        (Span(spine.running, face),), "back_note", Rect(0, 0, room, 0), spine.title, colour="white"
    )
    bottom = high - 0.6 * setting.unit
    top = bottom - work.rect.height - never.rect.height
    beside = left + room - max(work.rect.width, never.rect.width)
    level = [box for box in said.boxes if box.rect.bottom + 0.3 * setting.unit > top]
    if not level:
        x = left
    elif all(box.rect.right + 3 * setting.unit <= beside for box in level) and said.height + setting.unit <= high:
        x = beside
    else:
        return None
    return work.moved(x, top), never.moved(x, bottom - never.rect.height)


def _leaders(setting: Setting, calls: tuple[Box, Box], back: Overview, corner: Point) -> tuple[Box, ...]:
    """Lines from the call-outs to the body: level, then slanted; white on a dark casing, as they cross the body."""
    out: list[Box] = []
    for call, (x, y) in zip(calls, (back.work, back.spine), strict=True):
        target = (corner[0] + x, corner[1] + y)
        middle = call.rect.bottom - setting.type("back_note").leading / 2
        start = (_end(call) + 1.6 * setting.unit, middle)
        bend = (max(start[0], target[0] - abs(middle - target[1])), middle)
        out += (_leader(setting, (start, bend), call.block), _leader(setting, (bend, target), call.block))
        out.append(_dot(setting, target, call.block))
    return tuple(out)


def _end(call: Box) -> float:
    """Right end of a call-out's last line."""
    return call.rect.right


def _leader(setting: Setting, ends: tuple[Point, Point], block: str) -> Box:
    (x0, y0), (x1, y1) = ends
    line = polyline(list(ends))
    half = CASING * setting.unit / 2
    rect = Rect(min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0)).inset(-half)
    marks = (
        Path(line, stroke=Stroke("teal900", CASING * setting.unit)),
        Path(line, stroke=Stroke("white", LINE * setting.unit)),
    )
    return Box(rect, "Artifact", block, marks)


def _dot(setting: Setting, at: Point, block: str) -> Box:
    r = DOT * setting.unit
    mark = Path(circle(*at, r), fill="white", stroke=Stroke("teal900", LINE * setting.unit))
    return Box(Rect(at[0] - r, at[1] - r, 2 * r, 2 * r), "Artifact", block, (mark,))
