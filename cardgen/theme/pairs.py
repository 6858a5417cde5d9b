"""Which colours stand on which: every text and every mark that carries a meaning, with its ground.

The one list of what must be told apart (a test reads the colours of real cards against it).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cardgen.content.place import Location
from cardgen.theme.model import Theme


@dataclass(frozen=True, slots=True)
class Pair:
    """A colour on its ground, both by their names in the palette.

    Attributes:
        colour: Of the text or the mark.
        ground: What it stands on.
        where: Where on a card.
        named: Where the theme chooses the two, if it does.
    """

    colour: str
    ground: str
    where: str
    named: tuple[Location, ...] = ()


TEXT = (
    Pair("ink", "white", "instructions and warnings"),
    Pair("ink", "stripe", "every other row of a table"),
    Pair("ink", "warm", "rules in the foot of side 1"),
    Pair("grey", "white", "terms, captions and minutes"),
    Pair("grey", "warm", "legends in the foot of side 1"),
    Pair("grey", "tile", "numbers of other cards' steps in the time bar"),
    Pair("teal600", "white", "hands, and labels of fields"),
    Pair("teal900", "white", "headings, and doses that the routine sets"),
    Pair("white", "teal900", "the band, heads of tables, and doses that the source gives"),
)
"""Text whose colours the layout names."""

MARKS = (
    Pair("brick", "sand", "motion beside the worked area"),
    Pair("brick", "apricot", "motion on the worked area"),
    Pair("brick", "white", "the sign never to press here, and the key of directions"),
    Pair("brick", "hand", "the part of the hand that touches"),
    Pair("ink", "sand", "the spine beside the worked area"),
    Pair("ink", "apricot", "the spine in the worked area"),
    Pair("ink", "white", "the spine in the sign never to press here"),
    Pair("apricotline", "sand", "the edge of the worked area"),
    Pair("contour", "tile", "the outline of the body"),
    Pair("teal900", "white", "pressure dots and tick boxes"),
    Pair("box", "white", "frames to write in"),
    Pair("red", "white", "flags of emergency signs"),
    Pair("black", "white", "the QR code"),
)
"""Marks whose colours layout and figures name."""


def text_pairs(theme: Theme) -> Iterator[Pair]:
    """Yield every text and its ground, those of phases and signal panels too."""
    yield from TEXT
    for phase, look in theme.phases.items():
        named: tuple[Location, ...] = (("phases", phase, "text"), ("phases", phase, "fill"))
        yield Pair(look.text, look.fill, f"the phase {phase}", named)
    for word, panel in theme.signals.items():
        yield Pair(panel.word, panel.ground, f"the signal word {word}")


def mark_pairs(theme: Theme) -> Iterator[Pair]:
    """Yield every mark that carries a meaning and its ground, patterns of phases too."""
    yield from MARKS
    for phase, look in theme.phases.items():
        if look.pattern != "solid":
            named: tuple[Location, ...] = (("phases", phase, "mark"), ("phases", phase, "fill"))
            yield Pair(look.mark, look.fill, f"the pattern of the phase {phase}", named)
