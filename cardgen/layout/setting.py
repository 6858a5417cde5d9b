"""The setting in which blocks are laid out: format, and how far the fit ladder has been climbed.

The ladder: smaller gaps, standard terms and pressure words go, smaller tiles, short texts with the hands as a run-in,
tighter leading, type down to its floor. After that the content continues on another side; it is never cut and never
set below a floor. How small gaps, tiles and type may become stands in each format of a theme
(``templates/default.yaml``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from cardgen.layout.boxes import Box, Part, Tag
from cardgen.layout.text import SHARES, Align, Line, Paragraph, Span, height, line_count, place, text_width, wrap
from cardgen.shapes import Face
from cardgen.theme import Format, Role, Theme
from cardgen.theme.formats import TypeStyle
from cardgen.units import Rect

TIGHTEST = 1.2
"""Least leading as a multiple of the size."""

ENDLESS = 1e6
"""A width in points in which no text needs a second line."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A rung of the fit ladder.

    Attributes:
        gaps: Whether gaps shrink to their floor.
        extras: Whether standard terms and pressure words are printed.
        small_tile: Whether figure tiles may shrink to their floor.
        short: Whether steps use the short text with the hands as a run-in.
        tight: Whether the leading is the tightest.
        small: Whether type stands at its floor.
        brief: Whether the record of a person's screening stands on a side of its own, and its limits in short on every
            card with steps.
    """

    gaps: bool = False
    extras: bool = True
    small_tile: bool = False
    short: bool = False
    tight: bool = False
    small: bool = False
    brief: bool = False


LADDER: tuple[Fit, ...] = (
    Fit(),
    Fit(gaps=True),
    Fit(gaps=True, extras=False),
    Fit(gaps=True, extras=False, small_tile=True),
    Fit(gaps=True, extras=False, small_tile=True, short=True),
    Fit(gaps=True, extras=False, small_tile=True, short=True, tight=True),
    Fit(gaps=True, extras=False, small_tile=True, short=True, tight=True, small=True),
)
"""From the preferred setting to the last one before the content continues elsewhere."""


@dataclass(frozen=True, slots=True)
class Type:
    """A role's face, size and leading as they are set, in points."""

    face: Face
    size: float
    leading: float


