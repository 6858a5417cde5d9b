"""Random motions, techniques and tiles, and how ink is measured: helpers of the tests of ink."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import get_args

from hypothesis import strategies as st
from pydantic import BaseModel, TypeAdapter

from cardgen.content.base import Crop, Zone
from cardgen.content.facts import Technique
from cardgen.content.motion import Key, Motion
from cardgen.figures.anatomy import MIDLINE
from cardgen.figures.strokes import Ink
from cardgen.units import MM, Size

SLACK = 1e-6

VARIANTS: tuple[type[BaseModel], ...] = get_args(get_args(Motion)[0])
ON_THE_BACK = [variant for variant in VARIANTS if variant is not Key]


def choices(variant: type[BaseModel]) -> st.SearchStrategy[Motion]:
    """Every valid motion of a kind."""
    fields = {
        field.alias or name: st.booleans() if field.annotation is bool else st.sampled_from(get_args(field.annotation))
        for name, field in variant.model_fields.items()
    }
    return st.fixed_dictionaries(fields).map(TypeAdapter(Motion).validate_python)


motions = st.sampled_from(ON_THE_BACK).flatmap(choices)
levels = st.integers(1, 5)
crops = st.sampled_from(get_args(Crop))
lengths = st.floats(9, 120).map(lambda mm: mm * MM)
zones = st.sets(st.sampled_from(get_args(Zone)), min_size=1).map(frozenset)
sizes = st.one_of(lengths.map(lambda side: Size(side, side)), st.builds(Size, lengths, lengths))


def technique_with(base: Technique, drawn: tuple[Motion, ...], level: int, crop: Crop) -> Technique:
    pressure = base.pressure.model_copy(update={"min": level, "max": level})
    return base.model_copy(update={"motion": drawn, "pressure": pressure, "crop": crop})


def distance_to_spine(ink: Ink) -> float:
    sides = [x - MIDLINE for x, _ in ink.points]
    assert all(side > 0 for side in sides) or all(side < 0 for side in sides), "one stroke on both sides of the spine"
    return min(abs(side) for side in sides) - ink.width / 2


def gap(point: tuple[float, float], ring: list[tuple[float, float]]) -> float:
    """The distance from a point to a polygon; 0 inside."""
    (x, y), hit, least = point, False, math.inf
    for (ax, ay), (bx, by) in pairwise([*ring, ring[0]]):
        if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
            hit = not hit
        long = (bx - ax) ** 2 + (by - ay) ** 2
        t = 0.0 if long == 0 else max(0.0, min(1.0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / long))
        least = min(least, math.dist(point, (ax + t * (bx - ax), ay + t * (by - ay))))
    return 0.0 if hit else least


def mirrored(ink: Ink) -> tuple[object, ...]:
    return (ink.kind, tuple((round(2 * MIDLINE - x, 9), round(y, 9)) for x, y in ink.points), round(ink.width, 9))


def as_drawn(ink: Ink) -> tuple[object, ...]:
    return (ink.kind, tuple((round(x, 9), round(y, 9)) for x, y in ink.points), round(ink.width, 9))
