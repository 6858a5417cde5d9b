"""The bytes of a file to its text, or what is wrong with its characters."""

from __future__ import annotations

import re
from itertools import islice

from cardgen.errors import ContentError, Problem

MAX_BYTES = 1_000_000
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
"""Control characters, line breaks that editors do not count as lines, and code points that are no characters."""

_MOST_REPORTED = 20
"""After so many forbidden characters, the file is no text, and more of them say nothing new."""


def decode(data: bytes, name: str) -> str:
    """Read the text of a file.

    Args:
        data: The file; a mark of byte order in front is left out.
        name: Its name in messages.

    Returns:
        The text.

    Raises:
        ContentError: It is too large, not UTF-8, or has characters that no text needs.
    """
    if len(data) > MAX_BYTES:
        message = f"the file has {len(data)} bytes, more than {MAX_BYTES}; split it"
        raise ContentError(Problem(name, 0, 0, message))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ContentError(_undecodable(data, error, name)) from None
    found = [match.start() for match in islice(FORBIDDEN.finditer(text), _MOST_REPORTED)]
    if found:
        message = "may not stand in a file; remove it"
        raise ContentError(Problem(name, *_position(text, at), f"{code_point(text[at])} {message}") for at in found)
    return text


def code_point(character: str) -> str:
    """Name a character that cannot be seen."""
    return f"the character U+{ord(character):04X}"


def _undecodable(data: bytes, error: UnicodeDecodeError, name: str) -> Problem:
    # The codec counts from behind the mark of byte order, which it has taken away.
    body = data.removeprefix(b"\xef\xbb\xbf")
    place = len(data) - len(body) + error.start
    line, column = _position(body[: error.start].decode(), error.start)
    message = f"byte {place + 1} of the file (0x{data[place]:02X}) is not UTF-8; save the file as UTF-8"
    return Problem(name, line, column, message)


def _position(text: str, offset: int) -> tuple[int, int]:
    """Return line and column, from 1, of a place in a text."""
    before = text[:offset]
    return before.count("\n") + 1, len(before) - before.rfind("\n")
