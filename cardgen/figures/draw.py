"""A technique's figure as marks: the tile, the body, the tinted area, the spine, and the motion on top."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cardgen.figures.anatomy import STRUCK_PARTS
from cardgen.figures.ink import DirectionKey, direction_key, drawn
from cardgen.figures.outline import forms
from cardgen.figures.view import View, view_of
from cardgen.shapes import Clip, FormUse, Mark, Path, Stroke, circle, polyline, rounded
from cardgen.units import MM, Rect, Size

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cardgen.content.base import Area
    from cardgen.content.facts import Technique
    from cardgen.figures.strokes import Ink

_LINE_REACH = 3.0
"""How far, in units, a form may show beyond the points of its path: half a line at its floor in a small tile."""

_HALO = 0.5
"""How much wider than the ink the white below it is, in motion modules."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawn figure; its marks lie in a tile whose top left corner is (0, 0), points, y down."""

    marks: tuple[Mark, ...]
    size: Size


@dataclass(frozen=True, slots=True)
class _Part:
    """How a form is drawn: palette names, the line's weight in units and the least in points, dashes in units."""

    form: str
    fill: str | None = None
    line: str | None = None
    weight: float = 0.0
    floor: float = 0.0
    dash: tuple[float, ...] = ()


_BELOW = (
    _Part("cradle", fill="cradle", line="hem", weight=0.7, floor=0.12 * MM),
    _Part("ears", fill="sand"),
    _Part("body", fill="sand"),
)
_ZONE = _Part("zone", fill="apricot", line="apricotline", weight=0.5, floor=0.12 * MM)
_ABOVE = (
    _Part("detail", line="crease", weight=0.65, floor=0.12 * MM),
    _Part("outline", line="contour", weight=0.9, floor=0.22 * MM),
    _Part("towel-cloth", fill="cloth"),
    _Part("towel-edge", line="hem", weight=0.7, floor=0.12 * MM),
    _Part("towel-hem", line="hem", weight=0.5, floor=0.12 * MM),
    _Part("towel-folds", line="fold", weight=0.6, floor=0.12 * MM),
    _Part("vertebrae", line="ink", weight=0.6, floor=0.16 * MM),
    _Part("spine", line="ink", weight=1.1, floor=0.30 * MM, dash=(2.6, 2.9)),
)


def figure(technique: Technique, size: Size, radius: float, *, show_key: bool = True) -> Figure:
    """Draw a technique.

    Args:
        technique: What to draw: its crop, zones, pressure and motions.
        size: The tile in points.
        radius: Round corners of the tile in points.
        show_key: Whether the key of directions is drawn, if the technique has one and the tile has room.

    Returns:
        The figure; everything in it lies inside one clip with the tile's corners.
    """
    view = view_of(technique, size)
    tile = Rect(0.0, 0.0, size.width, size.height)
    key = direction_key(technique, view) if show_key else None
    marks = (
        Path(rounded(tile), fill="tile"),
        *_body(technique, view),
        *_inked(drawn(technique, view), view, _HALO * view.module * view.scale),
        *(_key(key, view) if key else ()),
    )
    return Figure((Clip(rounded(tile, radius), marks),), size)


def worked_zones(technique: Technique) -> tuple[str, ...]:
    """Return the forms that are tinted: the zones worked, for percussion without what stays bare."""
    return tuple(form for area in technique.zones for form in _zone_forms(area, struck=technique.percussive))


def _zone_forms(area: Area, *, struck: bool) -> tuple[str, ...]:
    name = STRUCK_PARTS.get(area, area) if struck else area
    if name == "sacral" and struck:
        return ()
    whole = f"zone-{name}"
    return (whole,) if whole in forms() else (f"{whole}-left", f"{whole}-right")


def _body(technique: Technique, view: View) -> Iterator[FormUse]:
    zones = (replace(_ZONE, form=form) for form in worked_zones(technique))
    for part in (*_BELOW, *zones, *_ABOVE):
        if forms()[part.form].bounds.inset(-_LINE_REACH).overlaps(view.window):
            yield _used(part, view)


def _used(part: _Part, view: View) -> FormUse:
    x, y = view.point(0.0, 0.0)
    stroke = None
    if part.line:
        width = max(part.weight * view.scale, part.floor)
        # Dashes grow with a line at its floor: round ends would close the gaps, and the spine is known by its dashes.
        dash = tuple(length * width / part.weight for length in part.dash)
        stroke = Stroke(part.line, width, dash)
    return FormUse(part.form, x, y, view.scale, part.fill, stroke)


def _inked(inks: tuple[Ink, ...], view: View, halo: float = 0.0) -> Iterator[Path]:
    """Yield the ink, all of its halo first so that no stroke cuts another."""
    if halo:
        yield from (_path(ink, view, "white", halo) for ink in inks)
    yield from (_path(ink, view, "brick") for ink in inks)


def _path(ink: Ink, view: View, colour: str, halo: float = 0.0) -> Path:
    points = [view.point(*point) for point in ink.points]
    width = ink.width * view.scale + halo
    match ink.kind:
        case "dot":
            return Path(circle(*points[0], width / 2), fill=colour)
        case "area":
            return Path(polyline(points, closed=True), fill=colour, stroke=Stroke(colour, width))
        case "line":
            dash = () if halo else tuple(length * view.scale for length in ink.dash)
            return Path(polyline(points), stroke=Stroke(colour, width, dash, "round" if halo else ink.cap))


def _key(key: DirectionKey, view: View) -> Iterator[Path]:
    x, y = view.point(key.box.x, key.box.y)
    box = Rect(x, y, key.box.width * view.scale, key.box.height * view.scale)
    yield Path(rounded(box, key.radius * view.scale), fill="white")
    yield from _inked(key.ink, view)
