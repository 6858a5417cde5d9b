"""Documents and pages for the tests of layout, made the way the program makes them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from cardgen.content.catalog import load
from cardgen.content.dose import Amount
from cardgen.content.model import Catalog
from cardgen.document import Document, Imprint
from cardgen.layout.boxes import Page
from cardgen.layout.card import lay_out
from cardgen.layout.row import Row, make_row
from cardgen.layout.setting import Setting
from cardgen.layout.steps import least_tile
from cardgen.person import Person
from cardgen.phrasing import build
from cardgen.plan import Plan, compose
from cardgen.screening import general, screen
from cardgen.selection import Choice, select
from cardgen.theme import Theme, default_theme, format_of

CLOCK = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
FORMATS = ("a5", "a6")
BLANK = Imprint(clock=CLOCK)
A5, A6 = (Setting(default_theme(), default_theme().formats[name]) for name in ("a5", "a6"))


LIBRARIES = Path(__file__).parents[1] / "content" / "libraries"


@cache
def shipped() -> Catalog:
    """Return the shipped catalogue, for strategies, which have no fixtures."""
    return load()


@cache
def enriched() -> Catalog:
    """Return the catalogue under libraries that add a technique, a rule, conditions and phrases of the core."""
    return load(libraries=(LIBRARIES / "good-technique", LIBRARIES / "good-stricter"))


def least(catalog: Catalog, technique: str) -> Amount:
    """Return the least dose that a technique may have."""
    rule = catalog.techniques[technique].dose
    return Amount(rule.limit_range.min, rule.kind)


def plan_of(catalog: Catalog, steps: str | Sequence[Choice] | Sequence[str], person: Person | None = None) -> Plan:
    """Plan a shipped routine, or techniques with their doses or with their least ones, for a person if there is one."""
    screening = screen(catalog, person, CLOCK.date()) if person else general(catalog)
    if isinstance(steps, str):
        return compose(screening, select(catalog, routine=steps))
    chosen = tuple(step if isinstance(step, Choice) else Choice(step, least(catalog, step)) for step in steps)
    return compose(screening, select(catalog, choices=chosen))


def document_of(
    catalog: Catalog,
    steps: str | Sequence[Choice] | Sequence[str] = "lower-back",
    imprint: Imprint = BLANK,
    title: str | None = None,
    person: Person | None = None,
) -> Document:
    """Put a plan into words, under another title if one is given, for a person if there is one."""
    plan = plan_of(catalog, steps, person)
    return build(plan if title is None else replace(plan, title=title), imprint)


def pages_of(document: Document, name: str, theme: Theme | None = None) -> tuple[Page, ...]:
    """Lay a document out in a format of a theme, the default one if none is given."""
    theme = theme or default_theme()
    return lay_out(document, theme, format_of(theme, name))


def rows_of(setting: Setting, document: Document, tile: float | None = None) -> tuple[Row, ...]:
    """Lay out a document's rows beside tiles of one side, the least one if none is given."""
    width = setting.format.safe_area.width
    return tuple(make_row(setting, step, tile or least_tile(setting), width) for step in document.steps)
