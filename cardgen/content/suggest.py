"""What an author may have meant: the nearest known words to a misspelt one."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher

_NEAR = 0.6
"""Least similarity (Ratcliff and Obershelp's ratio, 0 to 1) of a word worth suggesting."""
_AS_NEAR = 0.02
"""Words that come this close to the nearest one are suggested beside it."""
_MOST_LISTED = 12
_LONGEST = 80
"""Letters compared; a longer word is no misspelling of anything, and comparing it would take long."""


def nearest(word: str, known: Iterable[str], listed: Iterable[str] | None = None) -> str:
    """Return the end of a message about an unknown word.

    Args:
        word: The word as written.
        known: The words that are allowed.
        listed: Those of them to list where nothing comes near, if not all.

    Returns:
        ``"; did you mean effleurage-oil?"``, or ``"; known: a, b, c"`` where nothing comes near. Empty if nothing
        is known.
    """
    words = tuple(known)
    likely = _likely(word, words)
    if likely:
        return f"; did you mean {' or '.join(likely)}?"
    shown = words if listed is None else tuple(listed)
    if not shown:
        return ""
    more = f" and {len(shown) - _MOST_LISTED} more" if len(shown) > _MOST_LISTED else ""
    return f"; known: {', '.join(shown[:_MOST_LISTED])}{more}"


def _likely(word: str, words: tuple[str, ...]) -> list[str]:
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(word[:_LONGEST].casefold())
    likeness: dict[str, float] = {}
    for candidate in words:
        matcher.set_seq1(candidate.casefold())
        likeness[candidate] = matcher.ratio()
    best = max(likeness.values(), default=0.0)
    if best < _NEAR:
        return []
    return [candidate for candidate, ratio in likeness.items() if ratio >= best - _AS_NEAR][:3]
