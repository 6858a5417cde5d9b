"""What the pages of a file share, stored once: faces, drawings, pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache

from cardgen.colours import Colour
from cardgen.figures.outline import forms
from cardgen.layout.boxes import Box
from cardgen.pdf.file import Objects, stream
from cardgen.pdf.operators import Resources, form_operators, places
from cardgen.pdf.raster import add_picture
from cardgen.pdf.syntax import Name, Ref, Value
from cardgen.pdf.typeface import LATE_OBJECTS, RESOURCES, LateFace, add_face, embedded, map_to_unicode, show
from cardgen.shapes import Clip, Face, FormUse, Mark, Picture, TextRun

WIDEST_LINE = 4.0
"""Room around a drawing's form for its widest line, in its own units, so that no stroke is clipped."""


class Store:
    """The resources of one file: what is used is stored, and named the same in every file."""

    def __init__(self, objects: Objects, colour: Callable[[str], Colour]) -> None:
        self._objects = objects
        self._fixed: dict[Face, set[str]] = {}
        self._typed: dict[Face, set[str]] = {}
        self._forms: set[str] = set()
        self._pictures: dict[str, Picture] = {}
        self.resources = Resources(cache(colour), _shown, _form_name, _picture_name)

    def use(self, boxes: Iterable[Box]) -> None:
        """Take note of what boxes need."""
        for box in boxes:
            characters = self._typed if box.personal else self._fixed
            for mark in _marks(box.marks):
                match mark:
                    case TextRun():
                        characters.setdefault(mark.face, set()).update(_text(mark))
                    case FormUse():
                        self._forms.add(mark.form)
                    case Picture():
                        self._pictures[mark.key] = mark

    def late_faces(self, first: int) -> tuple[LateFace, ...]:
        """Return the faces in which something is typed for this card, their objects numbered from ``first``."""
        meaning = map_to_unicode(self._objects)
        return tuple(
            LateFace(face, _set(self._fixed, face), _set(self._typed, face), first + LATE_OBJECTS * index, meaning)
            for index, face in enumerate(face for face in RESOURCES if face in self._typed)
        )

    def finish(self, late: Iterable[LateFace] = ()) -> dict[str, Value]:
        """Store everything that was used and return the dictionary that pages find it in (ISO 32000-1, 7.8.3).

        Args:
            late: Faces that are stored at the end of the file; all others are stored here.
        """
        fonts: dict[str, Value] = {RESOURCES[one.face]: one.font for one in late}
        for face, named in RESOURCES.items():
            if named not in fonts and (face in self._fixed or face in self._typed):
                characters = embedded(_set(self._fixed, face), _set(self._typed, face))
                fonts[named] = add_face(self._objects, face, characters)
        drawings: dict[str, Ref] = {}
        for form in sorted(self._forms):
            drawings[_form_name(form)] = self._objects.add_prepared(_form(form))
        for _, picture in sorted(self._pictures.items()):
            drawings[_picture_name(picture)] = add_picture(self._objects, picture)
        return {"Font": fonts, "XObject": drawings}


def typed_faces(boxes: Iterable[Box]) -> frozenset[Face]:
    """Return the faces of what is typed for one card."""
    return frozenset(
        mark.face for box in boxes if box.personal for mark in _marks(box.marks) if isinstance(mark, TextRun)
    )


def _set(characters: Mapping[Face, set[str]], face: Face) -> frozenset[str]:
    return frozenset(characters.get(face, ()))


def _marks(marks: Iterable[Mark]) -> Iterator[Mark]:
    for mark in marks:
        yield mark
        if isinstance(mark, Clip):
            yield from _marks(mark.marks)


def _text(run: TextRun) -> str:
    """The characters of a run with the space that parts it, to a reader, from the next."""
    return f"{run.text} " if run.space_after else run.text


def _shown(run: TextRun) -> str:
    return show(_text(run), run.face, run.size)


def _form_name(form: str) -> str:
    return f"back-{form}"


def _picture_name(picture: Picture) -> str:
    return f"picture-{picture.key[:16]}"


@cache
def _form(name: str) -> bytes:
    form = forms()[name]
    edge = form.bounds.inset(-WIDEST_LINE)
    about: dict[str, Value] = {
        "Subtype": Name("Form"),
        "BBox": places(edge.x, edge.y, edge.right, edge.bottom),
        "Resources": {},  # a path needs none
    }
    return stream(form_operators(form.segments, form.paint).encode("ascii"), about)
