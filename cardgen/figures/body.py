"""The parts that a back is drawn from, from the lowest to the uppermost, and how each of them looks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cardgen.figures.outline import forms
from cardgen.shapes import FormUse, Stroke
from cardgen.units import MM

if TYPE_CHECKING:
    from cardgen.figures.view import View

_LINE_REACH = 3.0
"""How far, in units, a form may show beyond the points of its path: half a line at its floor in a small tile."""


@dataclass(frozen=True, slots=True)
class Part:
    """How a form is drawn: palette names, the line's weight in units and the least in points, dashes in units."""

    form: str
    fill: str | None = None
    line: str | None = None
    weight: float = 0.0
    floor: float = 0.0
    dash: tuple[float, ...] = ()


BELOW = (
    Part("cradle", fill="cradle", line="hem", weight=0.7, floor=0.12 * MM),
    Part("ears", fill="sand"),
    Part("body", fill="sand"),
)
ZONE = Part("zone", fill="apricot", line="apricotline", weight=0.5, floor=0.12 * MM)
ABOVE = (
    Part("detail", line="crease", weight=0.65, floor=0.12 * MM),
    Part("outline", line="contour", weight=0.9, floor=0.22 * MM),
    Part("towel-cloth", fill="cloth"),
    Part("towel-edge", line="hem", weight=0.7, floor=0.12 * MM),
    Part("towel-hem", line="hem", weight=0.5, floor=0.12 * MM),
    Part("towel-folds", line="fold", weight=0.6, floor=0.12 * MM),
    Part("vertebrae", line="ink", weight=0.6, floor=0.16 * MM),
    Part("spine", line="ink", weight=1.1, floor=0.30 * MM, dash=(2.6, 2.9)),
)


def shows(part: Part, view: View) -> bool:
    """Say whether anything of a part is seen in a view."""
    return forms()[part.form].bounds.inset(-_LINE_REACH).overlaps(view.window)


def used(part: Part, view: View) -> FormUse:
    """Return a part as it is drawn in a view."""
    x, y = view.point(0.0, 0.0)
    stroke = None
    if part.line:
        width = max(part.weight * view.scale, part.floor)
        # Dashes grow with a line at its floor: round ends would close the gaps, and the spine is known by its dashes.
        dash = tuple(length * width / part.weight for length in part.dash)
        stroke = Stroke(part.line, width, dash)
    return FormUse(part.form, x, y, view.scale, part.fill, stroke)
