"""The edge band: title, subtitle, client, clinic and logo on a front; title and routine on a back."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from cardgen.fonts import CAP_HEIGHT
from cardgen.images import Logo, fit
from cardgen.layout.boxes import Box, Laid
from cardgen.layout.flow import SLACK
from cardgen.layout.setting import Setting, Type
from cardgen.layout.text import Line, Span, height, wrap
from cardgen.shapes import Path, Picture, rounded
from cardgen.units import Rect, Size

LINE_LIMIT = 1
"""Lines that the client's or the clinic's name may take in the band, so that the steps keep their room; a longer one
stands in the record only."""

PLATE = 1.2
"""White around a logo, so that it reads on the band's ground: a multiple of the format's unit."""


@dataclass(frozen=True, slots=True)
class BandText:
    """What a band says.

    Attributes:
        title: Heading of the side.
        lines: Lines under the title on a front; joined and set on the right on a back, there without a first one that
            would take more than ``LINE_LIMIT``: it is the routine's title, which stands on the card's front.
        personal: Client and clinic: printed where they take at most ``LINE_LIMIT`` lines.
        logo: The clinic's.
        logo_alt: What the logo is to somebody who does not see it.
    """

    title: str
    lines: tuple[str, ...]
    personal: tuple[str, ...] = ()
    logo: Logo | None = None
    logo_alt: str = ""


def front_band(setting: Setting, text: BandText, least: float = 0.0) -> Laid:
    """Lay out the band of a front; it grows with its text.

    Args:
        setting: The setting.
        text: What it says.
        least: Least height in points.

    Returns:
        Ground (into the bleed) and texts; the height is the band's, measured from the trim.
    """
    texts = _front_texts(setting.typed, text)
    high = max(texts.least, least)
    rect, white = Rect(texts.left, texts.title_top, texts.room, 0), "white"
    title = setting.set_lines(texts.title, texts.style, rect, "band / title", role="title", tag="H1", colour=white)
    style, place = setting.type("subtitle"), Rect(texts.left, texts.subtitle_top, texts.room, 0)
    boxes = [title, setting.set_lines(texts.subtitle, style, place, "band / subtitle", role="subtitle", colour=white)]
    for lines in texts.personal:
        place = place.moved(dy=boxes[-1].rect.height)
        boxes.append(
            setting.set_lines(lines, style, place, "band / name", role="subtitle", colour=white, personal=True)
        )
    shift = (high - setting.format.band.front) / 2
    logo = texts.logo
    if logo:
        boxes.append(logo.moved(0, shift))
    return Laid(high, (_ground(setting, high), *_plate(setting, logo, shift), *boxes))


def front_band_height(setting: Setting, text: BandText) -> float:
    """Return how high the band of a front is at least."""
    return _front_texts(setting.typed, text).least


@dataclass(frozen=True, slots=True)
class _FrontTexts:
    """The texts of a front's band in lines, where they begin, and the least height that holds them."""

    logo: Box | None
    left: float
    room: float
    style: Type
    title: tuple[Line, ...]
    title_top: float
    subtitle: tuple[Line, ...]
    subtitle_top: float
    personal: tuple[tuple[Line, ...], ...]
    least: float


@lru_cache(maxsize=8)
def _front_texts(setting: Setting, text: BandText) -> _FrontTexts:
    form = setting.format
    left = form.safe + form.band.inset
    clear = form.size.width - form.hole.side - form.hole.keep_out / 2 - 1 * setting.unit
    logo = _logo(setting, text, clear)
    room = (logo.rect.x - 2 * setting.unit if logo else clear) - left
    style, sub = _title_type(setting, text.title, room), setting.type("subtitle")
    cap = CAP_HEIGHT * style.size
    top = form.safe + cap / 2 - style.leading / 2
    title = wrap((Span(text.title, style.face),), room, style.size)
    below = top + height(title, style.leading) - (style.leading - cap) / 2 + 0.98 * sub.size - sub.leading / 2
    subtitle = setting.lines(". ".join(text.lines), "subtitle", room)
    personal = tuple([setting.lines(line, "subtitle", room) for line in _personal(setting, text.personal, room)])
    bottom = below + sub.leading * sum(map(len, (subtitle, *personal)))
    least = max(form.band.front, bottom + 1.2 * setting.unit)
    return _FrontTexts(logo, left, room, style, title, top, subtitle, below, personal, least)


def _title_type(setting: Setting, title: str, room: float) -> Type:
    """The size in which the title takes one line, down to its floor; its own size where even that is too wide."""
    style = setting.type("title")
    floor = setting.format.type["title"].floor
    wide = setting.width(title, "title")
    size = style.size * room / wide if wide > room else style.size
    return Type(style.face, size, style.leading * size / style.size) if size >= floor else style


def _personal(setting: Setting, names: tuple[str, ...], room: float) -> tuple[str, ...]:
    """Client and clinic on one line if they fit it; a name of more than ``LINE_LIMIT`` lines stands in the record."""
    together = " \u00b7 ".join(names)
    if setting.line_count(together, "subtitle", room) <= 1:
        return (together,) if together else ()
    return tuple(name for name in names if setting.line_count(name, "subtitle", room) <= LINE_LIMIT)


