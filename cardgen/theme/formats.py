"""Page formats: everything that is measured on a page, as a theme's file says it."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import BeforeValidator, Field

from cardgen.content.base import Entry, Words
from cardgen.shapes import Face
from cardgen.units import Rect, Size, parse_length

Role: TypeAlias = Literal[
    "title",
    "back_title",
    "back_note",
    "subtitle",
    "name",
    "term",
    "body",
    "strong",
    "hands",
    "badge",
    "number",
    "bar",
    "phase",
    "signal",
    "heading",
    "label",
    "caption",
]
"""What a line of text is; every role has a size, a leading and a floor in every format."""


def _length(value: object) -> float:
    if not isinstance(value, str):
        raise ValueError("a length is a number with its unit; write it like 105mm, 4in or 12pt")  # noqa: TRY004 - as pydantic asks
    length = parse_length(value)
    if length < 0:
        raise ValueError(f"{value} is less than nothing; write 0mm or more")
    return length


def _points(value: object) -> object:
    return parse_length(value) if isinstance(value, str) else value


Length = Annotated[float, BeforeValidator(_length, json_schema_input_type=str)]
"""A length with its unit in YAML, points in the model."""

Points = Annotated[float, BeforeValidator(_points, json_schema_input_type=float | str), Field(gt=0, le=400)]
"""A size of type: in YAML a number of points, or a length with its unit."""


class TypeStyle(Entry):
    """Size and leading of a role, and the size it may shrink to."""

    size: Points
    leading: Points
    floor: Points
    face: Face


class Box(Entry):
    """A width and a height."""

    width: Length
    height: Length


class Hole(Entry):
    """The punched hole: centre ``side`` from the right edge (front) or the left edge (back) and ``top`` from the top.

    It is one hole, so both sides share its height. Only the band's ground stands within ``keep_out`` (a diameter).
    """

    diameter: Length
    side: Length
    top: Length
    keep_out: Length


class Band(Entry):
    """The coloured edge band; ``front`` and ``back`` are its least heights."""

    front: Length
    back: Length
    inset: Length
    below: Length
    logo: Box


class Gaps(Entry):
    """White space; ``floor`` is the share to which block and row gaps may shrink."""

    block: Length
    column: Length
    row: Length
    row_most: Length
    floor: float = Field(gt=0.3, le=1)


class StepRow(Entry):
    """Measures of a step: phase strip, figure tile, text."""

    strip: Length
    tile: Length
    tile_floor: Length
    tile_most: Length
    text_gap: Length
    numbers: Literal["tile", "strip"]
    icon: Length
    hands: Literal["line", "run-in"]


class Dots(Entry):
    """The five pressure dots."""

    diameter: Length
    gap: Length


class Bar(Entry):
    """The time bar; ``elapsed`` prints the minutes below it."""

    height: Length
    elapsed: bool


class Foot(Entry):
    """The strip at the foot of side 1: spine rule and stop rule."""

    height: Length
    sign: Length


class PanelStyle(Entry):
    """Measures of signal panels."""

    padding: Length
    radius: Length
    rule: Length
    side_word: Length


class FieldStyle(Entry):
    """Least heights of write-on fields."""

    height: Length
    note: Length


class Log(Entry):
    """The session log: how many boxes, and their least size."""

    count: int = Field(ge=1, le=60)
    width: Length
    height: Length


class Qr(Entry):
    """Side of the QR code with its quiet zone."""

    side: Length


class Format(Entry):
    """A page format with everything that is measured in it.

    Attributes:
        use: Where it is read, in a line.
        kind: ``card`` for steps on one side and safety on the other; ``deck`` for small cards on a ring: the safety
            core on the first ones, then a card for each step.
    """

    use: Words | None = None
    kind: Literal["card", "deck"] = "card"
    trim: Box
    bleed: Length
    safe: Length
    hole: Hole
    module: Length
    columns: Literal[1, 2]
    band: Band
    gap: Gaps
    step: StepRow
    dots: Dots
    bar: Bar
    foot: Foot
    panel: PanelStyle
    tick: Length
    field: FieldStyle
    log: Log
    qr: Qr
    type: dict[Role, TypeStyle]

    @property
    def size(self) -> Size:
        """The finished card."""
        return Size(self.trim.width, self.trim.height)

    @property
    def safe_area(self) -> Rect:
        """Where content may stand; only the band and grounds pass it."""
        return Rect(0, 0, self.trim.width, self.trim.height).inset(self.safe)
