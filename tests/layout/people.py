"""People for the tests of layout, and massages for them: what they may have, who asked and cleared; steps and doses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import get_args

from hypothesis import strategies as st
from making import CLOCK, shipped

from cardgen.content.base import Phase, Zone
from cardgen.content.conditions import Condition, RedFlag
from cardgen.content.dose import Amount
from cardgen.content.model import Catalog
from cardgen.person import Clearance, Finding, Person
from cardgen.selection import Choice

TODAY = CLOCK.date()
CLEARED_ON = TODAY - dt.timedelta(days=7)


def person_of(*findings: str, by: str = "A. Smith", who: str = "Dr. Jones") -> Person:
    """Return a person who has ``id`` or ``id@zone,zone``, cleared of all that can be cleared."""
    told = [finding.partition("@") for finding in findings]
    return _cleared(
        shipped(),
        [Finding(id_, frozenset(zones.split(",")) if zones else frozenset()) for id_, _, zones in told],
        by,
        who,
    )


def going_on(catalog: Catalog) -> dict[str, Condition | RedFlag]:
    """Return everything that lets a massage face down go on, once it is cleared."""
    conditions = {
        id_: one for id_, one in catalog.conditions.items() if one.changes is not None and one.changes.position is None
    }
    flags = {id_: one for id_, one in catalog.red_flags.items() if one.level == "check-up" or one.changes is not None}
    return {**conditions, **flags}


@st.composite
def people(
    draw: st.DrawFn, names: st.SearchStrategy[str], catalog: Catalog | None = None, *, dropping: bool = False
) -> Person:
    """People with up to twenty things that let a massage go on, all in the same few places.

    Args:
        draw: Of hypothesis.
        names: Who asked, and who cleared.
        catalog: What they may have; that of the shipped catalogue if none is given.
        dropping: Whether they have something at least that drops techniques.
    """
    catalog = catalog or shipped()
    entries = going_on(catalog)
    places = draw(st.lists(st.sampled_from(get_args(Zone)), min_size=1, max_size=3, unique=True))
    zones = st.frozensets(st.sampled_from(places), min_size=1)
    told = draw(
        st.lists(st.builds(Finding, st.sampled_from(list(entries)), zones), max_size=20, unique_by=lambda one: one.id)
    )
    if dropping:
        drops = [id_ for id_, entry in entries.items() if entry.changes is not None and entry.changes.drop]
        first = draw(st.builds(Finding, st.sampled_from(drops), zones))
        told = [first, *(one for one in told[:3] if one.id != first.id)]
    return _cleared(catalog, told, draw(names), draw(names))


@st.composite
def massages(draw: st.DrawFn, catalog: Catalog) -> str | tuple[Choice, ...]:
    """A routine, or a warm-up and up to nine other techniques, each in any dose that it may have."""
    if draw(st.booleans()):
        return draw(st.sampled_from(list(catalog.routines)))
    warm_ups = [id_ for id_, technique in catalog.techniques.items() if technique.phase == "warm-up"]
    chosen = {draw(st.sampled_from(warm_ups)), *draw(st.lists(st.sampled_from(list(catalog.techniques)), max_size=9))}
    in_order = sorted(
        (id_ for id_ in catalog.techniques if id_ in chosen),
        key=lambda id_: get_args(Phase).index(catalog.techniques[id_].phase),
    )
    doses = [catalog.techniques[id_].dose for id_ in in_order]
    counts = [draw(st.integers(dose.limit_range.min, dose.limit_range.max)) for dose in doses]
    return tuple(
        Choice(id_, Amount(count, dose.kind)) for id_, count, dose in zip(in_order, counts, doses, strict=True)
    )


def _cleared(catalog: Catalog, findings: Iterable[Finding], by: str, who: str) -> Person:
    found = tuple(findings)
    entries = {**catalog.conditions, **catalog.red_flags}
    referred = (finding.id for finding in found if entries[finding.id].effect == "refer")
    return Person(found, None, by, TODAY, tuple(Clearance(id_, who, CLEARED_ON) for id_ in referred))
