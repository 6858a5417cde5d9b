"""Places of the back by what people type: ``lumbar-left``, ``lumbar``, ``left low back``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import get_args

from cardgen.content.base import Area, Zone
from cardgen.content.excerpt import excerpt
from cardgen.content.folding import folded
from cardgen.content.model import Catalog
from cardgen.content.suggest import nearest
from cardgen.content.zones import AREAS, WHOLE_BACK, ZONES
from cardgen.kept import kept

ELSEWHERE = "elsewhere"
"""What is typed as the place of something that lies away from the back."""
PLACES: tuple[str, ...] = (*get_args(Zone), *(area for area in AREAS if len(ZONES[area]) > 1))
"""The ids of places of the back: every zone, and every area that has one on each side."""
_SIDES = ("left", "right")
"""The sides as the ids of zones name them; left is the person's left."""


def zones_named(catalog: Catalog, text: str) -> frozenset[Zone]:
    """Find the zones that a text names.

    Args:
        catalog: Its words name the areas and zones.
        text: Zones, areas (both sides of them) or their names, with commas between.

    Returns:
        At least one zone. A name that two areas share stands for both; with a side, for that side of them and for
        what has no sides.

    Raises:
        ValueError: A name is unknown; says what comes near.
    """
    named = frozenset(zone for name in text.split(",") for zone in _zones(catalog, name))
    assert named <= WHOLE_BACK
    return named


def _zones(catalog: Catalog, name: str) -> frozenset[Zone]:
    words = name.replace("-", " ").split()
    sides = [word for word in words if word.casefold() in _SIDES]
    areas = _areas_by_name(catalog)
    found = areas.get(folded(" ".join(word for word in words if word not in sides)), ())
    zones = frozenset(zone for area in found for zone in ZONES[area])
    if len(sides) == 1:
        unsided = frozenset(zone for zone in zones if not zone.endswith(_SIDES)) if len(found) > 1 else frozenset()
        zones = unsided | frozenset(zone for zone in zones if zone.endswith(f"-{sides[0].casefold()}"))
    if not zones or len(sides) > 1:
        raise ValueError(f"{excerpt(name.strip())} is no place of the back{nearest(name.strip(), PLACES)}")
    return zones


@kept()
def _areas_by_name(catalog: Catalog) -> Mapping[str, tuple[Area, ...]]:
    areas: dict[str, tuple[Area, ...]] = defaultdict(tuple)
    for area in AREAS:
        for name in dict.fromkeys(map(folded, _names(catalog, area))):
            areas[name] += (area,)
    return MappingProxyType(dict(areas))


def _names(catalog: Catalog, area: Area) -> Iterator[str]:
    words: Iterable[str] = catalog.text.interface.area_synonyms[area]
    yield from (area, catalog.text.interface.areas[area], *words)
