"""A technique written in ten lines of facts stands on a card with its figure, alt text, time bar and rules."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from cardgen.content.catalog import load
from cardgen.content.dose import parse_dose
from cardgen.content.model import Catalog
from cardgen.document import Document, Imprint
from cardgen.figures.ink import motion_ink
from cardgen.layout.boxes import Page
from cardgen.layout.card import lay_out
from cardgen.phrasing import build
from cardgen.plan import Plan, compose
from cardgen.screening import general
from cardgen.selection import Choice, select
from cardgen.shapes import TextRun
from cardgen.theme import default_theme, format_of
from cardgen.units import MM, Size

LIBRARY = Path(__file__).parent / "content" / "libraries" / "good-technique"
FORMATS = ("a5", "a6")


@pytest.fixture(scope="module")
def own() -> Catalog:
    return load(libraries=(LIBRARY,))


@pytest.fixture(scope="module")
def plan(own: Catalog) -> Plan:
    choices = (Choice("stroking", parse_dose("2min")), Choice("rocking", parse_dose("3min")))
    return compose(general(own), select(own, choices=choices))


@pytest.fixture(scope="module")
def document(plan: Plan) -> Document:
    return build(plan, Imprint(clock=dt.datetime(2026, 12, 1, tzinfo=dt.UTC)))


@pytest.fixture(scope="module", params=FORMATS)
def pages(request: pytest.FixtureRequest, document: Document) -> tuple[Page, ...]:
    theme = default_theme()
    return tuple(lay_out(document, theme, format_of(theme, request.param)))


def test_it_takes_about_ten_lines() -> None:
    assert len((LIBRARY / "facts" / "techniques.yaml").read_text(encoding="utf-8").splitlines()) <= 12


def test_its_rules_come_with_it(plan: Plan, document: Document, own: Catalog) -> None:
    assert plan.rule_ids == ("not-on-spine", "no-weight-on-spine")
    assert own.text.rules["no-weight-on-spine"].text in document.warnings
    (rule,) = document.step_rules
    assert (rule.ids, rule.steps) == (("no-weight-on-spine",), (1, 2))


def test_its_source_is_named(document: Document) -> None:
    assert "C: Handbook of the clinic. Rocking (Step 2)." in document.sources


def test_its_figure_is_drawn_from_its_motion(own: Catalog) -> None:
    ink = motion_ink(own.techniques["rocking"], Size(20 * MM, 20 * MM))
    assert len(ink) >= 4


def test_its_figure_with_its_alt_text_is_on_the_card(pages: tuple[Page, ...], document: Document) -> None:
    alt = document.steps[1].alt
    assert alt == (
        "Circles on both sides of the spine, from the low back up to the middle back. The circles vibrate. "
        "Nothing touches the spine."
    )
    figures = [box for box in pages[0].boxes if box.alt == alt]
    assert len(figures) == 1
    assert figures[0].marks


def test_its_words_and_its_minutes_are_on_the_card(pages: tuple[Page, ...], own: Catalog) -> None:
    said = " ".join(
        mark.text for page in pages for box in page.boxes for mark in box.marks if isinstance(mark, TextRun)
    )
    words = own.text.techniques["rocking"]
    for text in (words.name, words.hands, "3\u00a0min"):
        assert all(word in said for word in text.split(" ")), text
    bars = [box for box in pages[0].boxes if box.alt and box.alt.startswith("Time bar")]
    assert len(bars) == 1
    assert "5 minutes in all" in str(bars[0].alt)
