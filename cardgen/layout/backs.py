"""Safety sides: of all ways to set what must stand on one, the worthiest."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from cardgen.document import Document, StepItem, rules_of
from cardgen.layout.band import BandText
from cardgen.layout.core_block import core_choices
from cardgen.layout.flow import Filled, WholeBlock, column_height, fill, measured
from cardgen.layout.person import PersonBlock
from cardgen.layout.records import side_of
from cardgen.layout.safety import RulesBlock
from cardgen.layout.setting import Fit, Setting
from cardgen.layout.sheaf import Sheaf, arrange, keep
from cardgen.layout.sides import Side, area_below
from cardgen.theme import Leaving
from cardgen.units import Rect

BACK_RUNGS = (Fit(), Fit(gaps=True), Fit(gaps=True, tight=True), Fit(gaps=True, tight=True, small=True))
"""The rungs that change a safety side: preferred, smaller gaps, tightest leading, type at its floor."""


@dataclass(frozen=True, slots=True)
class Back:
    """The safety side of a card, before it is laid out.

    Attributes:
        band: What its band says.
        contents: The ways to put what must stand on it, the most readable first: whether the panels are lists, and the
            blocks.
        rungs: The settings it may be laid out in, the preferred one first, each with the area of its content.
    """

    band: BandText
    contents: tuple[tuple[bool, tuple[WholeBlock, ...]], ...]
    rungs: tuple[tuple[Setting, Rect], ...]

    @classmethod
    def of(cls, document: Document, setting: Setting, group: tuple[StepItem, ...], *, told: bool) -> Back:
        """Return the safety side of a card.

        Args:
            document: The document.
            setting: The setting.
            group: The steps of the card.
            told: Whether a person's record stands here.
        """
        band = BandText(document.labels.safety, (document.title,))
        cores = core_choices(document.core, setting.format.columns)
        people = _person(document) if told else ((),)
        contents: list[tuple[bool, tuple[WholeBlock, ...]]] = [
            (core.bulleted and all(one.bulleted for one in person), (*person, core, *rules))
            for core, person, rules in product(cores, people, _rules(document, group))
        ]
        settings = map(setting.with_fit, BACK_RUNGS)
        return cls(band, tuple(contents), tuple((rung, area_below(document, rung, band, 1)) for rung in settings))

    @property
    def fits(self) -> bool:
        """Whether what must stand here fits."""
        return any(way.room() is not None for way in self._ways())

    def lay(self, sheaf: Sheaf) -> tuple[Side, Sheaf]:
        """Lay out a side that fits: of all ways the worthiest, of equal ones the first.

        Args:
            sheaf: What else may stand here.

        Returns:
            The side, and what is left of the sheaf.
        """
        chosen = self._worthiest(sheaf)
        way = chosen.way
        width, height = way.area.width, way.area.height
        must = fill(way.setting, way.blocks, width, height).parts
        extra = fill(way.setting, arrange(way.setting, chosen.kept), width, height).parts
        return side_of(way.setting, self.band, Filled((*must, *extra), ()), way.area), chosen.left

    def _ways(self) -> Iterator[_Way]:
        for (bulleted, blocks), (setting, area) in product(self.contents, self.rungs):
            yield _Way(bulleted, setting, blocks, area)

    def _worthiest(self, sheaf: Sheaf) -> _Choice:
        """Choose among the ways that fit, of which there is one.

        Most of them need no look: some could not be worthier whatever stayed beside them, some leave no more room than
        another one that is set alike.
        """
        order = self.rungs[0][0].theme.leaves_first
        most = _stays(sheaf, order)
        best: _Choice | None = None
        roomiest: dict[tuple[Fit, bool], float] = {}
        for way in self._ways():
            if best and way.worth(most) <= best.worth:
                continue
            room, alike = way.room(), (way.setting.fit, way.bulleted)
            if room is None or room <= roomiest.get(alike, -math.inf):
                continue
            roomiest[alike] = room
            kept, left = keep(way.setting, sheaf, order, way.area.width, room)
            worth = way.worth(_stays(kept, order))
            if best is None or worth > best.worth:
                best = _Choice(way, kept, left, worth)
        assert best is not None  # else the steps would have been shared out otherwise
        return best


@dataclass(frozen=True, slots=True)
class _Way:
    """A way to set what must stand on a safety side, whether it fits or not; ``bulleted`` if its panels are lists."""

    bulleted: bool
    setting: Setting
    blocks: tuple[WholeBlock, ...]
    area: Rect

    def room(self) -> float | None:
        """Return the height that is left beside it; None if it does not fit."""
        heights = measured(self.setting, self.blocks, self.area.width, self.area.height)
        gap = self.setting.block_gap
        return None if heights is None else self.area.height - column_height(heights, gap) - gap

    def worth(self, stays: tuple[bool, ...]) -> tuple[bool, ...]:
        """Rank it: type at its size, what leaves last, its panels as lists, then what else stays beside it."""
        return (not self.setting.fit.small, *stays[:1], self.bulleted, *stays[1:])


def _stays(kept: Sheaf, order: tuple[Leaving, ...]) -> tuple[bool, ...]:
    """Say of each block whether it stays, of what leaves last first."""
    return tuple([name in kept.names for name in reversed(order)])


@dataclass(frozen=True, slots=True)
class _Choice:
    """A way that fits, what stays beside it, what is left, and what that is worth."""

    way: _Way
    kept: Sheaf
    left: Sheaf
    worth: tuple[bool, ...]


def _person(document: Document) -> tuple[tuple[PersonBlock, ...], ...]:
    """Return the ways to set the record of a person, the most readable first; one, of nothing, if there is none."""
    record, continued = document.screening, document.labels.continued
    return tuple((PersonBlock(record, continued, bulleted),) for bulleted in (True, False)) if record else ((),)


def _rules(document: Document, group: tuple[StepItem, ...]) -> tuple[tuple[RulesBlock, ...], ...]:
    """Return the ways to set the rules of these steps, the most readable first; one, of nothing, if there are none."""
    rules = rules_of(document.step_rules, frozenset(step.number for step in group))
    if not rules:
        return ((),)
    return tuple((RulesBlock(rules, document.labels, running),) for running in (False, True))