@dataclass(frozen=True, eq=False)
class Setting:
    """A theme, one of its formats, and a rung of the ladder.

    Settings are equal if they are of the very same theme and format: what is laid out in one is kept, and found again,
    without a look at their some hundred measures.
    """

    theme: Theme
    format: Format
    fit: Fit = LADDER[0]

    def __eq__(self, other: object) -> bool:
        """Compare by the identity of theme and format, and by the rung."""
        return self is other or (
            isinstance(other, Setting)
            and self.theme is other.theme
            and self.format is other.format
            and self.fit == other.fit
        )

    def __hash__(self) -> int:
        """Fit what ``__eq__`` compares."""
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return hash((id(self.theme), id(self.format), self.fit))

    def with_fit(self, fit: Fit) -> Setting:
        """Return the same setting on another rung; the very same each time."""
        return _rung(self if self.fit == LADDER[0] else self._first, fit)

    @cached_property
    def _first(self) -> Setting:
        return Setting(self.theme, self.format)

    @cached_property
    def typed(self) -> Setting:
        """The setting on a rung that says only how type is set.

        A block that gaps, tiles and what rows say do not change is laid out in this one: on several rungs it is then
        the very same.
        """
        return self.with_fit(Fit(tight=self.fit.tight, small=self.fit.small))

    @cached_property
    def worded(self) -> Setting:
        """The setting on a rung that says only how type is set and what rows say: likewise for the text of rows."""
        return self.with_fit(
            Fit(extras=self.fit.extras, short=self.fit.short, tight=self.fit.tight, small=self.fit.small)
        )

    def type(self, role: Role) -> Type:
        """Return how a role is set on this rung."""
        return self._types[role]

    @cached_property
    def _types(self) -> Mapping[Role, Type]:
        return {role: self._set(style) for role, style in self.format.type.items()}

    def _set(self, style: TypeStyle) -> Type:
        size = style.floor if self.fit.small else style.size
        preferred = style.leading * size / style.size
        return Type(style.face, size, min(preferred, TIGHTEST * size) if self.fit.tight else preferred)

    @property
    def unit(self) -> float:
        """The format's unit in points: every small distance is a multiple of it (1 mm on A5)."""
        return self.format.module

    @cached_property
    def safe_area(self) -> Rect:
        """Where anything that is read may stand on a page."""
        return self.format.safe_area

    @cached_property
    def block_gap(self) -> float:
        """White space between two blocks."""
        return self.format.gap.block * (self.format.gap.floor if self.fit.gaps else 1)

    @cached_property
    def row_gap(self) -> float:
        """White space between two step rows."""
        return self.format.gap.row * (self.format.gap.floor if self.fit.gaps else 1)

    def lines(self, content: str | Paragraph, role: Role, width: float, *, balance: bool = False) -> tuple[Line, ...]:
        """Break text into lines.

        Args:
            content: Text in the role's face, or spans with their own faces.
            role: Decides face and size.
            width: Points that a line may take.
            balance: Even out the lines.

        Returns:
            The lines.
        """
        style = self._types[role]
        return wrap(_paragraph(content, style), width, style.size, balance=balance)

    def height(self, content: str | Paragraph, role: Role, width: float) -> float:
        """Return the height of a paragraph in points."""
        return self.line_count(content, role, width) * self._types[role].leading

    def line_count(self, content: str | Paragraph, role: Role, width: float) -> int:
        """Return how many lines a text takes."""
        style = self._types[role]
        return line_count(_paragraph(content, style), width, style.size)

    def paragraph(
        self,
        content: str | Paragraph,
        role: Role,
        rect: Rect,
        block: str,
        *,
        tag: Tag = "P",
        colour: str = "ink",
        align: Align = "left",
        balance: bool = False,
        over: bool = False,
        within: tuple[Part, ...] = (),
        personal: bool = False,
    ) -> Box:
        """Set a paragraph with its first line box at the top of ``rect``.

        Args:
            content: Text or spans.
            role: Type role.
            rect: Its place; only left edge, top and width count.
            block: Name of the block.
            tag: Meaning.
            colour: Palette name.
            align: ``left``, ``right`` or ``centre`` within the width.
            balance: Even out the lines.
            over: It lies on a figure on purpose.
            within: The groups it stands in.
            personal: It shows what was typed for one card only.

        Returns:
            A box as high as its lines and as wide as its widest one.
        """
        style = self.type(role)
        lines = self.lines(content, role, rect.width, balance=balance)
        return self.set_lines(
            lines,
            style,
            rect,
            block,
            role=role,
            tag=tag,
            colour=colour,
            align=align,
            over=over,
            within=within,
            personal=personal,
        )

    def set_lines(
        self,
        lines: tuple[Line, ...],
        style: Type,
        rect: Rect,
        block: str,
        *,
        role: Role,
        tag: Tag = "P",
        colour: str = "ink",
        align: Align = "left",
        over: bool = False,
        within: tuple[Part, ...] = (),
        personal: bool = False,
    ) -> Box:
        """Set lines that are already broken; arguments as ``paragraph``."""
        widest = max([line.width for line in lines], default=0.0)
        share = SHARES[align]
        anchor = Rect(rect.x + (rect.width - widest) * share, rect.y, widest, height(lines, style.leading))
        runs = place(lines, rect.x + rect.width * share, rect.y, style.leading, style.size, colour, align=align)
        return Box(anchor, tag, block, runs, role=role, over=over, within=within, personal=personal)

    def centred(
        self,
        content: str | Paragraph,
        role: Role,
        x: float,
        middle: float,
        block: str,
        *,
        tag: Tag = "P",
        colour: str = "ink",
        align: Align = "left",
        over: bool = False,
        within: tuple[Part, ...] = (),
        personal: bool = False,
    ) -> Box:
        """Set one line whose capitals' middle stands at ``middle``; ``x`` is its left end, right end or centre."""
        style = self._types[role]
        lines = self.lines(content, role, ENDLESS)
        width = max([line.width for line in lines], default=0.0)
        left, top = x - width * SHARES[align], middle - style.leading / 2
        runs = place(lines, left, top, style.leading, style.size, colour)
        rect = Rect(left, top, width, height(lines, style.leading))
        return Box(rect, tag, block, runs, role=role, over=over, within=within, personal=personal)

    def width(self, content: str | Paragraph, role: Role) -> float:
        """Return the width of a line of text in points."""
        style = self._types[role]
        return text_width(_paragraph(content, style), style.size)


@lru_cache(maxsize=256)
def _rung(setting: Setting, fit: Fit) -> Setting:
    return Setting(setting.theme, setting.format, fit)


def _paragraph(content: str | Paragraph, style: Type) -> Paragraph:
    return (Span(content, style.face),) if isinstance(content, str) else content
