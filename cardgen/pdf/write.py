"""Pages to the bytes of a PDF: fonts and drawings stored once, boxes for bleed and trim, structure, metadata.

The same pages, clock and versions give the same bytes, whatever the process has made before.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from cardgen.layout.boxes import Page
from cardgen.pdf.file import Objects, Prepared
from cardgen.pdf.metadata import Metadata, add_info
from cardgen.pdf.operators import SCALE, Frame, number, paint, path_operators
from cardgen.pdf.outline import MOST_WITHOUT, add_outline, bookmarks
from cardgen.pdf.pages import page_boxes, placed
from cardgen.pdf.process import READING, SHEETS, Process
from cardgen.pdf.stamp import needs_of, stamped, untagged
from cardgen.pdf.store import Store, resources_of, typed_characters
from cardgen.pdf.stream import SMALL, SWIFT, stream
from cardgen.pdf.syntax import Name, Ref, Value
from cardgen.pdf.tree import Tree, attributes_of
from cardgen.pdf.typeface import LATE_OBJECTS, LateFace, codes
from cardgen.shapes import Path, polyline
from cardgen.theme import Theme
from cardgen.units import MM, Rect, Size

_SMALL_PAGE: Final = (105 * MM) * (148 * MM)
"""Area of the largest of small pages, A6: such a card is to have less than 60 kB."""


def write_pdf(pages: Sequence[Page], theme: Theme, metadata: Metadata) -> bytes:
    """Write pages as a PDF for reading and for a print shop.

    Args:
        pages: At least one.
        theme: Resolves colour names.
        metadata: Title, language and clock.

    Returns:
        The file: PDF/UA-1 and PDF/A-2a. Every page's MediaBox and BleedBox hold the bleed, its TrimBox and CropBox the
        finished card (ISO 32000-1, 14.11.2). It has bookmarks if it has more than ``MOST_WITHOUT`` pages.
    """
    return prepare_pdf(pages, theme, metadata).file()


@dataclass(frozen=True, slots=True)
class Imprintable:
    """A file of which everything is packed but what is typed for one card.

    Attributes:
        prepared: What stands on every such card.
        contents: What the streams hold that show what is typed: one for each page that has any, in order.
        faces: The faces it is typed in.
    """

    prepared: Prepared
    contents: tuple[bytes, ...]
    faces: tuple[LateFace, ...]

    def retyped(self, old: str, new: str) -> Imprintable:
        """Return the file with a text that is typed in it replaced by another one, wherever it stands.

        Args:
            old: A text of letters that nothing else has that is typed in the same face.
            new: The text that takes its place.
        """
        before, after = (codes(text).encode("latin-1") for text in (old, new))
        gone, come = frozenset(old), frozenset(new)
        return Imprintable(
            self.prepared,
            tuple(content.replace(before, after) for content in self.contents),
            tuple(replace(face, typed=face.typed - gone | come) if gone <= face.typed else face for face in self.faces),
        )

    def file(self) -> bytes:
        """Return the file."""
        fonts = (part for face in self.faces for part in face.objects())
        return self.prepared.complete([*map(stream, self.contents), *fonts])


def prepare_pdf(pages: Sequence[Page], theme: Theme, metadata: Metadata) -> Imprintable:
    """Prepare the file of pages that differ from those of another card in their personal boxes only.

    Args:
        pages: At least one.
        theme: Resolves colour names.
        metadata: Title, language and clock.

    Returns:
        The file, in parts.
    """
    stamps = stamped(pages, resources_of(theme.colour, READING))
    every, typed_pages = stamps.every, stamps.typed_pages
    faces = len(typed_characters(every))
    paper = _File(theme, metadata, READING, late=typed_pages + LATE_OBJECTS * faces)
    paper.store.use(every)
    tree = Tree(paper.objects, attributes_of(pages, every))
    late: list[bytes] = []
    frames = []
    for page, some in zip(pages, stamps.pages, strict=True):
        place = placed(page)
        frames.append(place.frame)
        ref = paper.objects.reserve()
        printed, entries = tree.add_page(ref, page.blocks, some, place.frame)
        contents = [paper.objects.add_stream(printed.fixed, level=_level(page))]
        if printed.typed is not None:
            late.append(printed.typed)
            contents.append(Ref(len(late)))
        paper.add_page(ref, place.paper, place.trim, contents, entries)
    entries = {"StructTreeRoot": tree.finish(), "MarkInfo": {"Marked": True}}
    marks = bookmarks(pages) if len(pages) > MOST_WITHOUT else ()
    if marks:
        entries |= {"Outlines": add_outline(paper.objects, marks, paper.pages, frames), "PageMode": Name("UseOutlines")}
    late_faces = paper.store.late_faces(paper.objects, typed_pages + 1) if faces else ()
    return Imprintable(paper.finish(entries, late=late_faces), tuple(late), late_faces)


def _level(page: Page) -> int:
    """Return how hard a page is packed."""
    return SMALL if page.size.width * page.size.height <= _SMALL_PAGE else SWIFT


class _File:
    """Pages of a file, and what they share."""

    def __init__(self, theme: Theme, metadata: Metadata, process: Process, late: int = 0) -> None:
        self.objects = Objects(late=late)
        self.store = Store(theme.colour, process)
        self._process = process
        self.pages: list[Ref] = []
        self._metadata = metadata
        self._root, self._tree, self._shared = (self.objects.reserve() for _ in range(3))

    def add_page(
        self,
        page: Ref,
        paper: Size,
        trim: Rect | None,
        contents: Sequence[Ref],
        entries: dict[str, Value],
        *,
        bleed: Rect | None = None,
    ) -> None:
        """Add a page.

        Args:
            page: Its number.
            paper: The sheet in points.
            trim: The finished page on it, y down; without one the page is finished as it is.
            contents: The streams of its operators.
            entries: What else its dictionary says.
            bleed: See ``Writer.begin``.
        """
        self.pages.append(page)
        self.objects.put(
            page,
            {
                "Type": Name("Page"),
                "Parent": self._tree,
                **page_boxes(paper, trim, bleed),
                "Resources": self._shared,
                "Contents": contents,
                **entries,
            },
        )

    def finish(self, entries: dict[str, Value], late: Iterable[LateFace] = ()) -> Prepared:
        """Return the file, but for its late objects; ``entries`` are what its catalogue says of its structure."""
        objects = self.objects
        objects.put(self._shared, self.store.finish(objects, late))
        objects.put(self._tree, {"Type": Name("Pages"), "Kids": self.pages, "Count": len(self.pages)})
        root = self._process.catalogue(objects, self._metadata)
        objects.put(self._root, {**root, "Pages": self._tree, **entries})
        return objects.prepare(self._root, add_info(objects, self._metadata))


@dataclass(slots=True)
class _Sheet:
    """A sheet that is being drawn: its paper, its finished part, its bleed, its operators."""

    paper: Size
    trim: Rect | None = None
    bleed: Rect | None = None
    lines: list[bytes] = field(default_factory=list)


class Writer:
    """Draws sheets into a file without structure: what a press and a knife need, not what is read.

    Args:
        theme: Resolves colour names.
        metadata: Title, language and clock.
        process: What the file is for; sheets of a home printer are PDF/A-2u.
    """

    def __init__(self, theme: Theme, metadata: Metadata, process: Process = SHEETS) -> None:
        self._file = _File(theme, metadata, process)
        self._sheet = _Sheet(Size(0.0, 0.0))

    def begin(self, paper: Size, trim: Rect | None = None, bleed: Rect | None = None) -> None:
        """Begin a sheet.

        Args:
            paper: The sheet in points.
            trim: The finished page on it, y down; without one the page is finished as it is.
            bleed: How far its grounds run, y down; what is outside shows on the sheet, too. Without it grounds run to
                the sheet's edges, and only the finished page shows.
        """
        self._sheet = _Sheet(paper, trim, bleed)

    def draw(self, page: Page, frame: Frame) -> None:
        """Draw a laid out page with its origin at ``frame``."""
        boxes = page.boxes
        self._file.store.need(needs_of(boxes, self._file.store.resources))
        self._sheet.lines.append(untagged(boxes, frame, self._file.store.resources))

    def draw_turned(self, page: Page, cell: Rect, turn: int, clip: Rect) -> None:
        """Draw a page into a cell of a sheet.

        Args:
            page: A laid out page.
            cell: Where the finished card lies on the sheet, y down.
            turn: Degrees counter-clockwise: 0, 90, -90 or 180.
            clip: What of it may show on the sheet (its bleed, or its trim where a neighbour begins).
        """
        high = self._sheet.paper.height
        centre_x, centre_y = cell.centre
        cosine, sine = math.cos(math.radians(turn)), math.sin(math.radians(turn))
        matrix = (cosine, sine, -sine, cosine, centre_x, high - centre_y)
        edge = polyline(
            [(clip.x, clip.y), (clip.right, clip.y), (clip.right, clip.bottom), (clip.x, clip.bottom)], closed=True
        )
        placed = " ".join(number(v, SCALE) for v in matrix[:4]) + f" {number(matrix[4])} {number(matrix[5])} cm"
        self._sheet.lines.append("\n".join(("q", path_operators(edge, Frame(0.0, high)), "W n", placed)).encode())
        self.draw(page, Frame(-page.size.width / 2, page.size.height / 2))
        self._sheet.lines.append(b"Q")

    def line(self, path: Path) -> None:
        """Draw a path of the sheet itself."""
        lines = paint(path, Frame(0.0, self._sheet.paper.height), self._file.store.resources)
        self._sheet.lines.append("\n".join(lines).encode())

    def end(self) -> None:
        """Finish the sheet."""
        sheet, page = self._sheet, self._file.objects.reserve()
        contents = self._file.objects.add_stream(b"\n".join(sheet.lines))
        self._file.add_page(page, sheet.paper, sheet.trim, [contents], {}, bleed=sheet.bleed)

    def finish(self) -> bytes:
        """Return the file."""
        return self._file.finish({}).complete(())
