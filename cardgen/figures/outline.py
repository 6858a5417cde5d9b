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

    from cardgen.shapes import Segment, Segments

Paint: TypeAlias = Literal["fill", "stroke", "both"]

_SVG = "{http://www.w3.org/2000/svg}"
_STEP = re.compile(r"([MCLZ])([^MCLZ]*)")
_NUMBERS = {"M": 2, "L": 2, "C": 6}


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
