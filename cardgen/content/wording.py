"""Pydantic's errors in the words of an author: what was found, what is allowed, what was probably meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sized
from types import MappingProxyType
from typing import Any, TypeAlias

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from cardgen.content.base import ID_PATTERN
from cardgen.content.excerpt import excerpt
from cardgen.content.place import Fault
from cardgen.content.shape import examples_at, keys_at
from cardgen.content.suggest import nearest

MAX_FAULTS = 100
"""Faults that are put into words; an author corrects these first."""

_MAPPING_KEY = "[key]"
"""The last part of pydantic's location of a mapping's key."""
_IN_QUOTES = re.compile(r"'([^']*)'")

_Rewording: TypeAlias = Callable[[Any, Mapping[str, Any]], str]
"""What was found, and pydantic's details of what is allowed, to a message."""


def faults(model: type[BaseModel], error: ValidationError) -> Iterator[Fault]:
    """Put what is wrong with some data into words.

    Args:
        model: The model that the data does not fit.
        error: What pydantic says of it.

    Yields:
        A fault for each of the first errors, at most ``MAX_FAULTS``.
    """
    for details in error.errors(include_url=False)[:MAX_FAULTS]:
        if not _follows_from_others(details):
            yield _fault(model, details)


def _follows_from_others(details: ErrorDetails) -> bool:
    """Say whether a list is too short only because its entries are wrong, which is reported entry by entry."""
    return details["type"] == "too_short" and len(details["input"]) >= details["ctx"]["min_length"]


def _fault(model: type[BaseModel], details: ErrorDetails) -> Fault:
    location, kind, context = details["loc"], details["type"], details.get("ctx", {})
    if kind == "extra_forbidden":
        key = location[-1]
        known = keys_at(model, location[:-1])
        return Fault(location, f"unknown key {excerpt(str(key))}{nearest(str(key), known)}", of_key=True)
    if kind == "missing":
        return Fault(location[:-1], f"missing key {excerpt(str(location[-1]))}; add it")
    if kind == "union_tag_not_found":
        return Fault(location, f"missing key {context['discriminator']}; add it")
    if kind == "union_tag_invalid":
        selector = context["discriminator"].strip("'")
        return Fault((*location, selector), _unknown(context["tag"], context["expected_tags"]))
    if kind == "string_pattern_mismatch" and (examples := examples_at(model, location)):
        written = excerpt(details["input"])
        return Fault(location, f"{written} is not in the right form; write it like {' or '.join(examples)}")
    of_key = bool(location) and location[-1] == _MAPPING_KEY
    reword = _REWORDINGS.get(kind)
    message = reword(details["input"], context) if reword else _in_pydantics_words(details)
    return Fault(location[:-1] if of_key else location, message, of_key=of_key)


def _found(value: object) -> str:
    match value:
        case None:
            return "nothing is written here"
        case bool():
            return f"found {str(value).lower()}"
        case str():
            return f"found the text {excerpt(value)}"
        case int() | float():
            return f"found the number {value}"
        case tuple():
            return "found a list"
        case _:
            return "found a mapping of keys and values"


def _needs(what: str) -> _Rewording:
    return lambda value, _: f"{_found(value)}; write {what}"


def _text(value: object, _: Mapping[str, Any]) -> str:
    quotes = isinstance(value, bool | int | float)
    return f"{_found(value)}; write text{', in quotes' if quotes else ''}"


def _whole_number(value: object, _: Mapping[str, Any]) -> str:
    unquote = isinstance(value, str) and value.isdecimal()
    return f"{_found(value)}; write a whole number{', without quotes' if unquote else ''}"


def _unknown(word: object, allowed: str) -> str:
    """Return the message for a value outside a list, which pydantic gives as ``'a', 'b' or 'c'``."""
    known = _IN_QUOTES.findall(allowed) or [allowed.lower()]  # a literal true comes without quotes
    if not isinstance(word, str):
        return f"{_found(word)}{nearest('', known)}"
    return f"unknown value {excerpt(word)}{nearest(word, known)}"


def _wrong_form(value: str, context: Mapping[str, Any]) -> str:
    if context["pattern"] == ID_PATTERN:
        return f"{excerpt(value)} is no id; use lower-case words joined by hyphens, for example deep-stroking"
    return f"{excerpt(value)} has the wrong form; it must fit the pattern {context['pattern']}"


def _too_few(value: Sized, context: Mapping[str, Any]) -> str:
    found, least = len(value), context["min_length"]
    return f"found {found or 'no'} {'entry' if found == 1 else 'entries'}; write at least {least}"


def _too_short(value: str, context: Mapping[str, Any]) -> str:
    if not value:
        return "the text is empty; write something"
    return f"{excerpt(value)} is too short; write at least {context['min_length']} letters"


def _in_pydantics_words(details: ErrorDetails) -> str:
    message = details["msg"]
    return f"{_found(details['input'])}; {message[:1].lower()}{message[1:]}"


_MAPPING = _needs("a mapping of keys and values")
_LIST = _needs("a list, for example [a, b]")
_REWORDINGS: Mapping[str, _Rewording] = MappingProxyType(
    {
        "value_error": lambda _, context: str(context["error"]),
        "literal_error": lambda value, context: _unknown(value, context["expected"]),
        "string_type": _text,
        "int_type": _whole_number,
        "float_type": _needs("a number"),
        "bool_type": _needs("true or false"),
        "dict_type": _MAPPING,
        "model_type": _MAPPING,
        "model_attributes_type": _MAPPING,
        "tuple_type": _LIST,
        "string_pattern_mismatch": _wrong_form,
        "string_too_short": _too_short,
        "string_too_long": lambda _, context: f"the text is too long; write at most {context['max_length']} letters",
        "too_short": _too_few,
        "too_long": lambda _, context: f"too many entries; write at most {context['max_length']}",
        "greater_than_equal": lambda value, context: f"{value} is too small; write {context['ge']} or more",
        "greater_than": lambda value, context: f"{value} is too small; write more than {context['gt']}",
        "less_than_equal": lambda value, context: f"{value} is too great; write {context['le']} or less",
        "less_than": lambda value, context: f"{value} is too great; write less than {context['lt']}",
    }
)
