"""People for the tests of layout: what they may have, who asked, who cleared, in texts of any length."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import get_args

from hypothesis import strategies as st
from making import CLOCK, shipped

from cardgen.content.base import Zone
from cardgen.person import Clearance, Finding, Person

TODAY = CLOCK.date()
CLEARED_ON = TODAY - dt.timedelta(days=7)


def person_of(*findings: str, by: str = "A. Smith", who: str = "Dr. Jones") -> Person:
    """Return a person who has ``id`` or ``id@zone,zone``, cleared of all that can be cleared."""
    told = [finding.partition("@") for finding in findings]
    return _cleared(
        [Finding(id_, frozenset(zones.split(",")) if zones else frozenset()) for id_, _, zones in told], by, who
    )


def going_on() -> list[str]:
    """Return the ids of everything that lets a massage face down go on, once it is cleared."""
    catalog = shipped()
    conditions = [
        id_ for id_, one in catalog.conditions.items() if one.changes is not None and one.changes.position is None
    ]
    flags = [id_ for id_, flag in catalog.red_flags.items() if flag.level == "check-up" or flag.changes is not None]
    return conditions + flags


@st.composite
def people(draw: st.DrawFn, names: st.SearchStrategy[str]) -> Person:
    """People with up to twenty things that let a massage go on, all in the same few places; ``names`` are who asked."""
    places = draw(st.lists(st.sampled_from(get_args(Zone)), min_size=1, max_size=3, unique=True))
    zones = st.frozensets(st.sampled_from(places), min_size=1)
    findings = st.builds(Finding, st.sampled_from(going_on()), zones)
    told = draw(st.lists(findings, max_size=20, unique_by=lambda finding: finding.id))
    return _cleared(told, draw(names), draw(names))


def _cleared(findings: Iterable[Finding], by: str, who: str) -> Person:
    catalog = shipped()
    found = tuple(findings)
    entries = {**catalog.conditions, **catalog.red_flags}
    referred = (finding.id for finding in found if entries[finding.id].effect == "refer")
    return Person(found, None, by, TODAY, tuple(Clearance(id_, who, CLEARED_ON) for id_ in referred))
