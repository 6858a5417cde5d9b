"""A theme's file laid over the theme that it extends: one set of data that remembers where each value stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from cardgen.content.excerpt import excerpt
from cardgen.content.place import Fault, Location, Place
from cardgen.content.source import Data, Tree
from cardgen.content.suggest import nearest

Mapping = dict[str, Data]

OWN = ("extends", "name", "about")
"""Keys that describe a file itself and are not inherited."""

_USE = "use"
"""Key of a format that tells where it is read, which one that is like it need not be."""

_WHOLE = "palette"
"""What stands under this key is a mapping of values, not of mappings: a colour without its inks is no colour."""


@dataclass(frozen=True, slots=True)
class Layers:
    """Files laid over one another.

    Attributes:
        data: What they say together. Not to be changed.
        trees: The files; the author's own first, then the one that it extends, and so on.
    """

    data: Mapping
    trees: tuple[Tree, ...]

    def place(self, location: Location, *, of_key: bool = False) -> Place:
        """Return where a value stands: in the file that says it, or that comes nearest to saying it."""
        return self._owner(location).place(location, of_key=of_key)

    def place_of_any(self, locations: Iterable[Location]) -> Place:
        """Return the place of the value that stands nearest to the author, of several that are wrong together."""

        def nearness(location: Location) -> tuple[int, int]:
            owner = self._owner(location)
            return self.trees.index(owner), -_depth(owner, location)

        return self.place(min(locations, key=nearness))

    def _owner(self, location: Location) -> Tree:
        return max(self.trees, key=lambda tree: _depth(tree, location))


def _depth(tree: Tree, location: Location) -> int:
    """Return how many parts of the way to a value the file has itself."""
    here: Any = tree.data
    depth = 0
    for part in location:
        if part in here if isinstance(here, dict) else isinstance(here, tuple) and part in range(len(here)):
            here = here[part]
            depth += 1
    return depth


def over(base: Layers | None, tree: Tree, own: Mapping) -> tuple[Layers, tuple[Fault, ...]]:
    """Lay a file over what it extends.

    Mappings are merged key by key, down to the colours; a list, a colour or any other value takes the place of the one
    below. A format that is ``like`` another one is laid over that one instead.

    Args:
        base: What the file extends, if anything.
        tree: The file.
        own: Its data, which is a mapping.

    Returns:
        The layers, without the formats whose ``like`` leads nowhere, and a fault for each of those.
    """
    below = {key: value for key, value in base.data.items() if key not in OWN} if base else {}
    formats = own.get("formats")
    copies = _Copies(_mapping(below.get("formats")), _mapping(formats))
    data = {key: _merged(below.get(key), value, key) for key, value in own.items()}
    if isinstance(formats, dict):
        data["formats"] = {**copies.below, **copies.all()}
    return Layers({**below, **data}, (tree, *(base.trees if base else ()))), tuple(copies.faults.values())


def _mapping(value: Data) -> Mapping:
    return value if isinstance(value, dict) else {}


def _merged(below: Data, above: Data, key: str = "") -> Data:
    if not (isinstance(below, dict) and isinstance(above, dict)):
        return above
    if key == _WHOLE:
        return {**below, **above}
    return {**below, **{name: _merged(below.get(name), value) for name, value in above.items()}}


@dataclass(frozen=True, slots=True)
class _Copies:
    """Resolves ``like`` in the formats of a file.

    Attributes:
        below: Formats of the theme that the file extends.
        own: Formats as the file has them.
        faults: What was found wrong so far, by the name of the format.
    """

    below: Mapping
    own: Mapping
    faults: dict[str, Fault] = field(default_factory=dict)

    def all(self) -> Mapping:
        """Return the file's formats, each laid over the one it is like or the one of its name."""
        found = {name: self._format(name, ()) for name in self.own}
        return {name: value for name, value in found.items() if value is not _NOWHERE}

    def _format(self, name: str, asking: tuple[str, ...]) -> Data:
        """Return a format; ``asking`` are the formats that are like it."""
        if name not in self.own:
            return self.below[name]
        value = self.own[name]
        if not isinstance(value, dict) or "like" not in value:
            return _merged(self.below.get(name), value)
        like, chain = value["like"], (*asking, name)
        wrong = self._wrong(like, chain)
        if wrong:
            self.faults[name] = Fault(("formats", name, "like"), wrong)
            return _NOWHERE
        below = self._format(str(like), chain)
        own = {_USE: None, **{key: part for key, part in value.items() if key != "like"}}
        return below if below is _NOWHERE else _merged(below, own)

    def _wrong(self, like: Data, chain: tuple[str, ...]) -> str | None:
        """Say what is wrong with the name of a format; ``chain`` ends with the format that is like it."""
        if not isinstance(like, str):
            return "found no name of a format; write one, for example like: a5"
        if like in chain:
            return f"the format is like itself ({' > '.join((*chain, like))}); name another one"
        known = dict.fromkeys((*self.below, *self.own))
        return None if like in known else f"unknown format {excerpt(like)}{nearest(like, known)}"


_NOWHERE: Mapping = {}
"""Stands for a format that cannot be made, by its identity."""
