"""Cutting arrows at the edge of what is avoided: a stroke goes up to it, and goes on behind it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from cardgen.figures.spline import length, part, points_along
from cardgen.figures.strokes import settled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cardgen.figures.anatomy import Room
    from cardgen.figures.barriers import Barrier
    from cardgen.figures.pen import Arrow, Pen
    from cardgen.figures.strokes import Glyph

_STEP = 0.25
"""How finely the place of a cut is searched for, in modules."""
_HEAD = 1.5
"""A piece reads as an arrow if it is a module longer than this for each of its heads, which shrink with it; a dashed
one needs a dash and a gap more."""
_STUB = 1.25
"""The least length of a stub for each of its heads, in modules."""


@dataclass(frozen=True, slots=True)
class Cutter:
    """Cuts arrows on one side of the back.

    Attributes:
        pen: What they are drawn with.
        room: Where all ink must lie, as offsets.
        barrier: Where none may lie.
        stubs: Whether pieces are kept that are hardly longer than their heads, which shrink with them.
    """

    pen: Pen
    room: Room
    barrier: Barrier
    stubs: bool = False

    def pieces(self, arrow: Arrow) -> Iterator[Glyph]:
        """Yield what is left of an arrow: every piece long enough to read, with heads as the whole has them."""
        for start, end in self._open(arrow):
            piece = self._fitted(arrow, start, end)
            if piece is not None:
                yield piece

    def _open(self, arrow: Arrow) -> Iterator[tuple[float, float]]:
        """Yield the stretches of an arrow's line that its ink may take, as distances from its start."""
        width, step = self.pen.line(arrow.points, arrow.weight).width, _STEP * self.pen.module
        whole = length(arrow.points)
        stations = [*(step * i for i in range(int(whole / step) + 1)), whole]
        points = points_along(arrow.points, stations)
        marked = ((self.barrier.lets_pass(point, width), s) for point, s in zip(points, stations, strict=True))
        for free, run in groupby(marked, key=lambda found: found[0]):
            along = [s for _, s in run]
            if free and along[-1] > along[0]:
                yield along[0], along[-1]

    def _fitted(self, arrow: Arrow, start: float, end: float) -> Glyph | None:
        """Return a stretch as an arrow of its own, shortened until its heads are clear as well; None if too short."""
        heads = 2 if arrow.heads == "both" else 1
        least = (heads * _STUB if self.stubs else sum(arrow.dash) + 1 + heads * _HEAD) * self.pen.module
        while end - start >= least:
            line, *tips = settled(self.pen.drawn(replace(arrow, points=part(arrow.points, start, end))), self.room)
            if self.barrier.lets_by((line, *tips)):
                return (line, *tips)
            if heads == 2 and not self.barrier.lets_by((tips[1],)):
                start += _STEP * self.pen.module
            else:
                end -= _STEP * self.pen.module
        return None
