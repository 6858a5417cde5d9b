"""File names of cards: valid on every system, each once, whatever a roster says."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from pathvalidate import sanitize_filename

from cardgen.content.suggest import nearest

DEFAULT_PATTERN: Final = "{row}-{routine}"
FIELDS: Final = ("row", "routine", "client", "therapist", "format", "date", "minutes", "screening")

MOST_BYTES: Final = 120
"""Length of the longest name in UTF-8, without its ending: no system allows less than 255 for all of it."""

_PLACEHOLDER = re.compile(r"\{([^{}:]*)(?::0([1-9]))?\}")
_KEPT = frozenset("LNM")
"""Unicode's letters, digits and marks; of all other characters only these stand in a name: """
_SIGNS = frozenset("-_.")
_NAMELESS = "card"
_UNCHANGED = re.compile(rf"[A-Za-z0-9](?:[A-Za-z0-9]|[-_](?=[A-Za-z0-9])){{0,{MOST_BYTES - 1}}}")
"""A name of which no character has to change; systems may reserve it all the same."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """How files are called.

    Attributes:
        text: As typed: ``{row}`` and the other ``FIELDS``; ``{row:03}`` fills up with zeros.

    Raises:
        ValueError: A placeholder is unknown, or a brace stands alone; says which.
    """

    text: str = DEFAULT_PATTERN

    def __post_init__(self) -> None:
        for name in (match[1] for match in _PLACEHOLDER.finditer(self.text)):
            if name not in FIELDS:
                raise ValueError(f"a file's name has no {{{name}}}{nearest(name, FIELDS)}")
        if set("{}") & set(_PLACEHOLDER.sub("", self.text)):
            raise ValueError(f"{self.text!r} has a brace alone; write for example {DEFAULT_PATTERN}")

    def fill(self, fields: Mapping[str, str]) -> str:
        """Return the text with every placeholder filled; not yet a name."""
        return _PLACEHOLDER.sub(lambda match: fields[match[1]].zfill(int(match[2] or 0)), self.text)


class Names:
    """Gives names, none of them twice, also where case or the form of an accent does not count.

    Args:
        pattern: How files are called.
        taken: Names that no card gets.
    """

    def __init__(self, pattern: Pattern, taken: Iterable[str] = ()) -> None:
        self._pattern = pattern
        self._taken = {_compared(name) for name in taken}
        self._count: dict[str, int] = {}

    def name(self, fields: Mapping[str, str], ending: str) -> str:
        """Return the next name.

        Args:
            fields: What each of ``FIELDS`` says.
            ending: What stands behind it: ``.pdf``.

        Returns:
            Letters, digits, hyphens, underscores and points: no path, no name that a system keeps for itself.
        """
        stem = portable(self._pattern.fill(fields))
        name = _with(stem, "", ending)
        compared = _compared(name)
        if compared in self._taken:
            key = _compared(stem + ending)
            while compared in self._taken:
                self._count[key] = self._count.get(key, 1) + 1
                name = _with(stem, f"-{self._count[key]}", ending)
                compared = _compared(name)
        self._taken.add(compared)
        return name


def portable(text: str) -> str:
    """Return a text as it can stand in a file's name on every system, at least one letter of it."""
    if _UNCHANGED.fullmatch(text):
        return text  # most are, and a roster has thousands
    composed = unicodedata.normalize("NFC", text)
    signs = (c if unicodedata.category(c)[0] in _KEPT or c in _SIGNS else "-" for c in composed)
    plain = re.sub(r"-+", "-", re.sub(r"\.+", ".", "".join(signs)))
    return _cut(plain.lstrip("-._ "), MOST_BYTES).rstrip("-._ ") or _NAMELESS


def _with(stem: str, suffix: str, ending: str) -> str:
    """Return a name that is no device of Windows (``con.pdf``), whatever the stem says."""
    name = f"{_cut(stem, MOST_BYTES - len(suffix))}{suffix}{ending}"
    # No device begins with a digit, as the names of most batches do: a large roster is planned a fifth faster.
    return name if name[0].isdecimal() else sanitize_filename(name, platform="universal")


def _cut(text: str, most: int) -> str:
    """Cut a text to so many bytes of UTF-8, never between a letter and its marks."""
    if len(text.encode()) <= most:
        return text
    cut = text.encode()[:most].decode(errors="ignore")
    while cut and unicodedata.combining(text[len(cut)]):
        cut = cut[:-1]
    return cut


def _compared(name: str) -> str:
    """Return a name as a system compares it that counts neither case nor how accents are written."""
    if name.isascii():
        return name.lower()  # the same, and quicker
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
