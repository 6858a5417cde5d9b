"""JSON Schema (2020-12) of every kind of file that an author writes, for completion and red squiggles in editors.

The schemas come from the models that read the files, so they cannot drift from them. They say less than the program:
what must hold between entries or files is found by ``cardgen check``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from pydantic import TypeAdapter

from cardgen.config import ConfigFile
from cardgen.content.base import ID_PATTERN
from cardgen.content.catalog import FACTS, WORDS
from cardgen.content.facts import Edition
from cardgen.content.library import Library, TextPart
from cardgen.content.routine_file import WrittenRoutine
from cardgen.content.suggest import nearest
from cardgen.errors import ContentError, Problem
from cardgen.theme import Theme

DIALECT = "https://json-schema.org/draft/2020-12/schema"
ROUTINE, THEME, CONFIG = "routine-file", "theme", "config"
"""Kinds of files outside ``facts/`` and ``text/``."""


def kind_of_facts(file: str) -> str:
    """Return the kind of a file of ``facts/`` by its name without the ending."""
    return file.replace("_", "-")


def kind_of_words(file: str) -> str:
    """Return the kind of a file of ``text/<language>/`` by its name without the ending."""
    return f"text-{kind_of_facts(file)}"


def _sources() -> Iterator[tuple[str, Any]]:
    for name in FACTS:
        yield kind_of_facts(name), Edition if name == "edition" else Library.model_fields[name].annotation
    for name in WORDS:
        yield kind_of_words(name), TextPart.model_fields[name].annotation
    yield from ((ROUTINE, WrittenRoutine), (THEME, Theme), (CONFIG, ConfigFile))


_TYPES: Mapping[str, Any] = MappingProxyType(dict(_sources()))
KINDS = tuple(_TYPES)
"""Every kind of file."""


def json_schema(kind: str) -> dict[str, Any]:
    """Return the schema of a kind of file, as a library or a user writes it.

    Args:
        kind: One of ``KINDS``.

    Returns:
        A new JSON Schema, with the keys as written in YAML.

    Raises:
        ContentError: There is no such kind.
    """
    if kind not in _TYPES:
        raise ContentError(Problem("KIND", 0, 0, f"unknown kind {kind!r}{nearest(kind, KINDS)}"))
    schema = TypeAdapter(_TYPES[kind]).json_schema()
    if kind == THEME:
        _in_part(schema)
    for definition in _objects(schema):
        _describe(definition)
        _close(definition)
    return {"$schema": DIALECT, "title": f"cardgen {kind}", **{k: v for k, v in schema.items() if k != "title"}}


def _objects(schema: Any) -> Iterator[dict[str, Any]]:
    """Yield a schema and everything in it that is a mapping."""
    if isinstance(schema, dict):
        yield schema
        for part in list(schema.values()):
            yield from _objects(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from _objects(part)


def _close(definition: dict[str, Any]) -> None:
    """Refuse the keys of a table that are no ids: pydantic says only what those that are stand for."""
    if "patternProperties" in definition:
        definition["additionalProperties"] = False


def dumped(kind: str) -> bytes:
    """Return the schema of a kind of file as JSON in plain ASCII.

    Raises:
        ContentError: There is no such kind.
    """
    return (json.dumps(json_schema(kind), indent=1) + "\n").encode("ascii")


def _in_part(schema: dict[str, Any]) -> None:
    """Let a theme leave out what it takes from the theme or the format that it extends."""
    for definition in (schema, *schema["$defs"].values()):
        definition.pop("required", None)
    name = {"type": "string", "pattern": ID_PATTERN}
    extends = {**name, "description": "The theme that this one changes."}
    schema["properties"] = {"extends": extends, **schema["properties"]}
    form = schema["$defs"]["Format"]["properties"]
    form["like"] = {**name, "description": "The format that a new one is like, but for what is given here."}


_ATTRIBUTES = re.compile(r"\n\s*Attributes:\n(?P<listed>.*)", re.DOTALL)
_ATTRIBUTE = re.compile(r"^\s*(?P<names>\w+(?:, \w+)*): (?P<text>.*)$")


def _describe(definition: dict[str, Any]) -> None:
    """Put what a class says about its attributes where an editor shows it, without marks of reStructuredText."""
    text = definition.get("description")
    if not isinstance(text, str):  # a property of this name
        return
    found = _ATTRIBUTES.search(text)
    if text:
        definition["description"] = _plain(text[: found.start()] if found else text)
    for name, meaning in _attributes(found["listed"]) if found else ():
        if name in definition.get("properties", {}):
            definition["properties"][name].setdefault("description", _plain(meaning))


def _attributes(listed: str) -> Iterator[tuple[str, str]]:
    """Read the attributes of a Google docstring; a line of more than one sentence's worth goes on below."""
    entries: list[tuple[str, str]] = []
    indent = len(listed) - len(listed.lstrip())
    for line in listed.splitlines():
        begun = _ATTRIBUTE.match(line) if len(line) - len(line.lstrip()) == indent else None
        if begun:
            entries.append((begun["names"], begun["text"]))
        elif entries:
            entries[-1] = (entries[-1][0], f"{entries[-1][1]} {line.strip()}")
    return ((name, text) for names, text in entries for name in names.split(", "))


def _plain(text: str) -> str:
    return " ".join(text.replace("``", "").split())
