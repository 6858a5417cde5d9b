"""Stamps: a block painted and tagged once, at its origin, for every page that it stands on.

What a page adds is where the block stands (a matrix) and from what its numbers count (``pdf/holes.py``). Layout returns
the very same block for many cards; its stamp is kept for as long as the block is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Final, Literal, TypeAlias

from cardgen.kept import kept
from cardgen.layout.boxes import Box, Laid, Page, Part, Tag
from cardgen.pdf.drawings import Drawing, drawing
from cardgen.pdf.operators import Frame, Resources, paint_all
from cardgen.pdf.structure import tops
from cardgen.pdf.tags import Formed, formed
from cardgen.shapes import Clip, Face, FormUse, Mark, Picture, TextRun
from cardgen.units import Rect

_Role: TypeAlias = tuple[Tag, tuple[Part, ...], int, bool, str | None, str | None, Literal["text", "tick"]]
"""All of a box that its structure depends on, if that does not say where the box is."""

_ANYWHERE: Final = Rect(0.0, 0.0, 0.0, 0.0)

ORIGIN: Final = Frame(0.0, 0.0)
"""Where a block lies when its stamp is made."""


@dataclass(frozen=True, slots=True)
class Needs:
    """What operators need of a file: characters by face, forms, drawings by name, pictures by key."""

    characters: Mapping[Face, frozenset[str]]
    forms: frozenset[str]
    drawings: Mapping[str, Drawing]
    pictures: Mapping[str, Picture]


@dataclass(frozen=True, slots=True)
class Inked:
    """The operators of a part of a block.

    Attributes:
        operators: With a hole (``%d``) for the number of each marked content, which follow each other; empty if nothing
            is drawn.
        count: How many marked contents there are.
        needs: What the file must have for them.
    """

    operators: bytes
    count: int
    needs: Needs


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Stamp:
    """A block, painted and tagged.

    Attributes:
        fixed: What stands on every such card.
        typed: What is typed for one card, and painted over all that is fixed.
        formed: Its structure.
    """

    fixed: Inked
    typed: Inked
    formed: Formed


@kept(most=2)
def stamp(laid: Laid, resources: Resources) -> Stamp:
    """Return the stamp of a block.

    Args:
        laid: The block.
        resources: The file's fonts, colours, forms and pictures.
    """
    boxes = laid.boxes
    fixed = _inked([box for box in boxes if not box.personal], resources)
    typed = _inked([box for box in boxes if box.personal], resources)
    return Stamp(fixed, typed, _formed(boxes, fixed.count))


@dataclass(frozen=True, slots=True)
class Stamped:
    """The stamps of pages, page by page: what a file is told of before its first page is written."""

    pages: tuple[tuple[Stamp, ...], ...]

    @property
    def every(self) -> tuple[Stamp, ...]:
        """All of them."""
        return tuple(chain.from_iterable(self.pages))

    @property
    def typed_pages(self) -> int:
        """How many pages have something that is typed for one card."""
        return sum(any(one.typed.operators for one in page) for page in self.pages)


def stamped(pages: Iterable[Page], resources: Resources) -> Stamped:
    """Return the stamps of pages; arguments as for ``stamp``."""
    return Stamped(tuple(tuple(stamp(block.laid, resources) for block in page.blocks) for page in pages))


def untagged(boxes: Iterable[Box], frame: Frame, resources: Resources) -> bytes:
    """Return the operators of boxes for a page without structure."""
    lines = (line for box in boxes for line in paint_all(_parted(box.marks), frame, resources))
    return "\n".join(lines).encode("latin-1")


def needs_of(boxes: Iterable[Box], resources: Resources) -> Needs:
    """Return what boxes need of a file; every face with its space, which parts words to a reader."""
    characters: dict[Face, set[str]] = {}
    forms: set[str] = set()
    drawings: dict[str, Drawing] = {}
    pictures: dict[str, Picture] = {}
    marks = [mark for box in boxes for mark in box.marks]
    while marks:
        match marks.pop():
            case TextRun() as run:
                characters.setdefault(run.face, {" "}).update(run.text)
            case FormUse(form):
                forms.add(form)
            case Picture() as picture:
                pictures[picture.key] = picture
            case Clip(recurs=True) as clip:
                drawn = drawing(clip, resources)
                drawings[drawn.name] = drawn
            case Clip() as clip:
                marks += clip.inside
    return Needs({face: frozenset(some) for face, some in characters.items()}, frozenset(forms), drawings, pictures)


def _formed(boxes: Sequence[Box], fixed: int) -> Formed:
    if any(box.tag == "Figure" or box.url for box in boxes):  # these say where they are
        return formed(tops(boxes), fixed)
    return _formed_alike(tuple(map(_role, boxes)), fixed)


def _role(box: Box) -> _Role:
    return box.tag, box.within, box.rank, box.personal, box.language, box.alt, box.takes


@lru_cache(maxsize=1024)
def _formed_alike(roles: tuple[_Role, ...], fixed: int) -> Formed:
    """Write the structure of boxes of text: whatever they say and wherever they are, it is the same."""
    boxes = [
        Box(_ANYWHERE, tag, "", (), alt, within=within, rank=rank, language=language, takes=takes, personal=personal)
        for tag, within, rank, personal, language, alt, takes in roles
    ]
    return formed(tops(boxes), fixed)


def _inked(boxes: Sequence[Box], resources: Resources) -> Inked:
    """Paint boxes, each marked as what it is to a reader (ISO 32000-1, 14.6); decoration together."""
    if not boxes:
        return _NOTHING
    lines: list[str] = []
    count, decorating = 0, False
    for box in boxes:
        decoration = box.tag == "Artifact"
        if decorating and not decoration:
            lines.append("EMC")
        if not decoration:
            lines.append(f"/{box.tag} <</MCID %d>> BDC")
            count += 1
        elif box.marks and not decorating:
            lines.append("/Artifact BMC")
        lines += [line.replace("%", "%%") for line in paint_all(_parted(box.marks), ORIGIN, resources)]
        decorating = decoration and (decorating or bool(box.marks))
        if not decoration:
            lines.append("EMC")
    if decorating:
        lines.append("EMC")
    return Inked("\n".join(lines).encode("latin-1"), count, needs_of(boxes, resources))


_NOTHING: Final = Inked(b"", 0, Needs({}, frozenset(), {}, {}))


def _parted(marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """Return the marks of a box with a space, for whoever reads it, after its text: no word goes on in the next box."""
    last = marks[-1] if marks else None
    if not isinstance(last, TextRun) or last.space_after:
        return marks
    return (*marks[:-1], last.spaced())
