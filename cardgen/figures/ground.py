"""What motions are drawn on: the room they have, and what of each of them keeps off what is bare or avoided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cardgen.content.motion import Travel
from cardgen.content.zones import barred, zones_of
from cardgen.figures.anatomy import BARE_AREAS
from cardgen.figures.barriers import barrier, rings_on
from cardgen.figures.cutting import Cutter
from cardgen.figures.patterns import placed_shapes
from cardgen.figures.pen import Arrow, Pen
from cardgen.figures.rings import holds
from cardgen.figures.runs import Back, runs
from cardgen.figures.strokes import extent, on_side, settled
from cardgen.figures.view import HALO

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cardgen.content.base import Zone
    from cardgen.content.facts import Technique
    from cardgen.content.motion import Motion
    from cardgen.figures.anatomy import Room
    from cardgen.figures.barriers import Barrier
    from cardgen.figures.patterns import Placed
    from cardgen.figures.runs import Run
    from cardgen.figures.strokes import Glyph, Ink, Side
    from cardgen.figures.view import View

_SMALLEST = 0.5
"""The part of its height that a glyph may shrink to beside an avoided area; a smaller one would not be read."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What the motions of a technique are drawn on.

    Attributes:
        pen: What they are drawn with.
        room: Where the ink of one side may lie.
        free: Zones that the technique works and need not leave out.
        avoided: Zones that no ink may touch.
        barriers: The same by the side of the back.
        bare: Whether the parts that percussion leaves bare are barred too.
        stubs: Whether pieces of arrows are kept that are hardly longer than their heads.
    """

    pen: Pen
    room: Room
    free: frozenset[Zone]
    avoided: frozenset[Zone]
    barriers: Mapping[Side, Barrier]
    bare: bool
    stubs: bool = False

    @classmethod
    def of(cls, technique: Technique, view: View, avoided: frozenset[Zone], weight: float) -> Ground:
        """Return the ground of a technique's figure; ``weight`` is that of its main strokes, in modules."""
        zones, halo = avoided | barred(technique, avoided), HALO / 2 * view.module
        sides: tuple[Side, ...] = (-1, 1)
        barriers = {side: barrier(zones, side, halo) for side in sides}
        pen = Pen(view.module, view.thinnest, weight)
        return cls(pen, view.room, zones_of(technique.zones) - zones, zones, barriers, bare=technique.percussive)

    def placed(self, motion: Motion) -> Iterator[Ink]:
        """Yield the ink of a motion."""
        for run in runs(motion, Back(self.free, self.avoided), self.room, HALO / 2 * self.pen.module):
            for group in placed_shapes(run.motion, self.pen):
                for side, glyph in self._kept(group, run):
                    if not (self.bare and any(extent(glyph).meets(area) for area in BARE_AREAS)):
                        yield from on_side(glyph, side)

    def _kept(self, group: tuple[Placed, ...], run: Run) -> list[tuple[Side, Glyph]]:
        """Return what may be drawn of shapes that stand or fall together: them, else them moved, else nothing.

        Of an arrow that touches something avoided, return its pieces.
        """
        whole = [(side, self._glyph(shape)) for side, shape in group]
        settled_ones = [(side, settled(glyph, self.room)) for side, glyph in whole]
        if self._clear(settled_ones):
            return settled_ones
        arrows = [(side, shape) for side, shape in group if isinstance(shape, Arrow)]
        if arrows:
            pieces = [(side, piece) for side, arrow in arrows for piece in self._cut(arrow, side)]
            return [one for one in pieces if isinstance(run.motion, Travel) or self._works(*one)]
        moved = _moved(whole, run.room)
        return moved if self._clear(moved) else []

    def _glyph(self, shape: Glyph | Arrow) -> Glyph:
        return self.pen.drawn(shape) if isinstance(shape, Arrow) else shape

    def _clear(self, glyphs: list[tuple[Side, Glyph]]) -> bool:
        return all(self.barriers[side].lets_by(glyph) for side, glyph in glyphs)

    def _works(self, side: Side, piece: Glyph) -> bool:
        """Say whether a piece of an arrow works anything: what is left outside the worked zones makes no sense."""
        ends = piece[0].points[0], piece[0].points[-1]
        middle = (ends[0][0] + ends[1][0]) / 2, (ends[0][1] + ends[1][1]) / 2
        rings = rings_on(self.free, side)
        return any(holds(ring, point) for ring in rings for point in (*ends, middle))

    def _cut(self, arrow: Arrow, side: Side) -> Iterator[Glyph]:
        yield from Cutter(self.pen, self.room, self.barriers[side], stubs=self.stubs).pieces(arrow)


def _moved(group: list[tuple[Side, Glyph]], room: Room) -> list[tuple[Side, Glyph]]:
    """Return glyphs moved together into a room, shrunk if they must be; none if there is too little of it."""
    together = tuple(ink for _, glyph in group for ink in glyph)
    held = extent(together)
    if room.bottom - room.top < _SMALLEST * (held.bottom - held.top):
        return []
    inks = iter(settled(together, room))
    return [(side, tuple(next(inks) for _ in glyph)) for side, glyph in group]
