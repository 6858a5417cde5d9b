"""What a message shows of a text that somebody wrote: one line, not too long, nothing invisible."""

from __future__ import annotations

_MOST = 60


def excerpt(text: str) -> str:
    """Return a text in single quotes, on one line and cut to some 60 letters; what cannot be seen is escaped."""
    shown = text if len(text) <= _MOST else f"{text[: _MOST - 1]}…"
    return repr(shown)
