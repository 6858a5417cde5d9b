"""Strict YAML: the bytes of a file to plain data that remembers its places, and to models; or every problem at once.

What an author does not mean or need is refused: anchors, aliases, tags, merge keys, duplicate keys, keys that are no
text, several documents, silent conversions (``scalars``), control characters, files too large or nested too deeply.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from cardgen.content.decoding import decode
from cardgen.content.excerpt import excerpt
from cardgen.content.reader import Reader
from cardgen.content.tree import Data, Tree
from cardgen.content.wording import faults
from cardgen.errors import ContentError

__all__ = ["Data", "Tree", "parse", "validate"]

Model = TypeVar("Model", bound=BaseModel)

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_SYNTAX = (
    ("mapping values", "a colon cannot stand here; put text with ': ' in it in quotes, or correct the indentation"),
    (
        "cannot start any token",
        "no value begins with this character; put text in quotes, and indent with spaces, not tabs",
    ),
    (
        "expected ':'",
        "the key that begins here has no colon; write key: value, and put text of several lines in quotes",
    ),
    ("expected key", "the line does not fit the lines above; correct its indentation, or put its text in quotes"),
    ("expected '-'", "the line is no item of the list above; indent it, or begin it with '- '"),
    ("block sequence entries", "a list cannot begin here; write it on lines of its own"),
    ("',' or ']'", "the list that begins here with '[' is not finished; add a comma or ']'"),
    ("',' or '}'", "the mapping that begins here with '{' is not finished; add a comma or '}'"),
    ("node content", "a value is missing here; write it, or close the list or mapping with ']' or '}'"),
    ("end of stream", "the text that begins here with a quote is not finished; add the other quote"),
    ("escape", "the backslash in this text is no escape; put the text in single quotes"),
)
"""What libyaml's words for its errors mean to an author."""
_UNFINISHED = ("while parsing a flow", "while scanning a quoted", "while scanning a simple key")
"""Where libyaml's context is the beginning of something unfinished, which tells more than the place of the error."""


def parse(text: bytes, name: str) -> Tree:
    """Read strict YAML.

    Plain scalars are ``true``, ``false``, ``null``, decimal numbers and text; quoted ones are always text.

    Args:
        text: The file.
        name: Its name in messages.

    Returns:
        The data with its places.

    Raises:
        ContentError: Every problem up to the first error of syntax.
    """
    decoded = decode(text, name)
    reader = Reader(name)
    try:
        data, root = reader.read(yaml.parse(decoded, Loader=_LOADER))
    except yaml.MarkedYAMLError as error:
        began = error.context_mark if (error.context or "").startswith(_UNFINISHED) else None
        reader.stop(began or error.problem_mark or error.context_mark, _advice(error.problem or error.context or ""))
    except (yaml.YAMLError, ValueError, OverflowError) as error:  # the last two: "\U00110000" in the pure parser
        reader.stop(None, f"this cannot be read as YAML ({excerpt(str(error))}); check its escapes")
    if reader.problems:
        raise ContentError(reader.problems)
    return Tree(name, data, root)


def validate(model: type[Model], tree: Tree, *, context: Mapping[str, object] | None = None) -> Model:
    """Turn the data of a file into a model.

    Args:
        model: The model.
        tree: The file.
        context: What the model's validators may ask for.

    Returns:
        The model's instance.

    Raises:
        ContentError: Every problem, at its place.
    """
    try:
        return model.model_validate(tree.data, context=dict(context) if context else None)
    except ValidationError as error:
        raise ContentError(
            tree.place(fault.location, of_key=fault.of_key).problem(fault.message) for fault in faults(model, error)
        ) from None


def _advice(found: str) -> str:
    """Return what an author can do about an error of the parser, whose own words are for programmers."""
    advice = next((advice for words, advice in _SYNTAX if words in found), None)
    return advice or f"this is not valid YAML ({found}); check the punctuation and the indentation here and above"
