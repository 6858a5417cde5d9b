"""How a tile looks onto the drawing: which part it shows, how large, and how heavy the motion is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cardgen.figures.anatomy import ANCHORS, CROPS, GUTTER, MIDLINE, Room, Window
from cardgen.units import MM, Rect, Size

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cardgen.content.facts import Technique
    from cardgen.content.motion import Anchor

_MODULES = 28.0
"""Motion modules along the shorter side of a tile, up to the size where glyphs need not grow with it."""
_FULL_GROWTH = 30.0 * MM
_SLOW_GROWTH = 0.2
_THINNEST = 0.2 * MM
USUAL = Size(20 * MM, 20 * MM)
"""A tile like that of a step on A5, for what does not depend on the tile."""

HALO = 0.5
"""How much wider than the ink the white below it is, in motion modules."""
_MARGIN = 0.5
"""Modules that ink keeps from the edge of the tile: room for its halo."""


@dataclass(frozen=True, slots=True)
class View:
    """A tile's window onto the drawing.

    Attributes:
        scale: Points for each unit of the drawing.
        window: What shows, in units.
        module: The motion module g in units: every glyph is measured with it.
        thinnest: The thinnest line of a glyph, in units.
    """

    scale: float
    window: Rect
    module: float
    thinnest: float

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point of the drawing lies in the tile, in points."""
        return (x - self.window.x) * self.scale, (y - self.window.y) * self.scale

    @property
    def room(self) -> Room:
        """Where the ink of one side may lie."""
        margin = _MARGIN * self.module
        return Room(
            inner=GUTTER,
            outer=self.window.width / 2 - margin,
            top=self.window.y + margin,
            bottom=self.window.bottom - margin,
        )


def view_of(technique: Technique, size: Size) -> View:
    """Return the view of a technique's figure in a tile of ``size`` points.

    The technique's crop is taken, or the next wider one that shows both ends of each of its motions.
    """
    motions = [motion for motion in technique.motion if motion.pattern != "key"]
    reached = [anchor for motion in motions for anchor in (motion.start, motion.end)]
    return view_onto(_window(CROPS[technique.crop], reached), size)


def view_onto(window: Window, size: Size) -> View:
    """Return the view onto a crop in a tile of ``size`` points.

    The height of the crop fills the tile; a tile that is too narrow for the crop's least width shows more above and
    below instead.
    """
    scale = min(size.height / window.height, size.width / window.least_width)
    width, height = size.width / scale, size.height / scale
    side = min(size.width, size.height)
    module = side / _MODULES * min(1.0, (_FULL_GROWTH / side) ** _SLOW_GROWTH)
    return View(
        scale=scale,
        window=Rect(MIDLINE - width / 2, window.centre - height / 2, width, height),
        module=module / scale,
        thinnest=_THINNEST / scale,
    )


def _window(wanted: Window, anchors: Iterable[Anchor]) -> Window:
    places = [ANCHORS[anchor] for anchor in anchors]
    wider = (window for window in CROPS.values() if window.height >= wanted.height)
    fitting = (
        window
        for window in (wanted, *wider)
        if all(abs(y - window.centre) < window.height / 2 for place in places for y in (place.top, place.bottom))
    )
    return next(fitting)
