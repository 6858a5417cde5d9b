"""What the pages of a file share, stored once: faces, drawings, pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache

from cardgen.colours import Colour
from cardgen.figures.outline import forms
from cardgen.pdf.drawings import Drawing, drawing
from cardgen.pdf.file import Objects
from cardgen.pdf.inks import Inks, Use
from cardgen.pdf.operators import Resources, form_operators, places
from cardgen.pdf.process import Process
from cardgen.pdf.stamp import Needs, Stamp
from cardgen.pdf.stream import HARD, stream
from cardgen.pdf.syntax import Name, Value
from cardgen.pdf.typeface import LATE_OBJECTS, RESOURCES, LateFace, add_face, choose, embedded, map_to_unicode, show
from cardgen.shapes import Clip, Face, Picture

WIDEST_LINE = 4.0
"""Room around a drawing's form for its widest line, in its own units, so that no stroke is clipped."""


class Store:
    """The resources of one file: what is used is stored, and named the same in every file."""

    def __init__(self, colour: Callable[[str], Colour], process: Process) -> None:
        self._process = process
        self._fixed: dict[Face, set[str]] = {}
        self._typed: dict[Face, set[str]] = {}
        self._forms: set[str] = set()
        self._drawings: dict[str, Drawing] = {}
        self._pictures: dict[str, Picture] = {}
        self.resources = resources_of(colour, process)

    def use(self, stamps: Iterable[Stamp], *, typed: bool = True) -> None:
        """Take note of what blocks need.

        Args:
            stamps: The blocks.
            typed: Whether that goes for the characters of what is typed for one card; else ``type`` is told of them.
        """
        for stamp in stamps:
            self.need(stamp.fixed.needs)
            if stamp.typed.operators:  # most blocks have nothing that is typed
                self._draw(stamp.typed.needs)
                self.type(stamp.typed.needs.characters if typed else {})

    def need(self, needs: Needs) -> None:
        """Take note of what something needs that stands on every such card."""
        for face, some in needs.characters.items():
            self._fixed.setdefault(face, set()).update(some)
        self._draw(needs)

    def _draw(self, needs: Needs) -> None:
        if needs.forms or needs.drawings or needs.pictures:  # most blocks are text
            self._forms.update(needs.forms)
            self._drawings.update(needs.drawings)
            self._pictures.update(needs.pictures)

    def type(self, characters: Mapping[Face, Iterable[str]]) -> None:
        """Take note of characters that are typed for one card."""
        for face, some in characters.items():
            self._typed.setdefault(face, set()).update(some)

    def late_faces(self, objects: Objects, first: int) -> tuple[LateFace, ...]:
        """Return the faces in which something is typed for this card.

        Args:
            objects: The file; what they share is added to it.
            first: Number of their first object.
        """
        meaning = map_to_unicode(objects)
        return tuple(
            LateFace(face, _set(self._fixed, face), _set(self._typed, face), first + LATE_OBJECTS * index, meaning)
            for index, face in enumerate(face for face in RESOURCES if face in self._typed)
        )

    def finish(self, objects: Objects, late: Iterable[LateFace] = ()) -> dict[str, Value]:
        """Store everything that was used and return the dictionary that pages find it in (ISO 32000-1, 7.8.3).

        Args:
            objects: The file.
            late: Faces that are stored at the end of the file; all others are stored here.
        """
        fonts: dict[str, Value] = {RESOURCES[one.face]: one.font for one in late}
        for face, named in RESOURCES.items():
            if named not in fonts and (face in self._fixed or face in self._typed):
                characters = embedded(_set(self._fixed, face), _set(self._typed, face))
                fonts[named] = add_face(objects, face, characters)
        stored = _stored(objects, self._forms)
        if self._drawings:
            inside = frozenset[str]().union(*(one.forms for one in self._drawings.values()))
            own = objects.add({"XObject": _stored(objects, inside)})
            stored |= {name: objects.add_prepared(one.stream(own)) for name, one in sorted(self._drawings.items())}
        for _, picture in sorted(self._pictures.items()):
            stored[_picture_name(picture)] = self._process.picture(objects, picture)
        return {"Font": fonts, "XObject": stored}


def resources_of(colour: Callable[[str], Colour], process: Process) -> Resources:
    """Return the resources of every file in these colours: what is painted with them is then kept for all."""
    return _resources(colour, process.inks)


@lru_cache(maxsize=16)
def _resources(colour: Callable[[str], Colour], inks: Inks) -> Resources:
    @cache
    def ink(name: str, use: Use) -> str:
        return inks(name, colour(name), use)

    def drawn(clip: Clip) -> str:
        return drawing(clip, made).name

    made = Resources(ink, choose, show, _form_name, _picture_name, drawn)
    return made


def typed_characters(stamps: Iterable[Stamp]) -> Mapping[Face, frozenset[str]]:
    """Return the characters of what is typed for one card, by face."""
    found: dict[Face, frozenset[str]] = {}
    for stamp in stamps:
        for face, some in stamp.typed.needs.characters.items():
            found[face] = found.get(face, frozenset()) | some
    return found


def _set(characters: Mapping[Face, set[str]], face: Face) -> frozenset[str]:
    return frozenset(characters.get(face, ()))


def _stored(objects: Objects, forms: Iterable[str]) -> dict[str, Value]:
    """Store forms and return the dictionary that they are found in."""
    return {_form_name(form): objects.add_prepared(_form(form)) for form in sorted(forms)}


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
    }
    return stream(form_operators(form.segments, form.paint).encode("ascii"), about, level=HARD)
