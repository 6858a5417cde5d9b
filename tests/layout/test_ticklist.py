from __future__ import annotations

import pytest
from geometry import extent, plain

from cardgen.document import Document
from cardgen.layout.boxes import Box, Laid, box_text
from cardgen.layout.flow import FlowBlock, Taken
from cardgen.layout.setting import Setting
from cardgen.layout.ticklist import TickBlock
from cardgen.shapes import Path


def sides(document: Document, setting: Setting, room: float) -> list[Laid]:
    ticks = document.ticklist
    block: FlowBlock | None = TickBlock(ticks, ticks.groups, "{title} (continued)")
    found = []
    while block:
        taken: Taken | None = block.lay(setting, setting.format.safe_area.width, room)
        assert taken is not None
        assert taken.laid.height <= room + 0.01
        found.append(taken.laid)
        block = taken.rest
    return found


def titles(laid: Laid) -> list[Box]:
    return [box for box in laid.boxes if box.tag == "H2"]


@pytest.mark.parametrize("room", [150.0, 330.0, 5000.0])
def test_every_question_stands_once_in_order_with_a_box_to_tick(
    setting: Setting, lower_back: Document, room: float
) -> None:
    boxes = [box for laid in sides(lower_back, setting, room) for box in laid.boxes]
    asked = [plain(box_text(box)) for box in boxes if box.tag == "LBody"]
    assert asked == [plain(item) for group in lower_back.ticklist.groups for item in group.items]
    answered = [f"{answer}: {question}" for question in asked for answer in lower_back.ticklist.answers]
    assert [box.alt for box in boxes if box.tag == "Form"] == answered


def test_the_opening_says_once_what_a_tick_means(setting: Setting, lower_back: Document) -> None:
    first, *others = sides(lower_back, setting, 300)
    opening = plain(f"{lower_back.ticklist.status}. {lower_back.ticklist.lead}")
    assert plain(box_text(first.boxes[0])) == opening
    assert not any(opening in plain(box_text(box)) for laid in others for box in laid.boxes)


@pytest.mark.parametrize("room", [150.0, 330.0])
def test_a_heading_stays_with_its_first_line_and_is_repeated_where_its_group_continues(
    setting: Setting, lower_back: Document, room: float
) -> None:
    groups = {group.title: [plain(item) for item in group.items] for group in lower_back.ticklist.groups}
    seen: dict[str, list[str]] = {}
    title = ""
    for laid in sides(lower_back, setting, room):
        ends_with_heading = [box for box in laid.boxes if box.tag in {"H2", "LBody"}][-1].tag == "H2"
        assert not ends_with_heading
        for box in laid.boxes:
            if box.tag == "H2":
                title = box_text(box).removesuffix(" (continued)")
                assert box_text(box).endswith(" (continued)") == (title in seen)
            if box.tag == "LBody":
                seen.setdefault(title, []).append(plain(box_text(box)))
    assert seen == groups


def test_every_column_on_every_side_begins_with_a_heading(setting: Setting, lower_back: Document) -> None:
    for laid in sides(lower_back, setting, 200):
        for left in {round(box.rect.x) for box in laid.boxes if box.tag == "Form"}:
            of_column = [box for box in laid.boxes if abs(box.rect.x - left) < 30 and box.tag in {"H2", "LBody"}]
            assert min(of_column, key=lambda box: extent(box).y).tag == "H2"


def test_red_flags_bear_a_flag_and_conditions_do_not(setting: Setting, lower_back: Document) -> None:
    boxes = [box for laid in sides(lower_back, setting, 5000) for box in laid.boxes]
    flags = [box for box in boxes if any(isinstance(mark, Path) and mark.fill == "red" for mark in box.marks)]
    assert len(flags) == sum(group.flag for group in lower_back.ticklist.groups) == 2
    for flag, group in zip(flags, lower_back.ticklist.groups, strict=False):
        following = boxes[boxes.index(flag) + 1]
        assert box_text(following) == group.title
        assert flag.rect.right < following.rect.x


def test_a_room_without_space_for_a_heading_and_a_line_takes_nothing(setting: Setting, lower_back: Document) -> None:
    ticks = lower_back.ticklist
    assert TickBlock(ticks, ticks.groups, "").lay(setting, setting.format.safe_area.width, 25) is None
