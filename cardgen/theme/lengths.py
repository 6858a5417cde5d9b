"""Lengths and sizes of type as a theme's file writes them: a number with its unit in YAML, points in the model."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

from cardgen.units import parse_length


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


def between(least: str, most: str) -> AfterValidator:
    """Return a check that keeps a length within what can be seen and does not paint over anything else.

    Args:
        least: The least length, with its unit.
        most: The greatest.
    """

    def check(length: float) -> float:
        if not parse_length(least) <= length <= parse_length(most):
            raise ValueError(f"this length is out of bounds; write {least} to {most}")
        return length

    return AfterValidator(check)


Points = Annotated[float, BeforeValidator(_points, json_schema_input_type=float | str), Field(gt=0, le=400)]
"""A size of type: in YAML a number of points, or a length with its unit."""
