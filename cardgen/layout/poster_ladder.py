"""The ladder of a poster: what stands on a page, from everything that is useful to what never leaves it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cardgen.layout.setting import Fit


@dataclass(frozen=True, slots=True)
class Choice:
    """How the safety part is set, and what stands beside the core where there is room.

    Attributes:
        bulleted: WARNING and CAUTION as lists; as running text otherwise.
        pain: With the table of pain signs.
        checklist: With what to prepare.
        note: With the person's record and the user's note, both whole.
    """

    bulleted: bool
    pain: bool
    checklist: bool
    note: bool = True


@dataclass(frozen=True, slots=True)
class Option:
    """A way to set a page: a rung of the ladder, what stands on it, and how small its figures may be."""

    fit: Fit
    choice: Choice
    low_band: bool = False
    small_tiles: bool = False


CORE = Choice(bulleted=False, pain=False, checklist=False)
LISTS = replace(CORE, bulleted=True)
ALL = Choice(bulleted=True, pain=True, checklist=True)
PAIN = (ALL, replace(ALL, checklist=False), replace(ALL, bulleted=False), replace(CORE, pain=True))
"""What may stand beside the steps, the table of pain signs with it: the most first."""

FULL = Fit()
SHORT = Fit(gaps=True, short=True)
DENSE = replace(SHORT, extras=False)


def _brief(*choices: Choice) -> tuple[Option, ...]:
    """The short texts under a high band, then with smaller gaps under a low one."""
    ways = ((Option(Fit(short=True), choice), Option(SHORT, choice, low_band=True)) for choice in choices)
    return tuple(option for way in ways for option in way)


OPTIONS: tuple[Option, ...] = (
    Option(FULL, ALL),
    Option(replace(FULL, gaps=True), replace(ALL, bulleted=False), low_band=True),
    *_brief(*PAIN),
    Option(FULL, LISTS),
    Option(FULL, CORE),
    *_brief(LISTS, CORE),
    Option(SHORT, CORE, low_band=True, small_tiles=True),
    Option(DENSE, CORE, low_band=True, small_tiles=True),
    Option(replace(DENSE, tight=True), CORE, low_band=True, small_tiles=True),
    Option(replace(DENSE, tight=True, small=True), CORE, low_band=True, small_tiles=True),
)
"""The ladder of a poster: what is useful, gaps and band, figures down to their floor, leading, type to its floor."""

BARE = replace(OPTIONS[-1], choice=replace(CORE, note=False))
"""The last rung, from which the user's texts and the sources have moved to a page of their own."""
