"""The ink of a technique's figure, kept out of the gutter, off what percussion leaves bare, and inside the tile."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from cardgen.content.motion import Key, Travel
from cardgen.figures.anatomy import GUTTER
from cardgen.figures.ground import Ground
from cardgen.figures.outline import forms
from cardgen.figures.pen import Pen
from cardgen.figures.strokes import Ink
from cardgen.figures.view import View, view_of
from cardgen.units import MM, Rect, Size

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cardgen.content.base import Zone
    from cardgen.content.facts import Technique
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


def motion_ink(technique: Technique, size: Size, avoided: frozenset[Zone] = frozenset()) -> tuple[Ink, ...]:
    """Return the ink of every motion of a technique, in units of the drawing; neither halo nor key.

    No ink lies within ``GUTTER`` of the midline or outside the tile; a glyph that would is shifted or shrunk. The ink
    of a percussive technique also stays off ``BARE_AREAS``; a glyph that cannot is left out.

    No ink and no halo lies in an avoided zone, or beside the body at its height: arrows are cut at its edge, other
    glyphs that touch it are left out. Nothing is drawn of a technique that has nothing left to do.

    Args:
        technique: The technique.
        size: The tile in points.
        avoided: Zones of the back that must not be worked.
    """
    return drawn(technique, view_of(technique, size), avoided)


def drawn(technique: Technique, view: View, avoided: frozenset[Zone] = frozenset()) -> tuple[Ink, ...]:
    """Return what ``motion_ink`` does, for a view."""
    return tuple(ink for inks in drawn_by_motion(technique, view, avoided) for ink in inks)


@lru_cache(maxsize=128)
def drawn_by_motion(
    technique: Technique, view: View, avoided: frozenset[Zone] = frozenset()
) -> tuple[tuple[Ink, ...], ...]:
    """Return the ink of each motion of a technique, in their order; that of a motion that is left out is empty."""
    ground = Ground.of(technique, view, avoided, weight_of(technique))
    for stubs in (False, True):
        found = tuple(tuple(replace(ground, stubs=stubs).placed(motion)) for motion in technique.motion)
        if _does_something(technique, found):
            return found
    return ((),) * len(technique.motion)


def _does_something(technique: Technique, drawn: tuple[tuple[Ink, ...], ...]) -> bool:
    """Say whether more is drawn than the order of work, unless that is all there is."""
    works = [not isinstance(motion, Travel | Key) for motion in technique.motion]
    return any(inks for inks, work in zip(drawn, works, strict=True) if work) or not any(works)


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


def direction_key(technique: Technique, view: View, avoided: frozenset[Zone] = frozenset()) -> DirectionKey | None:
    """Return the key of a technique's directions, right of the spine.

    Args:
        technique: The technique.
        view: The tile's view.
        avoided: Zones of the back that must not be worked.

    Returns:
        The key; None without one, in a small tile, where it would cover an avoided zone, and where nothing is done.
    """
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
    covered = any(forms()[f"zone-{zone}"].bounds.overlaps(box) for zone in avoided)
    if covered or not _does_something(technique, drawn_by_motion(technique, view, avoided)):
        return None
    arrows = (ink for name, centre in zip(directions, centres, strict=True) for ink in _key_arrow(name, centre, pen))
    return DirectionKey(box, 0.8 * g, tuple(arrows))


def _key_arrow(direction: str, centre: Point, pen: Pen) -> tuple[Ink, ...]:
    (cx, cy), (dx, dy) = centre, _KEY_ARROWS[direction]
    long = 1.75 * pen.module
    ends = ((cx - dx * long, cy - dy * long), (cx + dx * long, cy + dy * long))
    return pen.arrow(ends, 0.34, head=1.15, heads="both")
