"""Techniques by the names that people give them."""

from __future__ import annotations

from cardgen.content.base import Id
from cardgen.content.excerpt import excerpt
from cardgen.content.model import Catalog
from cardgen.content.suggest import nearest


def technique_named(catalog: Catalog, word: str) -> Id:
    """Find a technique by its id, plain name, standard term or another name of it, in capitals or not.

    Args:
        catalog: Where to look.
        word: The name as typed.

    Returns:
        The id. An id is taken before any other name.

    Raises:
        ValueError: Nothing, or more than one technique, is called so; says what comes near.
    """
    sought = word.strip().casefold()
    if sought in catalog.techniques:
        return sought
    called = [id_ for id_ in catalog.techniques if sought in _other_names(catalog, id_)]
    if len(called) == 1:
        return called[0]
    if called:
        raise ValueError(f"{excerpt(word)} may be {' or '.join(called)}; write the one that you mean")
    raise ValueError(f"{excerpt(word)} is no technique{nearest(sought, catalog.techniques)}")


def _other_names(catalog: Catalog, technique_id: Id) -> set[str]:
    words = catalog.text.techniques[technique_id]
    return {name.casefold() for name in (words.name, words.term, *words.also_called)}
