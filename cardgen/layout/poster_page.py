"""A page of a poster: the most readable way in which its steps and the whole safety core fit, if there is one."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from cardgen.document import Document, StepItem
from cardgen.layout.boxes import Box, Laid, grouped
from cardgen.layout.poster_band import BandLines, poster_band
from cardgen.layout.poster_columns import Arranged, arrange
from cardgen.layout.poster_foot import foot_lines, poster_foot
from cardgen.layout.poster_head import routine_head
from cardgen.layout.poster_ladder import OPTIONS, Option
from cardgen.layout.poster_safety import Shown, notice, pieces
from cardgen.layout.poster_step import Grid, grids, largest, make_grid
from cardgen.layout.setting import Setting
from cardgen.poster import Poster
from cardgen.units import Rect

NAME_LINES = 2
"""Lines that a name may take in the band; a longer one stands at the foot only."""

BETWEEN = " \u00b7 "
"""Stands between two things that are told on one line of the band."""

GAP_MOST = 2.5
"""How far gaps between blocks grow into spare height: a multiple of the format's."""


@dataclass(frozen=True, slots=True)
class Part:
    """A routine on a page: its document, and those of its steps that stand there."""

    document: Document
    steps: tuple[StepItem, ...]

    @property
    def shown(self) -> Shown:
        """The routine with the numbers of the steps."""
        return Shown(self.document, frozenset(step.number for step in self.steps))

    @property
    def numbers(self) -> range:
        """The numbers of the steps."""
        return range(self.steps[0].number, self.steps[-1].number + 1)


@dataclass(frozen=True, slots=True)
class Content:
    """What a page says.

    Attributes:
        poster: The poster.
        parts: The routines on this page.
        place: Which page of the poster it is; None on a single one.
        pointer: Where the steps continue, if they do.
    """

    poster: Poster
    parts: tuple[Part, ...]
    place: str | None
    pointer: str | None


@dataclass(frozen=True, slots=True)
class _Frame:
    """What surrounds the steps and the core: band, foot, and the area between them."""

    band: Laid
    foot: Laid
    area: Rect


@dataclass(frozen=True, slots=True)
class _Routine:
    """A routine in its column: what stands above its steps, and the steps."""

    head: Laid
    grid: Grid


@dataclass(frozen=True, slots=True)
class _Body:
    """Routines side by side, the safety part below them, and NOTICE in the empty cells beside the last steps."""

    routines: tuple[_Routine, ...]
    safety: Arranged
    beside: Laid | None


def lay_out_page(setting: Setting, content: Content, options: tuple[Option, ...] = OPTIONS) -> tuple[Box, ...] | None:
    """Lay out a page.

    Args:
        setting: A theme and a format of kind ``poster``.
        content: What it says.
        options: The ladder.

    Returns:
        Its boxes, but for the paper, on the first rung on which they fit; None if there is none.
    """
    frames: dict[tuple[Setting, bool, bool], _Frame] = {}
    for option in options:
        tried = option.applied(setting)
        key = tried, option.low_band, option.choice.note
        frame = frames[key] = frames.get(key) or _frame(tried, content, option)
        body = _body(tried, content, option, frame.area)
        if body:
            return _placed(tried, content, option, frame, body)
    return None


def fits_page(setting: Setting, content: Content, option: Option) -> bool:
    """Say whether a page fits on one rung of the ladder; arguments as ``lay_out_page``."""
    tried = option.applied(setting)
    return _body(tried, content, option, _frame(tried, content, option).area) is not None


def _frame(setting: Setting, content: Content, option: Option, least: float = 0.0) -> _Frame:
    form = setting.format
    lowest = max(least, form.wall.band if option.low_band else form.band.front)
    said = _band_lines(setting, content)
    band = poster_band(setting, content.poster, said, lowest, low=option.low_band)
    shown = [part.document for part in content.parts]
    lines = foot_lines(setting, content.poster, shown, content.pointer, said.names, texts=option.choice.note)
    foot = poster_foot(setting, content.poster, lines)
    inner = form.content
    top = band.height + form.band.below
    return _Frame(band, foot, Rect(inner.x, top, inner.width, form.size.height - foot.height - setting.block_gap - top))


