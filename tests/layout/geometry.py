"""Measures of pages: where ink and text stand, and everything that is wrong with that."""

from __future__ import annotations

import math
import re
import string
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from cardgen.figures.outline import forms
from cardgen.fonts import CAP_HEIGHT, width
from cardgen.layout.boxes import Box, Page
from cardgen.shapes import Clip, FormUse, Mark, Path, Picture, Repeated, Segments, TextRun
from cardgen.theme import Format
from cardgen.units import Rect

DESCENT = 0.24
"""Reach of g, p and y below the baseline in em, of every face."""

STANDING = frozenset(string.ascii_letters + string.digits + " \u00a0.:-–·+'\"") - frozenset("gjpqyQJ")
"""Characters that stand on the baseline; any other may reach below it."""

SLACK = 0.05
"""Points; a fiftieth of a millimetre."""

BODY_ROLES = {"name", "body", "strong", "hands", "badge", "number", "heading", "signal", "title", "subtitle"}
"""Roles that carry what must be read from where the massage happens: never below the floor of the body."""


@dataclass(frozen=True)
class Text:
    """A run, the box it belongs to, and the rectangle of its capitals and descenders."""

    box: Box
    run: TextRun
    rect: Rect


def marks_of(marks: Iterable[Mark]) -> Iterator[Mark]:
    """Yield every mark, those in clips too."""
    for mark in marks:
        yield mark
        if isinstance(mark, Clip):
            yield from marks_of(mark.marks)
        elif isinstance(mark, Repeated):
            yield from mark.paths


def runs(box: Box) -> tuple[TextRun, ...]:
    return tuple(mark for mark in marks_of(box.marks) if isinstance(mark, TextRun))


def is_number(box: Box) -> bool:
    """Say whether a box is the number of a step."""
    return box.tag == "Lbl" and re.fullmatch(r"step \d+", box.block) is not None


def run_rect(run: TextRun) -> Rect:
    """Return the rectangle from the capitals' top to the descenders' bottom, or to the baseline without any."""
    wide, up = width(run.text, run.face, run.size), CAP_HEIGHT * run.size
    down = 0.0 if STANDING.issuperset(run.text) else DESCENT * run.size
    if run.turn == 90:
        return Rect(run.x - up, run.y - wide, up + down, wide)
    assert run.turn == 0
    return Rect(run.x, run.y - up, wide, up + down)


def texts(page: Page) -> tuple[Text, ...]:
    return tuple(Text(box, run, run_rect(run)) for box in page.boxes for run in runs(box))


def union(rects: Iterable[Rect]) -> Rect:
    all_of = list(rects)
    x, y = min(r.x for r in all_of), min(r.y for r in all_of)
    return Rect(x, y, max(r.right for r in all_of) - x, max(r.bottom for r in all_of) - y)


def extent(box: Box) -> Rect:
    """Return what of a box is seen: its text from capitals to descenders, or the whole box where it has none."""
    found = runs(box)
    return union(map(run_rect, found)) if found else box.rect


def ink(mark: Mark) -> Rect | None:
    """Return the rectangle that a mark may paint, without its line width; None if it paints nothing."""
    match mark:
        case Path():
            return points_rect(mark.segments)
        case Repeated():
            return union(points_rect(path.segments) for path in mark.paths)
        case Picture():
            return mark.rect
        case TextRun():
            return run_rect(mark)
        case FormUse():
            inner = forms()[mark.form].bounds
            s = mark.scale
            return Rect(mark.x + s * inner.x, mark.y + s * inner.y, s * inner.width, s * inner.height)
        case Clip():
            window = points_rect(mark.segments)
            inside = [common(window, rect) for rect in map(ink, mark.marks) if rect and rect.overlaps(window)]
            return union(inside) if inside else None


def points_rect(segments: Segments) -> Rect:
    points = [segment[-2:] for segment in segments if segment[0] != "Z"]
    return union(Rect(float(x), float(y), 0, 0) for x, y in points)


def common(one: Rect, other: Rect) -> Rect:
    x, y = max(one.x, other.x), max(one.y, other.y)
    return Rect(x, y, min(one.right, other.right) - x, min(one.bottom, other.bottom) - y)


