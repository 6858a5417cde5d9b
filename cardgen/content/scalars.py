"""What a plain (unquoted) YAML scalar means: true, false, null, a plain number, or text; nothing is guessed.

YAML 1.1 (https://yaml.org/type/) reads ``no`` as false, ``12:30`` as 750, ``0123`` as 83 and ``2026-11-20`` as a day.
Whatever some reader of YAML would convert so is refused here, with the advice to quote it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TypeAlias

from cardgen.content.excerpt import excerpt

Scalar: TypeAlias = str | int | float | bool | None

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?")
_LONGEST_NUMBER = 16
"""Signs of the longest number: as many as a double is sure to keep, with a point."""
_TRUTH = {"true": True, "false": False}
_TRUTH_WORDS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
_NULL_WORDS = {"null", "~"}
_DATE = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt ].*)?", re.DOTALL)
_NUMBER_LIKE = re.compile(
    r"""[-+]?(?:
        0[bB][01_]+ | 0[xX][0-9a-fA-F_]+ | 0[oO][0-7_]+   # other bases
      | \.(?:inf|nan)                                     # no finite number
      | \.?[0-9][0-9_.:]*(?:[eE][-+]?[0-9]+)?             # base 60, octal, powers of ten, digits in groups
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_YAML_SIGNS = {"<<", "="}


@lru_cache(maxsize=4096)
def resolve(text: str) -> Scalar:
    """Read a plain scalar.

    Args:
        text: The scalar as written, without quotes.

    Returns:
        Its value: ``true`` and ``false``, ``null`` or nothing at all, a decimal number of at most 16 signs, else the
        text itself.

    Raises:
        ValueError: Some reader of YAML would silently make something else of it.
    """
    if text in _TRUTH:
        return _TRUTH[text]
    if text in {"", "null"}:
        return None
    number = _NUMBER.fullmatch(text)
    if number and text != "-0":
        if len(text) > _LONGEST_NUMBER:
            raise ValueError(f"{excerpt(text)} is too long for a number; write it in quotes if it is text")
        return float(text) if number[1] else int(text)
    _refuse_what_yaml_converts(text)
    return text


def _refuse_what_yaml_converts(text: str) -> None:
    folded, shown = text.lower(), excerpt(text)
    if folded in _TRUTH_WORDS:
        plain = "true" if _TRUTH_WORDS[folded] else "false"
        raise ValueError(f"{shown} may be read as {plain}; write it in quotes if it is text, else write {plain}")
    if folded in _NULL_WORDS:
        raise ValueError(f"{shown} may be read as nothing; write it in quotes if it is text, else write null")
    if _DATE.fullmatch(text):
        raise ValueError(f"{shown} may be read as a date; write it in quotes")
    if _NUMBER_LIKE.fullmatch(text):
        raise ValueError(f"{shown} may be read as another number; write it in quotes, or as a plain decimal number")
    if text in _YAML_SIGNS:
        raise ValueError(f"{shown} has a meaning of its own in YAML; write it in quotes")
