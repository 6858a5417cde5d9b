from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from PIL import Image

from cardgen.layout.boxes import Page
from cardgen.layout.card import lay_out
from cardgen.notices import MOST_INK, press_notices
from cardgen.pipeline import CardResult
from cardgen.request import Press
from cardgen.theme import default_theme
from cardgen.theme.model import Ink


def test_a_plain_card_needs_no_word_about_its_print(make) -> None:
    result: CardResult = make(client="Zoë Żółć", clinic="Quiet Hands")
    assert result.notices == ()


@pytest.mark.parametrize("sheet", ["a4", "letter"])
def test_sheets_say_how_to_print_them(make, sheet: str) -> None:
    assert make(on=sheet).notices == (
        f"print the {sheet.upper()} sheets on both sides, flipped on the long edge, at 100 % (actual size)",
    )


def test_a_name_without_room_on_the_front_is_named_and_stands_in_the_record(make) -> None:
    result: CardResult = make(client="Llanfair" * 12)
    assert result.notices == ("--client: the name is not on the front, for want of room; it stands in the record",)
    assert "Llanfair" * 12 in (field.value for field in result.document.fields)


def test_the_shipped_inks_dry(make) -> None:
    with_profile = Press(Path("coated.icc"))
    assert press_notices(with_profile, default_theme(), make_pages(make)) == ()


def test_too_much_ink_is_told(make) -> None:
    theme = default_theme()
    heavy = theme.model_copy(update={"palette": {**theme.palette, "brick": Ink(hex="#8A2B12", cmyk=(100, 90, 80, 31))}})
    (told,) = press_notices(Press(Path("coated.icc")), heavy, make_pages(make))
    assert told == f"--press: more than {MOST_INK} % ink may not dry: brick (301 %); choose less ink in the theme"


def test_a_logo_without_a_profile_is_worth_a_proof(make, tmp_path: Path) -> None:
    logo = tmp_path / "logo.png"
    Image.new("RGB", (30, 30), "red").save(logo)
    (told, of_logo) = make(logo=logo, press=Press()).notices
    assert "ICC profile" in told
    assert of_logo == "--press: the logo's colours are converted without a profile; look at a proof"


def make_pages(make) -> Sequence[Page]:
    result = make()
    return lay_out(result.document, default_theme(), default_theme().formats["a5"])
