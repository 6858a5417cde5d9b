"""Hand icons: a right hand seen from above; the part that touches the skin is in the active colour."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from cardgen.shapes import Mark, Path, Point, Stroke, circle, polyline, rounded
from cardgen.units import Rect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cardgen.content.base import HandPart

_BOX = 24.0
_REST, _ACTIVE = "hand", "brick"
_FINGERS: tuple[tuple[Point, Point], ...] = (
    ((8.0, 13.0), (6.9, 5.6)),
    ((11.0, 12.4), (10.7, 3.4)),
    ((14.0, 12.8), (14.5, 4.4)),
    ((16.8, 14.0), (18.2, 7.6)),
)
"""Root and tip of each finger, index finger first, in the icon's box."""
_THUMB: tuple[Point, Point] = ((7.6, 17.2), (3.0, 11.8))
_FINGER, _THUMB_WIDTH, _TIP = 2.6, 3.1, 1.4
_KNUCKLES = ((6.3, 8.2), (9.9, 7.2), (13.5, 7.6), (17.1, 9.0))


def hand(part: HandPart, size: float) -> tuple[Mark, ...]:
    """Draw the icon of a part of the hand.

    Args:
        part: What touches the skin.
        size: Side of the square that the icon fills, in points; its top left corner is (0, 0).

    Returns:
        Marks, the active part on top of the rest of the hand.
    """
    scale = size / _BOX
    return tuple(_fist(scale) if part == "knuckles" else _open_hand(part, scale))


def _open_hand(part: HandPart, scale: float) -> Iterator[Path]:
    grips = part == "claw"
    yield _capsule(*_THUMB, _THUMB_WIDTH, _ACTIVE if grips or part == "thumbs" else _REST, scale)
    for root, tip in _FINGERS:
        yield _capsule(root, tip, _FINGER, _ACTIVE if grips else _REST, scale)
    yield _block(Rect(6.2, 11.6, 12.0, 10.4), (2.4, 2.4, 5.0, 4.6), _REST, scale)
    if part == "palm":
        yield _block(Rect(7.1, 12.6, 10.2, 8.5), (2.0, 2.0, 4.2, 3.8), _ACTIVE, scale)
    elif part == "fingertips":
        for root, tip in _FINGERS:
            share = _TIP / math.dist(root, tip)
            below = (tip[0] + (root[0] - tip[0]) * share, tip[1] + (root[1] - tip[1]) * share)
            yield _capsule(tip, below, _FINGER, _ACTIVE, scale)
    elif part == "edge":
        yield _line(((18.2, 7.6), (17.0, 13.4), (16.7, 18.4)), 2.7, _ACTIVE, scale)


def _fist(scale: float) -> Iterator[Path]:
    yield _block(Rect(4.6, 11.0, 14.2, 10.6), (4.4,) * 4, _REST, scale)
    for x, top in _KNUCKLES:
        yield _capsule((x, top + 2), (x, 15.4), 3.1, _REST, scale)
        yield Path(circle(x * scale, (top + 0.4) * scale, 1.75 * scale), fill=_ACTIVE)
    thumb = ((5.2, 17.4), (12.4, 17.8))
    yield _capsule(*thumb, 3.3, "white", scale)
    yield _capsule(*thumb, 2.5, _REST, scale)


def _capsule(start: Point, end: Point, width: float, colour: str, scale: float) -> Path:
    return _line((start, end), width, colour, scale)


def _line(points: tuple[Point, ...], width: float, colour: str, scale: float) -> Path:
    return Path(polyline([(x * scale, y * scale) for x, y in points]), stroke=Stroke(colour, width * scale))


def _block(rect: Rect, radii: tuple[float, float, float, float], colour: str, scale: float) -> Path:
    box = Rect(rect.x * scale, rect.y * scale, rect.width * scale, rect.height * scale)
    tl, tr, br, bl = (radius * scale for radius in radii)
    return Path(rounded(box, (tl, tr, br, bl)), fill=colour)