def line_width(mark: Mark) -> float:
    return mark.stroke.width if isinstance(mark, (Path, FormUse)) and mark.stroke else 0.0


def distance(rect: Rect, x: float, y: float) -> float:
    """Return how far a point lies from a rectangle; 0 inside."""
    return math.hypot(max(rect.x - x, 0, x - rect.right), max(rect.y - y, 0, y - rect.bottom))


def hole(page: Page, form: Format) -> tuple[float, float]:
    """Return the centre of the punched hole."""
    return (form.size.width - form.hole.side if page.side == "front" else form.hole.side), form.hole.top


def squeezed(text: str) -> str:
    """Return a text without any space: a word may break where a line or a side ends."""
    return re.sub(r"\s+", "", text)


def plain(text: str) -> str:
    """Return a text with single spaces, no-break ones too."""
    return " ".join(text.split())


def faults(page: Page, form: Format) -> list[str]:
    """Return everything that is wrong with where things stand on a page, a line each."""
    return [
        *_outside_the_safe_area(page, form),
        *_at_the_hole(page, form),
        *_out_of_their_box(page),
        *_too_small(page, form),
        *_overlaps(page),
        *_across_an_edge(page),
    ]


def _said(box: Box) -> str:
    return f"{box.tag} '{box.block}' {box.rect} {''.join(run.text for run in runs(box))[:40]!r}"


def _outside_the_safe_area(page: Page, form: Format) -> Iterator[str]:
    for box in page.boxes:
        if not box.bleeds and not form.safe_area.contains(extent(box), SLACK):
            yield f"outside the safe area: {_said(box)}"


def _at_the_hole(page: Page, form: Format) -> Iterator[str]:
    if form.kind == "poster":
        return
    x, y = hole(page, form)
    for box in page.boxes:
        if not box.bleeds and distance(extent(box), x, y) < form.hole.keep_out / 2 - SLACK:
            yield f"in the hole's keep-out: {_said(box)}"


def _out_of_their_box(page: Page) -> Iterator[str]:
    for box in page.boxes:
        for mark in box.marks:
            rect = ink(mark)
            # A leading under 1.19 em lets descenders reach out of the line's box, never into the next capitals.
            slack = 0.06 * mark.size if isinstance(mark, TextRun) else line_width(mark) / 2 + SLACK
            if rect and not box.rect.contains(rect, slack):
                yield f"out of its box: {rect} of {_said(box)}"


def _too_small(page: Page, form: Format) -> Iterator[str]:
    for box in page.boxes:
        found = runs(box)
        if found and box.role is None:
            yield f"text without a role: {_said(box)}"
        for run in found:
            floor = form.type[box.role].floor if box.role else 0.0
            if box.role in BODY_ROLES:
                floor = max(floor, form.type["body"].floor)
            if run.size < floor - 0.001:
                yield f"{run.size} pt is below the floor {floor} of {box.role}: {_said(box)}"


def _overlaps(page: Page) -> Iterator[str]:
    content = [(box, extent(box)) for box in page.boxes if box.tag != "Artifact" and not box.over]
    for (one, a), (other, b) in combinations(content, 2):
        if a.overlaps(b, SLACK) and not (_holds(one, other) or _holds(other, one)):
            yield f"overlap: {_said(one)} and {_said(other)}"


def _holds(field: Box, text: Box) -> bool:
    """Say whether a text stands whole in the write-on field that it belongs to."""
    return field.tag == "Form" and text.block.startswith(field.block) and field.rect.contains(extent(text), SLACK)


def _across_an_edge(page: Page) -> Iterator[str]:
    """Text stands whole on the uppermost ground under it, and nothing that is drawn later cuts it."""
    below: list[Box] = []
    for index, box in enumerate(page.boxes):
        for rect in map(run_rect, runs(box)):
            under = next((ground for ground in reversed(below) if ground.rect.overlaps(rect, SLACK)), None)
            later = [other for other in page.boxes[index + 1 :] if not runs(other) and other.rect.overlaps(rect, SLACK)]
            if not all(ground.rect.contains(rect, SLACK) for ground in (*filter(None, (under,)), *later)):
                yield f"across an edge: {_said(box)}"
            if box.over and under is not None and under.block == "paper":
                yield f"over nothing: {_said(box)}"
        if not runs(box):
            below.append(box)
