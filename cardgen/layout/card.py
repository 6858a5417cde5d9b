"""Cards: how many, and what stands on every side; pages of frozen boxes.

A set is: the step cards (front: steps; back: the record of a person's screening, the safety core, the rules of these
steps, and what else fits), then the record sides with what left the backs, then the tick-list. Steps that fit on no
rung of the ladder continue on another card.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from cardgen.document import Document, StepItem, rules_of
from cardgen.errors import FitError, Problem
from cardgen.layout.band import BandText
from cardgen.layout.boxes import Page
from cardgen.layout.deck import deck_sides
from cardgen.layout.flow import Filled, FlowBlock, fill
from cardgen.layout.fronts import Groups, front, shares
from cardgen.layout.person import PersonBlock
from cardgen.layout.records import record_sides, side_of, ticklist_sides
from cardgen.layout.row import short_texts
from cardgen.layout.safety import RulesBlock, core_choices
from cardgen.layout.setting import LADDER, Fit, Setting
from cardgen.layout.sheaf import Sheaf, arrange, keep, sheaf_of
from cardgen.layout.sides import Side, area_below, pages
from cardgen.theme import Format, Leaving, Theme
from cardgen.units import Rect

BACK_RUNGS = (Fit(), Fit(gaps=True), Fit(gaps=True, tight=True), Fit(gaps=True, tight=True, small=True))
"""The rungs that change a safety side: preferred, smaller gaps, tightest leading, type at its floor."""


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
    groups, rung = _share_out(document, setting)
    fronts = setting.with_fit(rung)
    sheaf = sheaf_of(document, short=short_texts(fronts), person=rung.brief)
    sides: list[Side] = []
    for index, group in enumerate(groups):
        back, sheaf = _back(document, setting, group, sheaf, told=not rung.brief)
        sides += [front(document, fronts, groups, index), back]
    sides += record_sides(document, setting, sheaf, len(sides), len(ticklist_sides(document, setting, len(sides))))
    return sides + ticklist_sides(document, setting, len(sides))


def _share_out(document: Document, setting: Setting) -> tuple[Groups, Fit]:
    """Share the steps out over as few cards as can be, so that the safety side of each holds core and rules.

    The record of a person stands on every safety side, too, if that takes at most one card more: that card would else
    be the one with the record. Otherwise what it comes to stands on the fronts.
    """
    found = _first_share(document, setting, len(document.steps), brief=document.screening is not None)
    if found is None:
        raise FitError(Problem("layout", 0, 0, "not even one step and its warnings fit on a card; use a larger format"))
    if document.screening is None:
        return found
    return _first_share(document, setting, len(found[0]) + 1, brief=False) or found


def _first_share(document: Document, setting: Setting, most: int, *, brief: bool) -> tuple[Groups, Fit] | None:
    """Return the first way to share out the steps over at most so many cards in which every safety side fits."""
    hopeless: set[tuple[int, ...]] = set()
    for groups, rung in shares(document, setting, most, brief=brief):
        sizes = tuple(map(len, groups))
        if sizes in hopeless:  # on any rung: a safety side has rungs of its own
            continue
        if all(any(True for _ in _bare_backs(document, setting, group, told=not brief)) for group in groups):
            return groups, rung
        hopeless.add(sizes)
    return None


@dataclass(frozen=True, slots=True)
class _BareBack:
    """A safety side with only what must stand on it; ``bulleted`` if its panels are lists."""

    bulleted: bool
    setting: Setting
    filled: Filled
    area: Rect


def _bare_backs(
    document: Document, setting: Setting, group: tuple[StepItem, ...], *, told: bool
) -> Iterator[_BareBack]:
    """Yield every way to set core, rules and, if ``told``, the person's record on one side, the most readable first."""
    cores = core_choices(document.core, setting.format.columns)
    ruled = dict.fromkeys(_rules(document, group, running=running) for running in (False, True))
    for core, person in product(cores, _person(document) if told else (None,)):
        bulleted = core.bulleted and (person is None or person.bulleted)
        panels: tuple[FlowBlock, ...] = (person, core) if person else (core,)
        for rules, rung in product(ruled, BACK_RUNGS):
            tried = setting.with_fit(rung)
            area = area_below(document, tried, _back_text(document), 1)
            filled = fill(tried, (*panels, *rules), area.width, area.height)
            if not filled.rest:
                yield _BareBack(bulleted, tried, filled, area)


def _person(document: Document) -> tuple[PersonBlock | None, ...]:
    """Return the ways to set the record of a person, the most readable first."""
    record, continued = document.screening, document.labels.continued
    return tuple(PersonBlock(record, continued, bulleted) for bulleted in (True, False)) if record else (None,)


def _rules(document: Document, group: tuple[StepItem, ...], *, running: bool) -> tuple[FlowBlock, ...]:
    rules = rules_of(document.step_rules, frozenset(step.number for step in group))
    return (RulesBlock(rules, document.labels, running),) if rules else ()


def _back_text(document: Document) -> BandText:
    return BandText(document.labels.safety, (document.title,))


def _back(
    document: Document, setting: Setting, group: tuple[StepItem, ...], sheaf: Sheaf, *, told: bool
) -> tuple[Side, Sheaf]:
    """Lay out the safety side: of all ways the worthiest, the more readable one among equals."""
    order = setting.theme.leaves_first

    def kept_beside(bare: _BareBack) -> tuple[Sheaf, Sheaf]:
        gap = bare.setting.block_gap
        return keep(bare.setting, sheaf, order, bare.area.width, bare.area.height - bare.filled.height(gap) - gap)

    bares = tuple(_bare_backs(document, setting, group, told=told))
    readable = tuple(bare for bare in bares if not bare.setting.fit.small)  # no other one can be worthier
    choices = [(bare, *kept_beside(bare)) for bare in readable or bares]
    bare, kept, left = max(choices, key=lambda choice: _worth(choice[0], choice[1], order))
    extra = fill(bare.setting, arrange(bare.setting, kept), bare.area.width, bare.area.height)
    filled = Filled((*bare.filled.parts, *extra.parts), ())
    return side_of(bare.setting, _back_text(document), filled, bare.area), left


def _worth(bare: _BareBack, kept: Sheaf, order: tuple[Leaving, ...]) -> tuple[bool, ...]:
    """Rank a safety side: type at its size, what leaves last, its panels as lists, then what else stays."""
    stays = [name in kept.names for name in reversed(order)]
    return (not bare.setting.fit.small, *stays[:1], bare.bulleted, *stays[1:])
