"""One step row: its text beside a figure tile."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from cardgen.document import StepItem
from cardgen.layout.boxes import Laid
from cardgen.layout.flow import fits
from cardgen.layout.row_text import Heights, RowText, row_text, said_by
from cardgen.layout.setting import Setting

STRIP_GAP = 1.6
"""Between the phase strip and the figure tile: a multiple of the format's unit."""


@dataclass(frozen=True, slots=True)
class Row:
    """A step's text, laid out beside a tile of some side; ``height`` holds both.

    Attributes:
        step: The step.
        tile: Side of the tile.
        words: The text, the same for every step that says so, whatever its number.
    """

    step: StepItem
    tile: float
    words: Laid

    @property
    def height(self) -> float:
        """The taller of tile and text."""
        return max(self.tile, self.words.height)


def make_row(setting: Setting, step: StepItem, tile: float, width: float) -> Row:
    """Lay out a step's text beside a tile.

    Args:
        setting: The setting.
        step: The step.
        tile: Side of the figure tile in points.
        width: Of the whole row, strip and tile included.

    Returns:
        The row; its height depends on the tile, as a larger tile leaves less width to the text.
    """
    return Row(step, tile, _laid(_text(setting, step), width - text_left(setting, tile)))


def heights(setting: Setting, step: StepItem, tile: float, width: float) -> Heights:
    """Return how high a row would be; arguments as ``make_row``."""
    text = _heights(_text(setting, step), width - text_left(setting, tile))
    return Heights(max(tile, text.row), text.name)


@dataclass(frozen=True, slots=True)
class Growth:
    """A row as its tile grows.

    Attributes:
        heights: How high it is beside each of the tiles.
        most: How many tiles, from the smallest on, leave its name as many lines as the smallest one does.
    """

    heights: tuple[float, ...]
    most: int


def growth(setting: Setting, step: StepItem, tiles: tuple[float, ...], width: float) -> Growth:
    """Return how high a row is beside tiles that grow; arguments as ``make_row``."""
    return _growth(_text(setting, step), tiles, width)


def text_left(setting: Setting, tile: float) -> float:
    """Return where a row's text begins."""
    return setting.format.step.strip + STRIP_GAP * setting.unit + tile + setting.format.step.text_gap


def _text(setting: Setting, step: StepItem) -> RowText:
    return row_text(setting.worded, said_by(step))


@lru_cache(maxsize=512)
def _laid(text: RowText, width: float) -> Laid:
    return text.laid(width)


@lru_cache(maxsize=1024)
def _heights(text: RowText, width: float) -> Heights:
    return text.heights(width)


@lru_cache(maxsize=512)
def _growth(text: RowText, tiles: tuple[float, ...], width: float) -> Growth:
    found = [text.heights(width - text_left(text.setting, tile)) for tile in tiles]
    wrapped = (i for i, one in enumerate(found) if not fits(one.name, found[0].name))
    rows = tuple([max(tile, one.row) for tile, one in zip(tiles, found, strict=True)])
    return Growth(rows, next(wrapped, len(tiles)))
