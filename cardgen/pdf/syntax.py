"""Values as PDF writes them (ISO 32000-1, 7.3): names, strings, numbers, arrays, dictionaries and references."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple, TypeAlias


class Ref(NamedTuple):
    """A reference to an object of the same file, by its number."""

    number: int


class Name(str):
    """A name, written ``/Name``."""

    __slots__ = ()


class Raw(bytes):
    """What is already written as PDF writes it."""

    __slots__ = ()


Value: TypeAlias = "Ref | Name | Raw | str | bytes | bool | int | float | Mapping[str, Value] | Sequence[Value] | None"

_IRREGULAR = re.compile(rb"[^!-~]|[#%()/<>\[\]{}]")
"""What a name writes as its code: all but the printable characters of ASCII that have no meaning of their own."""

_ESCAPED = str.maketrans({"\\": "\\\\", "(": "\\(", ")": "\\)"})


def encode(value: Value) -> bytes:
    """Write a value.

    Args:
        value: A ``str`` is a text string; ``bytes`` are a byte string; a ``float`` gets at most five decimals.

    Returns:
        What stands in the file.
    """
    writer = _WRITERS.get(type(value))
    if writer is not None:
        return writer(value)
    if isinstance(value, Mapping):
        return _dictionary(value)
    assert isinstance(value, Sequence)
    return _array(value)


@lru_cache(maxsize=512)
def name(value: str) -> bytes:
    """Write a name; what is not regular as ``#`` and its code (7.3.5)."""
    return b"/" + _IRREGULAR.sub(lambda match: b"#%02X" % match[0][0], value.encode())


def text(value: str) -> bytes:
    """Write a text string (7.9.2.2): as it is if it is ASCII, else as UTF-16 with its mark."""
    if value.isascii() and value.isprintable():
        return b"(" + value.translate(_ESCAPED).encode() + b")"
    return b"<" + (b"\xfe\xff" + value.encode("utf-16-be")).hex().upper().encode() + b">"


def decimal(value: float, decimals: int = 5) -> str:
    """Return a number without exponent, needless zeros or ``-0``."""
    written = f"{value:.{decimals}f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


def date(moment: dt.datetime) -> str:
    """Return a time as a date string (7.9.4), in UTC: ``D:20261120093015Z``."""
    return moment.astimezone(dt.UTC).strftime("D:%Y%m%d%H%M%SZ")


def _reference(value: Ref) -> bytes:
    return b"%d 0 R" % value.number


def _dictionary(value: Mapping[str, Value]) -> bytes:
    return b"<<" + b"".join([_joined(name(key), encode(item)) for key, item in value.items()]) + b">>"


def _array(value: Sequence[Value]) -> bytes:
    return b"[" + b" ".join(map(encode, value)) + b"]"


def _joined(key: bytes, item: bytes) -> bytes:
    """Part a key from its value by a space, unless the value begins with a delimiter."""
    return key + item if item[:1] in b"/<[(" else key + b" " + item


_WRITERS: Mapping[type, Callable[[Any], bytes]] = MappingProxyType(
    {
        dict: _dictionary,
        list: _array,
        tuple: _array,
        Raw: bytes,
        Ref: _reference,
        Name: name,
        bool: lambda value: b"true" if value else b"false",
        int: lambda value: b"%d" % value,
        float: lambda value: decimal(value).encode(),
        type(None): lambda _: b"null",
        str: text,
        bytes: lambda value: b"<" + value.hex().upper().encode() + b">",
    }
)
