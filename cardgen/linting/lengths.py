"""How long the words of a technique may be, so that the rows of a card have room for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from cardgen.content.model import Catalog
from cardgen.content.place import Fault

LETTERS: Mapping[str, int] = MappingProxyType({"name": 20, "term": 26, "hands": 26, "full": 116, "short": 85})
"""Letters by field of a technique's words; the full text then fills two lines of an A5 card."""


def too_long(catalog: Catalog) -> Iterator[Fault]:
    """Find words that make a card's rows higher than they are meant to be, and short forms that are not short.

    Nothing is ever cut; what is longer takes another line.
    """
    for id_, words in catalog.text.techniques.items():
        for field, most in LETTERS.items():
            letters = len(getattr(words, field))
            if letters > most:
                message = f"{field} has {letters} letters; write at most {most}, so that the row stays low"
                yield Fault(("text", "techniques", id_, field), message)
        if len(words.short) >= len(words.full):
            message = "the short text is as long as the full one; shorten it"
            yield Fault(("text", "techniques", id_, "short"), message)
    for id_, item in catalog.text.setup.items():
        if len(item.short) > len(item.text):
            message = "the short text is longer than the full one; shorten it"
            yield Fault(("text", "setup", id_, "short"), message)
