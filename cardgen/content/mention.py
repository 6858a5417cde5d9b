"""Whether a text uses a term: what the glossary of a card and the linter must agree on."""

from __future__ import annotations

import re


def mentions(text: str, term: str) -> bool:
    """Say whether a text has a term as a word of its own, in any case, also with a plural ``s``."""
    return re.search(rf"\b{re.escape(term.casefold())}s?\b", text.casefold()) is not None
