"""A poster on sheets of office paper: its tiles with trim lines, glue edges and labels, and a map of them all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from cardgen.errors import FitError, Problem
from cardgen.impose.grid import Line
from cardgen.impose.tile import Tile, Tiling, tiles
from cardgen.layout.boxes import Box, Page, one_block
from cardgen.layout.setting import Setting
from cardgen.pdf.metadata import Metadata
from cardgen.pdf.operators import Frame
from cardgen.pdf.write import Writer
from cardgen.poster import Poster
from cardgen.shapes import Path, Point, Stroke, polyline, rounded
from cardgen.theme import Theme
from cardgen.units import MM, Rect, Size

FOOT: Final = 6 * MM
"""White below a tile for its label."""

CUT: Final = Stroke("ink", 0.5, dash=(4.0, 4.0), cap="butt")
"""A dashed line of 0.5 pt: seen by whoever cuts, lost in the cut."""

BEYOND: Final = 4 * MM
"""How far a trim line passes the tile's corners."""

HATCH: Final = Stroke("grey", 0.25, cap="butt")
HATCH_PITCH: Final = 4 * MM
"""The glue edges' hatch: as faint as a line may be, as the next tile covers it."""

REACH: Final = 3.0
"""Points that a box's lines may show beyond its rectangle."""

MAP_SHARE: Final = 0.7
"""Of the sheet's height: what the map takes at most."""


@dataclass(frozen=True, slots=True)
class Tiles:
    """How a poster is parted.

    Attributes:
        sheet: The paper, upright.
        overlap: Width of the glue edges in points.
        margin: White along each edge of the sheet, where the printer cannot print.
    """

    sheet: Size
    overlap: float
    margin: float


def onto_tiles(
    pages: Sequence[Page], poster: Poster, wanted: Tiles, theme: Theme, metadata: Metadata
) -> tuple[bytes, int]:
    """Put each page of a poster onto as few sheets as can be, followed by the map that shows how they go together.

    Args:
        pages: Of the poster.
        poster: For title and words.
        wanted: Paper, overlap and margin.
        theme: Resolves colour names, and has the type of the labels.
        metadata: Title, language and clock.

    Returns:
        The file and its number of pages.

    Raises:
        FitError: The sheet has no room for a tile.
    """
    writer = Writer(theme, metadata)
    setting = _setting(theme, wanted.sheet)
    count = 0
    for number, page in enumerate(pages, 1):
        title = poster.title
        if len(pages) > 1:
            title = f"{title}, {poster.words.sheet_of.format(number=number, count=len(pages))}"
        tiling = _tiling(page.size, wanted)
        for tile in tiling.tiles:
            writer.begin(tiling.sheet)
            _draw_tile(writer, page, tile)
            label = _label(setting, poster, title, tiling, tile)
            writer.draw(_sheet(tiling.sheet, title, (label,)), Frame(0.0, tiling.sheet.height))
            writer.end()
        writer.begin(wanted.sheet)
        boxes = _map(setting, poster, title, page, tiling, wanted)
        writer.draw(_sheet(wanted.sheet, title, boxes), Frame(0.0, wanted.sheet.height))
        writer.end()
        count += len(tiling.tiles) + 1
    return writer.finish(), count


def _setting(theme: Theme, sheet: Size) -> Setting:
    """The labels are set as on the card whose size is nearest to the sheet's."""
    formats = theme.cards.values() or theme.posters.values()
    return Setting(theme, min(formats, key=lambda form: abs(form.size.height - sheet.height)))


def _tiling(poster: Size, wanted: Tiles) -> Tiling:
    try:
        return tiles(poster, wanted.sheet, overlap=wanted.overlap, margin=wanted.margin, foot=FOOT)
    except ValueError as error:
        raise FitError(Problem("--tile", 0, 0, f"{error}; choose a larger sheet, or a smaller overlap")) from None


def _sheet(paper: Size, title: str, boxes: tuple[Box, ...]) -> Page:
    return Page(paper, 0.0, "front", title, one_block(boxes))


# ------------------------------------------------------------------ a tile
def _draw_tile(writer: Writer, page: Page, tile: Tile) -> None:
    """Draw what of the poster shows in a tile, then its glue edges and trim lines."""
    window, place = tile.window, tile.place
    seen = tuple(box for box in page.boxes if box.rect.inset(-REACH).overlaps(window))
    whole = Rect(place.x - window.x, place.y - window.y, page.size.width, page.size.height)
    writer.draw_turned(replace(page, blocks=one_block(seen)), whole, 0, place)
    for strip in tile.glue:
        for hatched in _hatch(strip):
            writer.line(hatched)
    for line in tile.trims:
        writer.line(Path(polyline(_longer(line)), stroke=CUT))


