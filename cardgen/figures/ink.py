"""The ink of a technique's figure, kept out of the gutter, off what percussion leaves bare, and inside the tile."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from cardgen.content.motion import Key
from cardgen.figures.anatomy import BARE_AREAS, GUTTER
from cardgen.figures.patterns import placed_glyphs
from cardgen.figures.pen import Pen
from cardgen.figures.strokes import Ink, extent, on_side, settled
from cardgen.figures.view import View, view_of
from cardgen.units import MM, Rect, Size

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cardgen.content.facts import Technique
    from cardgen.content.motion import Motion
    from cardgen.shapes import Point

_KEY_FLOOR = 16 * MM
"""The shortest side of a tile that has room for a key of directions."""
_KEY_ARROWS: Mapping[str, Point] = MappingProxyType(
    {"up-down": (0.0, 1.0), "diagonal": (0.8, -0.8), "side-to-side": (1.0, 0.0)}
)
_KEY_CELL, _KEY_HEIGHT, _KEY_MARGIN = 4.1, 4.4, 0.8


def weight_of(technique: Technique) -> float:
    """Return the weight of the main strokes in motion modules: firmer pressure, heavier line."""
    return 0.52 + 0.1 * technique.pressure.max


def motion_ink(technique: Technique, size: Size) -> tuple[Ink, ...]:
    """Return the ink of every motion of a technique, in units of the drawing; neither halo nor key.

    No ink lies within ``GUTTER`` of the midline or outside the tile; a glyph that would is shifted or shrunk. The ink
    of a percussive technique also stays off ``BARE_AREAS``; a glyph that cannot is left out.

    Args:
        technique: The technique.
        size: The tile in points.
    """
    return drawn(technique, view_of(technique, size))


def drawn(technique: Technique, view: View) -> tuple[Ink, ...]:
    """Return what ``motion_ink`` does, for a view."""
    pen = Pen(view.module, view.thinnest, weight_of(technique))
    return tuple(ink for motion in technique.motion for ink in _placed(motion, pen, view, bare=technique.percussive))


def _placed(motion: Motion, pen: Pen, view: View, *, bare: bool) -> Iterator[Ink]:
    for side, glyph in placed_glyphs(motion, pen):
        kept = settled(glyph, view.room)
        if not (bare and any(extent(kept).meets(area) for area in BARE_AREAS)):
            yield from on_side(kept, side)


@dataclass(frozen=True, slots=True)
class DirectionKey:
    """A small legend of directions, in the tile's bottom right corner.

    Attributes:
        box: Its ground, in units of the drawing.
        radius: Round corners of the ground, in units.
        ink: Its arrows.
    """

    box: Rect
    radius: float
    ink: tuple[Ink, ...]


def direction_key(technique: Technique, view: View) -> DirectionKey | None:
    """Return the key of a technique's directions, right of the spine; None without one or in a small tile."""
    directions = [name for motion in technique.motion if isinstance(motion, Key) for name in motion.directions]
    side = min(view.window.width, view.window.height) * view.scale
    if not directions or side < _KEY_FLOOR:
        return None
    g = min(view.module, (view.window.width / 2 - GUTTER) / (_KEY_CELL * len(directions) + 0.6 + 2 * _KEY_MARGIN))
    width, height = (_KEY_CELL * len(directions) + 0.6) * g, _KEY_HEIGHT * g
    margin = _KEY_MARGIN * g
    box = Rect(view.window.right - width - margin, view.window.bottom - height - margin, width, height)
    pen = Pen(g, min(view.thinnest, 0.34 * g), 0)
    centres = [(box.x + (0.3 + _KEY_CELL * (i + 0.5)) * g, box.centre[1]) for i in range(len(directions))]
    arrows = (ink for name, centre in zip(directions, centres, strict=True) for ink in _key_arrow(name, centre, pen))
    return DirectionKey(box, 0.8 * g, tuple(arrows))


def _key_arrow(direction: str, centre: Point, pen: Pen) -> tuple[Ink, ...]:
    (cx, cy), (dx, dy) = centre, _KEY_ARROWS[direction]
    long = 1.75 * pen.module
    ends = ((cx - dx * long, cy - dy * long), (cx + dx * long, cy + dy * long))
    return pen.arrow(ends, 0.34, head=1.15, heads="both")
