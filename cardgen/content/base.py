"""The base of every model that is read from YAML, and the field types they share."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints


class Entry(BaseModel):
    """Frozen, strict, without unknown keys. Sequences come in as tuples (see ``content.source``)."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, populate_by_name=False, defer_build=True)


_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def iso_day(text: str) -> dt.date:
    """Read a day written as ``2026-11-20``, and in no other way that ISO 8601 has.

    Raises:
        ValueError: It is not written so, or the calendar has no such day.
    """
    if not _ISO_DAY.fullmatch(text):
        raise ValueError("a day is written year-month-day, for example 2026-11-20")
    return dt.date.fromisoformat(text)


def _date(value: object) -> dt.date:
    if isinstance(value, dt.date):
        return value
    try:
        return iso_day(str(value))
    except ValueError:
        found = "nothing is written here" if value is None else f"{value!r} is no date"
        raise ValueError(f'{found}; write it as year-month-day in quotes, for example "2026-11-20"') from None


Date = Annotated[dt.date, BeforeValidator(_date)]
"""A calendar day, written ``"2026-11-20"`` in YAML."""

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=60)]
"""A key of the catalogue: lower-case words joined by hyphens."""

Words = Annotated[str, StringConstraints(strip_whitespace=False, min_length=1, max_length=600)]
"""A phrase or some sentences for a reader. Never parsed as markup."""

Level = Annotated[int, Field(ge=1, le=5)]
"""Pressure after Walton's five levels: 1 light, 2 gentle, 3 moderate, 4 firm, 5 strong."""

Basis: TypeAlias = Literal["source", "editorial", "safer"]
"""Who says so: a source document, we ourselves, or we being stricter than the source."""

Phase: TypeAlias = Literal["warm-up", "main", "percussion", "finish"]
Position: TypeAlias = Literal["face-down", "side-lying", "seated", "face-up"]
Family: TypeAlias = Literal[
    "effleurage", "petrissage", "friction", "vibration", "tapotement", "wringing", "deep", "kneading"
]
HandPart: TypeAlias = Literal["palm", "thumbs", "fingertips", "claw", "knuckles", "edge"]
SidedZone: TypeAlias = Literal[
    "shoulder-left", "shoulder-right", "thoracic-left", "thoracic-right", "lumbar-left", "lumbar-right"
]
Zone: TypeAlias = Literal["neck", SidedZone, "sacral"]
"""A part of the back, from top to bottom; left is the client's left."""
Area: TypeAlias = Literal["neck", "shoulder", "thoracic", "lumbar", "sacral"]
"""A zone with both its sides."""

Crop: TypeAlias = Literal["full", "back", "low", "loin"]
