"""What is measured is what is laid out: layout chooses by heights that are found without a box."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import settings as run
from hypothesis import strategies as st
from making import A5, A6, BLANK, document_of, shipped

from cardgen.document import Field, StepItem
from cardgen.layout.bullets import bullets, bullets_height
from cardgen.layout.checklist import ChecklistBlock
from cardgen.layout.core_block import CoreBlock
from cardgen.layout.flow import WholeBlock, fits
from cardgen.layout.person import PersonBlock
from cardgen.layout.person_limits import limits, limits_height
from cardgen.layout.record import LogBlock, QrBlock, ValueBlock
from cardgen.layout.reference import LinesBlock
from cardgen.layout.row import growth, heights, make_row
from cardgen.layout.safety import PainBlock, RulesBlock
from cardgen.layout.setting import LADDER, Fit, Setting
from cardgen.layout.sheaf import arrange, sheaf_of
from cardgen.layout.steps import least_tile
from cardgen.layout.ticks import tick_height, tick_line
from cardgen.person_record import RecordPart, ScreeningRecord
from cardgen.qr import encode

PLENTY = 10_000.0

texts = st.text(st.sampled_from("ai W-\n\u00a0"), min_size=1, max_size=120).filter(str.strip)
lists = st.lists(texts, max_size=5).map(tuple)
laddered = st.builds(Setting.with_fit, st.sampled_from([A5, A6]), st.sampled_from(LADDER))
widths = st.floats(90, 420)


def same(block: WholeBlock, setting: Setting, width: float, room: float) -> None:
    """Check that a block is as high as it says, and says None exactly where it is not laid out whole."""
    taken, height = block.lay(setting, width, room), block.measure(setting, width, room)
    if taken is None or taken.rest is not None:
        assert height is None
    else:
        assert height == pytest.approx(taken.laid.height, abs=1e-6)


CODE = encode("https://example.org/a-page")
DOCUMENT = document_of(
    shipped(), imprint=replace(BLANK, client="A. Person", note="Likes it slow. " * 9, qr=CODE)
)  # everything that may stand on a safety side
BLOCKS: dict[str, WholeBlock] = {
    **{
        f"core {bulleted} {beside}": CoreBlock(DOCUMENT.core, bulleted, beside)
        for bulleted in (True, False)
        for beside in (True, False)
    },
    **{f"rules {running}": RulesBlock(DOCUMENT.step_rules, DOCUMENT.labels, running) for running in (True, False)},
    **{
        f"checklist {columns} {short}": ChecklistBlock("Before", DOCUMENT.checklist, columns, short, "{title}")
        for columns in (1, 2)
        for short in (True, False)
    },
    "pain": PainBlock(DOCUMENT.pain, "{title}"),
    "sources": LinesBlock("Sources", DOCUMENT.sources, "sources", "{title}"),
    "log": LogBlock("Sessions"),
    "fields": ValueBlock(DOCUMENT.fields[-2:], 12.0, "{title}"),
    "note": ValueBlock((Field("Notes", DOCUMENT.note),), 12.0, "{title}"),
    "code": QrBlock(CODE, "Scan"),
}


@pytest.mark.parametrize("name", BLOCKS)
@given(setting=laddered, width=st.floats(160, 420), room=st.sampled_from([8.0, 40.0, 90.0, 200.0, PLENTY]))
@run(max_examples=12)
def test_a_block_is_as_high_as_it_says(name: str, setting: Setting, width: float, room: float) -> None:
    same(BLOCKS[name], setting, width, room)


@pytest.mark.parametrize("setting", [A5, A6], ids=["a5", "a6"])
@given(rung=st.sampled_from(LADDER), room=st.floats(60, 600))
@run(max_examples=12)
def test_what_is_kept_beside_the_core_is_as_high_as_it_says(setting: Setting, rung: Fit, room: float) -> None:
    setting = setting.with_fit(rung)
    for block in arrange(setting, sheaf_of(DOCUMENT, short=False)):
        same(block, setting, setting.format.safe_area.width, room)


@given(lists, lists, lists, texts, laddered, widths, st.floats(20, 500), st.booleans(), st.booleans())
@run(max_examples=60)
def test_a_record_is_as_high_as_it_says(
    cautions: tuple[str, ...],
    changes: tuple[str, ...],
    check_ups: tuple[str, ...],
    status: str,
    setting: Setting,
    width: float,
    room: float,
    bulleted: bool,
    again: bool,
) -> None:
    parts = (RecordPart(f"{lead}:", items) for lead, items in zip("ABC", (cautions, changes, check_ups), strict=True))
    record = ScreeningRecord("Person", *parts, status=status, limits="Limits.", in_full="Card {card}.")
    same(PersonBlock(record, "{title}", bulleted, again), setting, width, room)


@given(texts, laddered, widths)
@run(max_examples=40)
def test_texts_are_as_high_as_they_say(text: str, setting: Setting, width: float) -> None:
    assert limits_height(setting, text, width) == pytest.approx(limits(setting, text, width).height)
    assert tick_height(setting, text, width, 1) == pytest.approx(tick_line(setting, text, width, "tick").height)


@given(lists, laddered, widths, st.sampled_from([1, 2]))
@run(max_examples=40)
def test_the_last_bullet_ends_where_the_list_does(
    items: tuple[str, ...], setting: Setting, width: float, columns: int
) -> None:
    laid = bullets(setting, items, width, columns, "list")
    assert laid.height == bullets_height(setting, items, width, columns)
    said = [box.rect.bottom for box in laid.boxes if box.tag == "LBody"]
    assert max(said, default=0.0) == pytest.approx(laid.height, abs=1e-6)


@given(st.sampled_from(DOCUMENT.steps), texts, laddered, widths, st.floats(0, 40))
@run(max_examples=60)
def test_a_row_is_as_high_as_it_says(step: StepItem, name: str, setting: Setting, width: float, more: float) -> None:
    tile, named = least_tile(setting) + more, replace(step, name=name, hands=name[::-1])
    row, said = make_row(setting, named, tile, width + tile), heights(setting, named, tile, width + tile)
    assert said.row == pytest.approx(row.height, abs=1e-6)
    assert said.name == pytest.approx(row.words.boxes[0].rect.height, abs=1e-6)


@given(st.sampled_from(DOCUMENT.steps), texts, laddered, widths)
@run(max_examples=30)
def test_a_row_grows_as_it_says(step: StepItem, name: str, setting: Setting, width: float) -> None:
    tiles = tuple(least_tile(setting) + more for more in (0.0, 9.0, 18.0, 27.0))
    rows = [make_row(setting, replace(step, name=name, hands=name[::-1]), tile, width + tiles[-1]) for tile in tiles]
    said = growth(setting, replace(step, name=name, hands=name[::-1]), tiles, width + tiles[-1])
    assert said.heights == pytest.approx([row.height for row in rows], abs=1e-6)
    names = [row.words.boxes[0].rect.height for row in rows]
    assert [fits(name, names[0]) for name in names[: said.most + 1]] == [True] * said.most + [False] * (
        said.most < len(tiles)
    )
