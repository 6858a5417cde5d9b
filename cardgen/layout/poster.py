"""Posters: how many pages, and what stands on each.

A page is a band, the steps in a grid under their time bar, the safety core with the rules of these steps, and a band at
the foot. The core is on every page with steps. A poster whose steps fit on no rung of its ladder continues on another
page: several routines part first, then the steps of one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cardgen.document import Document, StepItem
from cardgen.errors import FitError, Problem
from cardgen.layout.boxes import Box, Page, one_block
from cardgen.layout.flow import FlowBlock
from cardgen.layout.fronts import even_groups, span
from cardgen.layout.person import PersonBlock
from cardgen.layout.poster_band import small_poster_band
from cardgen.layout.poster_foot import imprint_lines
from cardgen.layout.poster_ladder import BARE, OPTIONS
from cardgen.layout.poster_page import Content, Part, fits_page, lay_out_page
from cardgen.layout.poster_rest import PassageBlock, rest_pages
from cardgen.layout.reference import LinesBlock
from cardgen.layout.setting import Setting
from cardgen.layout.sides import WIDEST_NUMBER, paper
from cardgen.poster import Poster, sources_of
from cardgen.theme import Format, Theme

Parts = tuple[Part, ...]
"""What stands on a page."""

NO_ROOM = "not even one step and its warnings fit on the poster; use a larger format or a shorter title"
"""A title is never set below its floor, so many long words of it leave no room."""


def lay_out_poster(poster: Poster, theme: Theme, form: Format) -> tuple[Page, ...]:
    """Lay out a poster.

    Args:
        poster: What it says.
        theme: Colours and phases.
        form: A page format of kind ``poster``, upright or turned.

    Returns:
        The pages, each to be hung on its own or beside the others.

    Raises:
        FitError: Not even one step and the safety core fit on a page.
        ValueError: The format is no poster's.
    """
    if form.kind != "poster":
        raise ValueError(f"a format of kind {form.kind} is no poster's")
    setting = Setting(theme, form)
    whole = tuple(Part(document, document.steps) for document in poster.routines)
    for bare in (False, True):
        rest = _rest(poster) if bare else ()
        groups = _groups(setting, poster, whole, bare=bare, alone=not rest)
        if groups:
            return _pages(setting, poster, groups, rest, bare=bare)
    raise FitError(Problem("layout", 0, 0, NO_ROOM))


def _rest(poster: Poster) -> tuple[FlowBlock, ...]:
    """What leaves the pages with steps when all else fails: it stands whole on pages of its own."""
    first, labels = poster.first, poster.first.labels
    records = dict.fromkeys(one.screening for one in poster.routines if one.screening)
    out: list[FlowBlock] = [PersonBlock(record, labels.continued) for record in records]
    if first.note:
        out.append(PassageBlock(labels.notes, first.note, labels.continued))
    lines = imprint_lines(poster)
    if lines:
        out.append(PassageBlock(labels.record, "\n".join(lines), labels.continued))
    out.append(LinesBlock(labels.sources, sources_of(poster.routines), "sources", labels.continued))
    return tuple(out)


# ------------------------------------------------------------------ what stands on which page
def _groups(setting: Setting, poster: Poster, whole: Parts, *, bare: bool, alone: bool) -> tuple[Parts, ...]:
    """Share the routines out over as few pages as can be; none if even a single step does not fit."""
    last = BARE if bare else OPTIONS[-1]

    def fitting(parts: Parts, *, single: bool) -> bool:
        place = None if single else _place(poster, WIDEST_NUMBER, WIDEST_NUMBER)
        pointer = None if single else _pointer(poster, parts[-1].document, parts[-1].steps, WIDEST_NUMBER)
        return fits_page(setting, Content(poster, parts, place, pointer), last)

    def shared(parts: Parts) -> tuple[Parts, ...]:
        if fitting(parts, single=False):
            return (parts,)
        if len(parts) == 1:
            return _split(parts[0], lambda part: fitting((part,), single=False))
        half = (len(parts) + 1) // 2
        first, second = shared(parts[:half]), shared(parts[half:])
        return first + second if first and second else ()

    return (whole,) if alone and fitting(whole, single=True) else shared(whole)


def _split(part: Part, fitting: Callable[[Part], bool]) -> tuple[Parts, ...]:
    """Split a routine's steps evenly over pages."""
    for count in range(2, len(part.steps) + 1):
        for groups in even_groups(part.steps, count):
            found = tuple(Part(part.document, group) for group in groups)
            if all(map(fitting, found)):
                return tuple((one,) for one in found)
    return ()


def _place(poster: Poster, number: int, count: int) -> str:
    return poster.words.sheet_of.format(number=number, count=count)


def _pointer(poster: Poster, document: Document, steps: tuple[StepItem, ...], number: int) -> str:
    return poster.words.go_on.format(steps=span(document, steps), number=number)


# ------------------------------------------------------------------ pages
def _pages(
    setting: Setting, poster: Poster, groups: tuple[Parts, ...], rest: tuple[FlowBlock, ...], *, bare: bool
) -> tuple[Page, ...]:
    options = (BARE,) if bare else OPTIONS
    more = rest_pages(setting, rest, poster.title, _place(poster, WIDEST_NUMBER, WIDEST_NUMBER))
    count = len(groups) + len(more)
    out: list[Page] = []
    for number, parts in enumerate(groups, 1):
        place = _place(poster, number, count) if count > 1 else None
        content = Content(poster, parts, place, _next(poster, groups, number))
        boxes = lay_out_page(setting, content, options)
        assert boxes is not None  # shorter numbers need no more room than those that it was shared out with
        out.append(_page(setting, poster, boxes))
    for number, boxes in enumerate(more, len(groups) + 1):
        band = small_poster_band(setting, poster.title, _place(poster, number, count))
        out.append(_page(setting, poster, (*band.boxes, *boxes)))
    return tuple(out)


def _next(poster: Poster, groups: tuple[Parts, ...], number: int) -> str | None:
    """Where the last routine of a page goes on, if it does."""
    if number == len(groups) or groups[number][0].document is not groups[number - 1][-1].document:
        return None
    return _pointer(poster, groups[number][0].document, groups[number][0].steps, number + 1)


def _page(setting: Setting, poster: Poster, boxes: Sequence[Box]) -> Page:
    form = setting.format
    return Page(form.size, form.bleed, "front", poster.title, (paper(form), *one_block(boxes)))
