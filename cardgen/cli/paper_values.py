"""Kinds of values that the options for sheets take: paper, lengths, how many cards, offsets."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

import click

from cardgen.impose.grid import Count
from cardgen.impose.papers import parse_paper
from cardgen.printers import parse_offset
from cardgen.units import MM, Size, parse_length

AUTO = "auto"

SHEETS = ("a4", "letter", "a3")
"""Paper of home and office printers, the usual one first."""

Value = TypeVar("Value")

_COUNT = re.compile(r"([1-9][0-9]{0,2})(?:x([1-9][0-9]{0,2}))?")


class Paper(click.ParamType[Size]):
    """A sheet's name, or its measures: ``a4``, ``330x483mm``."""

    name = "SHEET"

    def convert(self, value: str | Size, param: click.Parameter | None, ctx: click.Context | None) -> Size:
        """Read the text; see ``click.ParamType``."""
        return value if isinstance(value, Size) else _read(self, parse_paper, value, param, ctx)


class Length(click.ParamType[float]):
    """A length with its unit, ``4mm``, in points."""

    name = "LENGTH"

    def __init__(self, most: float) -> None:
        self._most = most

    def convert(self, value: str | float, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Read the text; see ``click.ParamType``."""
        if isinstance(value, float):
            return value
        length = _read(self, parse_length, value, param, ctx)
        if not 0 <= length <= self._most:
            self.fail(f"{value!r} is out of range; write 0mm to {self._most / MM:g}mm", param, ctx)
        return length


class Up(click.ParamType[Count | int | str]):
    """How many cards on a sheet: ``auto``, ``4`` or columns and rows, ``2x5``."""

    name = "auto|N|CxR"

    def convert(
        self, value: str | Count | int, param: click.Parameter | None, ctx: click.Context | None
    ) -> Count | int | str:
        """Read the text; see ``click.ParamType``."""
        if not isinstance(value, str) or value == AUTO:
            return value
        match = _COUNT.fullmatch(value)
        if match is None:
            self.fail(f"{value!r} is no number of cards; write auto, 4, or columns and rows: 2x5", param, ctx)
        return Count(int(match[1]), int(match[2])) if match[2] else int(match[1])


class Offset(click.ParamType[tuple[float, float]]):
    """How far right and down: ``0.5mm,-1mm``, in points."""

    name = "X,Y"

    def convert(
        self, value: str | tuple[float, float], param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[float, float]:
        """Read the text; see ``click.ParamType``."""
        return value if isinstance(value, tuple) else _read(self, parse_offset, value, param, ctx)


def _read(
    kind: click.ParamType[Value],
    reader: Callable[[str], Value],
    text: str,
    param: click.Parameter | None,
    ctx: click.Context | None,
) -> Value:
    try:
        return reader(text)
    except ValueError as error:
        kind.fail(str(error), param, ctx)
