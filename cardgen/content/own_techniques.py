"""How far the techniques of a library may go beyond what ships: with a source of its own, and never below its rules."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from cardgen.content.base import Basis, Id
from cardgen.content.dosage import DoseRule
from cardgen.content.facts import PRESSURE_FOR_ALL, Technique
from cardgen.content.library import Library
from cardgen.content.model import Catalog
from cardgen.content.place import Fault, Location


def too_free(
    before: Catalog, library: Library, own_sources: Collection[Id], owner: Callable[[Location], str]
) -> Iterator[Fault]:
    """Find techniques of a library that lack what stood there, or that go further without saying why.

    A replaced technique keeps at least its families and its rules. Pressure above level 3 or above what stood there,
    and a wider limit of the dose, need ``basis: editorial`` and a source that is the library's own. So do other words
    for a technique that is replaced need such a source: they are not those of the source that stood there.

    Args:
        before: The catalogue without the library.
        library: The library.
        own_sources: Ids of the sources that do not ship.
        owner: Names the entry that stood at a location before.

    Yields:
        Faults in the library's techniques.
    """
    for id_, new in library.techniques.items():
        old = before.techniques.get(id_)
        if old is not None:
            yield from _lost(id_, old, new, owner)
        answered = any(citation.doc in own_sources for citation in new.sources)
        yield from _pressure(id_, old, new, answered=answered)
        if old is not None:
            yield from _limit(id_, old.dose, new.dose, answered=answered)
            yield from _words(id_, before, library, answered=answered)


def _lost(id_: Id, old: Technique, new: Technique, owner: Callable[[Location], str]) -> Iterator[Fault]:
    for name in ("families", "rules"):
        lost = ", ".join(value for value in getattr(old, name) if value not in getattr(new, name))
        if lost:
            loose = f"techniques '{id_}': {name} without {lost} is looser than {owner(('techniques', id_))}"
            yield Fault(("techniques", id_, name), f"{loose}; add {lost}", of_key=True)


def _pressure(id_: Id, old: Technique | None, new: Technique, *, answered: bool) -> Iterator[Fault]:
    most = min(old.pressure.max, PRESSURE_FOR_ALL) if old else PRESSURE_FOR_ALL
    if old and new.pressure.max <= old.pressure.max:
        return
    if new.pressure.max > most:
        what = f"techniques '{id_}': pressure up to {new.pressure.max} is more than {most}"
        yield from _needs(what, ("techniques", id_, "pressure", "max"), new.pressure.basis, answered=answered)


def _limit(id_: Id, old: DoseRule, new: DoseRule, *, answered: bool) -> Iterator[Fault]:
    was, now = old.limit_range, new.limit_range
    if old.kind == new.kind and was.holds(now.min) and was.holds(now.max):
        return
    change = f"{now.min} to {now.max} {new.kind} is wider than {was.min} to {was.max} {old.kind}"
    what = f"techniques '{id_}': the limit {change}"
    yield from _needs(what, ("techniques", id_, "dose", "limit"), new.limit.basis, answered=answered)


def _words(id_: Id, before: Catalog, library: Library, *, answered: bool) -> Iterator[Fault]:
    old, new = before.text.techniques.get(id_), library.text.techniques.get(id_)
    if answered or old is None or new is None or new.model_copy(update={"also_called": old.also_called}) == old:
        return
    what = f"techniques '{id_}': other words than those that stood there"
    yield Fault(("text", "techniques", id_), f"{what}; cite a source of your own library in its facts", of_key=True)


def _needs(what: str, location: Location, basis: Basis, *, answered: bool) -> Iterator[Fault]:
    missing = [] if basis == "editorial" else ["write basis: editorial"]
    missing += [] if answered else ["cite a source of your own library"]
    if missing:
        yield Fault(location, f"{what}; {' and '.join(missing)}")
