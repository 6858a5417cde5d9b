"""The list of colours and their grounds is that of real cards: nothing is missing from it, nothing in it is made up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

import pytest
from geometry import common, points_rect, run_rect
from making import BLANK, document_of, plan_of, shipped

from cardgen.figures.draw import figure
from cardgen.layout import booklet
from cardgen.layout.boxes import Page
from cardgen.layout.card import lay_out
from cardgen.manual import build
from cardgen.plan import explained
from cardgen.qr import encode
from cardgen.shapes import Clip, FormUse, Mark, Path, Repeated, TextRun
from cardgen.theme import Theme, default_theme, format_of, load_theme, themes
from cardgen.theme.pairs import MARKS, TEXT, mark_pairs, text_pairs
from cardgen.units import MM, Rect, Size

IMPRINT = replace(
    BLANK,
    client="Zoë Żółć",
    clinic="Clinic",
    therapist="Ann",
    note="Left side first.",
    qr=encode("https://example.org"),
)
ROUTINES = ("lower-back", "back-routine", "tapotement")
FORMATS = tuple(default_theme().cards)
BOOKLETS = tuple(default_theme().booklets)


@cache
def cards(format_: str) -> tuple[Page, ...]:
    """Return the pages of routines with every phase, short and long, in a format."""
    catalog, theme = shipped(), default_theme()
    routines = [routine for routine in ROUTINES if routine in catalog.routines]
    long = tuple(catalog.techniques)[:14]
    documents = [document_of(catalog, steps, IMPRINT) for steps in (*routines, long)]
    return tuple(page for document in documents for page in lay_out(document, theme, format_of(theme, format_)))


@cache
def booklets(format_: str) -> tuple[Page, ...]:
    """Return the pages of a booklet with every technique, in and out of a massage, in a format."""
    catalog, theme = shipped(), default_theme()
    plans = [plan_of(catalog, routine) for routine in ("lower-back", "back-routine")]
    manual = build(plans, IMPRINT, explained(plans[0].screening, tuple(catalog.techniques)))
    return booklet.lay_out(manual, theme, theme.booklets[format_])


def painted(marks: Iterable[Mark], window: Rect | None = None) -> Iterator[tuple[Rect, Path | TextRun]]:
    """Yield filled paths and texts in the order of drawing, each with the rectangle in which it shows."""
    for mark in marks:
        if isinstance(mark, Clip):
            rect = points_rect(mark.segments)
            yield from painted(mark.marks, common(window, rect) if window else rect)
        elif isinstance(mark, Repeated):
            yield from painted(mark.paths, window)
        elif isinstance(mark, TextRun):
            yield run_rect(mark), mark
        elif isinstance(mark, Path) and mark.fill:
            rect = points_rect(mark.segments)
            yield (common(window, rect) if window else rect), mark


def text_on_grounds(page: Page) -> Iterator[tuple[str, str, str]]:
    """Yield the colours of every text and of the last ground below its middle, and the text."""
    grounds: list[tuple[Rect, str]] = []
    for rect, mark in painted(mark for box in page.boxes for mark in box.marks):
        if isinstance(mark, TextRun):
            middle = Rect(*rect.centre, 0, 0)
            below = [colour for ground, colour in grounds if ground.contains(middle)]
            yield mark.colour, below[-1], mark.text
        else:
            grounds.append((rect, mark.fill or ""))


@pytest.mark.parametrize("format_", FORMATS)
def test_every_text_on_a_card_stands_on_a_ground_of_the_list(format_: str) -> None:
    listed = {(pair.colour, pair.ground) for pair in text_pairs(default_theme())}
    for page in cards(format_):
        for colour, ground, text in text_on_grounds(page):
            assert (colour, ground) in listed, (text, page.title)


@pytest.mark.parametrize("format_", BOOKLETS)
def test_every_text_in_a_booklet_stands_on_a_ground_of_the_list(format_: str) -> None:
    listed = {(pair.colour, pair.ground) for pair in text_pairs(default_theme())}
    for page in booklets(format_):
        for colour, ground, text in text_on_grounds(page):
            assert (colour, ground) in listed, (text, page.title)


def test_every_text_of_the_list_is_on_some_card() -> None:
    found = {pair[:2] for format_ in FORMATS for page in cards(format_) for pair in text_on_grounds(page)}
    assert {(pair.colour, pair.ground) for pair in text_pairs(default_theme())} <= found


def colours(marks: Iterable[Mark]) -> Iterator[str]:
    for mark in marks:
        match mark:
            case Clip():
                yield from colours(mark.marks)
            case Repeated():
                yield from colours([mark.path])
            case TextRun():
                yield mark.colour
            case Path() | FormUse():
                yield from ((mark.fill,) if mark.fill else ())
                yield from ((mark.stroke.colour,) if mark.stroke else ())


@cache
def drawn() -> frozenset[str]:
    """Return every colour of every card, and of figures larger than a card's."""
    marks = [mark for format_ in FORMATS for page in cards(format_) for box in page.boxes for mark in box.marks]
    large = Size(60 * MM, 90 * MM)
    marks += [mark for technique in shipped().techniques.values() for mark in figure(technique, large, 0.0).marks]
    return frozenset(colours(marks))


def test_every_mark_of_the_list_has_colours_that_are_drawn() -> None:
    assert {name for pair in MARKS for name in (pair.colour, pair.ground)} <= drawn()


def test_the_palette_has_every_colour_that_is_drawn_and_no_other() -> None:
    assert drawn() == set(default_theme().palette)


def test_no_pair_is_listed_twice() -> None:
    for pairs in (TEXT, MARKS):
        assert len({(pair.colour, pair.ground) for pair in pairs}) == len(pairs)


@pytest.mark.parametrize("name", [theme.name for theme in themes()])
def test_a_solid_phase_needs_no_mark(name: str) -> None:
    theme: Theme = load_theme(name)
    marks = [pair.where for pair in mark_pairs(theme)]
    assert [phase for phase in theme.phases if f"the pattern of the phase {phase}" not in marks] == [
        phase for phase, look in theme.phases.items() if look.pattern == "solid"
    ]
