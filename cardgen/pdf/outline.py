"""Bookmarks: the headings of a document beside its pages (ISO 32000-1, 12.3.3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from cardgen.layout.boxes import Page, box_text
from cardgen.pdf.file import Objects
from cardgen.pdf.operators import Frame, place
from cardgen.pdf.syntax import Name, Ref, Value

MOST_WITHOUT: Final = 4
"""Pages that a document may have without bookmarks."""

_LEVELS: Final = {"H1": 1, "H2": 2, "H3": 3}


@dataclass(slots=True)
class Bookmark:
    """A heading.

    Attributes:
        title: Its words.
        page: The page's index.
        top: Its upper edge, in points from the top of the finished page.
        kids: The headings under it.
    """

    title: str
    page: int
    top: float
    kids: list[Bookmark] = field(default_factory=list)


def bookmarks(pages: Sequence[Page]) -> list[Bookmark]:
    """Return the headings of a document, each under the one it belongs to.

    Args:
        pages: All of it. A page that goes on under the title of the one before gets no bookmark of its own.
    """
    roots: list[Bookmark] = []
    for level, mark in _headings(pages):
        if level == 1 and roots and roots[-1].title == mark.title:
            continue
        siblings = roots
        for _ in range(level - 1):
            if not siblings:
                break
            siblings = siblings[-1].kids
        siblings.append(mark)
    return roots


def _headings(pages: Sequence[Page]) -> Iterator[tuple[int, Bookmark]]:
    for index, page in enumerate(pages):
        for block in page.blocks:
            for box in block.laid.boxes:
                if box.tag in _LEVELS:
                    yield _LEVELS[box.tag], Bookmark(" ".join(box_text(box).split()), index, block.y + box.rect.y)


def add_outline(objects: Objects, marks: Sequence[Bookmark], pages: Sequence[Ref], frames: Sequence[Frame]) -> Ref:
    """Add an outline to a file; every heading that has others under it is closed.

    Args:
        objects: The file.
        marks: At least one.
        pages: The pages.
        frames: Where layout's origin lies on each.

    Returns:
        The outline dictionary.
    """
    root = objects.reserve()
    kids = _add(objects, marks, root, pages, frames)
    about: dict[str, Value] = {"Type": Name("Outlines"), "First": kids[0], "Last": kids[-1], "Count": len(kids)}
    objects.put(root, about)
    return root


def _add(
    objects: Objects, marks: Sequence[Bookmark], parent: Ref, pages: Sequence[Ref], frames: Sequence[Frame]
) -> list[Ref]:
    refs = [objects.reserve() for _ in marks]
    for i, (ref, mark) in enumerate(zip(refs, marks, strict=True)):
        top = place(frames[mark.page].y(mark.top))
        entries: dict[str, Value] = {
            "Title": mark.title,
            "Parent": parent,
            "Dest": (pages[mark.page], Name("XYZ"), None, top, None),
        }
        if i:
            entries["Prev"] = refs[i - 1]
        if i + 1 < len(refs):
            entries["Next"] = refs[i + 1]
        if mark.kids:
            kids = _add(objects, mark.kids, ref, pages, frames)
            entries |= {"First": kids[0], "Last": kids[-1], "Count": -len(kids)}
        objects.put(ref, entries)
    return refs
