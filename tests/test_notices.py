from __future__ import annotations

import pytest

from cardgen.pipeline import CardResult


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
