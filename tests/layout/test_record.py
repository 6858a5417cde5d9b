from __future__ import annotations

import pytest
from flowing import WIDTH, said, sides
from geometry import extent, runs
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cardgen.document import Field
from cardgen.layout.boxes import Box, box_text
from cardgen.layout.record import LogBlock, QrBlock, ValueBlock, value_blocks
from cardgen.layout.setting import Setting
from cardgen.qr import encode


def raw(box: Box) -> str:
    return "".join(run.text + " " * run.space_after for run in runs(box))


# --- Fields


@settings(max_examples=60, deadline=None)
@given(
    value=st.lists(st.text("abcW", min_size=1, max_size=60), min_size=1, max_size=80).flatmap(
        lambda words: st.sampled_from([" ", "\n", "\n\n", ""]).map(lambda space: space.join(words))
    ),
    room=st.floats(70, 120),
)
@example(value=" ".join(f"word{number}" for number in range(200)), room=80.0)
def test_a_long_value_continues_in_a_field_of_the_same_name_and_loses_nothing(value: str, room: float) -> None:
    laid = sides(ValueBlock((Field("Client", value),), 30, "{title} (continued)"), room)
    values = "".join(raw(box) for one in laid for box in one.boxes if box.block.endswith("/ value"))
    assert values.split() == value.split()
    assert said(laid, "label") == ["Client", *["Client (continued)"] * (len(laid) - 1)]
    for one in laid:
        frame, *texts = one.boxes
        assert frame.tag == "Form"
        assert all(frame.rect.contains(extent(box)) for box in texts)


def test_an_empty_field_is_as_high_as_the_pen_needs() -> None:
    (laid,) = sides(ValueBlock((Field("Client", None),), 30, "{title} (continued)"), 100)
    assert laid.height == laid.boxes[0].rect.height == 30
    assert [box_text(box) for box in laid.boxes if box_text(box)] == ["Client"]


def test_half_fields_share_a_row() -> None:
    fields = (Field("A", "a"), Field("B", None, half=True), Field("C", "c", half=True), Field("D", None, half=True))
    blocks = value_blocks(fields, 30, "{title} (continued)")
    assert [[field.label for field in block.fields] for block in blocks if isinstance(block, ValueBlock)] == [
        ["A"],
        ["B", "C"],
        ["D"],
    ]
    one, other = (box.rect for box in sides(blocks[1], 100)[0].boxes if box.tag == "Form")
    assert (one.y, one.width, one.height) == pytest.approx((other.y, other.width, other.height))
    assert one.right < other.x
    assert other.right == pytest.approx(WIDTH)


# --- Log and code


def test_the_log_has_numbered_boxes_of_the_least_size_in_even_rows(setting: Setting) -> None:
    width, log = setting.format.safe_area.width, setting.format.log
    taken = LogBlock("Log").lay(setting, width, 1000)
    assert taken is not None
    frames = [box for box in taken.laid.boxes if box.tag == "Form"]
    assert [frame.alt for frame in frames] == [f"Log {number}" for number in range(1, log.count + 1)]
    assert min(frame.rect.width for frame in frames) >= log.width
    assert min(frame.rect.height for frame in frames) >= log.height
    rows = {frame.rect.y for frame in frames}
    assert len(frames) % len(rows) == 0
    assert max(frame.rect.right for frame in frames) == pytest.approx(width)
    numbers = [box for box in taken.laid.boxes if box_text(box).isdigit()]
    assert all(frame.rect.contains(extent(text)) for frame, text in zip(frames, numbers, strict=True))
    assert LogBlock("Log").lay(setting, width, taken.laid.height - 1) is None


def test_a_code_stands_beside_its_address_on_white(setting: Setting) -> None:
    matrix = encode("https://example.org/" + "a" * 100)
    taken = QrBlock(matrix, "Scan").lay(setting, WIDTH, 1000)
    assert taken is not None
    *texts, code = taken.laid.boxes
    assert code.tag == "Figure"
    assert code.alt == f"Scan: {matrix.url}"
    assert (code.rect.width, code.rect.height) == (setting.format.qr.side, setting.format.qr.side)
    assert [mark.fill for mark in code.marks] == ["white", "black"]  # type: ignore[union-attr]
    assert "".join(box_text(texts[1]).split()) == matrix.url
    assert all(text.rect.right < code.rect.x for text in texts)
