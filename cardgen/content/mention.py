"""Whether a text uses a term: what the glossary of a card and the linter must agree on."""

from __future__ import annotations

import re


def mentions(text: str, term: str) -> bool:
    """Say whether a text has a term as a word of its own, in any case, also with a plural ``s``."""
    folded, word = text.casefold(), term.casefold()
    # The search at the borders of words is slow, and most terms do not stand in most texts.
    return word in folded and re.search(rf"\b{re.escape(word)}s?\b", folded) is not None
