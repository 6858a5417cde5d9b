"""A poster on many sheets as arithmetic: which window of it stands where on which tile, what is cut, what is glued.

Each tile but the last of its row repeats a strip of its right neighbour, and each tile but the last of its column a
strip of the one below: the glue edges. Whoever assembles the poster cuts every tile along its trim lines (left and
top) and glues it onto the glue edges of the tiles before it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from cardgen.impose.grid import SLACK, Count, Line
from cardgen.units import Rect, Size


@dataclass(frozen=True, slots=True)
class Tile:
    """A sheet of a tiled poster.

    Attributes:
        row: From 0, the top row.
        column: From 0, the left column.
        window: What it shows, in points from the poster's top left corner.
        place: Where it shows that, in points from the sheet's top left corner; as large as the window.
        glue: Parts of ``place`` that the next tiles cover: at its right, at its bottom; none at the poster's own edge.
        trims: Where the tile is cut: left and top always, right and bottom only at the poster's own edge.
    """

    row: int
    column: int
    window: Rect
    place: Rect
    glue: tuple[Rect, ...]
    trims: tuple[Line, ...]

    @property
    def label(self) -> str:
        """The row as a letter and the column as a number from 1: ``A1`` is the tile at the top left."""
        return f"{_letters(self.row)}{self.column + 1}"


@dataclass(frozen=True, slots=True)
class Tiling:
    """All tiles of a poster.

    Attributes:
        sheet: Each tile's sheet as its PDF page lies.
        rows, columns: How many tiles stand below and beside each other.
        tiles: Row by row from the top left.
    """

    sheet: Size
    rows: int
    columns: int
    tiles: tuple[Tile, ...]


def tiles(poster: Size, sheet: Size, *, overlap: float, margin: float, foot: float = 0.0) -> Tiling:
    """Cut a poster into windows that fit onto sheets, upright or on their side, whichever takes fewer sheets.

    Args:
        poster: The finished poster.
        sheet: The paper, upright.
        overlap: Width of the glue edges; at least 0.
        margin: White along each edge of the sheet, where the printer cannot print.
        foot: White kept below the window inside the margin, for the tile's label.

    Returns:
        The tiles. Their windows are equally large, and cover the poster.

    Raises:
        ValueError: The sheet has no room for a window wider and higher than the overlap.
    """
    papers = sheet, Size(sheet.height, sheet.width)
    found = [(paper, count) for paper in papers if (count := _count(poster, paper, overlap, margin, foot))]
    if not found:
        raise ValueError("the sheet has no room for a part of the poster beside its margins and the overlap")
    paper, count = min(found, key=lambda choice: choice[1].columns * choice[1].rows)
    window = Size(_share(poster.width, count.columns, overlap), _share(poster.height, count.rows, overlap))
    corner = _corner(paper, window, margin, foot)
    laid = (
        _tile(row, column, count, window, overlap, corner)
        for row in range(count.rows)
        for column in range(count.columns)
    )
    return Tiling(paper, count.rows, count.columns, tuple(laid))


def _count(poster: Size, paper: Size, overlap: float, margin: float, foot: float) -> Count | None:
    """Return how many windows it takes, or None if no number is enough."""
    wide, high = paper.width - 2 * margin, paper.height - 2 * margin - foot
    if min(wide, high) <= max(overlap, 0.0) + SLACK:
        return None
    return Count(_parts(poster.width, wide, overlap), _parts(poster.height, high, overlap))


def _parts(length: float, window: float, overlap: float) -> int:
    return max(1, math.ceil((length - overlap - SLACK) / (window - overlap)))


def _share(length: float, parts: int, overlap: float) -> float:
    """Return how long each of equally long parts is, so that with their overlaps they make the whole length."""
    return (length + (parts - 1) * overlap) / parts


def _corner(paper: Size, window: Size, margin: float, foot: float) -> tuple[float, float]:
    """Return the top left corner of a window in the middle of what can be printed."""
    return (paper.width - window.width) / 2, margin + (paper.height - 2 * margin - foot - window.height) / 2


def _tile(row: int, column: int, count: Count, size: Size, overlap: float, corner: tuple[float, float]) -> Tile:
    window = Rect(column * (size.width - overlap), row * (size.height - overlap), size.width, size.height)
    place = Rect(*corner, size.width, size.height)
    last_column, last_row = column == count.columns - 1, row == count.rows - 1
    covered = 0.0 if last_column else overlap
    beside = Rect(place.right - overlap, place.y, overlap, place.height)
    below = Rect(place.x, place.bottom - overlap, place.width - covered, overlap)
    left, right = (place.x, place.y, place.x, place.bottom), (place.right, place.y, place.right, place.bottom)
    top, bottom = (place.x, place.y, place.right, place.y), (place.x, place.bottom, place.right, place.bottom)
    return Tile(
        row,
        column,
        window,
        place,
        glue=tuple(strip for strip, last in ((beside, last_column), (below, last_row)) if overlap and not last),
        trims=(left, top, *((right,) if last_column else ()), *((bottom,) if last_row else ())),
    )


def _letters(number: int) -> str:
    """Return a number from 0 in letters, as spreadsheets name columns: A to Z, then AA."""
    letters = ""
    number += 1
    while number:
        number, digit = divmod(number - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters
