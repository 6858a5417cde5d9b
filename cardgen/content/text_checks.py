"""Checks of the words: nothing that a card needs is missing, and placeholders stand exactly where they are filled."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from string import Formatter
from types import MappingProxyType
from typing import Literal, get_args, get_origin

from pydantic import BaseModel

from cardgen.content.model import Catalog
from cardgen.content.place import Fault, Location, unknown

_LEVELS = ("1", "2", "3", "4", "5")
_LABELS = ("text", "interface", "labels")
"""Where the names of placeholders are free: whoever prints a label fills it in."""
_PLACEHOLDERS = MappingProxyType(
    {
        ("text", "alt", "patterns", "key"): frozenset({"directions"}),
        ("text", "alt", "patterns"): frozenset({"where", "way"}),
        ("text", "alt", "ways", "within"): frozenset({"start"}),
        ("text", "alt", "ways"): frozenset({"start", "end"}),
    }
)
"""The placeholders that a phrase has, by the beginning of its location; the first that fits counts."""


def _every_value_has_words(catalog: Catalog) -> Iterator[Fault]:
    """Find what facts can say and words cannot: the values of a literal that lack an entry."""
    for part in ("alt", "interface"):
        words = getattr(catalog.text, part)
        for name, field in type(words).model_fields.items():
            yield from _missing(_literal_keys(field.annotation), getattr(words, name), ("text", part, name))
    yield from _missing(_LEVELS, catalog.text.interface.pressure, ("text", "interface", "pressure"))
    for level in catalog.text.interface.pressure:
        yield from unknown("level", level, _LEVELS, ("text", "interface", "pressure", level))


def _literal_keys(annotation: object) -> tuple[str, ...]:
    """Return the keys of a ``dict[Literal[...], ...]``; of any other type, none."""
    key = get_args(annotation)[0] if get_origin(annotation) is dict else None
    return get_args(key) if get_origin(key) is Literal else ()


def _missing(needed: Collection[str], words: Collection[str], location: Location) -> Iterator[Fault]:
    for key in needed:
        if key not in words:
            yield Fault(location, f"missing words for '{key}'; add them")


def _groups_of_conditions(catalog: Catalog) -> Iterator[Fault]:
    groups = catalog.text.condition_groups
    used = {condition.group for condition in catalog.conditions.values()}
    for id_, condition in catalog.conditions.items():
        yield from unknown("group", condition.group, groups, ("conditions", id_, "group"))
    for group in groups:
        if group not in used:
            message = f"no condition is of the group '{group}'; remove its words"
            yield Fault(("text", "condition_groups", group), message, of_key=True)


def _placeholders(catalog: Catalog) -> Iterator[Fault]:
    for location, text in _texts(catalog.text, ("text",)):
        if location[:3] == _LABELS:
            wanted = None
        else:
            wanted = next(
                (names for start, names in _PLACEHOLDERS.items() if location[: len(start)] == start), frozenset()
            )
        message = _wrong_placeholder(text, wanted) if wanted or "{" in text or "}" in text else None
        if message is not None:
            yield Fault(location, message)


def _wrong_placeholder(text: str, wanted: frozenset[str] | None) -> str | None:
    """Say what is wrong with the placeholders of a text, if anything is; any names are right if none are given."""
    try:
        fields = [parts[1:] for parts in Formatter().parse(text) if parts[1] is not None]
    except ValueError:
        return "a brace is missing or left over; write a placeholder as {name}, and no other braces"
    names = [name or "" for name, _, _ in fields]
    for name, form, conversion in fields:
        if form or conversion or not (name or "").isidentifier():
            return f"{{{name}}} is no plain placeholder; write {{name}}"
    if wanted is None:
        return None
    known = " and ".join(f"{{{name}}}" for name in sorted(wanted))
    for name in names:
        if name not in wanted:
            return f"{{{name}}} is not filled in here; " + (
                f"use {known} only" if wanted else "write the text without it"
            )
    missing = sorted(wanted.difference(names))
    return f"the placeholder {{{missing[0]}}} is missing; put it where its words belong" if missing else None


def _texts(value: object, location: Location) -> Iterator[tuple[Location, str]]:
    """Yield every text below a value of the catalogue, with its location."""
    if isinstance(value, str):
        yield location, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _texts(getattr(value, name), (*location, name))
    elif isinstance(value, dict):
        for key, below in value.items():
            yield from _texts(below, (*location, key))
    elif isinstance(value, tuple):
        for index, below in enumerate(value):
            yield from _texts(below, (*location, index))


ALL: tuple[Callable[[Catalog], Iterator[Fault]], ...] = (_every_value_has_words, _groups_of_conditions, _placeholders)
"""Every check of words, beside those that compare them with the facts of the same id."""
