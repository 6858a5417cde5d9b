"""What a model expects at some place of its data, read from its annotations."""

from __future__ import annotations

import types
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from cardgen.content.place import Location


def keys_at(model: type[BaseModel], location: Location) -> tuple[str, ...]:
    """Return the keys that a mapping may have.

    Args:
        model: The model of the whole data.
        location: Pydantic's location of the mapping: keys, indices, and the names of a union's variants.

    Returns:
        The keys as authors write them; empty if any key, or none, is allowed there.
    """
    return tuple(dict.fromkeys(key for found in _models_at(model, location) for key in _fields(found)))


def examples_at(model: type[BaseModel], location: Location) -> tuple[str, ...]:
    """Return the examples that the model's author gave for a field.

    Args:
        model: The model of the whole data.
        location: Pydantic's location of the field's value.

    Returns:
        The examples; empty if there are none.
    """
    if not location:
        return ()
    parents = _models_at(model, location[:-1])
    fields = [
        field
        for parent in parents
        for name, field in parent.model_fields.items()
        if location[-1] in {name, field.alias}
    ]
    return tuple(str(example) for field in fields for example in field.examples or ())


def _models_at(model: type[BaseModel], location: Location) -> list[type[BaseModel]]:
    here: Any = model
    for part in location:
        here = _step(here, part)
    return [variant for variant in _variants(here) if _is_model(variant)]


def _step(annotation: Any, part: str | int) -> Any:
    """Return what stands under a key, an index or the name of a variant; the annotation itself if nothing does."""
    for variant in _variants(annotation):
        arguments = get_args(variant)
        if get_origin(variant) is tuple and isinstance(part, int):
            return arguments[0] if Ellipsis in arguments else arguments[part]
        if get_origin(variant) is dict:
            return arguments[1]
        if _is_model(variant) and part in _fields(variant):
            return _fields(variant)[str(part)]
    named = [variant for variant in _variants(annotation) if _is_model(variant) and _is_tagged(variant, part)]
    return named[0] if named else annotation


def _variants(annotation: Any) -> tuple[Any, ...]:
    """Return the members of a union, or the one type that it is; without metadata."""
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    if get_origin(annotation) in {Union, types.UnionType}:
        return tuple(variant for member in get_args(annotation) for variant in _variants(member))
    return (annotation,)


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def _fields(model: type[BaseModel]) -> dict[str, Any]:
    return {field.alias or name: field.annotation for name, field in model.model_fields.items()}


def _is_tagged(model: type[BaseModel], tag: str | int) -> bool:
    return any(get_origin(kind) is Literal and get_args(kind) == (tag,) for kind in _fields(model).values())
