"""Colours that no theme may have: too little contrast, phases that look alike, signal panels recoloured."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from itertools import combinations

from cardgen.colours import contrast
from cardgen.theme.finding import Finding
from cardgen.theme.gray import gray
from cardgen.theme.model import Ink, SignalStyle, Theme
from cardgen.theme.pairs import Pair, mark_pairs, text_pairs

FLAG = "red"
"""Colour of emergency flags: never a fill, never changed."""

NEUTRAL = ("black", "white")
"""Colours of signal panels that may be used elsewhere too."""


def check_colours(theme: Theme, shipped: Theme) -> Iterator[Finding]:
    """Yield everything that is wrong with a theme's colours, on paper in colour and in gray.

    Args:
        theme: A complete theme.
        shipped: The theme whose signal panels are those of the standard.
    """
    yield from _signals(theme, shipped)
    yield from _reserved(theme, shipped)
    yield from _contrasts(text_pairs(theme), theme, theme.contrast.text, "text")
    yield from _contrasts(mark_pairs(theme), theme, theme.contrast.marks, "marks")
    yield from _phases(theme)


def reserved(theme: Theme) -> dict[str, str]:
    """Return the colours that belong to signal panels and flags, each with what it is there."""
    uses = {FLAG: "flags of emergency signs"}
    for word, look in theme.signals.items():
        uses.setdefault(look.ground, f"the ground of {word}")
        uses.setdefault(look.word, f"the word {word}")
    for name in NEUTRAL:
        uses.setdefault(name, "signal panels")
    return uses


def _signals(theme: Theme, shipped: Theme) -> Iterator[Finding]:
    """ANSI Z535.4 fixes the colours of signal panels; red is kept for what needs help at once."""
    for word, look in theme.signals.items():
        standard = shipped.signals[word]
        for part in SignalStyle.model_fields:
            if getattr(look, part) != getattr(standard, part):
                found, wanted = _shown(getattr(look, part)), _shown(getattr(standard, part))
                message = f"a signal panel is never changed: {part} of {word} is {found}; write {wanted}"
                yield Finding((("signals", word, part),), message)
    for name, use in reserved(shipped).items():
        ink, standard_ink = theme.palette[name], shipped.palette[name]
        if ink != standard_ink:
            message = f"a signal panel is never recoloured: {name} is {use}; write {_written(standard_ink)}"
            yield Finding((("palette", name),), message)


def _shown(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _written(ink: Ink) -> str:
    """Return a colour as it stands in a file."""
    return f'{{hex: "{ink.hex}", cmyk: {list(ink.cmyk)}}}'


def _reserved(theme: Theme, shipped: Theme) -> Iterator[Finding]:
    """A signal colour is used for nothing else, under its own name or another."""
    uses = {name: use for name, use in reserved(shipped).items() if name not in NEUTRAL}
    by_hex = {shipped.palette[name].hex: name for name in uses}
    for name, ink in theme.palette.items():
        if name not in uses and ink.hex in by_hex:
            use = uses[by_hex[ink.hex]]
            yield Finding((("palette", name),), f"{ink.hex} is kept for {use}; choose another colour for {name}")
    for phase, look in theme.phases.items():
        for part in ("fill", "text", "mark"):
            name = getattr(look, part)
            if name in uses:
                yield Finding((("phases", phase, part),), f"{name} is kept for {uses[name]}; choose another colour")


_INKS_NEAR = 0.9
"""Share of a contrast that inks must keep: how near plain arithmetic comes to what a press prints."""


def _contrasts(pairs: Iterable[Pair], theme: Theme, least: float, kind: str) -> Iterator[Finding]:
    in_gray = gray(theme)
    for pair in pairs:
        names = (pair.colour, pair.ground)
        one, other = map(theme.colour, names)
        for medium, ratio, wanted in (
            ("", contrast(one, other), least),
            (" in gray", contrast(*map(in_gray.colour, names)), least),
            (" in its inks", contrast(one.inked, other.inked), least * _INKS_NEAR),
        ):
            if ratio < wanted:
                shown = f"{math.floor(100 * ratio) / 100:.2f}"  # never rounded up to what it misses
                yield Finding(
                    (*pair.named, ("palette", pair.colour), ("palette", pair.ground)),
                    f"{pair.colour} on {pair.ground} has a contrast of {shown}{medium}, less than the {least:g} of "
                    f"{kind} ({pair.where}); {_advice(pair, theme)}",
                )
                break


def _advice(pair: Pair, theme: Theme) -> str:
    """Say which way to change the colours that may be changed."""
    dark, light = sorted((pair.colour, pair.ground), key=lambda name: theme.colour(name).luminance)
    ways = [f"{name} {way}" for name, way in ((dark, "darker"), (light, "lighter")) if name not in reserved(theme)]
    return f"make {' or '.join(ways)}" if ways else "choose other colours"


def _phases(theme: Theme) -> Iterator[Finding]:
    """Two phases differ in pattern or in lightness, which gray keeps; any two may be neighbours in some routine."""
    for (one, look), (other, other_look) in combinations(theme.phases.items(), 2):
        if look.pattern != other_look.pattern:
            continue
        apart = abs(theme.colour(look.fill).lightness - theme.colour(other_look.fill).lightness)
        if apart < theme.contrast.phases:
            values = tuple(("phases", phase, part) for part in ("pattern", "fill") for phase in (other, one))
            yield Finding(
                (*values, ("palette", other_look.fill), ("palette", look.fill)),
                f"{one} and {other} look alike: both {look.pattern}, and {apart:.1f} apart in lightness, "
                f"less than {theme.contrast.phases:g}; choose another pattern or fill",
            )
