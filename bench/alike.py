"""Whether a peer's card says what ours says: every word, as often, on the same page; and nothing more."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

import pypdfium2

WORD = re.compile(r"\w+")


class UnlikeError(Exception):
    """A peer's card does not say what ours says where ours says it: to compare the two would be worth nothing."""


def check(ours: bytes, theirs: bytes, name: str) -> None:
    """Compare the text of two files, page by page.

    Args:
        ours: The file whose words count.
        theirs: The file that must have the very same.
        name: Who made it, for the message.

    Raises:
        UnlikeError: A word is missing on a page or is too many, or there are other pages, or pages of another size.
    """
    own, other = _pages(ours), _pages(theirs)
    if len(own) != len(other):
        raise UnlikeError(f"{name}'s card has {len(other)} pages, ours {len(own)}")
    for number, ((size, words), (their_size, their_words)) in enumerate(zip(own, other, strict=True), 1):
        if size != their_size:
            raise UnlikeError(f"page {number} of {name}'s card is {their_size} points, ours {size}")
        for verb, few in (("lacks", words - their_words), ("has beside", their_words - words)):
            if few:
                raise UnlikeError(f"page {number} of {name}'s card {verb} {', '.join(sorted(few.elements()))}")


def _pages(pdf: bytes) -> list[tuple[tuple[int, int], Counter[str]]]:
    document = pypdfium2.PdfDocument(pdf)
    return [(_size(page), Counter(_words(page.get_textpage().get_text_bounded()))) for page in document]


def _size(page: pypdfium2.PdfPage) -> tuple[int, int]:
    left, bottom, right, top = page.get_cropbox()
    return round(right - left), round(top - bottom)


def _words(text: str) -> list[str]:
    return WORD.findall(unicodedata.normalize("NFKC", text))
