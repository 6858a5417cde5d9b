"""Ink: the lines, areas and dots that a motion is drawn with, as pure geometry.

While a glyph is built, x is the offset from the midline, so that left and right are exact mirror images;
``on_side`` turns offsets into units of the drawing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, TypeAlias

from cardgen.figures.anatomy import MIDLINE, Room

if TYPE_CHECKING:
    from collections.abc import Callable

    from cardgen.shapes import Point

Side: TypeAlias = Literal[-1, 1]
"""The side of the person and of the picture: -1 left, 1 right."""


@dataclass(frozen=True, slots=True)
class Ink:
    """What a pen of some width leaves: all points nearer than half the width to a line, an area or a dot.

    Attributes:
        kind: ``line`` through the points, ``area`` within them, or ``dot`` at the only one.
        points: Corners; curves are already polylines.
        width: Width of the line, of the area's edge, or the dot's diameter.
        dash: Lengths on and off; empty for a solid line.
        cap: Ends of the line.
    """

    kind: Literal["line", "area", "dot"]
    points: tuple[Point, ...]
    width: float
    dash: tuple[float, ...] = ()
    cap: Literal["butt", "round"] = "round"


Glyph: TypeAlias = tuple[Ink, ...]
"""Ink that belongs together and moves as one."""


def extent(glyph: Glyph) -> Room:
    """Return the smallest room that holds the glyph, line widths included."""
    return Room(
        inner=min(x - ink.width / 2 for ink in glyph for x, _ in ink.points),
        outer=max(x + ink.width / 2 for ink in glyph for x, _ in ink.points),
        top=min(y - ink.width / 2 for ink in glyph for _, y in ink.points),
        bottom=max(y + ink.width / 2 for ink in glyph for _, y in ink.points),
    )


def settled(glyph: Glyph, room: Room) -> Glyph:
    """Return the glyph inside the room: as it is, else shrunk to fit (never its line widths), else shifted.

    Args:
        glyph: At least one ink, its lines thinner than the room.
        room: Where all of it must lie.

    Returns:
        The glyph, no part of it outside.
    """
    held = extent(glyph)
    thickest = max(ink.width for ink in glyph)
    across = _share(held.outer - held.inner, room.outer - room.inner, thickest)
    along = _share(held.bottom - held.top, room.bottom - room.top, thickest)
    share = min(across, along)
    if share < 1:
        cx, cy = (held.inner + held.outer) / 2, (held.top + held.bottom) / 2
        glyph = _mapped(glyph, lambda x, y: (cx + (x - cx) * share, cy + (y - cy) * share))
        held = extent(glyph)
    dx = _shift(held.inner, held.outer, room.inner, room.outer)
    dy = _shift(held.top, held.bottom, room.top, room.bottom)
    return _mapped(glyph, lambda x, y: (x + dx, y + dy)) if dx or dy else glyph


def _share(held: float, offered: float, thickest: float) -> float:
    """Return how much of its size a glyph keeps, so that with its line widths it is no larger than offered."""
    if held <= offered:
        return 1.0
    return max(0.0, (offered - thickest) / (held - thickest))


def _shift(low: float, high: float, least: float, most: float) -> float:
    if low < least:
        return least - low
    if high > most:
        return most - high
    return 0.0


def _mapped(glyph: Glyph, to: Callable[[float, float], Point]) -> Glyph:
    return tuple(replace(ink, points=tuple(to(x, y) for x, y in ink.points)) for ink in glyph)


def on_side(glyph: Glyph, side: Side) -> Glyph:
    """Return the glyph on the drawing: offsets become x to the left or right of the midline."""
    return _mapped(glyph, lambda x, y: (MIDLINE + side * x, y))
