from __future__ import annotations

from dataclasses import replace

import pytest
from geometry import distance, extent, plain, squeezed

from cardgen.images import Logo
from cardgen.layout.band import (
    LINE_LIMIT,
    BandText,
    back_band,
    band_of,
    front_band,
    front_band_height,
    small_title_fits,
)
from cardgen.layout.boxes import Box, Laid, box_text
from cardgen.layout.setting import Setting
from cardgen.shapes import Picture, TextRun
from cardgen.theme import default_theme

TEXT = BandText("Lower back massage", ("20-minute massage in 7 steps",))


def block(laid: Laid, name: str) -> list[Box]:
    return [box for box in laid.boxes if box.block == f"band / {name}"]


def said(laid: Laid, name: str) -> list[str]:
    return [plain(box_text(box)) for box in block(laid, name) if box_text(box)]


@pytest.mark.parametrize("index", [0, 1])
@pytest.mark.parametrize("title", ["Back", "Lower back massage " * 6, "W" * 120])
def test_a_band_runs_into_the_bleed_and_holds_its_texts(setting: Setting, index: int, title: str) -> None:
    laid = band_of(setting, replace(TEXT, title=title), index)
    form = setting.format
    ground = laid.boxes[0].rect
    assert (ground.x, ground.y) == (-form.bleed, -form.bleed)
    assert ground.right == pytest.approx(form.size.width + form.bleed)
    assert ground.bottom == pytest.approx(laid.height)
    assert laid.boxes[0].bleeds
    assert laid.height >= (form.band.back if index else form.band.front)
    assert squeezed(said(laid, "title")[0]) == squeezed(title)
    assert all(ground.contains(extent(box)) for box in laid.boxes)
    hole = (form.hole.side if index else form.size.width - form.hole.side), form.hole.top
    assert all(distance(extent(box), *hole) >= form.hole.keep_out / 2 for box in laid.boxes[1:])


@pytest.mark.parametrize("index", [0, 1])
def test_a_band_is_at_least_as_high_as_its_content_was_placed_for(setting: Setting, index: int) -> None:
    assert band_of(setting, TEXT, index, 200).height == 200


def test_capitals_of_the_title_start_at_the_safe_margin(setting: Setting) -> None:
    (title,) = block(front_band(setting, TEXT), "title")
    assert extent(title).y == pytest.approx(setting.format.safe)


def test_a_name_is_in_the_band_if_it_takes_two_lines_at_most(setting: Setting) -> None:
    short, long = "For Zoë Żółć", "For " + "Zoë Żółć " * 30
    laid = front_band(setting, replace(TEXT, personal=(short, long, "Clinic")))
    assert said(laid, "name") == [short, "Clinic"]
    assert all(box.rect.height <= LINE_LIMIT * setting.type("subtitle").leading + 0.01 for box in block(laid, "name"))


def test_a_title_too_long_for_the_corner_of_a_back_stands_on_the_front_only(setting: Setting) -> None:
    usual = back_band(setting, BandText("Safety first", ("Lower back massage", "Card 1 of 3")))
    assert said(usual, "routine") == ["Lower back massage Card 1 of 3"]
    long = back_band(setting, BandText("Safety first", ("massage " * 15, "Card 1 of 3")))
    assert said(long, "routine") == ["Card 1 of 3"]
    assert long.height <= usual.height


@pytest.mark.parametrize(("width", "height"), [(40, 40), (400, 20), (20, 400)])
def test_a_logo_stands_whole_on_white_clear_of_title_and_hole(setting: Setting, width: int, height: int) -> None:
    picture = Logo(width, height, bytes(3 * width * height))
    laid = front_band(setting, replace(TEXT, title="W" * 60, logo=picture, logo_alt="The clinic's"))
    plate, logo = block(laid, "logo")
    assert logo.alt == "The clinic's"
    assert isinstance(logo.marks[0], Picture)
    assert logo.marks[0].rect == logo.rect
    assert logo.rect.width / logo.rect.height == pytest.approx(width / height, rel=0.1)
    assert plate.rect.contains(logo.rect)
    limit = setting.format.band.logo
    assert plate.rect.width <= limit.width + 0.01
    assert plate.rect.height <= limit.height + 0.01
    assert all(box.rect.right <= plate.rect.x for box in (*block(laid, "title"), *block(laid, "subtitle")))


def test_a_title_shrinks_to_one_line_before_it_wraps(setting: Setting) -> None:
    room = setting.format.size.width
    wide = "Back"
    while setting.width(wide, "title") < room:
        wide += " a"
    for title, size in (("Back", 1.0), (wide, None)):
        band = front_band(setting, BandText(title, ("x",)))
        box = next(box for box in band.boxes if box.block == "band / title")
        sizes = {mark.size for mark in box.marks if isinstance(mark, TextRun)}
        assert len({mark.y for mark in box.marks if isinstance(mark, TextRun)}) == 1
        style = setting.format.type["title"]
        assert len(sizes) == 1
        assert sizes == {style.size * size} if size else style.floor <= sizes.pop() < style.size
        assert box.rect.right < room


def test_client_and_clinic_share_a_line_where_they_fit_it(setting: Setting) -> None:
    def names(*personal: str) -> list[str]:
        band = front_band(setting, BandText("T", ("x",), personal))
        return [box_text(box) for box in band.boxes if box.block == "band / name"]

    assert names("For Ana", "Ivy") == ["For Ana · Ivy"]
    room = setting.format.size.width - setting.format.safe - setting.format.hole.side - setting.format.hole.keep_out
    clinic = "Spa"
    while setting.width(f"{clinic} Spa", "subtitle") < room:
        clinic += " Spa"
    assert names("For Ana", clinic) == ["For Ana", clinic]
    assert names("For Ana", "W" * 80) == ["For Ana"]


def test_a_title_of_a_deck_leaves_room_for_its_cards_number() -> None:
    deck = Setting(default_theme(), default_theme().formats["id1"])
    title = next("W" * count for count in range(80, 0, -1) if small_title_fits(deck, "W" * count, "1/2"))
    assert not small_title_fits(deck, title, "W" * 20)


@pytest.mark.parametrize("personal", [(), ("Ana",), ("Ana", "Clinic"), ("Ana " * 30, "Clinic"), ("A " * 16, "C " * 30)])
def test_a_front_s_band_is_as_high_as_it_says(setting: Setting, personal: tuple[str, ...]) -> None:
    for title, lines in (("T", ("x",)), ("A long title " * 9, ("x", "A long line under it " * 9))):
        text = BandText(title, lines, personal)
        assert front_band(setting, text).height == pytest.approx(front_band_height(setting, text))
        assert front_band(setting, text, 300.0).height == 300.0
