"""Small signs drawn as vectors, because the font has none: clock, loop, no-go, flag, alert.

Each fills a square of ``size`` points (or the width named) whose top left corner is (0, 0). Colours are palette names.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from cardgen.shapes import Clip, Mark, Path, Stroke, arc_points, circle, polyline

if TYPE_CHECKING:
    from collections.abc import Iterator

ALERT_WIDTH = 1.14
"""Width of the alert triangle as a share of its height."""

FLAG_WIDTH = 0.95
"""Width of the flag as a share of its height."""


def clock(size: float, colour: str, line: float) -> tuple[Mark, ...]:
    """Draw a clock, a dose in minutes, with lines ``line`` points wide."""
    pen = Stroke(colour, line)
    c, r = size / 2, (size - line) / 2
    hands = polyline([(c, c - 0.55 * r), (c, c), (c + 0.42 * r, c + 0.2 * r)])
    return (Path(circle(c, c, r), stroke=pen), Path(hands, stroke=pen))


def loop(size: float, colour: str, line: float) -> tuple[Mark, ...]:
    """Draw an open circle with a head, "again", a dose in repetitions; its line is ``line`` points wide."""
    cx, cy, r = size / 2, 0.54 * size, 0.46 * size - line / 2
    ring = arc_points(cx, cy, r, -30, 240)
    x, y = ring[-1]
    head = [(x + 0.3 * size, y - 0.16 * size), (x - 0.1 * size, y - 0.17 * size), (x + 0.1 * size, y + 0.17 * size)]
    return (
        Path(polyline(ring), stroke=Stroke(colour, line)),
        Path(polyline(head, closed=True), fill=colour),
    )


def no_go(size: float, spine: str = "ink", bar: str = "brick", ground: str = "white") -> tuple[Mark, ...]:
    """Draw the spine in a barred ring: never press here.

    Args:
        size: Side of the square in points.
        spine: Colour of the spine.
        bar: Colour of the ring and the bar.
        ground: Colour within the ring.
    """
    c, width = size / 2, 0.1 * size
    ring = c - width / 2
    reach = ring * math.sin(math.pi / 4)
    disc = circle(c, c, c)
    return (
        Clip(disc, (Path(disc, fill=ground), *_vertebrae(size, spine))),
        Path(circle(c, c, ring), stroke=Stroke(bar, width)),
        Path(polyline([(c - reach, c - reach), (c + reach, c + reach)]), stroke=Stroke(bar, width, cap="butt")),
    )


def _vertebrae(size: float, colour: str) -> Iterator[Path]:
    c = size / 2
    for i in range(5):
        y = size * (i + 0.5) / 5
        yield Path(polyline([(c, y - 0.055 * size), (c, y + 0.055 * size)]), stroke=Stroke(colour, 0.075 * size))
        for side in (-1, 1):
            rib = [(c + side * 0.1 * size, y), (c + side * 0.2 * size, y - 0.045 * size)]
            yield Path(polyline(rib), stroke=Stroke(colour, 0.045 * size))


def flag(size: float, colour: str = "red") -> tuple[Mark, ...]:
    """Draw a small flag of height ``size`` and width ``FLAG_WIDTH * size``: a sign that needs a doctor."""
    pole = 0.12 * size
    cloth = [(pole, 0.03 * size), (FLAG_WIDTH * size, 0.3 * size), (pole, 0.6 * size)]
    return (
        Path(polyline([(pole, pole / 2), (pole, size - pole / 2)]), stroke=Stroke(colour, pole)),
        Path(polyline(cloth, closed=True), fill=colour),
    )


def alert(size: float, triangle: str, mark: str) -> tuple[Mark, ...]:
    """Draw the safety alert symbol after ANSI Z535.4: a solid triangle with an exclamation mark.

    Args:
        size: Its height in points; it is ``ALERT_WIDTH`` times as wide.
        triangle: Colour of the triangle.
        mark: Colour of the exclamation mark: the ground that the symbol stands on.
    """
    width, r = ALERT_WIDTH * size, 0.09 * size
    c, middle = width / 2, size / 2
    corners = polyline([(c, r), (width - r, size - r), (r, size - r)], closed=True)
    stem = [(-0.075, -0.17), (0.075, -0.17), (0.042, 0.16), (-0.042, 0.16)]
    return (
        Path(corners, fill=triangle, stroke=Stroke(triangle, 2 * r)),
        Path(polyline([(c + x * size, middle + y * size) for x, y in stem], closed=True), fill=mark),
        Path(circle(c, middle + 0.275 * size, 0.075 * size), fill=mark),
    )
