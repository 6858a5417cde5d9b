"""Page formats: everything that is measured on a page, as a theme's file says it."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from cardgen.content.base import Entry, Words
from cardgen.shapes import Face
from cardgen.theme.lengths import Length, Points, between
from cardgen.units import Rect, Size

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

    block: Annotated[Length, between("0.5mm", "30mm")]
    column: Annotated[Length, between("1mm", "60mm")]
    row: Annotated[Length, between("0.5mm", "30mm")]
    row_most: Annotated[Length, between("0.5mm", "90mm")]
    floor: float = Field(gt=0.3, le=1)


class StepRow(Entry):
    """Measures of a step: phase strip, figure tile, text."""

    strip: Annotated[Length, between("0mm", "15mm")]
    tile: Length
    tile_floor: Length
    tile_most: Length
    text_gap: Annotated[Length, between("0mm", "30mm")]
    numbers: Literal["tile", "strip"]
    icon: Annotated[Length, between("0mm", "20mm")]
    hands: Literal["line", "run-in"]


class Dots(Entry):
    """The five pressure dots."""

    diameter: Annotated[Length, between("1.5mm", "15mm")]
    gap: Annotated[Length, between("0.3mm", "8mm")]


class Bar(Entry):
    """The time bar; ``elapsed`` prints the minutes below it."""

    height: Annotated[Length, between("4mm", "50mm")]
    elapsed: bool


class Foot(Entry):
    """The strip at the foot of side 1: spine rule and stop rule."""

    height: Annotated[Length, between("4mm", "90mm")]
    sign: Annotated[Length, between("3.5mm", "25mm")]


class PanelStyle(Entry):
    """Measures of signal panels."""

    padding: Annotated[Length, between("1mm", "20mm")]
    radius: Annotated[Length, between("0mm", "15mm")]
    rule: Annotated[Length, between("0.2mm", "3mm")]
    side_word: Annotated[Length, between("16mm", "80mm")]


class FieldStyle(Entry):
    """Least heights of write-on fields."""

    height: Annotated[Length, between("6mm", "60mm")]
    note: Annotated[Length, between("6mm", "120mm")]


class Log(Entry):
    """The session log: how many boxes, and their least size."""

    count: int = Field(ge=1, le=60)
    width: Annotated[Length, between("8mm", "80mm")]
    height: Annotated[Length, between("6mm", "60mm")]


class Qr(Entry):
    """Side of the QR code with its quiet zone."""

    side: Annotated[Length, between("18mm", "160mm")]


class PosterStyle(Entry):
    """What only a poster has; how many columns it takes follows from how narrow its texts may be.

    Attributes:
        margin: White at the left and right of the content, wider than the safe margin.
        band: Least height of the band; ``band.front`` is the preferred one.
        text: Least width of a step's text beside its figure.
        panel: Least width of a safety panel.
    """

    margin: Annotated[Length, between("5mm", "100mm")]
    band: Annotated[Length, between("40mm", "400mm")]
    text: Annotated[Length, between("40mm", "400mm")]
    panel: Annotated[Length, between("60mm", "600mm")]


class Tabs(Entry):
    """The thumb index on the outer edge of a booklet's pages.

    Attributes:
        top: Where the first tab begins.
        reach: What all tabs and the gaps between them take at most.
        pitch: From tab to tab, where there are few enough of them.
        share: What of the pitch a tab takes.
        open: How deep the tab of the page's own technique is.
        closed: How deep the others are.
    """

    top: Annotated[Length, between("6mm", "60mm")]
    reach: Annotated[Length, between("60mm", "400mm")]
    pitch: Annotated[Length, between("8mm", "60mm")]
    share: float = Field(ge=0.5, le=1)
    open: Annotated[Length, between("6mm", "15mm")]
    closed: Annotated[Length, between("1mm", "5mm")]


class BookletStyle(Entry):
    """What only a booklet's page has; right and left pages mirror each other.

    Attributes:
        outer: Margin on the side of the fore edge.
        gutter: Margin on the side of the fold.
        band: Height of the coloured band at the head.
        head: Where the content begins.
        foot: White below the content, with the page number in its middle.
        figure: Preferred height of a technique's figure.
        figure_floor: What it may shrink to before the content continues on another page.
        figure_most: What it may grow to.
        motion: Height of the small figures.
        label: Width of the first column of a technique's table.
        facing: Whether a technique takes two pages that face each other: figures, then words.
        tabs: The thumb index.
    """

    outer: Annotated[Length, between("5mm", "30mm")]
    gutter: Annotated[Length, between("8mm", "40mm")]
    band: Annotated[Length, between("2mm", "20mm")]
    head: Annotated[Length, between("6mm", "60mm")]
    foot: Annotated[Length, between("8mm", "60mm")]
    figure: Annotated[Length, between("30mm", "200mm")]
    figure_floor: Annotated[Length, between("30mm", "200mm")]
    figure_most: Annotated[Length, between("30mm", "200mm")]
    motion: Annotated[Length, between("13mm", "60mm")]
    label: Annotated[Length, between("12mm", "60mm")]
    facing: bool = False
    tabs: Tabs


class Format(Entry):
    """A page format with everything that is measured in it.

    Attributes:
        use: Where it is read, in a line.
        kind: ``card`` for steps on one side and safety on the other; ``deck`` for small cards on a ring: the safety
            core on the first ones, then a card for each step; ``poster`` for a page on the wall; ``booklet`` for the
            pages of one.
        poster: What only a poster has; it has no use for ``hole``, ``columns``, ``tick``, ``field`` and ``log``.
        booklet: What only a booklet has; it has no use for ``hole``, ``band``, ``step`` and ``foot``.
    """

    use: Words | None = None
    kind: Literal["card", "deck", "poster", "booklet"] = "card"
    poster: PosterStyle | None = None
    booklet: BookletStyle | None = None
    trim: Box
    bleed: Length
    safe: Length
    hole: Hole
    module: Annotated[Length, between("0.5mm", "10mm")]
    columns: Literal[1, 2]
    band: Band
    gap: Gaps
    step: StepRow
    dots: Dots
    bar: Bar
    foot: Foot
    panel: PanelStyle
    tick: Annotated[Length, between("2.4mm", "10mm")]
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

    @property
    def wall(self) -> PosterStyle:
        """What only a poster has.

        Raises:
            ValueError: The format is no poster's.
        """
        if self.poster is None:
            raise ValueError(f"a format of kind {self.kind} is no poster's")
        return self.poster

    @property
    def content(self) -> Rect:
        """Where a poster's texts stand between its margins.

        Raises:
            ValueError: The format is no poster's.
        """
        margin = self.wall.margin
        return Rect(margin, self.safe, self.trim.width - 2 * margin, self.trim.height - 2 * self.safe)


LYING = 0.72
"""Height of a turned poster's band as a share of the upright one's."""


def turned(form: Format) -> Format:
    """Return a poster's format on its side; its band is lower, as the page is."""
    wall = form.wall
    changes = {
        "trim": form.trim.model_copy(update={"width": form.trim.height, "height": form.trim.width}),
        "band": form.band.model_copy(update={"front": form.band.front * LYING}),
        "poster": wall.model_copy(update={"band": wall.band * LYING}),
    }
    return form.model_copy(update=changes)
