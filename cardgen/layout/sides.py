"""A side before its card is numbered, and how sides become pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from cardgen.document import Document
from cardgen.layout.band import BandText, band_of
from cardgen.layout.boxes import Box, Laid, Page, Placed
from cardgen.layout.setting import Setting
from cardgen.shapes import Path, rounded
from cardgen.theme import Format
from cardgen.units import Rect, Size

WIDEST_NUMBER = 88
"""Stands for card numbers while their count is not known yet: as wide as any number of two digits."""


@dataclass(frozen=True, slots=True)
class Side:
    """What a side says and shows.

    Attributes:
        band: The band's text, without the card's number.
        band_height: The height that the band was given when the content was placed under it.
        numbered: Whether "Card 2 of 3" is added to the band.
        setting: The setting of the content.
        blocks: The content, placed on the page.
    """

    band: BandText
    band_height: float
    numbered: bool
    setting: Setting
    blocks: tuple[Placed, ...]


def provisional(document: Document, setting: Setting, text: BandText, *, numbered: bool = True) -> BandText:
    """Return a band's text with the widest card number, to measure the band with."""
    return _numbered(document, setting, text, WIDEST_NUMBER, WIDEST_NUMBER) if numbered else text


def widest_place(document: Document, setting: Setting) -> str:
    """Return the widest text that may say where a card stands in its set."""
    return _place(document, setting, WIDEST_NUMBER, WIDEST_NUMBER)


def area_below(document: Document, setting: Setting, text: BandText, index: int) -> Rect:
    """Return what the band of side ``index`` (from 0; even ones are fronts) leaves to the content."""
    top = band_of(setting, provisional(document, setting, text), index).height + setting.format.band.below
    safe = setting.safe_area
    return Rect(safe.x, top, safe.width, safe.bottom - top)


def pages(document: Document, sides: Sequence[Side], form: Format) -> tuple[Page, ...]:
    """Set the bands, now that the cards can be counted.

    Args:
        document: For the words.
        sides: In order; fronts and backs alternate.
        form: The page format.

    Returns:
        The pages.
    """
    count = (len(sides) + 1) // 2
    out = []
    for i, side in enumerate(sides):
        told = side.numbered and count > 1
        text = _numbered(document, side.setting, side.band, i // 2 + 1, count) if told else side.band
        band = band_of(side.setting, text, i, side.band_height)
        blocks = (paper(form), Placed(band), *side.blocks)
        out.append(Page(form.size, form.bleed, "back" if i % 2 else "front", side.band.title, blocks))
    return tuple(out)


def _numbered(document: Document, setting: Setting, text: BandText, number: int, count: int) -> BandText:
    lines = (*text.lines, _place(document, setting, number, count))
    return BandText(text.title, lines, text.personal, text.logo, text.logo_alt)


def _place(document: Document, setting: Setting, number: int, count: int) -> str:
    labels = document.labels
    return _numbers(labels.card_short if setting.format.kind == "deck" else labels.card_of, number, count)


@lru_cache(maxsize=32)
def _numbers(place: str, number: int, count: int) -> str:
    return place.format(number=number, count=count).replace(" ", "\u00a0")


def paper(form: Format) -> Placed:
    """Return the white ground of a page, out to the bleed."""
    return _paper(form.size, form.bleed)


@lru_cache(maxsize=16)
def _paper(size: Size, bleed: float) -> Placed:
    rect = Rect(0, 0, size.width, size.height).inset(-bleed)
    return Placed(Laid(0.0, (Box(rect, "Artifact", "paper", (Path(rounded(rect), fill="white"),), bleeds=True),)))
