"""The setting in which blocks are laid out: format, and how far the fit ladder has been climbed.

The ladder: smaller gaps, standard terms and pressure words go, smaller tiles, short texts with the hands as a run-in,
tighter leading, type down to its floor. After that the content continues on another side; it is never cut and never
set below a floor. How small gaps, tiles and type may become stands in each format of a theme
(``templates/default.yaml``).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

from cardgen.layout.boxes import Box, Tag
from cardgen.layout.text import Align, Line, Paragraph, Span, height, place, wrap
from cardgen.shapes import Face
from cardgen.theme import Format, Role, Theme
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
        """Return the same setting on another rung."""
        return _rung(self, fit)

    def type(self, role: Role) -> Type:
        """Return how a role is set on this rung."""
        return _type(self, role)

    @property
    def unit(self) -> float:
        """The format's unit in points: every small distance is a multiple of it (1 mm on A5)."""
        return self.format.module

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
        style = self.type(role)
        paragraph = (Span(content, style.face),) if isinstance(content, str) else content
        return wrap(paragraph, width, style.size, balance=balance)

    def height(self, content: str | Paragraph, role: Role, width: float) -> float:
        """Return the height of a paragraph in points."""
        return height(self.lines(content, role, width), self.type(role).leading)

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

        Returns:
            A box as high as its lines and as wide as its widest one.
        """
        style = self.type(role)
        lines = self.lines(content, role, rect.width, balance=balance)
        return self.set_lines(lines, style, rect, block, role=role, tag=tag, colour=colour, align=align, over=over)

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
    ) -> Box:
        """Set lines that are already broken; arguments as ``paragraph``."""
        widest = max((line.width for line in lines), default=0.0)
        spare = rect.width - widest
        left = rect.x + {"left": 0.0, "right": spare, "centre": spare / 2}[align]
        anchor = Rect(left, rect.y, widest, height(lines, style.leading))
        at = {"left": left, "right": rect.x + rect.width, "centre": rect.x + rect.width / 2}[align]
        runs = place(lines, at, rect.y, style.leading, style.size, colour, align=align)
        return Box(anchor, tag, block, tuple(runs), role=role, over=over)

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
    ) -> Box:
        """Set one line whose capitals' middle stands at ``middle``; ``x`` is its left end, right end or centre."""
        style = self.type(role)
        lines = self.lines(content, role, ENDLESS)
        width = max((line.width for line in lines), default=0.0)
        left = x - {"left": 0.0, "right": width, "centre": width / 2}[align]
        rect = Rect(left, middle - style.leading / 2, width, style.leading)
        return self.set_lines(lines, style, rect, block, role=role, tag=tag, colour=colour, over=over)

    def width(self, content: str | Paragraph, role: Role) -> float:
        """Return the width of a line of text in points."""
        return sum(line.width for line in self.lines(content, role, ENDLESS))


@lru_cache(maxsize=256)
def _rung(setting: Setting, fit: Fit) -> Setting:
    return Setting(setting.theme, setting.format, fit)


@lru_cache(maxsize=1024)
def _type(setting: Setting, role: Role) -> Type:
    style, fit = setting.format.type[role], setting.fit
    size = style.floor if fit.small else style.size
    preferred = style.leading * size / style.size
    return Type(style.face, size, min(preferred, TIGHTEST * size) if fit.tight else preferred)
