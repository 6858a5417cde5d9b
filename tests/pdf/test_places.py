"""Where objects stand: the same rows as if each were written for itself, and none is missed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardgen.pdf.places import Places
from cardgen.pdf.references import differences, row


@given(st.lists(st.none() | st.integers(0, 2**32 - 1), min_size=1, max_size=60), st.integers(1, 40))
def test_rows_are_those_of_each_object(alone: list[int | None], first: int) -> None:
    """Objects that stand by themselves have a place, the others are in a pack, which comes last."""
    places, holder = Places(), first + len(alone)
    own = {number: at for number, at in enumerate(alone, first) if at is not None}
    held = [number for number in range(first, holder) if number not in own]
    for number, at in own.items():
        places.add(number, at)
    places.add_pack(holder, held)
    places.add(holder, 77)
    expected = {number: row(1, at, 0) for number, at in (*own.items(), (holder, 77))}
    expected |= {number: row(2, holder, index) for index, number in enumerate(held)}
    rows = [expected[number] for number in range(first, holder + 1)]
    found = places.rows(first, holder)
    assert (found.first, found.changes, found.last) == (rows[0], differences(rows), rows[-1])


@pytest.mark.parametrize("missing", [1, 2, 3])
def test_an_object_without_a_place_is_named(missing: int) -> None:
    places = Places()
    for number in {1, 2, 3} - {missing}:
        places.add(number, 10 * number)
    with pytest.raises(ValueError, match=f"object {missing} was reserved and has no value"):
        places.rows(1, 3)
