"""A technique's figure as marks: the tile, the body, the tinted area, the spine, and the motion on top."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from cardgen.content.zones import ZONES, barred
from cardgen.figures.anatomy import STRUCK_PARTS
from cardgen.figures.body import ABOVE, BELOW, ZONE, shows, used
from cardgen.figures.hatching import hatching
from cardgen.figures.ink import DirectionKey, direction_key, drawn, motion_ink
from cardgen.figures.view import HALO, USUAL, View, view_of
from cardgen.shapes import Clip, Mark, Path, Stroke, circle, polyline, rounded
from cardgen.units import Rect, Size

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cardgen.content.base import Area, Zone
    from cardgen.content.facts import Technique
    from cardgen.figures.strokes import Ink


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawn figure; its marks lie in a tile whose top left corner is (0, 0), points, y down."""

    marks: tuple[Mark, ...]
    size: Size


KEPT = 128
"""Figures that a process keeps: those of the same routine have the same size on most cards."""


@lru_cache(maxsize=KEPT)
def figure(
    technique: Technique,
    size: Size,
    radius: float,
    *,
    show_key: bool = True,
    avoided: frozenset[Zone] = frozenset(),
) -> Figure:
    """Draw a technique.

    Args:
        technique: What to draw: its crop, zones, pressure and motions.
        size: The tile in points.
        radius: Round corners of the tile in points.
        show_key: Whether the key of directions is drawn, if the technique has one and the tile has room.
        avoided: Zones that must not be worked, whether the technique would work them or not: they are hatched, and no
            motion enters them.

    Returns:
        The figure; everything in it lies inside one clip with the tile's corners.
    """
    view = view_of(technique, size)
    tile = Rect(0.0, 0.0, size.width, size.height)
    key = direction_key(technique, view, avoided) if show_key else None
    marks = (
        Path(rounded(tile), fill="tile"),
        *_body(technique, view, avoided),
        *_inked(drawn(technique, view, avoided), view, HALO * view.module * view.scale),
        *(_key(key, view) if key else ()),
    )
    return Figure((Clip(rounded(tile, radius), marks, recurs=True),), size)


def works(technique: Technique, avoided: frozenset[Zone]) -> bool:
    """Say whether any motion of a technique is left to draw where some zones must not be worked."""
    return bool(motion_ink(technique, USUAL, avoided))


def worked_zones(technique: Technique, avoided: frozenset[Zone] = frozenset()) -> tuple[str, ...]:
    """Return the forms that are tinted: the zones worked, for percussion without what stays bare."""
    barred_zones = avoided | barred(technique, avoided)
    return tuple(
        form
        for area in technique.zones
        for zone, form in _zone_forms(area, struck=technique.percussive)
        if zone not in barred_zones
    )


def _zone_forms(area: Area, *, struck: bool) -> Iterator[tuple[Zone, str]]:
    """Yield the zones of an area, each with the form that is tinted for it."""
    if area == "sacral" and struck:
        return
    name = STRUCK_PARTS.get(area, area) if struck else area
    for zone in sorted(ZONES[area]):
        yield zone, f"zone-{zone.replace(area, name)}"


def _body(technique: Technique, view: View, avoided: frozenset[Zone]) -> Iterator[Mark]:
    zones = (replace(ZONE, form=form) for form in worked_zones(technique, avoided))
    yield from (used(part, view) for part in (*BELOW, *zones) if shows(part, view))
    yield from hatching(avoided, view)
    yield from (used(part, view) for part in ABOVE if shows(part, view))


def _inked(inks: tuple[Ink, ...], view: View, halo: float = 0.0) -> Iterator[Path]:
    """Yield the ink, all of its halo first so that no stroke cuts another; in one colour, their order is not seen."""
    alike = sorted(inks, key=_style)
    if halo:
        yield from (_path(ink, view, "white", halo) for ink in alike)
    yield from (_path(ink, view, "brick") for ink in alike)


def _style(ink: Ink) -> tuple[str, float, tuple[float, ...], str]:
    """Return what is set but once for ink that follows other ink of the same style."""
    return ink.kind, ink.width, ink.dash, ink.cap


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
