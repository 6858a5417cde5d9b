"""A catalogue and the libraries on top of it: in whose file each part of the merged data stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cardgen.content.model import Catalog
from cardgen.content.place import Fault, Location, Place
from cardgen.content.shelf import TEXT, Shelf
from cardgen.errors import Problem

SHIPPED = "the shipped one"
"""What messages call an entry of the catalogue itself."""


@dataclass(frozen=True, slots=True)
class Stack:
    """Shelves in the order in which they apply.

    Attributes:
        shelves: The catalogue, then the libraries; a later one adds to or replaces what stands before.
    """

    shelves: tuple[Shelf, ...]

    def level(self, location: Location) -> int:
        """Return the index of the shelf that has the last word on a part of the merged data; 0 if none has it."""
        return self._own(location)[0]

    def owner(self, location: Location) -> str:
        """Return what a message calls the entry at a location, by whose it is."""
        level = self.level(location)
        return f"the one of {self.shelves[level].name}" if level else SHIPPED

    def place(self, location: Location, *, of_key: bool = False) -> Place | None:
        """Return where a part of the merged data stands; ``None`` if it is in no file."""
        level, own = self._own(location)
        found = self.shelves[level].tree_of(own)
        return found[0].place(found[1], of_key=of_key) if found else None

    def place_all(self, found: Iterable[Fault], catalog: Catalog) -> Iterator[Problem]:
        """Turn what does not fit together in the merged catalogue into problems of the files that are to blame.

        Args:
            found: Faults of the merged catalogue.
            catalog: That catalogue.

        Yields:
            A problem for each fault that is in a file. A routine that was sound before something newer was laid over
            it is not to blame.
        """
        for fault in found:
            blamed = self._blamed(fault, catalog)
            place = self.place(blamed.location, of_key=blamed.of_key)
            if place is not None:
                yield place.problem(blamed.message)

    def _blamed(self, fault: Fault, catalog: Catalog) -> Fault:
        if fault.location[:1] != ("routines",) or fault.location[2:3] not in {("steps",), ("minutes",)}:
            return fault
        id_ = str(fault.location[1])
        used = [step.technique for step in catalog.routines[id_].steps]
        if not catalog.techniques.keys() >= set(used):
            return fault
        step = fault.location[3] if fault.location[2] == "steps" else None
        suspects: list[Location] = [("techniques", used[step])] if isinstance(step, int) else []
        suspects += [("sequences", name) for name, one in catalog.sequences.items() if set(one.order) <= set(used)]
        suspects += [("techniques", technique) for technique in used]
        newer = [one for one in suspects if self.level(one) > self.level(fault.location)]
        if not newer:
            return fault
        message = f"this breaks the routine '{id_}' ({fault.message}); change this, or replace the routine as well"
        return Fault(newer[0], message)

    def _own(self, location: Location) -> tuple[int, Location]:
        """Return the index of the shelf whose file has a part of the merged data, and the way to it there."""
        if location[:2] == ("core", "panels") and len(location) > 2:
            return self._in_panels(location)
        if location == ("core", "max_words"):
            return self._with_file(location)[-1], location
        if location[:2] == (TEXT, "core") and location[3:4] == ("sentences",) and len(location) > 4:
            return self._in_sentences(location)
        unit = location[: _unit(location)]
        having = [level for level, shelf in enumerate(self.shelves) if _has(shelf, unit)]
        return (having or self._with_file(location))[-1], location

    def _with_file(self, location: Location) -> list[int]:
        return [level for level, shelf in enumerate(self.shelves) if shelf.tree_of(location)] or [0]

    def _in_panels(self, location: Location) -> tuple[int, Location]:
        """Find a panel by its id, and a phrase by its rank among the phrases of all shelves."""
        panels = [(level, _panels(shelf)) for level, shelf in enumerate(self.shelves)]
        index, rest = int(location[2]), location[3:]
        id_ = panels[0][1][index]["id"]
        parts = [
            (level, ("core", "panels", number), panel)
            for level, given in panels
            for number, panel in enumerate(given)
            if panel["id"] == id_
        ]
        if rest[:1] == ("phrases",) and len(rest) > 1:
            return _nth(int(rest[1]), [(level, (*way, "phrases"), part["phrases"]) for level, way, part in parts])
        level, way, _ = next((part for part in reversed(parts) if not rest or rest[0] in part[2]), parts[0])
        return level, (*way, *rest)

    def _in_sentences(self, location: Location) -> tuple[int, Location]:
        way = location[:4]
        lists = [
            (level, way, found) for level, shelf in enumerate(self.shelves) if (found := _value(shelf, way)) is not None
        ]
        return _nth(int(location[4]), lists)


def _unit(location: Location) -> int:
    """Return how many parts of a location name what a library adds or replaces as one."""
    if location[:1] != (TEXT,):
        return 2
    whole = {"core": 5 if location[3:4] == ("phrases",) else 4, "alt": 4, "interface": 4}
    return whole.get(str(location[1]), 3) if len(location) > 1 else 1


def _nth(number: int, lists: Iterable[tuple[int, Location, tuple[str, ...]]]) -> tuple[int, Location]:
    """Find the item of that rank when the first list is followed by what later lists add to it."""
    seen: list[str] = []
    places: list[tuple[int, Location]] = []
    for count, (level, way, items) in enumerate(lists):
        for index, item in enumerate(items):
            if count == 0 or item not in seen:
                seen.append(item)
                places.append((level, (*way, index)))
    return places[number]


def _has(shelf: Shelf, location: Location) -> bool:
    return _value(shelf, location) is not None


def _value(shelf: Shelf, location: Location) -> Any:
    """Return what a shelf's own data has at a location of keys; ``None`` if nothing."""
    found = shelf.tree_of(location)
    value: Any = found[0].data if found else None
    for part in found[1] if found else ():
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def _panels(shelf: Shelf) -> tuple[Any, ...]:
    found: tuple[Any, ...] | None = _value(shelf, ("core", "panels"))
    return found or ()
