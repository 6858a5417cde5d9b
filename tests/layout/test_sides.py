from __future__ import annotations

import pytest
from geometry import plain

from cardgen.document import Document
from cardgen.layout.band import BandText
from cardgen.layout.boxes import Box, Page, one_block
from cardgen.layout.setting import Setting
from cardgen.layout.sides import Side, area_below, pages, provisional, widest_place
from cardgen.theme import default_theme
from cardgen.units import Rect

TEXT = BandText("Side", ("Lower back massage",))


def made(setting: Setting, document: Document, count: int, *, numbered: bool = True) -> tuple[Page, ...]:
    content = Box(Rect(50, 100, 10, 10), "P", "content", ())
    return pages(document, [Side(TEXT, 0, numbered, setting, one_block([content]))] * count, setting.format)


@pytest.mark.parametrize("count", [1, 2, 3, 6])
def test_fronts_and_backs_alternate_and_cards_are_counted(setting: Setting, lower_back: Document, count: int) -> None:
    found = made(setting, lower_back, count)
    assert [page.side for page in found] == [("front", "back")[index % 2] for index in range(count)]
    cards = (count + 1) // 2
    for index, page in enumerate(found):
        assert (f"Card {index // 2 + 1} of {cards}" in plain(page.text())) is (cards > 1)


def test_a_side_that_counts_no_card_says_none(setting: Setting, lower_back: Document) -> None:
    assert not any("Card" in page.text() for page in made(setting, lower_back, 4, numbered=False))


def test_paper_lies_under_everything_and_content_follows_the_band(setting: Setting, lower_back: Document) -> None:
    form = setting.format
    for page in made(setting, lower_back, 2):
        paper, band, *_ = page.boxes
        assert paper.rect == Rect(0, 0, form.size.width, form.size.height).inset(-form.bleed)
        assert band.block == "band"
        assert page.boxes[-1].block == "content"
        assert (page.size, page.bleed, page.title) == (form.size, form.bleed, "Side")


@pytest.mark.parametrize("index", [0, 1])
def test_content_has_the_safe_area_below_the_band(setting: Setting, lower_back: Document, index: int) -> None:
    area = area_below(lower_back, setting, TEXT, index)
    assert setting.format.safe_area.contains(area)
    assert area.bottom == pytest.approx(setting.format.safe_area.bottom)
    page = made(setting, lower_back, 4)[index]
    assert page.boxes[1].rect.bottom + setting.format.band.below <= area.y + 0.01


def test_bands_are_measured_with_the_widest_card_number(setting: Setting, lower_back: Document) -> None:
    assert provisional(lower_back, setting, TEXT).lines == ("Lower back massage", "Card\u00a088\u00a0of\u00a088")
    assert provisional(lower_back, setting, TEXT, numbered=False) == TEXT


@pytest.mark.parametrize("number", [1, 10, 47, 99])
def test_no_card_number_is_wider_than_the_widest(lower_back: Document, number: int) -> None:
    deck = Setting(default_theme(), default_theme().formats["id1"])
    place = lower_back.labels.card_short.format(number=number, count=99)
    assert deck.width(place, "back_note") <= deck.width(widest_place(lower_back, deck), "back_note")
