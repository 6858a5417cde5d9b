"""The edge band: title, subtitle, client, clinic and logo on a front; title and routine on a back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cardgen.fonts import CAP_HEIGHT
from cardgen.layout.boxes import Box, Laid
from cardgen.layout.setting import Setting
from cardgen.shapes import Path, Picture, rounded
from cardgen.units import Rect, Size

if TYPE_CHECKING:
    from cardgen.images import Logo

LINE_LIMIT = 2
"""Lines that the client's or the clinic's name may take in the band; a longer one stands in the record only."""

PLATE = 1.2
"""White around a logo, so that it reads on the band's ground: a multiple of the format's unit."""


@dataclass(frozen=True, slots=True)
class BandText:
    """What a band says.

    Attributes:
        title: Heading of the side.
        lines: Lines under the title on a front; joined and set on the right on a back.
        personal: Client and clinic: printed where they take at most ``LINE_LIMIT`` lines.
    """

    title: str
    lines: tuple[str, ...]
    personal: tuple[str, ...] = ()
    logo: Logo | None = None


def front_band(setting: Setting, text: BandText, least: float = 0.0) -> Laid:
    """Lay out the band of a front; it grows with its text.

    Args:
        setting: The setting.
        text: What it says.
        least: Least height in points.

    Returns:
        Ground (into the bleed) and texts; the height is the band's, measured from the trim.
    """
    form = setting.format
    left = form.safe + form.band.inset
    clear = form.size.width - form.hole.side - form.hole.keep_out / 2 - 1 * setting.unit
    logo = _logo(setting, text.logo, clear)
    room = (logo.rect.x - 2 * setting.unit if logo else clear) - left
    boxes: list[Box] = []
    style = setting.type("title")
    cap = CAP_HEIGHT * style.size
    top = form.safe + cap / 2 - style.leading / 2
    title = setting.paragraph(text.title, "title", Rect(left, top, room, 0), "band / title", tag="H1", colour="white")
    boxes.append(title)
    sub = setting.type("subtitle")
    y = title.rect.bottom - (style.leading - cap) / 2 + 0.98 * sub.size - sub.leading / 2
    subtitle = setting.paragraph(
        ". ".join(text.lines), "subtitle", Rect(left, y, room, 0), "band / subtitle", colour="white"
    )
    boxes.append(subtitle)
    y = subtitle.rect.bottom
    for line in text.personal:
        box = setting.paragraph(line, "subtitle", Rect(left, y, room, 0), "band / name", colour="white")
        if box.rect.height <= LINE_LIMIT * sub.leading + 0.01:
            boxes.append(box)
            y = box.rect.bottom
    high = max(form.band.front, least, y + 1.2 * setting.unit)
    if logo:
        boxes.append(logo.moved(0, (high - form.band.front) / 2))
    return Laid(high, (_ground(setting, high), *_plate(setting, logo, (high - form.band.front) / 2), *boxes))


def back_band(setting: Setting, text: BandText, least: float = 0.0) -> Laid:
    """Lay out the band of a back, the title right of the hole, the routine on the right; see ``front_band``."""
    form = setting.format
    left = form.hole.side + form.hole.keep_out / 2 + 4 * setting.unit
    right = form.size.width - form.safe - form.band.inset
    note_text = "\n".join(text.lines)
    note_width = max(setting.width(line, "back_note") for line in text.lines)
    title_width = min(setting.width(text.title, "back_title"), right - left)
    style, note_style = setting.type("back_title"), setting.type("back_note")
    beside = title_width + 4 * setting.unit + min(note_width, 0.34 * form.size.width) <= right - left
    title = setting.paragraph(
        text.title,
        "back_title",
        Rect(left, 0, title_width + 0.01 if beside else right - left, 0),
        "band / title",
        tag="H1",
        colour="white",
    )
    room = right - left - title_width - 4 * setting.unit if beside else right - left
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


def band_of(setting: Setting, text: BandText, index: int, least: float = 0.0) -> Laid:
    """Lay out the band of a side by its index: even ones are fronts; see ``front_band``."""
    if setting.format.kind == "deck":
        return small_band(setting, text, least, front=index % 2 == 0)
    return (back_band if index % 2 else front_band)(setting, text, least)


def _ground(setting: Setting, high: float) -> Box:
    """The coloured ground, out to the bleed at the top and on both sides."""
    bleed, width = setting.format.bleed, setting.format.size.width
    rect = Rect(-bleed, -bleed, width + 2 * bleed, high + bleed)
    return Box(rect, "Artifact", "band", (Path(rounded(rect), fill="teal900"),), bleeds=True)


def _logo(setting: Setting, logo: Logo | None, clear: float) -> Box | None:
    if logo is None:
        return None
    from cardgen.images import fit  # noqa: PLC0415 - Pillow takes long to import, and few cards have a logo

    limit = setting.format.band.logo
    placed = fit(logo, Size(limit.width - 2 * PLATE * setting.unit, limit.height - 2 * PLATE * setting.unit))
    high = setting.format.band.front
    top = max(setting.format.safe + PLATE * setting.unit, (high - placed.size.height) / 2)
    rect = Rect(clear - PLATE * setting.unit - placed.size.width, top, placed.size.width, placed.size.height)
    return Box(rect, "Figure", "band / logo", (Picture(rect, placed.data, placed.key),), alt="Logo")


def _plate(setting: Setting, logo: Box | None, shift: float) -> tuple[Box, ...]:
    if logo is None:
        return ()
    white = PLATE * setting.unit
    rect = logo.rect.inset(-white).moved(0, shift)
    return (Box(rect, "Artifact", "band / logo", (Path(rounded(rect, white), fill="white"),)),)
