"""Cards: how many, and what stands on every side; pages of frozen boxes.

A set is: the step cards (front: steps; back: the record of a person's screening, the safety core, the rules of these
steps, and what else fits), then the record sides with what left the backs, then the tick-list. Steps that fit on no
rung of the ladder continue on another card.
"""

from __future__ import annotations

from dataclasses import dataclass

from cardgen.document import Document
from cardgen.errors import FitError, Problem
from cardgen.layout.backs import Back
from cardgen.layout.boxes import Page
from cardgen.layout.deck import deck_sides
from cardgen.layout.fronts import Groups, front, shares
from cardgen.layout.records import record_sides, ticklist_sides
from cardgen.layout.row_text import short_texts
from cardgen.layout.setting import LADDER, Fit, Setting
from cardgen.layout.sheaf import sheaf_of
from cardgen.layout.sides import Side, pages
from cardgen.theme import Format, Theme


def lay_out(document: Document, theme: Theme, form: Format) -> tuple[Page, ...]:
    """Lay a document out as a set of cards.

    Args:
        document: What to print.
        theme: Colours, phases, leaving order.
        form: The page format.

    Returns:
        The pages; fronts and backs alternate, beginning with a front.

    Raises:
        FitError: A block does not fit even alone on a side; long text alone never causes it.
    """
    setting = Setting(theme, form).with_fit(LADDER[0])
    sides = deck_sides(document, setting) if form.kind == "deck" else _card_sides(document, setting)
    return pages(document, sides, form)


def _card_sides(document: Document, setting: Setting) -> list[Side]:
    share = _share_out(document, setting)
    fronts = setting.with_fit(share.rung)
    sheaf = sheaf_of(document, short=short_texts(fronts), person=share.rung.brief)
    sides: list[Side] = []
    for index, back in enumerate(share.backs):
        safety, sheaf = back.lay(sheaf)
        sides += [front(document, fronts, share.groups, index), safety]
    sides += record_sides(document, setting, sheaf, len(sides), len(ticklist_sides(document, setting, len(sides))))
    return sides + ticklist_sides(document, setting, len(sides))


@dataclass(frozen=True, slots=True)
class _Share:
    """The steps of each card, the rung on which they fit its front, and its safety side."""

    groups: Groups
    rung: Fit
    backs: tuple[Back, ...]


def _share_out(document: Document, setting: Setting) -> _Share:
    """Share the steps out over as few cards as can be, so that the safety side of each holds core and rules.

    The record of a person stands on every safety side, too, if that takes at most one card more: that card would else
    be the one with the record. Otherwise what it comes to stands on the fronts.
    """
    found = _first_share(document, setting, len(document.steps), brief=document.screening is not None)
    if found is None:
        raise FitError(Problem("layout", 0, 0, "not even one step and its warnings fit on a card; use a larger format"))
    if document.screening is None:
        return found
    return _first_share(document, setting, len(found.groups) + 1, brief=False) or found


def _first_share(document: Document, setting: Setting, most: int, *, brief: bool) -> _Share | None:
    """Return the first way to share out the steps over at most so many cards in which every safety side fits."""
    hopeless: set[tuple[int, ...]] = set()
    for groups, rung in shares(document, setting, most, brief=brief):
        sizes = tuple(map(len, groups))
        if sizes in hopeless:  # on any rung: a safety side has rungs of its own
            continue
        backs = tuple(Back.of(document, setting, group, told=not brief) for group in groups)
        if all(back.fits for back in backs):
            return _Share(groups, rung, backs)
        hopeless.add(sizes)
    return None
