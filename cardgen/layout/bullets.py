"""Bulleted lists: how high they are, and their boxes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate

from cardgen.layout.boxes import Box, Laid, Part
from cardgen.layout.setting import Setting
from cardgen.shapes import Path, Segments, circle
from cardgen.units import Rect


def bullets(setting: Setting, items: tuple[str, ...], width: float, columns: int, block: str) -> Laid:
    """Lay out a bulleted list in one column, or in two of heights as even as can be."""
    boxes = bulleted(setting, items, Rect(0, 0, width, 0), columns, block)
    return Laid(bullets_height(setting, items, width, columns), boxes)


def bullets_height(setting: Setting, items: tuple[str, ...], width: float, columns: int) -> float:
    """Return the height of what ``bullets`` lays out."""
    heights = _heights(setting, items, _column(setting, width, columns))
    cut = _cut(heights, columns)
    return max(sum(heights[:cut]), sum(heights[cut:]))


def bulleted(
    setting: Setting,
    items: tuple[str, ...],
    place: Rect,
    columns: int,
    block: str,
    *,
    within: tuple[Part, ...] = (),
    personal: bool = False,
) -> tuple[Box, ...]:
    """Set a bulleted list at its place.

    Args:
        setting: The setting.
        items: A line or more each.
        place: Only left edge, top and width count.
        columns: One, or two of heights as even as can be.
        block: Name of the block.
        within: The groups that the list stands in.
        personal: It shows what was typed for one card only.

    Returns:
        A list of items to a reader.
    """
    column = _column(setting, place.width, columns)
    heights = _heights(setting, items, column)
    cut = _cut(heights, columns)
    listed = (*within, Part("L", block))
    boxes: list[Box] = []
    left = place.x
    for part in (slice(0, cut), slice(cut, len(items))):
        for item, top in zip(items[part], accumulate(heights[part], initial=place.y), strict=False):
            item_place = Rect(left, top, column, 0)
            boxes += bullet(setting, item, item_place, block, within=(*listed, Part("LI", item)), personal=personal)
        left += column + setting.format.gap.column
    return tuple(boxes)


def bullet(
    setting: Setting, text: str, place: Rect, block: str, *, within: tuple[Part, ...] = (), personal: bool = False
) -> Iterator[Box]:
    """Yield the dot and the text of an item of a bulleted list; arguments as ``bulleted``."""
    style = setting.type("body")
    room = bullet_room(setting, place.width)
    dot, rect = _dot(style.size, style.leading)
    marks = (Path(dot, fill="ink", dx=place.x, dy=place.y),)
    yield Box(rect.moved(place.x, place.y), "Artifact", block, marks, within=within, personal=personal)
    text_place = Rect(place.x + place.width - room, place.y, room, 0)
    yield setting.paragraph(text, "body", text_place, block, tag="LBody", within=within, personal=personal)


def bullet_room(setting: Setting, width: float) -> float:
    """Return the width that a bullet leaves to its text."""
    return width - setting.type("body").size * 0.9


def bullet_height(setting: Setting, text: str, width: float) -> float:
    """Return the height of an item."""
    return setting.height(text, "body", bullet_room(setting, width))


@lru_cache(maxsize=16)
def _dot(size: float, leading: float) -> tuple[Segments, Rect]:
    r = size * 0.155
    return circle(r + size * 0.1, leading / 2, r), Rect(0, leading / 2 - r, 2 * r + size * 0.1, 2 * r)


def _column(setting: Setting, width: float, columns: int) -> float:
    return (width - setting.format.gap.column * (columns - 1)) / columns


def _heights(setting: Setting, items: tuple[str, ...], column: float) -> list[float]:
    return [bullet_height(setting, item, column) for item in items]


def _cut(heights: Sequence[float], columns: int) -> int:
    """Return how many items stand in the first column: at least one, for a list never begins with an empty column."""
    if columns == 1:
        return len(heights)
    return min(range(min(len(heights), 1), len(heights) + 1), key=lambda i: max(sum(heights[:i]), sum(heights[i:])))
