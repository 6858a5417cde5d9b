"""What no theme may do, whatever its values: leave something out, lower a floor, fail a contrast, recolour a panel."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import get_args

from cardgen.content.base import Phase
from cardgen.content.place import Location, unknown
from cardgen.theme.booklet_checks import check_booklets
from cardgen.theme.colour_checks import check_colours
from cardgen.theme.finding import Finding
from cardgen.theme.format_checks import check_formats
from cardgen.theme.formats import Role
from cardgen.theme.model import Leaving, Signal, Theme


def check(theme: Theme, base: Theme, shipped: Theme) -> Iterator[Finding]:
    """Yield everything that is wrong with a theme.

    Args:
        theme: The theme; its values fit the model.
        base: What it extends, or the shipped theme.
        shipped: The shipped theme.
    """
    gaps = tuple(_gaps(theme, shipped))
    yield from gaps
    if not gaps:
        yield from check_colours(theme, shipped)
        yield from check_formats(theme, base, shipped)
        yield from check_booklets(theme)


def _gaps(theme: Theme, shipped: Theme) -> Iterator[Finding]:
    """What a theme that extends nothing may lack, and names that lead nowhere."""
    yield from _missing("colour", theme.palette, shipped.palette, ("palette",))
    yield from _missing("phase", theme.phases, get_args(Phase), ("phases",))
    yield from _missing("signal word", theme.signals, get_args(Signal), ("signals",))
    for name, form in theme.formats.items():
        yield from _missing("role", form.type, get_args(Role), ("formats", name, "type"))
    for phase, look in theme.phases.items():
        for part in ("fill", "text", "mark"):
            yield from _unknown_colour(theme, ("phases", phase, part), getattr(look, part))
    for word, panel in theme.signals.items():
        for part in ("ground", "word"):
            yield from _unknown_colour(theme, ("signals", word, part), getattr(panel, part))
    leaving = get_args(Leaving)
    if sorted(theme.leaves_first) != sorted(leaving):
        message = f"every block that may leave a full side stands here once; write {', '.join(leaving)} in any order"
        yield Finding((("leaves_first",),), message)


def _missing(kind: str, found: Collection[str], wanted: Collection[str], location: Location) -> Iterator[Finding]:
    for name in wanted:
        if name not in found:
            yield Finding((location,), f"missing {kind} {name!r}; add it, or extend a theme that has it")


def _unknown_colour(theme: Theme, location: Location, name: str) -> Iterator[Finding]:
    for fault in unknown("colour", name, theme.palette, location):
        yield Finding((fault.location,), fault.message)
