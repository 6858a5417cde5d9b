"""The base of every model that is read from YAML, and the field types they share."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints


class Entry(BaseModel):
    """Frozen, strict, without unknown keys. Sequences come in as tuples (see ``content.source``)."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, populate_by_name=False, defer_build=True)


def _date(value: object) -> dt.date:
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError:
        raise ValueError(
            f'{value!r} is no date; write it as year-month-day in quotes, for example "2026-11-20"'
        ) from None


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
Zone: TypeAlias = Literal[
    "neck",
    "shoulder-left",
    "shoulder-right",
    "thoracic-left",
    "thoracic-right",
    "lumbar-left",
    "lumbar-right",
    "sacral",
]
Area: TypeAlias = Literal["neck", "shoulder", "thoracic", "lumbar", "sacral"]
"""A zone with both its sides."""

Crop: TypeAlias = Literal["full", "back", "low", "loin"]
