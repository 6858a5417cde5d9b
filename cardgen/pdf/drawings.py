"""Drawings that a file holds once, each as a form of its own (ISO 32000-1, 8.10): figures come again on many cards.

What a page says of one is its place and its name. It is painted and packed once for every file that shows it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from cardgen.pdf.operators import Frame, Resources, clipped, places
from cardgen.pdf.stream import deflated, streamed
from cardgen.pdf.syntax import Name, Raw, Ref, Value, encode
from cardgen.shapes import Clip, FormUse, Mark, Picture, Segments, TextRun

KEPT: Final = 256
"""Drawings that a process keeps: some of every technique, of each size and with what a person's limits make of it."""

_AT_ONCE: Final = 16
"""Drawings whose marks are kept, too: those of a card, which is often drawn again at once. Marks take much memory."""

_LEVEL: Final = 9
"""How hard libdeflate packs a drawing, of 12: more takes ten times as long for a fiftieth less."""

_HERE: Final = Frame(0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing as a file holds it.

    Attributes:
        name: The name of the resource: the same drawing has the same one in every file.
        forms: The forms that it is drawn with, by name.
        about: The dictionary of its stream, with a hole for the number of its resources.
        data: What the stream holds.
    """

    name: str
    forms: frozenset[str]
    about: bytes
    data: bytes

    def stream(self, resources: Ref) -> bytes:
        """Return the stream object, without its number; in ``resources`` its forms are found."""
        return streamed(self.about % resources.number, self.data)


def drawing(clip: Clip, resources: Resources) -> Drawing:
    """Return a drawing, painted and packed; wherever the clip is, it is the same.

    Args:
        clip: It has paths and forms.
        resources: The file's colours and forms.

    Raises:
        ValueError: It has text or a picture, which need more of a file.
    """
    return _drawing(clip.outline, clip.inside, resources)


@lru_cache(maxsize=_AT_ONCE)
def _drawing(outline: Segments, inside: tuple[Mark, ...], resources: Resources) -> Drawing:
    painted = "\n".join(clipped(outline, inside, _HERE, resources))
    across, down = zip(*(segment[-2:] for segment in outline if segment[0] != "Z"), strict=True)
    return _packed(painted, places(min(across), -max(down), max(across), -min(down)), frozenset(_forms(inside)))


@lru_cache(maxsize=KEPT)
def _packed(painted: str, box: Raw, forms: frozenset[str]) -> Drawing:
    operators = painted.encode("ascii")
    data = deflated(operators, _LEVEL)
    about: dict[str, Value] = {
        "Subtype": Name("Form"),
        "BBox": box,
        "Resources": Raw(b"%d 0 R"),
        "Filter": Name("FlateDecode"),
        "Length": len(data),
    }
    return Drawing(f"drawing-{hashlib.sha256(operators).hexdigest()[:12]}", forms, encode(about), data)


def _forms(marks: Iterable[Mark]) -> Iterator[str]:
    for mark in marks:
        match mark:
            case FormUse(form):
                yield form
            case Clip():
                yield from _forms(mark.inside)
            case TextRun() | Picture():
                raise ValueError(f"a drawing that recurs has paths and forms, no {type(mark).__name__}")
