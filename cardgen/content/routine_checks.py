"""Checks of the shipped routines and of the orders that sources fix."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from cardgen.content.composition import audience_breaches, dose_breach, order_breaches, total_breach
from cardgen.content.facts import Routine
from cardgen.content.model import Catalog
from cardgen.content.place import Fault, unknown


def _sequences(catalog: Catalog) -> Iterator[Fault]:
    for id_, sequence in catalog.sequences.items():
        for index, technique in enumerate(sequence.order):
            yield from unknown("technique", technique, catalog.techniques, ("sequences", id_, "order", index))
            if technique in sequence.order[:index]:
                message = f"'{technique}' stands in the order twice; remove one of them"
                yield Fault(("sequences", id_, "order", index), message)


def _routines(catalog: Catalog) -> Iterator[Fault]:
    for id_, routine in catalog.routines.items():
        missing = list(_unknown_techniques(id_, routine, catalog))
        yield from missing or _composition(id_, routine, catalog)


def _unknown_techniques(id_: str, routine: Routine, catalog: Catalog) -> Iterator[Fault]:
    for index, step in enumerate(routine.steps):
        location = ("routines", id_, "steps", index, "technique")
        yield from unknown("technique", step.technique, catalog.techniques, location)


def _composition(id_: str, routine: Routine, catalog: Catalog) -> Iterator[Fault]:
    steps = [step.technique for step in routine.steps]
    sequences = {name: one for name, one in catalog.sequences.items() if len(set(one.order)) == len(one.order)}
    for breach in (
        *order_breaches(steps, catalog.techniques, sequences),
        *audience_breaches(steps, catalog.techniques, routine.audience),
    ):
        yield Fault(("routines", id_, "steps", breach.index, "technique"), breach.message)
    wrong = list(_doses(id_, routine, catalog))
    yield from wrong or _total(id_, routine, catalog)


def _doses(id_: str, routine: Routine, catalog: Catalog) -> Iterator[Fault]:
    for index, step in enumerate(routine.steps):
        if step.dose is None:
            yield Fault(("routines", id_, "steps", index), "a shipped routine gives every dose; add dose")
            continue
        message = dose_breach(step.technique, catalog.techniques[step.technique].dose, step.dose)
        if message is not None:
            yield Fault(("routines", id_, "steps", index, "dose"), message)


def _total(id_: str, routine: Routine, catalog: Catalog) -> Iterator[Fault]:
    doses = ((step.dose, catalog.techniques[step.technique].dose) for step in routine.steps if step.dose is not None)
    message = total_breach(doses, routine.minutes)
    if message is not None:
        yield Fault(("routines", id_, "minutes"), message)


ALL: tuple[Callable[[Catalog], Iterator[Fault]], ...] = (_sequences, _routines)
"""Every check of routines and sequences."""
