import pytest

from cardgen.layout.boxes import Box, Laid, Page, Part, Placed, Several, beneath, box_text, grouped, one_block, stack
from cardgen.shapes import Clip, Path, TextRun, rounded
from cardgen.units import Rect, Size


def run(text: str, x: float = 0, *, space: bool = False) -> TextRun:
    return TextRun(x, 8, text, "regular", 10, "ink", space_after=space)


def box(*marks: TextRun | Clip | Path, block: str = "b") -> Box:
    return Box(Rect(1, 2, 30, 10), "P", block, marks, alt="shown", role="body", over=True)


def test_a_moved_box_takes_its_marks_along_and_keeps_the_rest() -> None:
    frame = rounded(Rect(1, 2, 3, 4))
    moved = box(run("a"), Clip(frame, (run("b", 5),))).moved(10, 20)
    assert moved.rect == Rect(11, 22, 30, 10)
    first, clip = moved.marks
    assert isinstance(first, TextRun)
    assert isinstance(clip, Clip)
    assert (first.x, first.y) == (10, 28)
    assert clip.segments == rounded(Rect(11, 22, 3, 4))
    assert clip.marks == (TextRun(15, 28, "b", "regular", 10, "ink"),)
    assert (moved.tag, moved.block, moved.alt, moved.role, moved.over) == ("P", "b", "shown", "body", True)


def test_the_text_of_a_box_joins_runs_as_they_are_read() -> None:
    whole = box(run("Never", space=True), Clip(rounded(Rect(0, 0, 1, 1)), (run("pre"),)), run("ss", space=True))
    assert box_text(whole) == "Never press"
    assert box_text(box(Path(rounded(Rect(0, 0, 1, 1)), fill="ink"))) == ""


def test_the_text_of_a_page_has_a_line_for_each_box_with_text() -> None:
    boxes = (box(run("one")), box(), box(run("two")))
    assert Page(Size(10, 10), 0, "front", "t", one_block(boxes)).text() == "one\ntwo"


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_stack_is_as_high_as_its_blocks_and_the_gaps_between_them(count: int) -> None:
    block = Laid(10, (box(run("a")),))
    laid = stack([block] * count, 4)
    assert laid.height == max(0, 14 * count - 4)
    assert [b.rect.y for b in laid.boxes] == [2 + 14 * i for i in range(count)]


def test_a_placed_block_has_its_boxes_where_it_stands_in_its_groups_and_under_its_name() -> None:
    ground = Path(rounded(Rect(0, 0, 9, 9)), fill="ink")
    laid = Laid(10, (box(run("a"), block="step / text"), box(ground, block="step")))
    within = (Part("L", "steps"), Part("LI", "3"))
    placed = Placed(laid, 7, 8, within, "step 3")
    assert [one.rect for one in placed.boxes] == [one.rect.moved(7, 8) for one in laid.boxes]
    assert [one.block for one in placed.boxes] == ["step 3 / text", "step 3"]
    assert {one.within for one in placed.boxes} == {within}
    assert [one.marks for one in placed.boxes] == [one.marks for one in laid.at(7, 8)]
    assert Placed(laid, 7, 8).boxes == laid.at(7, 8)
    assert placed.moved(1, 2).boxes == Placed(laid, 8, 10, within, "step 3").boxes


def test_a_placed_block_keeps_the_groups_of_its_own() -> None:
    inner = grouped((box(run("a")),), "Div", "x")
    (one,) = Placed(Laid(10, inner), within=(Part("Sect", "s"),)).boxes
    assert one.within == (Part("Sect", "s"), Part("Div", "x"))


def test_boxes_that_differ_in_their_marks_only_are_not_equal() -> None:
    assert box(run("a")) == box(run("a"))
    assert hash(box(run("a"))) == hash(box(run("a")))
    assert box(run("a")) != box(run("b"))


def test_several_blocks_stay_themselves_wherever_they_are_placed_as_one() -> None:
    first, second = Laid(10, (box(run("a")),)), Laid(6, (box(run("b")),))
    within = (Part("L", "list"), Part("LI", "b"))
    both = Several(16, (Placed(first), Placed(second, 0, 10, within)))
    assert [block.laid for block in both.placed(7, 8)] == [first, second]
    assert [(block.x, block.y) for block in both.placed(7, 8)] == [(7, 8), (7, 18)]
    assert [one.within for one in both.boxes] == [(), within]
    assert both.at(7, 8) == tuple(one.moved(7, 8) for one in both.boxes)
    assert stack((both, first), 4).height == 30


def test_what_is_beneath_begins_where_the_block_above_ends() -> None:
    blocks = Laid(10, (box(run("a")),)), Laid(6, ()), Laid(3, (box(run("b")),))
    assert beneath(blocks).height == 19
    assert [(block.laid, block.x, block.y) for block in beneath(blocks).blocks] == [
        (blocks[0], 0, 0),
        (blocks[1], 0, 10),
        (blocks[2], 0, 16),
    ]