def _longer(line: Line) -> list[Point]:
    """A level or upright line that begins and ends beside the tile, where it is seen on any ground."""
    x0, y0, x1, y1 = line
    dx, dy = (BEYOND, 0.0) if y0 == y1 else (0.0, BEYOND)
    return [(x0 - dx, y0 - dy), (x1 + dx, y1 + dy)]


def _hatch(strip: Rect) -> Iterator[Path]:
    """Yield slanted lines from edge to edge of a strip."""
    start = strip.x - strip.height
    for i in range(1, int((strip.width + strip.height) / HATCH_PITCH) + 1):
        x = start + i * HATCH_PITCH
        low, high = max(x, strip.x), min(x + strip.height, strip.right)
        if high > low:
            ends = [(low, strip.bottom - (low - x)), (high, strip.bottom - (high - x))]
            yield Path(polyline(ends), stroke=HATCH)


def _label(setting: Setting, poster: Poster, title: str, tiling: Tiling, tile: Tile) -> Box:
    """Where a tile belongs, below it; cut short by nothing, as it stands in the margin's full width."""
    said = poster.words.tile.format(
        title=title,
        label=tile.label,
        row=tile.row + 1,
        rows=tiling.rows,
        column=tile.column + 1,
        columns=tiling.columns,
    )
    return setting.centred(said, "caption", tile.place.x + BEYOND, tile.place.bottom + FOOT / 2, f"tile {tile.label}")


# ------------------------------------------------------------------ the map
def _map(setting: Setting, poster: Poster, title: str, page: Page, tiling: Tiling, wanted: Tiles) -> tuple[Box, ...]:
    """The heading, how to put the tiles together, and the poster in small with each tile's label."""
    words, paper = poster.words, wanted.sheet
    inner = Rect(0, 0, paper.width, paper.height).inset(max(2 * wanted.margin, setting.format.safe))
    head = setting.paragraph(words.put_together.format(title=title), "heading", inner, "map / title", tag="H1")
    how = words.how.format(first=tiling.tiles[0].label)
    text = setting.paragraph(how, "body", Rect(inner.x, head.rect.bottom, inner.width, 0), "map / how")
    top = text.rect.bottom + setting.block_gap
    whole = page.size
    scale = min(inner.width / whole.width, (inner.bottom - top) / whole.height, MAP_SHARE * paper.height / whole.height)
    small = _Small(inner.x, top, scale)
    frames = [_uncovered(tiling, tile) for tile in tiling.tiles]
    named = [_named(setting, tile, small.of(rect)) for tile, rect in zip(tiling.tiles, frames, strict=True)]
    return (head, text, *_thumbnail(page, small), *(box for boxes in named for box in boxes))


@dataclass(frozen=True, slots=True)
class _Small:
    """The poster in small: its top left corner, and its scale."""

    x: float
    y: float
    scale: float

    def of(self, rect: Rect) -> Rect:
        """Return where a rectangle of the poster lies."""
        k = self.scale
        return Rect(self.x + rect.x * k, self.y + rect.y * k, rect.width * k, rect.height * k)


def _uncovered(tiling: Tiling, tile: Tile) -> Rect:
    """What of a tile's window the next ones leave uncovered."""
    windows = {(one.row, one.column): one.window for one in tiling.tiles}
    window = tile.window
    beside, below = windows.get((tile.row, tile.column + 1)), windows.get((tile.row + 1, tile.column))
    right, bottom = beside.x if beside else window.right, below.y if below else window.bottom
    return Rect(window.x, window.y, right - window.x, bottom - window.y)


def _thumbnail(page: Page, small: _Small) -> Iterator[Box]:
    """Yield the poster's bands, figures and texts as plain areas."""
    sheet = Rect(0, 0, page.size.width, page.size.height)
    for box in page.boxes:
        colour = "teal900" if box.bleeds else "apricot" if box.tag == "Figure" else "line"
        if box.block == "paper" or (box.tag == "Artifact" and not box.bleeds):
            continue
        rect = small.of(_common(box.rect, sheet))
        yield Box(rect, "Artifact", "map", (Path(rounded(rect), fill=colour),))


def _common(one: Rect, other: Rect) -> Rect:
    x, y = max(one.x, other.x), max(one.y, other.y)
    return Rect(x, y, min(one.right, other.right) - x, min(one.bottom, other.bottom) - y)


def _named(setting: Setting, tile: Tile, rect: Rect) -> tuple[Box, ...]:
    """A tile's outline, and its label on a plate in the middle."""
    label = setting.centred(tile.label, "heading", *rect.centre, "map / label", align="centre", over=True)
    plate = label.rect.inset(-0.3 * setting.type("heading").size)
    frame = Path(rounded(rect), stroke=Stroke("ink", 0.75))
    return (
        Box(rect, "Artifact", "map", (frame,)),
        Box(plate, "Artifact", "map", (Path(rounded(plate, plate.height / 4), fill="white"),)),
        label,
    )
