"""A poster on tiles: each names its place, together they show all of the poster, and fonts are stored once."""

from __future__ import annotations

import datetime as dt
from functools import cache
from io import BytesIO

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageFilter, ImageStat
from pypdf import PdfReader

from cardgen.content.catalog import load
from cardgen.document import Imprint
from cardgen.errors import FitError
from cardgen.impose.papers import PAPERS
from cardgen.impose.poster_tiles import Tiles, onto_tiles
from cardgen.impose.tile import tiles
from cardgen.layout.boxes import Page
from cardgen.layout.poster import lay_out_poster
from cardgen.pdf.metadata import Metadata
from cardgen.pdf.write import write_pdf
from cardgen.plan import compose
from cardgen.poster import Poster, build_poster
from cardgen.screening import general
from cardgen.selection import select
from cardgen.theme import default_theme, poster_format
from cardgen.units import MM, Rect, Size

CLOCK = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
METADATA = Metadata("Poster", "", "en", CLOCK)
A4 = Tiles(PAPERS["a4"], 10 * MM, 5 * MM)


@cache
def made(routine: str = "quick-10") -> tuple[Poster, tuple[Page, ...]]:
    catalog = load()
    poster = build_poster([compose(general(catalog), select(catalog, routine=routine))], Imprint(CLOCK))
    return poster, lay_out_poster(poster, default_theme(), poster_format(default_theme(), "a3"))


@cache
def tiled(wanted: Tiles = A4) -> PdfReader:
    poster, pages = made()
    data, count = onto_tiles(pages, poster, wanted, default_theme(), METADATA)
    reader = PdfReader(BytesIO(data))
    assert len(reader.pages) == count
    return reader


def test_every_tile_says_where_it_belongs_and_the_map_shows_them_all() -> None:
    *parts, last = [" ".join(page.extract_text().split()) for page in tiled().pages]
    tiling = tiles(made()[1][0].size, A4.sheet, overlap=A4.overlap, margin=A4.margin, foot=6 * MM)
    assert len(parts) == len(tiling.tiles)
    for text, tile in zip(parts, tiling.tiles, strict=True):
        assert f": {tile.label}, row {tile.row + 1} of {tiling.rows}" in text
        assert tile.label in last
    assert "hatched" in last
    assert "100 %" in last


def test_fonts_are_stored_once() -> None:
    first, *others = (page["/Resources"].get_object()["/Font"] for page in tiled().pages)
    assert others
    assert all(fonts.raw_get(name) == first.raw_get(name) for fonts in others for name in fonts)


def dots(document: pypdfium2.PdfDocument, index: int, area: Rect) -> Image.Image:
    """Return an area of a page, slightly blurred: a dot may be off by half."""
    scale = 2.0
    picture = document[index].render(scale=scale).to_pil().convert("L")
    left, top = round(area.x * scale), round(area.y * scale)
    cut = picture.crop((left, top, left + round(area.width * scale), top + round(area.height * scale)))
    return cut.filter(ImageFilter.BoxBlur(4))


def difference(one: Image.Image, other: Image.Image) -> float:
    return float(ImageStat.Stat(ImageChops.difference(one, other)).mean[0])


def test_tiles_show_the_poster_in_its_own_size() -> None:
    """Cut out of their sheets, the tiles are parts of the poster: compared dot by dot, without the glue edges."""
    poster = pypdfium2.PdfDocument(write_pdf(made()[1], default_theme(), METADATA))
    sheets = pypdfium2.PdfDocument(tiled().stream)
    tiling = tiles(made()[1][0].size, A4.sheet, overlap=A4.overlap, margin=A4.margin, foot=6 * MM)
    by = 2 * A4.overlap
    for index, tile in enumerate(tiling.tiles):
        seen = dots(sheets, index, tile.place.inset(by))
        inside = tile.window.inset(by)
        # A renderer rounds pages to whole dots, so that two of them may lie half a point apart.
        near = [inside.moved(dx, dy) for dx in (-0.5, 0.0, 0.5) for dy in (-0.5, 0.0, 0.5)]
        assert min(difference(seen, dots(poster, 0, area)) for area in near) < 3
        assert difference(seen, dots(poster, 0, inside.moved(2 * MM, 2 * MM))) > 3


def test_a_sheet_without_room_is_refused() -> None:
    with pytest.raises(FitError, match="larger sheet"):
        tiled(Tiles(Size(100.0, 100.0), 60.0, 30.0))


def test_the_same_poster_gives_the_same_bytes() -> None:
    poster, pages = made()
    first, second = (onto_tiles(pages, poster, A4, default_theme(), METADATA)[0] for _ in range(2))
    assert first == second
