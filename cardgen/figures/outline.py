"""The drawing of a back as named forms, read once from ``assets/figures/back.svg``."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, TypeAlias, cast

from cardgen.resources import data_root
from cardgen.units import Rect

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cardgen.content.base import Zone
    from cardgen.figures.rings import Ring
    from cardgen.shapes import Point, Segment, Segments

Paint: TypeAlias = Literal["fill", "stroke", "both"]

_SVG = "{http://www.w3.org/2000/svg}"
_STEP = re.compile(r"([MCLZ])([^MCLZ]*)")
_NUMBERS = {"M": 2, "L": 2, "C": 6}
_CHORDS = 8
"""Straight pieces that stand for a curve; none of a zone's curves leaves them by more than 0.03 units."""


@dataclass(frozen=True, slots=True)
class Form:
    """A part of the drawing, without colour and without line width: both come with each use.

    Attributes:
        segments: Its paths, in units of the drawing, y down.
        paint: How it is painted; ``both`` is filled, then stroked.
        bounds: The smallest rectangle that holds all points and controls.
    """

    segments: Segments
    paint: Paint
    bounds: Rect


@cache
def forms() -> Mapping[str, Form]:
    """Return every part of the drawing by its name.

    The names: ``cradle``, ``body``, ``ears``, ``zone-…`` (one for each zone, and ``upper``, ``ribs``, ``kidney``,
    ``loin`` with their sides), ``detail``, ``outline``, ``towel-…``, ``vertebrae``, ``spine``.
    """
    root = ET.parse(data_root() / "assets" / "figures" / "back.svg").getroot()
    return MappingProxyType(
        {
            path.attrib["id"]: _form(path.attrib["d"], cast("Paint", group.attrib["class"]))
            for group in root.iter(f"{_SVG}g")
            for path in group.iter(f"{_SVG}path")
        }
    )


@cache
def zone_rings(zone: Zone) -> tuple[Ring, ...]:
    """Return the closed paths of a zone's form as polygons, in units: where the zone ends, for whoever asks."""
    rings: list[list[Point]] = []
    for segment in forms()[f"zone-{zone}"].segments:
        match segment:
            case ("M", x, y):
                rings.append([(x, y)])
            case ("L", x, y):
                rings[-1].append((x, y))
            case ("C", x1, y1, x2, y2, x3, y3):
                curve = (rings[-1][-1], (x1, y1), (x2, y2), (x3, y3))
                rings[-1] += (_on_curve(curve, i / _CHORDS) for i in range(1, _CHORDS + 1))
    return tuple(tuple(ring) for ring in rings)


def _on_curve(curve: tuple[Point, Point, Point, Point], t: float) -> Point:
    shares = ((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t**2, t**3)
    return (
        sum(share * x for share, (x, _) in zip(shares, curve, strict=True)),
        sum(share * y for share, (_, y) in zip(shares, curve, strict=True)),
    )


def _form(data: str, paint: Paint) -> Form:
    segments = tuple(_segments(data))
    xs = [float(x) for segment in segments for x in segment[1::2]]
    ys = [float(y) for segment in segments for y in segment[2::2]]
    left, top = min(xs), min(ys)
    return Form(segments, paint, Rect(left, top, max(xs) - left, max(ys) - top))


def _segments(data: str) -> Iterator[Segment]:
    """Read SVG path data made of absolute M, L, C and Z only."""
    for command, numbers in _STEP.findall(data):
        if command == "Z":
            yield ("Z",)
            continue
        values = [float(number) for number in numbers.split()]
        count = _NUMBERS[command]
        for start in range(0, len(values), count):
            yield cast("Segment", (command, *values[start : start + count]))
