"""Checks of the words: nothing that a card needs is missing, and placeholders stand exactly where they are filled."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from string import Formatter
from types import MappingProxyType
from typing import Literal, get_args, get_origin

from pydantic import BaseModel

from cardgen.content.model import Catalog
from cardgen.content.place import Fault, Location, unknown
from cardgen.fonts import unprintable

_LEVELS = ("1", "2", "3", "4", "5")
_LABELS = ("text", "interface", "labels")
"""Where the names of placeholders are free: whoever prints a label fills it in."""
_TYPED = frozenset({"synonyms", "at_age", "also_called", "area_synonyms"})
"""Names that people type, and that no page shows."""
_PLACEHOLDERS = MappingProxyType(
    {
        ("text", "alt", "patterns", "key"): frozenset({"directions"}),
        ("text", "alt", "patterns"): frozenset({"where", "way"}),
        ("text", "alt", "avoided"): frozenset({"zones"}),
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
        wanted = next((names for start, names in _PLACEHOLDERS.items() if location[: len(start)] == start), None)
        if location[:3] == _LABELS:
            message = _malformed(text)
        elif wanted is not None:
            message = _malformed(text) or _wrong_names(text, wanted)
        else:
            message = "nothing is filled in here; write the text without braces" if set("{}") & set(text) else None
        if message is not None:
            yield Fault(location, message)


def _malformed(text: str) -> str | None:
    """Say what is wrong with the braces of a text that is filled in, if anything is."""
    try:
        fields = _fields(text)
    except ValueError:
        return "a brace is missing or left over; write a placeholder as {name}, and no other braces"
    if any(form or conversion or not name.isidentifier() for name, form, conversion in fields):
        return "the braces of a placeholder hold a name and nothing else; write {name}"
    return None


def _wrong_names(text: str, wanted: frozenset[str]) -> str | None:
    """Say which placeholder of a well-formed text is unknown or missing, if one is."""
    names = [name for name, _, _ in _fields(text)]
    for name in names:
        if name not in wanted:
            known = " and ".join(f"{{{name}}}" for name in sorted(wanted))
            return f"{{{name}}} is not filled in here; use {known} only"
    missing = sorted(wanted.difference(names))
    return f"the placeholder {{{missing[0]}}} is missing; put it where its words belong" if missing else None


def _fields(text: str) -> list[tuple[str, str | None, str | None]]:
    """Return name, format and conversion of every placeholder; ValueError where braces do not pair."""
    return [(name, form, conversion) for _, name, form, conversion in Formatter().parse(text) if name is not None]


def _letters_of_the_font(catalog: Catalog) -> Iterator[Fault]:
    """Find what cannot be printed in words and in facts, but for names that are typed and never printed."""
    for location, text in _texts(catalog, ()):
        if text.isascii() and text.isprintable():
            continue
        if not _TYPED.intersection(location):
            yield from (Fault(location, message) for message in unprintable(text))


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


ALL: tuple[Callable[[Catalog], Iterator[Fault]], ...] = (
    _every_value_has_words,
    _groups_of_conditions,
    _placeholders,
    _letters_of_the_font,
)
"""Every check of words, beside those that compare them with the facts of the same id."""
