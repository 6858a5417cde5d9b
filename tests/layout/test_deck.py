"""The ring-bound deck: the core on the first cards, a card for each step, and no box out of place."""

from __future__ import annotations

from dataclasses import replace

import pytest
from geometry import faults, plain
from hypothesis import given, settings
from hypothesis import strategies as st
from making import BLANK, document_of, pages_of, shipped

from cardgen.content.model import Catalog
from cardgen.document import Document
from cardgen.layout.boxes import Page, box_text
from cardgen.theme import default_theme, format_of

ID1 = format_of(default_theme(), "id1")
ROUTINES = ("lower-back", "back-routine", "lumbar-routine", "quick-10")


def fronts_of_steps(pages: tuple[Page, ...]) -> list[Page]:
    return [page for page in pages if any(box.block == "foot" for box in page.boxes)]


def core_sides(document: Document, pages: tuple[Page, ...]) -> list[Page]:
    titles = {item.title for item in document.core}
    return [page for page in pages if any(box.block in titles and box.tag in {"P", "H2"} for box in page.boxes)]


@pytest.mark.parametrize("routine", ROUTINES)
def test_every_box_of_a_deck_keeps_its_place(catalog: Catalog, routine: str) -> None:
    for page in pages_of(document_of(catalog, routine), "id1"):
        assert faults(page, ID1) == []


@settings(max_examples=15, deadline=None)
@given(st.text("aW ż\u0394Ж", max_size=120), st.text("aW żΔЖ", max_size=400), st.text("aW żΔЖ", max_size=400))
def test_hostile_texts_print(title: str, client: str, note: str) -> None:
    imprint = replace(BLANK, client=client.strip() or None, note=note.strip() or None)
    document = document_of(shipped(), "quick-10", imprint, title=title.strip() or "T")
    pages = pages_of(document, "id1")
    said = plain(" ".join(page.text() for page in pages)).replace(" ", "")
    for text in (title, client, note):
        assert plain(text).replace(" ", "") in said
    for page in pages:
        assert faults(page, ID1) == []


@pytest.mark.parametrize("routine", ROUTINES)
def test_the_core_stands_whole_on_the_first_cards_and_every_phrase_on_one_side(catalog: Catalog, routine: str) -> None:
    document = document_of(catalog, routine)
    pages = pages_of(document, "id1")
    sides = core_sides(document, pages)
    assert sides == list(pages[: len(sides)])
    texts = [plain(page.text()) for page in sides]
    for item in document.core:
        for phrase in (*item.phrases, *item.sentences):
            assert any(plain(phrase) in text for text in texts), phrase


def test_a_panel_that_continues_repeats_its_signal_word_and_its_lead(catalog: Catalog) -> None:
    document = document_of(catalog)
    caution = next(item for item in document.core if item.id == "caution")
    sides = [page for page in pages_of(document, "id1") if any(box.block == caution.title for box in page.boxes)]
    assert len(sides) > 1
    for page in sides:
        assert [box_text(box) for box in page.boxes if box.block == caution.title and box.tag == "H2"] == ["CAUTION"]
    assert sum(caution.lead in plain(page.text()) for page in sides) >= 1


@pytest.mark.parametrize("routine", ROUTINES)
def test_every_step_has_a_card_that_sends_the_reader_to_the_core(catalog: Catalog, routine: str) -> None:
    document = document_of(catalog, routine)
    pages = pages_of(document, "id1")
    cards = (len(core_sides(document, pages)) + 1) // 2
    fronts = fronts_of_steps(pages)
    assert len(fronts) == len(document.steps)
    for step, front in zip(document.steps, fronts, strict=True):
        index = pages.index(front)
        assert front.side == "front"
        assert index % 2 == 0
        foot = plain(" ".join(box_text(box) for box in front.boxes if box.block == "foot"))
        assert foot == plain(f"{document.labels.spine} {document.labels.stop} Read cards 1–{cards}.")
        assert plain(step.short) in plain(front.text())
        back = plain(pages[index + 1].text())
        assert plain(step.full) in back
        for rule in document.step_rules:
            if step.number in rule.steps:
                assert all(plain(text) in back for text in rule.texts)
        (figure,) = [box for box in front.boxes if box.tag == "Figure" and box.alt == step.alt]
        assert figure.rect.width >= ID1.step.tile_floor


def test_the_tick_list_stands_whole_at_the_end(catalog: Catalog) -> None:
    document = document_of(catalog)
    pages = pages_of(document, "id1")
    boxes = [box for page in pages for box in page.boxes if box.block == "tick-list" and box.tag == "LBody"]
    asked = [plain(box_text(box)) for box in boxes]
    assert asked == [plain(item) for group in document.ticklist.groups for item in group.items]
