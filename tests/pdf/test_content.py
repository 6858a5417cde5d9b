"""The marks around operators: one sequence for each box, decoration together, words apart from each other."""

from __future__ import annotations

from cardgen.colours import Colour
from cardgen.layout.boxes import Box
from cardgen.pdf.content import marked, painted, parted
from cardgen.pdf.operators import Frame, Resources
from cardgen.shapes import Path, TextRun, rounded
from cardgen.units import Rect

RECT = Rect(0, 0, 10, 10)
FRAME = Frame(0, 100)
RESOURCES = Resources(lambda _: Colour("#000000", (0, 0, 0, 100)), lambda run: f"({run.text}) Tj", str, str)


def words(tag: str, text: str, **more: object) -> Box:
    return Box(RECT, tag, "block", (TextRun(0, 9, text, "regular", 9, "ink"),), **more)  # type: ignore[arg-type]


def ground(**more: object) -> Box:
    return Box(RECT, "Artifact", "ground", (Path(rounded(RECT), fill="ink"),), **more)  # type: ignore[arg-type]


def sequences(stream: bytes) -> list[str]:
    """Return what opens and closes sequences, and the texts."""
    return [
        line if "MC" in line or "BDC" in line else line[line.index("(") + 1 : line.index(")")]
        for line in stream.decode().splitlines()
        if "MC" in line or "BDC" in line or "(" in line
    ]


def test_each_box_is_a_sequence_and_decoration_is_one_as_long_as_it_lasts() -> None:
    fixed, typed = marked((ground(), ground(), words("H1", "a"), words("P", "b"), ground()), FRAME, RESOURCES)
    assert sequences(fixed) == [
        *("/Artifact BMC", "EMC", "/H1 <</MCID 0>> BDC", "a", "EMC", "/P <</MCID 1>> BDC", "b", "EMC"),
        *("/Artifact BMC", "EMC"),
    ]
    assert typed == b""


def test_what_is_typed_for_one_card_is_a_stream_of_its_own() -> None:
    boxes = (words("P", "a"), ground(personal=True), words("P", "b", personal=True), words("P", "c"))
    fixed, typed = marked(boxes, FRAME, RESOURCES)
    assert sequences(fixed) == ["/P <</MCID 0>> BDC", "a", "EMC", "/P <</MCID 1>> BDC", "c", "EMC"]
    assert sequences(typed) == ["/Artifact BMC", "EMC", "/P <</MCID 2>> BDC", "b", "EMC"]
    other = marked((*boxes[:2], words("P", "longer", personal=True), boxes[3]), FRAME, RESOURCES)
    assert other[0] == fixed


def test_a_sheet_has_no_marks() -> None:
    assert sequences(painted((ground(), words("P", "a")), FRAME, RESOURCES)) == ["a"]


def test_the_last_words_of_a_box_are_apart_from_what_follows() -> None:
    runs = tuple(TextRun(x, 9, "ab", "regular", 9, "ink") for x in (0.0, 20.0))
    (parted_box, empty) = parted((Box(RECT, "P", "block", runs), ground()))
    assert [mark.space_after for mark in parted_box.marks if isinstance(mark, TextRun)] == [False, True]
    assert empty == ground()
