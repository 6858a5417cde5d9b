from __future__ import annotations

from flowing import sides
from geometry import squeezed
from hypothesis import given, settings
from hypothesis import strategies as st

from cardgen.layout.boxes import box_text
from cardgen.layout.person_limits import LimitsBlock


@given(st.integers(1, 120), st.floats(14, 120))
@settings(max_examples=30, deadline=None)
def test_limits_continue_between_lines(count: int, room: float) -> None:
    text = "limit " * count
    laid = sides(LimitsBlock(text), room)
    assert squeezed("".join(box_text(box) for one in laid for box in one.boxes)) == squeezed(text)
