"""What an author may have meant: the nearest known words to a misspelt one."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher

_NEAR = 0.6
"""Least similarity of a word worth suggesting, as ``likely`` measures it."""
_AS_NEAR = 0.02
"""Words that come this close to the nearest one are suggested beside it."""
_MOST_LISTED = 12
_LONGEST = 80
"""Letters compared; a longer word is no misspelling of anything, and comparing it would take long."""


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the end of a message about an unknown word.

    Args:
        word: The word as written.
        known: The words that are allowed.

    Returns:
        ``"; did you mean effleurage-oil?"``, or ``"; known: a, b, c"`` where nothing comes near. Empty if nothing
        is known.
    """
    words = tuple(known)
    near = likely(word, words)
    if near:
        return f"; did you mean {' or '.join(near)}?"
    if not words:
        return ""
    more = f" and {len(words) - _MOST_LISTED} more" if len(words) > _MOST_LISTED else ""
    return f"; known: {', '.join(words[:_MOST_LISTED])}{more}"


def likely(word: str, known: Iterable[str], least: float = _NEAR) -> list[str]:
    """Return the known words that a word may be a misspelling of.

    Args:
        word: The word as written.
        known: The words that are allowed.
        least: Least similarity (Ratcliff and Obershelp's ratio, 0 to 1) of a word worth suggesting.

    Returns:
        The nearest one and those that come as near, three at most; none where nothing comes near.
    """
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(word[:_LONGEST].casefold())
    likeness: dict[str, float] = {}
    best = least
    for candidate in known:
        matcher.set_seq1(candidate.casefold())
        # Two bounds of the ratio, each cheaper than the next, spare most candidates the comparison (as in difflib).
        if all(bound() >= best - _AS_NEAR for bound in (matcher.real_quick_ratio, matcher.quick_ratio)):
            likeness[candidate] = matcher.ratio()
            best = max(best, likeness[candidate])
    near = max(best - _AS_NEAR, least)
    return [candidate for candidate, ratio in likeness.items() if ratio >= near][:3]
