"""Codes of ICD-10, the classification of diseases of the World Health Organization, as the catalogue writes them.

A code is a category of three characters (``M81``) or one below it (``M81.0``). A range stands for everything from its
first code to its last, as the classification itself names its blocks: categories of one letter (``C43-C49``), or the
codes below one category (``C79.0-C79.3``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Annotated, TypeAlias

from pydantic import AfterValidator, StringConstraints

CATEGORY = 3
"""Characters of a category; what follows it is a part of it."""
_TYPED = re.compile(r"[A-Z][0-9][0-9A-Z](\.?[0-9A-Z]{1,4})?")
_RANGE = re.compile(
    r"(?P<stem>[A-Z])(?P<first>[0-9]{2})-(?P=stem)(?P<last>[0-9]{2})"
    r"|(?P<category>[A-Z][0-9]{2}\.)(?P<from>[0-9])-(?P=category)(?P<to>[0-9])"
)


def _ascending(text: str) -> str:
    if not codes_of(text):
        raise ValueError(f"{text} goes up in no letter and no category; write a range like C43-C49 or C79.0-C79.3")
    return text


Icd10: TypeAlias = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Z][0-9][0-9A-Z](\.[0-9A-Z]{1,4})?(-[A-Z][0-9]{2}(\.[0-9])?)?$"),
    AfterValidator(_ascending),
]
"""A code, or a range of codes."""


def codes_of(written: str) -> tuple[str, ...]:
    """Return the codes that a code or a range stands for; none for a range that does not go up."""
    if "-" not in written:
        return (written,)
    ends = _RANGE.fullmatch(written)
    if ends is None:
        return ()
    stem, first, last = (text for text in ends.groups() if text is not None)
    return tuple(f"{stem}{number:0{len(first)}}" for number in range(int(first), int(last) + 1))


def compared(codes: Iterable[str]) -> tuple[str, ...]:
    """Return every code that codes and ranges stand for, without its dot, as codes are compared."""
    return tuple(code.replace(".", "") for written in codes for code in codes_of(written))


def typed_code(text: str) -> str | None:
    """Return a code that somebody typed, in capitals and without its dot; None if it is no code."""
    code = text.strip().upper()
    return code.replace(".", "") if _TYPED.fullmatch(code) else None
