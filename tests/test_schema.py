"""JSON Schema of every kind of file: a valid schema that accepts what ships and refuses what the program refuses."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from cardgen import schema
from cardgen.content.source import parse
from cardgen.content.tree import Data
from cardgen.errors import ContentError
from cardgen.schema import KINDS, json_schema, kind_of_facts, kind_of_words

ROOT = Path(__file__).resolve().parents[1]
CATALOG = ROOT / "assets" / "catalog"


def shipped() -> Iterator[tuple[str, Path]]:
    yield from ((kind_of_facts(path.stem), path) for path in sorted((CATALOG / "facts").glob("*.yaml")))
    yield from ((kind_of_words(path.stem), path) for path in sorted((CATALOG / "text" / "en").glob("*.yaml")))
    yield from ((schema.THEME, path) for path in sorted((ROOT / "templates").glob("*.yaml")))
    libraries = ROOT / "tests" / "content" / "libraries"
    for folder in sorted(libraries.glob("good-*")):
        yield from ((kind_of_facts(path.stem), path) for path in sorted((folder / "facts").glob("*.yaml")))
        yield from ((kind_of_words(path.stem), path) for path in sorted((folder / "text" / "en").glob("*.yaml")))
        yield from ((schema.ROUTINE, path) for path in sorted((folder / "routines").glob("*.yaml")))


def read(path: Path) -> Any:
    return plain(parse(path.read_bytes(), path.name).data)


def plain(data: Data) -> Any:
    if isinstance(data, dict):
        return {key: plain(value) for key, value in data.items()}
    return [plain(value) for value in data] if isinstance(data, tuple) else data


def complaints(kind: str, data: Any) -> list[str]:
    validator = Draft202012Validator(json_schema(kind))
    return [error.json_path + ": " + error.message for error in validator.iter_errors(data)]


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_a_json_schema(kind: str) -> None:
    Draft202012Validator.check_schema(json_schema(kind))
    assert json_schema(kind)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize(("kind", "path"), sorted(shipped()), ids=lambda value: getattr(value, "stem", value))
def test_what_ships_fits(kind: str, path: Path) -> None:
    assert complaints(kind, read(path)) == []


def test_every_file_that_ships_has_a_kind() -> None:
    assert {kind for kind, _ in shipped()} | {schema.CONFIG} == set(KINDS)


ROUTINE = {"title": "Evening", "for": "lay", "steps": [{"technique": "stroking", "dose": "3min"}]}


@pytest.mark.parametrize(
    ("kind", "data", "fits"),
    [
        (schema.ROUTINE, ROUTINE, True),
        (schema.ROUTINE, ROUTINE | {"for": "everybody"}, False),
        (schema.ROUTINE, ROUTINE | {"audience": "lay"}, False),
        (schema.ROUTINE, ROUTINE | {"steps": [{"technique": "stroking", "dose": "3 minutes"}]}, False),
        (schema.ROUTINE, ROUTINE | {"steps": []}, False),
        (schema.CONFIG, {"clinic": "Clinic", "libraries": ["."]}, True),
        (schema.CONFIG, {"client": "Zoë"}, False),
        (schema.THEME, {"extends": "default", "palette": {"ink": {"hex": "#000000", "cmyk": [0, 0, 0, 100]}}}, True),
        (schema.THEME, {"extends": "default", "palette": {"ink": {"hex": "black"}}}, False),
        (schema.THEME, {"extends": "default", "formats": {"own": {"like": "a5", "safe": "6mm"}}}, True),
        (schema.THEME, {"extends": "default", "formats": {"own": {"like": "a5", "safe": True}}}, False),
        ("core", {"panels": [{"id": "caution", "phrases": ["tattoo"]}]}, True),
        ("core", {"panels": [{"id": "cautions", "phrases": ["tattoo"]}]}, False),
        ("rules", {"Warm Hands": {}}, False),
        ("text-core", {"caution": {"phrases": {"tattoo": "new tattoo"}}}, True),
        ("text-interface", {"labels": {"client": "Guest"}}, True),
    ],
)
def test_right_and_wrong(kind: str, data: Any, *, fits: bool) -> None:
    assert (complaints(kind, data) == []) == fits


def test_a_motion_is_checked_by_its_pattern() -> None:
    techniques = read(CATALOG / "facts" / "techniques.yaml")
    assert complaints("techniques", techniques) == []
    techniques["fan"]["motion"][0]["pattern"] = "twirl"
    assert complaints("techniques", techniques)


def test_editors_are_told_what_a_key_means() -> None:
    config = json_schema(schema.CONFIG)["properties"]
    assert config["clinic"]["description"] == "Name of the clinic, in the coloured band."
    techniques = json_schema("conditions")["$defs"]["Condition"]
    assert techniques["description"] == "Something the client has, and what it means for the massage."
    told = techniques["properties"]["when_cleared"]["description"]
    assert told == "What it changes after a named clinician's clearance; for refer only, and required there."


def test_a_schema_may_be_changed_by_whoever_gets_it() -> None:
    json_schema("core").clear()
    assert json_schema("core")["$schema"]


def test_an_unknown_kind_is_told_with_the_nearest() -> None:
    with pytest.raises(ContentError) as caught:
        json_schema("technique")
    assert str(caught.value) == "KIND: unknown kind 'technique'; did you mean techniques?"
