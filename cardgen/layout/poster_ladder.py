"""The ladder of a poster: what stands on a page, from everything that is useful to what never leaves it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from cardgen.layout.setting import Fit, Setting
from cardgen.theme.formats import TypeStyle


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
    """A way to set a page.

    Attributes:
        fit: A rung of the ladder.
        choice: What stands on the page.
        low_band: Whether the band is low, with a title of one line.
        small_tiles: Whether figures may shrink to their floor.
        halfway: Whether type stands halfway to its floor.
    """

    fit: Fit
    choice: Choice
    low_band: bool = False
    small_tiles: bool = False
    halfway: bool = False

    def applied(self, setting: Setting) -> Setting:
        """Return a setting on this rung."""
        return (_halfway(setting) if self.halfway else setting).with_fit(self.fit)


@lru_cache(maxsize=32)
def _halfway(setting: Setting) -> Setting:
    """Return the setting with the middle between each preferred size and its floor in the place of the former.

    Not the title's: the band has a ladder of its own.
    """
    form = setting.format
    styles = {role: style if role == "title" else _smaller(style) for role, style in form.type.items()}
    return Setting(setting.theme, form.model_copy(update={"type": styles}))


def _smaller(style: TypeStyle) -> TypeStyle:
    size = (style.size + style.floor) / 2
    return style.model_copy(update={"size": size, "leading": style.leading * size / style.size})


CORE = Choice(bulleted=False, pain=False, checklist=False)
LISTS = replace(CORE, bulleted=True)
ALL = Choice(bulleted=True, pain=True, checklist=True)
PAIN = (ALL, replace(ALL, checklist=False), replace(ALL, bulleted=False), replace(CORE, pain=True))
"""What may stand beside the steps, the table of pain signs with it: the most first."""

WITH_PAIN = PAIN[-1]
"""The table and nothing else beside the core."""

FULL = Fit()
SHORT = Fit(gaps=True, short=True)
DENSE = replace(SHORT, extras=False)
TIGHT = replace(DENSE, tight=True)
SMALL = replace(TIGHT, small=True)


def _brief(*choices: Choice) -> tuple[Option, ...]:
    """The short texts under a high band, then with smaller gaps under a low one."""
    ways = ((Option(Fit(short=True), choice), Option(SHORT, choice, low_band=True)) for choice in choices)
    return tuple(option for way in ways for option in way)


def _dense(choice: Choice) -> tuple[Option, ...]:
    """Figures down to their floor, then what only helps, leading, and type in two steps to its floor."""
    ways = [Option(fit, choice, low_band=True, small_tiles=True) for fit in (SHORT, DENSE, TIGHT, SMALL)]
    return (*ways[:-1], replace(ways[-2], halfway=True), ways[-1])


OPTIONS: tuple[Option, ...] = (
    Option(FULL, ALL),
    Option(replace(FULL, gaps=True), replace(ALL, bulleted=False), low_band=True),
    *_brief(*PAIN),
    *_dense(WITH_PAIN),
    Option(FULL, LISTS),
    Option(FULL, CORE),
    *_brief(LISTS, CORE),
    *_dense(CORE),
)
"""The ladder of a poster: what is useful, gaps and band, figures down to their floor, leading, type to its floor.

The table of pain signs leaves only after all of that: what is at its floor is still read from its distance.
"""

BARE = replace(OPTIONS[-1], choice=replace(CORE, note=False))
"""The last rung, from which the user's texts and the sources have moved to a page of their own."""
