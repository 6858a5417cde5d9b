"""Checks of the names of conditions and red flags: what a user types stands for one of them, and never for another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator

from cardgen.content.base import Id
from cardgen.content.conditions import EFFECTS
from cardgen.content.findings import names_of
from cardgen.content.folding import folded
from cardgen.content.icd10 import CATEGORY, codes_of
from cardgen.content.model import Catalog
from cardgen.content.place import Fault, Location


def _names_once(catalog: Catalog) -> Iterator[Fault]:
    first: dict[str, Id] = {}
    for id_, names in names_of(catalog):
        for name in names:
            owner = first.setdefault(folded(name), id_)
            if owner != id_:
                message = f"the name '{name}' already stands for '{owner}'; remove it here, or write a name of its own"
                yield Fault(_words(catalog, id_), message, of_key=True)
            elif not folded(name):
                yield Fault(_words(catalog, id_), f"the name '{name}' has no letters; write a word", of_key=True)


def _names_at_age(catalog: Catalog) -> Iterator[Fault]:
    own = {folded(name): id_ for id_, names in names_of(catalog) for name in names}
    for id_, flag in catalog.red_flags.items():
        words = catalog.text.red_flags.get(id_)
        for index, name in enumerate(words.at_age if words else ()):
            place = ("text", "red_flags", id_, "at_age", index)
            if flag.ages is None:
                yield Fault(place, "this means the sign at certain ages, and the sign has no ages; make it a synonym")
            if folded(name) in own:
                yield Fault(place, f"the name '{name}' already stands for '{own[folded(name)]}'; remove one of them")


def _codes_once(catalog: Catalog) -> Iterator[Fault]:
    """No code is the beginning of another entry's, so that a code never stands for two."""
    coded = list(_codes(catalog))
    owners: dict[str, set[Id]] = defaultdict(set)
    for code, id_, _ in coded:
        owners[code].add(id_)
    for code, id_, place in coded:
        for wider in (code[:end] for end in range(CATEGORY, len(code) + 1)):
            for owner in sorted(owners.get(wider, {id_}) - {id_}):
                yield Fault(place, f"the code {code} is one of '{owner}' ({wider}); remove one of them")


def _codes(catalog: Catalog) -> Iterator[tuple[str, Id, Location]]:
    """Yield every code, whose it is, and where it, or the range that has it, is written."""
    for kind in ("conditions", "red_flags"):
        for id_, entry in getattr(catalog, kind).items():
            for index, written in enumerate(entry.icd10):
                yield from ((code, id_, (kind, id_, "icd10", index)) for code in codes_of(written))


def _ids_once(catalog: Catalog) -> Iterator[Fault]:
    for id_ in catalog.red_flags.keys() & catalog.conditions.keys():
        yield Fault(("red_flags", id_), f"'{id_}' is a condition, too; choose another id", of_key=True)


def _instead_is_graver(catalog: Catalog) -> Iterator[Fault]:
    for id_, entry in catalog.conditions.items():
        if entry.instead is None:
            continue
        graver = catalog.conditions.get(entry.instead.tell)
        if graver is None or EFFECTS[graver.effect] <= EFFECTS[entry.effect]:
            message = f"'{entry.instead.tell}' is no condition with a stricter effect than {entry.effect}; name one"
            yield Fault(("conditions", id_, "instead", "tell"), message)


def _words(catalog: Catalog, id_: Id) -> Location:
    return ("text", "conditions" if id_ in catalog.conditions else "red_flags", id_)


ALL: tuple[Callable[[Catalog], Iterator[Fault]], ...] = (
    _ids_once,
    _names_once,
    _names_at_age,
    _codes_once,
    _instead_is_graver,
)
"""Every check of what conditions and red flags are called."""