def _band_lines(setting: Setting, content: Content) -> BandLines:
    """Return what the band says: of the routine that is alone on the page, or else of all of them."""
    poster, first = content.poster, content.poster.first
    room = 0.5 * setting.format.content.width
    names = [name for name in (first.for_client, first.clinic) if name]
    brief = [name for name in names if len(setting.lines(name, "back_note", room)) <= NAME_LINES]
    together = BETWEEN.join(brief)
    if len(setting.lines(together, "back_note", room)) == 1:
        brief = [together]
    several, shown = len(poster.routines) > 1, content.parts[0].document
    more: tuple[str | None, ...] = (None if several else first.audience, content.place)
    title, subtitle = poster.title, poster.subtitle
    if several and len(content.parts) == 1:
        title, subtitle, more = shown.title, shown.subtitle, (shown.audience, poster.subtitle, content.place)
    told = BETWEEN.join(filter(None, more))
    return BandLines(title, subtitle, (told,) if told else (), tuple(brief))


# ------------------------------------------------------------------ steps and core
def _body(setting: Setting, content: Content, option: Option, area: Rect) -> _Body | None:
    return _with_notice_beside(setting, content, option, area) or _with_notice_below(setting, content, option, area)


def _with_notice_below(setting: Setting, content: Content, option: Option, area: Rect) -> _Body | None:
    safety = _safety(setting, content, option, area.width, with_notice=True)
    routines = _routines(setting, content.parts, option, area, safety)
    return _Body(routines, safety, None) if routines else None


def _with_notice_beside(setting: Setting, content: Content, option: Option, area: Rect) -> _Body | None:
    """Of a single routine, with NOTICE in the cells that its last row leaves empty."""
    if len(content.parts) > 1:
        return None
    safety = _safety(setting, content, option, area.width, with_notice=False)
    (part,) = content.parts
    head, room = _head_and_room(setting, part, area, safety, several=False)
    panel = notice(content.poster, bulleted=False)

    def last_row(grid: Grid) -> float:
        """The height of NOTICE beside the last steps; without a place for it, more than there is."""
        return panel(setting, _free_width(setting, grid, area.width), 0.0).height if grid.free else area.height

    least = _least(setting, option)
    grid = next(grids(setting, part.steps, area.width, room, least, "H2", last_row), None)
    if grid is None:
        return None
    beside = panel(setting, _free_width(setting, grid, area.width), grid.heights[-1])
    return _Body((_Routine(head, grid),), safety, beside)


def _free_width(setting: Setting, grid: Grid, width: float) -> float:
    return width - grid.corner(setting, len(grid.steps), 0.0)[0]


def _safety(setting: Setting, content: Content, option: Option, width: float, *, with_notice: bool) -> Arranged:
    shown = [part.shown for part in content.parts]
    return arrange(setting, pieces(content.poster, shown, option.choice, with_notice=with_notice), width)


def _least(setting: Setting, option: Option) -> float:
    return setting.format.step.tile_floor if option.small_tiles else setting.format.step.tile


def _routines(
    setting: Setting, parts: tuple[Part, ...], option: Option, area: Rect, safety: Arranged
) -> tuple[_Routine, ...]:
    """Routines side by side with figures of one size; none if one of them does not fit."""
    least, several = _least(setting, option), len(parts) > 1
    if not several:
        (part,) = parts
        head, room = _head_and_room(setting, part, area, safety, several=False)
        grid = next(grids(setting, part.steps, area.width, room, least, "H2"), None)
        return (_Routine(head, grid),) if grid else ()
    shares = _shares(setting, [len(part.steps) for part in parts], area.width, least)
    found: list[_Routine] = []
    for part, share in zip(parts, shares, strict=False):
        column = Rect(area.x, area.y, share.width, area.height)
        head, room = _head_and_room(setting, part, column, safety, several=True)
        grid = largest(setting, part.steps, share.width, room, share.columns, least, "H3")
        if grid is None:
            return ()
        found.append(_Routine(head, grid))
    return _even(setting, found, shares)


