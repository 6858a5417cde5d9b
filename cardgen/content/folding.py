"""Names as they are compared: what differs only in spelling habits is the same name."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")
_ARTICLES = frozenset({"a", "an", "the"})
_HABITS = (
    (re.compile(r"ies\Z"), "y"),
    (re.compile(r"uses\Z"), "us"),
    (re.compile(r"oses\Z"), "osis"),
    (re.compile(r"(?<=ss)es\Z|(?<=[cs]h)es\Z|(?<=x)es\Z"), ""),
    (re.compile(r"(?<![suio])s\Z"), ""),
    (re.compile(r"ae|oe"), "e"),
    (re.compile(r"our\Z"), "or"),
    (re.compile(r"is(?=e|ed|ing|ation)"), "iz"),
    (re.compile(r"yse"), "yze"),
    (re.compile(r"dis[ck]\Z"), "disk"),
)
"""Plurals, and British spellings as American ones: bruises, tumour, oedema, discs. That a word comes out as none (the
fold of diabetes) is no matter: names are only compared with each other."""


@lru_cache(maxsize=4096)
def folded(name: str) -> str:
    """Return a name as it is compared: without case, articles, hyphens, spaces, accents, plural or British spelling."""
    return "".join(folded_words(name))


@lru_cache(maxsize=4096)
def folded_words(name: str) -> tuple[str, ...]:
    """Return the words of a name as they are compared."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace("'", "").replace("’", ""))
    words = _WORD.findall("".join(letter for letter in plain if not unicodedata.combining(letter)))
    return tuple(_without_habits(word) for word in words if word not in _ARTICLES)


def _without_habits(word: str) -> str:
    for habit, instead in _HABITS:
        word = habit.sub(instead, word)
    return word
