"""Front and back of a sheet in register: where what lies behind a place of the front must be printed on the back.

Everything that cardgen prints on two sides, cards and booklets alike, finds its back through these two functions, so
that both sides of a leaf meet for either way of flipping the sheet.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from cardgen.units import Rect, Size

Flip: TypeAlias = Literal["long", "short"]
"""The edge of the sheet that a printer flips it on, as printer drivers name it."""

Turn: TypeAlias = Literal[0, 90, 180, -90]
"""How far a page is turned counter-clockwise, in degrees."""

_LIKE_A_LEAF: Final[dict[Turn, Turn]] = {0: 0, 90: -90, 180: 180, -90: 90}
_HEAD_OVER: Final[dict[Turn, Turn]] = {0: 180, 90: 90, 180: 0, -90: -90}


@dataclass(frozen=True, slots=True)
class Placement:
    """A page on a sheet's side.

    Attributes:
        page: Its index.
        cell: Where the finished page lies, in points from the sheet's top left corner.
        clip: How far the page may show: with its bleed, up to the middle between two pages or to the fold.
        turn: Degrees counter-clockwise.
    """

    page: int
    cell: Rect
    clip: Rect
    turn: Turn

    def moved(self, dx: float, dy: float) -> Placement:
        """Return it shifted by ``dx``, ``dy`` points."""
        return Placement(self.page, self.cell.moved(dx, dy), self.clip.moved(dx, dy), self.turn)


def like_a_leaf(sheet: Size, flip: Flip) -> bool:
    """Say whether flipping turns the sheet like the leaf of a book, left to right; otherwise its head goes over.

    Args:
        sheet: As its PDF page lies: wider than high is a sheet on its side. The edges of a square are all long.
        flip: The edge that it is flipped on.
    """
    upright = sheet.height >= sheet.width
    return upright is (flip == "long")


def behind(place: Rect, sheet: Size, flip: Flip) -> Rect:
    """Return the place on the back, seen from the back, that lies behind a place on the front.

    Args:
        place: On the front, in points from the sheet's top left corner.
        sheet: As its PDF page lies.
        flip: The edge that it is flipped on.
    """
    if like_a_leaf(sheet, flip):
        return Rect(sheet.width - place.right, place.y, place.width, place.height)
    return Rect(place.x, sheet.height - place.bottom, place.width, place.height)


def turned_behind(turn: Turn, sheet: Size, flip: Flip) -> Turn:
    """Return how a back is turned so that it reads when its card or leaf is turned over like the leaf of a book.

    Args:
        turn: Of the front.
        sheet: As its PDF page lies.
        flip: The edge that it is flipped on.
    """
    # Seen from the back, the front's direction "up" is mirrored left to right, or head over.
    return (_LIKE_A_LEAF if like_a_leaf(sheet, flip) else _HEAD_OVER)[turn]
