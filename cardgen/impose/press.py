"""Pages for a press: each alone on a sheet with room for its bleed, for crop marks and for a line that says what it is.

Nothing but the page itself is painted inside the bleed. Where a hole is punched is shown by marks outside of it, and
that corners are rounded is said there in words: neither is printed on what is finished.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from cardgen import __version__
from cardgen.content.model import Catalog
from cardgen.impose.cutter import corner_radius
from cardgen.impose.grid import Grid, grid
from cardgen.impose.marks import CLEAR, LONGEST, marks
from cardgen.layout.boxes import Box, Page, one_block
from cardgen.layout.text import Line, Span, height, place, wrap
from cardgen.pdf.metadata import Metadata
from cardgen.pdf.operators import Frame
from cardgen.pdf.process import for_press
from cardgen.pdf.write import Writer
from cardgen.request import Press
from cardgen.separation import Profile, load_profile
from cardgen.shapes import Path, Stroke, circle, polyline
from cardgen.theme import Format, Theme
from cardgen.theme.model import Ink
from cardgen.units import MM, Rect, Size

REGISTRATION: Final = "/All"
"""Name of the colour of marks: every plate shows them, so that the plates can be laid on each other. No palette has a
colour of such a name."""

_EVERY_INK: Final = Ink(hex="#000000", cmyk=(100, 100, 100, 100))

HAIRLINE: Final = Stroke(REGISTRATION, 0.25, cap="butt")

RING: Final = 1 * MM
"""Radius of the ring at the end of a line that leads to the hole: no crop mark has one."""

EDGE: Final = 2 * MM
"""White along the edges of the sheet."""

SIZE, LEADING = 6.5, 8.0
"""Points of the words outside the page: read by a printer at a desk, and cut off."""


@dataclass(frozen=True, slots=True)
class Slug:
    """What stands outside the pages.

    Attributes:
        page: Says which page it is and how large, with ``title``, ``number``, ``count``, ``width``, ``height``,
            ``bleed`` and ``program``.
        finish: Says how a card is finished, with ``radius``, ``diameter``, ``side`` and ``top``.
    """

    page: str
    finish: str

    @classmethod
    def of(cls, catalog: Catalog) -> Slug:
        """Return the words of a catalogue."""
        return cls(catalog.label("press-page"), catalog.label("press-finish"))


def profile_of(press: Press | None) -> Profile | None:
    """Read the profile that a press file is made for, if it is for one.

    Raises:
        FileError: It cannot be read.
        ContentError: It is no profile of a press.
    """
    return load_profile(press.icc) if press and press.icc else None


def press_file(
    pages: Sequence[Page], form: Format, theme: Theme, metadata: Metadata, slug: Slug, profile: Profile | None
) -> bytes:
    """Write pages for a press.

    Args:
        pages: At least one; all of one size.
        form: Their format; pages of cards have a hole and round corners.
        theme: Resolves colour names.
        metadata: Title, language and clock.
        slug: Words that stand outside the pages.
        profile: How the press prints colours, if that is known.

    Returns:
        The file: each page in the colours' inks, without structure. The MediaBox holds the marks, the BleedBox the
        bleed, the TrimBox the finished page (ISO 32000-1, 14.11.2).
    """
    inked = theme.model_copy(update={"palette": {**theme.palette, REGISTRATION: _EVERY_INK}})
    writer = Writer(inked, metadata, for_press(profile))
    size, bleed = pages[0].size, pages[0].bleed
    punched = form.kind in {"card", "deck"}
    said = [
        _said(page, number, len(pages), form if punched else None, metadata.title, slug)
        for number, page in enumerate(pages, 1)
    ]
    room = max((height(lines, LEADING) for lines in said), default=0.0)
    around = bleed + CLEAR + max(LONGEST, room) + EDGE
    cells = grid(Size(size.width + 2 * around, size.height + 2 * around), size, up=1, turn=False)
    (cell,) = cells.cells
    for page, lines in zip(pages, said, strict=True):
        writer.begin(cells.sheet, cell, cell.inset(-bleed))
        writer.draw_turned(page, cell, 0, cell.inset(-bleed))
        for path in (*_crop(cells, bleed), *(_punch(page, cell, form) if punched else ())):
            writer.line(path)
        writer.draw(_slug(lines, cell, bleed, cells.sheet), Frame(0.0, cells.sheet.height))
        writer.end()
    return writer.finish()


def _said(page: Page, number: int, count: int, form: Format | None, title: str, slug: Slug) -> tuple[Line, ...]:
    """Return the words below a page, in lines as long as it is wide between its marks."""
    size = page.size
    said = slug.page.format(
        title=title,
        number=number,
        count=count,
        width=_mm(size.width),
        height=_mm(size.height),
        bleed=_mm(page.bleed),
        program=f"cardgen {__version__}",
    )
    if form:
        said = f"{said} {_finish(form, size, slug)}"
    return wrap((Span(said),), size.width - 2 * CLEAR, SIZE)


def _finish(form: Format, card: Size, slug: Slug) -> str:
    hole = form.hole
    lengths = {"diameter": hole.diameter, "side": hole.side, "top": hole.top, "radius": corner_radius(card)}
    return slug.finish.format(**{name: _mm(length) for name, length in lengths.items()})


def _slug(lines: tuple[Line, ...], cell: Rect, bleed: float, sheet: Size) -> Page:
    rect = Rect(cell.x + CLEAR, cell.bottom + bleed + CLEAR, cell.width - 2 * CLEAR, height(lines, LEADING))
    runs = place(lines, rect.x, rect.y, LEADING, SIZE, "black")
    return Page(sheet, 0.0, "front", "slug", one_block([Box(rect, "P", "slug", tuple(runs))]))


def _crop(cells: Grid, bleed: float) -> Iterator[Path]:
    for x0, y0, x1, y1 in marks(cells, bleed, "crop").lines:
        yield Path(polyline([(x0, y0), (x1, y1)]), stroke=HAIRLINE)


def _punch(page: Page, cell: Rect, form: Format) -> Iterator[Path]:
    """Yield lines in line with the middle of the hole, above the page and beside it, each with a ring at its end."""
    hole, start = form.hole, page.bleed + CLEAR
    line, ring = LONGEST - 2 * RING, LONGEST - RING
    x = cell.right - hole.side if page.side == "front" else cell.x + hole.side
    y = cell.y + hole.top
    above = cell.y - start
    yield Path(polyline([(x, above), (x, above - line)]), stroke=HAIRLINE)
    yield Path(circle(x, above - ring, RING), stroke=HAIRLINE)
    beside, way = (cell.right + start, 1.0) if page.side == "front" else (cell.x - start, -1.0)
    yield Path(polyline([(beside, y), (beside + way * line, y)]), stroke=HAIRLINE)
    yield Path(circle(beside + way * ring, y, RING), stroke=HAIRLINE)


def _mm(points: float) -> str:
    """Return a length in millimetres, to a thousandth: 139.7, 3.175, 5."""
    return f"{points / MM:.3f}".rstrip("0").rstrip(".")
