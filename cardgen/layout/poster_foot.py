"""The band at the foot of a poster: what a massage can and cannot do, what the signs mean, whose it is, sources."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from cardgen.document import Document
from cardgen.layout.boxes import Box, Laid, grouped
from cardgen.layout.setting import Setting
from cardgen.layout.text import Paragraph, Span
from cardgen.poster import Poster, sources_of
from cardgen.qr import path as qr_path
from cardgen.shapes import Path, rounded
from cardgen.units import Rect

LEFT = 0.58
"""Share of the width that the facts take; the signs and the imprint take the rest."""

PAD = 1.1
"""White above and below the texts: a multiple of the format's unit."""


@dataclass(frozen=True, slots=True)
class FootLines:
    """What the band at the foot says.

    Attributes:
        facts: Paragraph on the left.
        imprint: What the user added, below the facts.
        signs: Paragraphs on the right.
        sources: A small paragraph below both.
    """

    facts: Paragraph
    imprint: str
    signs: tuple[Paragraph, ...]
    sources: str


def foot_lines(
    setting: Setting,
    poster: Poster,
    shown: Sequence[Document],
    pointer: str | None,
    named: Collection[str],
    *,
    texts: bool,
) -> FootLines:
    """Return what the foot of a page says.

    Args:
        setting: For the faces.
        poster: The poster.
        shown: The routines on the page.
        pointer: Where the steps continue, if they do.
        named: Lines of the band about people, which need not stand at the foot, too.
        texts: With what the user added and the sources; they stand on a page of their own otherwise.
    """
    bold, regular = setting.type("strong").face, setting.type("body").face
    labels = poster.first.labels
    facts: Paragraph = (Span(poster.core("always").running, regular),)
    if poster.words.status:
        facts = (*facts, Span(f" {poster.words.status}.", bold))
    outlined = any(not step.from_source for document in shown for step in document.steps)
    signs = [(Span(" ".join((labels.dots, labels.legend_short) if outlined else (labels.dots,)), regular),)]
    if pointer:
        signs.append((Span(pointer, bold),))
    if not texts:
        return FootLines(facts, "", tuple(signs), "")
    return FootLines(facts, ". ".join(imprint_lines(poster, named)), tuple(signs), " ".join(sources_of(shown)))


def imprint_lines(poster: Poster, named: Collection[str] = ()) -> tuple[str, ...]:
    """Return what the user added about people and dates, a line each, but for what a line of ``named`` says."""
    filled = ((field.label, field.value) for field in poster.first.fields)
    new = ((label, value) for label, value in filled if value and not any(value in line for line in named))
    return tuple(f"{label}: {', '.join(value.splitlines())}" for label, value in new)


def poster_foot(setting: Setting, poster: Poster, lines: FootLines) -> Laid:
    """Lay out the band at the foot, from its upper edge to the trim.

    Args:
        setting: The setting.
        poster: For the code.
        lines: What it says.

    Returns:
        Ground (into the bleed) and texts, placed from the page's left edge.
    """
    form = setting.format
    inner = form.content
    pad, between = PAD * setting.unit, form.gap.column
    code = _code(setting, poster, inner.right)
    room = (code[0].rect.x - between if code else inner.right) - inner.x
    left = (room - between) * LEFT
    facts = _paragraphs(setting, (lines.facts,), Rect(inner.x, pad, left, 0))
    if lines.imprint:
        below = Rect(inner.x, facts[-1].rect.bottom, left, 0)
        told = setting.paragraph(lines.imprint, "body", below, "foot", colour="white")
        facts = (*facts, told._replace(personal=True))
    signs = _paragraphs(setting, lines.signs, Rect(inner.x + left + between, pad, room - left - between, 0))
    y = max(box.rect.bottom for box in (*facts, *signs))
    sources = setting.paragraph(lines.sources, "caption", Rect(inner.x, y, room, 0), "sources", colour="white")
    y = max(box.rect.bottom for box in (*facts, *signs, sources, *code))
    high = max(form.foot.height, y + form.safe)
    ground = Rect(-form.bleed, 0, form.size.width + 2 * form.bleed, high + form.bleed)
    texts = grouped((*facts, *signs, *((sources,) if lines.sources else ()), *code), "Sect", "foot")
    return Laid(high, (Box(ground, "Artifact", "foot", (Path(rounded(ground), fill="teal900"),), bleeds=True), *texts))


def _paragraphs(setting: Setting, found: tuple[Paragraph, ...], rect: Rect) -> tuple[Box, ...]:
    boxes: list[Box] = []
    y = rect.y
    for text in found:
        box = setting.paragraph(text, "body", Rect(rect.x, y, rect.width, 0), "foot", colour="white")
        boxes.append(box)
        y = box.rect.bottom
    return tuple(boxes)


def _code(setting: Setting, poster: Poster, right: float) -> tuple[Box, ...]:
    """The QR code on white, with its address in words below."""
    matrix = poster.first.qr
    if matrix is None:
        return ()
    side, pad = setting.format.qr.side, PAD * setting.unit
    rect = Rect(right - side, pad, side, side)
    caption = poster.first.labels.scan
    marks = (Path(rounded(rect), fill="white"), Path(qr_path(matrix, rect), fill="black"))
    picture = Box(rect, "Figure", "qr", marks, alt=f"{caption}: {matrix.url}")
    address = setting.paragraph(
        f"{caption}: {matrix.url}", "caption", Rect(rect.x, rect.bottom, side, 0), "qr", colour="white"
    )
    return picture, address._replace(url=matrix.url)
