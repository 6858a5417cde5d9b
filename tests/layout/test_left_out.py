"""A technique that is left out for a person stands nowhere in the file but where the record says that it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pytest
from geometry import squeezed
from hypothesis import Phase, assume, event, given, reject, settings
from hypothesis import strategies as st
from making import BLANK, CLOCK, enriched, pages_of, plan_of, shipped
from people import massages, people, person_of
from pypdf import PdfReader
from reading import read, tree_of

from cardgen.content.base import Id
from cardgen.errors import RequestError
from cardgen.layout.boxes import Page, box_text
from cardgen.pdf.metadata import Metadata
from cardgen.pdf.write import write_pdf
from cardgen.phrasing import build
from cardgen.plan import Plan
from cardgen.screening import Refused
from cardgen.theme import Theme, default_theme, load_theme, themes

CARDS = tuple(default_theme().cards)
THEMES = {listed.name: load_theme(listed.name) for listed in themes()}


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Plans for people who have something that drops techniques, of which one at least was asked for."""
    catalog = draw(st.sampled_from([shipped, enriched]))()
    try:
        plan = plan_of(catalog, draw(massages(catalog)), draw(people(st.just("A. Smith"), catalog, dropping=True)))
    except (Refused, RequestError):  # nothing is left of it, or the steps do not go together
        reject()
    assume(plan.left_out)
    return plan


# Without shrinking: a card takes some tenths of a second, so that it would last for minutes.
@pytest.mark.parametrize("name", CARDS)
@settings(max_examples=3, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(plans(), st.sampled_from(sorted(THEMES)))
def test_what_is_left_out_is_named_by_the_record_alone(name: str, plan: Plan, theme: str) -> None:
    left_out = {step.technique_id for step in plan.left_out}
    event(f"{len(left_out)} left out")
    assert list(said_of(left_out, plan, name, THEMES[theme])) == []


@pytest.mark.parametrize("name", CARDS)
def test_what_stays_is_found_in_the_same_way(name: str) -> None:
    """A name or an instruction of what is left out would be seen."""
    plan = plan_of(shipped(), "lower-back", person_of("fragile-skin"))
    assert plan.left_out
    stays = [step.technique_id for step in plan.steps]
    found = " ".join(said_of(stays, plan, name, default_theme()))
    assert all(f"the name of {id_}" in found for id_ in stays)
    assert all(f"the instruction of {id_}" in found for id_ in stays)


def said_of(techniques: Iterable[Id], plan: Plan, name: str, theme: Theme) -> Iterator[str]:
    """Yield what a card's file says of techniques outside the record: their names and instructions."""
    document = build(plan, BLANK)
    pages = pages_of(document, name, theme)
    metadata = Metadata(document.title, document.subtitle, document.language, CLOCK)
    texts = list(texts_of(read(write_pdf(pages, theme, metadata)), pages))
    catalog = plan.screening.catalog
    phases = {catalog.text.interface.phases[step.technique.phase] for step in plan.steps}
    for id_ in techniques:
        words = catalog.text.techniques[id_]
        looked_for = [("instruction", words.full), ("instruction", words.short)]
        looked_for += [("name", words.name)] if words.name not in phases else []  # the time bar names its phases
        for what, text in looked_for:
            yield from (f"the {what} of {id_} on {where}" for where, said in texts if squeezed(text) in said)


def texts_of(reader: PdfReader, pages: Sequence[Page]) -> Iterator[tuple[str, str]]:
    """Yield where something is said, and what, without spaces and without what the record says."""
    for number, (drawn, page) in enumerate(zip(reader.pages, pages, strict=True), start=1):
        said = squeezed(drawn.extract_text())
        for box in page.boxes:
            if box.block.split(" /")[0] == "person" and box_text(box):
                assert squeezed(box_text(box)) in said
                said = said.replace(squeezed(box_text(box)), "", 1)
        yield f"page {number}", said
    for element in tree_of(reader).walk():
        yield "a figure", squeezed(str(element.entries.get("/Alt", "")))
    yield from (("a bookmark", squeezed(title)) for title in titles_of(reader.outline))
    assert reader.metadata is not None
    yield from (("the metadata", squeezed(str(value))) for value in reader.metadata.values())


def titles_of(outline: Sequence[Any]) -> Iterator[str]:
    for entry in outline:
        if isinstance(entry, list):
            yield from titles_of(entry)
        else:
            yield str(entry.title)
