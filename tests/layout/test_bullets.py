"""Bulleted lists: two columns are filled from the left."""

from __future__ import annotations

import pytest

from cardgen.layout.bullets import bulleted, bullets, bullets_height
from cardgen.layout.setting import Setting
from cardgen.theme import default_theme
from cardgen.units import Rect

SETTING = Setting(default_theme(), default_theme().formats["a5"])


@pytest.mark.parametrize("count", range(1, 7))
def test_a_list_begins_in_the_first_column(count: int) -> None:
    items = tuple(f"item {number}" for number in range(count))
    dots = [box.rect for box in bulleted(SETTING, items, Rect(20, 30, 300, 0), 2, "list") if box.tag == "Artifact"]
    assert len(dots) == count
    assert dots[0].x == 20
    assert len({dot.x for dot in dots}) == min(count, 2)
    assert max(dot.bottom for dot in dots) <= 30 + bullets_height(SETTING, items, 300, 2)


def test_no_items_take_no_room() -> None:
    laid = bullets(SETTING, (), 300, 2, "list")
    assert (laid.height, laid.boxes) == (0, ())