def back_band(setting: Setting, text: BandText, least: float = 0.0) -> Laid:
    """Lay out the band of a back, the title right of the hole, the routine on the right; see ``front_band``."""
    form = setting.format
    left = form.hole.side + form.hole.keep_out / 2 + 4 * setting.unit
    right = form.size.width - form.safe - form.band.inset
    note_width = max(setting.width(line, "back_note") for line in text.lines)
    title_width = min(setting.width(text.title, "back_title"), right - left)
    style, note_style = setting.type("back_title"), setting.type("back_note")
    beside = title_width + 4 * setting.unit + min(note_width, 0.34 * form.size.width) <= right - left
    title = setting.paragraph(
        text.title,
        "back_title",
        Rect(left, 0, title_width + SLACK if beside else right - left, 0),
        "band / title",
        tag="H1",
        colour="white",
    )
    room = right - left - title_width - 4 * setting.unit if beside else right - left
    note_text = "\n".join(_without_long_title(setting, text.lines, room))
    note = setting.paragraph(
        note_text,
        "back_note",
        Rect(right - room if beside else left, 0, room, 0),
        "band / routine",
        colour="white",
        align="right" if beside else "left",
    )
    cap = CAP_HEIGHT * style.size
    if beside:
        high = max(form.band.back, least, note.rect.height + form.safe + 1 * setting.unit)
        middle = max(
            high / 2, form.safe + cap / 2, form.safe + note.rect.height / 2 - (note_style.leading - note_style.size) / 2
        )
        boxes = (title.moved(0, middle - title.rect.height / 2), note.moved(0, middle - note.rect.height / 2))
    else:
        top = form.safe + cap / 2 - style.leading / 2
        boxes = (title.moved(0, top), note.moved(0, top + title.rect.height))
        high = max(form.band.back, least, top + title.rect.height + note.rect.height + 1.2 * setting.unit)
    return Laid(high, (_ground(setting, high), *boxes))


def _without_long_title(setting: Setting, lines: tuple[str, ...], room: float) -> tuple[str, ...]:
    long = len(lines) > 1 and setting.line_count(lines[0], "back_note", room) > LINE_LIMIT
    return lines[1:] if long else lines


def small_band(setting: Setting, text: BandText, least: float = 0.0, *, front: bool) -> Laid:
    """Lay out the band of a deck's card: title and, in short, where it stands, on one line beside the hole.

    Args:
        setting: The setting.
        text: The title and, as its last line, the card's place in the deck.
        least: Least height in points.
        front: Whether the hole is on the right.

    Returns:
        As ``front_band``.
    """
    form = setting.format
    clear = form.hole.side + form.hole.keep_out / 2 + 2 * setting.unit
    left = form.safe if front else clear
    right = form.size.width - (clear if front else form.safe)
    note = text.lines[-1]
    room = right - left - setting.width(note, "back_note") - 3 * setting.unit
    style = setting.type("title")
    top = form.safe + CAP_HEIGHT * style.size / 2 - style.leading / 2
    title = setting.paragraph(text.title, "title", Rect(left, top, room, 0), "band / title", tag="H1", colour="white")
    middle = top + style.leading / 2
    where = setting.centred(note, "back_note", right, middle, "band / routine", colour="white", align="right")
    high = max(form.band.front if front else form.band.back, least, title.rect.bottom)
    return Laid(high, (_ground(setting, high), title, where))


def small_title_fits(setting: Setting, title: str, place: str) -> bool:
    """Say whether a title takes one line in a deck's band.

    Args:
        setting: The setting.
        title: Heading of the side.
        place: The widest text that may say where the card stands in the deck.

    Returns:
        Whether both stand beside each other.
    """
    form = setting.format
    clear = form.hole.side + form.hole.keep_out / 2 + 2 * setting.unit
    return setting.width(title, "title") + setting.width(place, "back_note") + 3 * setting.unit <= (
        form.size.width - form.safe - clear
    )


def band_of(setting: Setting, text: BandText, index: int, least: float = 0.0) -> Laid:
    """Lay out the band of a side by its index: even ones are fronts; see ``front_band``."""
    return _band_of(setting.typed, text, index % 2 == 0, least)


@lru_cache(maxsize=32)
def _band_of(setting: Setting, text: BandText, front: bool, least: float) -> Laid:
    if setting.format.kind == "deck":
        return small_band(setting, text, least, front=front)
    return (front_band if front else back_band)(setting, text, least)


def _ground(setting: Setting, high: float) -> Box:
    """The coloured ground, out to the bleed at the top and on both sides."""
    bleed, width = setting.format.bleed, setting.format.size.width
    rect = Rect(-bleed, -bleed, width + 2 * bleed, high + bleed)
    return Box(rect, "Artifact", "band", (Path(rounded(rect), fill="teal900"),), bleeds=True)


def _logo(setting: Setting, text: BandText, clear: float) -> Box | None:
    if text.logo is None:
        return None
    limit = setting.format.band.logo
    placed = fit(text.logo, Size(limit.width - 2 * PLATE * setting.unit, limit.height - 2 * PLATE * setting.unit))
    high = setting.format.band.front
    top = max(setting.format.safe + PLATE * setting.unit, (high - placed.size.height) / 2)
    rect = Rect(clear - PLATE * setting.unit - placed.size.width, top, placed.size.width, placed.size.height)
    return Box(
        rect, "Figure", "band / logo", (Picture(rect, placed.data, placed.key),), alt=text.logo_alt, personal=True
    )


def _plate(setting: Setting, logo: Box | None, shift: float) -> tuple[Box, ...]:
    if logo is None:
        return ()
    white = PLATE * setting.unit
    rect = logo.rect.inset(-white).moved(0, shift)
    return (Box(rect, "Artifact", "band / logo", (Path(rounded(rect, white), fill="white"),), personal=True),)
