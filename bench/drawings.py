"""Drawings as SVG, for peers that do not know cardgen's marks; each is named after its content, so none comes twice.

A figure is drawn at one size and scaled by whoever shows it: it then is the same file on every card that has it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from cardgen.document import StepItem
from cardgen.figures.draw import figure
from cardgen.figures.icons import ALERT_WIDTH, FLAG_WIDTH, alert, clock, flag, loop, no_go
from cardgen.figures.outline import forms
from cardgen.layout.boxes import Box
from cardgen.layout.parts import TILE_CORNER
from cardgen.shapes import Clip, FormUse, Mark, Path, Repeated, Segments, Stroke, moved
from cardgen.theme import Theme
from cardgen.units import MM, Size

TILE = 24 * MM
"""Side of a figure as it is drawn; most cards show it at about this size."""

ICON = 10.0
"""Height of a small sign as it is drawn, in points."""


@dataclass(frozen=True, slots=True)
class Drawings:
    """SVG by name, gathered while cards are read.

    Attributes:
        theme: Its palette colours them.
        files: Drawings by the name of their file, without its ending.
    """

    theme: Theme
    files: dict[str, str] = field(default_factory=dict)

    def figure(self, step: StepItem) -> str:
        """Draw a step's figure, hatched where this person must not be massaged, and return its name."""
        size = Size(TILE, TILE)
        return self._named(figure(step.technique, size, TILE_CORNER * TILE, avoided=step.hatched).marks, size)

    def picture(self, box: Box) -> str:
        """Return the name of what a box shows."""
        rect = box.rect
        return self._named((moved(mark, -rect.x, -rect.y) for mark in box.marks), Size(rect.width, rect.height))

    def dose(self, kind: str, colour: str) -> str:
        """Return the name of the sign before a dose: a clock for minutes, a loop for repetitions."""
        return self._named((clock if kind == "minutes" else loop)(ICON, colour, 0.125 * ICON), Size(ICON, ICON))

    def no_go(self) -> str:
        """Return the name of the barred spine."""
        return self._named(no_go(ICON), Size(ICON, ICON))

    def flag(self) -> str:
        """Return the name of the red flag."""
        return self._named(flag(ICON, "red"), Size(FLAG_WIDTH * ICON, ICON))

    def alert(self, word: str, ground: str) -> str:
        """Return the name of the safety alert symbol in two colours of the palette."""
        return self._named(alert(ICON, word, ground), Size(ALERT_WIDTH * ICON, ICON))

    def _named(self, marks: Iterable[Mark], size: Size) -> str:
        drawing = svg(tuple(marks), size, self.theme)
        name = hashlib.sha256(drawing.encode()).hexdigest()[:16]
        self.files[name] = drawing
        return name


def svg(marks: tuple[Mark, ...], size: Size, theme: Theme) -> str:
    """Return marks without text as an SVG file.

    Args:
        marks: In a rectangle whose top left corner is (0, 0).
        size: Of the rectangle, in points.
        theme: Its palette colours them.

    Raises:
        TypeError: One of the marks is text or a raster image.
    """
    body = "".join(_mark(mark, theme) for mark in marks)
    wide, high = _number(size.width), _number(size.height)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}pt" height="{high}pt" viewBox="0 0 {wide} {high}">'
        f"{body}</svg>"
    )


def _mark(mark: Mark, theme: Theme) -> str:
    match mark:
        case Clip(segments, marks):
            outline = _d(segments)
            name = "c" + hashlib.sha256(outline.encode()).hexdigest()[:8]
            inside = "".join(_mark(inner, theme) for inner in marks)
            return f'<clipPath id="{name}"><path d="{outline}"/></clipPath><g clip-path="url(#{name})">{inside}</g>'
        case Path(segments, fill, stroke):
            return f'<path d="{_d(segments)}" {_paint(fill, stroke, 1.0, theme)}/>'
        case Repeated():
            return "".join(_mark(path, theme) for path in mark.paths)
        case FormUse():
            place = f"translate({_number(mark.x)} {_number(mark.y)}) scale({mark.scale:.5f})"
            drawn = _paint(mark.fill, mark.stroke, mark.scale, theme)
            return f'<path d="{_d(forms()[mark.form].segments)}" transform="{place}" {drawn}/>'
        case _:
            raise TypeError(f"a drawing has no {type(mark).__name__}")


def _d(segments: Segments) -> str:
    return "".join(segment[0] + " ".join(map(_number, segment[1:])) for segment in segments)


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _paint(fill: str | None, stroke: Stroke | None, scale: float, theme: Theme) -> str:
    painted = [f'fill="{theme.colour(fill).hex if fill else "none"}"']
    if stroke:
        painted.append(f'stroke="{theme.colour(stroke.colour).hex}"')
        painted.append(f'stroke-width="{_number(stroke.width / scale)}"')
        painted.append(f'stroke-linecap="{stroke.cap}" stroke-linejoin="{stroke.join}"')
        if stroke.dash:
            painted.append(f'stroke-dasharray="{" ".join(_number(length / scale) for length in stroke.dash)}"')
    return " ".join(painted)
