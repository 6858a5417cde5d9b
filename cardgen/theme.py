"""Themes: ``templates/*.yaml`` to frozen sizes, colours, floors and section order.

A theme is the only place where a measure of a page stands. The numbers of the shipped one follow the visual
specification: ANSI Z535.4 for signal panels, WCAG 2.1 for contrast, clear-print sizes for text.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

from pydantic import BeforeValidator, Field

from cardgen.colours import Colour
from cardgen.content.base import Entry, Id, Phase
from cardgen.content.source import parse, validate
from cardgen.content.suggest import nearest
from cardgen.errors import ContentError, Problem
from cardgen.resources import data_root
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

Leaving: TypeAlias = Literal["sources", "qr", "log", "note", "fields", "pain", "checklist"]
Length = Annotated[float, BeforeValidator(lambda value: parse_length(value) if isinstance(value, str) else value)]
"""A length with its unit in YAML, points in the model."""

Points = Annotated[
    float, BeforeValidator(lambda value: float(value) if isinstance(value, int) else value), Field(gt=0, le=400)
]
Hex = Annotated[str, Field(pattern=r"^#[0-9A-F]{6}$")]


class Ink(Entry):
    """A colour of the palette: for the screen, and its start values for the press."""

    hex: Hex
    cmyk: tuple[int, int, int, int]


class PhaseStyle(Entry):
    """How a phase looks: colour, lightness and pattern all differ, so that none is needed alone."""

    fill: Id
    text: Id
    pattern: Literal["waves", "solid", "ticks", "dots"]
    mark: Id


class SignalStyle(Entry):
    """Header of a signal panel after ANSI Z535.4."""

    ground: Id
    word: Id
    face: Face
    alert: bool


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
        kind: ``card`` for steps on one side and safety on the other; ``deck`` for small cards on a ring: the safety core
            on the first ones, then a card for each step.
    """

    kind: Literal["card", "deck"] = "card"
    trim: Box
    bleed: Length
    safe: Length
    corner: Length
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


class Theme(Entry):
    """A theme, whole."""

    name: Id
    palette: dict[Id, Ink]
    phases: dict[Phase, PhaseStyle]
    signals: dict[Literal["WARNING", "CAUTION", "NOTICE"], SignalStyle]
    leaves_first: tuple[Leaving, ...]
    formats: dict[Id, Format]

    def colour(self, name: str) -> Colour:
        """Return a colour of the palette.

        Raises:
            KeyError: The palette has no such colour.
        """
        ink = self.palette[name]
        return Colour(hex=ink.hex, cmyk=ink.cmyk)


def read_theme(path: Path, shown: str | None = None) -> Theme:
    """Read a theme.

    Args:
        path: A YAML file.
        shown: Its name in messages; the path if not given.

    Returns:
        The theme.

    Raises:
        ContentError: Every problem of the file.
        OSError: It cannot be read.
    """
    return validate(Theme, parse(path.read_bytes(), shown or str(path)))


def format_of(theme: Theme, name: str) -> Format:
    """Return a format of the theme by its name.

    Raises:
        ContentError: The theme has no such format.
    """
    if name not in theme.formats:
        raise ContentError(Problem("--format", 0, 0, f"unknown format {name!r}{nearest(name, theme.formats)}"))
    return theme.formats[name]


@cache
def default_theme() -> Theme:
    """Return the shipped theme."""
    return read_theme(data_root() / "templates" / "default.yaml", "templates/default.yaml")
