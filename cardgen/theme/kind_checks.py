"""What a format of some kind must have, and may not have: a poster's own measures, and a card's smaller ones."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from typing import Final

from cardgen.theme.finding import Finding
from cardgen.theme.formats import Format
from cardgen.units import MM, parse_length

CARD_MOST: Final = MappingProxyType(
    {
        ("module",): "4mm",
        ("gap", "block"): "15mm",
        ("gap", "column"): "20mm",
        ("gap", "row"): "10mm",
        ("gap", "row_most"): "30mm",
        ("step", "text_gap"): "15mm",
        ("dots", "diameter"): "6mm",
        ("dots", "gap"): "3mm",
        ("bar", "height"): "20mm",
        ("foot", "height"): "40mm",
        ("panel", "padding"): "8mm",
        ("panel", "radius"): "5mm",
        ("panel", "rule"): "1mm",
        ("qr", "side"): "80mm",
    }
)
"""Measures of a page in the hand at most; a poster's are larger."""

_SLACK = 0.01


def check_kind(name: str, form: Format) -> Iterator[Finding]:
    """Yield what a format lacks for its kind, and what is too large for it.

    Args:
        name: Of the format.
        form: The format.
    """
    if form.kind != "poster":
        yield from _too_large(name, form)
        return
    if form.poster is None:
        message = f"{name} is a poster without a poster's measures; add poster, or like: a2"
        yield Finding((("formats", name, "kind"),), message)
    elif 2 * (form.wall.margin + form.safe) > min(form.trim.width, form.trim.height) / 2:
        message = f"the margins of {name} take half of the page; make poster.margin smaller"
        yield Finding((("formats", name, "poster", "margin"), ("formats", name, "trim")), message)


def _too_large(name: str, form: Format) -> Iterator[Finding]:
    for path, most in CARD_MOST.items():
        value: object = form
        for part in path:
            value = getattr(value, part)
        if isinstance(value, float) and value > parse_length(most) + _SLACK:
            told = f"{'.'.join(path)} in {name} is {value / MM:g} mm"
            message = f"{told}, out of bounds for a {form.kind}; write {most} or less"
            yield Finding((("formats", name, *path),), message)