@dataclass(frozen=True, slots=True)
class _Share:
    """The width of a routine, and how many columns of steps it takes."""

    width: float
    columns: int


def _shares(setting: Setting, steps: list[int], width: float, least: float) -> list[_Share]:
    """Share the width out so that all routines have about as many rows; none if a column has no room for a step."""
    form = setting.format
    gap = form.gap.column
    most = int((width + gap) / (least + form.step.text_gap + form.wall.text + gap))
    for rows in range(1, max(steps) + 1):
        columns = [math.ceil(count / rows) for count in steps]
        total = sum(columns)
        if total <= most:
            cell = (width - gap * (total - 1)) / total
            return [_Share(cell * count + gap * (count - 1), count) for count in columns]
    return []


def _even(setting: Setting, found: list[_Routine], shares: list[_Share]) -> tuple[_Routine, ...]:
    """Give all routines figures of the least size that one of them has."""
    tile = min((one.grid.tile for one in found), default=0.0)
    return tuple(
        replace(one, grid=make_grid(setting, one.grid.steps, share.width, share.columns, tile, "H3"))
        for one, share in zip(found, shares, strict=True)
    )


def _head_and_room(setting: Setting, part: Part, area: Rect, safety: Arranged, *, several: bool) -> tuple[Laid, float]:
    """What stands above a routine's steps, and the height that is left to them."""
    head = routine_head(setting, part.document, part.numbers, area.width, titled=several)
    return head, area.height - head.height - safety.height - 2 * setting.block_gap


# ------------------------------------------------------------------ in their places
def _placed(setting: Setting, content: Content, option: Option, frame: _Frame, body: _Body) -> tuple[Box, ...]:
    """Spread what is spare: between rows, then between blocks, then into the band's figure."""
    area, gap = frame.area, setting.block_gap
    rows = max(len(one.grid.heights) for one in body.routines)
    head = max(one.head.height for one in body.routines)
    used = head + max(one.grid.height(setting.row_gap) for one in body.routines)
    spare = area.height - used - body.safety.height - 2 * gap
    row_more = min(spare / max(1, rows - 1), setting.format.gap.row_most - setting.row_gap) if rows > 1 else 0.0
    row_gap = setting.row_gap + max(0.0, row_more)
    spare -= max(0.0, row_more) * (rows - 1)
    block_gap = gap + max(0.0, min(spare / 3, (GAP_MOST - 1) * setting.format.gap.block))
    spare -= 3 * (block_gap - gap)
    grown = _frame(setting, content, option, frame.band.height + max(0.0, spare)) if spare > setting.unit else frame
    area = grown.area
    boxes: list[Box] = [*grown.band.boxes]
    column = setting.format.gap.column
    deepest = area.y
    x = area.x
    for index, one in enumerate(body.routines):
        top = area.y + head + block_gap
        own = [*one.head.at(x, area.y), *one.grid.place(setting, x, top, row_gap)]
        boxes += grouped(own, "Sect", f"routine {index}") if len(body.routines) > 1 else own
        if body.beside:
            dx, dy = one.grid.corner(setting, len(one.grid.steps), row_gap)
            boxes += body.beside.at(x + dx, top + dy)
        deepest = max(deepest, top + one.grid.height(row_gap))
        x += one.grid.columns * (one.grid.width + column)
    boxes += body.safety.place(setting).at(area.x, min(deepest + block_gap, area.bottom - body.safety.height))
    foot_top = setting.format.size.height - grown.foot.height
    return (*boxes, *grown.foot.at(0, foot_top))
