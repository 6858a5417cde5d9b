"""Pages from stamps: numbers that follow each other, groups that blocks share, and the same page at another place."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from inking import resources

from cardgen.layout.boxes import Box, Laid, Part, Placed, grouped
from cardgen.pdf.assembly import Printed, Spot, assemble
from cardgen.pdf.holes import Base, Movable
from cardgen.pdf.operators import Frame
from cardgen.pdf.stamp import stamp
from cardgen.shapes import Path, TextRun, rounded
from cardgen.units import Rect

RECT = Rect(0, 0, 10, 10)
RESOURCES = resources()
SPOT = Spot(page=5, parent=3, first=20, key=7, attributes=lambda base: 100 + base)
FRAME = Frame(9, 309)
STEPS = Part("L", "steps")


def item(number: int) -> tuple[Part, ...]:
    return (STEPS, Part("LI", str(number)))


def words(tag: str, text: str, **more: object) -> Box:
    return Box(RECT, tag, "block", (TextRun(0, 9, text, "regular", 9, "ink"),), **more)  # type: ignore[arg-type]


def printed(*blocks: Placed, spot: Spot = SPOT) -> Printed:
    return assemble(blocks, [stamp(block.laid, RESOURCES) for block in blocks], FRAME, spot)


def objects(page: Printed, first: int = SPOT.first) -> dict[int, str]:
    written = b"\n".join(part.filled() for part in page.tagged.objects).split(b"\n")
    assert len(written) == page.tagged.count
    return {first + index: one.decode() for index, one in enumerate(written)}


def block(*boxes: Box, x: float = 0, y: float = 0, within: tuple[Part, ...] = ()) -> Placed:
    return Placed(Laid(10, boxes), x, y, within)


def test_each_block_is_drawn_from_its_own_corner() -> None:
    ground = Box(RECT, "Artifact", "ground", (Path(rounded(RECT), fill="ink"),))
    page = printed(block(ground, x=1.5, y=2), block(words("P", "a"), y=300))
    assert re.findall(rb"^q 1 0 0 1 (\S+) (\S+) cm$", page.fixed, re.M) == [(b"10.5", b"307"), (b"9", b"9")]
    assert page.fixed.split(b"\n").count(b"Q") == 2 + 1
    assert page.typed is None


def test_what_is_typed_has_the_last_numbers_of_the_page() -> None:
    first = block(words("P", "a", personal=True), words("P", "b"))
    second = block(words("P", "c"), words("P", "d", personal=True))
    page = printed(first, second)
    assert page.typed is not None
    assert [re.findall(rb"MCID (\d+)", part) for part in (page.fixed, page.typed)] == [[b"0", b"1"], [b"2", b"3"]]
    owners = list(map(int, re.findall(r"(\d+) 0 R", objects(page)[SPOT.first + page.tagged.count - 1])))
    contents = {number: int(m[1]) for number, one in objects(page).items() if (m := re.search(r"/K (\d+)>>", one))}
    assert [contents[owner] for owner in owners] == [0, 1, 2, 3]
    assert f"/K[{' '.join(f'{n} 0 R' for n in (20, 21, 22, 23))}]" in objects(page)[page.tagged.section or 0]


def test_blocks_share_the_groups_that_they_are_placed_within() -> None:
    body = Part("LBody", "1")
    page = printed(
        block(words("H1", "title")),
        block(words("P", "figure", rank=1), within=(*item(1), body)),
        block(words("Lbl", "1", rank=-1), within=item(1)),
        block(words("P", "text"), within=(*item(1), body)),
        block(words("Lbl", "2"), within=item(2)),
        block(words("P", "end")),
    )
    found = objects(page)
    kinds = {number: one.split("/")[2] for number, one in found.items() if one.startswith("<</S")}
    kids = {number: [int(kid) for kid in re.findall(r"(\d+) 0 R", one.split("/K")[1].split("/A")[0])]
            for number, one in found.items() if "/K" in one}  # fmt: skip

    def shape(number: int) -> object:
        return (kinds[number], *(shape(kid) for kid in kids[number])) if kids[number] else kinds[number]

    assert page.tagged.section is not None
    assert shape(page.tagged.section) == (
        "Sect",
        "H1",
        ("L", ("LI", "Lbl", ("LBody", "P", "P")), ("LI", "Lbl")),
        "P",
    )
    (steps,) = (number for number, kind in kinds.items() if kind == "L")
    assert f"/A {100 + Base.NUMBERED} 0 R" in found[steps]
    parents = {number: int(one.split("/P ")[1].split()[0]) for number, one in found.items() if number in kinds}
    assert all(parents[kid] == number for number, some in kids.items() for kid in some)
    assert parents[page.tagged.section] == SPOT.parent
    texts = kids[next(n for n, kind in kinds.items() if kind == "LBody")]
    assert [re.search(r"/K (\d+)", found[text])[1] for text in texts] == ["3", "1"]  # type: ignore[index]


def test_two_blocks_that_name_the_same_group_have_two() -> None:
    same = [block(*grouped((words("P", text),), "Div", "Date")) for text in "ab"]
    page = printed(*same)
    assert sum("/S/Div" in one for one in objects(page).values()) == 2


def test_figures_cover_what_they_cover_on_the_page() -> None:
    figure = Box(RECT, "Figure", "block", (Path(rounded(RECT), fill="ink"),), alt="100 % drawn (all)")
    one = objects(printed(block(figure, x=20, y=30)))[SPOT.first]
    assert "/BBox[29 269 39 279]" in one
    assert r"/Alt(100 % drawn \(all\))" in one


def test_links_have_annotations_and_keys_after_the_page() -> None:
    link = words("P", "site", url="https://example.org/100%25")
    page = printed(block(words("P", "a")), block(link, y=5), block(link, y=50))
    found = objects(page)
    assert [re.search(r"/StructParent (\d+)", found[one])[1] for one in page.tagged.annotations] == ["8", "9"]  # type: ignore[index]
    assert ["/S/Link" in found[one] for one in page.tagged.links] == [True, True]
    assert "/Rect [9 294 19 304]" in found[page.tagged.annotations[0]]
    assert "https://example.org/100%25" in found[page.tagged.annotations[0]]


def test_a_page_that_says_nothing_has_no_section() -> None:
    page = printed(block(Box(RECT, "Artifact", "ground", (Path(rounded(RECT), fill="ink"),))))
    assert (page.tagged.section, objects(page)) == (None, {20: "[]"})


@given(st.integers(0, 10**6))
def test_the_same_page_elsewhere_in_a_file_differs_in_its_own_numbers_only(before: int) -> None:
    figure = Box(RECT, "Figure", "block", (Path(rounded(RECT), fill="ink"),), alt="drawn")
    link = words("P", "site", url="https://example.org")
    blocks = (
        block(figure),
        block(words("Lbl", "1"), within=item(1)),
        block(words("TH", "head"), link, words("P", "typed", personal=True)),
    )
    moved = Spot(SPOT.page + before, SPOT.parent + before, SPOT.first + before, SPOT.key + before, SPOT.attributes)
    page, other = printed(*blocks), printed(*blocks, spot=moved)
    assert (page.fixed, page.typed) == (other.fixed, other.typed)
    pattern = Movable.joined(page.tagged.objects)
    assert pattern.at(before) == b"\n".join(part.filled() for part in other.tagged.objects)
