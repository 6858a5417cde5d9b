from __future__ import annotations

import pytest
from flowing import said, sides
from geometry import plain

from cardgen.document import CheckItem
from cardgen.layout.boxes import box_text
from cardgen.layout.checklist import ChecklistBlock

ITEMS = tuple(CheckItem(f"line {number} of the checklist, in full", f"line {number}") for number in range(11))


@pytest.mark.parametrize("columns", [1, 2])
@pytest.mark.parametrize("short", [False, True])
@pytest.mark.parametrize("room", [60.0, 90.0, 400.0])
def test_a_checklist_has_a_box_for_every_line(columns: int, short: bool, room: float) -> None:
    laid = sides(ChecklistBlock("Before", ITEMS, columns, short, "{title} (continued)"), room)
    boxes = [box for one in laid for box in one.boxes]
    expected = [item.short if short else item.text for item in ITEMS]
    assert [box.alt for box in boxes if box.tag == "Form"] == expected
    assert [plain(box_text(box)) for box in boxes if box.tag == "LBody"] == expected
    assert said(laid, "heading") == ["Before", *["Before (continued)"] * (len(laid) - 1)]
