"""Whether a text uses a term: what the glossary of a card and the linter must agree on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache


def mentions(text: str, term: str) -> bool:
    """Say whether a text has a term as a word of its own, in any case, also with a plural ``s``."""
    return _has(text.casefold(), term)


def mentioned(text: str, terms: Iterable[str]) -> tuple[str, ...]:
    """Return those of some terms that a text has, each as ``mentions`` finds it, in their order."""
    folded = text.casefold()
    return tuple(term for term in terms if _has(folded, term))


def _has(folded: str, term: str) -> bool:
    word = term.casefold()
    # The search at the borders of words is slow, and most terms do not stand in most texts.
    return word in folded and _as_word(word).search(folded) is not None


@lru_cache(maxsize=512)
def _as_word(word: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(word)}s?\b")
