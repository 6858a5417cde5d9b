"""The movements a technique is made of, as data: the figures are drawn, and their alt text written, from it."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from cardgen.content.base import Entry

Anchor: TypeAlias = Literal["neck", "shoulder", "thoracic", "lumbar", "loin", "sacral", "hip"]
"""Where a movement starts or ends. ``loin`` is the low end of the lumbar zone, below the kidney area and just
above the buttocks; ``hip`` lies beside the sacrum and is no zone of its own."""
Lane: TypeAlias = Literal["inner", "outer", "edge", "beside"]
Sides: TypeAlias = Literal["both", "left", "right"]
Heads: TypeAlias = Literal["end", "both"]
Direction: TypeAlias = Literal["up-down", "diagonal", "side-to-side"]
Pattern: TypeAlias = Literal[
    "long-arrow",
    "return-arrow",
    "travel",
    "circles",
    "grasp",
    "twist",
    "wiper",
    "fan",
    "opposed",
    "ticks",
    "double-ticks",
    "cups",
    "key",
]


class _Along(Entry):
    """A movement from one anchor to another."""

    start: Anchor = Field(alias="from")
    end: Anchor = Field(alias="to")


class LongArrow(_Along):
    """A long stroke along a lane."""

    pattern: Literal["long-arrow"]
    lane: Lane = "inner"
    sides: Sides = "both"
    heads: Heads = "end"


class ReturnArrow(_Along):
    """The way back, dashed, bulging outward."""

    pattern: Literal["return-arrow"]
    sides: Sides = "both"


class Travel(_Along):
    """The order of work, not a stroke: where the hands go next."""

    pattern: Literal["travel"]
    lane: Lane = "outer"
    sides: Sides = "both"
    heads: Heads = "end"


class Circles(_Along):
    """A row of circles: small ones for thumbs (which may vibrate), large ones for palms."""

    pattern: Literal["circles"]
    lane: Lane = "inner"
    sides: Sides = "both"
    size: Literal["small", "large"]
    vibrate: bool = False


class Grasp(_Along):
    """Muscle held between the fingers and slipping upward."""

    pattern: Literal["grasp"]
    lane: Lane = "inner"
    sides: Sides = "both"


class Twist(_Along):
    """A press with a twist."""

    pattern: Literal["twist"]
    sides: Sides = "both"


class Wiper(_Along):
    """A sweep to and fro about a fixed point, like a wiper."""

    pattern: Literal["wiper"]
    sides: Sides = "both"


class Fan(_Along):
    """The thumbs glide down and spread outward."""

    pattern: Literal["fan"]
    sides: Sides = "both"


class Opposed(_Along):
    """Level pairs of strokes across the back, one each way; every line breaks at the spine."""

    pattern: Literal["opposed"]
    sides: Literal["across"] = "across"


class Ticks(_Along):
    """Strokes with the edges of the hands, in turn."""

    pattern: Literal["ticks"]
    sides: Sides = "both"


class DoubleTicks(_Along):
    """Quick light taps."""

    pattern: Literal["double-ticks"]
    sides: Sides = "both"


class Cups(_Along):
    """Soft claps with open palms."""

    pattern: Literal["cups"]
    sides: Sides = "both"


class Key(Entry):
    """A small legend of directions, in their order."""

    pattern: Literal["key"]
    directions: tuple[Direction, ...] = Field(min_length=1, max_length=6)


Motion: TypeAlias = Annotated[
    LongArrow
    | ReturnArrow
    | Travel
    | Circles
    | Grasp
    | Twist
    | Wiper
    | Fan
    | Opposed
    | Ticks
    | DoubleTicks
    | Cups
    | Key,
    Field(discriminator="pattern"),
]
