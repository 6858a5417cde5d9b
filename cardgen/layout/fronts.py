"""Fronts of step cards: band, time bar, rows and foot; and how the steps are shared out over cards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from cardgen.document import Document, StepItem
from cardgen.errors import FitError, Problem
from cardgen.layout.band import BandText, front_band_height
from cardgen.layout.boxes import Laid, Placed
from cardgen.layout.panels import FootText, foot
from cardgen.layout.person_limits import limits, limits_height
from cardgen.layout.row import make_row
from cardgen.layout.row_text import short_texts
from cardgen.layout.setting import LADDER, Fit, Setting
from cardgen.layout.sides import Side, provisional
from cardgen.layout.steps import fitting_tile, place_rows, rows_fit
from cardgen.layout.timebar import timebar, timebar_height
from cardgen.units import Rect

Groups = tuple[tuple[StepItem, ...], ...]
"""The steps of each card."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What surrounds the rows of a front, and the area that it leaves to them."""

    text: BandText
    band_height: float
    bar: Laid
    bar_top: float
    limits: Laid | None
    foot: Laid
    area: Rect


def shares(document: Document, setting: Setting, most: int, *, brief: bool = False) -> Iterator[tuple[Groups, Fit]]:
    """Yield the even ways to spread the steps over cards in which they fit: fewest cards first, then up the ladder.

    Args:
        document: The document.
        setting: The setting.
        most: The greatest number of cards.
        brief: Whether a person's limits stand on the fronts.
    """
    for count in range(1, min(most, len(document.steps)) + 1):
        for rung in (replace(rung, brief=brief) for rung in LADDER):
            tried = setting.with_fit(rung)
            for groups in even_groups(document.steps, count):
                if all(_fits(document, tried, groups, i) for i in range(count)):
                    yield groups, rung
                    break


def even_groups(steps: tuple[StepItem, ...], count: int) -> Iterator[Groups]:
    """Split into ``count`` runs of nearly equal length, the longer ones first, then last."""
    least, more = divmod(len(steps), count)
    shapes = [(least + 1,) * more + (least,) * (count - more), (least,) * (count - more) + (least + 1,) * more]
    for shape in shapes[: 2 if more else 1]:
        starts = [sum(shape[:i]) for i in range(count)]
        yield tuple(steps[a : a + n] for a, n in zip(starts, shape, strict=True))


def _fits(document: Document, setting: Setting, groups: Groups, index: int) -> bool:
    area = _area(document, setting, groups, index)
    return rows_fit(setting, groups[index], area.width, area.height)


def frame(document: Document, setting: Setting, groups: Groups, index: int) -> Frame:
    """Lay out band, time bar, a person's limits and foot of a card's front.

    Args:
        document: The document.
        setting: The setting.
        groups: The steps of every card.
        index: Which card.

    Returns:
        The frame; its area may be too low for any row.
    """
    text, group, safe = _text(document, groups, index), groups[index], setting.safe_area
    band_height = _band_height(document, setting, groups, text)
    current = range(group[0].number, group[-1].number + 1)
    bar = timebar(setting, document.steps, current, document.labels, safe.width)
    told = _limits(document, setting, groups)
    limited = limits(setting, told, safe.width) if told else None
    below = foot(setting.typed, _foot_text(document, setting, groups, index), safe.width)
    area = _between(setting, band_height, bar.height, limited.height if limited else None, below.height)
    return Frame(text, band_height, bar, band_height + setting.format.band.below, limited, below, area)


def _area(document: Document, setting: Setting, groups: Groups, index: int) -> Rect:
    """Return what the frame leaves to the rows."""
    width, told = setting.safe_area.width, _limits(document, setting, groups)
    return _between(
        setting,
        _band_height(document, setting, groups, _text(document, groups, index)),
        timebar_height(setting, document.steps, document.labels, width),
        limits_height(setting, told, width) if told else None,
        foot(setting.typed, _foot_text(document, setting, groups, index), width).height,
    )


def _between(setting: Setting, band: float, bar: float, told: float | None, below: float) -> Rect:
    """Return the area of the rows: between heights of band, time bar, a person's limits, and the foot."""
    safe, gap = setting.safe_area, setting.block_gap
    top = band + setting.format.band.below + bar + gap + (0.0 if told is None else told + gap)
    return Rect(safe.x, top, safe.width, safe.bottom - below - gap - top)


def _band_height(document: Document, setting: Setting, groups: Groups, text: BandText) -> float:
    return front_band_height(setting, provisional(document, setting, text, numbered=len(groups) > 1))


def front(document: Document, setting: Setting, groups: Groups, index: int) -> Side:
    """Lay out a card's front with the largest figures that fit.

    Raises:
        FitError: The rows do not fit (they do for every way that ``shares`` yields).
    """
    around = frame(document, setting, groups, index)
    group, area = groups[index], around.area
    tile = fitting_tile(setting, group, area.width, area.height)
    if tile is None:
        raise FitError(Problem("layout", 0, 0, f"step {group[0].number} does not fit on a side; use a larger format"))
    rows = tuple(make_row(setting, step, tile, area.width) for step in group)
    spare = area.height - sum(r.height for r in rows)
    gap = min(setting.format.gap.row_most, spare / (len(rows) - 1)) if len(rows) > 1 else 0.0
    blocks = [Placed(around.bar, area.x, around.bar_top)]
    if around.limits:
        blocks.append(Placed(around.limits, area.x, area.y - setting.block_gap - around.limits.height))
    blocks += place_rows(setting, rows, area, gap, document.labels)
    blocks.append(Placed(around.foot, area.x, setting.format.safe_area.bottom - around.foot.height))
    return Side(around.text, around.band_height, len(groups) > 1, setting, tuple(blocks))


def _text(document: Document, groups: Groups, index: int) -> BandText:
    lines = [f"{document.subtitle}. {document.audience}" if document.audience else document.subtitle]
    if len(groups) > 1:
        lines.append(span(document, groups[index]))
    personal = tuple(filter(None, (document.for_client, document.clinic)))
    return BandText(document.title, tuple(lines), personal, document.logo, document.labels.logo)


def _limits(document: Document, setting: Setting, groups: Groups) -> str | None:
    """A person's limits and where their record stands: on the card that follows those with steps."""
    if not setting.fit.brief or document.screening is None:
        return None
    return f"{document.screening.limits} {document.screening.in_full.format(card=len(groups) + 1)}"


def span(document: Document, group: tuple[StepItem, ...]) -> str:
    """Return ``Step 5`` or ``Steps 6–9``, kept on one line."""
    first, last = group[0].number, group[-1].number
    if first == last:
        return document.labels.step_of.format(numbers=first).replace(" ", "\u00a0")
    return document.labels.steps_of.format(numbers=f"{first}–{last}").replace(" ", "\u00a0")


def _foot_text(document: Document, setting: Setting, groups: Groups, index: int) -> FootText:
    """Spine rule and stop rule, what dots and badges mean, and where to read on."""
    labels = document.labels
    pointer = labels.see_back
    if index + 1 < len(groups):
        pointer = f"{labels.next_card.format(steps=span(document, groups[index + 1]), card=index + 2)}. {pointer}"
    wordless = short_texts(setting) or not setting.fit.extras
    outlined = any(not s.from_source for s in groups[index])
    dots = (labels.dots,) if wordless else ()
    notes = tuple(" ".join((*dots, badge) if outlined else dots) for badge in (labels.legend, labels.legend_short))
    return FootText(labels.spine, labels.spine_more, labels.stop, (notes[0], notes[1]), pointer)
