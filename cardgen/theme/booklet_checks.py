"""Measures that no booklet's page may have: margins without room, figures that cannot shrink, tabs off the page."""

from __future__ import annotations

from collections.abc import Iterator

from cardgen.theme.finding import Finding
from cardgen.theme.formats import BookletStyle, Format
from cardgen.theme.model import Theme
from cardgen.units import MM

CONTENT_LEAST = 0.6
"""Of the page, in both directions: what margins leave to the content at least."""

GUTTER_LEAST = 10 * MM
"""What a page needs beside the fold so that no text disappears in it; smaller pages need less."""

GUTTER_SHARE = 0.08
"""Of the page's width: the gutter of a page that is too small for ``GUTTER_LEAST``."""

_SLACK = 0.01


def check_booklets(theme: Theme) -> Iterator[Finding]:
    """Yield everything that is wrong with the formats of booklets.

    Args:
        theme: A complete theme.
    """
    for name, form in theme.booklets.items():
        if form.booklet is None:
            message = f"{name} is of kind: booklet and has no measures of one; add booklet:, or write like: booklet-a5"
            yield Finding((("formats", name, "booklet"), ("formats", name, "kind")), message)
        else:
            yield from _room(name, form, form.booklet)
            yield from _figures(name, form.booklet)
            yield from _tabs(name, form, form.booklet)


def _room(name: str, form: Format, style: BookletStyle) -> Iterator[Finding]:
    wide = form.trim.width - style.outer - style.gutter
    high = form.trim.height - style.head - style.foot
    for keys, left, length in (
        (("outer", "gutter"), wide, form.trim.width),
        (("head", "foot"), high, form.trim.height),
    ):
        if left < CONTENT_LEAST * length - _SLACK:
            message = (
                f"{' and '.join(keys)} of {name} leave {_mm(left)} of {_mm(length)} to the content; make them smaller"
            )
            yield Finding(tuple(("formats", name, "booklet", key) for key in keys), message)
    least = min(GUTTER_LEAST, GUTTER_SHARE * form.trim.width)
    if style.gutter < least - _SLACK:
        message = (
            f"the gutter of {name} is {_mm(style.gutter)}; write {_mm(least)} or more, so that the fold hides no text"
        )
        yield Finding((("formats", name, "booklet", "gutter"),), message)
    for key, other in (("outer", form.safe), ("head", style.band)):
        if getattr(style, key) < other - _SLACK:
            message = f"{key} of {name} is {_mm(getattr(style, key))}, less than {_mm(other)}; make it larger"
            yield Finding((("formats", name, "booklet", key),), message)

    least_foot = 2 * form.safe + form.type["number"].size
    if style.foot < least_foot - _SLACK:
        message = f"foot of {name} is {_mm(style.foot)}; write {_mm(least_foot)} or more, so that no page number is cut"
        yield Finding((("formats", name, "booklet", "foot"),), message)


def _figures(name: str, style: BookletStyle) -> Iterator[Finding]:
    for smaller, larger in (("figure_floor", "figure"), ("figure", "figure_most")):
        if getattr(style, smaller) > getattr(style, larger):
            message = f"{smaller} of {name} is above {larger}; lower it, or raise {larger}"
            yield Finding(tuple(("formats", name, "booklet", key) for key in (smaller, larger)), message)


def _tabs(name: str, form: Format, style: BookletStyle) -> Iterator[Finding]:
    if style.tabs.top + style.tabs.reach > form.trim.height - form.safe + _SLACK:
        message = f"the tabs of {name} reach {_mm(style.tabs.top + style.tabs.reach)} down; keep them on the page"
        yield Finding(
            (("formats", name, "booklet", "tabs", "reach"), ("formats", name, "booklet", "tabs", "top")), message
        )
    if style.tabs.open > style.outer:
        message = f"the open tab of {name} is deeper than its outer margin and would cover text; make it shallower"
        yield Finding((("formats", name, "booklet", "tabs", "open"), ("formats", name, "booklet", "outer")), message)


def _mm(points: float) -> str:
    return f"{round(points / MM, 2):g} mm"
