"""What leaves a safety side first, and what never leaves it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from geometry import is_number, plain
from making import BLANK, document_of, pages_of

from cardgen.content.model import Catalog
from cardgen.document import Document
from cardgen.layout.boxes import Page, box_text
from cardgen.layout.flow import fill
from cardgen.layout.setting import Setting
from cardgen.layout.sheaf import Sheaf, arrange, keep, sheaf_of
from cardgen.qr import encode
from cardgen.theme import default_theme

ORDER = ("sources", "qr", "log", "fields", "pain", "checklist", "note")
BLOCKS = {
    "sources": "sources",
    "qr": "qr",
    "session log": "log",
    "notes": "note",
    "fields": "fields",
    "pain signs": "pain",
    "checklist": "checklist",
}


@pytest.fixture(scope="module")
def full(catalog: Catalog) -> Document:
    """A document with everything that may leave a safety side."""
    imprint = replace(BLANK, client="Ana", note="Likes it gentle.", qr=encode("https://example.org/"))
    return document_of(catalog, "quick-10", imprint)


def kept_in(setting: Setting, document: Document, room: float) -> Sheaf:
    return keep(setting, sheaf_of(document, short=True), ORDER, setting.format.safe_area.width, room)[0]


def test_the_shipped_order_is_the_specified_one() -> None:
    assert default_theme().leaves_first == ORDER


def test_blocks_leave_one_after_the_other_in_that_order(setting: Setting, full: Document) -> None:
    found = []
    for room in range(0, 1600, 10):
        names = kept_in(setting, full, float(room)).names
        if not found or found[-1] != names:
            found.append(names)
    assert found[0] == frozenset()
    assert found[-1] == frozenset(ORDER)
    assert all(names == frozenset(ORDER[len(ORDER) - len(names) :]) for names in found)
    assert len(found) >= 6


def test_what_stays_fits_and_what_leaves_is_not_lost(setting: Setting, full: Document) -> None:
    sheaf, width = sheaf_of(full, short=True), setting.format.safe_area.width
    for room in (50.0, 150.0, 300.0, 500.0):
        kept, left = keep(setting, sheaf, ORDER, width, room)
        assert not fill(setting, arrange(setting, kept), width, room).rest
        assert kept.names | left.names == sheaf.names
        assert not kept.names & left.names
        assert left.steps_in_full


def test_nothing_is_asked_for_that_the_user_did_not_give(lower_back: Document) -> None:
    assert sheaf_of(lower_back, short=False).names == set(ORDER) - {"qr", "note"}


# --- The same on whole cards, with a core that grows as a library's may


def taller(document: Document, sentences: int) -> Document:
    """Return the document with more sentences in the caution of its core."""
    core = tuple(
        replace(item, sentences=(*item.sentences, *("Keep off a place that our clinic names.",) * sentences))
        if item.id == "caution"
        else item
        for item in document.core
    )
    return replace(document, core=core)


def on_back(page: Page) -> set[str]:
    return {BLOCKS[block] for block in (box.block.split(" /", 1)[0] for box in page.boxes) if block in BLOCKS}


@pytest.mark.parametrize(("name", "most"), [("a5", 18), ("a6", 4)])
def test_core_and_rules_never_leave_the_card_however_tall_the_core(full: Document, name: str, most: int) -> None:
    kept = []
    for sentences in range(0, most + 1, max(1, most // 6)):
        pages = pages_of(taller(full, sentences), name)
        front = next(index for index, page in enumerate(pages) if any(is_number(box) for box in page.boxes))
        back = plain(pages[front + 1].text())
        assert back.count("Keep off a place that our clinic names.") == sentences
        for item in full.core:
            assert all(plain(text) in back for text in (*item.phrases, *item.sentences))
        here = {int(box_text(box)) for box in pages[front].boxes if is_number(box)}
        assert all(plain(text) in back for rule in full.step_rules if here & {*rule.steps} for text in rule.texts)
        stays = on_back(pages[front + 1])
        assert stays == set(ORDER[len(ORDER) - len(stays) :])
        assert set().union(*map(on_back, pages)) == set(ORDER)
        kept.append(len(stays))
    assert kept == sorted(kept, reverse=True)
    assert kept[-1] <= 1  # the note leaves last


def test_a_document_without_terms_has_no_side_for_them(full: Document) -> None:
    pages = pages_of(replace(full, glossary=()), "a5")
    assert not any(box.block == "glossary" for page in pages for box in page.boxes)
    assert any(box_text(box) == full.labels.glossary for page in pages_of(full, "a5") for box in page.boxes)
