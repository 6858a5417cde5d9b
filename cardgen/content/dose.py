"""A dose: whole minutes, or a number of repetitions, never both."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Literal, TypeAlias

from pydantic import BeforeValidator, InstanceOf, PlainSerializer, WithJsonSchema

DoseKind: TypeAlias = Literal["minutes", "times"]
"""What a dose counts: minutes, or repetitions."""

_DOSE = re.compile(r"([1-9][0-9]{0,2})(min|x)\Z")


@dataclass(frozen=True, slots=True)
class Amount:
    """``count`` minutes or repetitions."""

    count: int
    kind: DoseKind

    def __str__(self) -> str:
        return f"{self.count}{'min' if self.kind == 'minutes' else 'x'}"


def parse_dose(text: object) -> Amount:
    """Read ``4min`` or ``20x``.

    Args:
        text: The text; an ``Amount`` is returned as it is.

    Returns:
        The dose.

    Raises:
        ValueError: The text is no dose.
    """
    if isinstance(text, Amount):
        return text
    match = _DOSE.match(text) if isinstance(text, str) else None
    if match is None:
        raise ValueError(f"{text!r} is no dose; write whole minutes such as 4min, or repetitions such as 20x")
    return Amount(int(match[1]), "minutes" if match[2] == "min" else "times")


Dose = Annotated[
    InstanceOf[Amount],
    BeforeValidator(parse_dose),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string", "pattern": r"^[1-9][0-9]{0,2}(min|x)$", "examples": ["3min", "20x"]}),
]
"""A dose as written in YAML: ``3min`` or ``20x``."""
