"""The ways that strokes take along the back: points from one anchor to another, as offsets and heights."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from cardgen.figures.anatomy import ANCHORS, BESIDE, CHAIN, Place

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cardgen.content.motion import Anchor, Lane
    from cardgen.shapes import Point


def downward(start: Anchor, end: Anchor) -> bool:
    """Say whether a motion runs toward the feet; one within a single anchor does."""
    return start == end or ANCHORS[end].middle > ANCHORS[start].middle


def lane(start: Anchor, end: Anchor, name: Lane) -> tuple[Point, ...]:
    """Return a lane: from the far end of ``start``, past the middle of each zone between, to the far end of ``end``.

    ``beside`` runs next to the body.
    """
    down = downward(start, end)
    first, last = ANCHORS[start], ANCHORS[end]
    if name == "beside":
        return _beside(first, last, down=down)
    points = [
        (offset(first, name), first.top if down else first.bottom),
        *((offset(place, name), place.middle) for place in between(start, end)),
        (offset(last, name), last.bottom if down else last.top),
    ]
    return _onward(points, down=down)


def _beside(first: Place, last: Place, *, down: bool) -> tuple[Point, ...]:
    """Return the lane next to the body: to the near end of ``last``, or its far end where the two anchors overlap."""
    if first.top < last.bottom and last.top < first.bottom:
        ends = (first.top, last.bottom) if down else (first.bottom, last.top)
    else:
        ends = (first.top + 4, last.top - 2) if down else (first.bottom - 4, last.bottom + 2)
    return (BESIDE, ends[0]), (BESIDE, ends[1])


def returning(start: Anchor, end: Anchor, module: float) -> tuple[Point, ...]:
    """Return the way back of a long stroke: out of the inner lane, along the side, in to ``end``."""
    first, last = ANCHORS[start], ANCHORS[end]
    if downward(start, end):
        points = [
            (first.inner + 2.2 * module, first.top + 0.2 * module),
            (min(first.outer, 34) + 4, first.top + 10),
            *((place.edge - 0.4, place.middle) for place in between(start, end)),
            (last.edge - 3, last.bottom - 6),
        ]
        return _onward(points, down=True)
    points = [
        (first.inner + 1.7 * module, first.bottom - 1),
        *((place.edge - 0.4, place.middle) for place in between(start, end)),
        (max(first.outer, last.outer) + 3.5, (first.top + last.bottom) / 2 - 2),
        (last.outer + 2, last.middle),
        (last.outer - 2.5, last.top),
    ]
    return _onward(points, down=False)


def between(start: Anchor, end: Anchor) -> tuple[Place, ...]:
    """Return the zones that lie whole between two anchors, in the order of travel."""
    first, last = ANCHORS[start], ANCHORS[end]
    low, high = min(first.bottom, last.bottom), max(first.top, last.top)
    found = [ANCHORS[zone] for zone in CHAIN if ANCHORS[zone].top > low and ANCHORS[zone].bottom < high]
    return tuple(found if downward(start, end) else found[::-1])


def offset(place: Place, name: Lane) -> float:
    """Return the offset of a lane at an anchor."""
    return {"inner": place.inner, "outer": place.outer, "edge": place.edge - 1, "beside": BESIDE}[name]


def half_width(y: float) -> float:
    """Return about how far the body reaches to the side at a height, between the edges of the anchors."""
    marks = [(ANCHORS[zone].middle, ANCHORS[zone].edge) for zone in (*CHAIN[:4], "hip")]
    if y <= marks[0][0]:
        return marks[0][1]
    for (above, wide), (below, wide_below) in pairwise(marks):
        if y <= below:
            return wide + (wide_below - wide) * (y - above) / (below - above)
    return marks[-1][1]


def _onward(points: Iterable[Point], *, down: bool) -> tuple[Point, ...]:
    """Drop inner points that do not lead on, so that a curve through the rest has no loop; the ends stay."""
    first, *inner, last = points
    sign = 1 if down else -1
    out = [first]
    for point in inner:
        if sign * (point[1] - out[-1][1]) > 1 and sign * (last[1] - point[1]) > 1:
            out.append(point)
    return (*out, last)
