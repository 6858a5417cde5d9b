"""Annotations that print become a part of the page: on a sheet there is nothing left to click or to fill in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypeAlias

from pypdf import PageObject
from pypdf.generic import ArrayObject, DictionaryObject, PdfObject, StreamObject

HIDDEN, PRINTED = 2, 4
"""Bits 2 and 3 of an annotation's flags (ISO 32000-1, 12.5.3)."""

WITHOUT_INK: Final = frozenset({"/Link", "/Popup"})
"""Kinds of annotations that print nothing, so that nothing is lost with them."""

Matrix: TypeAlias = tuple[float, float, float, float, float, float]

UNMOVED: Final[Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Appearance:
    """What an annotation looks like.

    Attributes:
        drawing: A form.
        matrix: Puts the form where it stands on the page.
    """

    drawing: StreamObject
    matrix: Matrix


@dataclass(frozen=True, slots=True)
class Annotations:
    """The annotations of a page.

    Attributes:
        printed: Those that print, in drawing order.
        dropped: How many others there are that might be missed on the screen: notes, videos.
    """

    printed: tuple[Appearance, ...]
    dropped: int


def flattened(page: PageObject) -> Annotations:
    """Sort the annotations of a page into those that print and those that do not.

    Args:
        page: As pypdf read it.
    """
    found = page.get("/Annots")
    array = found.get_object() if found is not None else None
    listed = [each.get_object() for each in array] if isinstance(array, ArrayObject) else []
    seen = [each for each in listed if isinstance(each, DictionaryObject) and each.get("/Subtype") not in WITHOUT_INK]
    printed = tuple(shown for each in seen if (shown := _appearance(each)))
    return Annotations(printed, len(seen) - len(printed))


def _appearance(annotation: DictionaryObject) -> Appearance | None:
    """Return what prints of an annotation, placed as ISO 32000-1 says in 12.5.5, algorithm 8.1."""
    flags = int(annotation.get("/F", 0))
    drawing = _normal(annotation)
    if drawing is None or flags & HIDDEN or not flags & PRINTED:
        return None
    a, b, c, d, e, f = _numbers(drawing.get("/Matrix", UNMOVED))
    left, bottom, right, top = _numbers(drawing["/BBox"])
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (left, right) for y in (bottom, top)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    rect = _numbers(annotation["/Rect"])
    x0, x1, y0, y1 = min(rect[::2]), max(rect[::2]), min(rect[1::2]), max(rect[1::2])
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    if not wide or not high:
        return None
    across, up = (x1 - x0) / wide, (y1 - y0) / high
    return Appearance(drawing, (across, 0.0, 0.0, up, x0 - min(xs) * across, y0 - min(ys) * up))


def _numbers(values: object) -> tuple[float, ...]:
    found = values.get_object() if isinstance(values, PdfObject) else values
    if not isinstance(found, (list, tuple)):
        raise TypeError("an array of numbers is needed")
    return tuple(float(value) for value in found)


def _normal(annotation: DictionaryObject) -> StreamObject | None:
    """Return the form that shows the annotation, in the state that it is in (a tick box: on or off)."""
    appearances = annotation.get("/AP")
    normal = appearances.get_object().get("/N") if appearances is not None else None
    normal = normal.get_object() if normal is not None else None
    if isinstance(normal, DictionaryObject) and not isinstance(normal, StreamObject):
        state = normal.get(annotation.get("/AS", "/Off"))
        normal = state.get_object() if state is not None else None
    return normal if isinstance(normal, StreamObject) else None
