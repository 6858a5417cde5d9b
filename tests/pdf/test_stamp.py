"""Stamps: the marks around operators, what is typed apart from what is fixed, and a block that is painted once."""

from __future__ import annotations

import gc
import weakref
from dataclasses import replace

from inking import resources

from cardgen.layout.boxes import Box, Laid, grouped
from cardgen.pdf.operators import Frame
from cardgen.pdf.stamp import Inked, needs_of, stamp, untagged
from cardgen.shapes import Clip, FormUse, Path, Picture, TextRun, moved, rounded
from cardgen.units import Rect

RECT = Rect(0, 0, 10, 10)


def words(tag: str, text: str, **more: object) -> Box:
    return Box(RECT, tag, "block", (TextRun(0, 9, text, "regular", 9, "ink"),), **more)  # type: ignore[arg-type]


def ground(**more: object) -> Box:
    return Box(RECT, "Artifact", "ground", (Path(rounded(RECT), fill="ink"),), **more)  # type: ignore[arg-type]


def empty() -> Box:
    return Box(RECT, "Artifact", "room", ())


def sequences(inked: Inked, first: int = 0) -> list[str]:
    """Return what opens and closes sequences, and the texts."""
    return _marks(inked.operators % tuple(range(first, first + inked.count)))


def _marks(stream: bytes) -> list[str]:
    return [
        line if "MC" in line or "BDC" in line else line[line.index("(") + 1 : line.rindex(" )")]
        for line in stream.decode().splitlines()
        if "MC" in line or "BDC" in line or "(" in line
    ]


def made(*boxes: Box) -> tuple[Inked, Inked]:
    one = stamp(Laid(10, boxes), resources())
    return one.fixed, one.typed


def test_each_box_is_a_sequence_and_decoration_is_one_as_long_as_it_lasts() -> None:
    fixed, typed = made(ground(), empty(), ground(), words("H1", "a"), words("P", "b"), empty(), ground())
    assert sequences(fixed) == [
        *("/Artifact BMC", "EMC", "/H1 <</MCID 0>> BDC", "a", "EMC", "/P <</MCID 1>> BDC", "b", "EMC"),
        *("/Artifact BMC", "EMC"),
    ]
    assert (typed.operators, typed.count) == (b"", 0)


def test_room_that_draws_nothing_has_no_marks() -> None:
    fixed, _ = made(empty(), words("P", "a"), empty())
    assert sequences(fixed) == ["/P <</MCID 0>> BDC", "a", "EMC"]


def test_what_is_typed_for_one_card_is_apart_and_has_numbers_of_its_own() -> None:
    boxes = (words("P", "a"), ground(personal=True), words("P", "b", personal=True), words("P", "c"))
    fixed, typed = made(*boxes)
    assert sequences(fixed) == ["/P <</MCID 0>> BDC", "a", "EMC", "/P <</MCID 1>> BDC", "c", "EMC"]
    assert sequences(typed, 2) == ["/Artifact BMC", "EMC", "/P <</MCID 2>> BDC", "b", "EMC"]
    assert made(*boxes[:2], words("P", "longer", personal=True), boxes[3])[0] == fixed


def test_a_per_cent_sign_is_no_hole() -> None:
    fixed, _ = made(words("P", "100 %d %"), words("P", "%"))
    assert sequences(fixed, 7) == ["/P <</MCID 7>> BDC", "100 %d %", "EMC", "/P <</MCID 8>> BDC", "%", "EMC"]


def test_a_block_is_painted_once_and_kept_no_longer_than_the_block() -> None:
    store, laid = resources(), Laid(10, (words("P", "a"),))
    first = stamp(laid, store)
    assert stamp(laid, store) is first
    assert stamp(Laid(10, laid.boxes), store) is not first
    assert stamp(laid, resources()) is not first
    block, painted = weakref.ref(laid), weakref.ref(first)
    del laid, first
    gc.collect()
    assert (block(), painted()) == (None, None)


def test_a_sheet_has_no_marks() -> None:
    assert _marks(untagged((ground(), words("P", "a")), Frame(0, 100), resources())) == ["a"]


def test_the_last_words_of_a_box_are_apart_from_what_follows() -> None:
    runs = tuple(TextRun(x, 9, "ab", "regular", 9, "ink") for x in (0.0, 20.0))
    shown: list[str] = []
    store = replace(resources(), show=lambda text, _: shown.append(text) or "Tj")
    stamp(Laid(10, (Box(RECT, "P", "block", runs), ground())), store)
    assert shown == ["ab", "ab "]


def test_a_file_needs_what_is_drawn_however_deep_it_is() -> None:
    logo = Picture(RECT, b"", "key")
    inside = (FormUse("back", 0, 0, 1), TextRun(0, 9, "é", "bold", 9, "ink"))
    clip = Clip(rounded(RECT), (Clip(rounded(RECT), inside), logo))
    needs = needs_of((Box(RECT, "Figure", "block", (clip,)), words("P", "ab")), resources())
    assert needs.characters == {"bold": {"é", " "}, "regular": {"a", "b", " "}}
    assert (needs.forms, needs.drawings, needs.pictures) == ({"back"}, {}, {"key": logo})


def test_a_drawing_that_recurs_is_needed_by_its_name_and_brings_its_own_forms() -> None:
    drawn = Clip(rounded(RECT), (FormUse("back", 0, 0, 1),), recurs=True)
    boxes = (Box(RECT, "Figure", "a", (drawn,)), Box(RECT, "Figure", "b", (moved(drawn, 3, 4),)))
    needs = needs_of(boxes, resources())
    ((name, one),) = needs.drawings.items()
    assert (needs.forms, one.name, one.forms) == (frozenset(), name, {"back"})


def test_groups_of_a_block_are_its_own() -> None:
    laid = Laid(10, grouped((words("P", "a"), words("P", "b")), "Sect", "s"))
    (kid,) = stamp(laid, resources()).formed.kids
    assert (kid.kind, kid.number) == ("Sect", 0)
