"""Measures that no page format may have: floors lowered, type out of order, a page that cannot be cut or punched."""

from __future__ import annotations

from collections.abc import Iterator

from cardgen.theme.finding import Finding
from cardgen.theme.formats import Format, Role
from cardgen.theme.kind_checks import check_kind
from cardgen.theme.model import Theme
from cardgen.theme.reading import distance
from cardgen.units import MM

SIDE_LEAST, SIDE_MOST = 53.98 * MM, 1200 * MM
"""Of a page: the short side of ID-1 (ISO/IEC 7810), and what a print shop's roll is wide."""

SAFE_LEAST = 3 * MM
"""What a guillotine may be off, twice."""

BLEED_MOST = 10 * MM
PUNCH_LEAST = 3 * MM
"""Between the hole and the edges, so that a laminated card does not tear."""

SHARE_MOST = 0.25
"""Of the short side: what a margin may take."""

ORDER: tuple[tuple[Role, Role], ...] = (
    ("title", "name"),
    ("title", "subtitle"),
    ("back_title", "body"),
    ("name", "body"),
    ("subtitle", "body"),
    ("signal", "body"),
    ("heading", "body"),
    ("body", "label"),
    ("body", "caption"),
)
"""The first role of each is never set smaller than the second."""

_SLACK = 0.01


def check_formats(theme: Theme, base: Theme, shipped: Theme) -> Iterator[Finding]:
    """Yield everything that is wrong with a theme's formats.

    Args:
        theme: A complete theme.
        base: What it extends: its floors may be raised, never lowered.
        shipped: Its formats keep their sizes; a format of another name has the floors of its reading distance.
    """
    for name, form in theme.formats.items():
        if name in base.formats:
            yield from _lowered(name, form, base.formats[name])
        if name in shipped.formats:
            yield from _resized(name, form, shipped.formats[name])
        else:
            yield from _too_small(name, form)
        yield from check_kind(name, form)
        yield from _page(name, form)
        yield from _hole(name, form)
        yield from _type(name, form)
        yield from _order(name, form)
        yield from _tiles(name, form)


def _lowered(name: str, form: Format, base: Format) -> Iterator[Finding]:
    for role, style in form.type.items():
        if style.floor < base.type[role].floor:
            yield Finding(
                (("formats", name, "type", role, "floor"),),
                f"the floor of {role} in {name} is {_pt(style.floor)}, below the {_pt(base.type[role].floor)} of the "
                "theme that this one extends; a floor may only be raised",
            )
    if form.step.tile_floor < base.step.tile_floor:
        yield Finding(
            (("formats", name, "step", "tile_floor"),),
            f"the floor of figure tiles in {name} is {_mm(form.step.tile_floor)}, below the "
            f"{_mm(base.step.tile_floor)} of the theme that this one extends; a floor may only be raised",
        )


def _resized(name: str, form: Format, shipped: Format) -> Iterator[Finding]:
    if form.trim != shipped.trim:
        size = f"{_mm(shipped.trim.width)} x {_mm(shipped.trim.height)}"
        message = f"{name} is always {size}; give a page of another size a name of its own, with like: {name}"
        yield Finding((("formats", name, "trim", "width"), ("formats", name, "trim", "height")), message)


def _too_small(name: str, form: Format) -> Iterator[Finding]:
    """A format of one's own is read from as far away as the shipped ones of its size."""
    read = distance(form.size)
    for role, style in form.type.items():
        if style.floor < read.floor(role):
            yield Finding(
                (("formats", name, "type", role, "floor"),),
                f"the floor of {role} in {name} is {_pt(style.floor)}; on a page of this size ({read.name} or larger) "
                f"it is at least {_pt(read.floor(role))}",
            )


def _page(name: str, form: Format) -> Iterator[Finding]:
    for side, length in (("width", form.trim.width), ("height", form.trim.height)):
        if not SIDE_LEAST - _SLACK <= length <= SIDE_MOST + _SLACK:
            message = f"the {side} of {name} is {_mm(length)}; choose between {_mm(SIDE_LEAST)} and {_mm(SIDE_MOST)}"
            yield Finding((("formats", name, "trim", side),), message)
    most = SHARE_MOST * min(form.trim.width, form.trim.height)
    for key, least, highest in (("safe", SAFE_LEAST, most), ("bleed", 0.0, BLEED_MOST)):
        length = getattr(form, key)
        if not least - _SLACK <= length <= highest + _SLACK:
            message = f"{key} in {name} is {_mm(length)}; choose between {_mm(least)} and {_mm(highest)}"
            yield Finding((("formats", name, key), ("formats", name, "trim")), message)


def _hole(name: str, form: Format) -> Iterator[Finding]:
    least = form.hole.diameter / 2 + PUNCH_LEAST
    for key, half in (("side", form.trim.width / 2), ("top", form.trim.height / 2)):
        length = getattr(form.hole, key)
        if not least - _SLACK <= length <= half + _SLACK:
            message = f"the hole's {key} in {name} is {_mm(length)}; choose between {_mm(least)} and {_mm(half)}"
            yield Finding((("formats", name, "hole", key), ("formats", name, "hole", "diameter")), message)
    if form.hole.keep_out < form.hole.diameter:
        message = f"keep_out in {name} is {_mm(form.hole.keep_out)}, less than the hole; make it wider than the hole"
        yield Finding((("formats", name, "hole", "keep_out"), ("formats", name, "hole", "diameter")), message)


def _type(name: str, form: Format) -> Iterator[Finding]:
    for role, style in form.type.items():
        location = ("formats", name, "type", role)
        if style.size < style.floor:
            yield Finding(
                ((*location, "size"), (*location, "floor")),
                f"{role} in {name} has {_pt(style.size)}, below its own floor of {_pt(style.floor)}; raise the size",
            )
        if style.leading < style.size:
            yield Finding(
                ((*location, "leading"), (*location, "size")),
                f"{role} in {name} has {_pt(style.size)} on a leading of {_pt(style.leading)}, so that lines overlap; "
                "raise the leading",
            )


def _order(name: str, form: Format) -> Iterator[Finding]:
    for larger, smaller in ORDER:
        for part in ("size", "floor"):
            above, below = getattr(form.type[larger], part), getattr(form.type[smaller], part)
            if above < below:
                values = tuple(("formats", name, "type", role, part) for role in (larger, smaller))
                message = (
                    f"the {part} of {larger} in {name} is {_pt(above)}, below the {_pt(below)} of {smaller}; "
                    f"raise {larger}, or lower {smaller}"
                )
                yield Finding(values, message)


def _tiles(name: str, form: Format) -> Iterator[Finding]:
    for smaller, larger in (("tile_floor", "tile"), ("tile", "tile_most")):
        least, most = getattr(form.step, smaller), getattr(form.step, larger)
        if least > most:
            values = tuple(("formats", name, "step", key) for key in (smaller, larger))
            message = (
                f"{smaller} in {name} is {_mm(least)}, above the {_mm(most)} of {larger}; lower it, or raise {larger}"
            )
            yield Finding(values, message)


def _pt(points: float) -> str:
    return f"{points:g} pt"


def _mm(points: float) -> str:
    return f"{round(points / MM, 2):g} mm"
