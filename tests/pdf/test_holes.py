"""Objects with holes: what is written once reads as if it had been written with its numbers."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cardgen.pdf.holes import MOVING, Base, Holed, Movable, hole, holed, reference
from cardgen.pdf.syntax import Raw, encode

STARTS = list(range(100, 100 * (len(Base) + 1), 100))
HOLES = st.tuples(st.sampled_from(Base), st.integers(0, 99))
TEXTS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=12)


@given(st.lists(st.tuples(TEXTS, HOLES), max_size=8), TEXTS)
def test_a_hole_takes_the_number_that_belongs_there_whatever_stands_beside_it(
    parts: list[tuple[str, tuple[Base, int]]], last: str
) -> None:
    written = b"".join(text.encode() + hole(*where) for text, where in parts) + last.encode()
    filled = holed(written).numbered(STARTS).filled()
    expected = b"".join(text.encode() + b"%d" % (STARTS[base] + number) for text, (base, number) in parts)
    assert filled == expected + last.encode()


def test_a_reference_is_one_in_a_dictionary_too() -> None:
    written = encode({"P": reference(Base.PARENT), "K": [hole(Base.FIXED, 2), Raw(b"100%")], "Alt": "50 % (half)"})
    assert holed(written).numbered(STARTS).filled() == rb"<</P 300 0 R/K[502 100%]/Alt(50 % \(half\))>>"


@given(st.lists(st.lists(HOLES, max_size=5), max_size=5))
def test_joined_parts_are_written_as_they_are_alone(parts: list[list[tuple[Base, int]]]) -> None:
    alone = [Holed.of(b" ".join([b"%d"] * len(holes)), holes) for holes in parts]
    joined = Holed.joined(alone).numbered(STARTS).filled()
    assert joined == b"\n".join(one.numbered(STARTS).filled() for one in alone)


@given(st.lists(HOLES, min_size=1, max_size=8), st.integers(0, 10**6))
def test_what_counts_from_a_card_moves_with_it_and_nothing_else(holes: list[tuple[Base, int]], before: int) -> None:
    one = Holed.of(b"[" + b" ".join([b"%d"] * len(holes)) + b"]", holes)
    moved = Movable.joined([one.numbered([0] * len(Base)), one.numbered(STARTS)]).at(before)
    expected = [
        b"[" + b" ".join(b"%d" % (start[base] + number + before * (base in MOVING)) for base, number in holes) + b"]"
        for start in ([0] * len(Base), STARTS)
    ]
    assert moved == b"\n".join(expected)
